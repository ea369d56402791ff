"""What all tests share: their own data folder and services, the marks a test gets by what it uses, and live desks."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from tests.environment import ROOT, TEST_BROKER_URL, TEST_DATABASE_URL, desk_environment
from tests.live import LiveDesk, Stack

# Django reads its settings when pytest-django sets it up, which is after this file and before any test: until then the
# environment must be ours. A worker of pytest-xdist is a process of its own and makes a folder of its own.
DATA_DIR = Path(tempfile.mkdtemp(prefix="desk-tests-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
os.environ.update(
    desk_environment(
        DATA_DIR,
        DATABASE_URL=os.environ.get(TEST_DATABASE_URL, ""),
        CELERY_BROKER_URL=os.environ.get(TEST_BROKER_URL, ""),
        TRACKER_SECRET_KEY="only for tests, where it protects nothing",
    )
)

django.setup()

ROWS_OF_MIGRATIONS = pytest.StashKey[str]()
COMMITTING_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "django_db_reset_sequences", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by what it uses, before `-m` chooses: nobody has to remember it.

    Without private services the tests that are only about them are not chosen, as by `-m "not services"`.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        folders = item.path.relative_to(ROOT).parts
        if "browser" in folders:
            item.add_marker("browser")
        elif "faults" in folders:
            item.add_marker("faults")
        elif fixtures & {"live_desk", "start_desk"}:
            item.add_marker("worker")
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
        if _flushes_the_database(item):
            marker = item.get_closest_marker("django_db")
            given: dict[str, Any] = dict(marker.kwargs) if marker else {}
            keeps_rows = pytest.mark.django_db(**given | {"transaction": True, "serialized_rollback": True})
            item.add_marker(keeps_rows, append=False)
    if not os.environ.get(TEST_DATABASE_URL):
        deselected = [item for item in items if item.get_closest_marker("services")]
        items[:] = [item for item in items if not item.get_closest_marker("services")]
        config.hook.pytest_deselected(items=deselected)


def _flushes_the_database(item: pytest.Item) -> bool:
    """Whether the test commits for real, so that all tables are emptied after it."""
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return is_marked or not COMMITTING_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After a flush, put back the rows that migrations made (the group of reviewers and its rights).

    Django does so only before the next test that commits; the others, which roll back, would miss them.
    """
    yield
    if nextitem is not None and _flushes_the_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(item.config.stash[ROWS_OF_MIGRATIONS])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest) -> None:
    """The test database, and in the stash what migrations put into it."""
    with django_db_blocker.unblock():
        request.config.stash[ROWS_OF_MIGRATIONS] = connection.creation.serialize_db_to_string()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """On SQLite a test database is a file: one in memory locks whole tables between threads, which no real desk does."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default["TEST"] = default.get("TEST", {}) | {"NAME": str(DATA_DIR / "test.sqlite3")}


@pytest.fixture(scope="session")
def stack() -> Stack:
    """What this run of the tests stands on."""
    return Stack.SERVICES if os.environ.get(TEST_DATABASE_URL) else Stack.EMBEDDED


@pytest.fixture(scope="module")
def live_desk(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    """A running desk in processes of its own, with the seed, for all tests of one file; see LiveDesk for its face."""
    desk = LiveDesk(tmp_path_factory.mktemp("desk"), stack)
    try:
        desk.start()
        yield desk
    finally:
        desk.close()


@pytest.fixture
def start_desk(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., LiveDesk]]:
    """Starts desks for one test: `start_desk(TRACKER_PUBLISH="reviewed")`. All are stopped after it."""
    desks: list[LiveDesk] = []

    def start(**changes: str) -> LiveDesk:
        desk = LiveDesk(tmp_path_factory.mktemp("desk"), stack, **changes)
        desks.append(desk)
        desk.start()
        return desk

    try:
        yield start
    finally:
        for desk in desks:
            desk.close()
