"""What the class and id words of an element say about the text in it.

Each word stands in exactly one group; the scorer learns what a group is worth, nothing here decides alone.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Says(IntEnum):
    """The groups that class and id words fall into; one bit each, or-ed as plain integers."""

    NOTHING = 0
    COMMENT = 1 << 0
    SHARE = 1 << 1
    RELATED = 1 << 2
    NEWSLETTER = 1 << 3
    ADVERT = 1 << 4
    NAVIGATION = 1 << 5
    BYLINE = 1 << 6
    DATE = 1 << 7
    CAPTION = 1 << 8
    CREDIT = 1 << 9
    CONTENT = 1 << 10
    BODY = 1 << 11
    TITLE = 1 << 12
    KICKER = 1 << 13
    SUMMARY = 1 << 14
    TAGS = 1 << 15
    FOOTER = 1 << 16
    HEADER = 1 << 17
    SIDE = 1 << 18
    POPUP = 1 << 19
    PAYWALL = 1 << 20
    MEDIA = 1 << 21
    META = 1 << 22
    LISTING = 1 << 23
    EMBED = 1 << 24
    CORRECTION = 1 << 25
    QUOTE = 1 << 26
    BIOGRAPHY = 1 << 27
    HIDDEN = 1 << 28


_WORDS: dict[Says, str] = {
    Says.COMMENT: "comments comment disqus respond discussion feedback kommentar commentaires comentarios replies",
    Says.SHARE: "share sharing social facebook twitter addthis sharedaddy whatsapp pinterest follow teilen",
    Says.RELATED: "related recommend recirc trending popular outbrain taboola promo teaser readmore readnext upnext "
    "moreon morefrom mostread similar suggested further associated yarpp jp-relatedposts latest zergnet mehr",
    Says.NEWSLETTER: "newsletter subscribe signup sign-up subscription optin mailchimp mailing email-form",
    Says.ADVERT: "advert advertisement adslot ad-slot sponsor sponsored adunit ad-container dfp banner affiliate "
    "disclaimer disclosure promotion",
    Says.NAVIGATION: "nav navigation navbar menu breadcrumb breadcrumbs pagination pager skip-link toolbar toc next prev",
    Says.BYLINE: "byline author authors writer contributor reporter autor auteur byliner",
    Says.DATE: "date time timestamp published dateline datum updated pubdate fecha",
    Says.CAPTION: "caption figcaption cutline wp-caption legend bildunterschrift legende",
    Says.CREDIT: "credit credits copyright attribution photographer photo-by source",
    Says.CONTENT: "content article story post entry main news page text single",
    Says.BODY: "articlebody article-body story-body storybody body-text article-text articletext entry-content "
    "post-content article-content postcontent story-content post-body article__body article-body__content body-copy "
    "bodytext body-content articlecontent rich-text richtext the-content story__body paragraph paywall-content",
    Says.TITLE: "title headline heading hed",
    Says.KICKER: "kicker eyebrow overline rubric category categories section topic label flag spitzmarke dachzeile",
    Says.SUMMARY: "summary standfirst subtitle subhead subheadline subheading dek deck lead lede intro excerpt chapo "
    "teaser-text strapline abstract vorspann sapo entradilla description",
    Says.TAGS: "tags tag keywords hashtag topics tag-list",
    Says.FOOTER: "footer bottom colophon foot",
    Says.HEADER: "header masthead topbar top",
    Says.SIDE: "sidebar aside rail secondary widget widgets complementary column-right right-col",
    Says.POPUP: "modal popup cookie consent gdpr overlay lightbox dialog tooltip toast notification alert",
    Says.PAYWALL: "paywall premium regwall metered piano subscriber subscribers-only piano-offer barrier",
    Says.MEDIA: "video player gallery image photo media carousel slideshow slider slide audio podcast figure picture "
    "thumbnail thumb",
    Says.META: "meta info details infos byline-meta metadata reading-time stats views print tools",
    Says.LISTING: "list card cards grid item items feed archive loop listing tile collection river stack block-list",
    Says.EMBED: "embed tweet instagram twitter-tweet instagram-media fb-post tiktok youtube oembed iframe reddit",
    Says.CORRECTION: "correction corrections editors-note editor-note clarification errata amendment",
    Says.QUOTE: "quote pullquote pull-quote blockquote pull zitat",
    Says.BIOGRAPHY: "bio biography author-bio about about-author profile author-box authorbox",
    Says.HIDDEN: "hidden hide sr-only screen-reader visually-hidden screen-reader-text visuallyhidden offscreen print-only",
}

# Plain integers: or-ing enum members costs more than the rest of the walk together.
_SAID: dict[str, int] = {word: int(group) for group, words in _WORDS.items() for word in words.split()}


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for the words, the longest first; by their first letters it takes a third of the time."""
    firsts: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        firsts.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in firsts.items())


_FIND = re.compile(rf"(?<![a-z])(?:{_any_of(_SAID)})")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def said_by(names: str) -> int:
    """Return the groups that the class and id words of one element fall into.

    >>> said_by("ArticleBody js-share") == Says.CONTENT | Says.BODY | Says.SHARE
    False
    >>> said_by("article-body js-share") == Says.BODY | Says.SHARE
    True
    """
    groups = 0
    for name in names.split():
        groups |= _said_by_one(name)
    return groups


@lru_cache(maxsize=32_768)  # pages of one outlet, and those of one system, write the same few hundred names
def _said_by_one(name: str) -> int:
    """Return the groups that one name falls into."""
    spaced = name if name.islower() else _CAMEL.sub("-", name).lower()
    spaced = spaced.replace("_", "-").replace("--", "-")
    groups = 0
    for word in _FIND.findall(spaced):
        groups |= _SAID[word]
    return groups
