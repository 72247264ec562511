"""Readers' replies."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.stories import Story


class Reply(models.Model):
    """What a reader wrote under a story; plain text, shown only once approved."""

    class State(models.TextChoices):
        """Whether readers see it."""

        HELD = "held"
        APPROVED = "approved"
        REJECTED = "rejected"
        DELETED = "deleted", "deleted by its writer"

    class Origin(models.TextChoices):
        """Where it was written."""

        HERE = "here", "on the story's page"
        WEBMENTION = "webmention"
        NETWORK = "network", "in reply to one of our posts"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="replies")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=100)
    email_hash = models.CharField(max_length=64, blank=True, editable=False)
    text = models.TextField(max_length=10_000)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.HERE)
    link = models.URLField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    held_for = models.CharField(max_length=200, blank=True, help_text="Why it waits for an editor.")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at",)
        verbose_name_plural = "replies"
        indexes = (models.Index(fields=("state", "written_at"), name="reply_queue"),)

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"
