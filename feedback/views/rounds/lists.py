"""The rounds that somebody meets, and the beginning of a new one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Coaching, Person
from core import drafts
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from feedback.forms.rounds.preparing import StartForm
from feedback.forms.texts import refuse
from feedback.models import Round
from feedback.querysets.rounds import RoundQuerySet
from feedback.rounds.dates import usual_dates
from feedback.selectors.rounds.lists import ON_A_PAGE, box, lines_of
from feedback.services.rounds import starting


@require_safe
def rounds(request: Request) -> HttpResponse:
    """Show my rounds, those that ask me, and those shown to me."""
    person, now = request.user, timezone.now()
    mine = some(box("mine", person), request.GET.get("page"))
    asked = some(box("asked", person).order_by("-closes_at", "-pk"), request.GET.get("of"))
    context = {
        "mine": mine,
        "mine_lines": lines_of(list(mine), at=now),
        "asked": asked,
        "asked_lines": lines_of(list(asked), at=now),
        "shared": box("shared", person).with_people().newest_first()[:ON_A_PAGE],
        "proposed": box("proposed", person).with_people().newest_first()[:ON_A_PAGE],
    }
    return page(request, "feedback/rounds/list.html", context)


def some(found: RoundQuerySet, number: str | None) -> "Page[Round]":
    """Return one page of rounds, those without an order of their own newest first."""
    ordered = found.with_people() if found.ordered else found.with_people().newest_first()
    return Paginator(ordered, ON_A_PAGE).get_page(number)


@require_http_methods(["GET", "HEAD", "POST"])
def round_start(request: Request) -> HttpResponse:
    """Begin a round about oneself."""

    def start(said: dict[str, Any], now: datetime) -> Round:
        return starting.start(**{**said, **usual_dates(now)}, by=request.user, at=now)

    return begin(request, start, key="round/new")


@require_http_methods(["GET", "HEAD", "POST"])
def round_propose(request: Request, pk: UUID) -> HttpResponse:
    """Propose a round to somebody one coaches."""
    mine = Coaching.objects.active().filter(coach=request.user).values("coachee")
    coachee = get_object_or_404(Person.objects.visible_to(request.user).filter(pk__in=mine), pk=pk)

    def propose(said: dict[str, Any], now: datetime) -> Round:
        return starting.propose(coachee, **said, by=request.user, at=now)

    return begin(request, propose, key=f"round/for/{pk}", coachee=coachee)


def begin(request: Request, make: Any, *, key: str, coachee: Person | None = None) -> HttpResponse:
    """Show the form, or make the round and go to it; a double click makes one."""
    kept = drafts.find(request.user, key)
    context: dict[str, Any] = {"key": key, "draft": kept, "coachee": coachee}
    template, now = "feedback/rounds/start.html", timezone.now()
    if request.method != "POST":
        context["form"] = StartForm(initial=kept.fields if kept else None)
        return page(request, template, context)
    form = StartForm(request.POST)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "mode")}

        def act() -> str:
            made = make(said, now)
            drafts.discard(request.user, key)
            return str(made.get_absolute_url())

        try:
            url = once(request.user, form.cleaned_data["idempotency_key"], now, act)
        except RuleError as error:
            refuse(form, error)
        else:
            say(request, _("Proposed") if coachee else _("A draft, for your eyes only"))
            return see_other(request, url)
    return page(request, template, {**context, "form": form}, status=422)
