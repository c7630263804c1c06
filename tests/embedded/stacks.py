"""Whole stacks, started as a person would start them, and what there is to see of them."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from config.embedded.places import ROOT

PATIENCE = 90.0  # seconds; the machine may be busy, and no test here measures speed
COMMAND = [sys.executable, "-m", "config.embedded"]
FROM_OUTSIDE = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "MAIL_DIR", "BASE_URL", "STATIC_STORAGE"}


def environment() -> dict[str, str]:
    """Return this environment without what the tests' own servers put into it."""
    kept = {name: value for name, value in os.environ.items() if name not in FROM_OUTSIDE}
    kept.pop("STATIC_FROM_SOURCE", None)
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "CI": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_of(data: Path) -> list[int]:
    """Return the processes that belong to a data directory, by what each was told at its start."""
    wanted = os.fsencode(data)
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            here = bytes((process / "cwd").readlink())
            if wanted in told + here and process.name != str(os.getpid()):
                found.append(int(process.name))
    return found


def eventually(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


class Started:
    """A supervisor that runs, and what it has printed so far."""

    def __init__(self, data: Path, port: int, *options: str) -> None:
        self.data = data
        self.port = port
        self.lines: list[str] = []
        arguments = ["--data", str(data), "--port", str(port), "--no-open", *options]
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as output:
            for line in output:
                self.lines.append(line.rstrip("\n"))

    def says(self, text: str) -> bool:
        """Wait for a line that contains the text, or for the end of the process."""

        def said() -> bool:
            return any(text in line for line in self.lines)

        eventually(lambda: said() or self.process.poll() is not None)
        self.reader.join(0.5)
        return said()

    def is_ready(self) -> bool:
        return self.says(f"Ready: http://127.0.0.1:{self.port}")

    def end(self, number: signal.Signals) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def child(self, pattern: str) -> int:
        """Return the one process started by the supervisor itself whose command line matches."""
        parent = f"PPid:\t{self.process.pid}\n"
        return next(
            number
            for number in self.processes(pattern)
            if parent in Path(f"/proc/{number}/status").read_text()
        )

    def processes(self, pattern: str) -> list[int]:
        """Return the processes of this stack whose command line matches."""
        found = []
        for number in processes_of(self.data):
            with suppress(OSError):
                line = Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ")
                if re.search(pattern, line.decode(errors="replace")):
                    found.append(number)
        return found


def to_the_end(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run `./run` with arguments until it ends by itself."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment() | more,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
