"""Which addresses Django answers; everything else is a baked file."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from copydesk.front import (
    numbers,  # noqa: F401 - registers <row:number>
    telling,
)
from copydesk.front.health import healthz
from copydesk.front.previewing import preview_view
from copydesk.front.programs import check_view, document_view, nothing_view
from copydesk.front.sayings import person_view, quotation_view
from copydesk.front.searching import search_view
from copydesk.front.topics import feed_view, organisation_view, topic_view

urlpatterns = [
    path("admin/login/", RedirectView.as_view(pattern_name="desk-login", query_string=True)),
    path("desk/", include("copydesk.front.desk.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("search/", search_view, name="search"),
    path("quotation/<row:number>/", quotation_view, name="quotation"),
    path("person/<str:name>/", person_view, name="person"),
    path("topic/<str:name>/", topic_view, name="topic"),
    path("organisation/<str:name>/", organisation_view, name="organisation"),
    path("preview/<row:number>-<slug:mark>.png", preview_view, name="preview"),
    path("feeds/<str:kind>/<str:name>/<str:form>", feed_view, name="feed"),
    path("reply/", include("copydesk.front.replying")),
    path("newsletter/", include("copydesk.front.reading")),
    path("api/v1/check", check_view, name="check"),
    path("api/v1/stories", telling.stories_view),
    path("api/v1/stories/<row:number>", telling.story_view),
    path("api/v1/stories/<row:number>/ninjs", telling.ninjs_view),
    path("api/v1/outlets", telling.outlets_view),
    path("api/v1/quotations/<row:number>", telling.quotation_view),
    path("api/v1/search", telling.search_view),
    path("api/v1/openapi.json", document_view, name="openapi"),
    re_path(r"^api/", nothing_view),
]
