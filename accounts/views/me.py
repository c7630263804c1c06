"""One's own settings: profile, absences, tokens, sessions, and light or dark."""

import zoneinfo
from uuid import UUID

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import AbsenceForm, ProfileForm, TokenForm
from accounts.models import Absence, ApiToken
from accounts.services import absences as absence_services
from accounts.services import profile, tokens
from core.errors import RuleError
from core.http import Request, see_other
from core.idempotency import once
from core.toasts import say

YEAR = 60 * 60 * 24 * 365
THEMES = ("light", "dark", "system")


@require_http_methods(["GET", "HEAD", "POST"])
def my_settings(request: Request) -> HttpResponse:
    """Show and write what I say about myself."""
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(request.user)
    if request.method == "POST" and form.is_valid():
        changed = profile.edit_profile(
            request.user, changes=form.changes(), by=request.user, at=timezone.now()
        )
        with translation.override(changed.language):
            say(request, _("Saved"))
        return see_other(request, reverse("my_settings"))
    context = {"form": form, "zones": sorted(zoneinfo.available_timezones())}
    status = 422 if form.errors else 200
    return render(request, "accounts/my_settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: Request) -> HttpResponse:
    """List my absences that are not over, and add one."""
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return see_other(request, add_absence_once(request, form))
        except RuleError as error:
            form.add_error("ends_on", error.sentence)
    ahead = Absence.objects.visible_to(request.user).not_over(timezone.localdate())
    context = {"form": form, "absences": ahead.by_day()[:200]}
    status = 422 if form.errors else 200
    return render(request, "accounts/absences.html", context, status=status)


def add_absence_once(request: Request, form: AbsenceForm) -> str:
    """Add the absence unless this form was sent before."""
    days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
    now = timezone.now()

    def act() -> str:
        absence_services.add(request.user, **days, by=request.user, at=now)
        say(request, _("Saved. Nothing will remind you on these days."))
        return reverse("my_absences")

    return once(request.user, form.cleaned_data["idempotency_key"], now, act)


@require_POST
def remove_absence(request: Request, pk: UUID) -> HttpResponse:
    """Be there after all."""
    absence = get_object_or_404(Absence.objects.visible_to(request.user), pk=pk)
    absence_services.remove(absence, by=request.user, at=timezone.now())
    say(request, _("Removed. You are there on these days."))
    return see_other(request, reverse("my_absences"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_tokens(request: Request) -> HttpResponse:
    """List my tokens, and make one, whose secret this page shows once."""
    form = TokenForm(request.user, request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        made = {name: form.cleaned_data[name] for name in ("name", "scopes")}
        _token, secret = tokens.make_token(request.user, **made, by=request.user, at=timezone.now())
        form = TokenForm(request.user)
    own = ApiToken.objects.visible_to(request.user).not_revoked()
    context = {"form": form, "secret": secret, "tokens": own[:200]}
    status = 422 if form.errors else 200
    return render(request, "accounts/tokens.html", context, status=status)


@require_POST
def revoke_token(request: Request, pk: UUID) -> HttpResponse:
    """Close one of my tokens."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    tokens.revoke_token(token, by=request.user, at=timezone.now())
    say(request, _("This token opens nothing any more."))
    return see_other(request, reverse("my_tokens"))


@require_POST
def end_other_sessions(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    person = profile.end_other_sessions(request.user, by=request.user, at=timezone.now())
    update_session_auth_hash(request, person)
    say(request, _("You are signed out everywhere but here."))
    return see_other(request, reverse("my_settings"))


@require_POST
def theme(request: Request) -> HttpResponse:
    """Keep light, dark or the system's choice in a cookie; without a choice, turn it round."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        chosen = "light" if request.COOKIES.get("theme") == "dark" else "dark"
    back = request.POST.get("next") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = see_other(request, back if safe else "/")
    response.set_cookie(
        "theme", chosen, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response
