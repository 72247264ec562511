"""What a story gives to a post: by its source's rights, in whole sentences, and without waking anybody."""

from __future__ import annotations

import pytest

from copydesk import types
from copydesk.desk.models import Account, Source, Story
from copydesk.desk.outbox import Limits, card_of, message_of
from copydesk.front.rights import Rights, shown

pytestmark = [pytest.mark.database, pytest.mark.django_db]

LINK = "https://desk.example/story/7"
FIRST = "The wall broke at noon, Anton Lesk said."
BODY = f"{FIRST} “It was dark. I left,” said Anton Lesk. Nobody else was hurt.\n\nRain fell, “more than ever,” said Ada Holm."


@pytest.fixture
def told(make_article, now):
    """Make a story of one article with two quotations; return the card that a source of those rights gives."""

    def make(rights, body=BODY, most=400, **fields):
        row = make_article(body=body)
        Source.objects.update(rights=rights)
        content = types.Article.from_dict(row.version.content).to_dict() | fields
        said = [("It was dark. I left,", "Anton Lesk"), ("more than ever,", "Ada Holm")]
        quotations = tuple(
            types.Quotation(
                types.Span(body.index(words), body.index(words) + len(words)),
                types.QuotationKind.DIRECT,
                types.Speaker(types.Span(0, 1), name),
                certainty=0.9,
                utterance=number,
            )
            for number, (words, name) in enumerate(said)
            if words in body
        )
        row.version.content, row.version.reading = content, types.Reading(quotations=quotations).to_dict()
        row.version.save()
        story = Story.objects.create(
            key="s", slug="s", headline="Harbour wall breaks", lead=row, opened_at=now, updated_at=now
        )
        story.refresh_from_db()
        return card_of(story, LINK, limits=Limits(certainty=0.75, excerpt=most))

    return make


def test_link_rights_give_headline_and_link_only(told):
    """No excerpt, kicker, quotation, speaker or outlet of a source that licensed its links only."""
    card = told(Source.Rights.LINK, kicker="Harbour", standfirst="It broke.")

    assert card.to_dict() | {"language": ""} == {
        "permalink": LINK, "title": "Harbour wall breaks", "excerpt": "", "kicker": "", "quotation": "",
        "speaker": "", "outlet": "", "tags": "", "language": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("most", "excerpt"),
    [(400, BODY.split("\n", maxsplit=1)[0]), (75, FIRST), (60, FIRST), (20, "")],
)
def test_excerpt_is_whole_sentences_within_the_setting(told, most, excerpt):
    """As many whole sentences as the setting allows, never cut inside a quotation; else none."""
    assert told(Source.Rights.EXCERPT, most=most).excerpt == excerpt


@pytest.mark.parametrize(
    ("start", "most"),
    [
        ("He said, ‘It was dark. I left.’ Then rain fell.", 24),
        ("She said: “We wait.\n\n“We go on.” Rain fell.", 200),
        ("Er sagte: „Es war dunkel. Ich ging.“ Dann Regen.", 30),
    ],
)
def test_excerpt_never_ends_inside_marks(told, start, most):
    """Single marks, marks left open at a paragraph's end and low marks are not cut either."""
    assert told(Source.Rights.FULL, body=start, most=most).excerpt == ""


@pytest.mark.parametrize(
    ("rights", "most", "fields", "said"),
    [
        (Source.Rights.FULL, 50, {}, "It was dark. I left,"),
        (Source.Rights.EXCERPT, 400, {}, "It was dark. I left,"),
        (Source.Rights.EXCERPT, 50, {}, ""),
        (Source.Rights.EXCERPT, 400, {"standfirst": "It broke."}, ""),
        (
            Source.Rights.EXCERPT,
            400,
            {"standfirst": "Rain fell, “more than ever,” they say."},
            "more than ever,",
        ),
    ],
)
def test_quotation_of_an_excerpt_stands_on_the_page(told, rights, most, fields, said):
    """Without a licence a quotation goes out only if the page's own excerpt shows it."""
    card = told(rights, most=most, **fields)
    page = shown(types.Article(body=BODY, standfirst=fields.get("standfirst")), Rights(rights), most=most)

    assert card.quotation == said
    assert said in page.standfirst + "".join(piece.text for each in page.paragraphs for piece in each)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Ferry late, says @lesk", LINK),
        ("Ask (@lesk@social.example)", LINK),
        ("@harbour: wall breaks", LINK),
        ("Write to desk@harbour.example", f"Write to desk@harbour.example\n\n{LINK}"),
        ("Fuel @ 3 crowns", f"Fuel @ 3 crowns\n\n{LINK}"),
    ],
)
def test_name_with_an_at_sign_notifies_nobody(db, now, headline, text):  # noqa: ARG001 - asks for the database
    """A field that Mastodon would take a mention from is left out, and no other field is altered."""
    story = Story.objects.create(key="s", slug="s", headline=headline, opened_at=now, updated_at=now)
    account = Account.objects.create(network="mastodon", name="desk")

    assert message_of(story, account, LINK, limits=Limits(certainty=0.75, excerpt=400)).text == text
