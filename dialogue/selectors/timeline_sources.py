"""Where the lines of a timeline come from: each source gives the same columns, its newest rows.

The columns are: source, id, moment, number of all rows, state, words, whether it is the viewer's
own, whether the talk is read in full, who gave it (of feedback by a third person), and the id in
the address. The people carry nothing but their ids.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    TextField,
    UUIDField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Left

from accounts.models import AgreementWording, Coaching, Person
from dialogue.models import CheckIn, Commitment, PointSource, StartedGoal
from dialogue.selectors.history import READ
from feedback.models import Feedback
from goals.models import Goal, Ownership, Proposal

Rows = QuerySet[Any, Any]
Source = Callable[[Person, Person, int, datetime | None], Rows]
NOBODY = Cast(Value(None), UUIDField())
NO = Value(False, output_field=BooleanField())
TOLD = (
    "source", "line", "moment", "how_many", "ending", "said", "own", "in_full", "third", "target",
)  # fmt: skip


def newest(
    found: QuerySet[Any], source: str, most: int, until: datetime | None, **told: Any
) -> Rows:
    """Give a source the columns of all, and leave its newest rows."""
    columns = {
        "source": Value(source, output_field=CharField()),
        "line": F("pk"),
        "in_full": NO,
        "third": NOBODY,
        "target": F("pk"),
        **told,
    }
    lines = found.order_by().annotate(**columns)
    if until is not None:
        lines = lines.filter(moment__lt=until)
    counted = lines.annotate(how_many=Window(Count("pk")))
    rows: Rows = counted.values_list(*TOLD).order_by("-moment", "line")[:most]
    return rows


def yes(condition: Q) -> "ExpressionWrapper[Q]":
    """Return a condition as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def text(words: str) -> Value:
    return Value(words, output_field=TextField())


def ending(default: str, **moments: str) -> Case:
    """Say by the moment that is filled in how something ended."""
    cases = [
        When(**{f"{column}__isnull": False, "then": text(end)}) for end, column in moments.items()
    ]
    return Case(*cases, default=text(default), output_field=TextField())


def full(viewer: Person, other: Person, prefix: str = "") -> Q:
    """Say that the viewer reads all that is shared on a talk of the two.

    The twin of `querysets.checkins.reads_in_full` for a pair, asked once and not for each row.
    """
    coaches = Coaching.objects.active().filter(coach=viewer, coachee=other)
    return (
        Q(**{f"{prefix}person": viewer})
        | Q(**{f"{prefix}coaching__isnull": True})
        | Q(Exists(coaches))
    )


def talks(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """How talks ended, and the first words of the notes or why they were skipped."""
    opening, in_full = Left("notes", READ), full(viewer, other)
    told = Q(skipped_by=viewer) | in_full
    return newest(
        CheckIn.objects.visible_to(viewer).between(viewer, other), "checkins", most, until,
        moment=F("talk_at"),
        ending=ending("open", held="held_at", skipped="skipped_at", cancelled="cancelled_at"),
        said=Case(
            When(in_full & ~Q(notes__regex=r"^\s*$"), then=Cast(opening, TextField())),
            When(told, then=Cast("skip_reason", TextField())),
            default=text(""), output_field=TextField(),
        ),
        own=NO, in_full=yes(in_full),
    )  # fmt: skip


def commitments(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """What was promised; whether it was kept is told to who reads the talk in full."""
    return promised(Q(), viewer, other, most, until)


def settled_commitments(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """What was promised, but for what the viewer is told is still open."""
    is_open = Q(done_at__isnull=True, dropped_at__isnull=True)
    return promised(~(is_open & is_told(viewer, other)), viewer, other, most, until)


def promised(which: Q, viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    found = Commitment.objects.visible_to(viewer).between(viewer, other).filter(which)
    ends = ending("open", done="done_at", dropped="dropped_at")
    return newest(
        found, "commitments", most, until,
        moment=F("made_at"), said=Cast("what", TextField()), own=yes(Q(who=viewer)),
        target=F("checkin"),
        ending=Case(
            When(is_told(viewer, other), then=ends), default=text(""), output_field=TextField()
        ),
    )  # fmt: skip


def is_told(viewer: Person, other: Person) -> Q:
    """Say that the viewer is told what became of a commitment."""
    return Q(who=viewer) | full(viewer, other, "checkin__")


def feedback(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """What the two told each other."""
    return newest(
        Feedback.objects.visible_to(viewer).between(viewer, other), "feedback", most, until,
        moment=F("given_at"), ending=Cast("kind", TextField()),
        said=Cast(Left("behaviour", READ), TextField()), own=yes(Q(giver=viewer)),
    )  # fmt: skip


def shared_feedback(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """What one of the two received from a third person and shows to the other, the wall aside."""
    theirs = Feedback.objects.visible_to(viewer).filter(recipient=other)
    mine = Feedback.objects.visible_to(other).received_by(viewer)
    ids = theirs.values("pk").union(mine.values("pk"), all=True)
    found = Feedback.objects.filter(pk__in=ids, withdrawn_at__isnull=True)
    found = found.exclude(giver__in=[viewer.pk]).exclude(giver__in=[other.pk])
    return newest(
        found.exclude(readers="everyone"), "feedback:shared", most, until,
        moment=F("given_at"), ending=Cast("kind", TextField()),
        said=Cast(Left("behaviour", READ), TextField()),
        own=yes(Q(recipient=viewer)), third=F("giver"),
    )  # fmt: skip


def started_goals(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """Goals that were started from talks of the two."""
    between = CheckIn.objects.between(viewer, other)
    return newest(
        StartedGoal.objects.visible_to(viewer).filter(checkin__in=between), "goals:started",
        most, until,
        moment=F("started_at"), ending=text("started"), said=Cast("goal__title", TextField()),
        own=yes(Q(started_by=viewer)), target=F("goal"),
    )  # fmt: skip


def discussed_goals(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """Goals that a point of the agenda of the two came from."""
    between = CheckIn.objects.read_in_full_by(viewer).between(viewer, other)
    points = PointSource.objects.filter(goal__isnull=False, point__checkin__in=between)
    return newest(
        points, "goals:discussed", most, until,
        line=F("point_id"), moment=F("point__added_at"), ending=text("discussed"),
        said=Cast("goal__title", TextField()), own=yes(Q(point__author=viewer)), target=F("goal"),
    )  # fmt: skip


def of_both(viewer: Person, other: Person) -> QuerySet[Any, Any]:
    """The ids of goals that both own; goals and their owners are open to every member."""
    owned = Ownership.objects.filter(agreed_at__isnull=False)
    theirs = owned.filter(person=other).values("goal")
    return owned.filter(person=viewer, goal__in=theirs).values("goal")


def goals_of_both(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """Goals that both own, when they were proposed."""
    return newest(
        Goal.objects.filter(pk__in=of_both(viewer, other)), "goals:shared", most, until,
        moment=F("proposed_at"), ending=text("shared"), said=Cast("title", TextField()),
        own=yes(Q(proposed_by=viewer)),
    )  # fmt: skip


def ended_goals(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """Goals that both own, when they were achieved or let go."""
    ended = Goal.objects.filter(pk__in=of_both(viewer, other)).in_state("ended")
    return newest(
        ended, "goals:ended", most, until,
        moment=Case(When(achieved_at__isnull=False, then=F("achieved_at")), default=F("let_go_at")),
        ending=ending("let_go", achieved="achieved_at"), said=Cast("title", TextField()),
        own=yes(Q(achieved_by=viewer) | Q(let_go_by=viewer)),
    )  # fmt: skip


def changed_goals(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """Changes to goals that both own, when they were accepted."""
    accepted = Proposal.objects.filter(goal__in=of_both(viewer, other), accepted_at__isnull=False)
    return newest(
        accepted, "goals:changed", most, until,
        moment=F("accepted_at"), ending=text("changed"), said=Cast("goal__title", TextField()),
        own=yes(Q(accepted_by=viewer)), target=F("goal"),
    )  # fmt: skip


def agreements(viewer: Person, other: Person, most: int, until: datetime | None) -> Rows:
    """What each of the two commits to, whenever it was written anew."""
    between = Q(coaching__coach=viewer, coaching__coachee=other)
    between |= Q(coaching__coach=other, coaching__coachee=viewer)
    return newest(
        AgreementWording.objects.visible_to(viewer).filter(between), "agreement", most, until,
        moment=F("written_at"), ending=text("written"),
        said=Cast(Left("text", READ), TextField()), own=yes(Q(author=viewer)),
        target=F("coaching"),
    )  # fmt: skip


SOURCES: dict[str, Sequence[Source]] = {
    "checkins": (talks,),
    "commitments": (commitments,),
    "goals": (started_goals, discussed_goals, goals_of_both, ended_goals, changed_goals),
    "feedback": (feedback, shared_feedback),
    "agreement": (agreements,),
}
ALL = tuple(source for each in SOURCES.values() for source in each)
# What is news between two talks: neither the talks themselves nor what is still to be done.
NEWS = (settled_commitments, *SOURCES["goals"], *SOURCES["feedback"], *SOURCES["agreement"])
