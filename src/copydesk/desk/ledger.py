"""The quote ledger as rows: what an article quotes goes to the utterance it prints, or opens a new one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import Q

from copydesk.desk import traced
from copydesk.desk.models import Article, Form, Printing, Utterance
from copydesk.desk.stories import moment_of
from copydesk.matching import Printing as Told
from copydesk.matching import Standing, is_near, standing
from copydesk.text.canonical import canonical
from copydesk.types import QuotationKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.types import Finding, Quotation, Reading

#: words from which a quotation is told apart from others by its words alone
TELLING_WORDS = 4
#: utterances that are looked at for a form that nobody printed before, the nearest
_KIN_MOST = 4


def enter(row: Article, body: str, reading: Reading, *, certainty: float) -> list[Printing]:
    """Enter what an article quotes; what it printed before is replaced.

    Equal words, house style aside, of at least four words are one utterance wherever they are printed;
    shorter ones only within one story.

    Args:
        row: the article.
        body: the text that the spans are into.
        reading: who said what in it.
        certainty: least certainty at which a speaker is named, 0 to 1.

    Returns:
        The printings, in the order of the text.
    """
    before = set(Printing.objects.filter(article=row).values_list("form_id", flat=True))
    Printing.objects.filter(article=row).delete()
    printings = []
    for quotation in _marked(reading):
        words = quotation.span.of(body).strip()
        if words:
            form = _form(row, words, _speaker(quotation, certainty))
            printing, _ = Printing.objects.get_or_create(
                article=row,
                start=quotation.span.start,
                end=quotation.span.end,
                defaults={
                    "form": form,
                    "speaker": _speaker(quotation, certainty),
                    "certainty": quotation.certainty,
                },
            )
            printings.append(printing)
    _sweep(before)
    return printings


def connect(row: Article, source: Article, findings: Iterable[Finding]) -> None:
    """Put an altered quotation under the utterance it was altered from, as the check found the pair.

    Args:
        row: the copy.
        source: the article it was checked against.
        findings: what the check found, with spans into both bodies.
    """
    for finding in findings:
        if not finding.id.startswith("quote.") or finding.source is None or finding.copy is None:
            continue
        altered = _printing(row, finding.copy)
        first = _printing(source, finding.source)
        if altered is None or first is None or altered.form_id == first.form_id:
            continue
        form = altered.form
        graded = _graded(first, altered, finding)
        if form.utterance_id == first.form.utterance_id:
            _put_right(first.form, form, graded)
            continue
        known = Form.objects.filter(utterance_id=first.form.utterance_id, digest=form.digest).first()
        if known is not None:
            form.printings.update(form=known)
            _sweep({form.pk})
            continue
        left = form.utterance_id
        form.utterance_id, form.standing = first.form.utterance_id, graded
        form.save(update_fields=["utterance", "standing"])
        Utterance.objects.filter(pk=left, forms=None).delete()


def styled(printing: Printing) -> str:
    """Return the words of one printing where their house style differs from the form's; else empty."""
    content = printing.article.version.content if printing.article.version else {}
    words = str(content.get("body", ""))[printing.start : printing.end].strip()
    return words if words != printing.form.words and _digest(words) == printing.form.digest else ""


def search(text: str, *, most: int) -> list[Utterance]:
    """Return the utterances that a text finds: printed in these words, or holding them, or by that speaker.

    Args:
        text: a quotation, a piece of one, or a name.
        most: how many utterances at most, the latest first; one printed in these very words comes before all.

    Cost: constant for a quotation known in these words, house style aside; else linear in all forms.
    """
    if not text.strip():
        return []
    exact = list(Utterance.objects.filter(forms__digest=_digest(text)).distinct()[:most])
    if len(exact) >= most:
        return exact
    loose = Utterance.objects.filter(Q(forms__words__icontains=text) | Q(speaker__icontains=text))
    rest = loose.exclude(pk__in=[each.pk for each in exact]).distinct().order_by("-first_seen", "pk")
    return exact + list(rest[: most - len(exact)])


def _marked(reading: Reading) -> Iterator[Quotation]:
    """Yield the quotations that stand inside marks."""
    return (each for each in reading.quotations if each.kind is not QuotationKind.INDIRECT)


def _speaker(quotation: Quotation, certainty: float) -> str:
    """Return the speaker's name; empty when nobody is sure enough."""
    speaker = quotation.speaker
    return (speaker.name or "")[:300] if speaker and quotation.certainty >= certainty else ""


def _form(row: Article, words: str, speaker: str) -> Form:
    """Return the form that these words are; a new one goes to the utterance it is near, or opens one."""
    digest = _digest(words)
    when = moment_of(row)
    known = Form.objects.select_related("utterance").filter(digest=digest)
    if len(words.split()) < TELLING_WORDS:
        known = known.filter(printings__article__story=row.story).distinct()
    form = known.first()
    if form is None:
        form = Form(words=words, digest=digest, first_seen=when)
        kin = _kin(row, words, speaker) if len(words.split()) >= TELLING_WORDS else None
        if kin is None:
            form.utterance = Utterance.objects.create(speaker=speaker, first_seen=when)
        else:
            form.utterance = kin.utterance
            _rank(kin, form, row)
        form.save()
        traced.keep([form])
        if kin is None:
            return form
    if when < form.first_seen:
        form.first_seen, form.words = when, words
        form.save(update_fields=["first_seen", "words"])
    utterance = form.utterance
    told = "" if utterance.by_hand else speaker  # an editor's word stands, also that nobody knows
    if (told and not utterance.speaker) or when < utterance.first_seen:
        utterance.speaker = utterance.speaker or told
        utterance.first_seen = min(when, utterance.first_seen)
        utterance.save(update_fields=["speaker", "first_seen"])
    return form


def _kin(row: Article, words: str, speaker: str) -> Form | None:
    """Return the first form of an utterance that has these words nearly, or in a longer or shorter piece."""
    mine = _told(row, words, speaker)
    near = traced.near(words)[:_KIN_MOST]
    forms = Form.objects.filter(utterance__in=near).select_related("utterance").order_by("first_seen", "pk")
    for utterance in near:
        theirs = [each for each in forms if each.utterance_id == utterance]
        if any(is_near(_told(row, each.words, each.utterance.speaker), mine) for each in theirs):
            return next((each for each in theirs if each.standing == Form.Standing.FIRST), theirs[0])
    return None


def _rank(first: Form, fresh: Form, row: Article) -> None:
    """Set how a form stands that joins an utterance; where it is the fuller one, the first is a piece of it."""
    one, other = _told(row, first.words, ""), _told(row, fresh.words, "")
    if standing(other, one) is Standing.TRUNCATED:
        fresh.standing, first.standing = Form.Standing.FIRST, Form.Standing.TRUNCATED
        first.save(update_fields=["standing"])
    else:
        fresh.standing = Form.Standing(standing(one, other).value)


def _put_right(first: Form, altered: Form, graded: str) -> None:
    """Set how a form stands to one of the same utterance that the check found it to be altered from."""
    if altered.standing == Form.Standing.FIRST:
        first.standing = Form.Standing.FIRST
        first.save(update_fields=["standing"])
    altered.standing = graded
    altered.save(update_fields=["standing"])


def _graded(first: Printing, altered: Printing, finding: Finding) -> str:
    """Return how a form stands to the one that the check found beside it."""
    found = standing(
        _told(first.article, first.form.words, ""), _told(altered.article, altered.form.words, "")
    )
    if found in {Standing.TRUNCATED, Standing.TRANSLATED}:
        return found.value
    if finding.verdict == "variant":
        return Form.Standing.VARIANT
    return Form.Standing.PARAPHRASED if found is Standing.PARAPHRASED else Form.Standing.ALTERED


def _told(row: Article, words: str, speaker: str) -> Told:
    """Return words as the pure ledger takes them."""
    language = row.version.content.get("language") if row.version else None
    return Told(str(row.pk), None, words, speaker=speaker or None, language=language)


def _printing(row: Article, span: Span) -> Printing | None:
    """Return what an article printed where a finding points: the quotation that the span lies in."""
    overlapping = Printing.objects.select_related("form", "article__version").filter(
        article=row, start__lt=span.end, end__gt=span.start
    )
    return overlapping.order_by("start").first()


def _digest(words: str) -> str:
    """Return one hash for all house styles of the same words."""
    keys = " ".join(canonical(words).keys)
    return hashlib.blake2b(keys.encode(), digest_size=20).hexdigest()


def _sweep(forms: set[int]) -> None:
    """Forget those of the forms that nobody prints any more, and their utterances if no form is left."""
    if not forms:
        return
    utterances = list(Form.objects.filter(pk__in=forms).values_list("utterance_id", flat=True))
    Form.objects.filter(pk__in=forms, printings=None).delete()
    Utterance.objects.filter(pk__in=utterances, forms=None).delete()
