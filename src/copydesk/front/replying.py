"""The addresses of the pages on which readers reply."""

from __future__ import annotations

from django.urls import path

from copydesk.front import (
    numbers,  # noqa: F401 - registers <row:number>
    replies,
)

urlpatterns = [
    path("webmention/", replies.webmention_view),
    path("<row:number>/", replies.reply_view),
    path("<row:number>/to/<row:parent>/", replies.reply_view),
    path("report/<row:number>/", replies.report_view),
    path("mine/<str:token>/", replies.mine_view),
    path("confirm/<str:token>/", replies.confirm_view),
]
