"""Who works on a data directory: one owner of its servers, and any number of guests.

The owner (`./run`, or a `./run manage` that started the servers for itself) holds a lock that the
kernel drops with the process, however it ends. Its file says where the sockets are. Guests, which
are `./run manage` commands on servers that run already, share a second lock: a `manage` owner waits
for its guests before it stops the servers.
"""

import fcntl
import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from config.embedded.failures import Failure
from config.embedded.places import Places

START_SECONDS = 60.0  # how long a guest waits for the owner's servers


@dataclass(frozen=True)
class Announcement:
    """What the owner says about itself once its servers answer."""

    process: int
    kind: str
    url: str
    sockets: str
    postgres: bool = False
    valkey: bool = False


class DataLock:
    """The owner's lock on a data directory. Use `own`."""

    def __init__(self, file: IO[str], guests: IO[str], *, unclean: bool) -> None:
        """Keep the locked file and the file that guests lock."""
        self.file = file
        self.guests = guests
        self.unclean = unclean

    @classmethod
    def own(cls, places: Places) -> "DataLock | None":
        """Become the owner, or return None when there is one.

        `unclean` is set when the last owner did not end in order, so that what it left may still
        be ending.
        """
        file = lock_file(places.data / "lock")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        file.seek(0)
        unclean = file.read().strip() != ""
        return cls(file, lock_file(places.data / "guests.lock"), unclean=unclean)

    def announce(self, announcement: Announcement | None) -> None:
        """Tell guests where the servers are; None when they are gone."""
        text = json.dumps(asdict(announcement)) if announcement else ""
        self.file.seek(0)
        self.file.truncate()
        self.file.write(text)
        self.file.flush()

    def wait_for_guests(self) -> None:
        """Wait until no guest is left; from then on none can come."""
        fcntl.flock(self.guests, fcntl.LOCK_EX)

    def release(self) -> None:
        """Give the directory free."""
        self.announce(None)
        self.file.close()
        self.guests.close()


def lock_file(path: Path) -> IO[str]:
    """Open a file for locking, readable by its owner alone."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8")


def announced(places: Places) -> Announcement | None:
    """Return what the owner of the directory announces, or None while it says nothing."""
    with suppress(OSError, ValueError, TypeError):
        return Announcement(**json.loads((places.data / "lock").read_text()))
    return None


def join_as_guest(places: Places) -> "tuple[IO[str], Announcement] | None":
    """Join the owner's servers; closing the returned file leaves them.

    Returns None when there is no owner any more. Raises Failure when the owner's servers do not
    come up.
    """
    guest = lock_file(places.data / "guests.lock")
    fcntl.flock(guest, fcntl.LOCK_SH)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if lock := DataLock.own(places):
            lock.file.close()
            lock.guests.close()
            guest.close()
            return None
        if found := announced(places):
            return guest, found
        time.sleep(0.1)
    raise Failure(f"{places.data} is in use, but its database does not come up.")


def in_use(places: Places) -> Failure:
    """Return the sentence for a directory that has an owner."""
    found = announced(places)
    if found is None:
        return Failure(f"{places.data} is in use by another start; choose another with --data.")
    what = f"running at {found.url}" if found.kind == "run" else "in use by a command"
    return Failure(
        f"{places.data} is {what} (process {found.process}); stop that first, "
        "or choose another directory with --data."
    )
