"""A reflection of one's own: nobody else reads it, ever."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from core import audit
from dialogue.models import CheckIn, PromptTemplate
from dialogue.selectors.pairs import messages_for
from dialogue.services import agenda
from dialogue.services.checkins import plan
from dialogue.services.groups import plan_group
from dialogue.services.when import check_moment, check_template


@transaction.atomic
def reflect(
    *, by: Person, at: datetime, planned_at: datetime, template: PromptTemplate | None = None
) -> CheckIn:
    """Plan to look back alone, now or later; what was left open the last time is carried over."""
    check_moment(planned_at, at)
    check_template(template, by=by)
    checkin = CheckIn.objects.create(
        kind=CheckIn.Kind.REFLECTION,
        person=by,
        template=template or PromptTemplate.objects.usual(),
        planned_at=planned_at,
        created_at=at,
        created_by=by,
        **messages_for(by, None, None, planned_at=planned_at),
    )
    agenda.carry_over([checkin], at=at)
    audit.record(by=by, action="checkin.plan", on=checkin, at=at)
    return checkin


def plan_with(
    people: Sequence[Person],
    *,
    by: Person,
    at: datetime,
    planned_at: datetime,
    title: str = "",
    template: PromptTemplate | None = None,
) -> CheckIn:
    """Plan a talk with one person, with several as a group, or with nobody as a reflection.

    What it is about stands above the page of a group; with one person it is the first point.
    """
    others = [person for person in dict.fromkeys(people) if person.pk != by.pk]
    people = others or people[:1]
    if not people:
        return reflect(by=by, at=at, planned_at=planned_at, template=template)
    if len(people) == 1:
        planned = plan(people[0], by=by, at=at, planned_at=planned_at, template=template)
        if title.strip():
            agenda.add_agenda_point(planned, by=by, at=at, text=title)
        return planned
    return plan_group(people, by=by, at=at, planned_at=planned_at, title=title, template=template)
