"""One's check-ins, and planning one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Person
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from dialogue.forms.planning import PlanForm, ReflectForm, WithPrompts
from dialogue.models import PromptTemplate
from dialogue.selectors import desk
from dialogue.selectors.names import named
from dialogue.services import library, reflections
from dialogue.views.people import find_people, people_named
from dialogue.views.sheet import add_problems

ON_A_PAGE = 20


@require_safe
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


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    """Plan a talk outside of any rhythm, with one person or with several."""
    if request.method != "POST":
        chosen = people_named(request, request.GET.getlist("with"))
        return plan_page(request, PlanForm(person=request.user), chosen=chosen)
    if "find" in request.POST:
        typed = {name: request.POST.get(name) for name in ("day", "clock", "template", "title")}
        form = PlanForm(person=request.user, initial=typed)
        return plan_page(request, form, **find_people(request, "other"))
    form = PlanForm(request.POST, person=request.user)
    others = people_named(request, request.POST.getlist("other"))
    if not others:
        nobody = _("Choose whom you would like to talk with.")
        return plan_page(request, refused(form, nobody), status=422, chosen=others)
    if form.is_valid():
        try:
            return see_other(request, plan_once(request, form, others))
        except RuleError as error:
            add_problems(form, error)
    return plan_page(request, form, status=422, chosen=others)


@require_http_methods(["GET", "HEAD", "POST"])
def reflect(request: Request) -> HttpResponse:
    """Plan a reflection of one's own, or begin it at once."""
    now = timezone.localtime()
    first = {"day": now.date(), "clock": now.time(), "template": "library/reflection"}
    form = ReflectForm(request.POST or None, person=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return see_other(request, plan_once(request, form, []))
        except RuleError as error:
            add_problems(form, error)
    status = 422 if request.method == "POST" else 200
    return page(request, "dialogue/reflect.html", {"form": form}, status=status)


def refused(form: PlanForm, sentence: str) -> PlanForm:
    """Say that nobody was chosen, beside whatever else is to be corrected."""
    form.is_valid()
    form.nobody = sentence
    return form


def plan_once(request: Request, form: WithPrompts, others: Sequence[Person]) -> str:
    """Plan the talk, unless this very form was sent before; return its address."""
    now = timezone.now()

    def do() -> str:
        planned = reflections.plan_with(
            others,
            by=request.user,
            at=now,
            planned_at=form.planned_at,
            title=form.cleaned_data.get("title", ""),
            template=template_of(request, form, now),
        )
        told = planned.others(request.user)
        words = _("Planned. %(name)s is told.") % {"name": named(told)}
        say(request, words if told else _("Planned. Nobody else sees it."))
        return planned.get_absolute_url()

    return once(request.user, form.cleaned_data["idempotency_key"], now, do)


def template_of(request: Request, form: WithPrompts, at: datetime) -> PromptTemplate | None:
    """The prompts that were chosen."""
    kind, name = form.chosen
    if kind == "library":
        return library.take_as_it_is(name, language=get_language() or "", at=at)
    if kind == "template":
        return get_object_or_404(PromptTemplate.objects.visible_to(request.user), pk=UUID(name))
    return None


def plan_page(request: Request, form: PlanForm, *, status: int = 200, **shown: Any) -> HttpResponse:
    return page(request, "dialogue/plan.html", {"form": form, **shown}, status=status)
