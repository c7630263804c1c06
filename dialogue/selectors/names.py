"""Whom a talk is with, in words, as one of its sides reads it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from dialogue.models import CheckIn, Participant


def named(people: Sequence[Person]) -> str:
    """Name a few people by what they are called; of many the first two, and how many more."""
    names = [person.called for person in people]
    match names:
        case []:
            return _("nobody else")
        case [one]:
            return one
        case [one, other]:
            return _("%(one)s and %(other)s") % {"one": one, "other": other}
        case [one, other, third]:
            words = {"one": one, "other": other, "third": third}
            return _("%(one)s, %(other)s and %(third)s") % words
        case [one, other, *more]:
            sentence = ngettext(
                "%(one)s, %(other)s and %(count)s other",
                "%(one)s, %(other)s and %(count)s others",
                len(more),
            )
            return sentence % {"one": one, "other": other, "count": len(more)}
    raise AssertionError(names)


def called(checkin: CheckIn, viewer: Person) -> str:
    """Say with whom the viewer talks: the other one, what a group calls its talk, or oneself."""
    if checkin.is_reflection:
        return _("A reflection of your own")
    if not checkin.is_group:
        return checkin.other_side(viewer).called
    if viewer.pk not in checkin.side_ids:
        return _("A group you left")
    return checkin.title or named(checkin.others(viewer))


def with_groups(talks: Iterable[CheckIn]) -> list[CheckIn]:
    """Return talks with the people of the groups among them, in one query if there are any."""
    rows = list(talks)
    groups = [row for row in rows if row.is_group]
    people = Prefetch("participants", queryset=Participant.objects.with_people())
    prefetch_related_objects(groups, people)
    return rows


def people_of(checkin: CheckIn) -> dict[UUID, Person]:
    """Whoever takes part in a talk or did."""
    if checkin.is_group:
        return {one.person_id: one.person for one in checkin.group}
    return {side.pk: side for side in checkin.sides}
