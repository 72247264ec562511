"""Who took from whom, and what was altered on the way."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from copydesk.desk.models.articles import Article
from copydesk.desk.models.versioned import Versioned


class Relation(models.Model):
    """How an article stands to an earlier one, with the evidence and the check's verdict."""

    class Kind(models.TextChoices):
        """As in copydesk.types.RelationKind, without `none`."""

        REPRINT = "reprint"
        REWRITE = "rewrite"
        FOLLOW_UP = "follow_up", "follow-up"

    class Verdict(models.TextChoices):
        """As in copydesk.types.Verdict."""

        CLEAN = "clean"
        REVIEW = "review"
        BLOCK = "block"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="relations")
    of = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="taken_by")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    share = models.FloatField(help_text="Of the article's words that come from the other, 0 to 1.")
    source_share = models.FloatField(help_text="Of the other's words that stand in the article, 0 to 1.")
    certainty = models.FloatField()
    agency = models.CharField(max_length=200, blank=True)
    passages = models.JSONField(default=list, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    verdict = models.CharField(
        max_length=8, choices=Verdict.choices, blank=True, help_text="Empty: not checked."
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("article", "of"), name="relation_once"),)

    def __str__(self) -> str:
        return f"{self.article} is a {self.get_kind_display()} of {self.of}"


class Proposal(Versioned):
    """That an article may be a translation of another; nothing follows from it but what a person does."""

    class State(models.TextChoices):
        """What an editor decided."""

        OPEN = "open"
        DISMISSED = "dismissed"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="proposals")
    of = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="proposed_for")
    certainty = models.FloatField(help_text="0 to 1.")
    evidence = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("article", "of"), name="proposal_once"),)

    def __str__(self) -> str:
        return f"{self.article} may be a translation of {self.of}"


class Finding(Versioned):
    """One thing that an article changed of its source, or that is wrong with it on its own."""

    class State(models.TextChoices):
        """What an editor decided."""

        OPEN = "open"
        ACCEPTED = "accepted"
        DISMISSED = "dismissed"

    class Severity(models.TextChoices):
        """As in copydesk.types.Severity."""

        CRITICAL = "critical"
        MAJOR = "major"
        MINOR = "minor"
        NOTE = "note"

    class Alteration(models.TextChoices):
        """As in copydesk.types.Alteration."""

        ALTERED = "altered"
        VARIANT = "variant"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="findings")
    source = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="findings_against"
    )
    check_id = models.CharField(max_length=60, help_text="Stable id, such as quote.altered.")
    severity = models.CharField(max_length=8, choices=Severity.choices)
    alteration = models.CharField(max_length=8, choices=Alteration.choices)
    message = models.TextField()
    source_words = models.TextField(blank=True)
    copy_words = models.TextField(blank=True)
    source_start = models.PositiveIntegerField(null=True, blank=True)
    source_end = models.PositiveIntegerField(null=True, blank=True)
    copy_start = models.PositiveIntegerField(null=True, blank=True)
    copy_end = models.PositiveIntegerField(null=True, blank=True)
    repair = models.TextField(blank=True)
    pattern = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        db_index=True,
        help_text="Equal in findings that one dismissal covers.",
    )
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judgement = models.TextField(blank=True, help_text="The reason an editor gave.")

    class Meta:
        ordering = ("article", "copy_start", "pk")
        indexes = (models.Index(fields=("state", "severity", "found_at"), name="finding_queue"),)

    def __str__(self) -> str:
        return f"{self.check_id}: {self.message}"


#: Findings that readers see: not dismissed by an editor, and not mere notes.
SHOWN_FINDINGS = ~models.Q(state=Finding.State.DISMISSED) & ~models.Q(severity=Finding.Severity.NOTE)
