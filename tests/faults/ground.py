"""The ground on which faults are played: processes, a mail server and a Valkey of their own.

Each fault is a program: `python -m tests.faults.NAME [--long]`. It works on the database that
`DATABASE_URL` names, which it fills and empties; the tests give it a copy of theirs.
"""

import logging
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from typing import Any, Self

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
os.environ["DB_POOL"] = "0"


def start() -> Any:
    """Read the options and wake Django up."""
    parser = ArgumentParser()
    parser.add_argument("--long", action="store_true", help="the whole fault, not its short form")
    options = parser.parse_args()
    import django

    django.setup()
    return options


def say(name: str, **figures: Any) -> None:
    """Print the figures of a fault in one line."""
    print(f"{name}: " + ", ".join(f"{key.replace('_', ' ')} {n}" for key, n in figures.items()))


class Sink:
    """A mail server that takes everything and remembers the id of each mail."""

    def __init__(self, pause: float = 0.0) -> None:
        from aiosmtpd.controller import Controller

        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self.ids: list[str] = []
        self.pause = pause
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        import asyncio

        await asyncio.sleep(self.pause)
        self.ids.append(message_from_bytes(envelope.content)["Message-ID"])
        return "250 OK"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.controller.stop()


@contextmanager
def programs(environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start programs with this environment; all that still run are killed at the end."""
    started: list[subprocess.Popen[bytes]] = []
    log = Path(tempfile.mkdtemp(prefix="fault-")) / "log"

    def run(*arguments: str) -> subprocess.Popen[bytes]:
        with log.open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                env={**os.environ, **environment},
                stdout=out,
                stderr=out,
            )
        started.append(process)
        return process

    try:
        yield run
    except BaseException:
        print(log.read_text()[-3000:], file=sys.stderr)
        raise
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


@contextmanager
def own_valkey() -> Iterator[Any]:
    """A Valkey of one's own, which may be stopped and started again."""
    from config.embedded.valkey import Valkey

    with tempfile.TemporaryDirectory(prefix="fault-", dir="/tmp") as name:
        here = Path(name)
        server = Valkey(here / "v", here, here / "valkey.log", keep=False)
        server.start()
        server.wait()
        yield server
        server.child.process.kill()
        server.child.process.wait()


def until(holds: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Wait until something holds, and return how long it took; give up with a sentence."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"{what} did not happen within {seconds:.0f} s")
        time.sleep(0.05)
    return time.monotonic() - began


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of this at the same moment, each in a thread with its own connection."""
    from django.db import connection

    gate = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[number] = act()
        except Exception as error:  # noqa: BLE001  It is the result.
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def crowd(count: int, *, zone: str = "UTC") -> list[Any]:
    """Make people in bulk, beginning anew."""
    from django.db import connection

    from accounts.models import Organisation, Person

    tables = [m._meta.db_table for m in emptied()]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
    Organisation.objects.get_or_create(defaults={"name": "Nordlys Engineering"})
    return Person.objects.bulk_create(
        Person(
            email=f"p{n}@example.org", name=f"Person {n}", search_key=f"person {n}", time_zone=zone
        )
        for n in range(count)
    )


def emptied() -> list[Any]:
    """Return the models whose rows a fault begins without; what hangs on them goes too."""
    from accounts.models import Person, Team

    return [Person, Team]


def due_mail(people: list[Any], *, slot: str = "") -> None:
    """Put one mail that is due now into the outbox of each of these people."""
    from django.utils import timezone

    from notifications.models import Notification

    Notification.objects.bulk_create(
        Notification(
            person=person,
            kind="coaching.declined",
            slot=slot,
            channel="email",
            url="/coachings/",
            due_at=timezone.now(),
        )
        for person in people
    )
