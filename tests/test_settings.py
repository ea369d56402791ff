"""The settings as they come out of an environment; each test runs the file anew and leaves the settings in force alone."""

import logging
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.environment import DEFAULTS, ROOT, desk_environment

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name, value in desk_environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def read_settings() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tracker" / "settings.py"))


@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_variable_is_an_unset_one(environment: pytest.MonkeyPatch, value: str) -> None:
    for name in [*DEFAULTS, "TRACKER_DATA_DIR"]:
        environment.setenv(name, value)
    read = read_settings()
    expected = {
        "TRACKER_DATA_DIR": ROOT / "var",
        "TRACKER_HOST": "127.0.0.1",
        "TRACKER_PORT": 8000,
        "TRACKER_PUBLISH": "all",
        "TRACKER_MAX_ARTICLE_BYTES": 5_000_000,
        "TRACKER_WORKERS": 2,
        "TRACKER_HTTPS": False,
        "TRACKER_LOG_LEVEL": logging.INFO,
        "TRACKER_LLM_URL": "",
        "TRACKER_LLM_MODEL": "",
        "TRACKER_LLM_KEY": "",
        "TRACKER_LLM_TIMEOUT": 60,
        "TRACKER_LLM_MAX_CHARS": 20_000,
        "TRACKER_LLM_DAILY_REQUESTS": 500,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "CSRF_TRUSTED_ORIGINS": [],
        "CELERY_BROKER_URL": "memory://localhost",
        "IS_DATABASE_EMBEDDED": True,
    }
    assert {name: read[name] for name in expected} == expected
    assert read["DATABASES"]["default"]["NAME"] == ROOT / "var" / "desk.sqlite3"
    assert len(read["SECRET_KEY"]) > 50


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("/srv/desk", Path("/srv/desk"), id="whole paths stay"),
        pytest.param("desk/data", ROOT / "desk" / "data", id="relative ones lie beside manage.py"),
        pytest.param("../data", ROOT.parent / "data", id="also those that lead out of it"),
        pytest.param("~/desk", Path("/users/ada/desk"), id="the home of who runs it"),
        pytest.param("/srv/~desk", Path("/srv/~desk"), id="a tilde inside a path is only a letter"),
    ],
)
def test_where_the_data_folder_is(environment: pytest.MonkeyPatch, tmp_path: Path, given: str, expected: Path) -> None:
    environment.setenv("HOME", "/users/ada")
    environment.setenv("TRACKER_DATA_DIR", given)
    environment.chdir(tmp_path)
    assert read_settings()["TRACKER_DATA_DIR"] == expected


def test_names_are_read_with_or_without_blanks(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TRACKER_ALLOWED_HOSTS", "moves.example.org, desk ,")
    environment.setenv("TRACKER_CSRF_TRUSTED_ORIGINS", "https://moves.example.org, https://desk")
    read = read_settings()
    assert read["ALLOWED_HOSTS"] == ["moves.example.org", "desk"]
    assert read["CSRF_TRUSTED_ORIGINS"] == ["https://moves.example.org", "https://desk"]


def test_a_level_may_be_written_small(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TRACKER_LOG_LEVEL", "debug")
    assert read_settings()["LOGGING"]["loggers"]["tracker"] == {"level": logging.DEBUG}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("", SQLITE_OPTIONS, id="the embedded default"),
        pytest.param("sqlite:////srv/desk.sqlite3", SQLITE_OPTIONS, id="SQLite by its address"),
        pytest.param("sqlite:////srv/desk.sqlite3?timeout=5", SQLITE_OPTIONS | {"timeout": 5}, id="what is given wins"),
        pytest.param("postgres://ada@db/desk", {"connect_timeout": 5}, id="PostgreSQL has none of them"),
        pytest.param("postgres://ada@db/desk?connect_timeout=9", {"connect_timeout": 9}, id="and what is given wins"),
    ],
)
def test_options_of_the_database(environment: pytest.MonkeyPatch, given: str, expected: dict[str, object]) -> None:
    environment.setenv("DATABASE_URL", given)
    read = read_settings()
    options = read["DATABASES"]["default"]["OPTIONS"]
    assert {name: value for name, value in options.items() if name != "factory"} == expected
    assert ("factory" in options) is read["IS_DATABASE_EMBEDDED"] is (not given)


def test_bad_values_are_told_together_one_line_each(environment: pytest.MonkeyPatch) -> None:
    bad = {
        "TRACKER_DATA_DIR": "~nobody-of-this-name/desk",
        "TRACKER_PORT": "99999",
        "TRACKER_PUBLISH": "some",
        "TRACKER_WORKERS": "two",
        "TRACKER_HTTPS": "perhaps",
        "TRACKER_LOG_LEVEL": "loud",
        "TRACKER_LLM_URL": "localhost:8080",
        "TRACKER_LLM_KEY": "two words",
        "TRACKER_LLM_TIMEOUT": "0",
        "DATABASE_URL": "desk.sqlite3",
    }
    for name, value in bad.items():
        environment.setenv(name, value)
    with pytest.raises(SystemExit) as told:
        read_settings()
    assert sorted(line.partition(": ")[0] for line in str(told.value).splitlines()) == sorted(bad)
    assert all(line.endswith(".") for line in str(told.value).splitlines())


@pytest.mark.parametrize("given", ["TRACKER_LLM_URL", "TRACKER_LLM_MODEL"])
def test_half_a_language_model_is_told(environment: pytest.MonkeyPatch, given: str) -> None:
    environment.setenv(given, "http://model")
    with pytest.raises(SystemExit, match=r"^TRACKER_LLM_URL, TRACKER_LLM_MODEL: Set both, or neither\.$"):
        read_settings()


@pytest.mark.parametrize("url", ["http://127.0.0.1:11434/v1", "http://[::1]:80/v1", "http://llm:8000/v1", "https://api.example.org/v1"])  # fmt: skip
def test_a_language_model_may_be_anywhere(environment: pytest.MonkeyPatch, url: str) -> None:
    environment.setenv("TRACKER_LLM_URL", url)
    environment.setenv("TRACKER_LLM_MODEL", "m")
    environment.setenv("TRACKER_LLM_KEY", "sk-1_a.b")
    assert read_settings()["TRACKER_LLM_URL"] == url


def test_a_command_ends_with_that_line_and_no_traceback(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "manage.py", "extract", "-"],
        cwd=ROOT,
        env=desk_environment(tmp_path, TRACKER_WORKERS="two"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (1, "TRACKER_WORKERS: Not a valid integer.\n")


def test_a_refused_host_is_one_line_of_the_log(environment: pytest.MonkeyPatch) -> None:
    """Through the configured filter: what remains of the record is its message."""
    configured = read_settings()["LOGGING"]
    (name,) = configured["loggers"]["django.security.DisallowedHost"]["filters"]
    cause = (ValueError, ValueError(), None)
    record = logging.LogRecord("django.security.DisallowedHost", logging.ERROR, "", 1, "Invalid host", None, cause)
    assert configured["filters"][name]["callback"](record)
    assert logging.Formatter("%(message)s").format(record) == "Invalid host"
