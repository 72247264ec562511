"""What people did at the desk, what they want to see no more, and who failed to sign in."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Act(models.Model):
    """One thing that somebody did at the desk; never changed or deleted. What is undone has an act that undoes it."""

    class Kind(models.TextChoices):
        """What was done, as the log tells it."""

        APPROVED = "approved", "approved"
        HELD = "held", "held"
        EMBARGOED = "embargoed", "put under embargo"
        LIFTED = "lifted", "lifted the embargo on"
        KILLED = "killed", "killed"
        CORRECTED = "corrected", "corrected"
        FILED = "filed", "put a topic to"
        MERGED = "merged", "merged"
        SPLIT = "split", "split"
        SPEAKER = "speaker", "put a speaker right in"
        ACCEPTED = "accepted", "accepted a finding in"
        DISMISSED = "dismissed", "dismissed a finding in"
        APART = "apart", "took for no translation"
        ADDED = "added", "added"
        CONNECTED = "connected", "connected"
        FORGOTTEN = "forgotten", "forgot"
        PAUSED = "paused", "paused"
        RESUMED = "resumed", "resumed"
        RULES = "rules", "changed the rules of"
        RETRIED = "retried", "ordered another try of"
        SHOWN = "shown", "showed a reply under"
        REFUSED = "refused", "refused a reply under"
        LISTED = "listed", "put on the list for replies"
        ERASED = "erased", "erased the replies of one person"
        UNDONE = "undone", "undid"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150, help_text="Kept when the account is gone.")
    subject = models.CharField(
        max_length=60, db_index=True, help_text="What later acts must not rest on for this one to be undone."
    )
    about = models.CharField(max_length=600, blank=True, help_text="The subject in words, as it was then.")
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict, blank=True, help_text="What an undo puts back.")
    after = models.JSONField(default=dict, blank=True)
    story = models.ForeignKey(
        "desk.Story", on_delete=models.SET_NULL, null=True, blank=True, related_name="acts"
    )
    other = models.ForeignKey(
        "desk.Story", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    finding = models.ForeignKey(
        "desk.Finding", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        "desk.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="acts"
    )
    utterance = models.ForeignKey(
        "desk.Utterance", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.by_name} {self.get_kind_display()} {self.about}"


class Dismissal(models.Model):
    """A pattern that an editor does not want to see again; what fits it is dismissed as it is found."""

    pattern = models.CharField(max_length=64, unique=True, help_text="Hash of check, words and scope.")
    check_id = models.CharField(max_length=60)
    source_words = models.TextField(blank=True)
    copy_words = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.check_id}: {self.source_words} → {self.copy_words}"


class SignInCount(models.Model):
    """How often somebody failed to sign in of late: by name and address, by address, by name; as hashes."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    until = models.DateTimeField(null=True, blank=True, help_text="No try counts before this time.")

    def __str__(self) -> str:
        return f"{self.failures} failures, last {self.last_at:%Y-%m-%d %H:%M}"
