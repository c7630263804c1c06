"""The report of a round: read, shown to somebody, taken back, and what comes of it."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Person
from core.http import Request, page, see_other
from core.toasts import say
from feedback.forms.people import known_people
from feedback.forms.rounds.preparing import ShareReportForm
from feedback.models import Round, RoundShare
from feedback.readers import coaches_of
from feedback.selectors.rounds.report import report_of
from feedback.services.rounds import showing
from feedback.views.rounds.preparing import FOUND, attempt, own


def show_report(request: Request, found: Round, **bound: Form) -> HttpResponse:
    """Show the report, and to its subject what they can do with it."""
    is_own = found.subject_id == request.user.pk
    context: dict[str, Any] = {"round": found, "own": is_own, "report": report_of(found)}
    if is_own:
        context |= {**sharing_of(request, found, bound), **bound}
    wrong = any(form.errors for form in bound.values())
    return page(request, "feedback/rounds/report.html", context, status=422 if wrong else 200)


def sharing_of(request: Request, found: Round, bound: dict[str, Form]) -> dict[str, Any]:
    """Return who reads the report, and whom its subject may want to show it to."""
    shares = list(
        RoundShare.objects.visible_to(request.user).standing().filter(round=found).by_name()
    )
    reading = {request.user.pk, *(share.with_person_id for share in shares)}
    form: Any = bound.get("share_form") or ShareReportForm()
    q = request.POST.get("q", "")[:100].replace("\x00", "").strip()
    others = Person.objects.visible_to(request.user).here().exclude(pk__in=reading)
    return {
        "shares": shares,
        "readers": readers_of([share.with_person for share in shares]),
        "coaches": [one for one in coaches_of(request.user) if one.pk not in reading],
        "share_form": form,
        "chosen": form.chosen,
        "q": q,
        "found": others.matching(q).by_name()[:FOUND] if q else [],
    }


def readers_of(others: list[Person]) -> str:
    """Say who can read it."""
    if not others:
        return _("Only you can read this")
    names = [_("You"), *(one.called for one in others)]
    return _("%(names)s can read this") % {"names": get_text_list(names, _("and"))}


@require_POST
def round_share(request: Request, pk: UUID) -> HttpResponse:
    """Let somebody read the whole report."""
    found, form = own(request, pk), ShareReportForm(request.POST)
    if "find" in request.POST:
        initial = {"people": request.POST.getlist("people")}
        return show_report(request, found, share_form=ShareReportForm(initial=initial))

    def act(form: ShareReportForm) -> None:
        people = form.cleaned_data["people"]
        showing.share(found, people=people, by=request.user, at=timezone.now())

    if attempt(form, act):
        say(request, _("Shared. You can take it back at any time."))
        return see_other(request, found.get_absolute_url())
    return show_report(request, found, share_form=form)


@require_POST
def round_unshare(request: Request, pk: UUID) -> HttpResponse:
    """Take back what one showed."""
    found, people = own(request, pk), known_people(request.POST.getlist("people"))
    showing.unshare(found, people=people, by=request.user, at=timezone.now())
    say(request, _("Not shared any more"))
    return see_other(request, found.get_absolute_url())
