"""Who can see a mastery, in words that come from the access rules themselves.

The names are those that `MasteryQuerySet.visible_to` lets see it now, so that the sentence never
promises more than is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation, Person, Team
from goals.models import Mastery, Opening


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
    coaches: Sequence[Person]
    others_in: dict[UUID, int]  # people of each team beside the one it is about


def sights_of(masteries: Sequence[Mastery], *, owner: Person) -> dict[UUID, Sight]:
    """Say for each of a person's masteries who sees it."""
    openings: dict[UUID, list[Opening]] = {one.pk: [] for one in masteries}
    for opening in Opening.objects.filter(mastery__in=openings).with_names():
        openings[opening.mastery_id].append(opening)
    around = surroundings(owner, [one for rows in openings.values() for one in rows])
    return {pk: sight(rows, around) for pk, rows in openings.items()}


def surroundings(owner: Person, openings: Sequence[Opening]) -> Surroundings:
    """Look up what these openings name, and nothing else."""
    kinds = {one.to for one in openings}
    name, coaches = "", list[Person]()
    if Opening.To.EVERYONE in kinds:
        name = Organisation.objects.values_list("name", flat=True).first() or ""
    if Opening.To.COACHES in kinds:
        coaches = list(Person.objects.coaches_of(owner).by_name())
    others = {one.team_id: one.others for one in openings if one.team_id}  # type: ignore[attr-defined]  # annotated
    return Surroundings(name, coaches, others)


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
    people = list(around.coaches) if to_coaches else []
    people += [one.person for one in openings if one.person and not one.person.has_left]
    return list({person.pk: person.name for person in people}.values())


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
