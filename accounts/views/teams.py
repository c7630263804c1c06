"""Teams, workstreams and communities."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import policies, team_places
from accounts.forms import TeamForm
from accounts.models import Membership, Person, Team
from accounts.services import teams as services
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say

PER_PAGE = 50
GROUP_PAGE = "/groups/{}/"  # of an app above


@require_safe
def teams(request: Request) -> HttpResponse:
    """List every team by kind and name; support groups have a page of their own."""
    found = Team.objects.visible_to(request.user).joined_freely().with_size().by_kind()
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    own = set(Membership.objects.filter(person=request.user).values_list("team_id", flat=True))
    return render(request, "accounts/teams.html", {"page": shown, "own": own})


@require_safe
def team(request: Request, pk: UUID) -> HttpResponse:
    """Show a team and who is in it."""
    found = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    if found.kind == Team.Kind.GROUP:
        return redirect(GROUP_PAGE.format(pk))
    members = Person.objects.visible_to(request.user).here().in_team(found).with_home_team()
    context = {
        "team": found,
        "page": Paginator(members.by_name(), PER_PAGE).get_page(request.GET.get("page")),
        "membership": Membership.objects.filter(team=found, person=request.user).first(),
        "sections": team_places.sections(found, request.user),
    }
    return page(request, "accounts/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: Request) -> HttpResponse:
    """Found a team; anybody may."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return see_other(request, found_once(request, form))
        except RuleError as error:
            form.add_error("name", error.sentence)
    status = 422 if form.errors else 200
    return render(request, "accounts/team_form.html", {"form": form}, status=status)


def found_once(request: Request, form: TeamForm) -> str:
    """Found the team unless this form was sent before; return its address."""
    values = {name: form.cleaned_data[name] for name in ("name", "kind", "about")}
    now = timezone.now()

    def act() -> str:
        team = services.found(**values, by=request.user, at=now)
        say(request, _("%(team)s is founded. You are its first member.") % {"team": team.name})
        return reverse("team", args=[team.pk])

    return once(request.user, form.cleaned_data["idempotency_key"], now, act)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Say anew what a team is called and what it is for; its members may."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    if not policies.can_edit_team(request.user, team):
        raise PermissionDenied
    if team.kind == Team.Kind.GROUP:
        return redirect(f"{GROUP_PAGE.format(pk)}edit/")
    form = TeamForm(request.POST or None, initial=vars(team))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "kind", "about")}
        try:
            services.edit(team, **values, by=request.user, at=timezone.now())
            return see_other(request, reverse("team", args=[pk]))
        except RuleError as error:
            form.add_error("name", error.sentence)
    context = {"form": form, "team": team}
    return render(request, "accounts/team_form.html", context, status=422 if form.errors else 200)


@require_POST
def join(request: Request, pk: UUID) -> HttpResponse:
    """Belong to a team."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    services.join(team, by=request.user, at=timezone.now())
    leave_again = reverse("team_leave", args=[pk])
    said = _("You are in %(team)s now.") % {"team": team.name}
    say(request, said, undo=leave_again, undo_label=_("Undo"))
    return see_other(request, reverse("team", args=[pk]))


@require_POST
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Belong to it no longer."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    services.leave(team, by=request.user, at=timezone.now())
    join_again = reverse("team_join", args=[pk])
    said = _("You have left %(team)s.") % {"team": team.name}
    say(request, said, undo=join_again, undo_label=_("Undo"))
    return see_other(request, reverse("team", args=[pk]))


@require_POST
def make_home(request: Request, pk: UUID) -> HttpResponse:
    """Make it one's home team."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    services.make_home(team, by=request.user, at=timezone.now())
    say(request, _("%(team)s is your home team now.") % {"team": team.name})
    return see_other(request, reverse("team", args=[pk]))
