"""Rounds for tests: a subject, reviewers by perspective, questions and one capability."""

from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import Organisation, Person
from feedback.box import items
from feedback.box.keys import Place
from feedback.box.sealing import seal
from feedback.models import (
    Nomination,
    Round,
    RoundCapability,
    RoundKey,
    RoundLevel,
    RoundQuestion,
    SealedAnswer,
)
from feedback.services.rounds import sealed
from goals.models import Capability

LAUNCH = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)  # long past, for commands that ask the clock
OPEN = LAUNCH + timedelta(days=3)
CLOSES = LAUNCH + timedelta(days=14)
RELEASES = CLOSES + timedelta(days=2)
QUESTIONS = ("What should I go on doing?", "What gets in your way when we work together?")


def crowd(number, *, start=0):
    """Make people in bulk."""
    Organisation.objects.get_or_create(defaults={"name": "Nordlys Engineering"})
    return Person.objects.bulk_create(
        Person(email=f"r{n}@example.org", name=f"Reviewer {n}", search_key=f"reviewer {n}")
        for n in range(start, start + number)
    )


def round_about(subject, *, mode="confidential", reviewers=(), questions=2, **more):
    """A launched round; `reviewers` are pairs of a person and a perspective."""
    about = Round.objects.create(
        subject=subject, title="How I lead", mode=mode, created_at=LAUNCH,
        closes_at=CLOSES, releases_at=RELEASES, **more,
    )  # fmt: skip
    RoundQuestion.objects.bulk_create(
        RoundQuestion(round=about, position=n, text=QUESTIONS[n % 2]) for n in range(questions)
    )
    number = Capability.objects.count()
    capability = Capability.objects.create(
        name=f"Listening {number}", description="Hears.", proposed_at=LAUNCH, proposed_by=subject
    )
    asked = RoundCapability.objects.create(
        round=about, position=0, capability=capability, name="Listening"
    )
    RoundLevel.objects.bulk_create(
        RoundLevel(capability=asked, position=n, name=f"Level {n}", behaviour=f"Listens {n}.")
        for n in range(1, 5)
    )
    Nomination.objects.bulk_create(
        Nomination(
            round=about, person=person, perspective=perspective,
            nominated_at=LAUNCH, nominated_by=subject, invited_at=LAUNCH,
        )
        for person, perspective in reviewers
    )  # fmt: skip
    if about.is_confidential:
        sealed.new_key(about)
    Round.objects.filter(pk=about.pk).update(launched_at=LAUNCH, launched_by=subject)
    return Round.objects.get(pk=about.pk)


def groups_of(people, **numbers):
    """Deal people out to perspectives."""
    dealt, rest = [], list(people)
    for perspective, number in numbers.items():
        dealt += [(person, perspective) for person in rest[:number]]
        rest = rest[number:]
    return dealt


def whole_answer(about, number):
    """What reviewer `number` says to everything."""
    (capability,) = about.capabilities.all()
    answers = {
        items.question(question.pk): f"Answer {position} of {number}."
        for position, question in enumerate(about.questions.order_by("position"))
    }
    return answers | {
        items.level(capability.pk): str(number % 2 + 2),
        items.keep(capability.pk): f"Keep {number}.",
        items.next_time(capability.pk): f"Try {number}.",
    }


def everybody_answers(about, *, at=OPEN):
    """Let every reviewer of the sealed box say something to everything, each in a transaction."""
    asked = about.nominations.exclude(perspective="coaches").order_by("person__email")
    for number, nomination in enumerate(asked):
        answer(about, nomination, number=number, at=at)


def answer(about, nomination, *, number=0, at=OPEN):
    sealed.write(about, reviewer=nomination.pk, answers=whole_answer(about, number), at=at)


SECRETS: dict[Any, set[str]] = {}  # by round: what must be found in nothing after its release


def sealed_at_once(about):
    """Let everybody answer everything in one insert, and remember what that must not leave."""
    keys = sealed.keys_of(about)
    asked = about.nominations.exclude(perspective="coaches").order_by("person__email")
    rows = []
    for number, reviewer in enumerate(asked.values_list("pk", flat=True)):
        for name, text in whole_answer(about, number).items():
            place = Place(reviewer, about.subject_id, name)
            box = seal(text, keys=keys, place=place)
            rows.append(SealedAnswer(tag=keys.tag(place), round=about, box=box))
    SealedAnswer.objects.bulk_create(rows)
    wrapped = bytes(RoundKey.objects.get(round=about).wrapped)
    found = {wrapped, keys.tags, keys.boxes, *(row.tag for row in rows), *(row.box for row in rows)}
    SECRETS[about.pk] = {secret.hex() for secret in found}


def remembered(about):
    return SECRETS[about.pk]
