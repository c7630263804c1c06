"""Where a number stands: note it in one click, correct it, take it back."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http import Request, page, see_other, wants_fragment
from core.toasts import say
from goals.forms import MeasureForm, sent
from goals.models import Measurement, Metric
from goals.selectors.metrics import rows_of
from goals.services import measurements
from goals.templatetags.figures import of
from goals.views.loading import (
    allow_measuring,
    back_to,
    home_of,
    load_measurement,
    load_metric,
)

PAGES = ("today", "metric")


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: Request, pk: UUID) -> HttpResponse:
    """Note where a number stands."""
    metric, at = load_metric(request, pk), timezone.now()
    allow_measuring(request, metric)
    form = measure_form(request, {"measured_on": timezone.localdate()})

    def act() -> str:
        taken = measurements.measure(metric, by=request.user, at=at, **form.words())
        return reverse("measurement_withdraw", args=[taken.pk])

    if undo := sent(form, by=request.user, at=at, act=act):
        return noted(request, metric, form, undo)
    context = {"form": form, "metric": metric, "home": home_of(metric)}
    status = 422 if form.is_bound else 200
    return page(request, "goals/measure.html", context, fragment="form", status=status)


def measure_form(request: Request, words: dict[str, object]) -> MeasureForm:
    """Return the form as it was sent, or with these words."""
    if request.method == "POST":
        return MeasureForm(request.POST)
    return MeasureForm(initial={**words, "back": request.GET.get("back", "")})


def noted(request: Request, metric: Metric, form: MeasureForm, undo: str) -> HttpResponse:
    """Say what was noted, with a way back: in its row, or on the page one came from."""
    where = form.cleaned_data["back"]
    words = of(form.cleaned_data["value"], metric)
    if wants_fragment(request):
        more = {"noted": words, "undo": undo, "bare": form.cleaned_data["bare"]}
        return row_answer(request, metric, where, more)
    say(
        request,
        _("Noted: %(value)s") % {"value": words},
        undo=f"{undo}?back={where}" if where in PAGES else undo,
        undo_label=_("Undo"),
    )
    return see_other(request, back_to(metric, where))


def row_answer(
    request: Request, metric: Metric, where: str, more: dict[str, object]
) -> HttpResponse:
    """Show the row of a number again."""
    context = {"row": rows_of([metric])[0], "back": where, **more}
    return page(request, "goals/_metric_row.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, pk: UUID) -> HttpResponse:
    """Put another value in the place of a wrong one."""
    wrong, at = load_measurement(request, pk), timezone.now()
    allow_measuring(request, wrong.metric)
    words = {"value": wrong.value, "measured_on": wrong.measured_on, "note": wrong.note}
    form = measure_form(request, words)

    def act() -> str:
        measurements.correct(wrong, by=request.user, at=at, **form.words())
        return back_to(wrong.metric, "metric")

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    return correct_answer(request, wrong, form)


def correct_answer(request: Request, wrong: Measurement, form: MeasureForm) -> HttpResponse:
    metric = wrong.metric
    context = {"form": form, "metric": metric, "home": home_of(metric), "wrong": wrong}
    status = 422 if form.is_bound else 200
    return page(request, "goals/measure.html", context, fragment="form", status=status)


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own measurement back, within a day."""
    taken = load_measurement(request, pk)
    measurements.withdraw(taken, by=request.user, at=timezone.now())
    where = request.GET.get("back", "")
    if wants_fragment(request):
        return row_answer(request, taken.metric, where, {"bare": request.GET.get("bare")})
    say(request, _("Taken back"))
    return see_other(request, back_to(taken.metric, where))
