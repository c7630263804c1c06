"""Who may read and do what with feedback. Each rule has its twin in `querysets`."""

from accounts.models import Coaching, Person
from feedback.models import (
    Asked,
    Feedback,
    FeedbackRequest,
    Flag,
    PartnerAnswer,
    Pause,
    RatioShare,
    Reply,
    Report,
    Share,
    StartedGoal,
)


def is_side(person: Person, feedback: Feedback) -> bool:
    """Giver and recipient are the two sides of a piece of feedback."""
    return person.pk in (feedback.giver_id, feedback.recipient_id)


def can_read(person: Person, feedback: Feedback) -> bool:
    """Twin of `FeedbackQuerySet.visible_to`."""
    if person.has_left:
        return False
    if person.pk == feedback.giver_id:
        return True
    if feedback.withdrawn_at or feedback.held_until:
        return False
    return (
        has_reached(person, feedback)
        or feedback.is_on_the_wall
        or reads_as_coach(person, feedback)
        or Share.objects.standing().filter(feedback=feedback, with_person=person).exists()
    )


def has_reached(person: Person, feedback: Feedback) -> bool:
    """Its recipient has it, and does not keep it aside."""
    return person.pk == feedback.recipient_id and not feedback.kept_aside_at


def reads_as_coach(person: Person, feedback: Feedback) -> bool:
    """The giver chose coaches as readers, and this is one of them now."""
    if feedback.readers != Feedback.Readers.COACHES:
        return False
    relations = Coaching.objects.active().filter(coach=person, coachee=feedback.recipient_id)
    return relations.exists()


def can_read_thread(person: Person, feedback: Feedback) -> bool:
    """Thanks and replies are between the two sides, once it has reached the other one."""
    if person.has_left or feedback.withdrawn_at or feedback.held_until:
        return False
    return person.pk == feedback.giver_id or has_reached(person, feedback)


def can_read_reply(person: Person, reply: Reply) -> bool:
    """Twin of `ReplyQuerySet.visible_to`."""
    own = reply.author_id == person.pk
    return can_read_thread(person, reply.feedback) and (own or not reply.kept_aside_at)


def can_withdraw(person: Person, feedback: Feedback) -> bool:
    """The giver takes it back; until when is asked by the service, which knows the time."""
    return person.pk == feedback.giver_id


def owns(person: Person, feedback: Feedback) -> bool:
    """The recipient owns what they received: thanks, shares, takes it off the wall."""
    stands = not feedback.withdrawn_at and not feedback.held_until
    return person.pk == feedback.recipient_id and stands


def can_reply(person: Person, feedback: Feedback) -> bool:
    """Both sides write in the thread."""
    return can_read_thread(person, feedback)


def can_read_pause(person: Person, pause: Pause) -> bool:
    """Twin of `PauseQuerySet.visible_to`: nobody learns of a pause but who made it."""
    return not person.has_left and pause.person_id == person.pk


def can_be_hinted(person: Person, flag: Flag) -> bool:
    """Twin of `FlagQuerySet.visible_to`: what was noticed is a hint to who wrote, nothing else."""
    return not person.has_left and flag.person_id == person.pk and flag.pattern in Flag.HINTING


def can_report(person: Person, feedback: Feedback) -> bool:
    """Both sides may report; the words are theirs to show."""
    return is_side(person, feedback) and not person.has_left


def can_be_trusted(person: Person) -> bool:
    """A trusted person is here, and is no admin: an admin reads nobody's words."""
    return person.is_trusted and not person.has_left and not person.is_admin


def is_party(person: Person, report: Report) -> bool:
    """Both sides of the piece are parties; of a round everybody invited may be one."""
    if report.round_text:
        return person.nominations.filter(round=report.round_text.round_id).exists()
    return report.feedback is not None and is_side(person, report.feedback)


def can_read_report(person: Person, report: Report) -> bool:
    """Twin of `ReportQuerySet.visible_to`; for how long is asked where the time is known."""
    if report.reporter_id == person.pk:
        return not person.has_left
    return report.is_open and can_be_trusted(person) and not is_party(person, report)


def can_look(person: Person, report: Report) -> bool:
    """The trusted persons look at what was shown, and each look is written down."""
    return report.reporter_id != person.pk and can_read_report(person, report)


def can_withdraw_report(person: Person, report: Report) -> bool:
    """The reporter takes it back."""
    return report.reporter_id == person.pk and not person.has_left


def can_read_request(person: Person, request: FeedbackRequest) -> bool:
    """Twin of `FeedbackRequestQuerySet.visible_to`."""
    if person.has_left:
        return False
    if person.pk == request.asker_id:
        return True
    stands = request.withdrawn_at is None and not request.asker.has_left
    return stands and Asked.objects.filter(request=request, person=person).exists()


def can_read_partner_answer(person: Person, answer: PartnerAnswer) -> bool:
    """Twin of `PartnerAnswerQuerySet.visible_to`."""
    return not person.has_left and person.pk == answer.asked.request.asker_id


def can_read_started_goal(person: Person, started: StartedGoal) -> bool:
    """Twin of `GoalFromFeedbackQuerySet.visible_to`: the recipient knows, as long as it stands."""
    piece = started.feedback
    is_recipient = started.started_by_id == piece.recipient_id == person.pk
    return is_recipient and not person.has_left and piece.withdrawn_at is None


def can_read_ratio_share(person: Person, share: RatioShare) -> bool:
    """Twin of `RatioShareQuerySet.visible_to`: the two sides of a coaching that lasts."""
    coaching = share.coaching
    lasts = coaching.ended_at is None and not coaching.coach.has_left
    stands = share.taken_back_at is None and lasts and not coaching.coachee.has_left
    return stands and person.pk in (coaching.coach_id, coaching.coachee_id)
