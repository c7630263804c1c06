"""What every way of planning a talk has in common: its moment, its prompts, who is told."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.models import Person
from core.errors import RuleError
from dialogue.models import CheckIn, PromptTemplate
from dialogue.policies import prompts as policies
from notifications.services.notify import notify

A_MOMENT_AGO = timedelta(minutes=15)  # whoever plans a talk for now may take a while to say so
FARTHEST = timedelta(days=2 * 366)


class NotAPossibleMoment(RuleError):
    """The moment lies in the past, or too far ahead."""


class RetiredTemplate(RuleError):
    """The prompts are no longer in use, or are somebody else's own."""


def check_moment(planned_at: datetime, at: datetime) -> None:
    """A talk takes place now or in the next two years."""
    if planned_at < at - A_MOMENT_AGO:
        sentence = _("Choose a time that has not passed yet.")
        raise NotAPossibleMoment(sentence, fields={"planned_at": sentence})
    if planned_at > at + FARTHEST:
        sentence = _("Choose a day within the next two years.")
        raise NotAPossibleMoment(sentence, fields={"planned_at": sentence})


def check_template(template: PromptTemplate | None, *, by: Person) -> None:
    """Prompts are the organisation's, of the library, or one's own, and in use."""
    if template is None:
        return
    if template.retired_at or not policies.can_take(by, template):
        sentence = _("These prompts are no longer in use. Choose others.")
        raise RetiredTemplate(sentence, fields={"template": sentence})


def tell_others(checkin: CheckIn, *, kind: str, by: Person, at: datetime) -> None:
    """Put one line into the outbox of each other side, for each time that the talk is moved."""
    notify(
        checkin.others(by),
        kind=kind,
        subject=checkin.pk,
        slot=str(checkin.times_moved or ""),
        url=checkin.get_absolute_url(),
        by=by,
        at=at,
    )
