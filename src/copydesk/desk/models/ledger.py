"""The quote ledger: utterance → printed forms → who printed which, when."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.articles import Article
from copydesk.desk.models.versioned import Versioned


class Utterance(Versioned):
    """Something one speaker said once."""

    speaker = models.CharField(
        max_length=300, blank=True, db_index=True, help_text="Empty when nobody is sure."
    )
    by_hand = models.BooleanField(default=False, help_text="An editor said who spoke, or that nobody knows.")
    first_seen = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.speaker or 'unknown'}, {self.first_seen:%Y-%m-%d}"


class Form(models.Model):
    """One wording in which an utterance was printed."""

    class Standing(models.TextChoices):
        """How the wording stands to the first one."""

        FIRST = "first", "first printed"
        STYLE = "style", "differs in house style only"
        TRUNCATED = "truncated"
        VARIANT = "variant"
        ALTERED = "altered"
        PARAPHRASED = "paraphrased"
        TRANSLATED = "translated"

    utterance = models.ForeignKey(Utterance, on_delete=models.CASCADE, related_name="forms")
    words = models.TextField(help_text="As printed, without the marks.")
    digest = models.CharField(max_length=64, db_index=True, help_text="Hash of the canonical words.")
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.FIRST)
    first_seen = models.DateTimeField()

    class Meta:
        ordering = ("first_seen", "pk")
        constraints = (models.UniqueConstraint(fields=("utterance", "digest"), name="form_once"),)

    def __str__(self) -> str:
        return self.words


class Trace(models.Model):
    """Three words in a row of a form, as a number: by these a quotation's form is found among millions."""

    pk = models.CompositePrimaryKey("trace", "form_id")
    trace = models.BigIntegerField()
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="traces")

    def __str__(self) -> str:
        return f"{self.trace} in {self.form_id}"


class Printing(models.Model):
    """One article that printed a form, and where in it."""

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="printings")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="printings")
    start = models.PositiveIntegerField(help_text="Code points into the article's body.")
    end = models.PositiveIntegerField()
    speaker = models.CharField(max_length=300, blank=True, help_text="As this article names the speaker.")
    certainty = models.FloatField(default=0.0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("article", "start", "end"), name="printing_once"),)

    def __str__(self) -> str:
        return f"{self.form} in {self.article}"
