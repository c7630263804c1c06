"""How perspectives are called where they head a column or a group."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models import Perspective

JOINED: Final = "colleagues"
NAMES: Final = {
    Perspective.PEERS.value: _("Peers"),
    Perspective.COACHEES.value: _("People they coach"),
    Perspective.COACHES.value: _("Their coaches"),
    Perspective.SERVED.value: _("People they serve"),
    Perspective.PARTNERS.value: _("Outside partners"),
    JOINED: pgettext_lazy("several groups of a round read as one", "Colleagues"),
}

OWN_NAMES: Final = {
    Perspective.PEERS.value: _("Your peers"),
    Perspective.COACHEES.value: _("People you coach"),
    Perspective.COACHES.value: _("Your coaches"),
    Perspective.SERVED.value: _("People you serve"),
    Perspective.PARTNERS.value: _("Outside partners"),
}  # said to the subject


def name_of(perspective: str) -> str:
    """Return the name of a perspective, or of several read as one."""
    return str(NAMES[perspective])
