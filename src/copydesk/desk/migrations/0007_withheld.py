"""Articles that their source's mode keeps from readers are kept from them in the stories of others, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations, models

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import StateApps

GRAVE = ("critical", "major")


def withhold(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Withhold what sources on hold brought; what stands in a story that an editor approved stays approved."""
    article, finding = apps.get_model("desk", "Article"), apps.get_model("desk", "Finding")
    story = apps.get_model("desk", "Story")
    article.objects.filter(story__by_hand=True, story__state="published").update(approved=True)
    rows = article.objects.filter(approved=False)
    grave = finding.objects.filter(severity__in=GRAVE).exclude(state="dismissed").values("article")
    rows.filter(source__mode="hold").update(withheld=True)
    rows.filter(source__mode="when_clean", pk__in=grave).update(withheld=True)
    waiting = article.objects.filter(story=models.OuterRef("pk"), withheld=True).order_by().values("story")
    counted = models.Subquery(waiting.annotate(many=models.Count("pk")).values("many"))
    public = story.objects.filter(state="published", articles__withheld=True).values("pk")
    story.objects.filter(pk__in=public).update(waiting=counted)


def nothing(_apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Leave the columns: they go."""


class Migration(migrations.Migration):
    dependencies = (("desk", "0006_traces"),)

    operations = (
        migrations.AddField(
            model_name="article",
            name="withheld",
            field=models.BooleanField(
                default=False,
                help_text="Its source's mode keeps it from readers until an editor approves it.",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="approved",
            field=models.BooleanField(
                default=False, help_text="An editor lets readers see it, whatever its source's mode."
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="waiting",
            field=models.PositiveIntegerField(
                default=0, editable=False, help_text="Articles withheld while readers see the rest."
            ),
        ),
        migrations.RunPython(withhold, nothing),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["waiting", "updated_at"], name="story_waiting"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("withheld", True)), fields=["story"], name="article_withheld"
            ),
        ),
    )
