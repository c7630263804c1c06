"""How much memory one web process takes, after a few pages."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from benchmarks.figures import Figure, Line, Skipped

MOST_MB = 150
PROGRAM = """
import re
from config.wsgi import application
from benchmarks.pages import storages
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from urllib.parse import urlsplit
client = Client(headers={"host": urlsplit(settings.BASE_URL).netloc})
with override_settings(STORAGES=storages()):
    for address in ("/healthz", "/readyz", "/accounts/login/", "/api/v1/me"):
        client.get(address, secure=settings.HTTPS)
print(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


def measure(_runs: int) -> Iterator[Line]:
    """Ask a process of its own, where the system tells."""
    if not Path("/proc/self/status").exists():
        yield Skipped("memory of a web process", "this system does not tell")
        return
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=settings.BASE_DIR, check=False
    )
    if done.returncode:
        yield Skipped("memory of a web process", done.stderr.strip().splitlines()[-1])
        return
    used = int(done.stdout.split()[-1]) / 1024
    shown = (f"{used:.0f} MB", f"{MOST_MB} MB")
    yield Figure("memory of a web process", *shown, used / MOST_MB, 1)
