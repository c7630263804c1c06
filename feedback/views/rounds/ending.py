"""What comes of a round."""

from typing import Any
from uuid import UUID

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
from feedback import outcomes
from feedback.forms.rounds.preparing import EndForm
from feedback.forms.texts import refuse
from feedback.models import Round, RoundOutcome
from feedback.services.rounds.ending import end


@require_http_methods(["GET", "HEAD", "POST"])
def round_end(request: Request, pk: UUID) -> HttpResponse:
    """Say what comes of it, or that nothing does this time."""
    own = Round.objects.report_read_by(request.user).filter(subject=request.user)
    found = get_object_or_404(own.with_people(), pk=pk)
    talks = outcomes.talks().coming(request.user)
    if request.method != "POST":
        kept = drafts.find(request.user, key_of(found))
        return show(request, found, EndForm(talks=talks, initial=kept.fields if kept else None))
    form, now = EndForm(request.POST, talks=talks), timezone.now()
    if not form.is_valid():
        return show(request, found, form, status=422)
    comes = form.comes(nothing="nothing" in request.POST)

    def act() -> str:
        end(found, comes=comes, by=request.user, at=now)
        drafts.discard(request.user, key_of(found))
        return found.get_absolute_url()

    try:
        url = once(request.user, form.cleaned_data["idempotency_key"], now, act)
    except RuleError as error:
        refuse(form, error)
        return show(request, found, form, status=422)
    say(request, _("The round has ended"))
    return see_other(request, url)


def key_of(found: Round) -> str:
    """Return the key of the draft in which the end is written."""
    return f"round-end/{found.pk}"


def show(request: Request, found: Round, form: EndForm, status: int = 200) -> HttpResponse:
    """Show what came of it so far, and the form to end it."""
    came = list(RoundOutcome.objects.visible_to(request.user).filter(round=found)
                .select_related("goal").order_by("added_at", "pk"))  # fmt: skip
    lines = outcomes.talks().lines(
        commitments=[one.commitment for one in came if one.commitment],
        talks=[one.talk for one in came if one.talk],
        viewer=request.user,
    )
    context: dict[str, Any] = {
        "round": found,
        "goals": [one.goal for one in came if one.goal],
        "lines": lines,
        "form": form,
        "key": key_of(found),
        "draft": drafts.find(request.user, key_of(found)),
    }
    return page(request, "feedback/rounds/end.html", context, status=status)
