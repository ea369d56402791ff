"""Settings, all from the environment (or a `.env` file beside manage.py); `.env.example` lists every variable."""

import logging
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, cast

from csp.constants import NONE, SELF
from environs import Env, EnvValidationError, ValidationError
from marshmallow.validate import URL, OneOf, Range, Regexp

from tracker.store.data_folder import FolderMakingConnection

BASE_DIR = Path(__file__).resolve().parent.parent


class _Environment(Env):
    """The environment, where an empty variable is an unset one: so `NAME=` in a file or in compose asks for nothing."""

    def _get_value(self, env_key: str, default: Any) -> Any:  # noqa: ANN401  as the class above has it
        value = super()._get_value(env_key, default)
        return default if isinstance(value, str) and not value.strip() else value


env = _Environment(eager=False)  # bad values are collected, and told together once all are read
env.read_env(BASE_DIR / ".env", recurse=False)


@env.parser_for("folder")
def _folder(value: str) -> Path:
    """A folder by its whole path: `~` is the home of a user, and what is relative lies beside manage.py."""
    try:
        return (BASE_DIR / Path(value).expanduser()).resolve()
    except (OSError, RuntimeError) as error:  # no such user; a link to itself
        message = f"{error}."
        raise ValidationError(message) from error


@env.parser_for("names")
def _names(value: str) -> list[str]:
    """Names separated by commas, with or without blanks."""
    return [name for part in value.split(",") if (name := part.strip())]


# What the environment says -------------------------------------------------------------------------------------------
TRACKER_DATA_DIR: Path = env.folder("TRACKER_DATA_DIR", "var")
TRACKER_HOST: str = env.str("TRACKER_HOST", "127.0.0.1")
TRACKER_PORT: int = env.int("TRACKER_PORT", 8000, validate=Range(min=1, max=65535))
TRACKER_PUBLISH: str = env.str("TRACKER_PUBLISH", "all", validate=OneOf(["all", "reviewed"]))
TRACKER_MAX_ARTICLE_BYTES: int = env.int("TRACKER_MAX_ARTICLE_BYTES", 5_000_000, validate=Range(min=1))
TRACKER_WORKERS: int = env.int("TRACKER_WORKERS", 2, validate=Range(min=1, max=64))
TRACKER_SECRET_KEY: str = env.str("TRACKER_SECRET_KEY", "")
TRACKER_HTTPS: bool = env.bool("TRACKER_HTTPS", False)
TRACKER_LOG_LEVEL: int = env.log_level("TRACKER_LOG_LEVEL", logging.INFO)
TRACKER_LLM_URL: str = env.str("TRACKER_LLM_URL", "", validate=URL(schemes={"http", "https"}, require_tld=False))
TRACKER_LLM_MODEL: str = env.str("TRACKER_LLM_MODEL", "")
# It goes into a header.
TRACKER_LLM_KEY: str = env.str(
    "TRACKER_LLM_KEY", "", validate=Regexp(r"[!-~]+\Z", error="Not a key: letters, digits and signs without blanks.")
)
TRACKER_LLM_TIMEOUT: int = env.int("TRACKER_LLM_TIMEOUT", 60, validate=Range(min=1, max=600))
TRACKER_LLM_MAX_CHARS: int = env.int("TRACKER_LLM_MAX_CHARS", 20_000, validate=Range(min=1))
TRACKER_LLM_DAILY_REQUESTS: int = env.int("TRACKER_LLM_DAILY_REQUESTS", 500, validate=Range(min=0, max=1_000_000_000))
DEBUG: bool = env.bool("TRACKER_DEBUG", False)
# `up` adds the address that it listens on.
ALLOWED_HOSTS: list[str] = env.names("TRACKER_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS: list[str] = env.names("TRACKER_CSRF_TRUSTED_ORIGINS", "")
CELERY_BROKER_URL: str = env.str("CELERY_BROKER_URL", "memory://localhost")
# Whether the database is the data folder's own, so that whoever holds the folder is alone with it.
IS_DATABASE_EMBEDDED: bool = not env.str("DATABASE_URL", "")
DATABASES: dict[str, dict[str, Any]] = {
    "default": {"ENGINE": "django.db.backends.sqlite3"}
    if IS_DATABASE_EMBEDDED
    else env.dj_db_url("DATABASE_URL", conn_max_age=600, conn_health_checks=True)
}

try:
    env.seal()
except EnvValidationError as error:
    messages = cast("Mapping[str, list[str]]", error.error_messages)
    raise SystemExit("\n".join(f"{name}: {' '.join(reasons)}" for name, reasons in messages.items())) from None
if bool(TRACKER_LLM_URL) != bool(TRACKER_LLM_MODEL):
    message = "TRACKER_LLM_URL, TRACKER_LLM_MODEL: Set both, or neither."
    raise SystemExit(message)

SECRET_KEY_FILE = TRACKER_DATA_DIR / "secret_key"
# Without one in the environment each process has its own, until a web server takes that of the data folder.
SECRET_KEY = TRACKER_SECRET_KEY or token_urlsafe(50)

# The frame -----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "tracker",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
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
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL = "admin:login"

# The database: the queue of record -----------------------------------------------------------------------------------
_database = DATABASES["default"]
if IS_DATABASE_EMBEDDED:
    _database["NAME"] = TRACKER_DATA_DIR / "desk.sqlite3"
    _database["OPTIONS"] = {"factory": FolderMakingConnection}
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = {
        # Without IMMEDIATE a reader that turns writer meets "database is locked", whatever the timeout.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    } | _database.get("OPTIONS", {})
if _database["ENGINE"] == "django.db.backends.postgresql":
    _database["OPTIONS"] = {"connect_timeout": 5} | _database.get("OPTIONS", {})

# The broker: only a hint to be quick ---------------------------------------------------------------------------------
CELERY_BROKER_TRANSPORT_OPTIONS = (
    # At the default of one second a virtual transport does only `concurrency` jobs a second.
    {"polling_interval": 0.05}
    if CELERY_BROKER_URL.startswith("memory")
    else {"socket_connect_timeout": 2, "socket_timeout": 5}
)
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
SWEEP_SECONDS = 5.0
CELERY_BEAT_SCHEDULE = {
    # A sweep that nobody took within its own period is stale: the next one does the same.
    "sweep": {"task": "tracker.tasks.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}},
}

# Static files --------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Served straight from `static/`: nothing to collect, so that one command is enough.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Safety --------------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRACKER_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# A body larger than an article may be is refused before it is read; files go through a temporary file.
DATA_UPLOAD_MAX_MEMORY_SIZE = TRACKER_MAX_ARTICLE_BYTES + 100_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# The API -------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.DjangoModelPermissionsOrAnonReadOnly"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
REST_KNOX = {"TOKEN_TTL": None, "AUTO_REFRESH": False}
SPECTACULAR_SETTINGS = {
    "TITLE": "The Moves Desk",
    "DESCRIPTION": "Departures and appointments of executives, each tied to the words that state it.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # In the order of the addresses, moves first; and choices say themselves.
    "SORT_OPERATIONS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}


# Logs ----------------------------------------------------------------------------------------------------------------
def _without_traceback(record: logging.LogRecord) -> bool:
    """A request for a host that is not ours is no fault of the desk: one line tells all of it."""
    record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:7} {name}: {message}", "style": "{"}},
    "filters": {"without_traceback": {"()": "django.utils.log.CallbackFilter", "callback": _without_traceback}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "tracker": {"level": TRACKER_LOG_LEVEL},
        "django.security.DisallowedHost": {"filters": ["without_traceback"]},
    },
}
