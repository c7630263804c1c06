"""The page of a round for somebody outside: the same questions, by a link of their own."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from feedback.links import reviewer_behind
from feedback.models import Nomination
from feedback.selectors.rounds.asked import asked_page
from feedback.services.rounds import answering
from feedback.views.rounds.answering import Seat, sit


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST", "PUT"])
def round_partner(request: HttpRequest, signed: str) -> HttpResponse:
    """Answer by the link, as often as one likes until the round closes."""
    nomination = behind(signed)
    return sit(request, seat_of(nomination))


def behind(signed: str) -> Nomination:
    """Return whose link it is; one that was changed, or of a round that is over, is a 404."""
    pk = reviewer_behind(signed)
    rows = Nomination.objects.filter(person=None, invited_at__isnull=False)
    found = rows.select_related("round__subject").filter(pk=pk).first() if pk else None
    if found is None or found.round.cancelled_at or found.round.subject.has_left:
        raise Http404
    return found


def seat_of(nomination: Nomination) -> Seat:
    """Return the seat of somebody outside."""
    return Seat(
        asked=asked_page(nomination.round, nomination),
        read=lambda: answering.read_back(nomination.round, nomination),
        write=lambda answers, at: answering.answer_as_partner(nomination, answers=answers, at=at),
        decline=lambda at: answering.decline_as_partner(nomination, at=at),
        come_back=lambda at: answering.take_back_decline_as_partner(nomination, at=at),
        base="base_plain.html",
    )
