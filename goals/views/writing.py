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
from goals.forms import EditForm, ProposeForm, sent
from goals.models import Goal
from goals.services import goals
from goals.views.guide import hints_on
from goals.views.loading import allow_steering, goal_url, load_goal, people_named, uuids
from goals.views.people import found_people

FOUND = 10
MANY = ("owners", "parents")


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """Write a new goal; what is typed saves itself as a draft."""
    form, at = propose_form(request), timezone.now()

    def act() -> str:
        goal = goals.propose(by=request.user, at=at, **form.words())
        drafts.discard(request.user, draft_key(form.cleaned_data["idempotency_key"]))
        return goal_url(goal)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Proposed"))
        return see_other(request, url)
    key = draft_key(form["idempotency_key"].value())
    context = {
        **choices(request, form),
        "form": form,
        **hints_shown(request),
        "draft_key": key,
        "draft": drafts.find(request.user, key),
        "other_drafts": other_drafts(request.user, key),
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
    """Return what a new goal begins with: oneself as owner, and the goal it was begun from."""
    parents = Goal.objects.visible_to(request.user).filter(
        pk__in=uuids(request.GET.getlist("parent"))
    )
    kind = goals.kind_below(list(parents))
    return {"owners": [request.user.pk], "parents": [one.pk for one in parents], "kind": kind}


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
        **found_people(request),
        "chosen": people_named(request.user, uuids(form["owners"].value() or [])),
        "parents": list(visible.filter(pk__in=uuids(form["parents"].value() or []))[:50]),
        "found_parents": above,
        "parent_q": parent_q,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change a goal; the other owners are asked for their yes again."""
    goal = load_goal(request, pk)
    allow_steering(request, goal)
    form, at = edit_form(request, goal), timezone.now()

    def act() -> str:
        version = form.cleaned_data["version"]
        goals.edit(goal, by=request.user, at=at, version=version, **form.words())
        return goal_url(goal)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    context = {**choices(request, form), **hints_shown(request), "form": form, "goal": goal}
    return page(request, "goals/write.html", context, status=422 if form.is_bound else 200)


def edit_form(request: Request, goal: Goal) -> EditForm:
    """Return the form as it was sent, or as the goal stands."""
    if request.method == "POST" and "find" not in request.POST:
        return EditForm(request.POST, person=request.user)
    if request.method == "POST":
        return EditForm(initial=typed(request.POST), person=request.user)
    names = [name for name in EditForm.base_fields if name not in ("idempotency_key", *MANY)]
    words = {name: getattr(goal, name) for name in names}
    owners = list(goal.ownerships.values_list("person", flat=True))
    parents = list(goal.parentages.values_list("parent", flat=True))
    initial = {**words, "owners": owners, "parents": parents}
    return EditForm(initial=initial, person=request.user)
