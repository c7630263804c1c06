"""A text of a report is reported to the trusted persons; who wrote it is told to nobody."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import drafts
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from feedback.forms.protection import ReportForm
from feedback.forms.texts import refuse
from feedback.models import Report, ReportText
from feedback.policies.rounds import can_report_text
from feedback.selectors.protection import trusted_for_text
from feedback.services import reports


@require_http_methods(["GET", "HEAD", "POST"])
def round_text_report(request: Request, pk: UUID) -> HttpResponse:
    """Report one text: who will read it stands above the words, and nobody else is told."""
    rows = ReportText.objects.visible_to(request.user).select_related("round__subject")
    found = get_object_or_404(rows, pk=pk)
    if not can_report_text(request.user, found):
        raise PermissionDenied
    if request.method != "POST":
        kept = drafts.find(request.user, key_of(found))
        initial = kept.fields if kept else {"show": [Report.Part.TEXT.value]}
        return show(request, found, ReportForm(initial=initial))
    form, now = ReportForm(request.POST), timezone.now()
    if not form.is_valid():
        return show(request, found, form, status=422)
    said = form.cleaned_data

    def act() -> str:
        made = reports.report_text(
            found, reason=said["reason"], shows=said["show"], by=request.user, at=now
        )
        return made.get_absolute_url()

    try:
        url = once(request.user, said["idempotency_key"], now, act)
    except RuleError as error:
        refuse(form, error)
        return show(request, found, form, status=422)
    say(request, _("Reported. You can take it back at any time."))
    return see_other(request, url)


def key_of(text: ReportText) -> str:
    """Return the key of the draft; the service forgets it."""
    return f"report/{text.pk}"


def show(request: Request, text: ReportText, form: ReportForm, status: int = 200) -> HttpResponse:
    """Show the text, who would look, and the form."""
    own = Report.objects.open().filter(round_text=text, reporter=request.user)
    context = {
        "text": text,
        "form": form,
        "shows": Report.Part.TEXT in (form["show"].value() or []),
        "trusted": trusted_for_text(text),
        "standing": own.filter(closes_at__gt=timezone.now()).first(),
        "key": key_of(text),
        "draft": drafts.find(request.user, key_of(text)),
    }
    return page(request, "feedback/rounds/text_report.html", context, status=status)
