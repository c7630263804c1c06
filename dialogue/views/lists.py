"""One's check-ins, and planning one."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Person
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from dialogue.forms.checkins import PlanForm
from dialogue.selectors import desk
from dialogue.services import checkins
from dialogue.views.sheet import add_problems

ON_A_PAGE = 20
FOUND_PEOPLE = 10


@require_GET
def checkin_list(request: Request) -> HttpResponse:
    """What waits, what comes; with `?show=past` what was."""
    person, now = request.user, timezone.now()
    is_past = request.GET.get("show") == "past"
    talks = desk.past(person) if is_past else desk.coming(person, now)
    found = Paginator(talks, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "is_past": is_past,
        "page": found,
        "talks": desk.as_seen(person, list(found)),
        "to_settle": [] if is_past else desk.to_settle(person, now),
        "to_confirm": [] if is_past else desk.to_confirm(person, now),
    }
    return page(request, "dialogue/checkins.html", context, fragment="list")


@require_http_methods(["GET", "POST"])
def plan(request: Request) -> HttpResponse:
    """Plan a talk outside of any rhythm."""
    if request.method != "POST":
        chosen = people_named(request, request.GET.getlist("with"))
        return plan_page(request, PlanForm(), chosen=chosen)
    if "find" in request.POST:
        return find_people(request)
    form = PlanForm(request.POST)
    others = people_named(request, request.POST.getlist("other"))
    if form.is_valid() and not others:
        form.add_error("other", _("There is nobody of that name here."))
    if form.is_valid():
        try:
            return see_other(request, plan_once(request, form, others[0]))
        except RuleError as error:
            add_problems(form, error)
    return plan_page(request, form, status=422, chosen=others)


def plan_once(request: Request, form: PlanForm, other: Person) -> str:
    """Plan the talk, unless this very form was sent before; return its address."""
    now = timezone.now()

    def do() -> str:
        planned = checkins.plan(
            other,
            by=request.user,
            at=now,
            planned_at=form.planned_at,
            template=form.cleaned_data["template"],
        )
        say(request, _("Planned. %(name)s is told.") % {"name": other.called})
        return planned.get_absolute_url()

    return once(request.user, form.cleaned_data["idempotency_key"], now, do)


def find_people(request: Request) -> HttpResponse:
    """Show whom one may mean, for a browser without scripts; nothing that was typed is lost."""
    words = request.POST.get("q", "").replace("\x00", "")[:100]
    people = Person.objects.visible_to(request.user).here().exclude(pk=request.user.pk)
    found = list(people.matching(words).by_name()[:FOUND_PEOPLE])
    form = PlanForm(initial={name: request.POST.get(name) for name in ("day", "clock", "template")})
    chosen = people_named(request, request.POST.getlist("other"))
    return plan_page(request, form, chosen=chosen, found=found, q=words)


def people_named(request: Request, ids: list[str]) -> list[Person]:
    """The one person named by an id, if there is one; anything else is nobody."""
    try:
        named = [UUID(text) for text in ids[:1]]
    except ValueError:
        return []
    return list(Person.objects.visible_to(request.user).filter(pk__in=named))


def plan_page(request: Request, form: PlanForm, *, status: int = 200, **shown: Any) -> HttpResponse:
    return page(request, "dialogue/plan.html", {"form": form, **shown}, status=status)
