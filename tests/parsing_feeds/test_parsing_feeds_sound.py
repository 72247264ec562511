"""Sound XML takes the short way, and says there what it says on the long one."""

from __future__ import annotations

import pytest
from tests.parsing_feeds import written

from copydesk.parsing import dates, parse_feed
from copydesk.parsing.feeds import reader, tree


def made() -> list[str]:
    """A feed of each element and frame, broken ones too."""
    elements = [each[0] if isinstance(each, tuple) else each for each in written.RSS_ELEMENTS.values()]
    entries = [each[0] if isinstance(each, tuple) else each for each in written.ATOM_ELEMENTS.values()]
    broken = [
        written.three(make).replace(old, new)
        for make in ("rss", "rdf", "atom")
        for old, new, _ in written.BREAKS.values()
    ]
    frames = [frame(each) for each in elements for frame in (written.rss, written.rdf)]
    return [*frames, *(written.atom(each) for each in entries), *broken]


def test_both_ways_say_the_same(monkeypatch) -> None:
    """Every made feed reads the same by expat and by libxml2."""
    short = [repr(parse_feed(each, written.HOME)) for each in made()]
    monkeypatch.setattr(reader, "to_elements", tree.to_tree)
    assert short == [repr(parse_feed(each, written.HOME)) for each in made()]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>',
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>',
        b'<?xml version="1.1"?><rss/>',
        b'<rss xml:base="/a"/>',
        b"<rss>&nbsp;</rss>",
        b"<rss>" + b"<b>" * 300 + b"</b>" * 300 + b"</rss>",
        b"x <rss/>",
    ],
)
def test_what_is_not_plainly_sound_goes_the_long_way(data) -> None:
    """A DTD above all never comes near expat."""
    assert tree._sound(data) is None


@pytest.mark.parametrize(
    "text",
    [
        "Fri, 03 Oct 2025 06:00:07 GMT",
        "Fri, 03 Oct 2025 06:00:07 +0000",
        "Fri, 03 Oct 2025 23:30:07 -0930",
        "Tue, 29 Feb 2028 00:00:00 +1400",
        "Fri, 03 Oct 2025 24:00:00 GMT",
        "Fri, 03 Oct 2025 06:60:07 GMT",
        "Sat, 30 Feb 2025 06:00:07 GMT",
        "Fri, 03 Oct 2025 06:00,07 GMT",
        "Fri, 03 Oct 2025 06:00:07 +0099",
        "Fri, 03 Oct 2025 06:00:07 EDT",
        "Fri, 03 Oct 0025 06:00:07 GMT",
        "Foo, 03 Oct 2025 06:00:07 GMT",
    ],
)
def test_the_usual_date_is_the_date_of_the_pattern(text, monkeypatch) -> None:
    """Read by its places or by the pattern, a date of RFC 822 names the same moment."""
    usual = dates.parse_when(text)
    monkeypatch.setattr(dates, "_rfc822_usual", lambda _: None)
    assert usual == dates.parse_when(text)
