"""A talk: its page, and what happens to it."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import Request, see_other
from core.toasts import say
from dialogue.feedback import begun_from
from dialogue.forms.checkins import CommitmentForm, SkipForm
from dialogue.forms.planning import MoveForm
from dialogue.models import CheckIn
from dialogue.selectors.names import named
from dialogue.services import checkins, holding
from dialogue.views.sheet import act, act_with, load, sheet_for, sheet_page


@require_safe
def checkin(request: Request, pk: UUID) -> HttpResponse:
    """The page that both sides share; led here by feedback, a commitment can be made from it."""
    sheet = sheet_for(request, load(request, pk))
    begun = begun_from(request.GET.get("from", ""), person=request.user)
    if begun is None:
        return sheet_page(request, sheet)
    form = CommitmentForm(sheet=sheet, initial={"what": begun.words})
    return sheet_page(request, sheet, commitment_form=form, begun=begun)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID) -> HttpResponse:
    """Ask for another moment, and move the talk there."""
    talk = load(request, pk)
    if request.method != "POST":
        return sheet_page(request, sheet_for(request, talk), asked="move")
    form = MoveForm(request.POST)

    def do() -> None:
        checkins.move(talk, by=request.user, at=timezone.now(), planned_at=form.planned_at)
        say(request, told(request, talk, _("Moved. %(name)s is told."), _("Moved.")))

    return act_with(request, talk, "move", {"move_form": form}, do)


@require_http_methods(["GET", "HEAD", "POST"])
def skip(request: Request, pk: UUID) -> HttpResponse:
    """Ask why, and skip the talk."""
    talk = load(request, pk)
    if request.method != "POST":
        return sheet_page(request, sheet_for(request, talk), asked="skip")
    form = SkipForm(request.POST)

    def do() -> None:
        reason = form.cleaned_data["reason"]
        checkins.skip(talk, by=request.user, at=timezone.now(), reason=reason)
        say(request, told(request, talk, _("Skipped. %(name)s is told why."), _("Skipped.")))

    return act_with(request, talk, "skip", {"skip_form": form}, do)


def told(request: Request, talk: CheckIn, sentence: str, alone: str) -> str:
    """Say who is told: nobody, where one is alone with it."""
    others = talk.others(request.user)
    return sentence % {"name": named(others)} if others else alone


@require_POST
def start(request: Request, pk: UUID) -> HttpResponse:
    """Begin to talk: answers that wait for the talk are shared."""
    talk = load(request, pk)
    return act(
        request, talk, "prompts", lambda: holding.start(talk, by=request.user, at=timezone.now())
    )


@require_POST
def hold(request: Request, pk: UUID) -> HttpResponse:
    """Say that the talk was held."""
    talk = load(request, pk)
    response = act(
        request, talk, "close", lambda: holding.hold(talk, by=request.user, at=timezone.now())
    )
    return see_other(request, talk.get_absolute_url()) if response.status_code == 200 else response


@require_POST
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Confirm the notes that one has read."""
    talk = load(request, pk)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    return act(
        request,
        talk,
        "close",
        lambda: holding.confirm(talk, by=request.user, at=timezone.now(), version=version),
    )
