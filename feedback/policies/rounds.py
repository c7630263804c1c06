"""Who may read and do what with 360 rounds. Each `can_read` has its twin in `querysets.rounds`."""

from accounts.models import Coaching, Person
from feedback.models import (
    NamedAnswer,
    Nomination,
    ReportBehaviour,
    ReportText,
    Round,
    RoundOutcome,
    RoundShare,
)


def is_subject(person: Person, about: Round) -> bool:
    """The round is about this person, who is here: they prepare, launch, close, show and end it."""
    return about.subject_id == person.pk and not person.has_left


def can_propose(person: Person, subject: Person) -> bool:
    """Somebody who coaches them now proposes a round to them."""
    relations = Coaching.objects.active().filter(coach=person, coachee=subject)
    return not person.has_left and relations.exists()


def can_read_round(person: Person, about: Round) -> bool:
    """Twin of `RoundQuerySet.visible_to`."""
    if person.has_left:
        return False
    if about.subject_id == person.pk:
        return True
    is_proposer = about.proposed_by_id == person.pk and not about.subject.has_left
    return (is_proposer and about.accepted_at is None) or is_shown_report(person, about)


def is_shown_report(person: Person, about: Round) -> bool:
    """The subject lets them read what was released, and has not taken that back."""
    shares = RoundShare.objects.standing().filter(round=about, with_person=person)
    return about.released_at is not None and shares.exists()


def can_read_round_report(person: Person, about: Round) -> bool:
    """Twin of `RoundQuerySet.report_read_by`."""
    if person.has_left or about.released_at is None:
        return False
    return about.subject_id == person.pk or is_shown_report(person, about)


def is_asked(person: Person, about: Round) -> bool:
    """Twin of `RoundQuerySet.asking`: the invited, and the subject about themselves."""
    if person.has_left or about.launched_at is None or about.cancelled_at:
        return False
    if about.subject_id == person.pk:
        return True
    invited = Nomination.objects.filter(round=about, person=person, invited_at__isnull=False)
    return not about.subject.has_left and invited.exists()


def can_read_nomination(person: Person, nomination: Nomination) -> bool:
    """Twin of `NominationQuerySet.visible_to`."""
    if person.has_left:
        return False
    about = nomination.round
    if about.subject_id == person.pk:
        return about.launched_at is None or not about.is_confidential
    is_own = nomination.person_id == person.pk and nomination.invited_at is not None
    return is_own and about.cancelled_at is None and not about.subject.has_left


def can_read_named_answer(person: Person, answer: NamedAnswer) -> bool:
    """Twin of `NamedAnswerQuerySet.visible_to`: its author alone."""
    author = answer.nomination.person_id if answer.nomination else answer.round.subject_id
    return author == person.pk and not person.has_left


def can_read_report_text(person: Person, part: ReportText | ReportBehaviour) -> bool:
    """Twin of `ReportTextQuerySet.visible_to` and `ReportBehaviourQuerySet.visible_to`."""
    return can_read_round_report(person, part.round)


def can_report_text(person: Person, text: ReportText) -> bool:
    """The subject may report what was written about them, once it is released."""
    return is_subject(person, text.round) and text.round.released_at is not None


def can_read_round_share(person: Person, share: RoundShare) -> bool:
    """Twin of `RoundShareQuerySet.visible_to`."""
    return is_subject(person, share.round)


def can_read_round_outcome(person: Person, outcome: RoundOutcome) -> bool:
    """Twin of `RoundOutcomeQuerySet.visible_to`."""
    return is_subject(person, outcome.round)
