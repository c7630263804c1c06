"""Servers for one test run: a PostgreSQL that trusts its memory and a Valkey that keeps nothing.

Two ways in. `python -m config.embedded.testing -- COMMAND` runs a command with `DATABASE_URL` and
`REDIS_URL` set and stops the servers afterwards. `ensure_services()` is for `tests/conftest.py`: it
must be called at import, before Django's settings load.
"""

import atexit
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from config.embedded.children import stop_all
from config.embedded.failures import Failure
from config.embedded.postgres import THROWAWAY_SETTINGS, Postgres, database_url
from config.embedded.privileges import before_exec, owner_of_servers
from config.embedded.valkey import Valkey, redis_url

PREFIX = "mastery-test-"
OURS = "EMBEDDED_TEST_SERVICES"  # set for what runs on servers started here
STOP_SECONDS = 5.0
SETTLED_SECONDS = 60.0  # a younger directory may not have been locked yet


def sweep_abandoned() -> None:
    """Remove the directories of earlier runs that were killed: those whose lock nobody holds."""
    for path in Path("/tmp").glob(f"{PREFIX}*"):  # noqa: S108 - only our own directories
        with suppress(OSError), (path / "lock").open("r+") as lock:
            if time.time() - path.stat().st_ctime < SETTLED_SECONDS:
                continue
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)


class TestServices:
    """Temporary servers with everything they write in one directory."""

    __test__ = False

    def __init__(self, *, postgres: bool) -> None:
        """Make the directory; sockets lie in it, so its path has to be short."""
        self.directory = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
        self.lock = (self.directory / "lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        if owner_of_servers() is not None:
            self.directory.chmod(0o711)
        self.servers: list[Postgres | Valkey] = []
        logs = self.directory / "logs"
        here = self.directory
        if postgres:
            log = logs / "postgres.log"
            self.servers.append(Postgres(here / "pg", here, log, THROWAWAY_SETTINGS))
        self.servers.append(Valkey(here / "valkey", here, logs / "valkey.log", keep=False))

    def start(self) -> None:
        """Start the servers and name them in the environment. Raises Failure."""
        for server in self.servers:
            server.start()
        for server in self.servers:
            server.wait()
        if any(isinstance(server, Postgres) for server in self.servers):
            os.environ["DATABASE_URL"] = database_url(self.directory)
        os.environ["REDIS_URL"] = redis_url(self.directory)
        os.environ[OURS] = "1"
        os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))

    def stop(self) -> None:
        """Stop the servers and remove what they wrote."""
        stop_all([server.child for server in reversed(self.servers)], STOP_SECONDS)
        shutil.rmtree(self.directory, ignore_errors=True)
        self.lock.close()


def ensure_services() -> None:
    """Make sure that `DATABASE_URL` and `REDIS_URL` name servers, starting them when need be.

    They are stopped when the interpreter ends, however it ends. Workers of pytest-xdist share the
    PostgreSQL of their parent, in which each has a database of its own, and get their own Valkey,
    since they would empty each other's. Servers named from outside are used as they are.
    """
    worker = bool(os.environ.get("PYTEST_XDIST_WORKER"))
    if "DATABASE_URL" in os.environ and not (worker and os.environ.get(OURS)):
        return
    if not worker:
        sweep_abandoned()
    services = TestServices(postgres="DATABASE_URL" not in os.environ)
    atexit.register(services.stop)
    services.start()


def run_with_services(command: list[str]) -> int:
    """Run the command on fresh servers and return its exit code."""
    sweep_abandoned()
    services = TestServices(postgres=True)

    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    try:
        services.start()
        with subprocess.Popen(command, preexec_fn=before_exec(signal.SIGTERM)) as process:
            try:
                return process.wait()
            except BaseException:
                process.terminate()
                raise
    finally:
        services.stop()


def main(arguments: list[str]) -> int:
    """Run `-- COMMAND`; the exit code is the command's."""
    if arguments[:1] != ["--"] or len(arguments) < 2:
        print("usage: python -m config.embedded.testing -- COMMAND [ARGUMENT ...]", file=sys.stderr)
        return 2
    try:
        return run_with_services(arguments[1:])
    except Failure as failure:
        print(failure, file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
