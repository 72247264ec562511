"""The rows: everything Copydesk remembers. The work is the rows, so what is due is asked of them."""

from __future__ import annotations

from copydesk.desk.models.acts import Act, Dismissal, SignInCount
from copydesk.desk.models.articles import SHOWN_ARTICLES, Article, ArticleVersion
from copydesk.desk.models.claimable import Claimable, Lease
from copydesk.desk.models.ledger import Form, Printing, Trace, Utterance
from copydesk.desk.models.naming import Naming, Organisation
from copydesk.desk.models.newsletter import Delivery, Issue, Subscriber
from copydesk.desk.models.posting import Account, Post
from copydesk.desk.models.push import Browser, Note
from copydesk.desk.models.relations import SHOWN_FINDINGS, Finding, Proposal, Relation
from copydesk.desk.models.replies import Mention, Reply, ReplyMail, ReplyRule, ReplyWord
from copydesk.desk.models.search import SearchEntry
from copydesk.desk.models.secondfactor import SecondFactor
from copydesk.desk.models.sources import Outlet, Source
from copydesk.desk.models.stories import Correction, Story, StoryEvent

__all__ = [
    "SHOWN_ARTICLES",
    "SHOWN_FINDINGS",
    "Account",
    "Act",
    "Article",
    "ArticleVersion",
    "Browser",
    "Claimable",
    "Correction",
    "Delivery",
    "Dismissal",
    "Finding",
    "Form",
    "Issue",
    "Lease",
    "Mention",
    "Naming",
    "Note",
    "Organisation",
    "Outlet",
    "Post",
    "Printing",
    "Proposal",
    "Relation",
    "Reply",
    "ReplyMail",
    "ReplyRule",
    "ReplyWord",
    "SearchEntry",
    "SecondFactor",
    "SignInCount",
    "Source",
    "Story",
    "StoryEvent",
    "Subscriber",
    "Trace",
    "Utterance",
]
