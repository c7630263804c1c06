"""Settings of the organisation, for admins: the index, its name, and the log of admin acts."""

from operator import itemgetter

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import admins_only
from accounts.forms import OrganisationForm
from accounts.models import Organisation
from accounts.selectors import with_whom
from accounts.services import organisation as services
from core.acts import sentence
from core.http import Request, page, see_other
from core.models import AuditEntry
from core.toasts import say

PER_PAGE = 50


@admins_only
@require_safe
def settings(request: Request) -> HttpResponse:
    """Show what an admin can set."""
    return render(request, "accounts/settings.html", {"organisation": Organisation.objects.first()})


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Request) -> HttpResponse:
    """Show and write the name of the organisation."""
    found = get_object_or_404(Organisation)
    form = OrganisationForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        services.rename(found, name=name, by=request.user, at=timezone.now())
        say(request, _("Saved"))
        return see_other(request, reverse("settings"))
    status = 422 if form.errors else 200
    return render(request, "accounts/organisation.html", {"form": form}, status=status)


@admins_only
@require_safe
def audit(request: Request) -> HttpResponse:
    """Show what admins did, newest first; never anybody's words."""
    acts = AuditEntry.objects.admin_acts()
    kinds = acts.order_by("action").values_list("action", flat=True).distinct()
    action = request.GET.get("action", "")[:60]
    told = with_whom(acts.filter(action=action) if action else acts)
    shown = Paginator(told, PER_PAGE)
    context = {
        "page": shown.get_page(request.GET.get("page")),
        "actions": sorted(((code, sentence(code)) for code in kinds), key=itemgetter(1)),
        "action": action,
    }
    return page(request, "accounts/audit.html", context, fragment="list")
