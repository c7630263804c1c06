"""Delivering mail to a sink beside us, against a bare loop over one connection."""

import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from statistics import median

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from accounts.models import Person
from benchmarks.figures import Figure, Line, Skipped, seconds
from core.clock import database_now
from notifications.models import Notification
from notifications.services.delivery import deliver

KIND = "coaching.ended"  # its reason does not go away
MAILS = 80  # two batches of a worker
WORDS = "Somebody ended your coaching relation.\n\nIt changes what each of you can read.\n" * 5


@contextmanager
def sink() -> Iterator[int]:
    """Start a mail server that keeps nothing, and return its port."""
    command = [sys.executable, "-m", "benchmarks.sink"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR)
    try:
        assert server.stdout  # noqa: S101  # a pipe was asked for
        yield int(server.stdout.readline())
    finally:
        server.terminate()
        server.wait()


def measure(runs: int) -> Iterator[Line]:
    """Compare the mails a second of `deliver` with those of a loop that only sends."""
    people = list(Person.objects.here().by_name()[:MAILS])
    if len(people) < 20:
        yield Skipped("deliver", "too few people")
        return
    with sink() as port:
        deliver_all(people, port)  # not counted: what is read in and compiled only once
        times = [(deliver_all(people, port), bare_loop(people, port)) for _run in range(runs)]
    own, base = (median(column) for column in zip(*times, strict=True))
    shown = (f"{len(people) / own:.0f} /s", f"{len(people) / base:.0f} /s")
    yield Figure("deliver, mails a second", *shown, base / own, 0.7, at_most=False)


def deliver_all(people: list[Person], port: int) -> float:
    """Put one mail for each of the people into the outbox, deliver it, and take it all back."""
    at = database_now()
    backend = "django.core.mail.backends.smtp.EmailBackend"
    where = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_USE_TLS": False}
    with transaction.atomic(), override_settings(EMAIL_BACKEND=backend, **where, **NOBODY):
        Notification.objects.unsent().update(dropped_at=at)
        Notification.objects.bulk_create(due(person, at) for person in people)
        taken = seconds(lambda: deliver(at=at + timedelta(seconds=1)))
        sent = Notification.objects.filter(kind=KIND, sent_at__isnull=False).count()
        transaction.set_rollback(True)
    if sent < len(people):
        raise RuntimeError(f"{sent} of {len(people)} mails were sent")
    return taken


NOBODY = {"EMAIL_HOST_USER": "", "EMAIL_HOST_PASSWORD": "", "EMAIL_USE_SSL": False}


def due(person: Person, at: datetime) -> Notification:
    return Notification(person=person, kind=KIND, channel="email", url="/coachings/", due_at=at)


def bare_loop(people: list[Person], port: int) -> float:
    """Send as many mails of about that length over one connection."""

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", port) as server:
            for person in people:
                mail = EmailMessage()
                mail["From"], mail["To"] = settings.DEFAULT_FROM_EMAIL, person.email
                mail["Subject"] = "Something waits for you"
                mail.set_content(WORDS)
                server.send_message(mail)

    return seconds(send)
