"""The second factor of those who sign in: a secret shared with an app on their phone, and codes on paper."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    """What an account proves beside its password; it counts once it is confirmed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor"
    )
    sealed = models.BinaryField(help_text="The secret, AES-256-GCM; the key is not in the database.")
    key_id = models.CharField(max_length=32)
    last_step = models.BigIntegerField(default=0, help_text="The half-minute whose code was used last.")
    spare = models.JSONField(default=list, blank=True, help_text="Hashes of the codes on paper not used yet.")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"second factor of {self.user}"
