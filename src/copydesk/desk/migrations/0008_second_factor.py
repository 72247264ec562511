"""Sources are added at the desk, and an account may ask for a second factor."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = (
    ("approved", "approved"),
    ("held", "held"),
    ("embargoed", "put under embargo"),
    ("lifted", "lifted the embargo on"),
    ("killed", "killed"),
    ("corrected", "corrected"),
    ("merged", "merged"),
    ("split", "split"),
    ("speaker", "put a speaker right in"),
    ("accepted", "accepted a finding in"),
    ("dismissed", "dismissed a finding in"),
    ("added", "added"),
    ("paused", "paused"),
    ("resumed", "resumed"),
    ("rules", "changed the rules of"),
    ("retried", "ordered another try of"),
    ("undone", "undid"),
)


class Migration(migrations.Migration):
    dependencies = (
        ("desk", "0007_withheld"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AlterField(
            model_name="act", name="kind", field=models.CharField(choices=KINDS, max_length=10)
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sealed",
                    models.BinaryField(help_text="The secret, AES-256-GCM; the key is not in the database."),
                ),
                ("key_id", models.CharField(max_length=32)),
                (
                    "last_step",
                    models.BigIntegerField(default=0, help_text="The half-minute whose code was used last."),
                ),
                (
                    "spare",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Hashes of the codes on paper not used yet.",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_factor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    )
