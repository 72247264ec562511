"""The sample newsroom: an invented town's outlets, shipped with Copydesk and served over real HTTP.

Every person, firm and place in it is invented. See docs/explanation/sample.md.
"""

from copydesk.sample._load import Rights
from copydesk.sample._newsroom import SampleNewsroom, SampleOutlet, latest_anchor, served_at

__all__ = ["Rights", "SampleNewsroom", "SampleOutlet", "latest_anchor", "served_at"]
