"""Find what an address names, as far as the person may see it; and drafts of its forms."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import drafts
from core.http import Request
from goals.models import Level, Mastery, WitnessRequest
from goals.policies import mastery as policies
from goals.selectors.mastery import levels_of


def load_mastery(request: Request, pk: UUID) -> Mastery:
    return get_object_or_404(Mastery.objects.visible_to(request.user).with_words(), pk=pk)


def load_own(request: Request, pk: UUID) -> Mastery:
    """Return it for the person it is about; whoever else sees it may not write."""
    mastery = load_mastery(request, pk)
    if not policies.can_keep(request.user, mastery):
        raise PermissionDenied
    return mastery


def load_request(request: Request, pk: UUID) -> WitnessRequest:
    rows = WitnessRequest.objects.visible_to(request.user).with_people()
    return get_object_or_404(rows, pk=pk)


def mastery_url(mastery: Mastery) -> str:
    return reverse("mastery", args=[mastery.pk])


def levels_for(mastery: Mastery) -> Sequence[Level]:
    """Return the levels of its capability, the lowest first."""
    return levels_of([mastery.capability_id])[mastery.capability_id]


def begun(request: Request, key: str) -> dict[str, Any]:
    """Return what the template and the form need of a draft."""
    draft = drafts.find(request.user, key)
    return {"draft_key": key, "draft": draft, "typed": draft.fields if draft else {}}


def status_of(form: Form) -> int:
    """Return 422 for a form that was sent and has something to correct."""
    return 422 if form.is_bound else 200
