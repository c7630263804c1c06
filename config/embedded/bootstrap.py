"""Makes `.venv` from the hashed requirement files; run as a script by any Python 3.11 or newer.

Uses uv when it is on PATH, else venv and pip. A stamp in the environment names the requirement
files' checksums and the Python version; while it matches, nothing else is looked at.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "stamp"
PRODUCTION = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)( ;)?", re.MULTILINE)
NO_VENV = "Python's venv module is missing: install it (apt install python3-venv), or install uv."


def python_version(python: Path) -> str:
    """Return the full version of an interpreter, or nothing when it does not run."""
    command = [str(python), "-I", "-c", "import platform; print(platform.python_version())"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def stamp_line(requirements: Path, version: str) -> str:
    """Return what the stamp says once these requirements are installed."""
    checksum = hashlib.sha256(requirements.read_bytes()).hexdigest()
    return f"{requirements.name} {checksum} python {version}"


def stamped() -> list[str]:
    """Return the lines of the stamp."""
    try:
        return STAMP.read_text().splitlines()
    except OSError:
        return []


def holds(requirements: Path) -> bool:
    """Whether the running environment holds every pin; those for other platforms may be absent."""
    import importlib.metadata  # rarely needed, and slow to load on every start

    for name, version, elsewhere in PIN.findall(requirements.read_text()):
        try:
            installed = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            installed = version if elsewhere else ""
        if installed != version:
            return False
    return True


def already_holds(requirements: Path) -> bool:
    """Ask the environment's own Python whether it holds every pin."""
    command = [str(PYTHON), "-I", __file__, "--holds", str(requirements)]
    return python_version(PYTHON) != "" and subprocess.run(command, check=False).returncode == 0


def run(command: Sequence[str | Path], sentence: str) -> None:
    """Run a step of the set-up; when it fails, say so in one line and exit."""
    log = ROOT / "install.log"
    with log.open("wb") as output:
        code = subprocess.run(command, stdout=output, stderr=output, check=False).returncode
    if code != 0:
        sys.exit(f"{sentence} What it said is in {log}")
    log.unlink()


def base_python() -> str:
    """Return the interpreter to build the environment from."""
    return getattr(sys, "_base_executable", "") or sys.executable


def make_environment(uv: str | None) -> None:
    """Make an empty environment in place of whatever is there; a link is only unlinked."""
    if ENVIRONMENT.is_symlink():
        ENVIRONMENT.unlink()
    if uv:
        run(
            [uv, "venv", "--quiet", "--clear", "--python", base_python(), ENVIRONMENT],
            ".venv could not be made.",
        )
        return
    probe = [base_python(), "-I", "-c", "import ensurepip, venv"]
    if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        sys.exit(NO_VENV)
    run([base_python(), "-m", "venv", "--clear", ENVIRONMENT], ".venv could not be made.")


def usable(uv: str | None, version: str) -> bool:
    """Whether the environment is ours, of this version, and can be installed into."""
    made = not ENVIRONMENT.is_symlink() and version != "" and bool(stamped())
    if not made or not stamped()[0].endswith(f" python {version}"):
        return False
    pip = [str(PYTHON), "-I", "-m", "pip", "--version"]
    return uv is not None or subprocess.run(pip, capture_output=True, check=False).returncode == 0


def install(requirements: Path, uv: str | None) -> None:
    """Install the pins with their hashes, and compile them."""
    sentence = f"The packages of {requirements.name} could not be installed; is there a network?"
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
        run([*command, "--require-hashes", "--compile-bytecode", "-r", requirements], sentence)
        return
    pip = [str(PYTHON), "-I", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--require-hashes", "--no-deps", "--no-compile", "-r", requirements], sentence)
    packages = next((ENVIRONMENT / "lib").glob("python3.*")) / "site-packages"
    compile_all = [str(PYTHON), "-I", "-m", "compileall", "-q", "-j", "0", str(packages)]
    subprocess.run(compile_all, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def prepare(requirements: Path) -> None:
    """Bring the environment to these requirements, making it when there is none."""
    if already_holds(requirements):
        if not ENVIRONMENT.is_symlink():
            write_stamp(requirements)
        return
    print(f"Installing {requirements.name} into .venv, once.", flush=True)
    uv = shutil.which("uv")
    if not usable(uv, python_version(PYTHON)):
        make_environment(uv)
    install(requirements, uv)
    write_stamp(requirements)


def write_stamp(requirements: Path) -> None:
    """Note what is installed; the development file contains the production one."""
    version = python_version(PYTHON)
    files = [PRODUCTION, DEVELOPMENT] if requirements == DEVELOPMENT else [PRODUCTION]
    text = "".join(f"{stamp_line(file, version)}\n" for file in files)
    unfinished = STAMP.with_name("stamp.unfinished")
    unfinished.write_text(text)
    unfinished.replace(STAMP)


def main(arguments: list[str]) -> int:
    """Prepare the environment for `./run`, or with `--dev` for `./test`."""
    if arguments[:1] == ["--holds"]:
        return 0 if holds(Path(arguments[1])) else 1
    requirements = DEVELOPMENT if "--dev" in arguments else PRODUCTION
    os.environ.pop("PYTHONHOME", None)
    with requirements.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lines = stamped()
        if not lines or stamp_line(requirements, python_version(PYTHON)) not in lines:
            prepare(requirements)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
