"""Translations are proposed by the names and figures that stand in both, and articles on the same event are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.matching.across import Across
from copydesk.matching.anchors import anchors
from copydesk.types import Article, Link, Picture, Span

SUNDAY = datetime(2026, 3, 1, 9, tzinfo=UTC)
ENGLISH = """Ina Moor, the mayor of Tarn, said on Monday that the harbour would close on 14 March for three weeks.
The repair costs 2.4 million crowns, of which the Quay Trust pays 1,150,000. Anton Lesk of the Dockers' Union called the
plan a disgrace. “We were told nothing,” Lesk said. About 340 people work at the Pier 9 terminal, which Bo Lind's company
Lind Freight bought in 2019 for 17.5 million. The ferries to Skarholm and Vess will leave from Marlow Bay."""
GERMAN = """Die Bürgermeisterin von Tarn, Ina Moor, teilte am Montag mit, der Hafen werde am 14. März für drei Wochen
geschlossen. Die Reparatur kostet 2,4 Millionen Kronen, davon zahlt der Quay Trust 1.150.000. Anton Lesk von der
Hafenarbeitergewerkschaft nannte den Plan eine Schande. „Man hat uns nichts gesagt“, sagte Lesk. Am Terminal Pier 9
arbeiten etwa 340 Menschen; Bo Linds Firma Lind Freight kaufte ihn 2019 für 17,5 Millionen. Die Fähren nach Skarholm und
Vess fahren ab Marlow Bay."""
FRENCH = """La maire de Tarn, Ina Moor, a annoncé lundi que le port fermerait le 14 mars pour trois semaines. Les travaux
coûtent 2,4 millions de couronnes, dont 1 150 000 payées par le Quay Trust. Anton Lesk, du syndicat des dockers, a parlé
d'une honte. « On ne nous a rien dit », a déclaré Lesk. Quelque 340 personnes travaillent au terminal Pier 9, que Lind
Freight, la société de Bo Lind, a acheté en 2019 pour 17,5 millions. Les bateaux pour Skarholm et Vess partiront de Marlow
Bay."""
SPANISH = """La alcaldesa de Tarn, Ina Moor, dijo el lunes que el puerto cerrará el 14 de marzo durante tres semanas. La
reparación cuesta 2,4 millones de coronas, de las que el Quay Trust paga 1.150.000. Anton Lesk, del sindicato de
estibadores, calificó el plan de vergüenza. «No nos dijeron nada», dijo Lesk. Unas 340 personas trabajan en la terminal
Pier 9, que Lind Freight, la empresa de Bo Lind, compró en 2019 por 17,5 millones. Los transbordadores a Skarholm y Vess
saldrán de Marlow Bay."""
TURKISH = """Tarn Belediye Başkanı Ina Moor pazartesi günü limanın 14 Mart'ta üç haftalığına kapanacağını söyledi. Onarım
2,4 milyon krona mal oluyor; bunun 1.150.000'ini Quay Trust ödüyor. İşçi sendikasından Anton Lesk planı utanç verici
buldu. “Bize hiçbir şey söylenmedi” dedi Lesk. Pier 9 terminalinde yaklaşık 340 kişi çalışıyor; Bo Lind'in şirketi Lind
Freight burayı 2019'da 17,5 milyona aldı. Skarholm ve Vess feribotları Marlow Bay'den kalkacak."""
RUSSIAN = """Мэр Тарна Ина Мур заявила в понедельник, что гавань закроют 14 марта на три недели. Ремонт обойдётся в 2,4 млн
крон, из них 1 150 000 заплатит Quay Trust. Антон Леск из профсоюза докеров назвал план позором. «Нам ничего не сказали»,
— сказал Леск. На терминале Pier 9 работают около 340 человек; компания Бо Линда Lind Freight купила его в 2019 году за
17,5 млн. Паромы в Скархольм и Весс будут уходить из Марлоу-Бей."""
#: on the same event, in words, order and figures of their own
OTHERS = {
    "de": """Im Streit um den Hafen von Tarn hat die Gewerkschaft Streiks angekündigt. Anton Lesk sagte am Dienstag, 200 der 340
Beschäftigten seien bereit, die Arbeit am 9. März niederzulegen. Die Stadt unter Ina Moor will das Becken für drei Wochen sperren. Der
Reeder Bo Lind, dem Lind Freight gehört, rechnet mit Ausfällen von 600.000 Kronen. Auf Vess fürchten die Wirte um ihre Gäste; 2022 kamen
41.000 Besucher mit der Fähre, die meisten aus Marlow Bay.""",
    "fr": """A Vess, les hôteliers s'inquiètent de la fermeture du port de Tarn. « En mars, nous accueillons 4 000 visiteurs », dit Bea
Corran, qui préside l'association des commerçants depuis 2021. La maire, Ina Moor, leur promet 250 000 couronnes. Le syndicat d'Anton Lesk
réclame le double pour ses membres. Les navires de Lind Freight iront à Brenholm, à 60 kilomètres.""",
}


def filled(across: Across) -> Across:
    """Articles on other things, so that what is rare can be told from what is not."""
    for number in range(60):
        body = f"Reporter {number} met Ina Moor in Tarn. Councillor Person{number} spent {number * 37 + 11} on Street {number}."
        across.add(f"other {number}", body, language="en", published=SUNDAY)
    return across


@pytest.mark.parametrize(
    ("language", "words"),
    {"de": GERMAN, "fr": FRENCH, "es": SPANISH, "tr": TURKISH, "ru": RUSSIAN}.items(),
    ids=["German", "French", "Spanish", "Turkish", "Russian"],
)
def test_a_translation_is_proposed(language, words):
    """Whichever is taken in first, the later one is proposed; where names are spelled alike its first half is as well."""
    for text in (words, words[: len(words) // 2])[: 2 if language in {"de", "fr", "es"} else 1]:
        across = filled(Across())
        across.add("english", ENGLISH, language="en", published=SUNDAY)
        (found,) = across.add("other", text, language=language, published=SUNDAY + timedelta(hours=3))
        assert (found.key, found.of) == ("other", "english")
        assert 0.5 < found.certainty <= 1
        assert "stand in both" in found.evidence[0]

        turned = filled(Across())
        turned.add("other", text, language=language, published=SUNDAY + timedelta(hours=3))
        (again,) = turned.add("english", ENGLISH, language="en", published=SUNDAY)
        assert (again.key, again.of) == ("other", "english")


@pytest.mark.parametrize("language", OTHERS)
def test_an_article_of_its_own_on_the_same_event_is_not(language):
    """Names and some figures are shared, as they must be; the order and the rest are not."""
    across = filled(Across())
    across.add("english", ENGLISH, language="en", published=SUNDAY)
    assert across.add("own", OTHERS[language], language=language, published=SUNDAY) == ()


def test_the_source_is_proposed_and_not_its_look_alike():
    """Of two that could be it, only the likelier is proposed."""
    across = filled(Across())
    across.add("english", ENGLISH, language="en", published=SUNDAY)
    across.add("near", ENGLISH[200:] + " A vote is due in May.", language="en", published=SUNDAY)
    found = across.add("german", GERMAN, language="de", published=SUNDAY + timedelta(hours=1))
    assert [each.of for each in found] == ["english"]


def test_one_language_is_never_a_translation():
    """Two in English are reprints or nothing; without a language the small words tell."""
    across = filled(Across())
    across.add("english", ENGLISH)
    assert across.add("again", ENGLISH) == ()
    assert [each.of for each in across.add("german", GERMAN)] == ["english"]


def test_what_is_too_old_or_forgotten_is_not_proposed():
    """Beyond the window, and after it was removed, an article is no source; a new version takes the old one's place."""
    across = filled(Across(window_days=30))
    across.add("english", ENGLISH, language="en", published=SUNDAY)
    late = SUNDAY + timedelta(days=31)
    assert across.add("late", GERMAN, language="de", published=late) == ()
    across.add("english", "Another text.", language="en", published=SUNDAY)
    assert across.add("german", GERMAN, language="de", published=SUNDAY) == ()
    across.remove("german")
    across.remove("german")
    assert len(across) == 62


def test_a_link_and_a_picture_speak_for_it():
    """A short article that links to the other, or shows its picture, is the surer for it."""
    cut = GERMAN[:300]
    url = "https://tarn.example/harbour"
    plain, told = filled(Across()), filled(Across())
    for across in (plain, told):
        picture = Picture("https://tarn.example/pier.jpg")
        source = Article(headline="Harbour", body=ENGLISH, language="en", url=url, pictures=(picture,))
        across.add("english", source, published=SUNDAY)
    (alone,) = plain.add("german", Article(headline="Hafen", body=cut, language="de"), published=SUNDAY)
    link = Link(Span(0, 5), url)
    (linking,) = told.add(
        "german", Article(headline="Hafen", body=cut, language="de", links=(link,)), published=SUNDAY
    )
    assert linking.certainty > alone.certainty
    assert any("links" in each for each in linking.evidence)


def test_one_name_in_many_spellings_is_one_anchor():
    """What other languages and scripts make of a name; figures with their own marks; months by their number."""
    for spellings in ("Zelensky Selenskyj Zelenskiy Зеленский", "Putin Poutine Путин", "Chişinău Chisinau"):
        assert len({anchors(each) for each in spellings.split()}) == 1, spellings
    for spellings in (
        "1,150,000|1.150.000|1 150 000",
        "17.5|17,5",
        "3 March|3. März|3 mars|3 de marzo|3 марта",
    ):
        many = {anchors(each) for each in spellings.split("|")}
        assert len(many) == 1, many


def test_any_text_is_taken():
    """Nothing, one word, only figures, and letters without case are no error and no proposal."""
    across = Across()
    for number, text in enumerate(
        ["", "Tarn", "1 2 3 4 5 6 7 8", "港は閉まった。" * 50, "\ud800 Ina", "A" * 5000]
    ):
        assert across.add(str(number), text) == ()
