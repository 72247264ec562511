"""Whole pages in German, French and Spanish: who wrote them, when, under which headline, with which picture."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.parsing.pages import extract

GERMAN = """<html lang="de"><head><title>Die alte Brücke bleibt zu | Möwenpost</title>
<meta property="og:site_name" content="Möwenpost"><meta property="og:title" content="Die alte Brücke bleibt zu">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Die alte Brücke bleibt zu",
"datePublished": "2025-10-02T22:40:00Z", "author": [{"@type": "Organization", "name": "Möwenpost"}]}</script></head>
<body><nav><a href="/p">Politik</a></nav><main><article><span class="dachzeile">Verkehr</span><h1>Die alte Brücke bleibt zu</h1>
<p class="byline">Von <a href="/autoren/anna-reuss/">Anna Reuß</a> und Ralf Maier, Tarnstadt</p>
<p class="datum">Veröffentlicht am 3. Oktober 2025, 00:40 Uhr</p>
<figure><img src="/bruecke.jpg"><figcaption>Die Brücke am Freitag. (Foto: Uwe Klein/dpa)</figcaption></figure>
<p>Die alte Brücke bleibt nach Angaben der Stadt bis zum Frühjahr gesperrt, weil die Pfeiler noch einmal geprüft werden müssen.</p>
<p>Der Rat der Stadt hatte im Sommer beschlossen, die Brücke zu erneuern, und die Kosten auf zwölf Millionen Euro geschätzt.</p>
<p>Die Anwohner müssen seither einen Umweg von neun Kilometern fahren, und viele haben sich darüber beim Bürgermeister beschwert.</p>
</article></main></body></html>"""
FRENCH = """<html lang="fr"><head><title>Le vieux pont reste fermé - Le Goéland</title>
<meta property="og:site_name" content="Le Goéland"><meta name="author" content="Le Goéland avec AFP"></head>
<body><main><article><h1>Le vieux pont reste fermé</h1>
<p class="signature">Par Jeanne Dupont à New Delhi et Luc Moreau</p>
<p>Publié le 3 octobre 2025 à 14h05, mis à jour le 4 octobre 2025 à 9h10</p>
<figure><img src="/pont.jpg"><figcaption>Le pont vendredi. <span class="credit">Max Petit / AFP</span></figcaption></figure>
<p>Le vieux pont reste fermé jusqu'au printemps, selon la ville, parce que les piliers doivent être examinés encore une fois.</p>
<p>Le conseil avait décidé cet été de refaire le pont, et il avait estimé les coûts à douze millions d'euros, sans les quais.</p>
<p>Les habitants doivent depuis faire un détour de neuf kilomètres, et beaucoup d'entre eux s'en sont plaints auprès du maire.</p>
</article></main></body></html>"""
SPANISH = """<html lang="es"><head><title>El viejo puente sigue cerrado | La Gaviota</title>
<meta property="og:site_name" content="La Gaviota"><meta property="article:published_time" content="2025-10-03T12:05:00+02:00"></head>
<body><main><article><h1>El viejo puente sigue cerrado</h1>
<p class="firma">Por Ana García en Buenos Aires y Luis Pérez, enviado especial</p><p>3 de octubre de 2025</p>
<figure><img src="/puente.jpg"><figcaption>El puente el viernes. (Foto: EFE)</figcaption></figure>
<p>El viejo puente sigue cerrado hasta la primavera, según la ciudad, porque los pilares deben examinarse una vez más este año.</p>
<p>El consejo había decidido en verano renovar el puente, y había estimado los costes en doce millones de euros sin los muelles.</p>
<p>Los vecinos deben dar desde entonces un rodeo de nueve kilómetros, y muchos de ellos se han quejado de ello ante el alcalde.</p>
</article></main></body></html>"""
CASES = (
    (GERMAN, "Die alte Brücke bleibt zu", ("Anna Reuß", "Ralf Maier"), datetime(2025, 10, 2, 22, 40, tzinfo=UTC), 120,
     ("Die Brücke am Freitag.", "Foto: Uwe Klein/dpa")),
    (FRENCH, "Le vieux pont reste fermé", ("Jeanne Dupont", "Luc Moreau"), datetime(2025, 10, 3, 14, 5, tzinfo=UTC), None,
     ("Le pont vendredi.", "Max Petit / AFP")),
    (SPANISH, "El viejo puente sigue cerrado", ("Ana García", "Luis Pérez"), datetime(2025, 10, 3, 10, 5, tzinfo=UTC), 120,
     ("El puente el viernes.", "Foto: EFE")),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=["de", "fr", "es"])
def test_pages_in_other_languages_are_read(case):
    """Headline, people, moment with its zone, caption and credit are those that the page prints."""
    page, headline, authors, published, offset, words = case
    article = extract(page, "https://gull.example/a")
    picture = article.pictures[0]

    assert (article.headline, article.authors) == (headline, authors)
    assert (article.published, article.utc_offset) == (published, offset)
    assert (picture.caption, picture.credit) == words
