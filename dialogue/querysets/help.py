"""The read language of help that was asked for."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import HelpAsked, HelpWanted


def as_coach(person: "Person", prefix: str = "") -> Q:
    """Say that somebody is asked, as the coach they are now."""
    return Q(
        **{
            f"{prefix}coaching__coach": person,
            f"{prefix}coaching__accepted_at__isnull": False,
            f"{prefix}coaching__ended_at__isnull": True,
            f"{prefix}coaching__coachee__left_at__isnull": True,
        }
    )


class HelpWantedQuerySet(models.QuerySet["HelpWanted"]):
    def visible_to(self, person: "Person") -> Self:
        """Whoever asked; and until it is taken back, the coaches they chose, while they coach."""
        if person.left_at is not None:
            return self.none()
        asked = self.model._meta.get_field("asked").related_model._default_manager  # type: ignore[union-attr]
        chosen = asked.filter(as_coach(person)).values("wanted")
        return self.filter(Q(person=person) | Q(taken_back_at__isnull=True, pk__in=chosen))

    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class HelpAskedQuerySet(models.QuerySet["HelpAsked"]):
    def visible_to(self, person: "Person") -> Self:
        """Whoever asked; and until it is taken back, the one who is asked, while they coach."""
        if person.left_at is not None:
            return self.none()
        asked = Q(wanted__taken_back_at__isnull=True) & as_coach(person)
        return self.filter(Q(wanted__person=person) | asked)

    def unanswered(self) -> Self:
        """Those of whom an answer is still waited for: the question stands, and they coach."""
        return self.filter(
            answered_at__isnull=True,
            wanted__taken_back_at__isnull=True,
            coaching__accepted_at__isnull=False,
            coaching__ended_at__isnull=True,
        )
