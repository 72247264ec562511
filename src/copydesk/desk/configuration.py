"""Django's settings, made from Copydesk's own; Django reads this module, nobody else imports it."""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit

from copydesk.desk.secrets import secret_key
from copydesk.settings import load

SITE = load(os.environ)


def _database() -> dict[str, object]:
    """Return Django's description of the database that the settings name."""
    if not SITE.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": SITE.site_folder / "copydesk.sqlite3",
            "TEST": {"NAME": SITE.site_folder / "test.sqlite3"},
            "OPTIONS": {
                "timeout": SITE.database_wait,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(SITE.database_url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "connect_timeout": max(1, int(SITE.database_wait)),
            "options": f"-c lock_timeout={max(1, int(SITE.database_wait * 1000))}",
        },
    }


_HOSTS = [host.strip() for host in SITE.allowed_hosts.split(",") if host.strip()]
_PUBLIC = urlsplit(SITE.site_url).hostname or "localhost"

SECRET_KEY = secret_key(SITE.site_folder)
DEBUG = False
_DESK = [host.strip() for host in SITE.desk_hosts.split(",") if host.strip()]
ALLOWED_HOSTS = [*_HOSTS, *_DESK, _PUBLIC, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE.site_url, *(f"https://{host}" for host in _DESK)]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "copydesk.desk",
    "copydesk.front",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "copydesk.front.desk.signing.gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE.site_folder / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{_PASSWORDS}.NumericPasswordValidator"},
]
ROOT_URLCONF = "copydesk.front.urls"
LANGUAGE_CODE = SITE.site_language
USE_TZ = True
TIME_ZONE = SITE.time_zone
STATIC_URL = "/static/"
STATIC_ROOT = SITE.site_folder / "static"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 7 * 24 * 3600  # an editor signs in once a week
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "copydesk.front.desk.access.forged"
LOGIN_URL = "/desk/login/"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE.site_url.startswith("https:")
if SESSION_COOKIE_SECURE:
    # the prefix has browsers refuse such a cookie from another host, or without https
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING_CONFIG = None
