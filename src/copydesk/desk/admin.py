"""Django's admin for every row: the workshop under the desk, for those who know what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils import timezone

from copydesk.desk.models import (
    Account,
    Act,
    Article,
    ArticleVersion,
    Browser,
    Correction,
    Delivery,
    Dismissal,
    Finding,
    Form,
    Issue,
    Lease,
    Mention,
    Naming,
    Note,
    Organisation,
    Outlet,
    Post,
    Printing,
    Proposal,
    Relation,
    Reply,
    ReplyMail,
    ReplyRule,
    ReplyWord,
    SearchEntry,
    SecondFactor,
    SignInCount,
    Source,
    Story,
    StoryEvent,
    Subscriber,
    Utterance,
)

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.forms import ModelForm
    from django.http import HttpRequest

    Rows = admin.ModelAdmin[Any]
    Table = admin.TabularInline[Any, Any]
    Stack = admin.StackedInline[Any, Any]
else:
    # Django's own classes take no type arguments while they run
    Rows, Table, Stack = admin.ModelAdmin, admin.TabularInline, admin.StackedInline

admin.site.site_header = "Copydesk"
admin.site.site_title = "Copydesk"
admin.site.index_title = "The rows"


class Kept(Rows):
    """Rows that workers write: shown, not changed by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Nobody adds such a row by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Nobody changes such a row by hand."""
        return False


@admin.register(Outlet)
class OutletAdmin(Rows):
    """Outlets."""

    list_display = ("name", "slug", "home_url", "language")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012 - Django's form


@admin.register(Source)
class SourceAdmin(Rows):
    """Sources, with what went wrong."""

    list_display = ("__str__", "outlet", "kind", "state", "rights", "mode", "due_at", "attempts", "note")
    list_filter = ("state", "kind", "rights", "mode")
    search_fields = ("url", "title", "outlet__name")
    list_select_related = ("outlet",)
    readonly_fields = ("visited_at", "succeeded_at", "new_at", "added_at")
    actions = ("visit_now",)

    @admin.action(description="Visit the chosen sources now")
    def visit_now(self, request: HttpRequest, rows: QuerySet[Source]) -> None:
        """Make the chosen sources due, whatever stopped them."""
        count = rows.update(due_at=timezone.now(), state=Source.State.ACTIVE, attempts=0)
        self.message_user(request, f"{count} sources are visited now.")


class VersionInline(Table):
    """The versions of an article."""

    model = ArticleVersion
    fk_name = "article"
    extra = 0
    can_delete = False
    fields = ("number", "seen_at", "digest")
    readonly_fields = fields


@admin.register(Article)
class ArticleAdmin(Kept):
    """Articles and their versions."""

    list_display = ("__str__", "outlet", "state", "published", "story", "error")
    list_filter = ("state", "outlet")
    search_fields = ("headline", "url")
    list_select_related = ("outlet", "story")
    date_hierarchy = "first_seen"
    inlines = (VersionInline,)


class EventInline(Table):
    """What happened to a story."""

    model = StoryEvent
    fk_name = "story"
    extra = 0
    can_delete = False
    fields = ("at", "kind", "article", "other", "by", "evidence")
    readonly_fields = fields


class CorrectionInline(Stack):
    """Corrections of our own page."""

    model = Correction
    extra = 0
    exclude = ("by",)


@admin.register(Story)
class StoryAdmin(Rows):
    """Stories: hold, embargo, kill, correct."""

    list_display = ("headline", "state", "independent", "updated_at", "embargoed_until")
    list_filter = ("state",)
    search_fields = ("headline",)
    readonly_fields = ("key", "independent", "opened_at", "updated_at", "published_at", "lead", "merged_into")
    inlines = (CorrectionInline, EventInline)

    _EVENTS = {  # noqa: RUF012 - never changed
        Story.State.HELD: StoryEvent.Kind.HELD,
        Story.State.KILLED: StoryEvent.Kind.KILLED,
        Story.State.PUBLISHED: StoryEvent.Kind.RELEASED,
    }

    def save_model(self, request: HttpRequest, obj: Story, form: ModelForm[Story], change: bool) -> None:  # noqa: FBT001
        """Keep a change with who made it, and have the page baked."""
        now = timezone.now()
        obj.bake_due_at = now
        obj.version += 1
        obj.by_hand = obj.by_hand or "state" in form.changed_data
        super().save_model(request, obj, form, change)
        kind = self._EVENTS.get(Story.State(obj.state))
        if "state" in form.changed_data and kind is not None:
            StoryEvent.objects.create(story=obj, kind=kind, at=now, by_id=request.user.pk)
        if "embargoed_until" in form.changed_data:
            StoryEvent.objects.create(
                story=obj, kind=StoryEvent.Kind.EMBARGOED, at=now, by_id=request.user.pk
            )


@admin.register(Relation)
class RelationAdmin(Kept):
    """Who took from whom."""

    list_display = ("article", "kind", "of", "share", "agency", "verdict")
    list_filter = ("kind", "verdict")
    list_select_related = ("article", "of")


@admin.register(Proposal)
class ProposalAdmin(Rows):
    """What may be a translation of what; its state is an editor's."""

    list_display = ("article", "of", "certainty", "state", "made_at")
    list_filter = ("state",)
    list_select_related = ("article", "of")
    readonly_fields = ("article", "of", "certainty", "evidence", "made_at")


@admin.register(Finding)
class FindingAdmin(Rows):
    """Findings, to be accepted or dismissed with a reason."""

    list_display = ("check_id", "severity", "state", "article", "source_words", "copy_words")
    list_filter = ("state", "severity", "check_id")
    search_fields = ("message", "source_words", "copy_words", "article__headline")
    list_select_related = ("article",)
    fields = ("check_id", "severity", "message", "source_words", "copy_words", "repair", "state", "judgement")
    readonly_fields = ("check_id", "severity", "message", "source_words", "copy_words", "repair")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Findings come from the check alone."""
        return False

    def save_model(self, request: HttpRequest, obj: Finding, form: ModelForm[Finding], change: bool) -> None:  # noqa: FBT001
        """Keep who judged, and when; have the story's page baked."""
        obj.judged_by_id, obj.judged_at = request.user.pk, timezone.now()
        obj.version += 1
        super().save_model(request, obj, form, change)
        Story.objects.filter(articles=obj.article).update(bake_due_at=timezone.now())


class FormInline(Table):
    """The printed forms of an utterance."""

    model = Form
    extra = 0
    can_delete = False
    fields = ("words", "standing", "first_seen")
    readonly_fields = fields


@admin.register(Utterance)
class UtteranceAdmin(Kept):
    """The quote ledger."""

    list_display = ("__str__", "speaker", "first_seen")
    search_fields = ("speaker", "forms__words")
    inlines = (FormInline,)


@admin.register(SearchEntry)
class SearchEntryAdmin(Kept):
    """What readers can search."""

    list_display = ("story", "people")
    search_fields = ("headline", "people")


@admin.register(Account)
class AccountAdmin(Rows):
    """Accounts on other networks; their secrets are never shown."""

    list_display = ("name", "network", "state", "paused_until", "note")
    list_filter = ("network", "state")


@admin.register(Reply)
class ReplyAdmin(Rows):
    """Readers' replies."""

    list_display = ("__str__", "story", "state", "held_for", "written_at")
    list_filter = ("state", "origin")
    search_fields = ("name", "text")
    list_select_related = ("story",)


@admin.register(Act)
class ActAdmin(Kept):
    """What people did at the desk; nobody changes or deletes it."""

    list_display = ("at", "by_name", "kind", "about", "reason")
    list_filter = ("kind", "by_name")
    search_fields = ("about", "reason")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's signature
        """Nobody deletes what was done."""
        return False


@admin.register(Dismissal)
class DismissalAdmin(Kept):
    """Patterns that are not shown again; deleting one shows them again from the next check on."""

    list_display = ("check_id", "source_words", "copy_words", "reason", "by", "at")
    list_filter = ("check_id",)
    search_fields = ("source_words", "copy_words", "reason")


@admin.register(SecondFactor)
class SecondFactorAdmin(Kept):
    """Who has a second factor, since when; deleting one lets its owner in with the password alone."""

    list_display = fields = ("user", "confirmed_at")


@admin.register(Organisation)
class OrganisationAdmin(Kept):
    """Organisations as articles name them."""

    list_display = ("name", "first_outlet", "sure")
    list_filter = ("sure",)
    search_fields = ("name",)


@admin.register(Subscriber)
class SubscriberAdmin(Kept):
    """Who takes the newsletter; no address can be seen here."""

    list_display = ("pk", "state", "rhythm", "asked_at", "confirmed_at", "note")
    list_filter = ("state", "rhythm")


@admin.register(Delivery)
class DeliveryAdmin(Kept):
    """What went to whom, and what became of it."""

    list_display = ("pk", "issue", "subscriber", "state", "tried_at", "error")
    list_filter = ("state",)
    list_select_related = ("issue", "subscriber")


for model in (
    ArticleVersion, Form, Printing, Post, Lease, SignInCount, StoryEvent, Mention, ReplyMail, ReplyRule, ReplyWord,
    Naming, Issue, Browser, Note,
):  # fmt: skip
    admin.site.register(model, Kept)
admin.site.register(Correction)
