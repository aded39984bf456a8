"""What ``django-admin startproject`` writes, REST framework and SimpleJWT as their own first pages show them.

BENCH_DATABASE is a PostgreSQL URL or the path of an SQLite file; BENCH_URLS the module of the addresses; BENCH_KEPT
keeps connections, which Django does not of itself.
"""

from __future__ import annotations

import os
from typing import Any

import environ

SECRET_KEY = os.environ["BENCH_SIGNING_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = os.environ["BENCH_URLS"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "rest_framework_simplejwt.token_blacklist",
    "benchmarks.side_by_side.contenders.tables",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
STATIC_URL = "static/"
AUTH_USER_MODEL = "tables.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True

_address = os.environ["BENCH_DATABASE"]
_database: dict[str, Any] = (
    dict(environ.Env.db_url_config(_address))
    if "://" in _address
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": _address}
)
if os.environ.get("BENCH_KEPT"):
    _database["CONN_MAX_AGE"] = None
DATABASES = {"default": _database}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 20,
}
# As Ringfence does: a refresh token is good for one refresh.
SIMPLE_JWT = {"ROTATE_REFRESH_TOKENS": True, "BLACKLIST_AFTER_ROTATION": True}
