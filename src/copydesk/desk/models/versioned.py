"""Rows that several people may change: each change has a number, so that nobody overwrites another."""

from __future__ import annotations

from django.db import models


class Versioned(models.Model):
    """A row that counts what editors did to it; a form carries the number that it was made from."""

    version = models.PositiveIntegerField(
        default=0, editable=False, help_text="Changes by hand; what machines do is not counted."
    )

    class Meta:
        abstract = True
