"""Who reads and who writes a talk. Twins of the `visible_to` of its rows."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import Coaching, Person
from dialogue.models import (
    AgendaPoint,
    Answer,
    CheckIn,
    Commitment,
    Preparation,
    PrivateNote,
    StartedGoal,
)


def can_see(person: Person, checkin: CheckIn) -> bool:
    """Twin of `CheckInQuerySet.visible_to`: its sides, and who was in the group before."""
    if person.has_left:
        return False
    return person.pk in checkin.side_ids or _took_part(person, checkin)


def reads_in_full(person: Person, checkin: CheckIn) -> bool:
    """Twin of `CheckInQuerySet.read_in_full_by`: a coach does only while they coach."""
    if person.has_left or person.pk not in checkin.side_ids:
        return False
    return person.pk == checkin.person_id or relation_goes_on(checkin)


def relation_goes_on(checkin: CheckIn) -> bool:
    """Peers and groups need nothing to talk; a coach and a coachee need their coaching, now."""
    if checkin.coaching_id is None:
        return True
    active = Coaching.objects.active()
    return active.filter(coach=checkin.partner_id, coachee=checkin.person_id).exists()


def _took_part(person: Person, checkin: CheckIn) -> bool:
    """Whoever left a group reads on what they wrote themselves."""
    if not checkin.is_group:
        return False
    return any(one.person_id == person.pk for one in checkin.group)


def can_write(person: Person, checkin: CheckIn) -> bool:
    """Its sides write the shared page, as long as their relation goes on."""
    here = not person.has_left and person.pk in checkin.side_ids
    return here and relation_goes_on(checkin)


def why_over(checkin: CheckIn) -> str:
    """Say why nothing of this talk can be planned any more; empty while it is open."""
    if checkin.held_at:
        return _("This talk was held before.")
    if checkin.skipped_at:
        return _("This talk was skipped before. Plan another one.")
    if checkin.cancelled_at or (checkin.coaching and checkin.coaching.ended_at):
        return _("The coaching this talk was planned for has ended. Plan another talk.")
    if not checkin.is_group and any(side.has_left for side in checkin.sides):
        return _("One of the two has left the organisation, so this talk cannot take place.")
    return ""


def can_read_preparation(person: Person, preparation: Preparation) -> bool:
    """Twin of `PreparationQuerySet.visible_to`."""
    if person.has_left:
        return False
    if preparation.person_id == person.pk:
        return True
    if preparation.shared_at is None or not reads_in_full(person, preparation.checkin):
        return False
    came = _came_at(person, preparation.checkin)
    return came is None or came <= preparation.shared_at


def _came_at(person: Person, checkin: CheckIn) -> datetime | None:
    """When somebody joined a group; None where all were there from the beginning."""
    if not checkin.is_group:
        return None
    return next(one.added_at for one in checkin.group if one.person_id == person.pk)


def can_read_answer(person: Person, answer: Answer) -> bool:
    """Twin of `AnswerQuerySet.visible_to`."""
    return can_read_preparation(person, answer.preparation)


def can_read_private_note(person: Person, note: PrivateNote) -> bool:
    """Twin of `PrivateNoteQuerySet.visible_to`."""
    return not person.has_left and note.author_id == person.pk


def can_read_agenda_point(person: Person, point: AgendaPoint) -> bool:
    """Twin of `AgendaPointQuerySet.visible_to`."""
    if person.has_left:
        return False
    return point.author_id == person.pk or reads_in_full(person, point.checkin)


def can_read_commitment(person: Person, commitment: Commitment) -> bool:
    """Twin of `CommitmentQuerySet.visible_to`."""
    if person.has_left:
        return False
    return commitment.made_by_id == person.pk or reads_in_full(person, commitment.checkin)


def can_keep(person: Person, commitment: Commitment) -> bool:
    """Only the one who said they would says that they did."""
    return commitment.who_id == person.pk and can_read_commitment(person, commitment)


def can_drop(person: Person, commitment: Commitment) -> bool:
    """The one who would do it, or the one who wrote it down."""
    named = person.pk in (commitment.who_id, commitment.made_by_id)
    return named and can_read_commitment(person, commitment)


def can_read_started_goal(person: Person, started: StartedGoal) -> bool:
    """Twin of `GoalOfTalkQuerySet.visible_to`: its sides, a former one their own."""
    if not can_see(person, started.checkin):
        return False
    return started.started_by_id == person.pk or reads_in_full(person, started.checkin)
