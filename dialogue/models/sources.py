"""What a point of the agenda is about, where it was added from another page."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dialogue.models.commitments import AgendaPoint, Commitment

ABOUT = ("goal", "feedback", "commitment", "mastery")


def exactly_one_of(names: tuple[str, ...]) -> Q:
    """Say that one of these columns is filled in, and no other."""
    one_of_them = Q()
    for named in names:
        empty = {f"{name}__isnull": name != named for name in names}
        one_of_them |= Q(**empty)
    return one_of_them


class PointSource(models.Model):
    """A goal, feedback, a commitment or a mastery that a point of the agenda came from.

    The point says so only to a side who may see that thing on its own page; the words of the
    point are all that the others read.
    """

    point = models.OneToOneField(AgendaPoint, models.CASCADE, related_name="comes_from")
    goal = models.ForeignKey("goals.Goal", models.CASCADE, null=True, blank=True, related_name="+")
    feedback = models.ForeignKey(
        "feedback.Feedback", models.CASCADE, null=True, blank=True, related_name="+"
    )
    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="+"
    )
    mastery = models.ForeignKey(
        "goals.Mastery", models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_point_comes_from_exactly_one_thing", condition=exactly_one_of(ABOUT)
            ),
        ]

    def __str__(self) -> str:
        return f"source of {self.point_id}"
