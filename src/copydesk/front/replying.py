"""The addresses of the pages on which readers reply."""

from __future__ import annotations

from django.urls import path

from copydesk.front import replies

urlpatterns = [
    path("webmention/", replies.webmention_view),
    path("<int:number>/", replies.reply_view),
    path("<int:number>/to/<int:parent>/", replies.reply_view),
    path("report/<int:number>/", replies.report_view),
    path("mine/<str:token>/", replies.mine_view),
    path("confirm/<str:token>/", replies.confirm_view),
]
