"""The addresses of the desk's pages."""

from __future__ import annotations

from django.urls import path

from copydesk.front.desk import account, acting, adding, replies, signing, views

urlpatterns = [
    path("", views.queue_view, name="desk"),
    path("pulse/", views.pulse_view),
    path("login/", signing.sign_in, name="desk-login"),
    path("login/code/", signing.code_view),
    path("account/", account.account_view),
    path("account/<slug:act>/", account.account_act),
    path("logout/", signing.sign_out),
    path("stories/", views.stories_view),
    path("story/<int:number>/", views.story_view),
    path("story/<int:number>/merge/", views.merge_view),
    path("story/<int:number>/do/<slug:act>/", acting.story_act),
    path("article/<int:number>/", views.article_view),
    path("finding/<int:number>/<slug:act>/", acting.finding_act),
    path("utterance/<int:number>/speaker/", acting.speaker_act),
    path("sources/", views.sources_view),
    path("sources/add/", adding.choose_view),
    path("sources/look/", adding.look_act),
    path("sources/watch/", adding.watch_act),
    path("sources/list/", adding.list_act),
    path("source/<int:number>/", views.source_view),
    path("source/<int:number>/rules/", acting.rules_act),
    path("source/<int:number>/do/<slug:act>/", acting.source_act),
    path("post/<int:number>/retry/", acting.retry_act),
    path("replies/", replies.replies_view),
    path("replies/do/", replies.replies_act),
    path("replies/lists/", replies.lists_view),
    path("replies/lists/do/", replies.lists_act),
    path("log/", views.log_view),
    path("act/<int:number>/undo/", acting.undo_act),
]
