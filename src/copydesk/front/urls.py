"""Which addresses Django answers; everything else is a baked file."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from copydesk.front.health import healthz

urlpatterns = [path("admin/", admin.site.urls), path("healthz", healthz, name="healthz")]
