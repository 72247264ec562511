"""Browsers that asked for notes, and what went to each."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0013_newsletter'),
    ]

    operations = [
        migrations.CreateModel(
            name='Browser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('endpoint_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('sealed', models.BinaryField(help_text='Address and keys; the key is elsewhere.')),
                ('sealed_key_id', models.CharField(editable=False, max_length=40)),
                ('topics', models.JSONField(blank=True, default=list, help_text='Those wanted; empty for all.')),
                ('subnet_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('asked_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(blank=True, help_text='When it is to be worked on; empty for never.', null=True)),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('lease_by', models.CharField(blank=True, editable=False, max_length=120)),
                ('attempts', models.PositiveIntegerField(default=0, help_text='Attempts since it last went well.')),
                ('error', models.TextField(blank=True)),
                ('browser', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='desk.browser')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='desk.issue')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('browser', 'issue'), name='note_once')],
            },
        ),
    ]
