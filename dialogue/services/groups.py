"""A group talks: several people plan it, come to it later, and leave it, each for themselves."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from dialogue.models import CheckIn, Participant, PromptTemplate
from dialogue.selectors.pairs import group_messages
from dialogue.services import agenda
from dialogue.services.locks import lock, lock_open
from dialogue.services.when import check_moment, check_template, tell_others

MOST_SIDES = 20
LONGEST_TITLE = 120


class NoGroup(RuleError):
    """A group are several people, all of whom are here, and not too many."""


class NotAGroup(RuleError):
    """Only a group takes others in, and lets its own leave."""


@transaction.atomic
def plan_group(
    people: Sequence[Person],
    *,
    by: Person,
    at: datetime,
    planned_at: datetime,
    title: str = "",
    template: PromptTemplate | None = None,
    series: UUID | None = None,
) -> CheckIn:
    """Plan a talk of `by` with several others, who are told.

    `series` is that of an earlier talk of the same group. What was not got round to there is
    carried over.
    """
    others = [person for person in dict.fromkeys(people) if person.pk != by.pk]
    check_group(others)
    check_moment(planned_at, at)
    check_template(template, by=by)
    checkin = CheckIn.objects.create(
        kind=CheckIn.Kind.GROUP,
        series=series or uuid4(),
        person=by,
        title=checked_title(title),
        template=template or PromptTemplate.objects.usual(),
        planned_at=planned_at,
        created_at=at,
        created_by=by,
    )
    rows = [Participant(checkin=checkin, person=one, added_at=at, added_by=by) for one in others]
    mine = Participant(checkin=checkin, person=by, added_at=at, added_by=by)
    Participant.objects.bulk_create([mine, *rows])
    remind(checkin)
    agenda.carry_over([checkin], at=at)
    audit.record(by=by, action="checkin.plan", on=checkin, at=at)
    tell_others(checkin, kind="checkin.planned", by=by, at=at)
    return checkin


@transaction.atomic
def plan_again(checkin: CheckIn, *, by: Person, at: datetime, planned_at: datetime) -> CheckIn:
    """Plan the next talk of the same group, with whoever is in it now."""
    locked = lock(checkin, by=by)
    require_group(locked)
    there = [person for person in locked.sides if not person.has_left]
    return plan_group(
        there,
        by=by,
        at=at,
        planned_at=planned_at,
        title=locked.title,
        template=taken_again(locked.template, by=by),
        series=locked.series,
    )


def taken_again(template: PromptTemplate | None, *, by: Person) -> PromptTemplate | None:
    """The same prompts where `by` may take them; else the usual ones."""
    try:
        check_template(template, by=by)
    except RuleError:
        return None
    return template


@transaction.atomic
def add_participant(checkin: CheckIn, *, by: Person, at: datetime, person: Person) -> Participant:
    """Take somebody into an open talk of a group; they read the page as it stands from now on.

    Answers that were shared before they came stay with those they were shared with. All others
    are told. Twice is the same as once.
    """
    locked = lock_open(checkin, by=by)
    require_group(locked)
    if person.has_left:
        sentence = _("This person has left the organisation.")
        raise NoGroup(sentence, fields={"person": sentence})
    if person.pk in locked.side_ids:
        return Participant.objects.get(checkin=locked, person=person)
    if len(locked.side_ids) >= MOST_SIDES:
        sentence = _("A group has at most %(count)s people.") % {"count": MOST_SIDES}
        raise NoGroup(sentence, fields={"person": sentence})
    told = group_messages([person], planned_at=locked.planned_at)[person.pk]
    row, _is_new = Participant.objects.update_or_create(
        checkin=locked,
        person=person,
        defaults={"added_at": at, "added_by": by, "left_at": None, **told},
    )
    audit.record(by=by, action="checkin.add_participant", on=locked, at=at)
    tell_others(CheckIn.objects.get(pk=locked.pk), kind="checkin.joined", by=by, at=at)
    return row


@transaction.atomic
def leave(checkin: CheckIn, *, by: Person, at: datetime) -> None:
    """Leave a group's talk: from now on one reads only what one wrote there oneself.

    Whoever took care of the dates hands that on. The last one cannot leave, since a talk belongs
    to somebody.
    """
    locked = lock(checkin, by=by)
    require_group(locked)
    staying = locked.others(by)
    if not staying:
        raise NoGroup(_("You are the last one in this talk. Skip it instead."))
    Participant.objects.filter(checkin=locked, person=by).update(left_at=at)
    if locked.person_id == by.pk:
        locked.person = staying[0]
        locked.save(update_fields=["person"])
    audit.record(by=by, action="checkin.leave", on=locked, at=at)


def remind(checkin: CheckIn) -> None:
    """Set anew when each of the group is asked to prepare, and reminded."""
    rows = list(checkin.participants.there().with_people())
    told = group_messages([row.person for row in rows], planned_at=checkin.planned_at)
    for row in rows:
        row.nudge_at = told[row.person_id]["nudge_at"]
        row.remind_at = told[row.person_id]["remind_at"]
    Participant.objects.bulk_update(rows, ["nudge_at", "remind_at"])


def require_group(checkin: CheckIn) -> None:
    if not checkin.is_group:
        raise NotAGroup(_("Only a group takes others in. Plan a talk of a group."))


def check_group(others: Sequence[Person]) -> None:
    """Several others are needed, and all have to be here."""
    sentence = ""
    if not others:
        sentence = _("Choose somebody else, too. With nobody it is a reflection of your own.")
    elif len(others) >= MOST_SIDES:
        sentence = _("A group has at most %(count)s people.") % {"count": MOST_SIDES}
    elif any(person.has_left for person in others):
        sentence = _("One of them has left the organisation.")
    if sentence:
        raise NoGroup(sentence, fields={"with": sentence})


def checked_title(title: str) -> str:
    words = " ".join(title.split())
    if len(words) > LONGEST_TITLE:
        sentence = _("Say it in at most %(count)s characters.") % {"count": LONGEST_TITLE}
        raise NoGroup(sentence, fields={"title": sentence})
    return words
