"""What a page says about itself to machines: JSON-LD, microdata, Open Graph and meta. Claims, not facts.

Every claim is a tuple in the order in which it is trusted; the fields decide what agrees with the page.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copydesk.parsing.pages.limits import USUAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.parsing.pages.tree import Page

ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AdvertiserContentArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "SatiricalArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
        "Review",
        "Recipe",
        "MedicalScholarlyArticle",
        "CreativeWork",
    ]
)
_PAGE_TYPES = frozenset(
    ("WebPage", "ItemPage", "AboutPage", "CollectionPage", "ProfilePage", "SearchResultsPage")
)
_COMMENTED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_WRITTEN = re.compile(
    r"(?i)(?:written by|author|posted by|verfasst von|geschrieben von|écrit par|rédigé par|auteur|escrito por|scritto da|autore?a?|geschreven door|napisane przez|skrevet av|skriven av|автор|yazan|por|par)\W*"
)
_TAG = re.compile(r"<[^<>]{1,300}>")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimedPicture:
    """A picture as the metadata names it."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """What a page's metadata says; a tuple is empty where it says nothing."""

    headlines: tuple[str, ...] = ()  #: JSON-LD, og, twitter, title
    title: str = ""  #: the <title>
    description: str | None = None
    authors: tuple[tuple[str, ...], ...] = ()  #: one list per place that names authors, most trusted first
    people: frozenset[str] = frozenset()  #: authors that are typed as a person
    firms: frozenset[str] = frozenset()  #: authors that are typed as an organisation
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    section: str | None = None
    pictures: tuple[ClaimedPicture, ...] = ()
    videos: tuple[tuple[str | None, str | None], ...] = ()  #: address and title
    language: str | None = None
    canonical: str | None = None
    site: str | None = None  #: the outlet's name
    publisher: str | None = None
    based_on: tuple[str | None, str | None] | None = None  #: name and address of the work it was taken from
    types: frozenset[str] = frozenset()  #: of all objects, and og:type
    free: bool = True  #: False where the page says that it is behind a paywall
    body: str | None = None  #: articleBody


def claims_of(page: Page) -> Claims:
    """Gather the claims of a page.

    >>> from copydesk.parsing.pages.tree import parse
    >>> claims_of(parse('<title>A | B</title><meta property="og:title" content="A">')).headlines
    ('A', 'A | B')
    """
    metas = _metas(page)
    nodes = [node for script in page.scripts for node in objects(script, page.limits.structured_nodes)][
        : page.limits.structured_nodes
    ]
    ids = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    article = _article(nodes, metas.get("og:title") or page.title)
    return Claims(
        headlines=_some(*_headlines(article, metas, page)),
        title=page.title,
        description=next(iter(_some(metas.get("og:description"), metas.get("description"), text_of(article.get("description")))), None),
        authors=tuple(
            names
            for names in (
                tuple(_names(article.get("author"), ids)),
                tuple(_names(article.get("creator"), ids)),
                tuple(_repeated(page, ("author", "article:author", "byl", "dc.creator", "sailthru.author", "parsely-author",
                                       "dcterms.creator", "citation_author", "article.author", "cxenseparse:author", "authors"))),
                _labelled(metas),
                tuple(_itemprops(page, "author")),
            )
            if names
        ),
        people=frozenset(_typed(article, ids, "Person")),
        firms=frozenset(_typed(article, ids, "Organization", "NewsMediaOrganization", "Corporation")),
        published=_some(
            *_texts(article.get("datePublished")), *_texts(article.get("dateCreated"))[:1],
            *(metas.get(key) for key in _PUBLISHED), *_itemprops(page, "datePublished"),
            *(text_of(node.get("datePublished")) for node in nodes if _types(node) & _PAGE_TYPES),
        ),
        modified=_some(
            text_of(article.get("dateModified")), *(metas.get(key) for key in _MODIFIED), *_itemprops(page, "dateModified"),
        ),
        section=next(iter(_some(*_texts(article.get("articleSection"))[:1], *(metas.get(key) for key in _SECTION))), None),
        pictures=tuple(_pictures(article, metas, ids)),
        videos=tuple(_videos(nodes, metas)),
        language=next(iter(_some(page.language, text_of(article.get("inLanguage")), metas.get("content-language"), metas.get("og:locale"))), None),
        canonical=next(iter(_some(_canonical(page), metas.get("og:url"))), None),
        site=metas.get("og:site_name") or metas.get("application-name"),
        publisher=next(iter(_names(article.get("publisher"), ids)), None),
        based_on=_based_on(article, metas),
        types=frozenset().union(*map(_types, nodes), {"og:" + metas.get("og:type", "").lower()}),
        free=_free(article),
        body=text_of(article.get("articleBody")),
    )  # fmt: skip


_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "article.published", "pubdate", "publishdate", "publish-date",
    "publish_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dcterms.created", "dc.date.issued",
    "dcterms.issued", "dcterms.date", "dc.date", "date", "article:published", "originalpublicationdate", "citation_publication_date",
    "cxenseparse:publishtime", "article_date_original", "published_time", "og:published_time", "rnews:datepublished", "created", "ptime",
    "iso-8601-publish-date", "lastmod",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "article.updated", "last-modified", "lastmod", "dcterms.modified",
    "dc.date.modified", "revised", "article:modified", "utime",
)  # fmt: skip
_SECTION = (
    "article:section", "og:article:section", "parsely-section", "section", "article.section", "cxenseparse:recs:articlesection",
    "sailthru.section", "category",
)  # fmt: skip


def objects(script: str, most: int = USUAL.structured_nodes) -> list[Node]:
    """Return every object of a JSON-LD script, `@graph` and nested ones included; none if it is broken.

    >>> [node["@type"] for node in objects('{"@graph": [{"@type": "NewsArticle"}]}') if "@type" in node]
    ['NewsArticle']
    """
    try:
        data = json.loads(_COMMENTED.sub("", script).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[Node] = []
    waiting: list[Any] = [data]
    while waiting and len(found) < most:
        value = waiting.pop(0) if len(waiting) < 500 else waiting.pop()
        if isinstance(value, dict):
            found.append(value)
            waiting.extend(inner for inner in value.values() if isinstance(inner, (dict, list)))
        elif isinstance(value, list):
            waiting.extend(inner for inner in value if isinstance(inner, (dict, list)))
    return found


def text_of(value: object) -> str | None:
    """Return a claim as one folded line without tags and entities; None if it is no text."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _TAG.sub(" ", value)
    return " ".join(value.split()) or None


def _texts(value: object) -> list[str]:
    """Return all texts of a claim that may be a list."""
    values = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, values[:50]) if text]


def _some(*values: str | None) -> tuple[str, ...]:
    """Return what is there, each once, in order."""
    return tuple(dict.fromkeys(value for value in map(text_of, values) if value))


def _types(node: Node) -> frozenset[str]:
    """Return the types of an object, without their vocabulary."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in kinds if isinstance(kind, str))


def _article(nodes: list[Node], title: str) -> Node:
    """Return the object that stands for the page's own article; an empty one if there is none."""
    best: Node = {}
    best_score = 0.0
    wanted = frozenset(re.findall(r"\w+", (text_of(title) or "").lower()))
    for node in nodes:
        types = _types(node) & ARTICLE_TYPES
        if not types:
            continue
        words = frozenset(
            re.findall(r"\w+", (text_of(node.get("headline") or node.get("name")) or "").lower())
        )
        score = 1.0 + 3.0 * len(words & wanted) / (len(words | wanted) or 1) + 0.05 * min(len(node), 12)
        score -= 1.2 if types == {"CreativeWork"} else 0.0
        if score > best_score:
            best, best_score = node, score
    return best


def _metas(page: Page) -> dict[str, str]:
    """Return the first content of each meta element by its name in lower case."""
    found: dict[str, str] = {}
    for meta in page.metas:
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or meta.get("itemprop")
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower().strip(), content)
    return found


def _repeated(page: Page, names: tuple[str, ...]) -> Iterator[str]:
    """Return all contents of the first of these meta names that occurs."""
    for wanted in names:
        contents = [
            text
            for meta in page.metas
            if (meta.get("property") or meta.get("name") or "").lower().strip() == wanted
            and (text := text_of(meta.get("content")))
        ]
        if contents and not contents[0].startswith("http"):
            return iter(contents)
    return iter(())


def _headlines(article: Node, metas: dict[str, str], page: Page) -> Iterable[str | None]:
    """Return what the page calls its headline, the most trusted first.

    Several microdata headlines are those of several articles; none of them is believed then.
    """
    marked = dict.fromkeys(_itemprops(page, "headline"))
    return (
        text_of(article.get("headline")), metas.get("og:title"), metas.get("twitter:title"),
        text_of(article.get("name")), page.title, *(marked if len(marked) == 1 else ()),
    )  # fmt: skip


def _names(value: object, ids: dict[str, Node]) -> Iterator[str]:
    """Return the names of people or organisations, references by `@id` resolved once."""
    for one in (value if isinstance(value, list) else [value])[:30]:
        person = (
            ids.get(one["@id"], one)
            if isinstance(one, dict) and isinstance(one.get("@id"), str) and "name" not in one
            else one
        )
        if isinstance(person, dict):
            yield from _texts(person.get("name"))
        elif (text := text_of(person)) is not None:
            yield text


def _typed(article: Node, ids: dict[str, Node], *wanted: str) -> Iterator[str]:
    """Return the authors and creators of an article that are of one of these types."""
    for key in ("author", "creator"):
        value = article.get(key)
        for one in (value if isinstance(value, list) else [value])[:30]:
            if isinstance(one, dict):
                known = ids.get(one["@id"], one) if isinstance(one.get("@id"), str) else one
                if not (_types(known) | _types(one)).isdisjoint(wanted):
                    yield from _names(one, ids)


def _labelled(metas: dict[str, str]) -> tuple[str, ...]:
    """Return who wrote the page by the labels that its card on Twitter bears: "Written by", in ten languages."""
    for number in ("1", "2"):
        if _WRITTEN.fullmatch((metas.get(f"twitter:label{number}") or "").strip()):
            name = text_of(metas.get(f"twitter:data{number}"))
            return (name,) if name else ()
    return ()


def _itemprops(page: Page, name: str) -> list[str]:
    """Return what microdata says under this name: its attribute, else the text in the element."""
    found = []
    for props, element, attributes in page.properties:
        if name not in props.split():
            continue
        value = attributes.get("content") or attributes.get("datetime")
        if value is None and element.letters and element.leaves == 1:
            value = next((leaf.text for leaf in page.leaves if leaf.element is element), None)
        if value:
            found.append(value)
    return found[:10]


def _pictures(article: Node, metas: dict[str, str], ids: dict[str, Node]) -> Iterator[ClaimedPicture]:
    """Return the pictures of the article object, then that of the Open Graph."""
    image = article.get("image")
    for one in (image if isinstance(image, list) else [image])[:20]:
        node = ids.get(one["@id"], one) if isinstance(one, dict) and isinstance(one.get("@id"), str) else one
        if isinstance(node, dict):
            address = text_of(node.get("url") or node.get("contentUrl"))
            if address:
                credit = text_of(node.get("creditText")) or next(
                    _names(node.get("author") or node.get("creator"), ids), None
                )
                yield ClaimedPicture(address, text_of(node.get("caption")), credit)
        elif isinstance(node, str) and node.strip():
            yield ClaimedPicture(node.strip())
    for key in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        if metas.get(key):
            yield ClaimedPicture(metas[key].strip())
            return


def _videos(nodes: list[Node], metas: dict[str, str]) -> Iterator[tuple[str | None, str | None]]:
    """Return address and title of each video object."""
    for node in nodes:
        if "VideoObject" in _types(node):
            address = (
                text_of(node.get("contentUrl")) or text_of(node.get("embedUrl")) or text_of(node.get("url"))
            )
            yield address, text_of(node.get("name"))
    if metas.get("og:video") or metas.get("og:video:url"):
        yield metas.get("og:video") or metas.get("og:video:url"), None


def _canonical(page: Page) -> str | None:
    """Return the address that the page calls its own."""
    for relation in page.relations:
        if "canonical" in (relation.get("rel") or "").lower().split() and relation.get("href"):
            return relation["href"]
    return None


def _based_on(article: Node, metas: dict[str, str]) -> tuple[str | None, str | None] | None:
    """Return the work this one was taken from, where the page says so to machines."""
    work = article.get("isBasedOn") or article.get("isBasedOnUrl")
    if isinstance(work, dict):
        return text_of(work.get("name") or work.get("publisher")), text_of(work.get("url") or work.get("@id"))
    if isinstance(work, str) and work.strip():
        return None, work.strip()
    for key in ("original-source", "syndication-source"):
        if metas.get(key):
            return None, metas[key].strip()
    return None


def _free(article: Node) -> bool:
    """Say whether the page does not claim to stand behind a paywall."""
    value = article.get("isAccessibleForFree")
    return str(value).lower() not in {"false", "no", "http://schema.org/false", "https://schema.org/false"}
