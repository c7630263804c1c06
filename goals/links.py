"""What the pages of a goal and of a mastery link to, for their viewer; told by the apps above."""

from typing import TYPE_CHECKING

from core.sections import Places

if TYPE_CHECKING:
    from goals.models import Goal, Mastery

PLACES: "Places[Goal]" = Places()
register, sections = PLACES.register, PLACES.sections
OF_MASTERY: "Places[Mastery]" = Places()
