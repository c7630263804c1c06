"""The link from a person's page to their mastery, where the viewer may see any of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import person_links
from accounts.models import Person
from accounts.person_links import PersonLink
from goals.models import Mastery


def to_mastery(person: Person, viewer: Person) -> PersonLink | None:
    """Return the link to one's own page, or to what somebody opened to the viewer."""
    if person.pk == viewer.pk:
        return PersonLink(_("My mastery"), reverse("masteries"), "layers")
    opened = Mastery.objects.visible_to(viewer).in_use().filter(person=person)
    if not opened.exists():
        return None
    return PersonLink(_("Mastery"), reverse("person_mastery", args=[person.pk]), "layers")


def register_all() -> None:
    """Make the link known; the app does this once when it starts."""
    person_links.register(to_mastery)
