"""How long the release of a 360 round takes, from the sealed box to the report."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from statistics import median

from django.db import transaction

from accounts.models import Person
from benchmarks.figures import Figure, Line, milliseconds, seconds
from core.clock import database_now
from feedback.box import items
from feedback.box.keys import Place
from feedback.box.sealing import seal
from feedback.models import (
    Nomination,
    ReportText,
    Round,
    RoundCapability,
    RoundLevel,
    RoundQuestion,
    SealedAnswer,
)
from feedback.services.rounds import sealed
from feedback.services.rounds.closing import close_by_date, mix
from feedback.services.rounds.releasing import release
from goals.models import Capability

REVIEWERS, QUESTIONS, CAPABILITIES = 200, 10, 6
WORDS = "You asked everybody in the room before you decided, and wrote down what we had agreed. "
LONGEST = 2.0  # seconds


def measure(runs: int) -> Iterator[Line]:
    """Release a full round with 200 reviewers who answered everything."""
    now = database_now()
    about = sealed_round(now)
    close_by_date(about.pk, at=now)
    mix(about.pk, at=now)
    times, texts = [], 0
    for _run in range(max(runs // 4, 3)):
        with transaction.atomic():
            times.append(seconds(lambda: release(about.pk, at=now)))
            texts = ReportText.objects.filter(round=about).count()
            transaction.set_rollback(True)
    value = median(times)
    shown = (milliseconds(value), milliseconds(LONGEST))
    note = f"{REVIEWERS} reviewers, {texts} texts"
    yield Figure("release of a 360 round", *shown, value / LONGEST, 1, note=note)


def sealed_round(now: datetime) -> Round:
    """Return a round whose moment has come, with a full box."""
    people = Person.objects.bulk_create(
        Person(email=f"bench-{n}@example.org", name=f"Bench {n}", search_key=f"bench {n}")
        for n in range(REVIEWERS + 1)
    )
    subject, *reviewers = people
    about = Round.objects.create(
        subject=subject, title="Bench", created_at=now - timedelta(days=30),
        closes_at=now - timedelta(days=2), releases_at=now,
    )  # fmt: skip
    asked = ask(about, subject, now)
    perspectives = ("peers", "coachees", "served")
    nominations = Nomination.objects.bulk_create(
        Nomination(
            round=about, person=person, perspective=perspectives[number % 3],
            nominated_at=now, nominated_by=subject,
        )
        for number, person in enumerate(reviewers)
    )  # fmt: skip
    sealed.new_key(about)
    launched = now - timedelta(days=20)
    Round.objects.filter(pk=about.pk).update(launched_at=launched, launched_by=subject)
    fill(about, nominations, asked)
    return about


def ask(about: Round, subject: Person, now: datetime) -> list[str]:
    """Make questions and capabilities, and return the names of all items."""
    questions = RoundQuestion.objects.bulk_create(
        RoundQuestion(round=about, position=n, text=f"Question {n}?") for n in range(QUESTIONS)
    )
    capabilities = RoundCapability.objects.bulk_create(
        RoundCapability(round=about, position=n, name=chosen.name, capability=chosen)
        for n, chosen in enumerate(
            Capability.objects.bulk_create(
                Capability(
                    name=f"Bench {n}", description="Listens.", proposed_at=now, proposed_by=subject
                )
                for n in range(CAPABILITIES)
            )
        )
    )
    RoundLevel.objects.bulk_create(
        RoundLevel(capability=one, position=n, name=f"Level {n}", behaviour=f"Does {n}.")
        for one in capabilities
        for n in range(1, 5)
    )
    named = [items.question(one.pk) for one in questions]
    return named + [
        name(one.pk) for one in capabilities for name in (items.level, items.keep, items.next_time)
    ]


def fill(about: Round, nominations: list[Nomination], asked: list[str]) -> None:
    """Let everybody answer everything."""
    keys = sealed.keys_of(about)
    places = [
        (number, Place(one.pk, about.subject_id, name))
        for number, one in enumerate(nominations)
        for name in asked
    ]
    SealedAnswer.objects.bulk_create(
        SealedAnswer(
            tag=keys.tag(place),
            round=about,
            box=seal(words(place.item, number), keys=keys, place=place),
        )
        for number, place in places
    )


def words(item: str, number: int) -> str:
    return str(number % 4 + 1) if item.startswith("level") else WORDS * (number % 4 + 1)
