"""Values of numbers as files: fill from one, and take one away."""

import csv
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.http import Request, page, see_other
from core.toasts import say
from goals import policies
from goals.forms import FillForm, RowReader, sent
from goals.forms.filling import BEGINS_A_FORMULA
from goals.models import Measurement, Metric
from goals.services import filling
from goals.services.filling import Plan
from goals.views.loading import allow_measuring, goal_url, home_of, load_goal, load_metric

SHOWN = 100  # rows of the preview


@require_http_methods(["GET", "HEAD", "POST"])
def fill_metric(request: Request, pk: UUID) -> HttpResponse:
    """Fill a number from rows: look at what they would do, then all of them or none."""
    metric = load_metric(request, pk)
    allow_measuring(request, metric)
    context = {"metric": metric, "home": home_of(metric)}
    return filled(request, [metric], reverse("metric", args=[pk]), context)


@require_http_methods(["GET", "HEAD", "POST"])
def fill_goal(request: Request, pk: UUID) -> HttpResponse:
    """Fill all numbers of a goal from rows that name them."""
    goal = load_goal(request, pk)
    if not policies.can_carry(policies.part_of(request.user, goal)):
        raise PermissionDenied
    metrics = list(goal.metrics.followed().with_subject().oldest_first())
    return filled(request, metrics, goal_url(goal), {"goal": goal, "home": home_of(goal)})


def filled(
    request: Request, metrics: Sequence[Metric], url: str, context: dict[str, Any]
) -> HttpResponse:
    """Take the rows when they are right and were looked at; else show what they would do."""
    at, is_of_one = timezone.now(), "metric" in context
    reader = RowReader(metrics, by=request.user, at=at, is_of_one=is_of_one)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FillForm(*data, read=reader.read)
    if form.is_bound and form.is_valid() and form.cleaned_data["apply"] and not form.sheet.problems:

        def act() -> str:
            say(request, told(filling.fill(form.sheet.lines, by=request.user, at=at)))
            return url

        if to := sent(form, by=request.user, at=at, act=act):
            return see_other(request, to)
    return fill_answer(request, form, {**context, "back": url})


def fill_answer(request: Request, form: FillForm, context: dict[str, Any]) -> HttpResponse:
    """Show the form; below it what its rows would do."""
    status = 200
    if form.is_bound:
        problems = form.sheet.problems
        context["problems"], context["count"] = problems[:SHOWN], len(problems)
        if form.is_valid():
            plan = filling.plan_of(form.sheet.lines)
            context |= {"plan": plan, "steps": [one for one in plan.steps if one.is_new][:SHOWN]}
        is_refused = not form.is_valid() or (problems and form.cleaned_data["apply"])
        status = 422 if is_refused else 200
    context |= {"form": form, "rows": form.read_text}
    return page(request, "goals/fill.html", context, status=status)


def told(plan: Plan) -> str:
    """Say what a file did."""
    noted = ngettext("%(number)s value noted", "%(number)s values noted", plan.added)
    parts = [
        noted % {"number": plan.added},
        _("%(number)s corrected") % {"number": plan.corrected},
        _("%(number)s there before") % {"number": plan.unchanged},
    ]
    return " · ".join(parts)


@require_safe
def values_of_metric(request: Request, pk: UUID) -> HttpResponse:
    """Give the values of a number as a file that can be read in again."""
    metric = load_metric(request, pk)
    return as_file([metric], heads=[], name="number")


@require_safe
def values_of_goal(request: Request, pk: UUID) -> HttpResponse:
    """Give the values of all numbers of a goal as a file that can be read in again."""
    goal = load_goal(request, pk)
    return as_file(list(goal.metrics.followed().oldest_first()), heads=[_("Number")], name="goal")


def as_file(metrics: Sequence[Metric], *, heads: list[str], name: str) -> HttpResponse:
    """Write the value that counts for each day; cells as the language in force separates them."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")  # spreadsheets take it for UTF-8 by this
    comma = ";" if get_format("DECIMAL_SEPARATOR") == "," else ","
    file = csv.writer(response, delimiter=comma)
    file.writerow([*heads, _("Day"), _("Value"), _("Note"), _("Noted by")])
    for metric in metrics:
        own = [as_text(metric.name)] if heads else []
        file.writerows([*own, *cells(one)] for one in of_each_day(metric))
    return response


def of_each_day(metric: Metric) -> list[Measurement]:
    """Return the value that counts for each day, the oldest first."""
    counting = metric.measurements.that_count().select_related("by")
    last = {one.measured_on: one for one in counting.order_by("measured_on", "at", "pk")}
    return list(last.values())


def cells(one: Measurement) -> list[str]:
    value = number_format(f"{one.value.normalize():f}", use_l10n=True, force_grouping=False)
    return [one.measured_on.isoformat(), value, as_text(one.note), as_text(one.by.name)]


def as_text(words: str) -> str:
    """Keep a spreadsheet from taking somebody's words for a formula."""
    return f"'{words}" if words.lstrip().startswith(BEGINS_A_FORMULA) else words
