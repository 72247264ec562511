"""Browsers that asked for notes, and what went to each."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.claimable import Claimable
from copydesk.desk.models.newsletter import Issue


class Browser(models.Model):
    """A browser that asked for notes; its address at its push service and its keys are sealed."""

    endpoint_hash = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.BinaryField(editable=False, help_text="Address and keys; the key is elsewhere.")
    sealed_key_id = models.CharField(max_length=40, editable=False)
    topics = models.JSONField(default=list, blank=True, help_text="Those wanted; empty for all.")
    subnet_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"browser {self.pk}"


class Note(Claimable):
    """One note to one browser; due no more once its push service has taken it, gone with its browser."""

    browser = models.ForeignKey(Browser, on_delete=models.CASCADE, related_name="notes")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="notes")
    error = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("browser", "issue"), name="note_once"),)

    def __str__(self) -> str:
        return f"{self.issue} to {self.browser}"
