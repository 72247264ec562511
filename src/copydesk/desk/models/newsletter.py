"""Who asked for our mail or our notes, what was made for them, and what went to each."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.claimable import Claimable
from copydesk.desk.models.posting import Account, Post


class Subscriber(models.Model):
    """A reader of the newsletter; the address is sealed, its key elsewhere, and is dropped when they leave."""

    class State(models.TextChoices):
        """Whether mail goes there."""

        ASKED = "asked", "not confirmed yet"
        CONFIRMED = "confirmed"
        LEFT = "left", "wants no more mail"
        REFUSED = "refused", "its server takes no mail for it"

    class Rhythm(models.TextChoices):
        """How often mail goes there."""

        EACH = "each", "each story as it comes"
        DAILY = "daily", "one mail a day"
        WEEKLY = "weekly", "one mail a week"

    email_hash = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.BinaryField(
        blank=True, default=b"", editable=False, help_text="The address; the key is elsewhere."
    )
    sealed_key_id = models.CharField(max_length=40, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    topics = models.JSONField(default=list, blank=True, help_text="Those wanted; empty for all.")
    key = models.CharField(max_length=40, editable=False, help_text="In every link of theirs.")
    subnet_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    refusals = models.PositiveIntegerField(
        default=0, help_text="Mails in a row that its server did not take."
    )
    note = models.CharField(max_length=200, blank=True, help_text="Why no mail goes there.")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "rhythm"), name="subscriber_due"),)

    def __str__(self) -> str:
        return f"reader {self.pk}, {self.get_state_display()}"


class Issue(models.Model):
    """What goes to all who asked for it: one story, or a digest. Its words are frozen when it is made."""

    class Kind(models.TextChoices):
        """What it holds."""

        EACH = "each", "one story"
        DAILY = "daily", "a day's stories"
        WEEKLY = "weekly", "a week's stories"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="issues")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="issues")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=80, unique=True, help_text="Keeps it from being made twice.")
    content = models.BinaryField(help_text="The words as they go out.")
    made_at = models.DateTimeField()
    until = models.DateTimeField(help_text="Stories published up to then are in it.")

    def __str__(self) -> str:
        return f"issue {self.pk}, {self.get_kind_display()}"


class Delivery(Claimable):
    """One mail to one reader: a confirmation, or an issue. It says `sending` before it is handed over."""

    class State(models.TextChoices):
        """Where it stands; one that is `unconfirmed` may have gone out, and never goes out again by itself."""

        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        UNCONFIRMED = "unconfirmed"
        REFUSED = "refused"
        DROPPED = "dropped", "not wanted any more"

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    issue = models.ForeignKey(
        Issue, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    key = models.CharField(max_length=80, unique=True, help_text="Keeps it from going twice.")
    message_id = models.CharField(max_length=200, blank=True, db_index=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    tried_at = models.DateTimeField(null=True, blank=True, db_index=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = (models.Index(fields=("state", "due_at"), name="delivery_due"),)

    def __str__(self) -> str:
        return f"{self.key}, {self.state}"
