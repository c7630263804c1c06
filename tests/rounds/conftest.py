"""Rounds about ben, built through the services: cleo, dora, root and tess see him, ada coaches."""

from datetime import timedelta

import pytest

from accounts.services.people import create_person
from feedback.models import RoundLevel
from feedback.rounds.items import Item, Part
from feedback.services.rounds import launching, nominating, starting
from feedback.services.rounds.choosing import choose
from feedback.services.rounds.closing import close_due
from feedback.services.rounds.nominating import Reviewer
from feedback.services.rounds.releasing import release_due
from goals.models import Capability
from goals.selectors.wording import Wording
from goals.services import capabilities, ready_library

LEVELS = (("Learning", "Asks."), ("With help", "Tries it."), ("On my own", "Does it."))


@pytest.fixture
def capability(dora, root, now):
    """A capability of the organisation."""
    long_ago = now - timedelta(days=200)
    words = Wording("Handing over", "Pass work on.", LEVELS)
    made = capabilities.propose(words, reason="Nights are long.", by=dora, at=long_ago)
    return capabilities.accept(made, by=root, at=long_ago)


@pytest.fixture
def start(ben, now):
    """Ben starts a round that closes in two weeks and is released three days later."""

    def build(**changes):
        dates = {"closes_at": now + timedelta(days=14), "releases_at": now + timedelta(days=17)}
        given = {"title": "How I lead", "mode": "confidential", "by": ben, "at": now} | dates
        return starting.start(**given | changes)

    return build


@pytest.fixture
def prepared(start, cast, capability, now):
    """A round with a question and a capability; ada, four colleagues and partners are nominated."""

    def build(*, partners=0, mode="confidential", more=()):
        about, ben = start(mode=mode), cast.ben
        ask = [("What should I go on doing?", "go-on")]
        choose(about, questions=ask, capabilities=[capability], by=ben, at=now)
        four = [cast.cleo, cast.dora, cast.root, cast.tess, *more]
        reviewers = [Reviewer("peers", person) for person in four]
        reviewers.append(Reviewer("coaches", cast.ada))
        reviewers += [
            Reviewer("partners", email=f"p{number}@client.example", name=f"Partner {number}")
            for number in range(partners)
        ]
        nominating.nominate(about, reviewers=reviewers, by=ben, at=now)
        return about

    return build


@pytest.fixture
def launched(prepared, ben, now):
    """The same, launched."""

    def build(**how):
        return launching.launch(prepared(**how), by=ben, at=now)

    return build


@pytest.fixture
def newcomer(now):
    """One more colleague."""

    def build(name):
        email = f"{name.lower()}@example.org"
        return create_person(email=email, name=name, by=None, at=now - timedelta(days=90))

    return build


@pytest.fixture
def items():
    """The four things a round of these tests asks, by name; and the ids of the levels."""

    def build(about):
        question, capability = about.questions.get(), about.capabilities.get()
        levels = RoundLevel.objects.filter(capability=capability).order_by("position")
        parts = {part.value: Item(capability.pk, part) for part in Part if part != Part.TEXT}
        return parts | {
            "text": Item(question.pk, Part.TEXT),
            "levels": [str(pk) for pk in levels.values_list("pk", flat=True)],
        }

    return build


@pytest.fixture
def released():
    """Let the round close by its date, and be released at its moment."""

    def run(about):
        close_due(at=about.closes_at)
        release_due(at=about.releases_at)
        about.refresh_from_db()
        return about

    return run


@pytest.fixture
def listening(cast, now):
    """A capability out of the ready library, with its five levels."""
    ready_library.adopt_ready(["listening"], by=cast.root, at=now, language="en")
    return Capability.objects.get(library_slug="listening")


@pytest.fixture
def clock(time_machine, now):
    """Let the edges read this clock; it begins where the cast lives."""

    def to(moment):
        time_machine.move_to(moment, tick=False)

    to(now)
    return to
