"""What is done to accounts at the desk has names of its own."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Names the acts."""

    dependencies = (("desk", "0016_hearing"),)

    operations = (
        migrations.AlterField(
            model_name="act",
            name="kind",
            field=models.CharField(
                choices=[
                    ("approved", "approved"),
                    ("held", "held"),
                    ("embargoed", "put under embargo"),
                    ("lifted", "lifted the embargo on"),
                    ("killed", "killed"),
                    ("corrected", "corrected"),
                    ("filed", "put a topic to"),
                    ("merged", "merged"),
                    ("split", "split"),
                    ("speaker", "put a speaker right in"),
                    ("accepted", "accepted a finding in"),
                    ("dismissed", "dismissed a finding in"),
                    ("added", "added"),
                    ("connected", "connected"),
                    ("forgotten", "forgot"),
                    ("paused", "paused"),
                    ("resumed", "resumed"),
                    ("rules", "changed the rules of"),
                    ("retried", "ordered another try of"),
                    ("shown", "showed a reply under"),
                    ("refused", "refused a reply under"),
                    ("listed", "put on the list for replies"),
                    ("erased", "erased the replies of one person"),
                    ("undone", "undid"),
                ],
                max_length=10,
            ),
        ),
    )
