"""Today: what is due from me, what came for me, where my numbers stand, whom I talk with next.

Ten queries at most, however much there is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Person
from accounts.selectors import CoachingLine
from dialogue.models import CheckIn, Prompt
from dialogue.selectors.coach import Promised, my_promises
from dialogue.selectors.desk import Talk, as_seen
from feedback.models import Feedback
from feedback.selectors.inbox import beginning
from goals.models import Goal, Ownership, Proposal
from goals.selectors.metrics import MetricRow, metrics_to_update
from home.selectors import questions
from notifications.bell import waiting_for
from notifications.models import Notification
from notifications.selectors import Entry, entries_of

TO_PREPARE = timedelta(days=7)
LATELY = timedelta(days=14)
TO_DATE = timedelta(days=3)  # before anybody is asked until when
MORNING, AFTERNOON, EVENING = 4, 12, 18  # hours at which the greeting changes
# Nudges about what has a section of its own on this page.
SHOWN_ELSEWHERE = {
    "checkin.prepare", "checkin.remind", "checkin.planned", "checkin.moved", "commitment.made",
    "group_talk.prepare", "group_talk.remind", "reflection.prepare", "reflection.remind",
    "commitment.coming", "commitment.due",
    "coaching.asked", "coaching.offered", "help.asked", "goal.named", "goal.change_proposed",
    "feedback.received", "feedback.asked", "feedback.round_proposed", "feedback.round_invited",
    "feedback.round_reminder", "feedback.round_released",
}  # fmt: skip


@dataclass(frozen=True)
class NextTalk:
    """The talk to prepare: how far I am, and the first prompt that I have not answered.

    `prompt` is None when all are answered. `other_is_ready` is told only where the other side
    shares its answers.
    """

    talk: Talk
    prompt: Prompt | None
    answered: int
    asked: int
    version: int
    saved_at: datetime | None
    is_shared: bool
    shares_at_start: bool
    other_is_ready: bool


@dataclass(frozen=True)
class Begun:
    """Feedback that was begun and not sent: its draft, how it begins, and when it was saved."""

    id: UUID
    beginning: str
    saved_at: datetime


@dataclass(frozen=True)
class Question:
    """What a colleague asks of me: feedback about them, or my help; who asks, in which words."""

    id: UUID
    asker: str
    text: str


@dataclass(frozen=True)
class RoundLine:
    """A 360 round: one that asks for my view, one proposed to me, or a report of mine.

    One that I have answered stays here until it closes, as for everybody who was invited.
    """

    id: UUID
    about_me: bool
    name: str  # of its subject, or of who proposes it to me
    title: str
    closes_at: datetime | None
    is_released: bool


@dataclass(frozen=True)
class Today:
    """Everything on the page."""

    greeting: str
    next_talk: NextTalk | None
    to_settle: tuple[Talk, ...]
    coming: tuple[Talk, ...]
    promises: tuple[Promised, ...]
    coachings: tuple[CoachingLine, ...]
    ownerships: tuple[Ownership, ...]
    proposals: tuple[Proposal, ...]
    asked: tuple[Question, ...]
    wishes: tuple[Question, ...]
    rounds: tuple[RoundLine, ...]
    undated: Goal | None
    received: tuple[Feedback, ...]
    numbers: tuple[MetricRow, ...]
    drafts: tuple[Begun, ...]
    news: tuple[Entry, ...]
    waiting: int

    @property
    def questions(self) -> int:
        """How many answers others wait for."""
        asked = (self.coachings, self.ownerships, self.proposals, self.asked, self.wishes)
        return sum(map(len, (*asked, self.to_settle))) + (self.undated is not None)

    @property
    def is_first_day(self) -> bool:
        """Nothing has begun: nobody to talk with, no number, no word received."""
        begun = (self.next_talk, self.to_settle, self.coming, self.promises, self.received)
        asked = (self.coachings, self.ownerships, self.proposals, self.asked, self.wishes)
        more = (self.undated, self.numbers, self.drafts, self.rounds)
        return not any((*begun, *asked, *more))


def today_of(person: Person, *, at: datetime) -> Today:
    """Compose the page of one person."""
    talks = open_talks(person)
    ahead = tuple(talk for talk in talks if talk.checkin.planned_at > at)
    waiting = waiting_for(person, at=at)
    named = ownerships_of(person, at)
    begun, asked, rounds, wishes = begun_and_asked(person, at)
    return Today(
        greeting=greeting_at(at),
        next_talk=next_talk(person, ahead, at),
        to_settle=tuple(talk for talk in talks if talk.checkin.planned_at <= at),
        coming=ahead,
        promises=tuple(my_promises(person, limit=questions.SHOWN)),
        coachings=questions_of_coaching(person),
        ownerships=tuple(one for one in named if not one.agreed_at)[: questions.SHOWN],
        proposals=proposals_to_answer(person),
        asked=asked,
        wishes=wishes,
        rounds=rounds,
        undated=next((one.goal for one in named if one.agreed_at), None),
        received=received_lately(person, at),
        numbers=tuple(metrics_to_update(person, at, limit=questions.SHOWN)),
        drafts=begun,
        news=news_among(waiting, at),
        waiting=len(waiting),
    )


def news_among(waiting: Sequence[Notification], at: datetime) -> tuple[Entry, ...]:
    """Nudges of the last two weeks that have no section of their own."""
    rows = (row for row in waiting if row.kind not in SHOWN_ELSEWHERE)
    return tuple(entries_of(row for row in rows if row.due_at > at - LATELY))


def greeting_at(at: datetime) -> str:
    """Return the part of the day in the active time zone: morning, afternoon or evening."""
    hour = timezone.localtime(at).hour
    if MORNING <= hour < AFTERNOON:
        return "morning"
    return "afternoon" if AFTERNOON <= hour < EVENING else "evening"


def open_talks(person: Person) -> list[Talk]:
    """Talks of mine that are not settled, the soonest first."""
    return as_seen(person, questions.OPEN_TALKS.all(person.pk))


def next_talk(person: Person, ahead: Sequence[Talk], at: datetime) -> NextTalk | None:
    """The first talk of the coming week, with the first prompt that waits for an answer."""
    soon = [talk for talk in ahead if talk.checkin.planned_at <= at + TO_PREPARE]
    return prepared(person, soon[0]) if soon else None


def prepared(person: Person, talk: Talk) -> NextTalk:
    """How far somebody is with one talk, in one query."""
    prompts = prompts_with_answers(person, talk.checkin)
    answers = {prompt.pk: prompt.mine for prompt in prompts}
    left = [prompt for prompt in prompts if not prompt.mine]
    state = prompts[0] if prompts else None
    return NextTalk(
        talk=talk,
        prompt=left[0] if left else None,
        answered=sum(bool(text) for text in answers.values()),
        asked=len(prompts),
        version=(state.version if state else 0) or 0,
        saved_at=state.saved_at if state else None,
        is_shared=bool(state and state.shared_at),
        shares_at_start=state is None or state.shares_at_start is not False,
        other_is_ready=bool(state and state.theirs),
    )


def prompts_with_answers(person: Person, checkin: CheckIn) -> list[Any]:
    """The prompts of a talk, each with my answer, my preparation, and whether theirs is shared."""
    if checkin.template_id is None:
        return []
    return questions.PROMPTS.all(checkin.pk, checkin.template_id, person.pk)


def questions_of_coaching(person: Person) -> tuple[CoachingLine, ...]:
    """Questions and offers of coaching that wait for my answer."""
    return tuple(CoachingLine.of(one, person) for one in questions.COACHINGS.all(person.pk))


def ownerships_of(person: Person, at: datetime) -> list[Ownership]:
    """Goals that wait for a word of mine: a yes or no, then those that could have a due day."""
    return questions.OWNERSHIPS.all(person.pk, at - TO_DATE)


def proposals_to_answer(person: Person) -> tuple[Proposal, ...]:
    """Changes that colleagues propose to goals of mine, the oldest first."""
    return tuple(questions.PROPOSALS.all(person.pk))


def received_lately(person: Person, at: datetime) -> tuple[Feedback, ...]:
    """What colleagues wrote to me in the last two weeks, the newest first."""
    return tuple(questions.RECEIVED.all(person.pk, at - LATELY))


def begun_and_asked(
    person: Person, at: datetime
) -> tuple[tuple[Begun, ...], tuple[Question, ...], tuple[RoundLine, ...], tuple[Question, ...]]:
    """What I have begun to write, what colleagues ask me, and 360 rounds; all with one query."""
    ((begun, asked, asking, wishes),) = questions.BEGUN_AND_ASKED.rows(person.pk, at)
    return (
        tuple(begun_in(json.loads(line)) for line in begun),
        tuple(question_in(json.loads(line)) for line in asked),
        tuple(round_in(json.loads(line), person) for line in asking),
        tuple(question_in(json.loads(line)) for line in wishes),
    )


def round_in(line: dict[str, Any], person: Person) -> RoundLine:
    """Read one round."""
    about_me = line["subject"] == str(person.pk)
    closes = datetime.fromisoformat(line["closes"]) if line["closes"] else None
    return RoundLine(
        id=UUID(line["id"]),
        about_me=about_me,
        name=(line["proposer"] or "") if about_me else line["name"],
        title=line["title"],
        closes_at=closes,
        is_released=bool(line["released"]),
    )


def begun_in(line: dict[str, Any]) -> Begun:
    """Read one draft."""
    saved_at = datetime.fromisoformat(line["at"])
    return Begun(UUID(line["key"].rpartition("/")[2]), beginning(line["fields"]), saved_at)


def question_in(line: dict[str, Any]) -> Question:
    """Read one question."""
    return Question(UUID(line["id"]), line["asker"], line["question"])


def talk_for(person: Person, pk: UUID) -> Talk | None:
    """An open talk of mine."""
    found = CheckIn.objects.of_side(person).open().for_lists().filter(pk=pk)
    return next(iter(as_seen(person, found)), None)
