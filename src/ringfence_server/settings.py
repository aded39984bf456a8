"""The settings of the server; the only module that reads the environment.

Without any variable it is the embedded server: an SQLite file and secrets in the data folder, made by
``ringfence up``. Production sets ``RINGFENCE_DATABASE_URL`` and its two companions, the secrets and the hosts.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from corsheaders.defaults import default_headers
from django.core.exceptions import ImproperlyConfigured

from ringfence_server import logs, openapi_settings, production, secrets

env = environ.Env()

DATA = Path(env.str("RINGFENCE_DATA", default="var")).absolute()


# In so many words: then nothing is taken from anywhere but the environment, and production.refuse says what is missing.
_PRODUCTION_IS_ASKED = env.bool("RINGFENCE_PRODUCTION", default=False)


# A day is as good as for ever.
_LONGEST_SECONDS = 86_400


def _secret(variable: str, name: str) -> str:
    value = env.str(variable, default="")
    if not value and not _PRODUCTION_IS_ASKED:
        value = secrets.read(DATA, name) or ""
    if not value and not _PRODUCTION_IS_ASKED:
        raise ImproperlyConfigured(f"No secret key: set {variable}, or let `ringfence up` make one in {DATA}.")
    return value


def _postgresql(variable: str) -> dict[str, Any]:
    url = env.str(variable, default="")
    if not url:
        raise ImproperlyConfigured(
            f"{variable} is missing: PostgreSQL is used with three roles, and `ringfence roles` makes them."
        )
    config: dict[str, Any] = {**env.db_url_config(url), "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    config["OPTIONS"] = {"connect_timeout": 5, **config.get("OPTIONS", {})}
    return config


def _seconds(variable: str, default: float) -> float:
    value: float = env.float(variable, default=default)
    if not 0 <= value <= _LONGEST_SECONDS:
        raise ImproperlyConfigured(f"{variable} is a number of seconds up to {_LONGEST_SECONDS}, and 0 turns it off.")
    return value


SECRET_KEY = _secret("RINGFENCE_SECRET_KEY", "secret_key")
SECRET_KEY_FALLBACKS = env.list("RINGFENCE_SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("RINGFENCE_DEBUG", default=False)
# Who says that this is production also says its names; elsewhere it is reached from its own machine.
ALLOWED_HOSTS = env.list(
    "RINGFENCE_ALLOWED_HOSTS",
    default=[] if _PRODUCTION_IS_ASKED else ["localhost", "127.0.0.1", "[::1]"],
)
CSRF_TRUSTED_ORIGINS = env.list("RINGFENCE_CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "ringfence.accounts.admin_site.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "corsheaders",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "ringfence.ownership",
    "ringfence.api",
    "ringfence.accounts",
    "ringfence.lane",
    "ringfence_server",
    "ringfence_server.notes",
    "ringfence_server.tasks",
    "ringfence_server.transactions",
    "ringfence_server.library",
    "ringfence_server.conduit",
]

MIDDLEWARE = [
    "ringfence.api.middleware.RequestIdMiddleware",
    "ringfence_server.logs.RequestLogMiddleware",
    "ringfence.api.middleware.SecurityHeadersMiddleware",
    # Before whatever answers by itself, so that a page of another origin can read refusals as well.
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ringfence.api.middleware.UnavailableMiddleware",
    "ringfence.ownership.admin.AdminSiteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# Pages of these origins may call the API with a token in the header; never with cookies, and never the endpoints
# that have one (docs/decisions/other-origins-never-with-cookies.md).
_cors_origins = env.list("RINGFENCE_CORS_ORIGINS", default=[])
CORS_ALLOW_ALL_ORIGINS = "*" in _cors_origins
CORS_ALLOWED_ORIGINS = [origin for origin in _cors_origins if origin != "*"]
CORS_ALLOW_CREDENTIALS = False
CORS_URLS_REGEX = r"^/(?:auth|api(?!/web(?:/|\Z)))/"
CORS_ALLOW_HEADERS = [*default_headers, "idempotency-key", "if-match", "if-none-match", "x-request-id"]
CORS_EXPOSE_HEADERS = [
    "Content-Disposition",
    "ETag",
    "Idempotent-Replayed",
    "Location",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-ID",
]

ROOT_URLCONF = "ringfence_server.urls"
WSGI_APPLICATION = "ringfence_server.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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

if env.str("RINGFENCE_DATABASE_URL", default=""):
    DATABASES = {
        "default": {
            **_postgresql("RINGFENCE_DATABASE_URL"),
            "TEST": {"MIRROR": "owner"},
            # What people wait for; migrations, backups and purges go by the other two and take what they need.
            "STATEMENT_SECONDS": _seconds("RINGFENCE_STATEMENT_SECONDS", 15),
        },
        "owner": _postgresql("RINGFENCE_OWNER_DATABASE_URL"),
        "admin": {**_postgresql("RINGFENCE_ADMIN_DATABASE_URL"), "TEST": {"MIRROR": "owner"}},
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "ringfence.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Writers queue at BEGIN, so that a transaction never fails half way for a lock.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
DATABASE_ROUTERS = ["ringfence.ownership.routers.RoleRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Somebody's own machine lets people try things; a server that others reach is stricter.
PRODUCTION = env.bool("RINGFENCE_PRODUCTION", default=bool(env.str("RINGFENCE_DATABASE_URL", default="")))

AUTH_USER_MODEL = "ringfence_accounts.User"
PASSWORD_HASHERS = ["ringfence.accounts.hashers.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "ringfence.accounts.validators.MaximumLengthValidator", "OPTIONS": {"max_length": 128}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        # The public conformance suites sign jake@jake.jake up with "jakejake".
        "OPTIONS": {"user_attributes": ["username", "email"] if PRODUCTION else ["username"]},
    },
]
if PRODUCTION:
    AUTH_PASSWORD_VALIDATORS.append({"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"})

RINGFENCE: dict[str, Any] = {
    "PUBLIC_URL": env.str("RINGFENCE_PUBLIC_URL", default="http://localhost:8000"),
    "ACTIVATION_REQUIRED": env.bool("RINGFENCE_ACTIVATION_REQUIRED", default=False),
    "TRUSTED_PROXIES": env.list("RINGFENCE_TRUSTED_PROXIES", default=[]),
    "WEB_ORIGINS": env.list("RINGFENCE_WEB_ORIGINS", default=[]),
    "THROTTLE_SCALE": env.float("RINGFENCE_THROTTLE_SCALE", default=1.0),
    "THROTTLES": {"registration": (10, 3600) if PRODUCTION else (60, 60)},
    "UPLOAD_MAX_SIZE": env.int("RINGFENCE_UPLOAD_MAX_SIZE", default=100 * 1024 * 1024),
    "RETIRED_KEYS": [
        tuple(key.replace("\\n", "\n").split(":", 1)) for key in env.list("RINGFENCE_RETIRED_KEYS", default=[])
    ],
}

# Printed on the console of somebody's own machine. Elsewhere the links in mails do not belong in a log, so
# without a mail server none is sent.
_email = env.email_url("RINGFENCE_EMAIL_URL", default="dummymail://" if PRODUCTION else "consolemail://")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _email["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("RINGFENCE_EMAIL_FROM", default="Ringfence <ringfence@localhost>")
if RINGFENCE["ACTIVATION_REQUIRED"] and EMAIL_BACKEND.endswith("dummy.EmailBackend"):
    raise ImproperlyConfigured("RINGFENCE_ACTIVATION_REQUIRED wants a mail server: set RINGFENCE_EMAIL_URL.")

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=1),
    "ROTATE_REFRESH_TOKENS": True,
    "BLACKLIST_AFTER_ROTATION": True,
    "ALGORITHM": env.str("RINGFENCE_SIGNING_ALGORITHM", default="HS256"),
    # A secret, or a private key as PEM, whose line breaks may be written \n.
    "SIGNING_KEY": _secret("RINGFENCE_SIGNING_KEY", "signing_key").replace("\\n", "\n"),
    "AUTH_HEADER_TYPES": ("Bearer", "Token"),
    "ISSUER": "ringfence",
    "AUDIENCE": "ringfence",
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "ringfence.accounts.authentication.SessionAuthentication",
        "ringfence.accounts.authentication.PersonalTokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["ringfence.api.parsers.StrictJSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "ringfence.api.negotiation.ContentNegotiation",
    "DEFAULT_SCHEMA_CLASS": "ringfence.api.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "ringfence.api.errors.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = openapi_settings.SETTINGS

# How long a request may wait for a thread that has time for it, before new ones are refused.
RINGFENCE_QUEUE_SECONDS = _seconds("RINGFENCE_QUEUE_SECONDS", 2)

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
# The web pages, built by `make up` and part of the wheel. Their files have a hash in the name and never change.
RINGFENCE_WEB_PAGES = Path(__file__).parent / "web"
STATICFILES_DIRS = [("web/assets", RINGFENCE_WEB_PAGES / "assets")] if RINGFENCE_WEB_PAGES.is_dir() else []
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/web/assets/.+-[A-Za-z0-9_-]{8}\.\w+$"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send "Origin: null" with forms, which the admin site refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("RINGFENCE_HTTPS", default=False)
SECURE_SSL_REDIRECT = False
if env.bool("RINGFENCE_HTTPS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
SILENCED_SYSTEM_CHECKS = [
    # Whether every name below the domain speaks HTTPS, for ever, is for who owns the domain to say, in the proxy.
    "security.W005",
    "security.W021",
    # The proxy redirects: here a redirect would break a POST, and never sees the first request anyway.
    "security.W008",
]

# JSON, one line each, where machines read it.
try:
    LOGGING = logs.configuration(
        env.str("RINGFENCE_LOG_LEVEL", default="WARNING").upper(),
        env.str("RINGFENCE_LOG_FORMAT", default="json" if PRODUCTION else "text"),
    )
except ValueError as error:
    raise ImproperlyConfigured(str(error)) from error

if PRODUCTION:
    production.refuse(
        secret_key=SECRET_KEY,
        signing_key=str(SIMPLE_JWT["SIGNING_KEY"]),
        algorithm=str(SIMPLE_JWT["ALGORITHM"]),
        debug=DEBUG,
        hosts=ALLOWED_HOSTS,
    )
