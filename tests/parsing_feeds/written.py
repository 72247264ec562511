"""Feeds written from the specifications: what stands in one entry, and what a reader makes of it; and ways to break a feed.

Each line of a table is a case: markup, and the fields that it must give. What is not named must be empty, but for the fields
of the frame that the markup stands in.
"""

from __future__ import annotations

NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
HOME = "https://gull.example/"
PAGE = "https://gull.example/news/ferry"
LINK = f"<link>{PAGE}</link>"
URL = {"url": PAGE}
AT = "2025-10-03T06:00:07+00:00"
DAY = "2025-10-03T00:00:00+00:00"


def rss(item: str, version: str = "2.0", head: str = "") -> str:
    """An RSS feed of one item."""
    channel = f"<title>The Gull</title><link>{HOME}</link>{head}"
    return f'<?xml version="1.0"?><rss version="{version}" {NAMESPACES}><channel>{channel}<item>{item}</item></channel></rss>'


def rdf(item: str) -> str:
    """An RSS 1.0 feed of one item."""
    channel = f'<channel rdf:about="{HOME}"><title>The Gull</title><link>{HOME}</link></channel>'
    return f'<?xml version="1.0"?><rdf:RDF {RDF} {NAMESPACES}>{channel}<item rdf:about="{PAGE}">{item}</item></rdf:RDF>'


def atom(entry: str) -> str:
    """An Atom feed of one entry."""
    head = f'<title>The Gull</title><link href="{HOME}"/><id>urn:gull</id>'
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES.replace("xmlns:atom", "xmlns:a")}>{head}<entry>{entry}</entry></feed>'


def atom03(entry: str) -> str:
    """An Atom 0.3 feed of one entry."""
    head = f'<title>The Gull</title><link rel="alternate" type="text/html" href="{HOME}"/>'
    return f'<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#">{head}<entry>{entry}</entry></feed>'


#: elements of RSS 0.9x and 2.0, in an item that has a link
RSS_ELEMENTS = {
    "title": ("<title>Ferry back</title>", {"headline": "Ferry back"}),
    "title with entity": ("<title>Marsh &amp; Sons</title>", {"headline": "Marsh & Sons"}),
    "title escaped twice": ("<title>Marsh &amp;amp; Sons</title>", {"headline": "Marsh & Sons"}),
    "title in CDATA": ("<title><![CDATA[Marsh & Sons]]></title>", {"headline": "Marsh & Sons"}),
    "title with markup": ("<title>&lt;b&gt;Ferry&lt;/b&gt; back</title>", {"headline": "Ferry back"}),
    "title on two lines": ("<title>\n  Ferry\n  back\n</title>", {"headline": "Ferry back"}),
    "title with numbers": ("<title>Fr&#252;h &#x2013; sp&#228;t</title>", {"headline": "Früh – spät"}),
    "title twice": ("<title>Ferry</title><title>Other</title>", {"headline": "Ferry"}),
    "title that compares": ("<title>Why 3 &lt; 4 and 5 &gt; 4</title>", {"headline": "Why 3 < 4 and 5 > 4"}),
    "title of Dublin Core": ("<dc:title>Ferry back</dc:title>", {"headline": "Ferry back"}),
    "title of Media RSS": ("<media:title>Ferry back</media:title>", {"headline": "Ferry back"}),
    "title beats media title": ("<media:title>Pic</media:title><title>Ferry</title>", {"headline": "Ferry"}),
    "title in Arabic": ("<title>عودة العبارة</title>", {"headline": "عودة العبارة"}),
    "title with emoji": ("<title>Ferry ⛴ back</title>", {"headline": "Ferry ⛴ back"}),
    "title with quotes": (
        "<title>&#8220;We sail&#8221;, she said</title>",
        {"headline": "“We sail”, she said"},
    ),
    "description": ("<description>It sails.</description>", {"summary": "It sails."}),
    "description escaped": (
        "<description>&lt;p&gt;It sails.&lt;/p&gt;</description>",
        {"summary": "<p>It sails.</p>"},
    ),
    "description in CDATA": (
        "<description><![CDATA[<p>It sails.</p>]]></description>",
        {"summary": "<p>It sails.</p>"},
    ),
    "description with entity": (
        "<description>Fish &amp;amp; chips</description>",
        {"summary": "Fish &amp; chips"},
    ),
    "description empty": ("<title>A</title><description/>", {"headline": "A"}),
    "description of Dublin Core": ("<dc:description>Plain</dc:description>", {"summary": "Plain"}),
    "description of iTunes": ("<itunes:summary>Plain</itunes:summary>", {"summary": "Plain"}),
    "description beats others": (
        "<dc:description>b</dc:description><description>a</description>",
        {"summary": "a"},
    ),
    "description with relative link": (
        '<description>&lt;a href="/x"&gt;x&lt;/a&gt;</description>',
        {"summary": f'<a href="{HOME}x">x</a>'},
    ),
    "description with relative picture": (
        "<description><![CDATA[<img src='p.jpg'>]]></description>",
        {"summary": f"<img src='{HOME}p.jpg'>"},
    ),
    "content:encoded": (
        "<content:encoded><![CDATA[<p>All.</p>]]></content:encoded>",
        {"content": "<p>All.</p>"},
    ),
    "content escaped": (
        "<content:encoded>&lt;p&gt;All.&lt;/p&gt;</content:encoded>",
        {"content": "<p>All.</p>"},
    ),
    "content and description": (
        "<description>Short.</description><content:encoded><![CDATA[Long.]]></content:encoded>",
        {"summary": "Short.", "content": "Long."},
    ),
    "content in two parts of CDATA": (
        "<content:encoded><![CDATA[a ]]]]><![CDATA[> b]]></content:encoded>",
        {"content": "a ]]> b"},
    ),
    "content twice": (
        "<content:encoded>a</content:encoded><content:encoded>bbb</content:encoded>",
        {"content": "bbb"},
    ),
    "xhtml body": (
        '<body xmlns="http://www.w3.org/1999/xhtml"><p>All.</p></body>',
        {"content": "<p>All.</p>"},
    ),
    "guid": ("<guid isPermaLink='false'>tag-1</guid>", {"key": "tag-1"}),
    "guid is address": (f"<guid>{HOME}g</guid>", {"key": f"{HOME}g"}),
    "guid with spaces": ("<guid isPermaLink='false'>  tag-1\n</guid>", {"key": "tag-1"}),
    "guid in small letters": ("<guid ispermalink='false'>tag-1</guid>", {"key": "tag-1"}),
    "guid without address": ("<guid>4711</guid>", {"key": "4711"}),
    "guid beats identifier": (
        "<dc:identifier>x</dc:identifier><guid isPermaLink='false'>y</guid>",
        {"key": "y"},
    ),
    "identifier": ("<dc:identifier>x-1</dc:identifier>", {"key": "x-1"}),
    "author by mail": ("<author>ida@gull.example (Ida Marsh)</author>", {"authors": ["Ida Marsh"]}),
    "author by name and mail": (
        "<author>Ida Marsh &lt;ida@gull.example&gt;</author>",
        {"authors": ["Ida Marsh"]},
    ),
    "author only mail": ("<title>A</title><author>ida@gull.example</author>", {"headline": "A"}),
    "author by name": ("<author>Ida Marsh</author>", {"authors": ["Ida Marsh"]}),
    "author is nobody": ("<title>A</title><author>admin</author>", {"headline": "A"}),
    "creator": ("<dc:creator>Ida Marsh</dc:creator>", {"authors": ["Ida Marsh"]}),
    "creator in CDATA": ("<dc:creator><![CDATA[Ida Marsh]]></dc:creator>", {"authors": ["Ida Marsh"]}),
    "creators": (
        "<dc:creator>Ida Marsh</dc:creator><dc:creator>Tom Reed</dc:creator>",
        {"authors": ["Ida Marsh", "Tom Reed"]},
    ),
    "creators in one": (
        "<dc:creator>Ida Marsh and Tom Reed</dc:creator>",
        {"authors": ["Ida Marsh", "Tom Reed"]},
    ),
    "creator with By": ("<dc:creator>By Ida Marsh</dc:creator>", {"authors": ["Ida Marsh"]}),
    "creator twice the same": (
        "<dc:creator>Ida Marsh</dc:creator><author>Ida Marsh</author>",
        {"authors": ["Ida Marsh"]},
    ),
    "creator turned about": ("<dc:creator>Marsh, Ida</dc:creator>", {"authors": ["Marsh, Ida"]}),
    "author of iTunes": ("<itunes:author>Ida Marsh</itunes:author>", {"authors": ["Ida Marsh"]}),
    "author of Atom": (
        "<atom:author><atom:name>Ida Marsh</atom:name></atom:author>",
        {"authors": ["Ida Marsh"]},
    ),
    "category": ("<category>Harbour</category>", {"topics": ["Harbour"]}),
    "categories": ("<category>Harbour</category><category>Town</category>", {"topics": ["Harbour", "Town"]}),
    "category with domain": ('<category domain="x">Harbour/Ferry</category>', {"topics": ["Harbour/Ferry"]}),
    "category in CDATA": ("<category><![CDATA[Fish & Chips]]></category>", {"topics": ["Fish & Chips"]}),
    "category twice": ("<category>A</category><category>A</category>", {"topics": ["A"]}),
    "category empty": ("<title>A</title><category/>", {"headline": "A"}),
    "subject": ("<dc:subject>Harbour</dc:subject>", {"topics": ["Harbour"]}),
    "keywords of iTunes": (
        "<itunes:keywords>Harbour, Town</itunes:keywords>",
        {"topics": ["Harbour", "Town"]},
    ),
    "keywords of Media RSS": (
        "<media:keywords>Harbour, Town</media:keywords>",
        {"topics": ["Harbour", "Town"]},
    ),
    "source": (
        '<source url="https://wire.example/feed">The Wire</source>',
        {"credited_source": {"name": "The Wire", "href": "https://wire.example/feed"}},
    ),
    "source without address": ("<source>The Wire</source>", {"credited_source": {"name": "The Wire"}}),
    "source of Dublin Core": ("<dc:source>The Wire</dc:source>", {"credited_source": {"name": "The Wire"}}),
    "language": ("<dc:language>de</dc:language>", {"language": "de"}),
    "comments are no address": (
        "<comments>https://gull.example/c</comments><title>A</title>",
        {"headline": "A"},
    ),
    "unknown element": ("<slash:comments>3</slash:comments><title>A</title>", {"headline": "A"}),
    "unknown element with text": ("<wild><title>Not this</title></wild><title>A</title>", {"headline": "A"}),
    "enclosure picture": (
        '<enclosure url="/p.jpg" type="image/jpeg" length="10"/>',
        {"pictures": [{"url": f"{HOME}p.jpg"}]},
    ),
    "enclosure sound": (
        '<enclosure url="https://gull.example/s.mp3" type="audio/mpeg" length="10"/>',
        {"enclosures": [{"url": "https://gull.example/s.mp3", "media_type": "audio/mpeg", "size": 10}]},
    ),
    "enclosure without length": (
        '<enclosure url="https://gull.example/s.pdf" type="application/pdf"/>',
        {"enclosures": [{"url": "https://gull.example/s.pdf", "media_type": "application/pdf"}]},
    ),
    "enclosure with odd length": (
        '<enclosure url="https://gull.example/s.mp3" type="audio/mpeg" length="big"/>',
        {"enclosures": [{"url": "https://gull.example/s.mp3", "media_type": "audio/mpeg"}]},
    ),
    "enclosure without address": ('<title>A</title><enclosure type="image/png"/>', {"headline": "A"}),
    "original link": (
        f"<feedburner:origLink>{HOME}orig</feedburner:origLink>",
        {"url": f"{HOME}orig", "key": f"{HOME}orig"},
    ),
    "comment inside": ("<title>Ferry<!-- not --> back</title>", {"headline": "Ferry back"}),
    "instruction inside": ("<title>Ferry<?php x ?> back</title>", {"headline": "Ferry back"}),
}

#: addresses of an RSS item: what stands where the link does, and the address it gives
RSS_LINKS = {
    "absolute": (LINK, PAGE),
    "with spaces around": (f"<link>\n {PAGE} \n</link>", PAGE),
    "relative to the site": ("<link>/news/ferry</link>", PAGE),
    "relative without slash": ("<link>news/ferry</link>", PAGE),
    "without scheme": ("<link>//gull.example/news/ferry</link>", PAGE),
    "in CDATA": (f"<link><![CDATA[{PAGE}?a=1&b=2]]></link>", f"{PAGE}?a=1&b=2"),
    "with entity": (f"<link>{PAGE}?a=1&amp;b=2</link>", f"{PAGE}?a=1&b=2"),
    "with a blank": ("<link>https://gull.example/a b</link>", "https://gull.example/a%20b"),
    "with letters": ("<link>https://gull.example/fähre</link>", "https://gull.example/fähre"),
    "Atom's own way": (f'<link href="{PAGE}"/>', PAGE),
    "Atom's element": (f'<atom:link href="{PAGE}"/>', PAGE),
    "Atom's element, self is none": (
        '<atom:link rel="self" href="https://gull.example/x"/><title>A</title>',
        None,
    ),
    "only a guid": (f"<guid>{PAGE}</guid>", PAGE),
    "a guid that is none": (f'<guid isPermaLink="false">{PAGE}</guid>', None),
    "link beats guid": (f"<guid>{HOME}g</guid>{LINK}", PAGE),
    "a script": ("<link>javascript:alert(1)</link><title>A</title>", None),
    "a file": ("<link>file:///etc/passwd</link><title>A</title>", None),
    "mail": ("<link>mailto:a@gull.example</link><title>A</title>", None),
    "empty": ("<link/><title>A</title>", None),
    "upper case scheme": ("<link>HTTPS://gull.example/news/ferry</link>", PAGE),
    "with fragment": (f"<link>{PAGE}#top</link>", f"{PAGE}#top"),
    "with port": ("<link>https://gull.example:8443/a</link>", "https://gull.example:8443/a"),
    "xml:base": ('<link xml:base="https://other.example/x/">a</link>', "https://other.example/x/a"),
    "broken host": ("<link>http://[bad/a</link><title>A</title>", "http://[bad/a"),
}

#: dates as feeds write them, and the moment they mean
DATES = {
    "Fri, 03 Oct 2025 06:00:07 GMT": AT,
    "Fri, 3 Oct 2025 06:00:07 GMT": AT,
    "03 Oct 2025 06:00:07 GMT": AT,
    "Fri, 03 Oct 2025 06:00:07 +0000": AT,
    "Fri, 03 Oct 2025 08:00:07 +0200": AT,
    "Fri, 03 Oct 2025 08:00:07 +02:00": AT,
    "Fri, 03 Oct 2025 01:00:07 EST": AT,
    "Fri, 03 Oct 2025 02:00:07 EDT": AT,
    "Thu, 02 Oct 2025 22:00:07 PST": AT,
    "Thu, 02 Oct 2025 23:00:07 PDT": AT,
    "Fri, 03 Oct 2025 00:00:07 CST": AT,
    "Fri, 03 Oct 2025 01:00:07 CDT": AT,
    "Fri, 03 Oct 2025 06:00:07 UT": AT,
    "Fri, 03 Oct 2025 06:00:07 UTC": AT,
    "Fri, 03 Oct 2025 06:00:07 Z": AT,
    "Fri, 03 Oct 2025 08:00:07 CEST": AT,
    "Fri, 03 Oct 2025 07:00:07 BST": AT,
    "Fri, 03 Oct 25 06:00:07 GMT": AT,
    "Fri, 03 Oct 2025 06:00 GMT": "2025-10-03T06:00:00+00:00",
    "Friday, 03 October 2025 06:00:07 GMT": AT,
    "Friday, 03-Oct-25 06:00:07 GMT": AT,
    "Fri Oct  3 06:00:07 2025": AT,
    "FRI, 03 OCT 2025 06:00:07 gmt": AT,
    "Fri,03 Oct 2025 06:00:07 GMT": AT,
    "  Fri, 03 Oct 2025 06:00:07 GMT\n": AT,
    "Fri, 03 Oct 2025  06:00:07  GMT": AT,
    "Mon, 03 Oct 2025 06:00:07 GMT": AT,
    "Fri, 03 Oct 2025 06:00:07 +0000 (UTC)": AT,
    "2025-10-03T06:00:07Z": AT,
    "2025-10-03T06:00:07.123Z": "2025-10-03T06:00:07.123000+00:00",
    "2025-10-03T06:00:07.123456Z": "2025-10-03T06:00:07.123456+00:00",
    "2025-10-03T06:00:07.1234567Z": "2025-10-03T06:00:07.123456+00:00",
    "2025-10-03T08:00:07+02:00": AT,
    "2025-10-03T08:00:07+0200": AT,
    "2025-10-03T08:00:07+02": AT,
    "2025-10-03T06:00:07z": AT,
    "2025-10-03t06:00:07z": AT,
    "2025-10-03 06:00:07Z": AT,
    "2025-10-03 06:00:07": AT,
    "2025-10-03T06:00:07": AT,
    "2025-10-03 06:00:07 UTC": AT,
    "2025-10-03 08:00:07 +0200": AT,
    "2025-10-03T06:00Z": "2025-10-03T06:00:00+00:00",
    "2025-10-03": DAY,
    "20251003": DAY,
    "20251003T060007Z": AT,
    "2025-10-02T24:00:00Z": DAY,
    "2025-10": "2025-10-01T00:00:00+00:00",
    "3 October 2025": DAY,
    "October 3, 2025": DAY,
    "Oct 3, 2025 6:00:07 AM": AT,
    "10/03/2025 06:00:07": None,
    "1759471207": AT,
    "Fr, 03 Okt 2025 06:00:07 GMT": AT,
    "ven., 03 oct. 2025 06:00:07 GMT": AT,
    "vie, 03 oct 2025 06:00:07 GMT": AT,
    "yesterday": None,
    "": None,
    "0000-00-00 00:00:00": None,
    "Fri, 32 Oct 2025 06:00:07 GMT": None,
    "2025-13-03T06:00:07Z": None,
    "Thu, 01 Jan 1970 00:00:00 GMT": "1970-01-01T00:00:00+00:00",
}
#: elements that hold a date, and the field they give
DATED = {
    "pubDate": ("<pubDate>{}</pubDate>", "published"),
    "dc:date": ("<dc:date>{}</dc:date>", "published"),
    "dcterms:issued": ("<dcterms:issued>{}</dcterms:issued>", "published"),
    "dcterms:created": ("<dcterms:created>{}</dcterms:created>", "published"),
    "dcterms:modified": ("<dcterms:modified>{}</dcterms:modified>", "updated"),
    "atom:published": ("<atom:published>{}</atom:published>", "published"),
    "atom:updated": ("<atom:updated>{}</atom:updated>", "updated"),
}

#: elements of an Atom entry that has a title and a link
ATOM_ELEMENTS = {
    "id": ("<id>urn:1</id>", {"key": "urn:1"}),
    "id with spaces": ("<id> urn:1 </id>", {"key": "urn:1"}),
    "published": (f"<published>{AT}</published>", {"published": AT}),
    "updated": (f"<updated>{AT}</updated>", {"updated": AT}),
    "both": (
        f"<published>{DAY}</published><updated>{AT}</updated>",
        {"published": DAY, "updated": AT},
    ),
    "author": ("<author><name>Ida Marsh</name></author>", {"authors": ["Ida Marsh"]}),
    "author with more": (
        "<author><name>Ida Marsh</name><uri>https://ida.example</uri><email>ida@gull.example</email></author>",
        {"authors": ["Ida Marsh"]},
    ),
    "authors": (
        "<author><name>Ida Marsh</name></author><author><name>Tom Reed</name></author>",
        {"authors": ["Ida Marsh", "Tom Reed"]},
    ),
    "creator in Atom": ("<dc:creator>Ida Marsh</dc:creator>", {"authors": ["Ida Marsh"]}),
    "category": ('<category term="Harbour"/>', {"topics": ["Harbour"]}),
    "category with label": ('<category term="h1" label="Harbour"/>', {"topics": ["Harbour"]}),
    "category with scheme": (
        '<category scheme="https://x.example/" term="Harbour"/>',
        {"topics": ["Harbour"]},
    ),
    "summary": ("<summary>It sails.</summary>", {"summary": "It sails."}),
    "summary text": ('<summary type="text">a &lt; b</summary>', {"summary": "a &lt; b"}),
    "summary html": ('<summary type="html">&lt;p&gt;a&lt;/p&gt;</summary>', {"summary": "<p>a</p>"}),
    "summary xhtml": (
        '<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></summary>',
        {"summary": "<p>a</p>"},
    ),
    "content html": ('<content type="html">&lt;p&gt;a&lt;/p&gt;</content>', {"content": "<p>a</p>"}),
    "content html in CDATA": ('<content type="html"><![CDATA[<p>a</p>]]></content>', {"content": "<p>a</p>"}),
    "content text": ('<content type="text">a &amp; b</content>', {"content": "a &amp; b"}),
    "content media type": (
        '<content type="text/html">&lt;p&gt;a&lt;/p&gt;</content>',
        {"content": "<p>a</p>"},
    ),
    "content xhtml": (
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b> c</div></content>',
        {"content": "a <b>b</b> c"},
    ),
    "content with prefix": (
        '<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>a</h:p></h:div></content>',
        {"content": "<p>a</p>"},
    ),
    "content of RSS": ("<content:encoded>&lt;p&gt;a&lt;/p&gt;</content:encoded>", {}),
    "rights are not read": ("<rights>© Gull</rights>", {}),
    "contributor is no author": ("<contributor><name>Tom Reed</name></contributor>", {}),
    "picture link": (
        '<link rel="enclosure" type="image/png" href="/p.png"/>',
        {"pictures": [{"url": f"{HOME}p.png"}]},
    ),
    "sound link": (
        '<link rel="enclosure" type="audio/mpeg" length="9" href="/s.mp3"/>',
        {"enclosures": [{"url": f"{HOME}s.mp3", "media_type": "audio/mpeg", "size": 9}]},
    ),
    "language": ("", {}),
    "relative link in content": (
        '<content type="html">&lt;a href="x"&gt;x&lt;/a&gt;</content>',
        {"content": f'<a href="{HOME}x">x</a>'},
    ),
    "thread elements": ('<thr:total xmlns:thr="http://purl.org/syndication/thread/1.0">3</thr:total>', {}),
}
#: titles of an Atom entry, and the headline they give
ATOM_TITLES = {
    "plain": ("<title>Ferry back</title>", "Ferry back"),
    "text": ('<title type="text">a &lt;b&gt; c</title>', "a <b> c"),
    "html": ('<title type="html">a &lt;b&gt;c&lt;/b&gt;</title>', "a c"),
    "html in CDATA": ('<title type="html"><![CDATA[a <i>c</i>]]></title>', "a c"),
    "html twice escaped": ('<title type="html">Fish &amp;amp; chips</title>', "Fish & chips"),
    "xhtml": (
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>c</b></div></title>',
        "a c",
    ),
    "on two lines": ("<title>\n a\n  c </title>", "a c"),
    "in CDATA": ("<title><![CDATA[Fish & chips]]></title>", "Fish & chips"),
    "quotation": (
        "<title>“They [the council] never said [sic]”</title>",
        "“They [the council] never said [sic]”",
    ),
}
#: links of an Atom entry, and the address they give
ATOM_LINKS = {
    "plain": (f'<link href="{PAGE}"/>', PAGE),
    "alternate": (f'<link rel="alternate" type="text/html" href="{PAGE}"/>', PAGE),
    "self first": (f'<link rel="self" href="{HOME}s"/><link href="{PAGE}"/>', PAGE),
    "edit first": (f'<link rel="edit" href="{HOME}e"/><link rel="alternate" href="{PAGE}"/>', PAGE),
    "replies first": (f'<link rel="replies" href="{HOME}r"/><link href="{PAGE}"/>', PAGE),
    "relative": ('<link href="news/ferry"/>', PAGE),
    "with base": ('<link xml:base="https://other.example/" href="a"/>', "https://other.example/a"),
    "upper case rel": (f'<link rel="ALTERNATE" href="{PAGE}"/>', PAGE),
    "relation as address": (
        f'<link rel="http://www.iana.org/assignments/relation/alternate" href="{PAGE}"/>',
        PAGE,
    ),
    "json beside html": (
        f'<link rel="alternate" type="application/json" href="{HOME}j"/><link rel="alternate" type="text/html" href="{PAGE}"/>',
        PAGE,
    ),
    "id is no address": (f"<id>{PAGE}</id>", None),
}

#: Media RSS in an RSS item that has a title
MEDIA = {
    "content": ('<media:content url="/p.jpg" type="image/jpeg"/>', [{"url": f"{HOME}p.jpg"}]),
    "content by medium": ('<media:content url="/p" medium="image"/>', [{"url": f"{HOME}p"}]),
    "content with title": (
        '<media:content url="/p.jpg" medium="image"><media:title>A boat</media:title></media:content>',
        [{"url": f"{HOME}p.jpg", "alt": "A boat"}],
    ),
    "content with caption": (
        '<media:content url="/p.jpg" medium="image"><media:description>The boat.</media:description></media:content>',
        [{"url": f"{HOME}p.jpg", "caption": "The boat."}],
    ),
    "content with credit": (
        '<media:content url="/p.jpg" medium="image"><media:credit>Ida Marsh</media:credit></media:content>',
        [{"url": f"{HOME}p.jpg", "credit": "Ida Marsh"}],
    ),
    "credit with role": (
        '<media:content url="/p.jpg" medium="image"><media:credit role="photographer" scheme="urn:ebu">Ida Marsh</media:credit></media:content>',
        [{"url": f"{HOME}p.jpg", "credit": "Ida Marsh"}],
    ),
    "credit beside": (
        '<media:content url="/p.jpg" medium="image"/><media:credit>Ida Marsh</media:credit>',
        [{"url": f"{HOME}p.jpg", "credit": "Ida Marsh"}],
    ),
    "caption escaped": (
        '<media:content url="/p.jpg" medium="image"><media:description type="html">&lt;p&gt;The boat.&lt;/p&gt;</media:description></media:content>',
        [{"url": f"{HOME}p.jpg", "caption": "The boat."}],
    ),
    "thumbnail": ('<media:thumbnail url="/t.jpg" width="100" height="50"/>', [{"url": f"{HOME}t.jpg"}]),
    "group": (
        '<media:group><media:content url="/p.jpg" medium="image"/></media:group>',
        [{"url": f"{HOME}p.jpg"}],
    ),
    "two pictures": (
        '<media:content url="/a.jpg" medium="image"/><media:content url="/b.jpg" medium="image"/>',
        [{"url": f"{HOME}a.jpg"}, {"url": f"{HOME}b.jpg"}],
    ),
    "no address": ('<media:content medium="image"/>', []),
}


def three(make: str) -> str:
    """A feed of three entries: First, Second and Third."""
    names = ("First", "Second", "Third")
    if make == "atom":
        entries = "\n".join(
            f'<entry><title>{name}</title><id>urn:{name}</id><link href="{HOME}{name}"/><updated>{AT}</updated>'
            f"<summary>About {name}.</summary></entry>"
            for name in names
        )
        return f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>The Gull</title>\n{entries}\n</feed>\n'
    items = "\n".join(
        f"<item{f' rdf:about={chr(34)}{HOME}{name}{chr(34)}' if make == 'rdf' else ''}><title>{name}</title><link>{HOME}{name}</link>"
        f"<description>About {name}.</description></item>"
        for name in names
    )
    if make == "rdf":
        channel = f'<channel rdf:about="{HOME}"><title>The Gull</title></channel>'
        return f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF {RDF}>\n{channel}\n{items}\n</rdf:RDF>\n'
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0">\n<channel>\n<title>The Gull</title>\n{items}\n</channel>\n</rss>\n'


ALL = ["First", "Second", "Third"]
#: ways to break a feed of three entries: what is replaced by what, and the headlines that must still be found
BREAKS: dict[str, tuple[str, str, list[str]]] = {
    "blank lines before": ("<?xml", "\n\n  <?xml", ALL),
    "text before": ("<?xml", "Warning: header sent\n<?xml", ALL),
    "comment before": ("<?xml", "<!-- made by x -->\n<?xml", ALL),
    "no declaration": ('<?xml version="1.0" encoding="utf-8"?>\n', "", ALL),
    "declaration twice": (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<?xml version="1.0"?><?xml version="1.0"?>',
        ALL,
    ),
    "version 1.1": ('version="1.0" encoding', 'version="1.1" encoding', ALL),
    "unknown encoding": ('encoding="utf-8"', 'encoding="x-harbour"', ALL),
    "stylesheet": ("?>\n", '?>\n<?xml-stylesheet href="a.xsl" type="text/xsl"?>\n', ALL),
    "bare ampersand": ("About Second.", "About Fish & Chips.", ALL),
    "bare ampersands": ("About Second.", "a&b&c& d", ALL),
    "HTML entity": ("About Second.", "About&nbsp;caf&eacute;.", ALL),
    "unknown entity": ("About Second.", "About &harbour;.", ALL),
    "number for a control": ("About Second.", "About &#1; it.", ALL),
    "number too large": ("About Second.", "About &#x110000; it.", ALL),
    "number of Windows": ("About Second.", "About &#146; it.", ALL),
    "control character": ("About Second.", "About \x08 it.", ALL),
    "vertical tab": ("About Second.", "About \x0b it.", ALL),
    "not a character": ("About Second.", "About \ufffe it.", ALL),
    "bare less than": ("About Second.", "About 3 < 4.", ALL),
    "arrow": ("About Second.", "About <- it.", ALL),
    "unclosed line break": ("About Second.", "About<br>it.", ALL),
    "bold not closed": ("About Second.", "About <b>it.", ALL),
    "tags crossed": ("About Second.", "About <b><i>it</b></i>.", ALL),
    "bare HTML": ("About Second.", "<p>About <a href=x>it</a>.</p>", ALL),
    "CDATA": ("About Second.", "<![CDATA[About <b> & it]]>", ALL),
    "CDATA end inside": ("About Second.", "About ]]> it.", ALL),
    "two CDATA": ("About Second.", "<![CDATA[a]]><![CDATA[b]]>", ALL),
    "comment with dashes": ("About Second.", "<!-- a -- b -->it", ALL),
    "instruction": ("About Second.", "<?php echo 1 ?>it", ALL),
    "end tag missing": ("About Second.</", "About Second.</x></", ALL),
    "start tag missing": ("About Second.", "About Second.</i>", ALL),
    "undeclared prefix": ("About Second.", "<wp:x>1</wp:x>it", ALL),
    "attribute without quotes": ("<title>The Gull", "<title type=text>The Gull", ALL),
    "attribute twice": ("<title>The Gull", '<title a="1" a="2">The Gull', ALL),
    "attribute without value": ("<title>The Gull", "<title checked>The Gull", ALL),
    "ampersand in attribute": ("<title>The Gull", '<title a="x&y">The Gull', ALL),
    "less than in attribute": ("<title>The Gull", '<title a="x<y">The Gull', ALL),
    "rubbish after": ("", "", ALL),
    "script after": ("", "", ALL),
    "zero byte": ("About Second.", "About \x00 it.", ALL),
    "windows line ends": ("\n", "\r\n", ALL),
    "old Mac line ends": ("\n", "\r", ALL),
    "tabs everywhere": ("\n", "\t\n\t", ALL),
    "empty entry": ("About Second.", "", ALL),
    "very long text": ("About Second.", "word " * 20_000, ALL),
    "deep markup": ("About Second.", "<i>" * 150 + "it" + "</i>" * 150, ALL),
    "fake entry in CDATA": ("About Second.", "<![CDATA[<item><title>No</title></item>]]>", ALL),
    "fake entry in comment": ("About Second.", "<!-- <item><entry><title>No</title> -->it", ALL),
    "entity of its own": ("?>\n", '?>\n<!DOCTYPE x [<!ENTITY gull "Gull">]>\n', ALL),
    "DTD of Netscape": (
        "?>\n",
        '?>\n<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "https://x.example/rss.dtd">\n',
        ALL,
    ),
    "file as entity": ("?>\n", '?>\n<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n', ALL),
}
AFTER = {"rubbish after": "\n]]>oops", "script after": "\n<script>track()</script>\n"}

#: where a feed of three entries breaks off, as a piece of its text, and how many entries stand before that
CUTS = {
    "after the last entry": ("</rdf:RDF>|</feed>|</channel>", 3),
    "inside the last end tag": ("</rdf:R|</fee|</channel", 3),
    "in the third text": ("About Third", 3),
    "before the third title": ("<title>Third", 2),
    "before the third entry": (
        '<item><title>Third|<item rdf:about="https://gull.example/Third|<entry><title>Third',
        2,
    ),
    "in the second text": ("About Second", 2),
    "in the first text": ("About First", 1),
}
#: encodings in which a feed may come, and how it says so
ENCODINGS = {
    "utf-8": ("utf-8", "utf-8"),
    "utf-8 with mark": ("utf-8-sig", "utf-8"),
    "utf-16 with mark": ("utf-16", "utf-16"),
    "utf-16 little": ("utf-16-le", "utf-16le"),
    "utf-16 big": ("utf-16-be", "utf-16be"),
    "latin-1": ("latin-1", "iso-8859-1"),
    "latin-9": ("iso-8859-15", "iso-8859-15"),
    "windows-1252": ("cp1252", "windows-1252"),
    "windows called latin-1": ("cp1252", "iso-8859-1"),
    "windows called utf-8": ("cp1252", "utf-8"),
    "utf-8 called latin-1": ("utf-8", "iso-8859-1"),
    "utf-8 called nothing": ("utf-8", ""),
    "mac": ("mac-roman", "macintosh"),
    "upper case name": ("utf-8", "UTF-8"),
    "utf8 without dash": ("utf-8", "utf8"),
}

#: items of a JSON Feed, and the fields they give
JSON_ITEMS = {
    "id": ({"id": "1"}, {"key": "1"}),
    "number as id": ({"id": 4711}, {"key": "4711"}),
    "url": ({"id": "1", "url": PAGE}, {"key": "1", "url": PAGE}),
    "relative url": ({"id": "1", "url": "/news/ferry"}, {"key": "1", "url": PAGE}),
    "title": ({"id": "1", "title": "Fish & chips"}, {"key": "1", "headline": "Fish & chips"}),
    "title with brackets": ({"id": "1", "title": "a < b"}, {"key": "1", "headline": "a < b"}),
    "content_html": ({"id": "1", "content_html": "<p>a</p>"}, {"key": "1", "content": "<p>a</p>"}),
    "content_text": ({"id": "1", "content_text": "a < b"}, {"key": "1", "content": "a &lt; b"}),
    "summary": ({"id": "1", "summary": "It sails."}, {"key": "1", "summary": "It sails."}),
    "date": ({"id": "1", "date_published": "2025-10-03T08:00:07+02:00"}, {"key": "1", "published": AT}),
    "modified": ({"id": "1", "date_modified": "2025-10-03T06:00:07Z"}, {"key": "1", "updated": AT}),
    "odd date": ({"id": "1", "date_published": "soon"}, {"key": "1"}),
    "author of 1.0": ({"id": "1", "author": {"name": "Ida Marsh"}}, {"key": "1", "authors": ["Ida Marsh"]}),
    "authors": (
        {"id": "1", "authors": [{"name": "Ida Marsh"}, {"name": "Tom Reed"}]},
        {"key": "1", "authors": ["Ida Marsh", "Tom Reed"]},
    ),
    "author without name": ({"id": "1", "authors": [{"url": "https://ida.example"}]}, {"key": "1"}),
    "tags": ({"id": "1", "tags": ["Harbour", "Town"]}, {"key": "1", "topics": ["Harbour", "Town"]}),
    "language": ({"id": "1", "language": "de"}, {"key": "1", "language": "de"}),
    "image": ({"id": "1", "image": "/p.jpg"}, {"key": "1", "pictures": [{"url": f"{HOME}p.jpg"}]}),
    "attachment": (
        {"id": "1", "attachments": [{"url": f"{HOME}s.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}]},
        {"key": "1", "enclosures": [{"url": f"{HOME}s.mp3", "media_type": "audio/mpeg", "size": 9}]},
    ),
    "extension": ({"id": "1", "_gull": {"x": 1}}, {"key": "1"}),
    "null members": ({"id": "1", "title": None, "tags": None, "authors": None, "image": None}, {"key": "1"}),
    "wrong members": ({"id": "1", "title": 7, "tags": "x", "authors": "y", "attachments": {}}, None),
    "lone surrogate": ({"id": "1", "title": "a\ud800b"}, {"key": "1", "headline": "ab"}),
}

#: addresses of a sitemap, and the fields they give
SITEMAP_URLS = {
    "loc": (f"<loc>{PAGE}</loc>", URL),
    "loc with spaces": (f"<loc>\n {PAGE} </loc>", URL),
    "loc in CDATA": (f"<loc><![CDATA[{PAGE}]]></loc>", URL),
    "lastmod": (f"<loc>{PAGE}</loc><lastmod>2025-10-03</lastmod>", {**URL, "updated": DAY}),
    "lastmod to the second": (
        f"<loc>{PAGE}</loc><lastmod>2025-10-03T06:00:07Z</lastmod>",
        {**URL, "updated": AT},
    ),
    "odd lastmod": (f"<loc>{PAGE}</loc><lastmod>soon</lastmod>", URL),
    "priority": (f"<loc>{PAGE}</loc><changefreq>daily</changefreq><priority>0.8</priority>", URL),
    "news": (
        (
            f"<loc>{PAGE}</loc><news:news><news:publication><news:name>The Gull</news:name><news:language>en</news:language></news:publication>"
            "<news:publication_date>2025-10-03T06:00:07Z</news:publication_date><news:title>Ferry back</news:title></news:news>"
        ),
        {**URL, "headline": "Ferry back", "published": AT, "language": "en"},
    ),
    "news keywords": (
        f"<loc>{PAGE}</loc><news:news><news:title>Ferry</news:title><news:keywords>Harbour, Town</news:keywords></news:news>",
        {**URL, "headline": "Ferry", "topics": ["Harbour", "Town"]},
    ),
    "picture": (
        f"<loc>{PAGE}</loc><image:image><image:loc>{HOME}p.jpg</image:loc></image:image>",
        {**URL, "pictures": [{"url": f"{HOME}p.jpg"}]},
    ),
    "picture with caption": (
        f"<loc>{PAGE}</loc><image:image><image:loc>{HOME}p.jpg</image:loc><image:caption>A boat</image:caption></image:image>",
        {**URL, "pictures": [{"url": f"{HOME}p.jpg", "caption": "A boat"}]},
    ),
    "alternate languages": (
        f'<loc>{PAGE}</loc><xhtml:link xmlns:xhtml="http://www.w3.org/1999/xhtml" rel="alternate" hreflang="de" href="{HOME}de"/>',
        URL,
    ),
}
