"""Readers' replies, what the desk learned from them, its lists, and the mail that goes out about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from copydesk.desk.models.claimable import Claimable
from copydesk.desk.models.posting import Post
from copydesk.desk.models.stories import Story
from copydesk.desk.models.versioned import Versioned


class Reply(Versioned):
    """What a reader wrote under a story; plain text, shown only once approved."""

    class State(models.TextChoices):
        """Whether readers see it."""

        HELD = "held"
        APPROVED = "approved"
        REJECTED = "rejected"
        DELETED = "deleted", "deleted by its writer"

    class Origin(models.TextChoices):
        """Where it was written."""

        HERE = "here", "on the story's page"
        WEBMENTION = "webmention"
        NETWORK = "network", "in reply to one of our posts"
        IMPORT = "import", "in the system it was imported from"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="replies")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=100)
    email_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    sealed = models.BinaryField(
        blank=True,
        default=b"",
        editable=False,
        help_text="The address until mail is sent; the key is elsewhere.",
    )
    sealed_key_id = models.CharField(max_length=40, blank=True, editable=False)
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    subnet_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    text = models.TextField(max_length=10_000)
    text_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.HERE)
    link = models.URLField(max_length=2000, blank=True)
    post = models.ForeignKey(
        Post,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replies",
        help_text="The post of ours below which it was written.",
    )
    key = models.CharField(
        max_length=80,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="Keeps it from coming twice.",
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    held_for = models.CharField(max_length=400, blank=True, help_text="Why it waits for an editor.")
    learned = models.CharField(max_length=8, blank=True, editable=False, help_text="As what its words count.")
    likely_refused = models.FloatField(
        default=0.5, help_text="As word-Bayes has it, 0 to 1; orders the queue."
    )
    reports = models.PositiveIntegerField(
        default=0, help_text="Readers who reported it since it was decided."
    )
    reporters = models.JSONField(
        default=list, blank=True, editable=False, help_text="Hashes of their subnets."
    )
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("written_at",)
        verbose_name_plural = "replies"
        indexes = (models.Index(fields=("state", "written_at"), name="reply_queue"),)

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    def seen_by(self, subnet_hash: str) -> bool:
        """Note who reports it; say whether that is somebody new. The row is not saved."""
        if subnet_hash in self.reporters:
            return False
        self.reporters = [*self.reporters, subnet_hash][-50:]
        return True


class ReplyWord(models.Model):
    """In how many replies a word stood that the desk showed and refused; the empty word counts the replies."""

    word = models.CharField(max_length=40, unique=True)
    shown = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.word}: {self.shown} shown, {self.refused} refused"


class ReplyRule(models.Model):
    """One line of the desk's lists: an address, a subnet, a host or a word, and what it means."""

    class Kind(models.TextChoices):
        """What is listed."""

        EMAIL = "email", "e-mail address"
        SUBNET = "subnet", "subnet"
        HOST = "host", "host of a link"
        WORD = "word", "word"

    class Verdict(models.TextChoices):
        """What it means."""

        BLOCK = "block", "refuse"
        HOLD = "hold", "hold"
        ALLOW = "allow", "show"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=200, help_text="A hash for addresses and subnets.")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="Subnets are forgotten then.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "value"), name="reply_rule_once"),)

    def __str__(self) -> str:
        return f"{self.verdict} {self.kind} {self.value[:60]}"


class ReplyMail(Claimable):
    """A mail to somebody who replied; gone once it is sent, with the address it went to."""

    class Kind(models.TextChoices):
        """What it tells."""

        SHOWN = "shown", "the reply is on the page"
        ANSWERED = "answered", "somebody answered it"

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="mails")
    answer = models.ForeignKey(Reply, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    error = models.TextField(blank=True)

    key = models.CharField(max_length=60, unique=True, help_text="Keeps it from going twice.")

    def __str__(self) -> str:
        return f"{self.kind}: {self.reply}"


class Mention(Claimable):
    """A page that says it links to a story of ours; fetched before anybody believes it."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="mentions")
    source = models.CharField(max_length=2000)
    source_hash = models.CharField(max_length=64)
    target = models.CharField(max_length=2000)
    told_at = models.DateTimeField()
    error = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("story", "source_hash"), name="mention_once"),)

    def __str__(self) -> str:
        return f"{self.source} mentions {self.target}"
