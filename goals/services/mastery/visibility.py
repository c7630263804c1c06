"""A person opens a mastery to others, and closes it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person, Team
from core import audit
from core.errors import RuleError
from goals.models import Mastery, Opening
from goals.services.mastery.aims import to_write, written

MOST = 50
Key = tuple[str, UUID | None, UUID | None]


class CannotOpen(RuleError):
    """Somebody who has left, or more people and teams than can be kept in view."""


@dataclass(frozen=True)
class Audience:
    """Whom something is for: nobody else by default."""

    everyone: bool = False
    coaches: bool = False
    people: Sequence[Person] = ()
    teams: Sequence[Team] = ()

    def keys(self) -> set[Key]:
        """Return one key for each opening."""
        whole: set[Key] = {("everyone", None, None)} if self.everyone else set()
        coaches: set[Key] = {("coaches", None, None)} if self.coaches else set()
        people: set[Key] = {("person", one.pk, None) for one in self.people}
        teams: set[Key] = {("team", None, one.pk) for one in self.teams}
        return whole | coaches | people | teams


@transaction.atomic
def open_to(
    mastery: Mastery, *, audience: Audience, by: Person, at: datetime, version: int | None = None
) -> Mastery:
    """Let exactly this audience see it; for everybody else it ends with the next request."""
    mastery = to_write(mastery, by=by, version=version)
    refuse_odd_audience(audience)
    wanted = audience.keys() - {("person", by.pk, None)}
    there = {(one.to, one.person_id, one.team_id): one.pk for one in mastery.openings.all()}
    gone = [pk for key, pk in there.items() if key not in wanted]
    mastery.openings.filter(pk__in=gone).delete()
    Opening.objects.bulk_create(
        Opening(mastery=mastery, to=to, person_id=person, team_id=team, opened_at=at)
        for to, person, team in wanted
        if (to, person, team) not in there
    )
    written(mastery)
    audit.record(by=by, action="mastery.open_to", on=mastery, at=at)
    return mastery


def refuse_odd_audience(audience: Audience) -> None:
    """Refuse people who have left, and more than anybody could keep in view."""
    field, sentence = "people", ""
    if any(person.has_left for person in audience.people):
        sentence = _("Choose somebody else. One of them has left.")
    elif len(audience.people) > MOST:
        sentence = _("Choose at most %(most)s people. A team may be simpler.") % {"most": MOST}
    elif len(audience.teams) > MOST:
        field, sentence = "teams", _("Choose at most %(most)s teams.") % {"most": MOST}
    if sentence:
        raise CannotOpen(sentence, fields={field: sentence})
