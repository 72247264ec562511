"""Replies: what is known of who wrote them, what the desk learned, its lists, mail and mentions."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0008_second_factor'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReplyWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, unique=True)),
                ('shown', models.IntegerField(default=0)),
                ('refused', models.IntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='reply',
            name='address_hash',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='reply',
            name='edited_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reply',
            name='key',
            field=models.CharField(blank=True, editable=False, help_text='Keeps it from coming twice.', max_length=80, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='reply',
            name='learned',
            field=models.CharField(blank=True, editable=False, help_text='As what its words count.', max_length=8),
        ),
        migrations.AddField(
            model_name='reply',
            name='reporters',
            field=models.JSONField(blank=True, default=list, editable=False, help_text='Hashes of their subnets.'),
        ),
        migrations.AddField(
            model_name='reply',
            name='likely_refused',
            field=models.FloatField(default=0.5, help_text='As word-Bayes has it, 0 to 1; orders the queue.'),
        ),
        migrations.AddField(
            model_name='reply',
            name='reports',
            field=models.PositiveIntegerField(default=0, help_text='Readers who reported it since it was decided.'),
        ),
        migrations.AddField(
            model_name='reply',
            name='sealed',
            field=models.BinaryField(blank=True, default=b'', help_text='The address until mail is sent; the key is elsewhere.'),
        ),
        migrations.AddField(
            model_name='reply',
            name='sealed_key_id',
            field=models.CharField(blank=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name='reply',
            name='subnet_hash',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='reply',
            name='text_hash',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='reply',
            name='version',
            field=models.PositiveIntegerField(default=0, editable=False, help_text='Changes by hand; what machines do is not counted.'),
        ),
        migrations.AlterField(
            model_name='act',
            name='kind',
            field=models.CharField(choices=[('approved', 'approved'), ('held', 'held'), ('embargoed', 'put under embargo'), ('lifted', 'lifted the embargo on'), ('killed', 'killed'), ('corrected', 'corrected'), ('merged', 'merged'), ('split', 'split'), ('speaker', 'put a speaker right in'), ('accepted', 'accepted a finding in'), ('dismissed', 'dismissed a finding in'), ('added', 'added'), ('paused', 'paused'), ('resumed', 'resumed'), ('rules', 'changed the rules of'), ('retried', 'ordered another try of'), ('shown', 'showed a reply under'), ('refused', 'refused a reply under'), ('listed', 'put on the list for replies'), ('erased', 'erased the replies of one person'), ('undone', 'undid')], max_length=10),
        ),
        migrations.AlterField(
            model_name='reply',
            name='email_hash',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.AlterField(
            model_name='reply',
            name='held_for',
            field=models.CharField(blank=True, help_text='Why it waits for an editor.', max_length=400),
        ),
        migrations.AlterField(
            model_name='reply',
            name='origin',
            field=models.CharField(choices=[('here', "on the story's page"), ('webmention', 'Webmention'), ('network', 'in reply to one of our posts'), ('import', 'in the system it was imported from')], default='here', max_length=12),
        ),
        migrations.CreateModel(
            name='ReplyMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(blank=True, help_text='When it is to be worked on; empty for never.', null=True)),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('lease_by', models.CharField(blank=True, editable=False, max_length=120)),
                ('attempts', models.PositiveIntegerField(default=0, help_text='Attempts since it last went well.')),
                ('kind', models.CharField(choices=[('shown', 'the reply is on the page'), ('answered', 'somebody answered it')], max_length=8)),
                ('error', models.TextField(blank=True)),
                ('key', models.CharField(help_text='Keeps it from going twice.', max_length=60, unique=True)),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='desk.reply')),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='desk.reply')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(blank=True, help_text='When it is to be worked on; empty for never.', null=True)),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('lease_by', models.CharField(blank=True, editable=False, max_length=120)),
                ('attempts', models.PositiveIntegerField(default=0, help_text='Attempts since it last went well.')),
                ('source', models.CharField(max_length=2000)),
                ('source_hash', models.CharField(max_length=64)),
                ('target', models.CharField(max_length=2000)),
                ('told_at', models.DateTimeField()),
                ('error', models.TextField(blank=True)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='desk.story')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('story', 'source_hash'), name='mention_once')],
            },
        ),
        migrations.CreateModel(
            name='ReplyRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('email', 'e-mail address'), ('subnet', 'subnet'), ('host', 'host of a link'), ('word', 'word')], max_length=8)),
                ('value', models.CharField(help_text='A hash for addresses and subnets.', max_length=200)),
                ('verdict', models.CharField(choices=[('block', 'refuse'), ('hold', 'hold'), ('allow', 'show')], max_length=8)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, help_text='Subnets are forgotten then.', null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'value'), name='reply_rule_once')],
            },
        ),
    ]
