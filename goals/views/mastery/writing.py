"""Choose a capability, say how far and why, note a level, set it aside."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import drafts
from core.http import Request, page, see_other
from core.toasts import say
from goals.forms import sent
from goals.forms.mastery import BeginForm, ChangeAimForm, NoteForm
from goals.models import Capability, Mastery
from goals.selectors.mastery import levels_of
from goals.selectors.mastery_readers import sights_of
from goals.services.mastery import aims
from goals.views.loading import uuids
from goals.views.mastery.loading import begun, levels_for, load_own, mastery_url, status_of

OFFERED = 200


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """Choose a capability from those in use; then say how far and why."""
    wanted = uuids([request.GET.get("capability", "")])
    if not wanted:
        return offer(request)
    capability = get_object_or_404(Capability.objects.visible_to(request.user), pk=wanted[0])
    key = f"mastery/new/{capability.pk}"
    left, at = begun(request, key), timezone.now()
    levels = levels_of([capability.pk])[capability.pk]
    form = BeginForm(request.POST or None, initial=left["typed"], levels=levels)

    def act() -> str:
        mastery = aims.begin(capability, by=request.user, at=at, **form.given())
        drafts.discard(request.user, key)
        return mastery_url(mastery)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    context = {"capability": capability, "form": form, **left}
    return page(request, "goals/mastery/begin.html", context, status=status_of(form))


def offer(request: Request) -> HttpResponse:
    """List the capabilities in use that are not on one's page yet."""
    q = request.GET.get("q", "").strip()[:200]
    chosen = Mastery.objects.filter(person=request.user).values("capability")
    found = Capability.objects.visible_to(request.user).adopted().exclude(pk__in=chosen)
    context = {"q": q, "capabilities": found.matching(q).by_name()[:OFFERED]}
    return page(request, "goals/mastery/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def aim(request: Request, pk: UUID) -> HttpResponse:
    """Aim for another level, or say anew why."""
    mastery, at = load_own(request, pk), timezone.now()
    first = {
        "ideal_level": mastery.ideal_level_id,
        "why": mastery.why,
        "version": mastery.version,
    }
    form = ChangeAimForm(request.POST or None, initial=first, levels=levels_for(mastery))

    def act() -> str:
        version = form.cleaned_data["version"]
        aims.change(mastery, by=request.user, at=at, version=version, **form.given())
        return mastery_url(mastery)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    context = {"mastery": mastery, "form": form}
    return page(request, "goals/mastery/aim.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Request, pk: UUID) -> HttpResponse:
    """Say where one sees oneself, with one's own words."""
    mastery, at = load_own(request, pk), timezone.now()
    left = begun(request, f"mastery/{mastery.pk}/note")
    first: dict[str, Any] = {"reached_on": timezone.localdate(), **left["typed"]}
    form = NoteForm(request.POST or None, initial=first, levels=levels_for(mastery))

    def act() -> str:
        aims.note(mastery, by=request.user, at=at, **form.given())
        drafts.discard(request.user, left["draft_key"])
        return mastery_url(mastery)

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Noted"))
        return see_other(request, url)
    sight = sights_of([mastery], owner=request.user)[mastery.pk]
    context = {"mastery": mastery, "form": form, "sight": sight, **left}
    return page(request, "goals/mastery/note.html", context, status=status_of(form))


@require_POST
def set_aside(request: Request, pk: UUID) -> HttpResponse:
    """Put it away for now."""
    mastery = load_own(request, pk)
    aims.set_aside(mastery, by=request.user, at=timezone.now())
    say(request, _("Set aside. Nobody else sees it now."))
    return see_other(request, mastery_url(mastery))


@require_POST
def take_up(request: Request, pk: UUID) -> HttpResponse:
    """Go on with it."""
    mastery = load_own(request, pk)
    aims.take_up(mastery, by=request.user, at=timezone.now())
    say(request, _("Back on your page"))
    return see_other(request, mastery_url(mastery))
