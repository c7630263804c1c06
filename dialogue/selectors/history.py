"""The history of two people on one timeline: their talks, what came of them, and feedback.

A further source (goals they share) is one more queryset of keys in `keys_between`, and one more
loader in `entries_of`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Left
from django.urls import reverse

from accounts.models import Person
from dialogue.models import CheckIn, Commitment
from dialogue.querysets.checkins import reads_in_full
from feedback.models import Feedback

TALKS, COMMITMENTS, FEEDBACK = "checkins", "commitments", "feedback"
OPENING = 160  # characters of longer texts that stand on a timeline


@dataclass(frozen=True)
class Entry:
    """One line of a timeline; `words` are shown only to who may read them.

    `state` is open, held, skipped or cancelled for a talk; open, done or dropped for a
    commitment, and empty where this reader is not told; praise or improvement for feedback.
    `is_mine` is what this reader promised, or gave.
    """

    kind: str
    pk: UUID
    at: datetime
    url: str
    state: str
    words: str
    is_mine: bool = False
    kept: int = 0
    made: int = 0


def keys_between(viewer: Person, other: Person, show: str = "") -> QuerySet[Any, Any]:
    """Return (kind, id, moment) of what `viewer` sees of the two, newest first; `show` one kind."""
    talks = CheckIn.objects.visible_to(viewer).between(viewer, other)
    commitments = Commitment.objects.visible_to(viewer).between(viewer, other)
    feedback = Feedback.objects.visible_to(viewer).between(viewer, other)
    sources = {
        TALKS: keys(talks, TALKS, "talk_at"),
        COMMITMENTS: keys(commitments, COMMITMENTS, "made_at"),
        FEEDBACK: keys(feedback, FEEDBACK, "given_at"),
    }
    first, *rest = [sources[show]] if show in sources else list(sources.values())
    return first.union(*rest, all=True).order_by("-moment", "key")


def keys(found: QuerySet[Any, Any], kind: str, moment: str) -> QuerySet[Any, Any]:
    """Give every source the same columns."""
    annotated: QuerySet[Any, Any] = (
        found.order_by()
        .annotate(origin=Value(kind, output_field=CharField()), key=F("pk"), moment=F(moment))
        .values_list("origin", "key", "moment")
    )
    return annotated


def entries_of(viewer: Person, keys: Iterable[tuple[str, UUID, datetime]]) -> list[Entry]:
    """Load one page of a timeline, in the order of its keys."""
    wanted: dict[str, list[UUID]] = {TALKS: [], COMMITMENTS: [], FEEDBACK: []}
    ordered = [(kind, pk) for kind, pk, _moment in keys]
    for kind, pk in ordered:
        wanted[kind].append(pk)
    found = {
        TALKS: talk_entries(viewer, CheckIn.objects.filter(pk__in=wanted[TALKS])),
        COMMITMENTS: commitment_entries(viewer, wanted[COMMITMENTS]),
        FEEDBACK: feedback_entries(viewer, wanted[FEEDBACK]),
    }
    return [found[kind][pk] for kind, pk in ordered if pk in found[kind]]


def latest_talks(viewer: Person, other: Person, *, limit: int) -> list[Entry]:
    """The newest talks of the two, the planned ones first."""
    talks = CheckIn.objects.visible_to(viewer).between(viewer, other).newest_first()
    return list(talk_entries(viewer, talks[:limit]).values())


def talk_entries(viewer: Person, talks: QuerySet[CheckIn]) -> dict[UUID, Entry]:
    """Describe talks in one query: state, first words of the notes, commitments made and kept."""
    in_full = reads_in_full(viewer)
    rows = talks.annotate(
        opening=Case(When(in_full, then=Left("notes", OPENING)), default=Value("")),
        reason=Case(
            When(in_full | Q(skipped_by=viewer), then=F("skip_reason")), default=Value("")
        ),
        made=Case(When(in_full, then=commitments_of()), default=0),
        kept=Case(When(in_full, then=commitments_of(done_at__isnull=False)), default=0),
    ).values(
        "pk", "talk_at", "held_at", "skipped_at", "cancelled_at", "opening", "reason", "made",
        "kept",
    )  # fmt: skip
    return {row["pk"]: talk_entry(row) for row in rows}


def commitments_of(**conditions: Any) -> Coalesce:
    counted = (
        Commitment.objects.filter(checkin=OuterRef("pk"), **conditions)
        .order_by()
        .values("checkin")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted), 0)


def talk_entry(row: Mapping[str, Any]) -> Entry:
    states = ("held", "skipped", "cancelled")
    return Entry(
        kind=TALKS,
        pk=row["pk"],
        at=row["talk_at"],
        url=reverse("checkin", args=[row["pk"]]),
        state=next((state for state in states if row[f"{state}_at"]), "open"),
        words=row["opening"].strip() or row["reason"],
        kept=row["kept"],
        made=row["made"],
    )


def commitment_entries(viewer: Person, ids: Iterable[UUID]) -> dict[UUID, Entry]:
    """Describe commitments; whether they were kept is told to who reads the talk in full."""
    rows = Commitment.objects.filter(pk__in=ids).annotate(
        state=Case(
            When(~reads_in_full(viewer, "checkin__") & ~Q(who=viewer), then=Value("")),
            When(done_at__isnull=False, then=Value("done")),
            When(dropped_at__isnull=False, then=Value("dropped")),
            default=Value("open"),
        )
    )
    return {
        row["pk"]: Entry(
            kind=COMMITMENTS,
            pk=row["pk"],
            at=row["made_at"],
            url=reverse("checkin", args=[row["checkin_id"]]),
            state=row["state"],
            words=row["what"],
            is_mine=row["who_id"] == viewer.pk,
        )
        for row in rows.values("pk", "made_at", "checkin_id", "state", "what", "who_id")
    }


def feedback_entries(viewer: Person, ids: Iterable[UUID]) -> dict[UUID, Entry]:
    """Describe feedback between the two by what was seen, as far as it fits on a line."""
    rows = Feedback.objects.visible_to(viewer).filter(pk__in=ids)
    found = rows.annotate(opening=Left("behaviour", OPENING)).values(
        "pk", "given_at", "kind", "opening", "giver_id"
    )
    return {
        row["pk"]: Entry(
            kind=FEEDBACK,
            pk=row["pk"],
            at=row["given_at"],
            url=reverse("feedback_piece", args=[row["pk"]]),
            state=row["kind"],
            words=row["opening"].strip(),
            is_mine=row["giver_id"] == viewer.pk,
        )
        for row in found
    }
