"""`manage.py up`: the whole desk in one process, from an empty folder."""

import logging
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError
from itertools import chain, count
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, transaction
from django.utils.crypto import get_random_string
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from tracker.enums import Source
from tracker.management.addresses import address_of, host_names, is_wildcard
from tracker.management.embedded import embedded_worker
from tracker.store.articles import register
from tracker.store.data_folder import DataFolderError, DataFolderHeldError, held_data_folder, keep_secret_key
from tracker.store.originals import drop_leftovers
from tracker.store.queue import free_leases

EX_TEMPFAIL = 75
PORTS = range(1, 65536)
ADMINISTRATOR = "admin"


class Command(BaseCommand):
    help = "Run the desk: prepare the database, serve the web and read articles, in this one process."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.TRACKER_HOST, help="address to listen on (TRACKER_HOST)")
        parser.add_argument("--port", type=_port, default=settings.TRACKER_PORT, help="port (TRACKER_PORT)")

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
        except DataFolderError as error:
            raise CommandError(str(error)) from error

    def _serve(self, folder: Path, host: str, port: int) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _leave)
        logging.getLogger("waitress").setLevel(logging.ERROR)
        prepare_start()
        server = _listen(host, port)
        self.make_administrator()
        with embedded_worker():
            self._take_seeds(folder)
            self._tell_addresses(host, port)
            try:
                server.run()  # returns on Ctrl-C and on SIGTERM
            finally:
                server.close()
                self.stdout.write("Finishing what is at work …")
                self.stdout.flush()

    def _tell_addresses(self, host: str, port: int) -> None:
        """Say where the desk is; of a wildcard address the names by which the rest of the network reaches it."""
        first, *others = [address_of(name, port) for name in host_names(host)]
        self.stdout.write(f"The Moves Desk is at {first}  (Ctrl-C ends it)")
        if is_wildcard(host):
            self.stdout.write("\n".join(["From other machines it is at", *(f"  {address}" for address in others)]))
            self.stdout.write("To reach it by another name, list that name in TRACKER_ALLOWED_HOSTS.")
        self.stdout.flush()

    def make_administrator(self) -> None:
        """Make the first administrator; the password is shown before the row is committed, so it cannot get lost."""
        if User.objects.filter(is_superuser=True).exists():
            return
        taken = set(User.objects.filter(username__startswith=ADMINISTRATOR).values_list("username", flat=True))
        names = chain([ADMINISTRATOR], (f"{ADMINISTRATOR}{number}" for number in count(2)))
        username = next(name for name in names if name not in taken)
        password = get_random_string(16)
        with transaction.atomic():
            User.objects.create_superuser(username, password=password)
            self.stdout.write(
                f"Sign in at /admin/ with username: {username}  password: {password}  (shown only this once)"
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


def prepare_start() -> None:
    """Bring the database and the data folder into the state that a start begins from."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        message = f"The database cannot be used: {error}"
        raise CommandError(message) from error
    if settings.IS_DATABASE_EMBEDDED:
        free_leases()  # in a database of its own server, another `up` may be at work on them: there they run out
    drop_leftovers()
    keep_secret_key()


def _listen(host: str, port: int) -> BaseWSGIServer | MultiSocketServer:
    """The web server, bound to its address; raises CommandError where it cannot be."""
    settings.ALLOWED_HOSTS = list(dict.fromkeys([*settings.ALLOWED_HOSTS, *host_names(host)]))
    try:
        return create_server(
            get_wsgi_application(),
            host=host,
            port=port,
            threads=8,
            ident=None,
            max_request_body_size=settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 20,
        )
    except OSError as error:
        reason = error.strerror
    except ValueError:
        reason = "no such address"  # waitress has it that short
    message = f"Cannot listen on {host}, port {port}: {reason}. Set another TRACKER_HOST or TRACKER_PORT."
    raise CommandError(message)


def _port(value: str) -> int:
    if value.isascii() and value.isdecimal() and int(value) in PORTS:
        return int(value)
    message = f"not a port, which is a number from {PORTS[0]} to {PORTS[-1]}: {value!r}"
    raise ArgumentTypeError(message)


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End the server's loop, once: a second signal must not break into the orderly end that the first began."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
