"""Feedback is written, kept as a draft, and sent."""

import re
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Person
from core import drafts
from core.errors import RuleError
from core.guide import Hint
from core.http import Request, page, see_other, wants_fragment
from core.templatetags.interface import full_moment
from core.toasts import say
from feedback import limits, readers, selectors, services
from feedback.forms import ComposerForm
from feedback.forms.composer import as_draft
from feedback.forms.people import as_uuid
from feedback.forms.texts import refuse
from feedback.models import Feedback, FeedbackRequest
from feedback.selectors.desk import Desk, desk_of
from feedback.selectors.learning import wording
from feedback.selectors.protection import advice_for
from feedback.services.drafts import discard_draft, key_of
from feedback.talks import find_talk
from feedback.views.guide import hints_on
from goals.models import Goal

FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """Begin a new draft at an address of its own."""
    draft = uuid4()
    if request.method == "POST":
        return answer(request, draft)
    address, query = reverse("feedback_compose", args=[draft]), request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Request, pk: UUID) -> HttpResponse:
    """Write feedback in the draft with this id."""
    if request.method == "POST":
        return answer(request, pk)
    return show(request, pk)


def answer(request: Request, pk: UUID) -> HttpResponse:
    """Do what the pressed button says: send, keep, or look for people."""
    form = ComposerForm(request.POST)
    if "keep" in request.POST:
        return keep(request, pk, form)
    if "find" in request.POST or "look" in request.POST:
        return show(request, pk, ComposerForm(initial=form.typed()))
    return send(request, pk, form)


def send(request: Request, pk: UUID, form: ComposerForm) -> HttpResponse:
    """Send it; what is to be corrected stands beside the words, which stay."""
    if not form.is_valid():
        return show(request, pk, form, status=422)
    if sentence := still_to_be_told(request, form):
        form.add_error(None, sentence)
        return show(request, pk, form, status=422)
    try:
        copies = give(request, pk, form)
    except RuleError as error:
        refuse(form, error)
        return show(request, pk, form, status=422)
    return sent(request, copies)


def give(request: Request, pk: UUID, form: ComposerForm) -> list[Feedback]:
    """Give it, as the answer to a question where it goes to who asked and nobody else."""
    people, what, now = form.cleaned_data["recipients"], form.piece(), timezone.now()
    asked = request_answered(request, form.typed())
    if asked and [person.pk for person in people] == [asked.asker_id]:
        return [services.answer(asked, what=what, by=request.user, at=now, draft=pk)]
    return services.give(people, what=what, by=request.user, at=now, draft=pk)


def request_answered(request: Request, typed: dict[str, Any]) -> FeedbackRequest | None:
    """Return the question of somebody else that this answers, as long as it stands."""
    ids = [pk for text in typed["asked"] if (pk := as_uuid(text))]
    rows = FeedbackRequest.objects.visible_to(request.user).exclude(asker=request.user)
    return rows.filter(pk__in=ids).select_related("asker").first() if ids else None


def still_to_be_told(request: Request, form: ComposerForm) -> str:
    """Return what a giver must know before sending, unless they were told: that it will wait."""
    if form.cleaned_data["kind"] != Feedback.Kind.IMPROVEMENT or "told" in request.POST:
        return ""
    advice = advice_for(request.user, form.cleaned_data["recipients"], at=timezone.now())
    if not advice.slow:
        return ""
    return _(
        "Not sent yet. This waits for the weekly batch; below you see when it goes out, and why. "
        "Send it again if that is right."
    )


def sent(request: Request, copies: list[Feedback]) -> HttpResponse:
    """Say that it went, and offer to take it back."""
    count = len(copies)
    words = ngettext("Sent to %(name)s", "Sent to %(count)s people", count)
    undo = reverse("feedback_withdraw", args=[copies[0].pk]) + ("" if count == 1 else "?all=1")
    text = words % {"name": copies[0].recipient.called, "count": count}
    if copies[0].held_until:
        text = goes_out(copies)
    say(request, text, undo=undo, undo_label=_("Take back"))
    given = f"{reverse('feedback_inbox')}?box=given"
    return see_other(request, copies[0].get_absolute_url() if count == 1 else given)


def goes_out(copies: list[Feedback]) -> str:
    """Say when what waits goes out."""
    first = copies[0]
    if first.is_scheduled:
        return _("Goes out %(moment)s") % {"moment": full_moment(first.held_until)}
    if len(copies) == 1:
        return _("Goes out to %(name)s with the weekly batch") % {"name": first.recipient.called}
    return ngettext("Sent to %(name)s", "Sent to %(count)s people", len(copies)) % {
        "name": first.recipient.called,
        "count": len(copies),
    }


def keep(request: Request, pk: UUID, form: ComposerForm) -> HttpResponse:
    """Keep it as a draft without any demand."""
    kept, fields = drafts.find(request.user, key_of(pk)), form.typed()
    if kept is None or as_draft(kept.fields) != fields:
        version = request.POST.get("version", "")
        typed_over = int(version) if re.fullmatch(r"[0-9]{1,9}", version) else 0
        now = timezone.now()
        try:
            services.keep_draft(pk, fields=fields, version=typed_over, by=request.user, at=now)
        except RuleError as error:
            refuse(form, error)
            return show(request, pk, form, status=422)
    say(request, _("Kept as a draft that only you can open"))
    return see_other(request, drafts_url())


@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    """Throw a draft away."""
    discard_draft(pk, by=request.user)
    say(request, _("Draft thrown away"))
    return see_other(request, drafts_url())


def drafts_url() -> str:
    """Return the address of the drafts."""
    return f"{reverse('feedback_inbox')}?box=drafts"


def prefilled(request: Request) -> dict[str, Any]:
    """Return what the link that led here says: for whom, for which goal, or to which question."""
    to, goal = request.GET.getlist("to"), request.GET.get("goal", "")
    asked = request.GET.get("asked", "")
    if answered := request_answered(request, {"asked": [asked]}):
        to = [str(answered.asker_id)]
    # Praise is the commoner of the two, and nothing is sent by what is chosen before.
    start = {"kind": Feedback.Kind.PRAISE.value, "readers": Feedback.Readers.RECIPIENT.value}
    talk = find_talk(as_uuid(request.GET.get("checkin", "")), person=request.user)
    if talk:
        to = [str(talk.other)]
    about = {"goal": goal, "checkin": str(talk.pk) if talk else ""}
    return {**start, **about, "recipients": to, "asked": asked}


def show(
    request: Request, pk: UUID, form: ComposerForm | None = None, status: int = 200
) -> HttpResponse:
    """Show the form with the people chosen and the sentences that say who will read it."""
    kept = drafts.find(request.user, key_of(pk))
    form = form or ComposerForm(initial=as_draft(kept.fields if kept else prefilled(request)))
    typed, chosen = form.typed(), form.chosen
    desk = desk_of(request.user, goals=[one for one in map(as_uuid, typed["goal"]) if one])
    form.offer([(one.pk, one.name) for one in desk.capabilities])
    context = {
        "form": form,
        "typed": typed,
        "pk": pk,
        "key": key_of(pk),
        "draft": kept,
        "part": wants_fragment(request),
        "hints": hints_shown(request, pk),
        "passed": request.POST.getlist("passed")[:20],
        "chosen": chosen,
        "goal": desk.goal,
        "talk": find_talk(as_uuid(typed["checkin"]), person=request.user),
        "asked": request_answered(request, typed),
        "principles": wording(request.user) if desk.is_new else None,
        **people_found(request),
        **goals_found(request),
        "desk": desk,
        "named_values": typed["values"],
        "starts": not (chosen or form.is_bound or request.method == "POST"),
        "wants_links": any(typed[name] for name in ("goal", "capability", "values")),
        "wants_later": bool(typed["send_on"] or typed["send_clock"]),
        "latest": timezone.localdate() + limits.SENT_WITHIN,
        **about(request.user, chosen, desk),
    }
    return page(request, "feedback/give.html", context, fragment="reading", status=status)


def hints_shown(request: Request, pk: UUID) -> tuple[Hint, ...]:
    """Return what the writing guide asks about words that were sent and did not go."""
    if request.method != "POST" or wants_fragment(request):
        return ()
    return hints_on(request.POST, by=request.user, draft=pk)


def people_found(request: Request) -> dict[str, Any]:
    """Return the people that the words typed into the picker find, without a script."""
    q = request.POST.get("q", "")[:100].replace("\x00", "").strip()
    if request.POST.get("find") != "1" or not q:
        return {"q": "", "found": []}
    people = Person.objects.visible_to(request.user).here().exclude(pk=request.user.pk)
    return {"q": q, "found": people.matching(q).by_name()[:FOUND]}


def goals_found(request: Request) -> dict[str, Any]:
    """Return the open goals that the words typed find; with a script and without."""
    q = request.POST.get("goal_q", "")[:100].replace("\x00", "").strip()
    if request.POST.get("find") != "goals" or not q:
        return {"goal_q": "", "found_goals": None}
    goals = Goal.objects.visible_to(request.user).open().matching(q)
    return {"goal_q": q, "found_goals": goals.newest_first()[:FOUND]}


def about(giver: Person, chosen: list[Person], desk: Desk) -> dict[str, Any]:
    """Return who will read it for each choice, and what is known of the one person chosen."""
    readings = {
        choice: readers.before(giver, chosen, readers=choice, organisation=desk.organisation)
        for choice in Feedback.Readers.values
    }
    sides = {giver.pk, *(person.pk for person in chosen)}
    coaches = [one for one in readings["recipient_and_coaches"].people if one.pk not in sides]
    only = chosen[0] if len(chosen) == 1 else None
    before = selectors.said_before(giver, only) if only else []
    advice = advice_for(giver, chosen, at=timezone.now())
    return {
        "readings": readings,
        "coaches": coaches,
        "only": only,
        "before": before,
        "advice": advice,
        "slow_names": get_text_list([person.name for person in advice.slow], _("and")),
    }
