"""Signed links of requests and rounds: the colleague's, and the partner's personal one.

A link holds an id and a signature, nothing else. Whether it still opens anything is decided by
the row: it dies with the answer, with the request, and with its day.
"""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from feedback.models import Asked, FeedbackRequest, Nomination

COLLEAGUES, PARTNERS = "feedback.request", "feedback.partner"
REVIEWERS = "feedback.round"


def link_for_colleagues(request: FeedbackRequest) -> str:
    """Return the address that asks whoever of the organisation opens it."""
    signed = signing.Signer(salt=COLLEAGUES).sign(str(request.pk))
    return settings.BASE_URL + reverse("feedback_request_follow", args=[signed])


def request_behind(signed: str) -> UUID | None:
    """Return the id of the request that a colleague's link names; None for any other text."""
    try:
        return UUID(signing.Signer(salt=COLLEAGUES).unsign(signed))
    except (signing.BadSignature, ValueError):
        return None


def link_for_partner(asked: Asked) -> str:
    """Return the personal address of a partner; a reminder makes the one before it stop."""
    signed = signing.Signer(salt=PARTNERS).sign(f"{asked.pk}.{asked.round}")
    return settings.BASE_URL + reverse("partner_answer", args=[signed])


def partner_behind(signed: str) -> tuple[UUID, int] | None:
    """Return the id and the round that a partner's link names; None for any other text."""
    try:
        pk, _dot, number = signing.Signer(salt=PARTNERS).unsign(signed).partition(".")
        return UUID(pk), int(number)
    except (signing.BadSignature, ValueError):
        return None


def link_for_reviewer(nomination: Nomination) -> str:
    """Return the personal address of somebody outside; it stays the same until the round closes."""
    signed = signing.Signer(salt=REVIEWERS).sign(str(nomination.pk))
    return settings.BASE_URL + reverse("round_partner", args=[signed])


def reviewer_behind(signed: str) -> UUID | None:
    """Return the id of the nomination that such a link names; None for any other text."""
    try:
        return UUID(signing.Signer(salt=REVIEWERS).unsign(signed))
    except (signing.BadSignature, ValueError):
        return None
