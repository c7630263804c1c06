"""`./run manage ...`: a management command on the database of a data directory."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from config.embedded.environment import application_environment
from config.embedded.failures import Failure
from config.embedded.lock import Announcement, DataLock, join_as_guest
from config.embedded.options import Options
from config.embedded.places import ROOT, Places, socket_directory
from config.embedded.privileges import before_exec
from config.embedded.servers import Servers
from config.embedded.signals import STOPPING, on_stop_signals


def manage(options: Options, command: Sequence[str]) -> int:
    """Run the command on the servers that run, or on servers started for it; its exit code."""
    places = Places.open(options.data)
    url = f"http://127.0.0.1:{options.port}"
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return run_command(places, socket_directory(places.data), url, command)
    while True:
        if lock := DataLock.own(places):
            return manage_as_owner(places, lock, url, command)
        if joined := join_as_guest(places):
            guest, found = joined
            with guest:
                require_embedded(found)
                return run_command(places, Path(found.sockets), found.url, command)


def require_embedded(found: Announcement) -> None:
    """Raise Failure when the running start uses servers that only its own environment names."""
    for name, embedded in (("DATABASE_URL", found.postgres), ("REDIS_URL", found.valkey)):
        if not embedded and not os.environ.get(name):
            raise Failure(f"The running start uses {name}: set the same for this command.")


def manage_as_owner(places: Places, lock: DataLock, url: str, command: Sequence[str]) -> int:
    """Start the servers, run the command, and stop them once no other command uses them."""
    servers = Servers(places)
    try:
        servers.start(patient=lock.unclean)
        lock.announce(
            Announcement(
                process=os.getpid(),
                kind="manage",
                url=url,
                sockets=str(servers.sockets),
                postgres=servers.postgres is not None,
                valkey=servers.valkey is not None,
            )
        )
        code = run_command(places, servers.sockets, url, command)
        lock.wait_for_guests()
        return code
    finally:
        servers.stop()
        lock.release()


def run_command(places: Places, sockets: Path, url: str, command: Sequence[str]) -> int:
    """Run `manage.py` in the caller's terminal, which sends it Ctrl-C itself; its exit code."""
    environment = application_environment(places, sockets, url)
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *command],
        env=environment,
        preexec_fn=before_exec(signal.SIGTERM),
    )

    def pass_on(number: int, _frame: object) -> None:
        if number != signal.SIGINT:
            process.send_signal(number)

    before = {number: signal.getsignal(number) for number in STOPPING}
    on_stop_signals(pass_on)
    code = process.wait()
    for number, handler in before.items():
        signal.signal(number, handler)
    return code if code >= 0 else 128 - code
