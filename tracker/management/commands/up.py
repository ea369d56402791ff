"""`manage.py up`: the whole desk in one process, from an empty folder."""

import logging
import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from secrets import token_urlsafe
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from waitress.server import create_server

from tracker.enums import Source
from tracker.management.embedded import embedded_worker
from tracker.store.articles import register
from tracker.store.data_folder import DataFolderHeldError, held_data_folder
from tracker.store.queue import free_leases
from tracker.wsgi import application

EX_TEMPFAIL = 75
ADMINISTRATOR = "admin"


class Command(BaseCommand):
    help = "Run the desk: prepare the database, serve the web and read articles, in this one process."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.TRACKER_HOST, help="address to listen on (TRACKER_HOST)")
        parser.add_argument("--port", type=int, default=settings.TRACKER_PORT, help="port (TRACKER_PORT)")

    def handle(self, *_: Any, host: str, port: int, **__: Any) -> None:
        try:
            with held_data_folder() as folder:
                self._serve(folder, host, port)
        except KeyboardInterrupt:
            return  # asked to leave before it served
        except DataFolderHeldError:
            self.stderr.write(
                f"Another desk is running on {settings.TRACKER_DATA_DIR}; stop it, or set TRACKER_DATA_DIR."
            )
            sys.exit(EX_TEMPFAIL)

    def _serve(self, folder: Path, host: str, port: int) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _leave)
        logging.getLogger("waitress").setLevel(logging.ERROR)
        call_command("migrate", verbosity=0, interactive=False)
        free_leases()
        try:
            server = create_server(
                application,
                host=host,
                port=port,
                threads=8,
                ident=None,
                max_request_body_size=settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 20,
            )
        except OSError as error:
            message = f"Cannot listen on {host}:{port}: {error.strerror}. Set TRACKER_PORT to another port."
            raise CommandError(message) from error
        self._make_administrator()
        with embedded_worker():
            self._take_seeds(folder)
            self.stdout.write(f"The Moves Desk is at http://{host}:{port}/  (Ctrl-C ends it)")
            self.stdout.flush()
            try:
                server.run()  # returns on Ctrl-C and on SIGTERM
            finally:
                server.close()
                self.stdout.write("Finishing what is at work …")
                self.stdout.flush()

    def _make_administrator(self) -> None:
        """Make the first administrator; the password is shown before the row is committed, so it cannot get lost."""
        if User.objects.filter(is_superuser=True).exists():
            return
        password = token_urlsafe(12)
        with transaction.atomic():
            User.objects.create_superuser(ADMINISTRATOR, password=password)
            self.stdout.write(
                f"Sign in at /admin/ with username: {ADMINISTRATOR}  password: {password}  (shown only this once)"
            )
            self.stdout.flush()

    def _take_seeds(self, folder: Path) -> None:
        marker = folder / "seeded"
        if marker.exists():
            return
        for path in sorted((settings.BASE_DIR / "seeds").iterdir()):
            if path.is_file() and not path.name.startswith("."):
                with path.open("rb") as file:
                    register(path.name, file, Source.COMMAND)
        marker.touch()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End the server's loop, once: a second signal must not break into the orderly end that the first began."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
