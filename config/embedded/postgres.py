"""The embedded PostgreSQL: made once, reached through a socket that only its owner can open."""

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from urllib.parse import quote

from config.embedded.binaries import BUILTIN_LOCALES_SINCE, PostgresBinaries, find_postgres
from config.embedded.children import POLL, Child
from config.embedded.failures import Failure
from config.embedded.privileges import before_exec, owner_of_servers

USER = "mastery"
DATABASE = "mastery"
RECOVERY_SECONDS = 60.0  # after a crash the server replays its log before it answers
ORPHAN_SECONDS = 10.0  # how long a server whose supervisor was killed may take to end

# Errors must not quote rows or statements into the log: they hold people's words.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "shared_buffers": "96MB",
    "max_connections": "80",
    "random_page_cost": "1.1",
    "jit": "off",
}

# For data that a test run throws away: nothing waits for the disk.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


def database_url(sockets: Path) -> str:
    """Return the address of the embedded database, as both libpq and Django understand it."""
    return f"postgres://{USER}@/{DATABASE}?host={quote(str(sockets))}"


def locale_options(major: int) -> list[str]:
    """Return what gives the cluster code point order with Unicode letters, by version."""
    if major >= BUILTIN_LOCALES_SINCE:
        return ["--locale-provider=builtin", "--locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def run_once(command: list[str], log: Path, given: str = "") -> None:
    """Run one of PostgreSQL's programs to its end. Raises Failure when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        answer = subprocess.run(
            command,
            input=given.encode(),
            stdout=output,
            stderr=output,
            preexec_fn=before_exec(signal.SIGKILL, leave_root=True),
            check=False,
        )
    if answer.returncode != 0:
        raise Failure(f"{Path(command[0]).name} failed; its log is {log}")


def make_cluster(binaries: PostgresBinaries, directory: Path, log: Path) -> None:
    """Make the cluster and its database; it appears under its name only when it is complete."""
    unfinished = directory.with_name(f"{directory.name}.unfinished")
    rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    if (owner := owner_of_servers()) is not None:
        os.chown(unfinished, owner, -1)
    initdb = [binaries.program("initdb"), "-D", str(unfinished), "-U", USER, "-E", "UTF8"]
    run_once([*initdb, "--auth=trust", "-N", *locale_options(binaries.major)], log)
    single = [binaries.program("postgres"), "--single", "-D", str(unfinished), "-F", "postgres"]
    run_once(single, log, given=f"CREATE DATABASE {DATABASE}\n")
    unfinished.rename(directory)


def require_same_version(binaries: PostgresBinaries, directory: Path) -> None:
    """Raise Failure when the cluster was made by another major version than the one found."""
    made_by = (directory / "PG_VERSION").read_text().strip()
    if made_by != str(binaries.major):
        raise Failure(
            f"{directory} was made by PostgreSQL {made_by}, and {binaries.major} was found: "
            "name the right one in PG_BIN, or use another --data."
        )


def require_owner(directory: Path) -> None:
    """See to it that the cluster belongs to the user that the server will run as.

    That is root or `nobody` where root starts it, by what the kernel allows at the time. Raises
    Failure when it is anybody else's.
    """
    nobody = owner_of_servers()
    wanted = os.geteuid() if nobody is None else nobody
    found = directory.stat().st_uid
    if found == wanted:
        return
    if os.geteuid() != 0 or found not in {0, pwd.getpwnam("nobody").pw_uid}:
        raise Failure(f"{directory} belongs to another user: start as that user, or use --data.")
    for path in (directory, *directory.rglob("*")):
        os.chown(path, wanted, -1, follow_symlinks=False)


def recorded_server(directory: Path) -> int | None:
    """Return the process that the cluster's lock file names, or None."""
    with suppress(OSError, ValueError, IndexError):
        return int((directory / "postmaster.pid").read_text().splitlines()[0])
    return None


def end_orphan(directory: Path) -> None:
    """End a server that outlived its supervisor, and drop the lock file of one that is gone.

    Our own lock on the data directory is held by now, so any other server on it is an orphan. A
    number that has passed to another process must neither be signalled nor stop the start.
    """
    proc = Path("/proc/self")
    deadline = time.monotonic() + ORPHAN_SECONDS
    while (pid := recorded_server(directory)) and proc.exists():
        try:
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            arguments = []
        if os.fsencode(directory) not in arguments:
            (directory / "postmaster.pid").unlink(missing_ok=True)
            return
        if time.monotonic() > deadline:
            raise Failure(f"PostgreSQL on {directory} is still running as process {pid}; end it.")
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        time.sleep(0.1)


class Postgres:
    """The server of one cluster, made on first use."""

    def __init__(
        self, directory: Path, sockets: Path, log: Path, extra: Mapping[str, str] | None = None
    ) -> None:
        """Prepare the command; nothing runs yet. Raises Failure when no program is found."""
        self.binaries = find_postgres()
        self.directory = directory
        self.sockets = sockets
        settings = {**SETTINGS, **(extra or {}), "unix_socket_directories": str(sockets)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.child = Child(
            "PostgreSQL",
            [self.binaries.program("postgres"), "-D", str(directory), *options],
            os.environ,
            log,
            stop_signal=signal.SIGINT,
            kill_signal=signal.SIGQUIT,
            leave_root=True,
        )

    def start(self) -> None:
        """Start the server without waiting for it, making the cluster when there is none."""
        if self.directory.exists():
            require_owner(self.directory)
            require_same_version(self.binaries, self.directory)
            end_orphan(self.directory)
            for leftover in self.sockets.glob(".s.PGSQL.*"):
                leftover.unlink(missing_ok=True)
        else:
            make_cluster(self.binaries, self.directory, self.child.log)
        self.child.start()

    def ready(self) -> bool:
        """Whether the server accepts connections."""
        try:
            lines = (self.directory / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def wait(self) -> None:
        """Wait until the server accepts connections. Raises Failure when it ends or stays away."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        while not self.ready():
            if not self.child.running:
                raise self.child.failure()
            if time.monotonic() > deadline:
                raise Failure(f"PostgreSQL does not answer; its log is {self.child.log}")
            time.sleep(POLL)
