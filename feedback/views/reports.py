"""Feedback is reported to the trusted persons, who look and answer."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import drafts
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from feedback import policies
from feedback.forms.protection import CloseReportForm, ReportForm
from feedback.forms.texts import refuse
from feedback.models import Feedback, Reply, Report
from feedback.selectors.protection import shown_by, trusted_for
from feedback.services import reports
from feedback.views.piece import load

ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def report_piece(request: Request, pk: UUID) -> HttpResponse:
    """Report a piece: who will read it stands above the words, and nobody else is told."""
    feedback = load(request, pk)
    reports.check_may(feedback, by=request.user)
    key = f"report/{feedback.pk}"
    if request.method != "POST":
        kept = drafts.find(request.user, key)
        return show_form(request, feedback, ReportForm(initial=kept.fields if kept else None))
    form, now = ReportForm(request.POST), timezone.now()
    if not form.is_valid():
        return show_form(request, feedback, form, status=422)
    typed = form.cleaned_data

    def act() -> str:
        shows, reason = typed["show"], typed["reason"]
        made = reports.report(feedback, reason=reason, shows=shows, by=request.user, at=now)
        return made.get_absolute_url()

    try:
        url = once(request.user, typed["idempotency_key"], now, act)
    except RuleError as error:
        refuse(form, error)
        return show_form(request, feedback, form, status=422)
    say(request, _("Reported. You can take it back at any time."))
    return see_other(request, url)


def show_form(
    request: Request, feedback: Feedback, form: ReportForm, status: int = 200
) -> HttpResponse:
    now, key = timezone.now(), f"report/{feedback.pk}"
    own = Report.objects.open().filter(feedback=feedback, reporter=request.user, closes_at__gt=now)
    replies = Reply.objects.filter(feedback=feedback).visible_to(request.user)
    context = {
        "feedback": feedback,
        "form": form,
        "key": key,
        "draft": drafts.find(request.user, key),
        "trusted": trusted_for(feedback),
        "standing": own.first(),
        "parts": parts_of(feedback, form, has_thread=replies.exists()),
    }
    return page(request, "feedback/report_piece.html", context, status=status)


def parts_of(
    feedback: Feedback, form: ReportForm, *, has_thread: bool
) -> list[tuple[str, str, str, bool]]:
    """Return each part that there is: its name, label, words, and whether it is chosen."""
    chosen = form["show"].value() or []
    words = {name: getattr(feedback, name) for name in Report.TEXTS}
    return [
        (name, str(label), words.get(name, ""), name in chosen)
        for name, label in Report.Part.choices
        if name == Report.Part.NAME
        or words.get(name)
        or (name == Report.Part.THREAD and has_thread)
    ]


@require_safe
def report_list(request: Request) -> HttpResponse:
    """List one's own reports; for a trusted person what waits for them as well."""
    person = request.user
    own = Report.objects.visible_to(person).filter(reporter=person).newest_first()
    waiting = Report.objects.waiting_for(person, timezone.now()).newest_first()
    is_trusted = policies.can_be_trusted(person)
    context = {
        "own": Paginator(own, ON_A_PAGE).get_page(request.GET.get("page")),
        "is_trusted": is_trusted,
        "for_me": Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page"))
        if is_trusted
        else None,
    }
    return page(request, "feedback/reports.html", context)


def load_report(request: Request, pk: UUID) -> Report:
    """Return the report, if this person may look at it now; else there is nothing here."""
    found = Report.objects.visible_to(request.user).current(request.user, timezone.now())
    people = found.select_related(
        "reporter", "closed_by", "feedback__giver", "feedback__recipient", "round_text"
    )
    return get_object_or_404(people, pk=pk)


@require_safe
def report(request: Request, pk: UUID) -> HttpResponse:
    """Show a report; a look of a trusted person is written down, and told to the reporter."""
    found = load_report(request, pk)
    reports.look(found, by=request.user, at=timezone.now())
    return show_report(request, found)


def show_report(
    request: Request, found: Report, form: CloseReportForm | None = None, status: int = 200
) -> HttpResponse:
    own = found.reporter_id == request.user.pk
    key = f"report-answer/{found.pk}"
    kept = None if own else drafts.find(request.user, key)
    context: dict[str, Any] = {
        "report": found,
        "own": own,
        "is_over": not found.is_open or found.closes_at <= timezone.now(),
        "shown": shown_by(found),
        "looks": found.looks.select_related("by").order_by("-at")[:ON_A_PAGE] if own else [],
        "form": form or CloseReportForm(initial=kept.fields if kept else None),
        "key": key,
        "draft": kept,
    }
    return page(request, "feedback/report.html", context, status=status)


@require_POST
def report_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take one's report back."""
    reports.withdraw_report(load_report(request, pk), by=request.user, at=timezone.now())
    say(request, _("Taken back. Nobody can look at it any more."))
    return see_other(request, reverse("reports"))


@require_POST
def report_close(request: Request, pk: UUID) -> HttpResponse:
    """Answer the reporter and close the report."""
    found, form, now = load_report(request, pk), CloseReportForm(request.POST), timezone.now()
    if not form.is_valid():
        return show_report(request, found, form, status=422)
    typed = form.cleaned_data

    def act() -> str:
        reports.close_report(found, answer=typed["answer"], by=request.user, at=now)
        return reverse("reports")

    try:
        url = once(request.user, typed["idempotency_key"], now, act)
    except RuleError as error:
        refuse(form, error)
        return show_report(request, found, form, status=422)
    say(request, _("Answered and closed"))
    return see_other(request, url)
