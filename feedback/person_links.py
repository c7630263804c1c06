"""The link from a coachee's page to the proposal of a 360 round; one's own to one's rounds."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import Coaching, Person
from accounts.person_links import PersonLink, register


def is_coached_by(viewer: Person) -> Exists:
    """The viewer coaches this person now."""
    return Exists(Coaching.objects.active_of(viewer).filter(coachee=OuterRef("pk")))


def register_all() -> None:
    """Make the link known; the app does this once when it starts."""
    register(
        PersonLink(
            label=_("Propose a 360 round"),
            own_label=_("My 360 rounds"),
            address="round_propose",
            own_address="rounds",
            icon="compass",
            leads_somewhere=is_coached_by,
        )
    )
