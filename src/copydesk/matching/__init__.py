"""Articles in, relations and stories out: who took from whom."""

from copydesk.matching.matcher import Matcher, Update

__all__ = ["Matcher", "Update"]
