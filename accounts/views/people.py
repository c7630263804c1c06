"""The people of the organisation: the list, the picker's list, and a person's page."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import person_links, selectors
from accounts.forms import PeopleSearch
from accounts.models import Person, Team
from core.http import Request, page

PER_PAGE = 50
OPTIONS = 20
TEAMS = 500


@require_safe
def people(request: Request) -> HttpResponse:
    """List who is here, by name; every word typed must be in name, address or job title."""
    search = PeopleSearch(request.GET)
    found = Person.objects.visible_to(request.user).here().matching(search.words())
    team = team_of(request, search)
    if team:
        found = found.in_team(team)
    shown = Paginator(found.with_home_team().by_name().only("name", "job_title"), PER_PAGE)
    context = {
        "page": shown.get_page(request.GET.get("page")),
        "q": search.words(),
        "team": team,
        "teams": teams_to_choose(request, team),
    }
    return page(request, "accounts/people.html", context, fragment="list")


def teams_to_choose(request: Request, chosen: Team | None) -> list[tuple[UUID, str]]:
    """Return id and name of the teams by name, as many as a choice can show, and the chosen one."""
    found = Team.objects.visible_to(request.user).by_name().values_list("pk", "name")
    teams = list(found[:TEAMS])
    if chosen and (chosen.pk, chosen.name) not in teams:
        teams.insert(0, (chosen.pk, chosen.name))
    return teams


def team_of(request: Request, search: PeopleSearch) -> Team | None:
    """Return the team that was searched in, if there is one."""
    wanted = search.team_id()
    return Team.objects.visible_to(request.user).filter(pk=wanted).first() if wanted else None


@require_safe
def choose(request: Request) -> HttpResponse:
    """Answer the person picker: people who are here, `?without=me`, or exactly those of `?id=`."""
    found = Person.objects.visible_to(request.user).here()
    if wanted := request.GET.getlist("id"):
        found = found.filter(pk__in=[key for key in map(as_uuid, wanted[:OPTIONS]) if key])
    if request.GET.get("without") == "me":
        found = found.exclude(pk=request.user.pk)
    matching = found.matching(request.GET.get("q", "")[:200]).by_name()
    return render(request, "core/person_options.html", {"people": matching[:OPTIONS]})


def as_uuid(text: str) -> UUID | None:
    """Return the id in the text, or None when there is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
def person(request: Request, pk: UUID) -> HttpResponse:
    """Show one person, and what the two of you can do together."""
    people = Person.objects.visible_to(request.user)
    linked = people.annotate(**person_links.conditions(request.user))
    someone = get_object_or_404(linked, pk=pk)
    picture = selectors.person_picture(someone, viewer=request.user, at=timezone.now())
    keys = {"ask_key": uuid4(), "offer_key": uuid4()}
    links = person_links.links_for(someone, viewer=request.user)
    context = {"picture": picture, "person": someone, "links": links, **keys}
    return render(request, "accounts/person.html", context)
