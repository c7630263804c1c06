"""Pictures composed of several tables, as pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import OuterRef, Subquery

from accounts.models import (
    Agreement,
    AgreementConfirmation,
    AgreementWording,
    Coaching,
    Membership,
    Person,
)
from core.querysets import AuditEntryQuerySet


@dataclass(frozen=True)
class CoachingLine:
    """One relation as one of its two sides sees it; `agreement` says how far that is."""

    coaching: Coaching
    other: Person
    viewer_is_coach: bool
    viewer_asked: bool
    agreement: str = ""

    @classmethod
    def of(cls, coaching: Coaching, viewer: Person, *, at: datetime | None = None) -> Self:
        """Describe the relation; with `at`, a relation whose agreement is loaded beside it."""
        return cls(
            coaching=coaching,
            other=coaching.other_side(viewer),
            viewer_is_coach=coaching.coach_id == viewer.pk,
            viewer_asked=coaching.asked_by_id == viewer.pk,
            agreement=state_of_agreement(coaching, viewer, at=at) if at else "",
        )


def state_of_agreement(coaching: Coaching, viewer: Person, *, at: datetime) -> str:
    """Say how far it is for this side: none, written, agreed, or to be looked back at."""
    agreement = getattr(coaching, "agreement", None)
    if agreement is None or not agreement.version:
        return "none"
    if agreement.is_to_look_back(viewer, at=at):
        return "look_back"
    return "agreed" if agreement.is_agreed else "written"


@dataclass(frozen=True)
class PersonPicture:
    """A person as this viewer may see them; of coaching, only where the viewer is a side."""

    person: Person
    memberships: list[Membership]
    coachings: list[CoachingLine]
    may_ask: bool
    may_offer: bool
    has_history: bool


def person_picture(person: Person, *, viewer: Person, at: datetime) -> PersonPicture:
    """Compose a person's page."""
    relations = Coaching.objects.visible_to(viewer).with_side(person).with_people()
    between = list(relations.select_related("agreement").newest_first()[:200])
    open_ones = [one for one in between if one.ended_at is None and not _somebody_left(one)]
    is_other = person.pk != viewer.pk and not person.has_left
    return PersonPicture(
        person=person,
        memberships=list(Membership.objects.filter(person=person).with_teams()[:200]),
        coachings=[CoachingLine.of(one, viewer, at=at) for one in open_ones],
        may_ask=is_other and all(one.coach_id != person.pk for one in open_ones),
        may_offer=is_other and all(one.coachee_id != person.pk for one in open_ones),
        has_history=person.pk != viewer.pk and any(one.accepted_at for one in between),
    )


def _somebody_left(coaching: Coaching) -> bool:
    return coaching.coach.has_left or coaching.coachee.has_left


@dataclass(frozen=True)
class CoachingsPicture:
    """Somebody's own coaching: who coaches them, whom they coach, and what waits."""

    waiting_for_me: list[CoachingLine]
    coaches: list[CoachingLine]
    coachees: list[CoachingLine]
    waiting_for_others: list[CoachingLine]


def coachings_picture(person: Person, *, at: datetime) -> CoachingsPicture:
    """Compose the page of one's own coaching, each list in the order of names."""
    relations = Coaching.objects.visible_to(person).open().with_people()
    found = relations.select_related("agreement")[:1000]
    lines = [CoachingLine.of(one, person, at=at) for one in found]
    lines.sort(key=lambda line: (line.other.search_key, str(line.other.pk)))
    active = [line for line in lines if line.coaching.accepted_at]
    waiting = [line for line in lines if not line.coaching.accepted_at]
    return CoachingsPicture(
        waiting_for_me=[line for line in waiting if not line.viewer_asked],
        coaches=[line for line in active if not line.viewer_is_coach],
        coachees=[line for line in active if line.viewer_is_coach],
        waiting_for_others=[line for line in waiting if line.viewer_asked],
    )


@dataclass(frozen=True)
class AgreementSide:
    """What one side commits to, since when, and whether they confirmed the words as they stand."""

    person: Person
    text: str
    written_at: datetime | None
    confirmed_at: datetime | None


@dataclass(frozen=True)
class AgreementPicture:
    """The agreement as one of its two sides sees it; `theirs` is None where it closed for them.

    `is_open`: it can be written and confirmed. `waits`: both wrote, and this side has not confirmed
    the words as they stand. `is_to_look_back`: this side is offered to look back at it.
    """

    line: CoachingLine
    version: int
    mine: AgreementSide
    theirs: AgreementSide | None
    is_open: bool
    is_agreed: bool
    agreed_at: datetime | None
    waits: bool
    is_to_look_back: bool


def agreement_picture(coaching: Coaching, viewer: Person, *, at: datetime) -> AgreementPicture:
    """Compose the page of an agreement, in one query beside the relation itself."""
    line = CoachingLine.of(coaching, viewer)
    agreement = getattr(coaching, "agreement", None) or Agreement(coaching=coaching)
    visible = AgreementWording.objects.visible_to(viewer).of(coaching)
    newest = visible.order_by("author", "-version").distinct("author")
    latest = {wording.author_id: wording for wording in newest}
    mine = agreement_side(agreement, viewer, latest.get(viewer.pk))
    theirs = agreement_side(agreement, line.other, latest.get(line.other.pk))
    is_open = coaching.is_active and not _somebody_left(coaching)
    both_wrote = bool(mine.text and theirs.text)
    moments = [one.confirmed_at for one in (mine, theirs) if one.confirmed_at]
    return AgreementPicture(
        line=line,
        version=agreement.version,
        mine=mine,
        theirs=theirs if is_open or not line.viewer_is_coach else None,
        is_open=is_open,
        is_agreed=agreement.is_agreed,
        agreed_at=max(moments) if agreement.is_agreed else None,
        waits=is_open and both_wrote and mine.confirmed_at is None,
        is_to_look_back=is_open and agreement.is_to_look_back(viewer, at=at),
    )


def agreement_side(
    agreement: Agreement, person: Person, wording: AgreementWording | None
) -> AgreementSide:
    return AgreementSide(
        person=person,
        text=wording.text if wording else "",
        written_at=wording.written_at if wording else None,
        confirmed_at=agreement.confirmed_by(person),
    )


@dataclass(frozen=True)
class AgreementVersion:
    """One version: who wrote what, what they had written before, and who confirmed it when."""

    wording: AgreementWording
    before: str
    is_mine: bool
    confirmations: Sequence[AgreementConfirmation]


def agreement_versions(
    wordings: Iterable[AgreementWording], coaching: Coaching, viewer: Person
) -> list[AgreementVersion]:
    """Describe a page of wordings that this reader sees, with their confirmations."""
    shown = list(wordings)
    confirmations: defaultdict[int, list[AgreementConfirmation]] = defaultdict(list)
    visible = AgreementConfirmation.objects.visible_to(viewer).filter(coaching=coaching)
    for one in visible.filter(version__in=[wording.version for wording in shown]).in_order():
        one.person = coaching.coach if one.person_id == coaching.coach_id else coaching.coachee
        confirmations[one.version].append(one)
    return [
        AgreementVersion(
            wording=wording,
            before=getattr(wording, "before", None) or "",
            is_mine=wording.author_id == viewer.pk,
            confirmations=confirmations[wording.version],
        )
        for wording in shown
    ]


def with_whom(acts: AuditEntryQuerySet) -> AuditEntryQuerySet:
    """Load with each act the name that the person it was done to has now, if it was one."""
    person = Person.objects.filter(pk=OuterRef("subject"))
    return acts.annotate(about=Subquery(person.values("name")))
