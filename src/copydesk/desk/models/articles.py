"""Articles and their versions."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.claimable import Claimable
from copydesk.desk.models.sources import Outlet, Source


class Article(Claimable):
    """One article of one outlet; what it said at each time stands in its versions."""

    class State(models.TextChoices):
        """How far it has come."""

        ANNOUNCED = "announced", "announced: its page is to be fetched"
        EXTRACTED = "extracted", "extracted: to be read and matched"
        MATCHED = "matched", "matched: read, placed and checked"
        FAILED = "failed", "failed: set aside with its error"
        DUPLICATE = "duplicate", "duplicate: its address led to another article of the outlet"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="articles")
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="articles")
    key = models.CharField(max_length=64, help_text="Hash of the article's canonical address, or of its id.")
    url = models.URLField(max_length=2000, blank=True)
    headline = models.CharField(max_length=600, blank=True)
    item = models.JSONField(default=dict, blank=True, help_text="The entry as the source announced it.")
    item_hash = models.CharField(max_length=64, blank=True, editable=False)
    published = models.DateTimeField(null=True, blank=True)
    first_seen = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ANNOUNCED)
    matched_at = models.DateTimeField(null=True, blank=True, editable=False)
    error = models.TextField(blank=True)
    version = models.ForeignKey(
        "ArticleVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    story = models.ForeignKey(
        "desk.Story", on_delete=models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    pinned = models.BooleanField(
        default=False, help_text="An editor placed it in its story; never moved again."
    )
    withheld = models.BooleanField(
        default=False, help_text="Its source's mode keeps it from readers until an editor approves it."
    )
    approved = models.BooleanField(
        default=False, help_text="An editor lets readers see it, whatever its source's mode."
    )

    class Meta:
        ordering = ("-published", "-first_seen")
        constraints = (models.UniqueConstraint(fields=("outlet", "key"), name="article_once"),)
        indexes = (
            models.Index(fields=("state", "due_at"), name="article_due"),
            models.Index(fields=("published",), name="article_published"),
            models.Index(fields=("story",), condition=models.Q(withheld=True), name="article_withheld"),
        )

    def __str__(self) -> str:
        return self.headline or self.url or self.key


#: Articles that readers see, if their story is public: worked out, and not kept back by their source's mode.
SHOWN_ARTICLES = models.Q(state=Article.State.MATCHED, withheld=False)


class ArticleVersion(models.Model):
    """What an article said when it was fetched; never changed afterwards."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    seen_at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="Hash of what it says.")
    content = models.JSONField(help_text="copydesk.types.Article as JSON.")
    reading = models.JSONField(null=True, blank=True, help_text="copydesk.types.Reading as JSON.")

    class Meta:
        ordering = ("article", "number")
        constraints = (models.UniqueConstraint(fields=("article", "number"), name="version_number_once"),)

    def __str__(self) -> str:
        return f"{self.article} (version {self.number})"
