"""Recipients release what they received as evidence, and take that back."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http import Request, page, see_other
from core.toasts import say
from feedback import policies, services
from feedback.forms.release import ReleaseForm
from feedback.models import Feedback
from feedback.views.piece import load
from goals.forms import sent
from goals.models import Mastery
from goals.selectors.mastery_readers import sights_of
from goals.views.loading import uuids


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: Request, pk: UUID) -> HttpResponse:
    """Choose for which of one's masteries it speaks; who will read it is said before."""
    feedback, at = load(request, pk), timezone.now()
    if not policies.owns(request.user, feedback):
        raise PermissionDenied
    form = release_form(request)

    def act() -> str:
        services.release(feedback, mastery=form.chosen(), by=request.user, at=at)
        return feedback.get_absolute_url()

    if url := sent(form, by=request.user, at=at, act=act):
        say(request, _("Released as evidence"))
        return see_other(request, url)
    return release_answer(request, feedback, form)


def release_form(request: Request) -> ReleaseForm:
    rows = Mastery.objects.in_use().filter(person=request.user).with_words().by_name()
    own = {one.pk: one for one in rows}
    sights = sights_of(list(own.values()), owner=request.user)
    return ReleaseForm(request.POST or None, own=own, sights=sights)


def release_answer(request: Request, feedback: Feedback, form: ReleaseForm) -> HttpResponse:
    context = {"feedback": feedback, "form": form}
    status = 422 if form.is_bound else 200
    return page(request, "feedback/release.html", context, status=status)


@require_POST
def unrelease(request: Request, pk: UUID) -> HttpResponse:
    """Take it back from one mastery; without one, from all."""
    feedback = load(request, pk)
    mastery = None
    if named := request.POST.get("mastery"):
        own = Mastery.objects.filter(person=request.user)
        mastery = get_object_or_404(own, pk__in=uuids([named]))
    services.unrelease(feedback, mastery=mastery, by=request.user, at=timezone.now())
    say(request, _("No evidence any more"))
    return see_other(request, feedback.get_absolute_url())
