"""A table by which quotations are found by their words, and the traces of the forms that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django.db.models.deletion
from django.db import migrations, models

from copydesk.matching.traces import kept_traces
from copydesk.text.canonical import canonical

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import StateApps

PORTION = 500
HOLDERS_MOST = 64


def keep(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Let the forms that were entered before be found, in portions."""
    Form, Trace = apps.get_model("desk", "Form"), apps.get_model("desk", "Trace")
    held: dict[int, int] = {}
    rows = []
    for form in Form.objects.order_by("pk").iterator(chunk_size=PORTION):
        for trace in kept_traces(canonical(form.words).keys):
            if held.setdefault(trace, 0) < HOLDERS_MOST:
                held[trace] += 1
                rows.append(Trace(trace=trace, form_id=form.pk))
        if len(rows) >= PORTION:
            Trace.objects.bulk_create(rows)
            rows = []
    Trace.objects.bulk_create(rows)


def nothing(_apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Leave the traces: their table goes."""


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_desk")]

    operations = [
        migrations.CreateModel(
            name="Trace",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "trace", "form_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("trace", models.BigIntegerField()),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="traces", to="desk.form"
                    ),
                ),
            ],
        ),
        migrations.RunPython(keep, nothing),
    ]
