"""What waits for me, and how it may reach me."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import Request, page, see_other
from core.toasts import say
from notifications import outbox
from notifications.forms import PreferenceForm, SnoozeForm
from notifications.kinds import REGISTERED
from notifications.models import Muted, Notification, Preference
from notifications.selectors import entries_of
from notifications.services import answers
from notifications.services.letters import LINK_LASTS, SALT


@require_safe
def notification_list(request: Request) -> HttpResponse:
    """Everything that waits for me, newest first."""
    rows = Notification.objects.visible_to(request.user).waiting(timezone.now())
    found = Paginator(rows.with_actors().newest_first(), 25).get_page(request.GET.get("page"))
    return page(
        request,
        "notifications/list.html",
        {"page_obj": found, "entries": entries_of(found), "outbox": outbox.is_here()},
        fragment="list",
    )


@require_POST
def notification_open(request: Request, pk: UUID) -> HttpResponse:
    """Go to what it is about; the nudge counts as seen."""
    row = get_object_or_404(Notification.objects.visible_to(request.user).in_app(), pk=pk)
    return see_other(request, answers.open_(row, by=request.user, at=timezone.now()))


@require_POST
def notification_snooze(request: Request, pk: UUID) -> HttpResponse:
    """Put it off."""
    row = get_object_or_404(Notification.objects.visible_to(request.user).in_app(), pk=pk)
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        return render(request, "422.html", {"sentence": _("Choose until when.")}, status=422)
    now = timezone.now()
    answers.snooze(row, until=form.until(now), by=request.user, at=now)
    say(request, _("Put off. It comes back by itself."))
    return see_other(request, "/notifications/")


@require_POST
def notification_done(request: Request, pk: UUID) -> HttpResponse:
    """Put it away for good."""
    row = get_object_or_404(Notification.objects.visible_to(request.user).in_app(), pk=pk)
    answers.finish(row, by=request.user, at=timezone.now())
    say(request, _("Put away."))
    return see_other(request, "/notifications/")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def notification_answer(request: HttpRequest, signed: str) -> HttpResponse:
    """Answer a nudge from a mail without signing in: put it off or away, after a look at this page.

    The link is signed, lasts 14 days, does harmless things only, and dies with its person's leave.
    """
    row = row_of(signed)
    chosen = request.POST.get("later", "")
    now = timezone.now()
    if chosen == "done":
        answers.finish(row, by=row.person, at=now)
    elif chosen:
        form = SnoozeForm(request.POST)
        if not form.is_valid():
            raise Http404
        answers.snooze(row, until=form.until(now), by=row.person, at=now)
    return render(request, "notifications/answer.html", {"answered": bool(chosen)})


def row_of(signed: str) -> Notification:
    """Return the nudge that a signed link is about; a stale or changed link is a 404."""
    try:
        pk = signing.loads(signed, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature as error:
        raise Http404 from error
    rows = Notification.objects.filter(person__left_at__isnull=True).select_related("person")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def notification_preferences(request: Request) -> HttpResponse:
    """Choose how often mail comes, and which kinds come at all."""
    form = PreferenceForm(request.POST or None, initial=chosen_by(request.user))
    if form.is_valid():
        answers.set_preferences(
            request.user,
            rhythm=form.cleaned_data["rhythm"],
            muted=form.muted(),
            at=timezone.now(),
        )
        say(request, _("Saved. Nudges follow your choice from now on."))
        return see_other(request, request.path)
    status = 422 if form.is_bound else 200
    return page(request, "notifications/preferences.html", {"form": form}, status=status)


def chosen_by(person: Any) -> dict[str, Any]:
    """Return what the form begins with: everything on, but for what was switched off."""
    preference = Preference.objects.filter(person=person).first()
    muted = set(Muted.objects.visible_to(person).values_list("kind", "channel"))
    blank = PreferenceForm()
    chosen: dict[str, Any] = {
        "rhythm": preference.rhythm if preference else Preference.Rhythm.DAILY
    }
    for kind in REGISTERED.values():
        channels = [c for c in kind.channels if (kind.code, c) not in muted]
        chosen[blank.name_for(kind.code)] = channels
    return chosen


@require_safe
def outbox_page(request: Request) -> HttpResponse:
    """Show one's own mail where mails are files: the embedded start has no mail server."""
    if not outbox.is_here():
        raise Http404
    letters = outbox.letters_to(request.user.email)
    found = Paginator(letters, 20).get_page(request.GET.get("page"))
    return page(request, "notifications/outbox.html", {"page_obj": found})
