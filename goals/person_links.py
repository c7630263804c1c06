"""The link from a person's page to their mastery, where the viewer may see any of it."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.person_links import PersonLink, register
from goals.models import Mastery


def has_opened_any(viewer: Person) -> Exists:
    """The person opened something that the viewer sees now."""
    seen = Mastery.objects.visible_to(viewer).in_use()
    return Exists(seen.filter(person=OuterRef("pk")))


def register_all() -> None:
    """Make the link known; the app does this once when it starts."""
    register(
        PersonLink(
            label=_("Mastery"),
            own_label=_("My mastery"),
            address="person_mastery",
            own_address="masteries",
            icon="layers",
            leads_somewhere=has_opened_any,
        )
    )
