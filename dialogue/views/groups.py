"""A group: somebody joins it, leaves it, or plans its next talk."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Person
from core.http import Request, see_other
from core.toasts import say
from dialogue.forms.planning import AddForm, AgainForm
from dialogue.services import groups
from dialogue.views.people import find_people
from dialogue.views.sheet import act, act_with, load, sheet_for, sheet_page


@require_http_methods(["GET", "HEAD", "POST"])
def add_participant(request: Request, pk: UUID) -> HttpResponse:
    """Ask whom to take in, and take them in."""
    talk = load(request, pk)
    if request.method != "POST":
        return sheet_page(request, sheet_for(request, talk), asked="add")
    if "find" in request.POST:
        found = find_people(request, "person")
        return sheet_page(request, sheet_for(request, talk), asked="add", **found)
    form = AddForm(request.POST)

    def do() -> None:
        people = Person.objects.visible_to(request.user)
        person = get_object_or_404(people, pk=form.cleaned_data["person"])
        groups.add_participant(talk, by=request.user, at=timezone.now(), person=person)
        say(request, _("%(name)s reads this page from now on.") % {"name": person.called})

    return act_with(request, talk, "people", {"add_form": form}, do)


@require_POST
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Leave the group's talk."""
    talk = load(request, pk)

    def do() -> None:
        groups.leave(talk, by=request.user, at=timezone.now())
        say(request, _("You left. What you wrote yourself stays readable for you."))

    return act(request, talk, "people", do)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_again(request: Request, pk: UUID) -> HttpResponse:
    """Ask when the group talks the next time, and plan it."""
    talk = load(request, pk)
    if request.method != "POST":
        return sheet_page(request, sheet_for(request, talk), asked="again")
    form = AgainForm(request.POST)
    planned: list[str] = []

    def do() -> None:
        at = timezone.now()
        following = groups.plan_again(talk, by=request.user, at=at, planned_at=form.planned_at)
        planned.append(following.get_absolute_url())
        say(request, _("Planned. The others are told."))

    response = act_with(request, talk, "again", {"again_form": form}, do)
    return see_other(request, planned[0]) if planned else response
