"""What the class and id words of an element say about the text in it.

Each word stands in exactly one group; the scorer learns what a group is worth, nothing here decides alone.
"""

from __future__ import annotations

import re
from enum import IntFlag, auto
from functools import lru_cache


class Says(IntFlag):
    """The groups that class and id words fall into."""

    NOTHING = 0
    COMMENT = auto()
    SHARE = auto()
    RELATED = auto()
    NEWSLETTER = auto()
    ADVERT = auto()
    NAVIGATION = auto()
    BYLINE = auto()
    DATE = auto()
    CAPTION = auto()
    CREDIT = auto()
    CONTENT = auto()
    BODY = auto()
    TITLE = auto()
    KICKER = auto()
    SUMMARY = auto()
    TAGS = auto()
    FOOTER = auto()
    HEADER = auto()
    SIDE = auto()
    POPUP = auto()
    PAYWALL = auto()
    MEDIA = auto()
    META = auto()
    LISTING = auto()
    EMBED = auto()
    CORRECTION = auto()
    QUOTE = auto()
    BIOGRAPHY = auto()
    HIDDEN = auto()


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
_FIND = re.compile(
    r"(?<![a-z])(?:" + "|".join(re.escape(word) for word in sorted(_SAID, key=len, reverse=True)) + ")"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=16_384)  # an outlet writes the same few hundred names on all its pages
def said_by(names: str) -> int:
    """Return the groups that the class and id words of one element fall into.

    >>> said_by("ArticleBody js-share") == Says.CONTENT | Says.BODY | Says.SHARE
    False
    >>> said_by("article-body js-share") == Says.BODY | Says.SHARE
    True
    """
    spaced = _CAMEL.sub("-", names).lower().replace("_", "-").replace("--", "-")
    groups = 0
    for word in _FIND.findall(spaced):
        groups |= _SAID[word]
    return groups
