"""What the page of a team shows beside its members; told by the apps above."""

from typing import TYPE_CHECKING

from core.sections import Places

if TYPE_CHECKING:
    from accounts.models import Team

PLACES: "Places[Team]" = Places()
register, sections = PLACES.register, PLACES.sections
