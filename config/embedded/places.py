"""Where things lie: the data directory and the short directory for sockets."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from config.embedded.failures import Failure

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SOCKET_DIRECTORY = 80  # bytes; a socket's whole path must stay below 104 everywhere


@dataclass(frozen=True)
class Places:
    """The data directory, made with `Places.open`, and what lies in it."""

    data: Path

    @classmethod
    def open(cls, data: Path) -> "Places":
        """Make the directory when needed. Raises Failure when it cannot be written."""
        try:
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
        except FileExistsError:
            raise Failure(f"--data {data} is a file, and a directory is needed.", 2) from None
        except OSError as error:
            raise Failure(f"--data {data} cannot be made: {error.strerror}.") from None
        if not os.access(data, os.W_OK | os.X_OK):
            raise Failure(f"--data {data} cannot be written by this user.")
        return cls(data.resolve())

    @property
    def postgres(self) -> Path:
        """The database cluster."""
        return self.data / "postgres"

    @property
    def valkey(self) -> Path:
        """Valkey's append-only file."""
        return self.data / "valkey"

    @property
    def logs(self) -> Path:
        """A log for each child."""
        return self.data / "logs"

    @property
    def mail(self) -> Path:
        """The mails that would have been sent, as files."""
        return self.data / "mail"

    @property
    def metrics(self) -> Path:
        """What the web processes count, shared among them."""
        return self.data / "metrics"

    @property
    def static(self) -> Path:
        """The collected static files."""
        return self.data / "static"

    def log(self, name: str) -> Path:
        """Return the log of one child."""
        return self.logs / f"{name}.log"


def runtime_directory() -> Path:
    """Return the directory for short-lived files of this user."""
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    if own and len(os.fsencode(own)) < LONGEST_SOCKET_DIRECTORY - 20 and os.access(own, os.W_OK):
        return Path(own)
    return Path("/tmp")  # noqa: S108 - sockets need a short path; ownership is checked below


def socket_directory(data: Path) -> Path:
    """Make and return the closed directory for the sockets of one data directory.

    Its name comes from the data path, since a socket's path must be short. Raises Failure when the
    name is taken by somebody else.
    """
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    path = runtime_directory() / f"mastery-{os.geteuid()}-{name}"
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise Failure(f"{path} belongs to somebody else; remove it or set XDG_RUNTIME_DIR.")
    path.chmod(0o700)
    return path
