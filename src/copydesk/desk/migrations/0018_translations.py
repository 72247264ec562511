"""Which article may be a translation of which, as proposed to editors."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0014_push'),
    ]

    operations = [
        migrations.AlterField(
            model_name='act',
            name='kind',
            field=models.CharField(choices=[('approved', 'approved'), ('held', 'held'), ('embargoed', 'put under embargo'), ('lifted', 'lifted the embargo on'), ('killed', 'killed'), ('corrected', 'corrected'), ('filed', 'put a topic to'), ('merged', 'merged'), ('split', 'split'), ('speaker', 'put a speaker right in'), ('accepted', 'accepted a finding in'), ('dismissed', 'dismissed a finding in'), ('apart', 'took for no translation'), ('added', 'added'), ('connected', 'connected'), ('forgotten', 'forgot'), ('paused', 'paused'), ('resumed', 'resumed'), ('rules', 'changed the rules of'), ('retried', 'ordered another try of'), ('shown', 'showed a reply under'), ('refused', 'refused a reply under'), ('listed', 'put on the list for replies'), ('erased', 'erased the replies of one person'), ('undone', 'undid')], max_length=10),
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, help_text='Changes by hand; what machines do is not counted.')),
                ('certainty', models.FloatField(help_text='0 to 1.')),
                ('evidence', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('open', 'Open'), ('dismissed', 'Dismissed')], default='open', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='desk.article')),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposed_for', to='desk.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'of'), name='proposal_once')],
            },
        ),
    ]
