"""Who reads and who writes a talk. Twins of the `visible_to` of its rows."""

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
    """Twin of `CheckInQuerySet.visible_to`."""
    return not person.has_left and person.pk in checkin.side_ids


def reads_in_full(person: Person, checkin: CheckIn) -> bool:
    """Twin of `CheckInQuerySet.read_in_full_by`: a coach does only while they coach."""
    if not can_see(person, checkin):
        return False
    return person.pk == checkin.person_id or relation_goes_on(checkin)


def relation_goes_on(checkin: CheckIn) -> bool:
    """Peers need nothing to talk; a coach and a coachee need their coaching, now."""
    if checkin.coaching_id is None:
        return True
    active = Coaching.objects.active()
    return active.filter(coach=checkin.partner_id, coachee=checkin.person_id).exists()


def can_write(person: Person, checkin: CheckIn) -> bool:
    """Both sides write the shared page, as long as their relation goes on."""
    return can_see(person, checkin) and relation_goes_on(checkin)


def why_over(checkin: CheckIn) -> str:
    """Say why nothing of this talk can be planned any more; empty while it is open."""
    if checkin.held_at:
        return _("This talk was held before.")
    if checkin.skipped_at:
        return _("This talk was skipped before. Plan another one.")
    if checkin.cancelled_at or (checkin.coaching and checkin.coaching.ended_at):
        return _("The coaching this talk was planned for has ended. Plan another talk.")
    if checkin.person.has_left or checkin.partner.has_left:
        return _("One of the two has left the organisation, so this talk cannot take place.")
    return ""


def can_read_preparation(person: Person, preparation: Preparation) -> bool:
    """Twin of `PreparationQuerySet.visible_to`."""
    if person.has_left:
        return False
    shared = preparation.shared_at is not None
    return preparation.person_id == person.pk or (
        shared and reads_in_full(person, preparation.checkin)
    )


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
    """Twin of `GoalOfTalkQuerySet.visible_to`: the two sides, a former coach their own."""
    if not can_see(person, started.checkin):
        return False
    return started.started_by_id == person.pk or reads_in_full(person, started.checkin)
