"""Organisations, and the articles that name them."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.articles import Article
from copydesk.desk.models.sources import Outlet


class Organisation(models.Model):
    """A name that articles use for an organisation; readers see it once two outlets do."""

    name = models.CharField(max_length=200, unique=True)
    first_outlet = models.ForeignKey(
        Outlet,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Whose article named it first.",
    )
    sure = models.BooleanField(default=False, help_text="A second outlet named it as well.")

    def __str__(self) -> str:
        return self.name


class Naming(models.Model):
    """One article that names an organisation."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="namings")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="namings")
    mentions = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("article", "organisation"), name="naming_once"),)

    def __str__(self) -> str:
        return f"{self.organisation} in {self.article}"
