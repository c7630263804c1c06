"""From a goal, feedback, a commitment or a mastery to a point on the agenda of a coming talk."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core.sections import Line, Section
from dialogue.models import Commitment, PointSource
from feedback.models import Feedback
from goals.models import Goal, Mastery


@dataclass(frozen=True)
class Found:
    """What a point will be about, for somebody who may see it; `words` begin the point.

    The words of feedback are not among them: who received it says in words of their own what the
    other side will read.
    """

    source: PointSource
    sentence: str
    url: str
    words: str


def find(named: str, *, person: Person) -> Found | None:
    """Read "goal/UUID" and the like; None for what this person may not see or bring up."""
    code, _slash, text = named.partition("/")
    try:
        pk = UUID(text)
    except ValueError:
        return None
    look = KINDS.get(code)
    return look(pk, person) if look and not person.has_left else None


def a_goal(pk: UUID, person: Person) -> Found | None:
    goal = Goal.objects.visible_to(person).filter(pk=pk).first()
    if goal is None:
        return None
    return Found(PointSource(goal=goal), goal.title, reverse("goal", args=[pk]), goal.title)


def a_piece(pk: UUID, person: Person) -> Found | None:
    """Feedback is brought up by who received it."""
    piece = Feedback.objects.received_by(person).with_people().filter(pk=pk).first()
    if piece is None:
        return None
    sentence = _("What %(name)s wrote to you") % {"name": piece.giver.called}
    return Found(PointSource(feedback=piece), sentence, piece.get_absolute_url(), "")


def a_commitment(pk: UUID, person: Person) -> Found | None:
    made = Commitment.objects.visible_to(person).select_related("checkin").filter(pk=pk).first()
    if made is None:
        return None
    address = f"{reverse('checkin', args=[made.checkin_id])}#commitments"
    return Found(PointSource(commitment=made), made.what, address, made.what)


def a_mastery(pk: UUID, person: Person) -> Found | None:
    """A mastery is brought up by whose it is."""
    masteries = Mastery.objects.visible_to(person).filter(person=person)
    mine = masteries.select_related("capability").filter(pk=pk).first()
    if mine is None:
        return None
    name = mine.capability.name
    return Found(PointSource(mastery=mine), name, reverse("mastery", args=[pk]), name)


KINDS: dict[str, Callable[[UUID, Person], Found | None]] = {
    "goal": a_goal,
    "feedback": a_piece,
    "commitment": a_commitment,
    "mastery": a_mastery,
}


def address_for(kind: str, pk: UUID) -> str:
    """Where a point about this is written down."""
    return f"{reverse('talk_about')}?about={kind}/{pk}"


def section_for(kind: str, pk: UUID) -> Section:
    """Lead from the page of a thing to a point about it."""
    line = Line(_("Talk about this"), address_for(kind, pk))
    note = _("You choose with whom, and say it in your own words.")
    return Section(code="talk-about", title=_("In a talk"), lines=(line,), note=note)


def about_goal(goal: Goal, viewer: Person) -> Section | None:
    """Offer everybody to talk about a goal."""
    return None if viewer.has_left else section_for("goal", goal.pk)


def about_feedback(piece: Feedback, viewer: Person) -> Section | None:
    """Offer the recipient to talk about a piece."""
    mine = piece.recipient_id == viewer.pk and not viewer.has_left
    return section_for("feedback", piece.pk) if mine else None


def about_mastery(mastery: Mastery, viewer: Person) -> Section | None:
    """Offer to talk about one's own mastery."""
    mine = mastery.person_id == viewer.pk and not viewer.has_left
    return section_for("mastery", mastery.pk) if mine else None
