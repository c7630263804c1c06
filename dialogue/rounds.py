"""From the report of a 360 round to a commitment, and to a talk with a coach about it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from core.days import within_sentence
from core.errors import RuleError
from core.sections import Line
from dialogue.models import CheckIn, Commitment
from dialogue.services.agenda import add_agenda_point
from dialogue.services.commitments import commit
from feedback.talks import Talk

SHOWN = 5


class TalkIsNotThere(RuleError):
    """The talk is no coming one of this person with a coach of theirs."""


class TalksOfRounds:
    """What the end of a round can do in talks with a coach."""

    def coming(self, person: Person) -> list[Talk]:
        """Return the coming talks of this person with those who coach them, the next one first."""
        rows = CheckIn.objects.visible_to(person).open().filter(coaching__coachee=person)
        return [named(row, person) for row in rows.with_people().soonest_first()[:SHOWN]]

    def promise(
        self, talk: UUID, *, what: str, until: date | None, by: Person, at: datetime
    ) -> UUID:
        """Write down in this talk what somebody will do themselves."""
        return commit(found(talk, by), by=by, at=at, what=what, who=by, until=until).pk

    def bring_up(self, talk: UUID, *, text: str, by: Person, at: datetime) -> None:
        """Put a point on the shared agenda."""
        add_agenda_point(found(talk, by), by=by, at=at, text=text)

    def lines(
        self, *, commitments: Collection[UUID], talks: Collection[UUID], viewer: Person
    ) -> list[Line]:
        """Name these, as far as their viewer may still read them."""
        made = Commitment.objects.visible_to(viewer).filter(pk__in=commitments)
        known = CheckIn.objects.visible_to(viewer).filter(pk__in=talks).with_people()
        return [
            *(
                Line(one.what, address(one.checkin_id), _("A commitment"))
                for one in made.order_by("made_at", "pk")
            ),
            *(
                Line(named(one, viewer).sentence, address(one.pk), _("A talk about it"))
                for one in known.soonest_first()
            ),
        ]


def found(pk: UUID, person: Person) -> CheckIn:
    """Return a coming talk of this person with a coach; raise `TalkIsNotThere` for another one."""
    rows = CheckIn.objects.visible_to(person).open().filter(coaching__coachee=person)
    talk = rows.filter(pk=pk).first()
    if talk is None:
        sentence = _("Choose one of your coming talks with a coach.")
        raise TalkIsNotThere(sentence, fields={"talk": sentence})
    return talk


def named(talk: CheckIn, viewer: Person) -> Talk:
    """Say with whom, and when."""
    other = talk.other_side(viewer)
    day = within_sentence(talk.planned_at, today=timezone.localdate())
    sentence = _("Your talk with %(name)s %(day)s") % {"name": other.called, "day": day}
    return Talk(talk.pk, sentence, other.pk)


def address(talk: UUID) -> str:
    return reverse("checkin", args=[talk])
