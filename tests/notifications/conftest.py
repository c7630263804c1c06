"""A kind of nudge whose reason is that a team exists, and a mail server that misbehaves on demand."""

import socket

import pytest
from aiosmtpd.controller import Controller
from django.db.models import Exists, OuterRef, Q

from accounts.models import Team
from notifications import kinds
from notifications.models import Notification
from notifications.services.notify import notify


@pytest.fixture
def kind():
    """A nudge about a team; its reason has gone when the team has."""
    made = kinds.Kind(
        code="test.team",
        title="%(actor)s founded a team",
        why="You are in the same organisation.",
        action="Open the team",
        still_due=lambda _at: Q(Exists(Team.objects.filter(pk=OuterRef("subject")))),
    )
    kinds.register(made)
    yield made
    del kinds.REGISTERED["test.team"]


@pytest.fixture
def reminder():
    made = kinds.Kind(
        code="test.reminder",
        title="A talk comes near",
        why="You have a talk.",
        action="Prepare",
        still_due=kinds.always,
        is_reminder=True,
    )
    kinds.register(made)
    yield made
    del kinds.REGISTERED["test.reminder"]


@pytest.fixture
def tell(kind, cast, now):
    """Tell people about the team of ada and ben; mail about it is due at once."""

    def told(*people, slot="", by=None, at=now):
        notify(
            people or [cast.ben],
            kind=kind.code,
            subject=cast.turbines.pk,
            url="/teams/",
            by=by or cast.ada,
            at=at,
            slot=slot,
        )
        Notification.objects.filter(channel="email").update(due_at=at)
        return Notification.objects.filter(kind=kind.code).order_by("person__email", "channel")

    return told


class Sink:
    """Keeps what it accepts; answers or misbehaves as told."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.answer = "250 OK"
        self.refuse_recipient = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answer == "drop":
            self.mails.append(envelope.content)
            server.transport.abort()
            return "250 never heard"
        if self.answer.startswith("250"):
            self.mails.append(envelope.content)
        return self.answer


@pytest.fixture
def sink(settings):
    """A local mail server, the real thing over a real socket."""
    handler = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 5
    handler.controller = controller
    yield handler
    if controller.server is not None:
        controller.stop()
