"""The embedded Valkey: broker and cache behind a socket, kept in an append-only file."""

import os
import socket
import time
from pathlib import Path

from config.embedded.binaries import find_valkey
from config.embedded.children import POLL, Child
from config.embedded.failures import Failure

START_SECONDS = 30.0
SOCKET = "valkey.sock"


def redis_url(sockets: Path) -> str:
    """Return the address of the embedded Valkey."""
    return f"unix://{sockets / SOCKET}"


class Valkey:
    """One server; with `keep` it writes what it holds to the directory."""

    def __init__(self, directory: Path, sockets: Path, log: Path, *, keep: bool = True) -> None:
        """Prepare the command; nothing runs yet. Raises Failure when no program is found."""
        self.directory = directory
        self.socket = sockets / SOCKET
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(directory),
            "save": "",
            "appendonly": "yes" if keep else "no",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        self.child = Child("Valkey", [find_valkey(), *arguments], os.environ, log)

    def start(self) -> None:
        """Start the server without waiting for it."""
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.child.start()

    def ready(self) -> bool:
        """Whether the server answers, its file read."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(1)
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def wait(self) -> None:
        """Wait until the server answers. Raises Failure when it ends or stays away."""
        deadline = time.monotonic() + START_SECONDS
        while not self.ready():
            if not self.child.running:
                raise self.child.failure()
            if time.monotonic() > deadline:
                raise Failure(f"Valkey does not answer; its log is {self.child.log}")
            time.sleep(POLL)
