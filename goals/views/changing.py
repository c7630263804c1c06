"""Change a goal: by its owners in place, by everybody else by a proposal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import drafts
from core.http import Request, page, see_other
from core.models import Draft
from core.toasts import say
from goals.forms import EditForm, ProposalForm, sent
from goals.models import Goal, Wording
from goals.selectors.differences import Difference, differences
from goals.selectors.terms import LISTS, merged, terms_of
from goals.services import goals, proposals
from goals.services import owners as owning
from goals.views.loading import allow_steering, goal_url, load_goal
from goals.views.writing import MANY, choices, typed

Act = Callable[[EditForm, datetime], str]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change a goal: while it is not agreed, or as its only owner."""
    goal = load_goal(request, pk)
    allow_steering(request, goal)
    in_place = goal.agreed_at is None or not owning.others(goal, request.user).exists()
    if request.method != "POST" and not in_place:
        return see_other(request, reverse("goal_propose_change", args=[pk]))

    def act(form: EditForm, at: datetime) -> str:
        version = form.cleaned_data["version"]
        goals.edit(goal, by=request.user, at=at, version=version, **form.words())
        return goal_url(goal)

    return answer(request, goal, EditForm, act, {"mode": "edit", "in_place": in_place})


@require_http_methods(["GET", "HEAD", "POST"])
def propose_change(request: Request, pk: UUID) -> HttpResponse:
    """Propose a change to a goal, whoever one is."""
    goal = load_goal(request, pk)

    def act(form: EditForm, at: datetime) -> str:
        read = {"version": form.cleaned_data["version"], "reason": form.cleaned_data["reason"]}
        made = proposals.propose(goal, changes=form.words(), by=request.user, at=at, **read)
        return goal_url(goal) if made.accepted_at else reverse("proposal", args=[made.pk])

    return answer(request, goal, ProposalForm, act, {"mode": "propose_change"})


def answer(
    request: Request, goal: Goal, kind: type[EditForm], act: Act, context: dict[str, Any]
) -> HttpResponse:
    """Show the form, or do what it asks for; over a version that has changed show both."""
    kept = last_draft(request, goal)
    form, at = form_of(request, goal, kind, kept), timezone.now()
    read = form.cleaned_data["version"] if form.is_bound and form.is_valid() else goal.version
    if url := sent(form, by=request.user, at=at, act=lambda: act(form, at)):
        forget_drafts(request, goal)
        say(request, _("Saved") if url == goal_url(goal) else _("Proposed"))
        return see_other(request, url)
    since: list[Difference] = []
    before, now = versions(goal, read)
    if before and now and goal.is_open:
        form, since = caught_up(request, form, before, now), differences(before, now)
    key = draft_key(goal, form["version"].value())
    shown = {
        **choices(request, form), **context, "form": form, "goal": goal, "since": since,
        "draft_key": key, "draft": kept if kept and kept.key == key else None,
    }  # fmt: skip
    return page(request, "goals/write.html", shown, status=422 if form.is_bound else 200)


def last_draft(request: Request, goal: Goal) -> Draft | None:
    """Return what was typed last and not sent, over whatever version."""
    return Draft.objects.visible_to(request.user).under(draft_key(goal, "")).first()


def form_of(request: Request, goal: Goal, kind: type[EditForm], kept: Draft | None) -> EditForm:
    """Return the form as it was sent, as it was left in a draft, or as the goal stands."""
    if request.method == "POST" and "find" not in request.POST:
        return kind(request.POST, person=request.user)
    if request.method == "POST":
        return kind(initial=typed(request.POST), person=request.user)
    return kind(initial={**standing(goal, kind), **begun(kept)}, person=request.user)


def standing(goal: Goal, kind: type[EditForm]) -> dict[str, Any]:
    """Return what the goal says, under the names of the form."""
    own = {"idempotency_key", "origin", "reason", "team", *MANY}
    words = {name: getattr(goal, name) for name in kind.base_fields if name not in own}
    owners = list(goal.ownerships.values_list("person", flat=True))
    parents = list(goal.parentages.values_list("parent", flat=True))
    return {**words, "team": goal.team_id, "owners": owners, "parents": parents}


def begun(kept: Draft | None) -> dict[str, Any]:
    """Return what was typed before and not sent, over the version that was read then."""
    if kept is None:
        return {}
    lists = {name: listed(kept.fields[name]) for name in MANY if name in kept.fields}
    return {**kept.fields, **lists, "version": kept.key.rpartition("/")[2]}


def listed(value: Any) -> list[Any]:
    """Return one id or several as a list."""
    return list(value) if isinstance(value, list | tuple) else [value]


def draft_key(goal: Goal, version: Any) -> str:
    return f"goal-change/{goal.pk}/{version}".replace("\x00", "")


def forget_drafts(request: Request, goal: Goal) -> None:
    for kept in Draft.objects.visible_to(request.user).under(draft_key(goal, "")):
        drafts.discard(request.user, kept.key)


def versions(goal: Goal, version: int) -> tuple[Wording | None, Wording | None]:
    """Return the wording that was read and the one that stands, where the goal has changed."""
    if version == goal.version:
        return None, None
    both = Wording.objects.filter(goal=goal, version__in=[version, goal.version]).in_full()
    found = {one.version: one for one in both}
    return (found.get(version), found.get(goal.version)) if len(found) > 1 else (None, None)


def caught_up(request: Request, form: EditForm, read: Wording, now: Wording) -> EditForm:
    """Put what was typed over what stands now, so that nobody's change is undone unseen."""
    words = form.words()
    sets = {name: frozenset(one.pk for one in words[name]) for name in LISTS}
    team = words["team"].pk if words["team"] else None
    wanted = {**words, **sets, "team_id": team, "starts_on": words["starts_on"] or read.starts_on}
    terms = merged(terms_of(read), terms_of(now), wanted)
    fields = {**terms, "team": terms["team_id"] or "", "version": now.version}
    data = QueryDict(mutable=True)
    data.update(request.POST)
    for name in form.fields.keys() & fields.keys():
        value = fields[name]
        data.setlist(name, [str(one) for one in value] if name in LISTS else [str(value or "")])
    again = type(form)(data, person=request.user)
    sentence = _("This goal was changed while you were reading. Read both, then send it again.")
    again.add_error(None, sentence)
    return again
