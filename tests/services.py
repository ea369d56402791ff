"""Private servers for a run of the tests: PostgreSQL and Redis on free ports, in a temporary folder, gone at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import psycopg
import redis

from tests.live import free_port

START_SECONDS = 30.0
STOP_SECONDS = 15.0
INSTALL_SECONDS = 600.0
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Several tests at once, each with desks that take a database of it.
REDIS_DATABASES = 2000
UNPRIVILEGED = "nobody"


class ServiceError(Exception):
    """A server could not be found, installed or started; the message says which and why."""


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest version's; None where there is none.

    Debian keeps them off the PATH, one folder a version.
    """
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: float(path.parts[-3]) if path.parts[-3].replace(".", "", 1).isdigit() else 0,
    )
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def find_redis() -> Path | None:
    found = shutil.which("redis-server")
    return Path(found) if found else None


def find_chromium() -> Path | None:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return Path(found) if found else None


def install(package: str) -> str:
    """Install a Debian package, as root or (with CI=true) by sudo; "" when it went well, else why not, in a few words."""
    if not shutil.which("apt-get"):
        return "this system has no apt-get: install it yourself"
    prefix: list[str] = []
    if os.geteuid() != 0:
        if os.environ.get("CI") != "true" or not shutil.which("sudo"):
            return "installing it takes root: install it yourself"
        prefix = ["sudo", "-n"]
    print(f"Installing {package} with apt-get, once ...", flush=True)
    # RUNLEVEL=1 keeps the package from starting a server of the machine's own: the tests start theirs.
    settings = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package])
    for step in steps:
        try:
            done = subprocess.run(
                [*prefix, *settings, *step], capture_output=True, text=True, check=False, timeout=INSTALL_SECONDS
            )
        except subprocess.TimeoutExpired:
            return f"{' '.join(step[:2])} took over {INSTALL_SECONDS:g} s"
        if done.returncode:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:]
            return f"{' '.join(step[:2])} failed: {' '.join(last)}"
    return ""


def version_of(program: Path) -> str:
    """The version a program prints, without its name."""
    printed = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=STOP_SECONDS)
    for word in printed.stdout.split():
        number = word.removeprefix("v=")
        if number[:1].isdigit():
            return number
    return "of unknown version"


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that an unprivileged user may enter, whatever the caller's own is like."""
    root = tempfile.gettempdir()
    parents = [Path(root), *Path(root).parents]
    if not all(parent.stat().st_mode & 0o001 for parent in parents):
        root = "/tmp"  # noqa: S108  the system's own, when TMPDIR lies in somebody's private folder
    folder = Path(tempfile.mkdtemp(prefix="desk-services-", dir=root))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def private_postgres(programs: Path, folder: Path) -> Iterator[str]:
    """A PostgreSQL of our own; yields its address. It forgets on power loss, which a test does not meet.

    initdb and postgres refuse root, so as root they run as nobody.
    """
    home = folder / "postgres"
    home.mkdir(mode=0o700)
    password = token_hex(12)
    password_file = home / "password"
    password_file.write_text(password, encoding="ascii")
    owner = pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    if os.geteuid() == 0:
        for path in (home, password_file):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    data, port = home / "data", free_port()
    made = _start(
        [
            *(str(programs / "initdb"), "--pgdata", str(data), "--username", "desk", "--encoding", "UTF8", "--no-sync"),
            *("--auth", "scram-sha-256", "--pwfile", str(password_file)),
        ],
        home,
        owner,
    )
    if made.wait(START_SECONDS * 2):
        message = f"initdb failed: {_end_of_log(home)}"
        raise ServiceError(message)
    options = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(home),
        "max_connections": "200",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    command = [str(programs / "postgres"), "-D", str(data), "-p", str(port)]
    command += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    url = f"postgres://desk:{password}@127.0.0.1:{port}/postgres"

    def connect() -> None:
        psycopg.connect(url, connect_timeout=2).close()

    with _running(command, home, owner, connect):
        yield url


@contextmanager
def private_redis(program: Path, folder: Path) -> Iterator[str]:
    """A Redis of our own; yields its address, without a database number."""
    home = folder / "redis"
    home.mkdir()
    password, port = token_hex(12), free_port()
    settings = home / "redis.conf"
    settings.write_text(
        f"bind 127.0.0.1\nport {port}\ndir {home}\nrequirepass {password}\ndatabases {REDIS_DATABASES}\n"
        'appendonly yes\nappendfsync no\nsave ""\n',
        encoding="utf-8",
    )
    url = f"redis://:{password}@127.0.0.1:{port}"

    def connect() -> None:
        with redis.Redis.from_url(url) as client:
            client.ping()

    with _running([str(program), str(settings)], home, pwd.getpwuid(os.geteuid()), connect):
        yield url


@contextmanager
def _running(command: list[str], home: Path, owner: pwd.struct_passwd, connect: Callable[[], None]) -> Iterator[None]:
    """Keep a server running in `home`; the body starts when `connect` no longer raises."""
    server = _start(command, home, owner)
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                connect()
                break
            except (psycopg.Error, redis.RedisError) as error:
                if server.poll() is not None or time.monotonic() > deadline:
                    message = f"{command[0]} does not answer ({error}): {_end_of_log(home)}"
                    raise ServiceError(message) from error
                time.sleep(0.05)
        yield
    finally:
        # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients. Redis takes it alike.
        server.send_signal(signal.SIGINT)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(STOP_SECONDS)


def _start(command: list[str], home: Path, owner: pwd.struct_passwd) -> subprocess.Popen[bytes]:
    """Start a program as `owner`, in a session of its own so that the Ctrl-C meant for the tests does not reach it."""
    changes_user = owner.pw_uid != os.geteuid()
    with (home / "log").open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=home,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=owner.pw_uid if changes_user else None,
            group=owner.pw_gid if changes_user else None,
            extra_groups=[] if changes_user else None,
        )


def _end_of_log(home: Path) -> str:
    return (home / "log").read_text(encoding="utf-8", errors="replace")[-500:].strip()
