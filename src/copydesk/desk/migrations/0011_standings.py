"""Two more ways in which a wording stands to the first one: paraphrased inside the marks, and translated."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Widens the field and names the choices."""

    dependencies = (("desk", "0010_account_expiry"),)

    operations = (
        migrations.AlterField(
            model_name="form",
            name="standing",
            field=models.CharField(
                choices=[
                    ("first", "first printed"),
                    ("style", "differs in house style only"),
                    ("truncated", "Truncated"),
                    ("variant", "Variant"),
                    ("altered", "Altered"),
                    ("paraphrased", "Paraphrased"),
                    ("translated", "Translated"),
                ],
                default="first",
                max_length=12,
            ),
        ),
    )
