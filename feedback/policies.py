"""Who may read and do what with feedback. Each rule has its twin in `querysets`."""

from accounts.models import Coaching, Person
from feedback.models import Feedback, Share, StartedGoal


def is_side(person: Person, feedback: Feedback) -> bool:
    """Giver and recipient are the two sides of a piece of feedback."""
    return person.pk in (feedback.giver_id, feedback.recipient_id)


def can_read(person: Person, feedback: Feedback) -> bool:
    """Twin of `FeedbackQuerySet.visible_to`."""
    if person.has_left:
        return False
    if person.pk == feedback.giver_id:
        return True
    if feedback.withdrawn_at:
        return False
    return (
        person.pk == feedback.recipient_id
        or feedback.is_on_the_wall
        or reads_as_coach(person, feedback)
        or Share.objects.standing().filter(feedback=feedback, with_person=person).exists()
    )


def reads_as_coach(person: Person, feedback: Feedback) -> bool:
    """The giver chose coaches as readers, and this is one of them now."""
    if feedback.readers != Feedback.Readers.COACHES:
        return False
    relations = Coaching.objects.active().filter(coach=person, coachee=feedback.recipient_id)
    return relations.exists()


def can_read_thread(person: Person, feedback: Feedback) -> bool:
    """Thanks and replies are between the two sides (twin of `ReplyQuerySet.visible_to`)."""
    return is_side(person, feedback) and not person.has_left and not feedback.withdrawn_at


def can_withdraw(person: Person, feedback: Feedback) -> bool:
    """The giver takes it back; until when is asked by the service, which knows the time."""
    return person.pk == feedback.giver_id


def owns(person: Person, feedback: Feedback) -> bool:
    """The recipient owns what they received: thanks, shares, takes it off the wall."""
    return person.pk == feedback.recipient_id and not feedback.withdrawn_at


def can_reply(person: Person, feedback: Feedback) -> bool:
    """Both sides write in the thread."""
    return can_read_thread(person, feedback)


def can_read_started_goal(person: Person, started: StartedGoal) -> bool:
    """Twin of `StartedGoalQuerySet.visible_to`: the recipient knows, as long as it stands."""
    piece = started.feedback
    is_recipient = started.started_by_id == piece.recipient_id == person.pk
    return is_recipient and not person.has_left and piece.withdrawn_at is None
