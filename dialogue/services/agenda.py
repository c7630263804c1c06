"""What a talk is about: either side adds points, and unfinished ones go on to the next talk."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from dialogue.models import AgendaPoint, CheckIn
from dialogue.services.locks import lock, lock_open, show

LONGEST_POINT = 500
MOST_POINTS = 100
IN_BETWEEN = 0  # positions begin with 1; this one is free while two points change places


class PointMissing(RuleError):
    """A point of the agenda needs words, and not too many."""


class AgendaIsFull(RuleError):
    """Nobody talks about that many things at once."""


@transaction.atomic
def add_agenda_point(checkin: CheckIn, *, by: Person, at: datetime, text: str) -> AgendaPoint:
    """Add a point at the end."""
    locked = lock_open(checkin, by=by)
    words = checked(text)
    if locked.agenda.count() >= MOST_POINTS:
        raise AgendaIsFull(_("This agenda is full. Keep some points for the next talk."))
    point = AgendaPoint.objects.create(
        checkin=locked, author=by, text=words, position=last_position(locked) + 1, added_at=at
    )
    audit.record(by=by, action="agenda_point.add", on=point, at=at)
    return point


@transaction.atomic
def edit_agenda_point(point: AgendaPoint, *, by: Person, at: datetime, text: str) -> None:
    """Say one's own point in other words."""
    lock_open(point.checkin, by=by)
    require_author(point, by)
    point.text = checked(text)
    point.save(update_fields=["text"])
    audit.record(by=by, action="agenda_point.edit", on=point, at=at)


@transaction.atomic
def remove_agenda_point(point: AgendaPoint, *, by: Person, at: datetime) -> None:
    """Take one's own point off the agenda."""
    lock_open(point.checkin, by=by)
    require_author(point, by)
    audit.record(by=by, action="agenda_point.remove", on=point, at=at)
    AgendaPoint.objects.filter(pk=point.pk).delete()


@transaction.atomic
def reorder_agenda_point(point: AgendaPoint, *, by: Person, at: datetime, up: bool) -> None:
    """Let a point change places with its neighbour; at the end of the list nothing happens."""
    locked = lock_open(point.checkin, by=by)
    points = list(locked.agenda.in_order())
    here = next(number for number, other in enumerate(points) if other.pk == point.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(points):
        return
    mine, neighbour = points[here], points[there]
    for pk, position in (
        (mine.pk, IN_BETWEEN),
        (neighbour.pk, mine.position),
        (mine.pk, neighbour.position),
    ):
        AgendaPoint.objects.filter(pk=pk).update(position=position)
    audit.record(by=by, action="agenda_point.reorder", on=point, at=at)


@transaction.atomic
def mark_agenda_point(point: AgendaPoint, *, by: Person, at: datetime, done: bool) -> None:
    """Tick a point that was talked about, or take the tick away; also after the talk."""
    lock(point.checkin, by=by)
    point = AgendaPoint.objects.get(pk=point.pk)
    if done == bool(point.done_at):
        return
    point.done_at, point.done_by = (at, by) if done else (None, None)
    point.save(update_fields=["done_at", "done_by"])
    audit.record(by=by, action="agenda_point.mark", on=point, at=at)


def carry_on(checkin: CheckIn, *, at: datetime) -> None:
    """Copy what was not got round to to the next open talk of the two, if there is one."""
    following = CheckIn.objects.open().of_relation(checkin).exclude(pk=checkin.pk)
    if coming := following.soonest_first().first():
        carry_over([coming], at=at)


def carry_over(checkins: Iterable[CheckIn], *, at: datetime) -> int:
    """Copy unfinished points of settled talks to these talks of the same two; say how many.

    For whoever plans talks, however many: call it with new ones that are the next of their pair.
    A point is copied once (`carried_from` is unique), with its author, and never from a coaching
    to a talk among peers, since a former coach no longer reads it there.
    """
    ids = [checkin.pk for checkin in checkins]
    locked = CheckIn.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    coming = {relation_of(checkin): checkin for checkin in locked}
    people = {side for checkin in coming.values() for side in checkin.side_ids}
    unfinished = AgendaPoint.objects.unfinished().filter(
        checkin__person__in=people, checkin__partner__in=people
    )
    copies = [
        AgendaPoint(
            checkin=coming[relation_of(point.checkin)],
            author_id=point.author_id,
            text=point.text,
            added_at=at,
            carried_from=point,
        )
        for point in unfinished.select_related("checkin").defer("checkin__notes")
        if relation_of(point.checkin) in coming
    ]
    put_at_the_end(copies)
    AgendaPoint.objects.bulk_create(  # a plain "do nothing" would stumble over the deferred order
        copies,
        update_conflicts=True,
        unique_fields=["carried_from"],
        update_fields=["carried_from"],
    )
    show({point.checkin_id for point in copies})
    return len(copies)


def relation_of(checkin: CheckIn) -> tuple[bool, UUID, UUID]:
    """Name the two people of a talk and how they talk; among peers neither comes first."""
    if checkin.coaching_id:
        return (True, checkin.person_id, checkin.partner_id)
    one, other = sorted(checkin.side_ids)
    return (False, one, other)


def put_at_the_end(points: Iterable[AgendaPoint]) -> None:
    """Give new points places after those that their talks have."""
    last: dict[UUID, int] = {}
    for point in points:
        if point.checkin_id not in last:
            last[point.checkin_id] = last_position(point.checkin)
        last[point.checkin_id] += 1
        point.position = last[point.checkin_id]


def checked(text: str) -> str:
    """Return the words of a point without spaces around them."""
    words = text.strip()
    if not words or len(words) > LONGEST_POINT:
        sentence = _("Say in at most %(count)s characters what you would like to talk about.")
        filled = sentence % {"count": LONGEST_POINT}
        raise PointMissing(filled, fields={"text": filled})
    return words


def require_author(point: AgendaPoint, person: Person) -> None:
    if point.author_id != person.pk:
        raise PermissionDenied


def last_position(checkin: CheckIn) -> int:
    return checkin.agenda.aggregate(last=Max("position"))["last"] or 0
