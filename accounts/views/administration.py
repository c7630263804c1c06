"""People as admins look after them: who is in, what is known of them, who may administer."""

from uuid import UUID

from allauth.account.forms import ResetPasswordForm
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import admins_only
from accounts.models import Person, Team
from accounts.services import administration
from accounts.services import people as services
from accounts.settings_forms import AdminSearch, NewPersonForm, PersonForm, initial_of
from core import toasts
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once

PER_PAGE = 50


@admins_only
@require_safe
def settings_people(request: Request) -> HttpResponse:
    """List everybody by name, those who left and admins among them by choice."""
    search = AdminSearch(request.GET)
    found = Person.objects.visible_to(request.user).matching(search.words())
    wanted = {
        AdminSearch.HERE: found.here(),
        AdminSearch.LEFT: found.filter(left_at__isnull=False),
        AdminSearch.ADMINS: found.here().filter(role=Person.Role.ADMIN),
    }[search.who()]
    shown = Paginator(wanted.with_home_team().by_name(), PER_PAGE)
    context = {
        "page": shown.get_page(request.GET.get("page")),
        "q": search.words(),
        "who": search.who(),
        "choices": AdminSearch.WHO,
    }
    return page(request, "accounts/settings/people.html", context, fragment="list")


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def settings_person(request: Request, pk: UUID) -> HttpResponse:
    """Show and change what the organisation knows of somebody."""
    person = _person(request, pk)
    home = person.memberships.filter(is_home=True).values_list("team__name", flat=True).first()
    form = PersonForm(request.POST or None, initial=initial_of(person, home or ""))
    if form.is_valid() and _edit(request, person, form):
        toasts.say(request, _("Saved."))
        return see_other(request, request.path)
    return _person_page(request, person, form, status=422 if form.is_bound else 200)


def _edit(request: Request, person: Person, form: PersonForm) -> bool:
    """Tell whether it was saved; if not, the form says why."""
    team = form.cleaned_data["home_team"]
    try:
        administration.edit(
            person, details=form.details(), home_team=team, by=request.user, at=timezone.now()
        )
    except RuleError as error:
        _put(error, form)
        return False
    return True


def _put(error: RuleError, form: PersonForm) -> None:
    for name, sentence in error.fields.items() or ((None, error.sentence),):
        form.add_error(name, sentence)


def _person_page(
    request: Request, person: Person, form: PersonForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    context = {"someone": person, "form": form, "teams": _team_names(), "refusal": refusal}
    return page(request, "accounts/settings/person.html", context, status=status)


def _team_names() -> list[str]:
    return list(Team.objects.joined_freely().by_name().values_list("name", flat=True)[:500])


def _person(request: Request, pk: UUID) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.user), pk=pk)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def settings_new_person(request: Request) -> HttpResponse:
    """Bring one person in."""
    form = NewPersonForm(request.POST or None, initial={"time_zone": request.user.time_zone})
    if form.is_valid():
        key = form.cleaned_data["idempotency_key"]
        try:
            url = once(request.user, key, timezone.now(), lambda: _bring_in(request, form))
        except RuleError as error:
            _put(error, form)
        else:
            return see_other(request, url)
    context = {"form": form, "teams": _team_names()}
    status = 422 if form.is_bound else 200
    return page(request, "accounts/settings/new_person.html", context, status=status)


def _bring_in(request: Request, form: NewPersonForm) -> str:
    """Return where it led to."""
    person = administration.bring_in(
        details=form.details(),
        home_team=form.cleaned_data["home_team"],
        by=request.user,
        at=timezone.now(),
    )
    if form.cleaned_data["invite"]:
        _send_link(request, person)
    toasts.say(request, _("%(name)s is in.") % {"name": person.name})
    return reverse("settings_person", args=[person.pk])


@admins_only
@require_POST
def settings_change_role(request: Request, pk: UUID) -> HttpResponse:
    person = _person(request, pk)
    role = request.POST.get("role", "")
    administration.change_role(person, role=role, by=request.user, at=timezone.now())
    toasts.say(request, _("Saved."))
    return see_other(request, reverse("settings_person", args=[pk]))


@admins_only
@require_POST
def settings_deactivate(request: Request, pk: UUID) -> HttpResponse:
    person = _person(request, pk)
    services.deactivate(person, by=request.user, at=timezone.now())
    toasts.say(request, _("The account of %(name)s is closed.") % {"name": person.name})
    return see_other(request, reverse("settings_person", args=[pk]))


@admins_only
@require_POST
def settings_reactivate(request: Request, pk: UUID) -> HttpResponse:
    person = _person(request, pk)
    administration.reactivate(person, by=request.user, at=timezone.now())
    toasts.say(request, _("The account of %(name)s is open again.") % {"name": person.name})
    return see_other(request, reverse("settings_person", args=[pk]))


@admins_only
@require_POST
def settings_invite(request: Request, pk: UUID) -> HttpResponse:
    person = _person(request, pk)
    administration.invite(person, by=request.user, at=timezone.now())
    _send_link(request, person)
    toasts.say(request, _("A link to set a password goes to %(name)s.") % {"name": person.name})
    return see_other(request, reverse("settings_person", args=[pk]))


def _send_link(request: Request, person: Person) -> None:
    form = ResetPasswordForm(data={"email": person.email})
    if form.is_valid():
        form.save(request)
