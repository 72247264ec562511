"""Articles in, relations and stories out: who took from whom."""

from copydesk.matching.across import Across
from copydesk.matching.independence import Member, independent
from copydesk.matching.ledger import PrintedForm, Printing, Standing, UtteranceGroup, forms, is_near, standing
from copydesk.matching.matcher import Matcher, Update
from copydesk.matching.stories import Merge, Stories

__all__ = [
    "Across",
    "Matcher",
    "Member",
    "Merge",
    "PrintedForm",
    "Printing",
    "Standing",
    "Stories",
    "Update",
    "UtteranceGroup",
    "forms",
    "independent",
    "is_near",
    "standing",
]
