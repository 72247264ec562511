"""The addresses of the desk's pages."""

from __future__ import annotations

from django.urls import path

from copydesk.front import numbers  # noqa: F401 - registers <row:number>
from copydesk.front.desk import account, accounts, acting, adding, newsletter, replies, signing, views

urlpatterns = [
    path("", views.queue_view, name="desk"),
    path("pulse/", views.pulse_view),
    path("login/", signing.sign_in, name="desk-login"),
    path("login/code/", signing.code_view),
    path("account/", account.account_view),
    path("account/<slug:act>/", account.account_act),
    path("logout/", signing.sign_out),
    path("stories/", views.stories_view),
    path("story/<row:number>/", views.story_view),
    path("story/<row:number>/merge/", views.merge_view),
    path("story/<row:number>/do/<slug:act>/", acting.story_act),
    path("article/<row:number>/", views.article_view),
    path("finding/<row:number>/<slug:act>/", acting.finding_act),
    path("utterance/<row:number>/speaker/", acting.speaker_act),
    path("proposal/<row:number>/apart/", acting.apart_act),
    path("sources/", views.sources_view),
    path("sources/add/", adding.choose_view),
    path("sources/look/", adding.look_act),
    path("sources/watch/", adding.watch_act),
    path("sources/list/", adding.list_act),
    path("source/<row:number>/", views.source_view),
    path("source/<row:number>/rules/", acting.rules_act),
    path("source/<row:number>/do/<slug:act>/", acting.source_act),
    path("post/<row:number>/retry/", acting.retry_act),
    path("replies/", replies.replies_view),
    path("replies/do/", replies.replies_act),
    path("replies/lists/", replies.lists_view),
    path("replies/lists/do/", replies.lists_act),
    path("newsletter/", newsletter.newsletter_view),
    path("accounts/", accounts.accounts_view),
    path("accounts/add/", accounts.add_view),
    path("accounts/connect/", accounts.connect_act),
    path("accounts/granted/", accounts.granted_view),
    path("accounts/<row:number>/", accounts.account_view),
    path("accounts/<row:number>/rules/", accounts.rules_act),
    path("accounts/<row:number>/do/<slug:act>/", accounts.account_act),
    path("log/", views.log_view),
    path("act/<row:number>/undo/", acting.undo_act),
]
