"""Outlets and the sources by which they are watched."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.claimable import Claimable
from copydesk.desk.models.versioned import Versioned


class Outlet(models.Model):
    """A newsroom that publishes: what readers see credited, and what counts as independent."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    home_url = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=35, blank=True)
    bake_due_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Source(Claimable, Versioned):
    """One feed, sitemap or page of an outlet that is visited for news."""

    class Kind(models.TextChoices):
        """How the source announces what it publishes."""

        RSS = "rss"
        RDF = "rdf"
        ATOM = "atom"
        JSON = "json", "JSON Feed"
        SITEMAP = "sitemap"
        SITEMAP_INDEX = "sitemap_index"
        PAGE = "page", "page without a feed"

    class Rights(models.TextChoices):
        """How much of its text may be published."""

        LINK = "link", "link: headline and link only"
        EXCERPT = "excerpt", "excerpt: headline, standfirst or first sentences, credit, link"
        FULL = "full", "full: licensed"

    class Mode(models.TextChoices):
        """When its articles go public."""

        AT_ONCE = "at_once", "publish at once"
        WHEN_CLEAN = "when_clean", "publish when the check finds nothing"
        HOLD = "hold", "hold for an editor"

    class State(models.TextChoices):
        """Whether the source is visited."""

        ACTIVE = "active"
        PAUSED = "paused", "paused by an editor"
        STOPPED = "stopped", "stopped after too many failures"
        GONE = "gone", "ended by its outlet (410)"

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="sources")
    url = models.URLField(max_length=2000, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.RSS)
    title = models.CharField(max_length=300, blank=True)
    rights = models.CharField(max_length=10, choices=Rights.choices, default=Rights.EXCERPT)
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.AT_ONCE)
    policy = models.CharField(
        max_length=12, blank=True, help_text="reuters, ap or guardian; empty for the site's."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    schedule = models.JSONField(
        default=dict, blank=True, editable=False, help_text="What the polling rule remembers."
    )
    note = models.TextField(
        blank=True, help_text="What the editor should know: the last error and what follows."
    )
    added_at = models.DateTimeField(auto_now_add=True)
    visited_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    new_at = models.DateTimeField(null=True, blank=True, help_text="When it last announced something new.")

    class Meta:
        ordering = ("outlet__name", "url")
        indexes = (models.Index(fields=("state", "due_at"), name="source_due"),)

    def __str__(self) -> str:
        return self.title or self.url
