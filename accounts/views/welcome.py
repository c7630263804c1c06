"""The very first visit: the organisation and its first admin."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import first_visit
from accounts.forms import WelcomeForm
from accounts.models import Person
from accounts.services import organisation as services
from core.errors import RuleError


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Found the organisation. Once somebody is here, there is nothing here."""
    if first_visit.somebody_is_here():
        raise Http404
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return enter(request, found(form))
        except RuleError as error:
            form.add_error(None, error.sentence)
    status = 422 if form.errors else 200
    return render(request, "accounts/welcome.html", {"form": form}, status=status)


def found(form: WelcomeForm) -> Person:
    """Make the organisation and its first admin of what was typed."""
    names = ("organisation", "name", "email", "password")
    typed = {name: form.cleaned_data[name] for name in names}
    return services.found(**typed, language=(get_language() or "en")[:2], at=timezone.now())


def enter(request: HttpRequest, admin: Person) -> HttpResponse:
    """Sign the first admin in and lead them to what comes next."""
    login(request, admin)
    return redirect("/settings/")
