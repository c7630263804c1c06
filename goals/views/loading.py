"""Find what an address names, as far as the person may see it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Person
from core.http import Request
from goals import policies
from goals.models import Goal, Measurement, Metric
from goals.selectors.loaded import loaded


def load_goal(request: Request, pk: UUID) -> Goal:
    """Return the goal with its counts and the person's part in it."""
    goal = loaded(pk, viewer=request.user)
    if goal is None:
        raise Http404
    return goal


def load_metric(request: Request, pk: UUID) -> Metric:
    metrics = Metric.objects.visible_to(request.user).select_related("goal", "keeper")
    return get_object_or_404(metrics, pk=pk)


def load_measurement(request: Request, pk: UUID) -> Measurement:
    measurements = Measurement.objects.visible_to(request.user)
    return get_object_or_404(measurements.select_related("metric__goal", "by"), pk=pk)


def goal_url(goal: Goal | UUID) -> str:
    return reverse("goal", args=[goal.pk if isinstance(goal, Goal) else goal])


def back_to(metric: Metric, where: str) -> str:
    """Return the page from which a number was updated: Today, or its goal."""
    return "/" if where == "today" else goal_url(metric.goal_id)


def allow_steering(request: Request, goal: Goal) -> None:
    """Refuse the form to whoever could not send it."""
    if not policies.can_steer(policies.part_of(request.user, goal)):
        raise PermissionDenied


def allow_measuring(request: Request, metric: Metric) -> None:
    """Refuse the form to whoever could not send it."""
    if not policies.can_measure(policies.part_of(request.user, metric.goal), metric):
        raise PermissionDenied


def page_number(query: QueryDict, name: str) -> int:
    """Return a page number from an address; whatever is none means the first."""
    text = query.get(name, "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def uuids(texts: list[Any]) -> list[UUID]:
    """Return those of the texts that are ids."""
    found = []
    for text in texts:
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found


def people_named(person: Person, ids: list[UUID]) -> list[Person]:
    """Return these people, by name, as far as there are any."""
    return list(Person.objects.visible_to(person).filter(pk__in=ids).by_name()[:50])
