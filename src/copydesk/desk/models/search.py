"""What readers can search: the words that a story's page shows, and no others."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.stories import Story


class SearchEntry(models.Model):
    """The words of one public story's page; written when it is baked, gone when it is taken away.

    Besides this table there is an index of it: a virtual table that triggers fill on SQLite, a column that
    PostgreSQL fills. `copydesk.desk.search` asks it.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="searched")
    headline = models.TextField(help_text="Words as compared, with spaces between them; so are the next two.")
    people = models.TextField(blank=True, help_text="Speakers and authors.")
    words = models.TextField(blank=True, help_text="Everything else.")
    shown = models.TextField(blank=True, help_text="The page's text as printed, for the lines of a result.")

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.headline
