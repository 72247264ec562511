"""The desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk: models, workers and the editor's queue."""

    name = "copydesk.desk"
    label = "desk"
    verbose_name = "Desk"
