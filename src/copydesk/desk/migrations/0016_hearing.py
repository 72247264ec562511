"""When replies to a post on another network are asked for, and below which post a reply was written."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds both fields."""

    dependencies = (("desk", "0015_organisations"),)

    operations = (
        migrations.AddField(
            model_name="post",
            name="hear_at",
            field=models.DateTimeField(
                blank=True,
                db_index=True,
                editable=False,
                help_text="When replies to it are asked for next.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="reply",
            name="post",
            field=models.ForeignKey(
                blank=True,
                help_text="The post of ours below which it was written.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replies",
                to="desk.post",
            ),
        ),
    )
