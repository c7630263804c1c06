"""Numbers of a goal: add, change, retire."""

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import Request, page, see_other
from core.toasts import say
from goals import policies
from goals.forms import ChangeForm, MetricForm, sent
from goals.models import Goal, Mastery, Metric
from goals.policies.mastery import can_keep
from goals.selectors.metric_page import metric_page
from goals.services import metrics
from goals.views.loading import (
    Home,
    allow_measuring,
    home_of,
    load_goal,
    load_mastery,
    load_metric,
    page_number,
    people_named,
    uuids,
)
from goals.views.people import found_people

F = TypeVar("F", bound=MetricForm)
HIDDEN = ("idempotency_key", "keeper", "note")


@require_safe
def metric(request: Request, pk: UUID) -> HttpResponse:
    """Show everything about a number: its course, what was expected, what was corrected."""
    found, number = load_metric(request, pk), page_number(request.GET, "page")
    shown = metric_page(found, viewer=request.user, today=timezone.localdate(), number=number)
    context = {"shown": shown, "metric": found, "home": home_of(found), "page": shown.entries}
    return page(request, "goals/number.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, pk: UUID) -> HttpResponse:
    """Add a number that tells how the goal goes."""
    goal = load_goal(request, pk)
    if not policies.can_carry(policies.part_of(request.user, goal)):
        raise PermissionDenied
    return added(request, goal)


@require_http_methods(["GET", "HEAD", "POST"])
def add_to_mastery(request: Request, pk: UUID) -> HttpResponse:
    """Add a number that tells how one gets on with a capability."""
    mastery = load_mastery(request, pk)
    if not can_keep(request.user, mastery):
        raise PermissionDenied
    return added(request, mastery)


def added(request: Request, about: Goal | Mastery) -> HttpResponse:
    """Add the number once the form is right, and show it."""
    form, at = metric_form(request, MetricForm, {}), timezone.now()

    def act() -> str:
        made = metrics.add(about, by=request.user, at=at, **form.words())
        return home_of(about).url if isinstance(about, Goal) else metric_url(made)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    return metric_answer(request, form, home=home_of(about))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a number, its ambition or its forecast, and say why."""
    metric, at = load_metric(request, pk), timezone.now()
    allow_measuring(request, metric)
    names = [name for name in ChangeForm.base_fields if name not in HIDDEN]
    words = {name: getattr(metric, name) for name in names}
    form = metric_form(request, ChangeForm, {**words, "keeper": metric.keeper_id or ""})

    def act() -> str:
        metrics.change(metric, by=request.user, at=at, **form.change())
        return metric_url(metric)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    return metric_answer(request, form, home=home_of(metric), metric=metric)


def metric_form(request: Request, form: type[F], words: dict[str, Any]) -> F:
    """Return the form as it was sent, or with these words."""
    if request.method != "POST":
        return form(initial=words, person=request.user)
    if "find" in request.POST:
        return form(initial=request.POST.dict(), person=request.user)
    return form(request.POST, person=request.user)


def metric_answer(
    request: Request, form: MetricForm, *, home: Home, metric: Metric | None = None
) -> HttpResponse:
    """Show the form of a number."""
    chosen = people_named(request.user, uuids([form["keeper"].value() or ""]))
    context = {
        **found_people(request),
        "form": form,
        "home": home,
        "metric": metric,
        "chosen": chosen,
    }
    return page(request, "goals/metric.html", context, status=422 if form.is_bound else 200)


@require_POST
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Follow a number no longer."""
    metric = load_metric(request, pk)
    metrics.retire(metric, by=request.user, at=timezone.now())
    say(request, _("Not followed any more"))
    return see_other(request, home_of(metric).url)


def metric_url(metric: Metric) -> str:
    return reverse("metric", args=[metric.pk])
