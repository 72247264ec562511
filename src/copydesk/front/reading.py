"""The addresses of the pages on which readers ask for the newsletter."""

from __future__ import annotations

from django.urls import path

from copydesk.front import newsletter

urlpatterns = [
    path("", newsletter.ask_view),
    path("asked/", newsletter.asked_view),
    path("confirm/<str:token>/", newsletter.confirm_view),
    path("mine/<str:token>/", newsletter.mine_view),
    path("leave/<str:token>/", newsletter.leave_view),
]
