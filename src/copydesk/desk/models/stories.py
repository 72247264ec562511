"""Stories: runs of articles on one event, and what was done to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from copydesk.desk.models.versioned import Versioned


class Story(Versioned):
    """A run of articles on one event (a newsroom also calls one article a story; we do not)."""

    class State(models.TextChoices):
        """Whether readers see it."""

        PUBLISHED = "published"
        HELD = "held", "held for an editor"
        KILLED = "killed", "killed: must not be used"
        MERGED = "merged", "merged into another story"

    key = models.CharField(max_length=64, unique=True, help_text="Key of the article that opened it.")
    slug = models.SlugField(max_length=120)
    headline = models.CharField(max_length=600)
    topic = models.CharField(max_length=80, blank=True)
    topic_by_hand = models.BooleanField(
        default=False, help_text="An editor gave the topic; no worker changes it any more."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)
    by_hand = models.BooleanField(
        default=False, help_text="An editor gave the state; no worker changes it any more."
    )
    lead = models.ForeignKey(
        "desk.Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="absorbed"
    )
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    embargoed_until = models.DateTimeField(null=True, blank=True)
    independent = models.PositiveIntegerField(default=0, help_text="Newsrooms that reported it on their own.")
    waiting = models.PositiveIntegerField(
        default=0, editable=False, help_text="Articles withheld while readers see the rest."
    )
    bake_due_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    baked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-updated_at",)
        verbose_name_plural = "stories"
        indexes = (
            models.Index(fields=("state", "updated_at"), name="story_state"),
            models.Index(fields=("opened_at", "state", "embargoed_until"), name="story_opened"),
            models.Index(fields=("waiting", "updated_at"), name="story_waiting"),
            models.Index(fields=("topic", "updated_at"), name="story_topic"),
        )

    def __str__(self) -> str:
        return self.headline


class StoryEvent(models.Model):
    """One thing that happened to a story: opened, merged, split, moved, held, killed; never deleted."""

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened"
        JOINED = "joined", "an article joined"
        MOVED = "moved", "an article moved to another story"
        MERGED = "merged"
        SPLIT = "split"
        HELD = "held"
        KILLED = "killed"
        RELEASED = "released"
        EMBARGOED = "embargoed"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="events")
    article = models.ForeignKey(
        "desk.Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    other = models.ForeignKey(Story, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    evidence = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.kind}: {self.story}"


class Correction(models.Model):
    """A correction of our own page; labelled, dated, and shown for good."""

    class Label(models.TextChoices):
        """What it is called on the page and in the feeds."""

        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        NOTE = "note", "Editor’s note"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="corrections")
    label = models.CharField(max_length=14, choices=Label.choices, default=Label.CORRECTION)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return self.text
