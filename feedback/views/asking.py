"""Asking for feedback, and what the asked do with it."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Person
from core import drafts, idempotency
from core.errors import RuleError
from core.http import Request, page, see_other, wants_fragment
from core.toasts import say
from feedback.forms.asking import AskForm
from feedback.forms.people import as_uuid
from feedback.forms.texts import refuse
from feedback.links import link_for_colleagues, request_behind
from feedback.models import Asked, FeedbackRequest
from feedback.selectors.asking import asked_often, request_page
from feedback.services import asking
from goals.models import Goal

ON_A_PAGE = 25
FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """Write a question about oneself and choose whom to ask."""
    if request.method != "POST":
        kept = drafts.find(request.user, asking.DRAFT)
        return show(request, AskForm(initial=prefilled(request, kept.fields if kept else {})))
    form = AskForm(request.POST)
    if "find" in request.POST or "look" in request.POST:
        return show(request, AskForm(initial=typed(form)))
    if not form.is_valid():
        return show(request, form, status=422)
    try:
        address = idempotency.once(
            request.user, form.cleaned_data.pop("idempotency_key"), timezone.now(),
            lambda: put(request, form.cleaned_data),
        )  # fmt: skip
    except RuleError as error:
        refuse(form, error)
        return show(request, form, status=422)
    say(request, _("Asked. You are told when somebody answers."))
    return see_other(request, address)


def put(request: Request, words: dict[str, Any]) -> str:
    """Ask, and return where the request is."""
    made = asking.ask(by=request.user, at=timezone.now(), **words)
    return made.get_absolute_url()


def typed(form: AskForm) -> dict[str, Any]:
    """Return what was typed so far, whether it could be sent or not."""
    return {name: form[name].value() for name in form.fields}


def prefilled(request: Request, kept: dict[str, Any]) -> dict[str, Any]:
    """Return what the link that led here says, over what was kept as a draft."""
    said = {"people": request.GET.getlist("to"), "goal": request.GET.get("goal", "")}
    if question := request.GET.get("question", "")[:1000]:
        said["question"] = question
    return {**kept, **{name: value for name, value in said.items() if value}}


def show(request: Request, form: AskForm, status: int = 200) -> HttpResponse:
    """Show the form with the people chosen, and who of them was asked often lately."""
    chosen, now = form.chosen, timezone.now()
    q = request.POST.get("q", "")[:100].replace("\x00", "").strip()
    people = Person.objects.visible_to(request.user).here().exclude(pk=request.user.pk)
    context = {
        "form": form,
        "chosen": chosen,
        "often": asked_often(chosen, at=now),
        "goal": Goal.objects.filter(pk__in=filter(None, [as_uuid(form["goal"].value())])).first(),
        "q": q if "find" in request.POST else "",
        "found": people.matching(q).by_name()[:FOUND] if "find" in request.POST and q else [],
        "key": asking.DRAFT,
        "draft": drafts.find(request.user, asking.DRAFT),
        "part": wants_fragment(request),
    }
    return page(request, "feedback/ask.html", context, fragment="often", status=status)


@require_safe
def requests(request: Request) -> HttpResponse:
    """Show what I am asked, and what I asked."""
    of_me = Asked.objects.of_colleague(request.user).with_request().order_by("-asked_at", "-pk")
    by_me = FeedbackRequest.objects.filter(asker=request.user).newest_first()
    counted = by_me.annotate(
        number=Count("asked"), answered=Count("asked", filter=Q(asked__answered_at__isnull=False))
    )
    context = {
        "box": "asked",
        "of_me": Paginator(of_me, ON_A_PAGE).get_page(request.GET.get("of")),
        "by_me": Paginator(counted, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return page(request, "feedback/requests.html", context)


@require_safe
def feedback_request(request: Request, pk: UUID) -> HttpResponse:
    """Show one request."""
    found = load(request, pk)
    shown = request_page(found, viewer=request.user)
    asking.mark_read(found, by=request.user, at=timezone.now())
    link = link_for_colleagues(found) if is_open(found) else ""
    return page(request, "feedback/request.html", {"shown": shown, "link": link})


def is_open(found: FeedbackRequest) -> bool:
    """Whether the link for colleagues works now."""
    until = found.link_until
    return until is not None and timezone.now() < until and found.withdrawn_at is None


def load(request: Request, pk: UUID) -> FeedbackRequest:
    """Return the request, if it is there for this person."""
    rows = FeedbackRequest.objects.visible_to(request.user).select_related("asker", "goal")
    return get_object_or_404(rows, pk=pk)


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take the question back."""
    asking.withdraw(load(request, pk), by=request.user, at=timezone.now())
    say(request, _("Taken back. What was answered stays with you."))
    return see_other(request, reverse("feedback_requests"))


@require_POST
def remind(request: Request, pk: UUID) -> HttpResponse:
    """Remind those who have not answered, once."""
    number = asking.remind(load(request, pk), by=request.user, at=timezone.now())
    say(request, ngettext("Reminded one", "Reminded %(number)s", number) % {"number": number})
    return see_other(request, reverse("feedback_request", args=[pk]))


@require_POST
def open_link(request: Request, pk: UUID) -> HttpResponse:
    """Make a link that colleagues may answer by."""
    asking.open_link(load(request, pk), by=request.user, at=timezone.now())
    return see_other(request, reverse("feedback_request", args=[pk]) + "#link")


@require_POST
def decline(request: Request, pk: UUID) -> HttpResponse:
    """Say "not this time"."""
    asking.decline(load(request, pk), by=request.user, at=timezone.now())
    say(request, _("Put away. No reason is needed."))
    return see_other(request, reverse("feedback_requests"))


@require_safe
def follow(request: Request, signed: str) -> HttpResponse:
    """Come by a link, and be asked."""
    pk = request_behind(signed)
    found = FeedbackRequest.objects.filter(pk=pk).select_related("asker").first() if pk else None
    if found is None:
        raise Http404
    asking.follow_link(found, by=request.user, at=timezone.now())
    return redirect(found)
