"""The front as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """What readers see."""

    name = "copydesk.front"
    label = "front"
    verbose_name = "Front"
