"""Propose a goal and change it."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Person
from core import drafts
from core.http import Request, page, see_other
from core.models import Draft
from core.toasts import say
from goals import origins
from goals.forms import ProposeForm, sent
from goals.models import Goal
from goals.services import goals
from goals.views.guide import hints_on
from goals.views.loading import goal_url, people_named, uuids
from goals.views.people import found_people

FOUND = 10
MANY = ("owners", "parents")


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """Write a new goal; what is typed saves itself as a draft."""
    form, at = propose_form(request), timezone.now()

    def act() -> str:
        origin = form.cleaned_data["origin"]
        goal = goals.propose(by=request.user, at=at, origin=origin, **form.words())
        drafts.discard(request.user, draft_key(form.cleaned_data["idempotency_key"]))
        return goal_url(goal)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Proposed"))
        return see_other(request, url)
    key = draft_key(form["idempotency_key"].value())
    context = {
        **choices(request, form),
        "form": form,
        "draft_key": key,
        "draft": drafts.find(request.user, key),
        "other_drafts": other_drafts(request.user, key),
        "start": origins.find(form["origin"].value() or "", person=request.user),
    }
    return page(request, "goals/write.html", context, status=422 if form.is_bound else 200)


def hints_shown(request: Request) -> dict[str, Any]:
    """Return what the writing guide asks about words that were sent and did not go."""
    if request.method != "POST":
        return {}
    passed = request.POST.getlist("passed")[:20]
    return {"hints": hints_on(request.POST, by=request.user), "passed": passed}


def draft_key(key: UUID | str | None) -> str:
    return f"goal/{key}".replace("\x00", "")  # no column holds it, and no draft was kept under it


def other_drafts(person: Person, key: str) -> list[Draft]:
    """Return the newest goals begun and not sent yet."""
    return list(Draft.objects.visible_to(person).under("goal/").exclude(key=key)[:3])


def propose_form(request: Request) -> ProposeForm:
    """Return the form as it was sent, as it was left in a draft, or new."""
    if request.method == "POST" and "find" not in request.POST:
        return ProposeForm(request.POST, person=request.user)
    if request.method == "POST":
        return ProposeForm(initial=typed(request.POST), person=request.user)
    begun = uuids([request.GET.get("draft", "")])
    key = begun[0] if begun else uuid4()
    draft = drafts.find(request.user, draft_key(key)) if begun else None
    first = draft.fields if draft else first_words(request)
    return ProposeForm(initial={**first, "idempotency_key": key}, person=request.user)


def first_words(request: Request) -> dict[str, Any]:
    """Return what a new goal begins with: oneself as owner, and what it was begun from."""
    origin, team = request.GET.get("from", "")[:80], request.GET.get("team", "")
    start = origins.find(origin, person=request.user)
    wanted = uuids(request.GET.getlist("parent"))
    if start and start.parent:
        wanted.append(start.parent.pk)
    parents = Goal.objects.visible_to(request.user).filter(pk__in=wanted)
    first = {"owners": [request.user.pk], "parents": [one.pk for one in parents]}
    kind = goals.kind_below(list(parents))
    return {**first, "kind": kind, "team": team, "origin": origin if start else ""}


def typed(sent_words: QueryDict) -> dict[str, Any]:
    """Return what was typed so far, to be shown again unchecked."""
    words: dict[str, Any] = {name: sent_words.get(name, "") for name in sent_words}
    return {**words, **{name: sent_words.getlist(name) for name in MANY}}


def choices(request: Request, form: ProposeForm) -> dict[str, Any]:
    """Return the people and goals chosen, and those found by the two "Find" buttons."""
    visible = Goal.objects.visible_to(request.user)
    parent_q = request.POST.get("parent_q", "").strip()[:200]
    above: list[Goal] = []
    if request.POST.get("find") == "parents" and parent_q:
        above = list(visible.open().matching(parent_q).newest_first()[:FOUND])
    return {
        **hints_shown(request),
        **found_people(request),
        "chosen": people_named(request.user, uuids(form["owners"].value() or [])),
        "parents": list(visible.filter(pk__in=uuids(form["parents"].value() or []))[:50]),
        "found_parents": above,
        "parent_q": parent_q,
    }
