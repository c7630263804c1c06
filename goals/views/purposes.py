"""What the organisation and its teams are here for."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Team
from core.http import Request, page, see_other
from core.toasts import say
from goals import policies
from goals.forms import PurposeForm, sent
from goals.models import Purpose, Value
from goals.selectors.purposes import PurposeHistory, purpose_history
from goals.services import purposes
from goals.views.loading import page_number

TEAMS = 20


@require_safe
def purpose(request: Request) -> HttpResponse:
    """Show the organisation's purpose, its history, and those of the teams."""
    visible = Purpose.objects.visible_to(request.user)
    values = Value.objects.visible_to(request.user)
    of_teams = Paginator(visible.current_of_teams().by_team(), TEAMS)
    context = {
        "history": history(request, None),
        "values": list(values.current().in_order()),
        "retired_values": list(values.retired().in_order()),
        "page": of_teams.get_page(page_number(request.GET, "page")),
        "my_teams": list(Team.objects.filter(memberships__person=request.user).by_name()),
        "may_state": policies.can_state_purpose(request.user, None),
    }
    return page(request, "goals/purpose.html", context)


@require_safe
def team_purpose(request: Request, pk: UUID) -> HttpResponse:
    """Show a team's purpose and its history."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    context = {
        "team": team,
        "history": history(request, team),
        "may_state": policies.can_state_purpose(request.user, team),
    }
    return page(request, "goals/purpose.html", context)


def history(request: Request, team: Team | None) -> PurposeHistory:
    number = page_number(request.GET, "history")
    return purpose_history(team, viewer=request.user, page=number)


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: Request, pk: UUID | None = None) -> HttpResponse:
    """Word the purpose of the organisation, or of a team, anew."""
    teams = Team.objects.visible_to(request.user)
    team = get_object_or_404(teams, pk=pk) if pk else None
    if not policies.can_state_purpose(request.user, team):
        raise PermissionDenied
    newest = Purpose.objects.visible_to(request.user).of(team).first()
    initial = {"text": newest.text if newest else ""}
    form = PurposeForm(request.POST if request.method == "POST" else None, initial=initial)
    at, url = timezone.now(), purpose_url(team)

    def act() -> str:
        purposes.state(form.cleaned_data["text"], team=team, by=request.user, at=at)
        return url

    if sent(form, by=request.user, at=at, act=act):
        say(request, _("Saved"))
        return see_other(request, url)
    context = {"form": form, "team": team}
    return page(request, "goals/state.html", context, status=422 if form.is_bound else 200)


def purpose_url(team: Team | None) -> str:
    return reverse("team_purpose", args=[team.pk]) if team else reverse("purpose")
