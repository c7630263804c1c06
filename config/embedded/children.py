"""Child processes: started in sessions of their own, logged to files, stopped whole."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from config.embedded.failures import Failure
from config.embedded.privileges import before_exec

LOG_LIMIT = 5_000_000  # bytes; past it a log is put aside once at the next start
POLL = 0.02  # seconds between two looks at something that is about to happen


def open_log(path: Path) -> int:
    """Open a log for appending, putting a large one aside first. The caller closes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


@dataclass
class Child:
    """One program that should be running.

    `stop_signal` asks it to end in order; it is sent as well when this process dies.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    kill_signal: signal.Signals = signal.SIGKILL
    leave_root: bool = False
    keep_files: Sequence[int] = ()
    directory: Path | None = None
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def start(self) -> None:
        """Start the program. Raises Failure when it cannot be executed."""
        log = open_log(self.log)
        try:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment),
                cwd=self.directory,
                start_new_session=True,
                pass_fds=self.keep_files,
                preexec_fn=before_exec(self.stop_signal, leave_root=self.leave_root),
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise Failure(f"{self.name} could not be started: {error}") from error
        finally:
            os.close(log)

    @property
    def running(self) -> bool:
        """Whether the program is there at this moment."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send the stop signal, when there is something to stop."""
        if self.process is not None and self.running:
            self.process.send_signal(self.stop_signal)

    def finish(self, deadline: float) -> None:
        """Wait until the monotonic `deadline` for the end, then end it and all it started."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        if self.running:
            self.process.send_signal(self.kill_signal)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
        self.sweep()

    def sweep(self) -> None:
        """Kill what is left of the program's process group, such as workers of a dead master."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def failure(self) -> Failure:
        """Return the sentence for a program that ended by itself."""
        code = self.process.returncode if self.process else None
        return Failure(f"{self.name} ended unexpectedly (exit {code}); its log is {self.log}")


def stop_all(children: Sequence[Child], seconds: float) -> None:
    """Stop the children together; after `seconds` those still there are killed."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + seconds
    for child in children:
        child.finish(deadline)
