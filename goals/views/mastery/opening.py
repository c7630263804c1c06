"""Who can see it: chosen by the person, at any time."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Person, Team
from core.http import Request, page, see_other
from core.toasts import say
from goals.forms import sent
from goals.forms.mastery import OpenForm
from goals.models import Mastery, Opening
from goals.selectors.mastery_readers import sights_of
from goals.services.mastery.visibility import open_to
from goals.views.loading import people_named, uuids
from goals.views.mastery.loading import load_own, mastery_url, status_of
from goals.views.people import found_people

TEAMS = 500


@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request: Request, pk: UUID) -> HttpResponse:
    """Choose who can see it; whoever is not chosen sees nothing from the next request on."""
    mastery, at = load_own(request, pk), timezone.now()
    form = open_form(request, mastery)

    def act() -> str:
        version = form.cleaned_data["version"]
        open_to(mastery, audience=form.audience(), by=request.user, at=at, version=version)
        return mastery_url(mastery)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Saved"))
        return see_other(request, url)
    context = {"mastery": mastery, "form": form, **choices(request, mastery, form)}
    return page(request, "goals/mastery/visibility.html", context, status=status_of(form))


def open_form(request: Request, mastery: Mastery) -> OpenForm:
    """Return the form as it was sent, as it was typed before "Find", or as it stands."""
    if request.method == "POST" and "find" not in request.POST:
        return OpenForm(request.POST, person=request.user)
    if request.method == "POST":
        return OpenForm(initial=typed(request), person=request.user)
    return OpenForm(initial=standing(mastery), person=request.user)


def typed(request: Request) -> dict[str, Any]:
    """Return what was typed so far, unchecked."""
    words: dict[str, Any] = request.POST.dict()
    return {
        **words,
        "people": uuids(request.POST.getlist("people")),
        "teams": uuids(request.POST.getlist("teams")),
    }


def standing(mastery: Mastery) -> dict[str, Any]:
    """Return whom it is open to now."""
    openings = list(mastery.openings.all())
    kinds = {one.to for one in openings}
    is_whole = Opening.To.EVERYONE in kinds
    return {
        "to": "everyone" if is_whole else "chosen" if openings else "me",
        "coaches": Opening.To.COACHES in kinds,
        "people": [one.person_id for one in openings if one.person_id],
        "teams": [one.team_id for one in openings if one.team_id],
        "version": mastery.version,
    }


def choices(request: Request, mastery: Mastery, form: OpenForm) -> dict[str, Any]:
    """Return the people and teams to choose among, by name."""
    chosen = {*uuids(form["teams"].value() or [])}
    own = set(request.user.memberships.values_list("team", flat=True))
    teams = list(Team.objects.visible_to(request.user).by_name()[:TEAMS])
    near = [team for team in teams if team.pk in own | chosen]
    return {
        **found_people(request),
        "sight": sights_of([mastery], owner=request.user)[mastery.pk],
        "coach_names": list(Person.objects.coaches_of(request.user).by_name()),
        "chosen": people_named(request.user, uuids(form["people"].value() or [])),
        "near_teams": [(team, team.pk in chosen) for team in near],
        "far_teams": [(team.pk, team.name) for team in teams if team not in near],
    }
