"""Django's settings for a worker: those of the site, without what only the desk's pages need.

A worker answers nobody, so it has no admin, no sessions and no middleware; that is a tenth of its memory.
The tables of the apps left out here are made by `migrate` under the site's own settings.
"""

from __future__ import annotations

from copydesk.desk.configuration import *  # noqa: F403 - the same settings, but for the two below

INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "copydesk.desk", "copydesk.front"]
MIDDLEWARE = []
