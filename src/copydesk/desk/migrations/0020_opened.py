"""Stories by their beginning, with what says whether readers may see them: a search within a week reads this alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0019_growing'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['opened_at', 'state', 'embargoed_until'], name='story_opened'),
        ),
    ]
