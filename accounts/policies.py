"""Who may do what with people, teams and coaching."""

from accounts.models import (
    Absence,
    AgreementConfirmation,
    AgreementWording,
    ApiToken,
    Coaching,
    CoachingSuggestion,
    PeopleImport,
    Person,
    Team,
)


def can_read_person(person: Person, _other: Person) -> bool:
    """Twin of `PersonQuerySet.visible_to`: members know who is, and who was, in it."""
    return not person.has_left


def can_read_team(person: Person, _team: Team) -> bool:
    """Twin of `TeamQuerySet.visible_to`: teams are open to every member."""
    return not person.has_left


def can_edit_team(person: Person, team: Team) -> bool:
    """Those who are in a team say what it is called and what it is for."""
    return not person.has_left and team.memberships.filter(person=person).exists()


def can_read_coaching(person: Person, coaching: Coaching) -> bool:
    """Twin of `CoachingQuerySet.visible_to`: it is read by its two sides."""
    return not person.has_left and person.pk in (coaching.coach_id, coaching.coachee_id)


def can_accept(person: Person, coaching: Coaching) -> bool:
    """The one who was asked accepts."""
    return can_read_coaching(person, coaching) and person.pk != coaching.asked_by_id


def keeps_reading(person: Person, coaching: Coaching) -> bool:
    """The coachee reads the words of either side, the coach while they coach."""
    if not can_read_coaching(person, coaching):
        return False
    here = not (coaching.coach.has_left or coaching.coachee.has_left)
    return person.pk == coaching.coachee_id or (coaching.is_active and here)


def can_read_agreement_wording(person: Person, wording: AgreementWording) -> bool:
    """Twin of `AgreementWordingQuerySet.visible_to`: an ex-coach keeps their own words."""
    own = not person.has_left and wording.author_id == person.pk
    return own or keeps_reading(person, wording.coaching)


def can_read_agreement_confirmation(person: Person, confirmation: AgreementConfirmation) -> bool:
    """Twin of `AgreementConfirmationQuerySet.visible_to`."""
    own = not person.has_left and confirmation.person_id == person.pk
    return own or keeps_reading(person, confirmation.coaching)


def can_read_suggestion(person: Person, suggestion: CoachingSuggestion) -> bool:
    """Twin of `CoachingSuggestionQuerySet.visible_to`: it is read by its two sides."""
    return not person.has_left and person.pk in (suggestion.coach_id, suggestion.coachee_id)


def can_read_import(person: Person, upload: PeopleImport) -> bool:
    """Twin of `PeopleImportQuerySet.visible_to`: it is seen by the admin who uploaded it."""
    return can_administer(person) and upload.owner_id == person.pk


def can_read_absence(person: Person, absence: Absence) -> bool:
    """Twin of `AbsenceQuerySet.visible_to`."""
    return not person.has_left and absence.person_id == person.pk


def can_read_token(person: Person, token: ApiToken) -> bool:
    """Twin of `ApiTokenQuerySet.visible_to`."""
    return not person.has_left and token.person_id == person.pk


def can_administer(person: Person) -> bool:
    """An admin opens settings, and no feedback, dialogue or 360 answer."""
    return person.is_admin and not person.has_left
