"""Purposes: the newest wording counts, the others are its history."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Person, Team
    from goals.models import Purpose


class PurposeQuerySet(models.QuerySet["Purpose"]):
    def visible_to(self, person: "Person") -> Self:
        """Every member reads every purpose."""
        return self if person.left_at is None else self.none()

    def of(self, team: "Team | None") -> Self:
        """All wordings of a team's purpose, or of the organisation's, newest first."""
        return self.filter(team=team).select_related("stated_by").order_by("-stated_at", "-pk")

    def current_of_teams(self) -> Self:
        """The newest wording of each team that has one; list them with `by_team`."""
        newest = self.filter(team__isnull=False).order_by("team", "-stated_at", "-pk")
        return self.filter(pk__in=newest.distinct("team").values("pk")).select_related("team")

    def by_team(self) -> Self:
        return self.order_by("team__name", "pk")
