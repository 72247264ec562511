"""The words that readers can search, and the index over them: one for SQLite, one for PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django.db.models.deletion
from django.db import migrations, models

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import StateApps

COLUMNS = "headline, people, words"
NEW = "new.story_id, new.headline, new.people, new.words"
OLD = "'delete', old.story_id, old.headline, old.people, old.words"
SQLITE = (
    f"CREATE VIRTUAL TABLE desk_searchwords USING fts5({COLUMNS}, content='desk_searchentry', "
    "content_rowid='story_id', tokenize='unicode61 remove_diacritics 0', prefix='4 6')",
    "CREATE TRIGGER desk_searchentry_kept AFTER INSERT ON desk_searchentry BEGIN "
    f"INSERT INTO desk_searchwords(rowid, {COLUMNS}) VALUES ({NEW}); END",
    "CREATE TRIGGER desk_searchentry_gone AFTER DELETE ON desk_searchentry BEGIN "
    f"INSERT INTO desk_searchwords(desk_searchwords, rowid, {COLUMNS}) VALUES ({OLD}); END",
    "CREATE TRIGGER desk_searchentry_changed AFTER UPDATE ON desk_searchentry BEGIN "
    f"INSERT INTO desk_searchwords(desk_searchwords, rowid, {COLUMNS}) VALUES ({OLD}); "
    f"INSERT INTO desk_searchwords(rowid, {COLUMNS}) VALUES ({NEW}); END",
)
SQLITE_BACK = (
    "DROP TRIGGER desk_searchentry_kept",
    "DROP TRIGGER desk_searchentry_gone",
    "DROP TRIGGER desk_searchentry_changed",
    "DROP TABLE desk_searchwords",
)
POSTGRESQL = (
    "ALTER TABLE desk_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', headline), 'A') || setweight(to_tsvector('simple', people), 'B') || "
    "setweight(to_tsvector('simple', words), 'C')) STORED",
    "CREATE INDEX desk_searchentry_vector ON desk_searchentry USING gin(vector)",
)
POSTGRESQL_BACK = ("ALTER TABLE desk_searchentry DROP COLUMN vector",)


def build(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of this database."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def take_down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away."""
    for statement in SQLITE_BACK if editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Adds search."""

    dependencies = [("desk", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="searched",
                        serialize=False,
                        to="desk.story",
                    ),
                ),
                (
                    "headline",
                    models.TextField(
                        help_text="Words as compared, with spaces between them; so are the next two."
                    ),
                ),
                ("people", models.TextField(blank=True, help_text="Speakers and authors.")),
                ("words", models.TextField(blank=True, help_text="Everything else.")),
                (
                    "shown",
                    models.TextField(
                        blank=True, help_text="The page's text as printed, for the lines of a result."
                    ),
                ),
            ],
            options={"verbose_name_plural": "search entries"},
        ),
        migrations.RunPython(build, take_down),
    ]
