"""The pictures and videos of an article, each with the words that belong to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.parsing.pages import phrases
from copydesk.parsing.pages.addresses import absolute
from copydesk.parsing.pages.words import Says
from copydesk.types import BlockKind, Picture, Video

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.parsing.pages.structured import Claims
    from copydesk.parsing.pages.tree import Element, Leaf, Medium, Page

_AGENCIES = (
    r"getty(?:\s+images)?|reuters|afp|ap(?:\s+(?:photo|images))?|associated\s+press|epa(?:-efe)?|efe|dpa|pa(?:\s+(?:wire|media|images))?|shutterstock|istock(?:photo)?|alamy|"
    r"bloomberg|unsplash|pexels|pixabay|wikimedia(?:\s+commons)?|flickr|imago|picture[\s-]alliance|zuma(?:\s+press)?|xinhua|anadolu(?:\s+agency)?|wireimage|handout|courtesy|nurphoto|sipa|keystone|ansa|usa\s+today\s+sports|tass"
)
_CREDIT_LABEL = r"(?:photo(?:graph)?s?|image|picture|credits?|foto(?:s)?|bild|photographie|crédit(?:s)?(?:\s+photo)?|crédito|imagen|immagine|quelle|illustration|source)"
_LINE = r"[^().\n]{2,90}"
#: Credits at the end of a caption, the surest form first; group 1 is the credit as printed.
_TAILS = (
    re.compile(rf"(?i)\s*[(\[]\s*({_CREDIT_LABEL}\s*(?:credits?|courtesy)?\s*(?::|by|of|/|\||courtesy)\s*[^()\[\]]{{2,100}})[)\]]\s*$"),
    re.compile(rf"(?i)\s*[(\[]\s*([^()\[\]]{{0,80}}\b(?:{_AGENCIES})\b[^()\[\]]{{0,40}})[)\]]\s*$"),
    re.compile(rf"(?i)(?:^|(?<=[.!?”\"»…\s]))\s*({_CREDIT_LABEL}\s*(?:credits?|courtesy)?\s*(?::|by\b|/)\s*[^:]{{2,100}})$"),
    re.compile(rf"(?:^|(?<=[.!?”\"»…]))\s*((?:[^\W\d_][\w.'’-]*\s+){{0,4}}[^\W\d_][\w.'’-]*\s*[|/,–—-]\s*(?:{_LINE}[|/,]\s*)?(?i:{_AGENCIES})(?:\s*(?:[|/]|via)\s*{_LINE})?)\s*$"),
    re.compile(rf"(?:^|(?<=[.!?”\"»…]))\s*((?i:{_AGENCIES})(?:\s*(?:[|/,]|via)\s*{_LINE})?)\s*$"),
    re.compile(r"\s*((?:©|\(c\)|\(C\)|Copyright)\s*[^.]{2,80})$"),
)  # fmt: skip
#: "Image: The mayor has agreed to open the old bridge again": a caption, for a name is shorter.
_TELLS = re.compile(r"(?i)^(?:image|picture|photo|foto|bild)\s*:\s*(?:\S+\s+){7}")
_FOREIGN = int(Says.RELATED | Says.NAVIGATION | Says.COMMENT | Says.BIOGRAPHY)
_FILE = re.compile(r"(?i)^(?:https?:)?/\S+\.(?:jpe?g|png|webp|avif|gif)(?:$|\?)")
_SIZED = re.compile(r"\s*(\S+)\s+(\d+)(?:\.\d+)?[wx]\s*(?:,|$)")
_SMALL = re.compile(
    r"(?i)(?:^data:|pixel|spacer|blank\.(?:gif|png)|sprite|/icons?/|logo|avatar|gravatar|emoji|badge|1x1|tracking|placeholder\.|loader)"
)
_VIDEO_HOST = re.compile(
    r"(?i)(?:youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com|youtu\.be|dailymotion\.com/embed|brightcove|jwplayer|jwplatform|players?\.|/video/|/embed/video|kaltura|ooyala|wistia)"
)
_WATCH = re.compile(
    r"(?i)^\W{0,3}(?:watch|video|ver video|vidéo|guarda(?: il video)?|se(?:e)? (?:the )?video|schauen sie)\b[^:]{0,20}:\s*(.{3,})"
)


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """Split a caption that ends with its credit into the two; both are slices of it.

    >>> split_credit("The old pier at dusk. (Photo by Ana Lesk / Reuters)")
    ('The old pier at dusk.', 'Photo by Ana Lesk / Reuters')
    >>> split_credit("Ana Lesk | Afp | Getty Images")
    (None, 'Ana Lesk | Afp | Getty Images')
    >>> split_credit("The old pier at dusk.")
    ('The old pier at dusk.', None)
    """
    text = caption.strip()
    for tail in _TAILS:
        match = tail.search(text)
        if match:
            return text[: match.start()].strip() or None, match[1].strip()
    if "|" in text and phrases.CREDIT.search(text) and len(text) < 90 and not text.endswith("."):
        return None, text
    return text or None, None


def is_credit(text: str) -> bool:
    """Say whether a line is nothing but a credit.

    >>> is_credit("Jon Arden | Afp | Getty Images"), is_credit("He went to Reuters and asked.")
    (True, False)
    """
    return len(text) < 110 and split_credit(text)[0] is None and not _TELLS.match(text)


def pictures_of(
    page: Page, kinds: Sequence[BlockKind], claims: Claims, base: str | None
) -> tuple[Picture, ...]:
    """Return the pictures between headline and end of the article, each once, in page order."""
    first = next((n for n, kind in enumerate(kinds) if kind is BlockKind.HEADLINE), None)
    inside = [
        n
        for n, kind in enumerate(kinds)
        if kind in {BlockKind.BODY, BlockKind.LIST, BlockKind.HEADING, BlockKind.QUOTATION}
    ]
    if not inside:
        return _claimed(claims, base, [])
    first = inside[0] - 4 if first is None else min(first, inside[0]) - 2
    found: list[Picture] = []
    frames = _frames(page, kinds)
    # What the class words of the whole article say, its pictures say by standing in it.
    foreign = _FOREIGN & ~page.leaves[inside[0]].element.says_all
    for medium in page.media:
        if medium.element.tag not in {"img", "amp-img"} or not first <= medium.before <= inside[-1] + 1:
            continue
        picture = _picture(medium, frames, base, foreign)
        if picture is not None and all(picture.url != other.url for other in found):
            found.append(picture)
        if len(found) >= page.limits.pictures:
            break
    return _claimed(claims, base, found, _orphan(page, kinds, range(first, inside[-1] + 1)))


def _orphan(page: Page, kinds: Sequence[BlockKind], span: range) -> tuple[str | None, str | None]:
    """Return caption and credit of the first frame of the article: a lead picture that scripts draw has no other."""
    lines: list[tuple[BlockKind, Leaf]] = []
    for leaf in page.leaves[max(0, span.start) : span.stop]:
        if kinds[leaf.order] not in {BlockKind.CAPTION, BlockKind.CREDIT}:
            continue
        if lines and leaf.order - lines[-1][1].order > 1:
            break
        lines.append((kinds[leaf.order], leaf))
    return _words(lines)


def _frames(page: Page, kinds: Sequence[BlockKind]) -> dict[Element, list[tuple[BlockKind, Leaf]]]:
    """Return the captions and credits by the elements just above them, up to the figure."""
    frames: dict[Element, list[tuple[BlockKind, Leaf]]] = {}
    for leaf, kind in zip(page.leaves, kinds, strict=True):
        if kind not in {BlockKind.CAPTION, BlockKind.CREDIT}:
            continue
        element: Element | None = leaf.element
        for _ in range(6):
            if element is None or element.prose > 1500 or element.tag == "body":
                break
            frames.setdefault(element, []).append((kind, leaf))
            if element.tag == "figure":
                break
            element = element.parent
    return frames


def _picture(
    medium: Medium, frames: dict[Element, list[tuple[BlockKind, Leaf]]], base: str | None, foreign: int
) -> Picture | None:
    """Return the picture with its caption and credit; None for icons, pixels and what stands in furniture."""
    address = _address(medium.attributes)
    element = medium.element
    if not address or _SMALL.search(address) or element.says_all & foreign:
        return None
    if not element.within.isdisjoint(("nav", "footer", "aside")) and "figure" not in element.within:
        return None
    width = medium.attributes.get("width") or ""
    if width.isdigit() and int(width) < 100:
        return None
    lines: list[tuple[BlockKind, Leaf]] = []
    above: Element | None = element
    for _ in range(7):
        if above is None or lines:
            break
        lines = frames.get(above, [])
        above = above.parent
    caption, credit = _words(lines)
    alt = " ".join((medium.attributes.get("alt") or "").split()) or None
    return Picture(absolute(base, address), alt, caption, credit)


def _words(lines: list[tuple[BlockKind, Leaf]]) -> tuple[str | None, str | None]:
    """Return caption and credit of one picture from the lines around it."""
    captions = [leaf for kind, leaf in lines if kind is BlockKind.CAPTION]
    credit = next((leaf.text for kind, leaf in lines if kind is BlockKind.CREDIT), None)
    caption = captions[0].text if captions else None
    if captions and caption and credit is None:
        at = captions[0].credit_from
        caption, credit = (caption[:at].strip() or None, caption[at:]) if at else split_credit(caption)
    return caption, credit.strip("() ") if credit else None


def _address(attributes: dict[str, str | None]) -> str | None:
    """Return where the picture lies: lazy attributes first, since `src` is then a placeholder."""
    for key in ("data-src", "data-original", "data-lazy-src", "data-hi-res-src", "src"):
        value = (attributes.get(key) or "").strip()
        if value and not value.startswith("data:"):
            return value
    sizes = _SIZED.findall(attributes.get("srcset") or attributes.get("data-srcset") or "")
    if sizes:
        largest: str = max(sizes, key=lambda size: int(size[1][:6]))[0]
        return largest
    return next(
        (
            value
            for key, value in attributes.items()
            if key.startswith("data-") and value and _FILE.search(value)
        ),
        None,
    )


def _claimed(
    claims: Claims,
    base: str | None,
    found: list[Picture],
    words: tuple[str | None, str | None] = (None, None),
) -> tuple[Picture, ...]:
    """Add what the metadata knows about the pictures, and its lead picture where the page shows none."""
    for claim in claims.pictures[:3]:
        address = absolute(base, claim.url)
        same = next((n for n, picture in enumerate(found) if _file(picture.url) == _file(address)), None)
        if same is None:
            if not found and address:
                found.append(Picture(address, None, words[0] or claim.caption, words[1] or claim.credit))
        else:
            old = found[same]
            found[same] = Picture(old.url, old.alt, old.caption or claim.caption, old.credit or claim.credit)
    return tuple(found)


def _file(address: str | None) -> str:
    """Return an address's file name."""
    return (address or "").split("?")[0].rsplit("/", 1)[-1]


def videos_of(page: Page, kinds: Sequence[BlockKind], claims: Claims, base: str | None) -> tuple[Video, ...]:
    """Return the videos that the article shows, and those its teasers point to."""
    return tuple(dict.fromkeys(_videos(page, kinds, claims, base)))


def _videos(page: Page, kinds: Sequence[BlockKind], claims: Claims, base: str | None) -> Iterator[Video]:
    """Return the videos of the metadata, of frames, and of teasers."""
    inside = [n for n, kind in enumerate(kinds) if kind in {BlockKind.HEADLINE, BlockKind.BODY}]
    for address, title in claims.videos[:10]:
        yield Video(absolute(base, address), title)
    for medium in page.media:
        address = medium.attributes.get("src") or medium.attributes.get("data-src")
        if (
            not inside
            or not inside[0] <= medium.before <= inside[-1] + 1
            or medium.element.tag not in {"iframe", "video"}
        ):
            continue
        if address and (medium.element.tag == "video" or _VIDEO_HOST.search(address)):
            yield Video(absolute(base, address), medium.attributes.get("title") or None)
    for leaf, kind in zip(page.leaves, kinds, strict=True):
        if kind is BlockKind.TEASER and (title := watched(leaf.text)):
            yield Video(absolute(base, leaf.links[0][2]) if leaf.links else None, title)


def watched(teaser: str) -> str | None:
    """Return the title of the video that a teaser announces; None if it announces none.

    >>> watched("WATCH: The mayor opens the bridge")
    'The mayor opens the bridge'
    """
    match = _WATCH.match(teaser)
    return match[1] if match else None
