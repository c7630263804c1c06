"""What a talk is about: every side adds points, and unfinished ones go on to the next talk."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, IntegerField, Max, Q, Value, When
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from dialogue.models import AgendaPoint, CheckIn, PointSource
from dialogue.selectors.names import with_groups
from dialogue.services.locks import lock, lock_open, show

LONGEST_POINT = 500
MOST_POINTS = 100


class PointMissing(RuleError):
    """A point of the agenda needs words, and not too many."""


class AgendaIsFull(RuleError):
    """Nobody talks about that many things at once."""


@transaction.atomic
def add_agenda_point(
    checkin: CheckIn, *, by: Person, at: datetime, text: str, source: PointSource | None = None
) -> AgendaPoint:
    """Add a point at the end; `source` is what it is about, as the one who adds it may see it."""
    locked = lock_open(checkin, by=by)
    words = checked(text)
    if locked.agenda.count() >= MOST_POINTS:
        raise AgendaIsFull(_("This agenda is full. Keep some points for the next talk."))
    point = AgendaPoint.objects.create(
        checkin=locked, author=by, text=words, position=last_position(locked) + 1, added_at=at
    )
    if source is not None:
        source.point = point
        source.save()
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
    points = list(locked.agenda.in_order().values_list("pk", flat=True))
    here = points.index(point.pk)
    put_in_place(locked, points, point, here - 1 if up else here + 1, by=by, at=at)


@transaction.atomic
def place_agenda_point(point: AgendaPoint, *, by: Person, at: datetime, place: int) -> None:
    """Put a point at a place of the list, which is counted from 1; beyond its end is its end."""
    locked = lock_open(point.checkin, by=by)
    points = list(locked.agenda.in_order().values_list("pk", flat=True))
    wanted = min(max(place, 1), len(points)) - 1
    put_in_place(locked, points, point, wanted, by=by, at=at)


def put_in_place(
    checkin: CheckIn,
    points: list[UUID],
    point: AgendaPoint,
    place: int,
    *,
    by: Person,
    at: datetime,
) -> None:
    """Move one point of a list there; the others keep their order among each other."""
    if not 0 <= place < len(points) or points[place] == point.pk:
        return
    points.remove(point.pk)
    points.insert(place, point.pk)
    last = last_position(checkin)
    # First behind the list, then to their places: no two points share one for a moment.
    for first in (last + 1, 1):
        places = [When(pk=pk, then=Value(first + n)) for n, pk in enumerate(points)]
        checkin.agenda.update(position=Case(*places, output_field=IntegerField()))
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
    """Copy what was not got round to to the next open talk of the same people, if there is one."""
    following = CheckIn.objects.open().of_relation(checkin).exclude(pk=checkin.pk)
    if coming := following.soonest_first().first():
        carry_over([coming], at=at)


def carry_over(checkins: Iterable[CheckIn], *, at: datetime) -> int:
    """Copy unfinished points of settled talks to these talks of the same people; say how many.

    For whoever plans talks, however many: call it with new ones that are the next of their pair.
    A point is copied once (`carried_from` is unique), with its author and what it is about, and
    never to somebody who did not read it where it stood: not from a coaching to a talk among
    peers, since a former coach no longer reads it there, and in a group not to who came later.
    """
    ids = [checkin.pk for checkin in checkins]
    locked = CheckIn.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    coming = {relation_of(checkin): checkin for checkin in locked}
    copies = [
        AgendaPoint(
            checkin=coming[relation_of(point.checkin)],
            author_id=point.author_id,
            text=point.text,
            added_at=at,
            carried_from=point,
        )
        for point in unfinished_of(list(coming.values()))
        if is_for(point, coming.get(relation_of(point.checkin)))
    ]
    put_at_the_end(copies)
    AgendaPoint.objects.bulk_create(  # a plain "do nothing" would stumble over the deferred order
        copies,
        update_conflicts=True,
        unique_fields=["carried_from"],
        update_fields=["carried_from"],
    )
    show({point.checkin_id for point in copies})
    keep_sources(copies)
    return len(copies)


def unfinished_of(coming: list[CheckIn]) -> Iterable[AgendaPoint]:
    """What is left over from earlier talks of these people."""
    pairs = {side for one in coming if one.partner_id for side in one.side_ids}
    alone = [one.person_id for one in coming if one.is_reflection]
    together = [one.series for one in coming if one.is_group]
    earlier = Q(pk__in=[])
    if pairs:
        earlier |= Q(checkin__person__in=pairs, checkin__partner__in=pairs)
    if alone:
        earlier |= Q(checkin__person__in=alone, checkin__kind=CheckIn.Kind.REFLECTION)
    if together:
        earlier |= Q(checkin__series__in=together)
    found = AgendaPoint.objects.unfinished().filter(earlier)
    points = list(found.select_related("checkin").defer("checkin__notes"))
    with_groups(point.checkin for point in points)
    return points


def is_for(point: AgendaPoint, coming: CheckIn | None) -> bool:
    """Tell whether a point goes on to a talk: in a group all have to have read it where it was."""
    if coming is None or not coming.is_group:
        return coming is not None
    there = set(coming.side_ids)
    return point.author_id in there and there <= set(point.checkin.side_ids)


def keep_sources(copies: list[AgendaPoint]) -> None:
    """Let copies be about what their points were about."""
    copied = {copy.carried_from_id: copy for copy in copies}
    sources = list(PointSource.objects.filter(point__in=copied)) if copied else []
    stored = AgendaPoint.objects.filter(carried_from__in=[one.point_id for one in sources])
    by_origin = {copy.carried_from_id: copy for copy in stored} if sources else {}
    for source in sources:
        source.pk, source.point = None, by_origin[source.point_id]
    PointSource.objects.bulk_create(sources, ignore_conflicts=True)


def relation_of(checkin: CheckIn) -> tuple[object, ...]:
    """Name the people of a talk and how they talk; among peers neither comes first."""
    if checkin.is_group:
        return ("group", checkin.series)
    if checkin.is_reflection:
        return ("alone", checkin.person_id)
    if checkin.coaching_id:
        return ("coaching", checkin.person_id, checkin.partner_id)
    return ("peers", *sorted(checkin.side_ids))


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
