"""Readers of the newsletter, what was made for them, and what went to each."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0017_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('each', 'one story'), ('daily', "a day's stories"), ('weekly', "a week's stories")], max_length=8)),
                ('key', models.CharField(help_text='Keeps it from being made twice.', max_length=80, unique=True)),
                ('content', models.BinaryField(help_text='The words as they go out.')),
                ('made_at', models.DateTimeField()),
                ('until', models.DateTimeField(help_text='Stories published up to then are in it.')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='desk.account')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='desk.post')),
            ],
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('sealed', models.BinaryField(blank=True, default=b'', help_text='The address; the key is elsewhere.')),
                ('sealed_key_id', models.CharField(blank=True, editable=False, max_length=40)),
                ('state', models.CharField(choices=[('asked', 'not confirmed yet'), ('confirmed', 'Confirmed'), ('left', 'wants no more mail'), ('refused', 'its server takes no mail for it')], default='asked', max_length=10)),
                ('rhythm', models.CharField(choices=[('each', 'each story as it comes'), ('daily', 'one mail a day'), ('weekly', 'one mail a week')], default='daily', max_length=8)),
                ('topics', models.JSONField(blank=True, default=list, help_text='Those wanted; empty for all.')),
                ('key', models.CharField(editable=False, help_text='In every link of theirs.', max_length=40)),
                ('subnet_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('refusals', models.PositiveIntegerField(default=0, help_text='Mails in a row that its server did not take.')),
                ('note', models.CharField(blank=True, help_text='Why no mail goes there.', max_length=200)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'rhythm'], name='subscriber_due')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(blank=True, help_text='When it is to be worked on; empty for never.', null=True)),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('lease_by', models.CharField(blank=True, editable=False, max_length=120)),
                ('attempts', models.PositiveIntegerField(default=0, help_text='Attempts since it last went well.')),
                ('key', models.CharField(help_text='Keeps it from going twice.', max_length=80, unique=True)),
                ('message_id', models.CharField(blank=True, db_index=True, max_length=200)),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('sending', 'Sending'), ('sent', 'Sent'), ('unconfirmed', 'Unconfirmed'), ('refused', 'Refused'), ('dropped', 'not wanted any more')], default='queued', max_length=12)),
                ('tried_at', models.DateTimeField(blank=True, db_index=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('issue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='desk.issue')),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='desk.subscriber')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'indexes': [models.Index(fields=['state', 'due_at'], name='delivery_due')],
            },
        ),
    ]
