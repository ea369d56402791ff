"""The environment of the tests: every variable of the desk said aloud, none taken from the person who runs them."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# The runner names private services by these two; without them the tests use the embedded default.
TEST_DATABASE_URL = "DESK_TEST_DATABASE_URL"
TEST_BROKER_URL = "DESK_TEST_BROKER_URL"

# Settings read `.env` where a variable is missing, so each is given here, if only as the empty default.
DEFAULTS = {
    "TRACKER_HOST": "127.0.0.1",
    "TRACKER_PORT": "8000",
    "TRACKER_SECRET_KEY": "",
    "TRACKER_DEBUG": "false",
    "TRACKER_ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    "TRACKER_CSRF_TRUSTED_ORIGINS": "",
    "TRACKER_PUBLISH": "all",
    "TRACKER_MAX_ARTICLE_BYTES": "5000000",
    "TRACKER_WORKERS": "2",
    "TRACKER_HTTPS": "false",
    "TRACKER_LOG_LEVEL": "INFO",
    "TRACKER_LLM_URL": "",
    "TRACKER_LLM_MODEL": "",
    "TRACKER_LLM_KEY": "",
    "TRACKER_LLM_TIMEOUT": "60",
    "TRACKER_LLM_MAX_CHARS": "20000",
    "TRACKER_LLM_DAILY_REQUESTS": "500",
    "DATABASE_URL": "",
    "CELERY_BROKER_URL": "",
}


def desk_environment(data_dir: Path, **given: str) -> dict[str, str]:
    """A whole environment for a process of the desk that keeps its things in `data_dir`; `given` overrides the defaults.

    PATH, the locale and the like are passed on; TRACKER_*, DJANGO_*, CELERY_* and DATABASE_URL of the caller are not.
    """
    ours = ("TRACKER_", "DJANGO_", "CELERY_", "DATABASE_")
    passed_on = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return (
        passed_on | DEFAULTS | {"TRACKER_DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "tracker.settings"} | given
    )
