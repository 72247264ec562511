"""What a post knew of its story's newsrooms, so that growth can be told once, as a reply."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def known_so_far(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - as Django calls it
    """Take every post that stands for one that knows of all newsrooms so far: none of them is told again."""
    stories = apps.get_model("desk", "Story").objects.filter(pk=OuterRef("story_id"))
    apps.get_model("desk", "Post").objects.update(newsrooms=Subquery(stories.values("independent")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0018_translations'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='newsrooms',
            field=models.PositiveIntegerField(default=0, help_text='How many newsrooms had reported the story on their own when it was written.'),
        ),
        migrations.AddField(
            model_name='post',
            name='grown',
            field=models.PositiveIntegerField(default=0, editable=False, help_text='The count of newsrooms that it tells of, as a reply to the first post; 0 for any other.'),
        ),
        migrations.RunPython(known_so_far, migrations.RunPython.noop),
    ]
