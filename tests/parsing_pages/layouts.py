"""Pages that we wrote, each in another layout and language, with what must come out of them."""

from __future__ import annotations

PARAGRAPHS = (
    "The harbour council of Marlow Bay closed the old swing bridge on Friday after divers found two cracked bearings, and it said the work could take until spring.",
    "“We don’t gamble with people who cross this bridge every day,” said Maren Oduya, who leads the council’s engineering office, at a meeting in the fish hall.",
    "Traders on the north quay, who sell most of their catch before seven in the morning, asked for a ferry, and the council promised an answer within a week.",
    "The bridge was built in 1931 and carries about 4,200 vehicles a day, according to figures that the council published in June.",
)

WORDPRESS = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Old bridge closed after cracks found - The Marlow Post</title>
<link rel="canonical" href="https://post.example/2025/10/03/bridge-closed/">
<meta property="og:title" content="Old bridge closed after cracks found"><meta property="og:site_name" content="The Marlow Post">
<meta property="og:type" content="article"><meta property="og:image" content="https://post.example/img/bridge.jpg">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"The Marlow Post"}},
{{"@type":"NewsArticle","headline":"Old bridge closed after cracks found","datePublished":"2025-10-03T14:05:00+01:00","dateModified":"2025-10-03T16:20:00+01:00",
"author":[{{"@id":"#ana"}}],"articleSection":"Local"}},{{"@id":"#ana","@type":"Person","name":"Ana Lesk"}}]}}</script></head>
<body class="single single-post has-sidebar"><header class="site-header"><nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/local">Local</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article class="post"><span class="kicker">Breaking News</span><h1 class="entry-title">Old bridge closed after cracks found</h1>
<p class="standfirst">Divers found two cracked bearings; traders ask for a ferry.</p>
<div class="byline">By <a rel="author" href="/author/ana-lesk/">Ana Lesk</a></div><time datetime="2025-10-03T14:05:00+01:00">3 October 2025</time>
<div class="share-buttons"><a href="#">Facebook</a> <a href="#">WhatsApp</a></div>
<div class="entry-content"><figure><img src="/img/bridge.jpg" alt="A bridge"><figcaption>The swing bridge at low tide on Thursday. <span class="credit">Jon Arden | Afp | Getty Images</span></figcaption></figure>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p><strong>Read also:</strong> <a href="/ferry">Ferry to return to the bay</a></p>
<h2>A ferry for the traders</h2><p>Traders on the <a href="/quay">north quay</a>, who sell most of their catch before seven in the morning, asked for a ferry, and the council promised an answer within a week.</p>
<p>{PARAGRAPHS[3]}</p><p>WATCH: <a href="/video/1">Divers under the bridge</a></p>
<p><em>Correction: An earlier version of this article gave the wrong year for the building of the bridge.</em></p>
<p>This article originally appeared on <a href="https://wire.example/bridge">Bay Wire</a>.</p></div></article>
<section class="related-posts"><h3>Related</h3><ul><li><a href="/a">School roof repaired in a weekend by parents</a></li><li><a href="/b">Lighthouse sold to its keeper for one pound</a></li></ul></section>
<div id="comments" class="comments-area"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked *</p></form></div></main>
<aside class="sidebar"><h3>Most read</h3><ul><li><a href="/c">Ten boats you can still buy</a></li></ul></aside>
<footer class="site-footer"><p>© 2025 The Marlow Post. All rights reserved.</p><a href="#top">Back to top</a></footer></body></html>"""

GERMAN = """<html lang="de"><head><title>Brücke in Möwenbucht gesperrt | Bucht-Anzeiger</title><meta name="author" content="Jörg Tallmann"><meta name="date" content="2025-10-03T08:30:00+02:00"></head>
<body><div id="nav"><a href="/">Start</a><a href="/lokal">Lokales</a></div><div id="content"><h1>Brücke in Möwenbucht gesperrt</h1><div class="autor">Von Jörg Tallmann</div>
<div class="text"><p>Die alte Drehbrücke in Möwenbucht ist seit Freitag gesperrt, weil Taucher zwei gerissene Lager gefunden haben, und die Arbeiten werden nach Angaben der Stadt bis zum Frühjahr dauern.</p>
<p>„Wir spielen nicht mit dem Leben derer, die hier jeden Tag hinüber müssen“, sagte Maren Odenthal, die das Bauamt leitet, bei einer Versammlung in der Fischhalle.</p>
<p>Die Händler am Nordkai, die den größten Teil ihres Fangs vor sieben Uhr verkaufen, verlangen eine Fähre, und die Stadt will binnen einer Woche antworten.</p>
<p>Lesen Sie auch: <a href="/faehre">Die Fähre kehrt zurück</a></p></div></div>
<div class="kommentare"><h3>Schreiben Sie einen Kommentar</h3><p>Ihre E-Mail-Adresse wird nicht veröffentlicht.</p></div><div id="footer">Alle Rechte vorbehalten</div></body></html>"""

FRENCH_TABLES = """<html><head><title>Le vieux pont est fermé</title></head><body bgcolor=white><table><tr><td><a href=/>Accueil</a><br><a href=/sport>Sport</a></td><td>
<h1>Le vieux pont est fermé</h1><font size=2>Par Lucie Arnaud, le 3 octobre 2025 à 14h05</font><br><br>
Le conseil du port a fermé vendredi le vieux pont tournant, car des plongeurs ont trouvé deux paliers fissurés, et les travaux pourraient durer jusqu'au printemps.<br><br>
« Nous ne jouons pas avec la vie de ceux qui passent ici chaque jour », a déclaré Maren Odile, qui dirige le bureau technique du conseil, lors d'une réunion dans la halle aux poissons.<br><br>
Les marchands du quai nord, qui vendent la plus grande partie de leur pêche avant sept heures, ont demandé un bac, et le conseil a promis une réponse dans la semaine.<br><br>
</td></tr></table></body></html>"""

LIVE = (
    "<html lang=en><head><title>Bridge: live updates</title></head><body><main><h1>Bridge: live updates</h1>"
    + "".join(
        f"<div class=entry><time datetime='2025-10-03T1{n}:00:00Z'>1{n}:00</time><p>Entry {n}: the council says that the divers are in the water again, and that traffic is stopped on both sides of the bay.</p></div>"
        for n in range(9)
    )
    + "</main></body></html>"
)

WALL = """<html lang=en><head><title>Why the bridge cracked</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Why the bridge cracked","isAccessibleForFree":"False"}</script></head>
<body><article><h1>Why the bridge cracked</h1><p>Engineers knew about the bearings for eleven years, papers show, and the council, which was told twice, put the repair off each time.</p>
<div class="paywall"><p>To continue reading, subscribe today.</p></div></article></body></html>"""

FRONT = (
    "<html lang=en><head><title>The Marlow Post</title><meta property='og:type' content='website'></head><body><main>"
    + "".join(
        f"<div class=card><h3><a href='/story/{n}'>Story number {n} of the day about the bay and its bridge</a></h3></div>"
        for n in range(20)
    )
    + "</main></body></html>"
)

REPRINT = """Breaking News

Harbour talks with the ferry line broke down on Monday


Ferry chief Odd Sund waves as mayor Lena Fors listens in the town hall of Marlow Bay on October 2, 2025.

Jon Arden | Afp | Getty Images

The talks between the town of Marlow Bay and the ferry line ended on Monday without a contract, two people who sat in the room said, because neither side would pay for the new pier.

“We don’t have the money,” Sund told reporters on the quay. He added that the line “has well under $10B” for all of its harbours.

Fors, who was elected in May, answered that the line was “wrong, as you surely know.”

WATCH: Mayor Fors on the new pier



Source link

Leave a Reply

Your email address will not be published. Required fields are marked *

Back to top button
Social Media Auto Publish Powered By : XYZScripts.com"""
