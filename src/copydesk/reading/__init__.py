"""Who said what in an article: quotations with speakers, names, figures, dates and attributions."""

from copydesk.reading._read import SURE_ENOUGH, read

__all__ = ["SURE_ENOUGH", "read"]
