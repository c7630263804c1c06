"""Points of the agenda."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.http import Request
from dialogue.forms.checkins import AgendaPointForm
from dialogue.models import AgendaPoint
from dialogue.services import agenda
from dialogue.views.sheet import act, act_with, load


def load_point(request: Request, pk: UUID) -> AgendaPoint:
    """Load a point that this person reads."""
    points = AgendaPoint.objects.visible_to(request.user)
    return get_object_or_404(points.select_related("checkin__person", "checkin__partner"), pk=pk)


@require_POST
def add_agenda_point(request: Request, pk: UUID) -> HttpResponse:
    """Add a point to a talk."""
    talk = load(request, pk)
    form = AgendaPointForm(request.POST)

    def do() -> None:
        text = form.cleaned_data["text"]
        agenda.add_agenda_point(talk, by=request.user, at=timezone.now(), text=text)

    return act_with(request, talk, "agenda", {"point_form": form}, do)


@require_POST
def edit_agenda_point(request: Request, pk: UUID) -> HttpResponse:
    """Say one's own point in other words."""
    point = load_point(request, pk)

    def do() -> None:
        text = request.POST.get("text", "").replace("\x00", "")
        agenda.edit_agenda_point(point, by=request.user, at=timezone.now(), text=text)

    return act(request, point.checkin, "agenda", do)


@require_POST
def remove_agenda_point(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own point away."""
    point = load_point(request, pk)

    def do() -> None:
        agenda.remove_agenda_point(point, by=request.user, at=timezone.now())

    return act(request, point.checkin, "agenda", do)


@require_POST
def reorder_agenda_point(request: Request, pk: UUID) -> HttpResponse:
    """Move a point up (`up=1`) or down, or to a place of the list (`place=3`)."""
    point = load_point(request, pk)
    place = request.POST.get("place", "")

    def do() -> None:
        by, at = request.user, timezone.now()
        if place.isdecimal() and len(place) < 4:
            agenda.place_agenda_point(point, by=by, at=at, place=int(place))
        else:
            agenda.reorder_agenda_point(point, by=by, at=at, up=request.POST.get("up") == "1")

    return act(request, point.checkin, "agenda", do)


@require_POST
def mark_agenda_point(request: Request, pk: UUID) -> HttpResponse:
    """Tick a point that was talked about (`done=1`), or take the tick away."""
    point = load_point(request, pk)

    def do() -> None:
        done = request.POST.get("done") == "1"
        agenda.mark_agenda_point(point, by=request.user, at=timezone.now(), done=done)

    return act(request, point.checkin, "agenda", do)
