"""Find what an address names, as far as the person may see it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Person
from core.http import Request
from goals import policies
from goals.models import Goal, Mastery, Measurement, Metric
from goals.selectors.loaded import loaded

CHANGES = 12  # of a number, on its page


def load_goal(request: Request, pk: UUID) -> Goal:
    """Return the goal with its counts and the person's part in it."""
    goal = loaded(pk, viewer=request.user)
    if goal is None:
        raise Http404
    return goal


def load_metric(request: Request, pk: UUID) -> Metric:
    metrics = Metric.objects.visible_to(request.user).with_subject().with_changes(CHANGES)
    return get_object_or_404(metrics, pk=pk)


def load_measurement(request: Request, pk: UUID) -> Measurement:
    measurements = Measurement.objects.visible_to(request.user)
    about = ("metric__goal", "metric__mastery__person", "metric__mastery__capability", "by")
    return get_object_or_404(measurements.select_related(*about), pk=pk)


def load_mastery(request: Request, pk: UUID) -> Mastery:
    masteries = Mastery.objects.visible_to(request.user).select_related("person", "capability")
    return get_object_or_404(masteries, pk=pk)


def goal_url(goal: Goal | UUID) -> str:
    return reverse("goal", args=[goal.pk if isinstance(goal, Goal) else goal])


@dataclass(frozen=True)
class Home:
    """What a number is about, and where that is shown."""

    url: str
    title: str
    is_mastery: bool = False


def home_of(about: Metric | Goal | Mastery) -> Home:
    """Return the goal of a number, or the mastery it belongs to."""
    subject = (about.goal or about.mastery) if isinstance(about, Metric) else about
    if isinstance(subject, Mastery):
        return Home(mastery_url(subject), subject.capability.name, is_mastery=True)
    assert subject is not None  # noqa: S101  a number is of a goal or of a mastery: a CHECK
    return Home(goal_url(subject), subject.title)


def mastery_url(mastery: Mastery) -> str:
    return reverse("mastery", args=[mastery.pk])


def back_to(metric: Metric, where: str) -> str:
    """Return the page from which a number was updated: Today, its own, or that of its goal."""
    if where == "today":
        return "/"
    return reverse("metric", args=[metric.pk]) if where == "metric" else home_of(metric).url


def allow_steering(request: Request, goal: Goal) -> None:
    """Refuse the form to whoever could not send it."""
    if not policies.can_steer(policies.part_of(request.user, goal)):
        raise PermissionDenied


def allow_measuring(request: Request, metric: Metric) -> None:
    """Refuse the form to whoever could not send it."""
    if not policies.can_keep_metric(request.user, metric):
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
