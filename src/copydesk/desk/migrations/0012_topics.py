"""Topics that an editor gives, and stories found by their topic."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds whose the topic is, an index, and the act."""

    dependencies = (("desk", "0011_standings"),)

    operations = (
        migrations.AddField(
            model_name='story',
            name='topic_by_hand',
            field=models.BooleanField(default=False, help_text='An editor gave the topic; no worker changes it any more.'),
        ),
        migrations.AlterField(
            model_name='act',
            name='kind',
            field=models.CharField(choices=[('approved', 'approved'), ('held', 'held'), ('embargoed', 'put under embargo'), ('lifted', 'lifted the embargo on'), ('killed', 'killed'), ('corrected', 'corrected'), ('filed', 'put a topic to'), ('merged', 'merged'), ('split', 'split'), ('speaker', 'put a speaker right in'), ('accepted', 'accepted a finding in'), ('dismissed', 'dismissed a finding in'), ('added', 'added'), ('paused', 'paused'), ('resumed', 'resumed'), ('rules', 'changed the rules of'), ('retried', 'ordered another try of'), ('shown', 'showed a reply under'), ('refused', 'refused a reply under'), ('listed', 'put on the list for replies'), ('erased', 'erased the replies of one person'), ('undone', 'undid')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['topic', 'updated_at'], name='story_topic'),
        ),
    )
