"""What Today asks the database, in questions that are written down once."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.models import Coaching, Person
from accounts.querysets import names_of
from core.prepared import Question
from dialogue.models import Answer, CheckIn, HelpAsked, Preparation, Prompt
from dialogue.querysets.help import as_coach
from feedback.models import Asked, Feedback, Round
from feedback.selectors import drafts_of
from goals.models import Ownership, Proposal

SHOWN: Final = 5  # lines of one section; the rest is a click away
TALKS: Final = 8


def ask_talks(viewer: UUID) -> "QuerySet[CheckIn]":
    found = CheckIn.objects.of_side(Person(pk=viewer)).open().for_lists()
    return found.soonest_first()[:TALKS]


def ask_prompts(checkin: UUID, template: UUID, viewer: UUID) -> "QuerySet[Prompt]":
    person = Person(pk=viewer)
    own = Preparation.objects.filter(checkin=checkin, person=person)
    answer = Answer.objects.filter(
        preparation__checkin=checkin, preparation__person=person, prompt=OuterRef("pk")
    )
    theirs = Preparation.objects.visible_to(person).filter(checkin=checkin).exclude(person=person)
    return (
        Prompt.objects.filter(template=template)
        .annotate(
            mine=Subquery(answer.values("text")[:1]),
            version=Subquery(own.values("version")[:1]),
            saved_at=Subquery(own.values("saved_at")[:1]),
            shared_at=Subquery(own.values("shared_at")[:1]),
            shares_at_start=Subquery(own.values("shares_at_start")[:1]),
            theirs=Exists(theirs),
        )
        .order_by("position")
    )


def ask_coachings(viewer: UUID) -> "QuerySet[Coaching]":
    person = Person(pk=viewer)
    asked = Coaching.objects.visible_to(person).waiting().exclude(asked_by=person)
    lines = asked.select_related("coach", "coachee").order_by("asked_at", "pk")[:SHOWN]
    return lines.only("asked_at", "asked_by_id", *names_of("coach", "coachee"))


def ask_ownerships(viewer: UUID, undated_before: datetime) -> "QuerySet[Ownership]":
    mine = Ownership.objects.filter(person=viewer).wanting_a_word(undated_before=undated_before)
    shown = mine.select_related("goal", "named_by")[: SHOWN + 1]
    return shown.only("agreed_at", "goal__title", "goal__version", "named_by__name")


def ask_proposals(viewer: UUID) -> "QuerySet[Proposal]":
    person = Person(pk=viewer)
    waiting = Proposal.objects.visible_to(person).waiting_for(person)
    shown = waiting.select_related("goal", "proposed_by").order_by("proposed_at", "pk")[:SHOWN]
    return shown.only("goal__title", "proposed_by__name")


def ask_received(viewer: UUID, since: datetime) -> "QuerySet[Feedback]":
    received = Feedback.objects.received_by(Person(pk=viewer)).unfiled()
    return received.filter(given_at__gt=since).for_lists().newest_first()[:SHOWN]


def ask_begun(viewer: UUID, at: datetime) -> "QuerySet[Any, Any]":
    person = Person(pk=viewer)
    drafts = drafts_of(person).values(line=JSONObject(key="key", fields="fields", at="saved_at"))
    asked = Asked.objects.waiting_for(person).order_by("asked_at", "pk")
    questions = asked.values(
        line=JSONObject(id="request_id", asker="request__asker__name", question="request__question")
    )
    rounds = Round.objects.waiting_for(person, at=at).order_by("closes_at", "pk")
    lines = rounds.values(
        line=JSONObject(
            id="id", subject="subject_id", name="subject__name", proposer="proposed_by__name",
            title="title", closes="closes_at", released="released_at",
        )
    )  # fmt: skip
    helping = HelpAsked.objects.unanswered().filter(as_coach(person))
    wishes = helping.order_by("wanted__asked_at", "pk").values(
        line=JSONObject(id="id", asker="wanted__person__name", question="wanted__text")
    )
    mine = Person.objects.filter(pk=person.pk).annotate(
        begun=ArraySubquery(drafts[:SHOWN]),
        asked_of=ArraySubquery(questions[:SHOWN]),
        asking=ArraySubquery(lines[:SHOWN]),
        wishes=ArraySubquery(wishes[:SHOWN]),
    )
    return mine.values_list("begun", "asked_of", "asking", "wishes")


OPEN_TALKS = Question(ask_talks, ids=1)
PROMPTS = Question(ask_prompts, ids=3)
COACHINGS = Question(ask_coachings, ids=1)
OWNERSHIPS = Question(ask_ownerships, ids=1, moments=1)
PROPOSALS = Question(ask_proposals, ids=1)
RECEIVED = Question(ask_received, ids=1, moments=1)
BEGUN_AND_ASKED = Question(ask_begun, ids=1, moments=1)
