"""Suggested coaching relations, which the two people take up or let go."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import CoachingSuggestion
from accounts.services import suggestions as services
from core import toasts
from core.http import Request, page, see_other

MOST = 200


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """List the open suggestions that concern oneself."""
    found = CoachingSuggestion.objects.visible_to(request.user).open().with_people()
    return page(request, "accounts/suggestions.html", {"suggestions": found[:MOST]})


@require_POST
def suggestion_take_up(request: Request, pk: UUID) -> HttpResponse:
    """Ask the other one."""
    found = CoachingSuggestion.objects.visible_to(request.user).open()
    suggestion = get_object_or_404(found, pk=pk)
    services.take_up(suggestion, by=request.user, at=timezone.now())
    toasts.say(request, _("Asked. They can say yes or no."))
    return see_other(request, reverse("suggestions"))


@require_POST
def suggestion_dismiss(request: Request, pk: UUID) -> HttpResponse:
    """Let it go."""
    suggestion = get_object_or_404(CoachingSuggestion.objects.visible_to(request.user), pk=pk)
    services.dismiss(suggestion, by=request.user, at=timezone.now())
    toasts.say(request, _("Let go. It does not come back."))
    return see_other(request, reverse("suggestions"))
