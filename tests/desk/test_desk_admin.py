"""Django's admin: every row can be looked at, only editors get in, and what an editor does is kept with who did it."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from copydesk.desk.models import Finding, Source, Story, StoryEvent
from copydesk.desk.stories import open_story

pytestmark = [pytest.mark.database, pytest.mark.django_db]

OURS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "desk"),
    key=lambda model: model.__name__,
)


@pytest.fixture
def editor(client):
    """A client that an editor is logged in with."""
    client.force_login(User.objects.create_superuser("anna", "", "a long pass phrase"))
    return client


@pytest.fixture
def story(make_article, now):
    """A story with one article and one finding."""
    row = make_article(1)
    story = open_story("1", row, now=now)
    row.story = story
    row.save()
    Finding.objects.create(
        article=row,
        check_id="quote.altered",
        severity="critical",
        alteration="altered",
        message="m",
        found_at=now,
    )
    return story


def test_every_model_is_in_the_admin():
    """Nothing that Copydesk remembers is hidden from its editor, but for an index that Django's admin cannot show."""
    from django.apps import apps

    rows = [each for each in apps.get_app_config("desk").get_models() if not each._meta.is_composite_pk]
    assert sorted(rows, key=lambda model: model.__name__) == OURS


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_list_can_be_opened(editor, story, model):  # noqa: ARG001 - a row to show
    """Each list of rows opens."""
    assert editor.get(reverse(f"admin:desk_{model._meta.model_name}_changelist")).status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_row_can_be_opened(editor, story, model):  # noqa: ARG001 - a row to show
    """Each row that there is opens."""
    row = model.objects.first()
    if row is not None:
        address = reverse(f"admin:desk_{model._meta.model_name}_change", args=(row.pk,))
        assert editor.get(address).status_code == 200


def test_strangers_are_sent_to_the_login(client):
    """Without a login nothing is shown."""
    answer = client.get("/admin/desk/story/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")


def test_kill_is_kept_with_who_did_it_and_baked(editor, story):
    """An editor who kills a story is named in its events, and its page is due."""
    address = reverse("admin:desk_story_change", args=(story.pk,))
    form = editor.get(address).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value is not None} | {"state": "killed"}
    empty = {
        f"{prefix}-{part}": "0"
        for prefix in ("corrections", "events")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }

    answer = editor.post(address, values | empty)

    assert answer.status_code == 302, answer.context["adminform"].form.errors
    story.refresh_from_db()
    assert story.state == Story.State.KILLED
    assert story.bake_due_at is not None
    assert StoryEvent.objects.get(kind=StoryEvent.Kind.KILLED).by.username == "anna"


def test_judgement_is_kept_with_who_gave_it(editor, story):
    """An editor who dismisses a finding is named at it, and the story is baked anew."""
    finding = Finding.objects.get()

    answer = editor.post(
        reverse("admin:desk_finding_change", args=(finding.pk,)),
        {"state": "dismissed", "judgement": "two transcripts"},
    )

    assert answer.status_code == 302
    finding.refresh_from_db()
    story.refresh_from_db()
    assert (finding.state, finding.judged_by.username) == (Finding.State.DISMISSED, "anna")
    assert story.bake_due_at is not None


def test_stopped_source_is_visited_again_when_told(editor, story):  # noqa: ARG001 - makes the source
    """The action `visit now` starts a source again that had stopped."""
    Source.objects.update(state=Source.State.STOPPED, due_at=None, attempts=30)
    source = Source.objects.get()

    editor.post("/admin/desk/source/", {"action": "visit_now", "_selected_action": [source.pk]})

    source.refresh_from_db()
    assert (source.state, source.attempts) == (Source.State.ACTIVE, 0)
    assert source.due_at is not None
