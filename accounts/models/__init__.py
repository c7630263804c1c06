"""People, teams and the organisation, and who coaches whom."""

from accounts.models.coaching import (
    Agreement,
    AgreementConfirmation,
    AgreementWording,
    Coaching,
    CoachingSuggestion,
)
from accounts.models.people import (
    Absence,
    ApiToken,
    Membership,
    Organisation,
    PeopleImport,
    Person,
    Team,
    monday_to_friday,
)

__all__ = [
    "Absence",
    "Agreement",
    "AgreementConfirmation",
    "AgreementWording",
    "ApiToken",
    "Coaching",
    "CoachingSuggestion",
    "Membership",
    "Organisation",
    "PeopleImport",
    "Person",
    "Team",
    "monday_to_friday",
]
