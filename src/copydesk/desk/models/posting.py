"""Accounts on other networks, and the posts made there."""

from __future__ import annotations

from django.db import models

from copydesk.desk.models.claimable import Claimable
from copydesk.desk.models.stories import Story


class Account(models.Model):
    """One account on one network; its secret is stored encrypted, its key elsewhere."""

    class State(models.TextChoices):
        """Whether it can be used."""

        CONNECTED = "connected"
        PAUSED = "paused"
        DISCONNECTED = "disconnected"

    network = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State.choices, default=State.CONNECTED)
    secret = models.BinaryField(blank=True, default=b"", editable=False)
    secret_key_id = models.CharField(max_length=40, blank=True, editable=False)
    rules = models.JSONField(default=dict, blank=True, help_text="Which stories go here, and when.")
    since = models.DateTimeField(
        null=True, blank=True, help_text="Stories published before are not posted; empty for none at all."
    )
    paused_until = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(
        null=True, blank=True, help_text="When its secret runs out; empty where nobody knows."
    )
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("network", "name"), name="account_once"),)

    def __str__(self) -> str:
        return f"{self.name} on {self.network}"


class Post(Claimable):
    """One message on one network: its bytes are frozen before the first attempt to send."""

    class State(models.TextChoices):
        """Where it stands; `unconfirmed` is read back before anything is sent again."""

        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        UNCONFIRMED = "unconfirmed"
        FAILED = "failed"
        CORRECTED = "corrected"
        WITHDRAWN = "withdrawn"

    class Order(models.TextChoices):
        """What is to be done to a post that was sent."""

        EDIT = "edit"
        WITHDRAW = "withdraw"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="posts")
    story_version = models.PositiveIntegerField(default=1)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="posts")
    key = models.CharField(max_length=64, unique=True, help_text="Made from story, version and account.")
    rendered = models.BinaryField(help_text="The bytes as they go out.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    order = models.CharField(
        max_length=8, blank=True, editable=False, help_text="What is to be done to a post that was sent."
    )
    tried_at = models.DateTimeField(null=True, blank=True, help_text="When it was first sent.")
    remote_id = models.CharField(max_length=500, blank=True)
    remote_url = models.URLField(max_length=2000, blank=True)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    newsrooms = models.PositiveIntegerField(
        default=0, help_text="How many newsrooms had reported the story on their own when it was written."
    )
    grown = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="The count of newsrooms that it tells of, as a reply to the first post; 0 for any other.",
    )
    hear_at = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        editable=False,
        help_text="When replies to it are asked for next.",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("story", "story_version", "account"), name="post_once"),
        )
        indexes = (models.Index(fields=("state", "due_at"), name="post_due"),)

    def __str__(self) -> str:
        return f"{self.story} on {self.account}"
