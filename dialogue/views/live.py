"""What changed on an open page of a talk, and who else is there."""

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from core import presence
from core.http import Request, part
from dialogue.selectors.pulse import pulse_of
from dialogue.views.sheet import load, parts_context, sheet_for

if TYPE_CHECKING:
    from dialogue.models import CheckIn

TEMPLATE = "dialogue/checkin.html"


@require_safe
def live(request: Request, pk: UUID) -> HttpResponse:
    """Answer an open page: 304, or who is there now, or all parts of the page as they are now.

    `If-None-Match` says what it shows. Asking is what shows one's presence, so whoever leaves is
    gone within seconds. Who may not read the whole page any more is told as for no page at all.
    """
    pulse = pulse_of(pk, request.user)
    if pulse is None:
        raise Http404
    presence.tell(pk, request.user.pk, writing=request.GET.get("writing") == "1")
    there = presence.others(pk, [side for side in pulse.sides if side != request.user.pk])
    shown = request.headers.get("If-None-Match", "").removeprefix("W/")
    tag = tag_of(pulse.mark, there)
    response: HttpResponse = HttpResponseNotModified()
    if shown != tag:
        whole = not shown.startswith(f'"{pulse.mark}.')
        response = changed_parts(request, load(request, pk), there, whole=whole)
    response["ETag"], response["Cache-Control"] = tag, "no-store"
    return response


def changed_parts(
    request: Request, talk: "CheckIn", there: dict[UUID, str], *, whole: bool
) -> HttpResponse:
    """Show who is there, and where the page itself changed, its parts."""
    context = parts_context(sheet_for(request, talk)) if whole else {}
    here = [(side, there[side.pk] == presence.WRITING) for side in talk.sides if side.pk in there]
    return part(request, TEMPLATE, {**context, "here": here}, "live" if whole else "here")


def tag_of(mark: str, there: dict[UUID, str]) -> str:
    """Name what a page shows: its own state, then who is there."""
    present = "".join(sorted(f"{person}{state}" for person, state in there.items()))
    digest = hashlib.sha256(present.encode()).hexdigest()[:12] if present else ""
    return f'"{mark}.{digest}"'
