"""The ratio board, one's own mirror, and the settings behind them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import admins_only
from accounts.models import Person
from core.http import Request, page, see_other
from core.toasts import say
from feedback.forms.people import known_people
from feedback.forms.ratio import RatioSettingForm
from feedback.models import RatioPublication, RatioShare
from feedback.selectors.ratio import (
    bars_of,
    board_lines,
    has_opted_out,
    mirror_of,
    next_publication,
    published_for,
    sharing_of,
)
from feedback.services import ratio
from feedback.windows import window_at

ON_A_PAGE = 25


@require_safe
def ratios(request: Request) -> HttpResponse:
    """Show a published period, in bands, and the reader's own mirror beside it."""
    now = timezone.now()
    publications = published_for(request.user)
    chosen = chosen_from(publications, request.GET.get("window", ""))
    people = Person.objects.visible_to(request.user).here().by_name().only("name")
    found = people.with_home_team().matching(request.GET.get("q", ""))
    page_obj = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    *lines, mine = board_lines([*page_obj, request.user], chosen)
    running = window_at(now)
    setting, counted_by = ratio.settings_in_force(running, chosen.span if chosen else running)
    context = {
        **mirror_context(request.user, at=now),
        "publications": publications,
        "publication": chosen,
        "page_obj": page_obj,
        "lines": lines,
        "mine": mine,
        "sharing": sharing_of(request.user),
        "next": next_publication(now),
        "setting": setting,
        "counted_by": counted_by,
        "opted_out": has_opted_out(request.user),
        "q": request.GET.get("q", ""),
    }
    return page(request, "feedback/ratios.html", context, fragment="board")


def mirror_context(person: Person, *, at: datetime) -> dict[str, Any]:
    """Return somebody's exact figures as they are drawn."""
    mirror = mirror_of(person, at=at)
    return {
        "mirror": mirror,
        "given_bars": bars_of(mirror.given),
        "received_bars": bars_of(mirror.received),
    }


@require_safe
def ratio_shared(request: Request, pk: UUID) -> HttpResponse:
    """Show somebody's exact figures to the coach they show them to; and to themselves."""
    shares = RatioShare.objects.visible_to(request.user).with_people()
    share = get_object_or_404(shares, pk=pk)
    context = {"share": share, **mirror_context(share.coaching.coachee, at=timezone.now())}
    return page(request, "feedback/ratio_shared.html", context)


@require_POST
def ratio_share(request: Request) -> HttpResponse:
    """Let a coach see one's own exact figures."""
    coaches = known_people(request.POST.getlist("people"))
    ratio.share(request.user, people=coaches, at=timezone.now())
    names = ", ".join(coach.called for coach in coaches)
    say(request, _("Shared with %(names)s") % {"names": names})
    return see_other(request, "/ratios/")


@require_POST
def ratio_unshare(request: Request) -> HttpResponse:
    """Take one's figures back from a coach."""
    coaches = known_people(request.POST.getlist("people"))
    ratio.unshare(request.user, people=coaches, at=timezone.now())
    say(request, _("Not shared any more"))
    return see_other(request, "/ratios/")


def chosen_from(publications: list[RatioPublication], wanted: str) -> RatioPublication | None:
    """Return the period asked for; without a choice the newest; an unknown one is a 404."""
    if not wanted:
        return publications[0] if publications else None
    found = next((one for one in publications if str(one.window) == wanted), None)
    if found is None:
        raise Http404
    return found


@require_POST
def ratio_opt_out(request: Request) -> HttpResponse:
    """Leave one's band out of publications to come."""
    ratio.opt_out(request.user, at=timezone.now())
    say(request, _("From the next publication on, your band is not shown."))
    return see_other(request, "/ratios/")


@require_POST
def ratio_opt_in(request: Request) -> HttpResponse:
    """Take part again."""
    ratio.opt_in(request.user, at=timezone.now())
    say(request, _("You take part again from the next publication on."))
    return see_other(request, "/ratios/")


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def ratio_settings(request: Request) -> HttpResponse:
    """Set the thresholds: stricter ones hold at once, looser ones from the next period."""
    now = timezone.now()
    standing = ratio.setting_in_force(window_at(now))
    form = RatioSettingForm(request.POST or None, instance=None if request.POST else standing)
    if form.is_valid():
        chosen = ratio.Parameters(**form.parameters())
        start = ratio.set_parameters(chosen, by=request.user, at=now)
        text = _("Saved. It holds for weeks %(first)d to %(last)d, %(year)d, and after.")
        span = {"first": start.first_week, "last": start.last_week, "year": start.year}
        say(request, text % span)
        return see_other(request, request.path)
    status = 422 if form.is_bound else 200
    context = {"form": form, "running": window_at(now)}
    return page(request, "feedback/ratio_settings.html", context, status=status)
