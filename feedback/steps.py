"""What a recipient can make of a piece they received, as the apps above tell it when they start."""

from typing import TYPE_CHECKING

from core.sections import Places

if TYPE_CHECKING:
    from feedback.models import Feedback

PLACES: "Places[Feedback]" = Places()
register, sections = PLACES.register, PLACES.sections
