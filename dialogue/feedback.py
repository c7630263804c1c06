"""From a piece of feedback to a commitment in the next talk with a coach."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.querysets import names_of
from core.days import within_sentence
from core.prepared import Question
from core.sections import Line, Section
from dialogue.models import CheckIn
from feedback.models import Feedback
from feedback.talks import Talk

SHOWN = 3


@dataclass(frozen=True)
class Begun:
    """What a commitment is about to be made from, for its owner alone.

    `words` are what they said themselves they would try. Nothing else is taken over.
    """

    sentence: str
    url: str
    words: str


def commitment_from_feedback(piece: Feedback, viewer: Person) -> Section | None:
    """Lead the recipient to the form for commitments in their coming talks with a coach."""
    talks = [] if viewer.has_left else COMING.all(viewer.pk)
    if not talks:
        return None
    return Section(
        code="commitment",
        title=_("Make it a commitment"),
        lines=tuple(line_of(talk, piece, viewer) for talk in talks),
        note=_("You write it down yourself. Your coach reads that, and nothing of this."),
    )


def ask_coming(viewer: UUID) -> "QuerySet[CheckIn]":
    person = Person(pk=viewer)
    coming = CheckIn.objects.visible_to(person).open().filter(coaching__coachee=person)
    told = coming.select_related("person", "partner").only(
        "planned_at", *names_of("person", "partner")
    )
    return told.soonest_first()[:SHOWN]


COMING = Question(ask_coming, ids=1)


def line_of(talk: CheckIn, piece: Feedback, viewer: Person) -> Line:
    """Say with whom, and when."""
    said = {
        "name": talk.other_side(viewer).called,
        "day": within_sentence(talk.planned_at, today=timezone.localdate()),
    }
    text = _("Make it a commitment: your talk with %(name)s %(day)s") % said
    address = reverse("checkin", args=[talk.pk])
    return Line(text, f"{address}?from=feedback/{piece.pk}#commitments")


def talk_of(pk: UUID, person: Person) -> Talk | None:
    """Name a talk to one of the two who had it, or will have it; a third person learns nothing."""
    talks = CheckIn.objects.read_in_full_by(person).filter(kind=CheckIn.Kind.PAIR)
    found = talks.with_people().filter(pk=pk).first()
    if found is None:
        return None
    other = found.other_side(person)
    day = within_sentence(found.talk_at, today=timezone.localdate())
    sentence = _("Your talk with %(name)s %(day)s") % {"name": other.called, "day": day}
    return Talk(found.pk, sentence, other.pk)


def begun_from(named: str, *, person: Person) -> Begun | None:
    """Read "feedback/UUID"; None for what names nothing that this person received."""
    code, _slash, text = named.partition("/")
    try:
        pk = UUID(text)
    except ValueError:
        return None
    received = Feedback.objects.received_by(person).with_people().filter(pk=pk)
    piece = received.first() if code == "feedback" else None
    if piece is None:
        return None
    sentence = _("What %(name)s wrote to you") % {"name": piece.giver.called}
    return Begun(sentence, piece.get_absolute_url(), piece.will_try)
