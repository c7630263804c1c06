"""Questions on a goal that is being written."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import Person
from core.guide import Hint
from core.http import Request
from goals.guide import WORDS
from goals.models import Metric
from goals.selectors.guide import hints_on_goal
from goals.views.loading import uuids


@never_cache
@require_POST
def guide_goal(request: Request) -> HttpResponse:
    """Ask about the words of a goal that is being written. They are kept nowhere."""
    hints = hints_on(request.POST, by=request.user)
    return render(request, "core/hints.html", {"hints": hints})


def hints_on(sent: QueryDict, *, by: Person) -> tuple[Hint, ...]:
    """Return what to ask about the fields that were sent; `of_goal` names one that stands."""
    texts = {name: str(sent[name]) for name in WORDS if name in sent}
    facts: dict[str, Any] = {"metrics": metrics_of(sent, by), "aim": sent.get("aim", "")}
    if "due_on" in sent:
        facts["due_on"] = str(sent["due_on"]).strip()
    return hints_on_goal(texts, by=by, facts=facts, passed=sent.getlist("passed"))


def metrics_of(sent: QueryDict, person: Person) -> int:
    """Count the numbers that the goal has already, if it stands."""
    named = uuids(sent.getlist("of_goal")[:1])
    numbers = Metric.objects.visible_to(person).in_use()
    return numbers.filter(goal__in=named).count() if named else 0
