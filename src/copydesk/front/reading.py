"""The addresses of the pages on which readers ask for the newsletter, and their browsers for notes."""

from __future__ import annotations

from django.urls import path

from copydesk.front import newsletter, notes

urlpatterns = [
    path("", newsletter.ask_view),
    path("asked/", newsletter.asked_view),
    path("worker.js", notes.worker_view),
    path("browser/", notes.keep_view),
    path("browser/leave/", notes.leave_view),
    path("confirm/<str:token>/", newsletter.confirm_view),
    path("mine/<str:token>/", newsletter.mine_view),
    path("leave/<str:token>/", newsletter.leave_view),
]
