"""Numbers of a goal: add, change, retire."""

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http import Request, page, see_other
from core.toasts import say
from goals import policies
from goals.forms import ChangeForm, MetricForm, sent
from goals.models import Goal, Metric
from goals.services import metrics
from goals.views.loading import (
    allow_measuring,
    goal_url,
    load_goal,
    load_metric,
    people_named,
    uuids,
)
from goals.views.people import found_people

F = TypeVar("F", bound=MetricForm)
HIDDEN = ("idempotency_key", "keeper")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, pk: UUID) -> HttpResponse:
    """Add a number that tells how the goal goes."""
    goal, at = load_goal(request, pk), timezone.now()
    if not policies.can_carry(policies.part_of(request.user, goal)):
        raise PermissionDenied
    form = metric_form(request, MetricForm, {})

    def act() -> str:
        metrics.add(goal, by=request.user, at=at, **form.words())
        return goal_url(goal)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    return metric_answer(request, form, goal=goal)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a number, its ambition or its forecast."""
    metric, at = load_metric(request, pk), timezone.now()
    allow_measuring(request, metric)
    names = [name for name in ChangeForm.base_fields if name not in HIDDEN]
    words = {name: getattr(metric, name) for name in names}
    form = metric_form(request, ChangeForm, {**words, "keeper": metric.keeper_id or ""})

    def act() -> str:
        version = form.cleaned_data["version"]
        metrics.change(metric, by=request.user, at=at, version=version, **form.words())
        return goal_url(metric.goal_id)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    return metric_answer(request, form, goal=metric.goal, metric=metric)


def metric_form(request: Request, form: type[F], words: dict[str, Any]) -> F:
    """Return the form as it was sent, or with these words."""
    if request.method != "POST":
        return form(initial=words, person=request.user)
    if "find" in request.POST:
        return form(initial=request.POST.dict(), person=request.user)
    return form(request.POST, person=request.user)


def metric_answer(
    request: Request, form: MetricForm, *, goal: Goal, metric: Metric | None = None
) -> HttpResponse:
    """Show the form of a number."""
    chosen = people_named(request.user, uuids([form["keeper"].value() or ""]))
    context = {
        **found_people(request),
        "form": form,
        "goal": goal,
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
    return see_other(request, goal_url(metric.goal_id))
