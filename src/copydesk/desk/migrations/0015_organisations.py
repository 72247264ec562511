"""Organisations and the articles that name them; what was read before is entered."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def enter_known(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    """Enter the organisations of the articles that were read before there was a table for them."""
    from copydesk.desk.naming import KEPT_MOST, organisations_in
    from copydesk.types import Reading

    article, organisation, naming = (apps.get_model("desk", name) for name in ("Article", "Organisation", "Naming"))
    known: dict[str, Any] = {}
    rows = article.objects.filter(state="matched", version__reading__isnull=False).order_by("pk")
    for row in rows.select_related("version").iterator(chunk_size=100):
        found = organisations_in(Reading.from_dict(row.version.reading))
        made = []
        for name, many in list(found.items())[:KEPT_MOST]:
            if name not in known:
                known[name] = organisation.objects.create(name=name, first_outlet_id=row.outlet_id)
            if not known[name].sure and known[name].first_outlet_id != row.outlet_id:
                known[name].sure = True
                known[name].save()
            made.append(naming(article=row, organisation=known[name], mentions=many))
        naming.objects.bulk_create(made)


class Migration(migrations.Migration):
    """Adds both tables."""

    dependencies = (("desk", "0012_topics"),)

    operations = (
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("sure", models.BooleanField(default=False, help_text="A second outlet named it as well.")),
                (
                    "first_outlet",
                    models.ForeignKey(
                        help_text="Whose article named it first.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="desk.outlet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Naming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mentions", models.PositiveIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="namings", to="desk.article"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="namings", to="desk.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("article", "organisation"), name="naming_once")]
            },
        ),
        migrations.RunPython(enter_known, migrations.RunPython.noop),
    )
