"""The servers that the environment does not name: PostgreSQL, Valkey, both or none."""

import os
import time
from contextlib import suppress
from pathlib import Path

from config.embedded.children import Child, stop_all
from config.embedded.failures import Failure
from config.embedded.places import Places, socket_directory
from config.embedded.postgres import Postgres
from config.embedded.valkey import Valkey

RECOVERY_SECONDS = 10.0  # how long what a killed start left behind may take to end
STOP_SECONDS = 3.0


class Servers:
    """The embedded servers of one data directory."""

    def __init__(self, places: Places) -> None:
        """Find the programs; nothing runs yet. Raises Failure when one is missing."""
        self.sockets: Path = socket_directory(places.data)
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None
        if not os.environ.get("DATABASE_URL"):
            self.postgres = Postgres(places.postgres, self.sockets, places.log("postgres"))
        if not os.environ.get("REDIS_URL"):
            self.valkey = Valkey(places.valkey, self.sockets, places.log("valkey"))

    @property
    def all(self) -> list[Postgres | Valkey]:
        """The servers that are ours to run."""
        return [server for server in (self.postgres, self.valkey) if server]

    @property
    def children(self) -> list[Child]:
        """Their processes."""
        return [server.child for server in self.all]

    def start(self, *, patient: bool) -> None:
        """Start the servers and wait until they answer. Raises Failure.

        A `patient` start tries again for ten seconds, since an earlier one may still be ending.
        """
        deadline = time.monotonic() + (RECOVERY_SECONDS if patient else 0.0)
        while True:
            try:
                return self.start_once()
            except Failure:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.3)

    def start_once(self) -> None:
        """Start those that do not run, and wait for all."""
        for server in self.all:
            if not server.child.running:
                server.start()
        for server in self.all:
            server.wait()

    def stop(self) -> None:
        """Stop the servers in order."""
        stop_all(self.children, STOP_SECONDS)
        with suppress(OSError):  # not empty when a server had to be killed; the next start uses it
            self.sockets.rmdir()
