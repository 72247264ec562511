"""Rows that are work: due at a time, and held by one worker at a time."""

from __future__ import annotations

from django.db import models


class Claimable(models.Model):
    """A row that a worker may claim once it is due, and holds until its lease ends."""

    due_at = models.DateTimeField(
        null=True, blank=True, help_text="When it is to be worked on; empty for never."
    )
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    lease_by = models.CharField(max_length=120, blank=True, editable=False)
    attempts = models.PositiveIntegerField(default=0, help_text="Attempts since it last went well.")

    class Meta:
        abstract = True


class Lease(models.Model):
    """The right to do what only one worker may do at a time, such as matching."""

    name = models.CharField(max_length=60, unique=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name
