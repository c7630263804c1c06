"""The application's processes: web, worker and beat."""

import sys
from pathlib import Path

from config.embedded.children import Child
from config.embedded.places import ROOT, Places

WEB_PROCESSES = 2
WEB_THREADS = 4
WORKER_THREADS = 2
PYTHON = sys.executable


def web(places: Places, environment: dict[str, str], listener: int, role: str) -> Child:
    """Return the web server: the code is loaded once and shared by its processes.

    With a role it works as that in the database, else as the owner.
    """
    memory = Path("/dev/shm")  # noqa: S108 - only the heartbeat files that gunicorn makes itself
    command = [
        *(PYTHON, "-m", "gunicorn", "config.wsgi", "--bind", f"fd://{listener}"),
        *("--worker-class", "gthread", "--threads", str(WEB_THREADS)),
        *("--workers", str(WEB_PROCESSES), "--preload", "--no-control-socket"),
        *("--graceful-timeout", "3", "--timeout", "60", "--error-logfile", "-"),
        *(("--worker-tmp-dir", str(memory)) if memory.is_dir() else ()),
    ]
    told = environment | {"PROMETHEUS_MULTIPROC_DIR": str(places.metrics), "DB_ROLE": role}
    log = places.log("web")
    return Child("web", command, told, log, keep_files=[listener], directory=ROOT)


def worker(places: Places, environment: dict[str, str]) -> Child:
    """Return the Celery worker; threads, since its tasks wait for the database and for mail."""
    command = [
        *(PYTHON, "-m", "celery", "-A", "config.celery", "worker"),
        *("--pool", "threads", "--concurrency", str(WORKER_THREADS), "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]
    return Child("worker", command, environment, places.log("worker"), directory=ROOT)


def beat(places: Places, environment: dict[str, str]) -> Child:
    """Return Celery beat, which remembers in the data directory what it rang last."""
    schedule = str(places.data / "beat-schedule")
    command = [
        *(PYTHON, "-m", "celery", "-A", "config.celery", "beat"),
        *("--schedule", schedule, "--pidfile", "", "--loglevel", "INFO"),
    ]
    return Child("beat", command, environment, places.log("beat"), directory=ROOT)
