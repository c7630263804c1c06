"""What a level rests on: add one's own, take something off."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import drafts
from core.forms import OnceForm
from core.http import Request, page, see_other
from core.toasts import say
from goals.forms import sent
from goals.forms.mastery import MeasurementForm, ReflectionForm
from goals.models import Evidence, Measurement, Metric
from goals.policies import mastery as policies
from goals.selectors.mastery_readers import sights_of
from goals.services.mastery import evidence as services
from goals.views.mastery.loading import begun, load_own, mastery_url, status_of

OFFERED = 30


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, pk: UUID) -> HttpResponse:
    """Write down what happened, or choose one of the values one noted."""
    mastery, at = load_own(request, pk), timezone.now()
    left = begun(request, f"mastery/{mastery.pk}/evidence")
    offered = list(own_measurements(request)[:OFFERED])
    forms = add_forms(request, offered, left["typed"])
    form = forms["measured" if "measurement" in request.POST else "reflected"]
    service = services.add_reflection
    if isinstance(form, MeasurementForm):
        service = services.add_measurement  # type: ignore[assignment]  # words of another form

    def act() -> str:
        words = {name: form.cleaned_data[name] for name in form.fields if name != KEY}
        service(mastery, by=request.user, at=at, **words)
        if form is forms["reflected"]:
            drafts.discard(request.user, left["draft_key"])
        return mastery_url(mastery)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    sight = sights_of([mastery], owner=request.user)[mastery.pk]
    context = {"mastery": mastery, "sight": sight, "offered": offered, **forms, **left}
    return page(request, "goals/mastery/evidence.html", context, status=status_of(form))


KEY = "idempotency_key"


def add_forms(
    request: Request, offered: list[Measurement], typed: dict[str, Any]
) -> dict[str, OnceForm]:
    """Return both forms; the one that was sent with what was sent."""
    posted = request.POST or None
    is_measured = "measurement" in request.POST
    return {
        "reflected": ReflectionForm(None if is_measured else posted, initial=typed),
        "measured": MeasurementForm(
            posted if is_measured else None, offered=offered, auto_id="m_%s"
        ),
    }


def own_measurements(request: Request) -> Any:
    """Return the values of numbers that concern this person, the newest first."""
    numbers = Metric.objects.visible_to(request.user).concerning(request.user)
    values = Measurement.objects.visible_to(request.user).that_count()
    return values.filter(metric__in=numbers.values("pk")).newest_first()


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take something off one's page, or take back what one said as a witness."""
    rows = Evidence.objects.visible_to(request.user).with_words()
    evidence = get_object_or_404(rows.select_related("mastery__person", "request"), pk=pk)
    services.withdraw(evidence, by=request.user, at=timezone.now())
    say(request, _("Taken back. Nobody reads it any more."))
    if policies.can_keep(request.user, evidence.mastery):
        return see_other(request, mastery_url(evidence.mastery))
    return see_other(request, "/mastery/")
