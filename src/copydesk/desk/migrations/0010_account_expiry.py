"""An account knows when its secret runs out."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the field."""

    dependencies = (("desk", "0009_replies"),)

    operations = (
        migrations.AddField(
            model_name="account",
            name="expires_at",
            field=models.DateTimeField(
                blank=True, help_text="When its secret runs out; empty where nobody knows.", null=True
            ),
        ),
    )
