"""What the page of a goal links to, as far as its viewer may see it; told by the apps above."""

from typing import TYPE_CHECKING

from core.sections import Places

if TYPE_CHECKING:
    from goals.models import Goal

PLACES: "Places[Goal]" = Places()
register, sections = PLACES.register, PLACES.sections
