"""Who can see a mastery, in words that come from the access rules themselves.

The names are those that `MasteryQuerySet.visible_to` lets see it now, so that the sentence never
promises more than is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation, Person, Team
from goals.models import Mastery, Opening
from goals.querysets import OpeningQuerySet


@dataclass(frozen=True)
class Sight:
    """Who sees it: `short` for a list, `first` and `rest` as sentences."""

    short: str
    first: str
    rest: str
    is_private: bool


@dataclass(frozen=True)
class Surroundings:
    """What sentences about the masteries of one person need: asked once for all of them."""

    organisation: str
    coaches: dict[UUID, str]  # names, in their order; nobody unless something is open to coaches
    others_in: dict[UUID, int]  # people of each team beside the one it is about


def sights_of(masteries: Sequence[Mastery], *, owner: Person) -> dict[UUID, Sight]:
    """Say for each of a person's masteries who sees it, with one query."""
    rows = with_surroundings(Opening.objects.filter(mastery__in=masteries), owner=owner)
    around = surroundings(rows)
    openings: dict[UUID, list[Opening]] = {one.pk: [] for one in masteries}
    for opening in rows:
        openings[opening.mastery_id].append(opening)
    return {pk: sight(found, around) for pk, found in openings.items()}


def with_surroundings(openings: OpeningQuerySet, *, owner: Person) -> list[Any]:
    """Load openings with the names around them: whom they name, the coaches, the organisation."""
    coaches = Person.objects.coaches_of(owner).by_name()
    names = Organisation.objects.order_by("pk").values("name")
    return list(
        openings.with_names().annotate(
            coaches=ArraySubquery(coaches.values(json=JSONObject(pk="pk", name="name"))),
            organisation=Subquery(names[:1]),
        )
    )


def surroundings(openings: Sequence[Any]) -> Surroundings:
    """Read what was loaded with openings, as far as one of them is about it."""
    told = (one.coaches for one in openings if one.to == Opening.To.COACHES)
    coaches: list[dict[str, str]] = next(told, [])
    return Surroundings(
        organisation=next((one.organisation or "" for one in openings), ""),
        coaches={UUID(one["pk"]): one["name"] for one in coaches},
        others_in={one.team_id: one.others for one in openings if one.team_id},
    )


def sight(openings: Sequence[Opening], around: Surroundings) -> Sight:
    """Put openings into words."""
    if any(one.to == Opening.To.EVERYONE for one in openings):
        whole = {"name": around.organisation}
        short = _("Everyone at %(name)s") % whole
        first = _("Everyone at %(name)s can see this level and what it rests on.") % whole
        return Sight(short, first, not_connected(), is_private=False)
    people, teams = named_people(openings, around), opened_teams(openings, around)
    if not people and not teams:
        first = _("Only you can see this level and what it rests on.")
        return Sight(_("Only you"), first, nobody_else(), is_private=True)
    short = get_text_list([*people, *(team.name for team in teams)], _("and"))
    names = [*people, *(crew(team, around.others_in[team.pk]) for team in teams)]
    everybody = get_text_list([_("You"), *names], _("and"))
    first = _("%(people)s can see this level and what it rests on.") % {"people": everybody}
    return Sight(short, first, nobody_else(), is_private=False)


def named_people(openings: Sequence[Opening], around: Surroundings) -> list[str]:
    """Return the names of coaches and people who see it, each once; not of those who left."""
    to_coaches = any(one.to == Opening.To.COACHES for one in openings)
    named = [one.person for one in openings if one.person and not one.person.has_left]
    people = dict(around.coaches) if to_coaches else {}
    return list({**people, **{person.pk: person.name for person in named}}.values())


def opened_teams(openings: Sequence[Opening], around: Surroundings) -> list[Team]:
    """Return the teams that see it, as far as anybody else is in them."""
    return [one.team for one in openings if one.team and around.others_in.get(one.team.pk)]


def crew(team: Team, number: int) -> str:
    """Return the people of a team, as part of a sentence."""
    words = ngettext(
        "the other person of %(team)s", "the %(count)s other people of %(team)s", number
    )
    return words % {"count": number, "team": team.name}


def not_connected() -> str:
    return _("It takes no part in pay or promotion, and is never averaged or compared.")


def nobody_else() -> str:
    return _(
        "Nobody else can, and that includes admins. "
        "It takes no part in pay or promotion, and is never averaged or compared."
    )


def before_answering(owner: Person) -> tuple[str, str]:
    """Say to a witness, before they write, who will read it."""
    told = {"name": owner.called}
    first = _(
        "%(name)s will be able to read this, and so will whoever %(name)s lets see this level."
    )
    rest = _(
        "It carries your name and the day. You can take it back at any time. "
        "Nobody else can read it, and that includes admins."
    )
    return first % told, rest
