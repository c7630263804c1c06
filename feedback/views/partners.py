"""The one page that a partner outside sees: the question, and room for an answer."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import RuleError
from feedback.forms.asking import PartnerForm
from feedback.forms.texts import refuse
from feedback.links import partner_behind
from feedback.models import Asked
from feedback.services import asking


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def partner_answer(request: HttpRequest, signed: str) -> HttpResponse:
    """Show the question, take the answer, and say what became of it. A link works once."""
    asked, now = behind(signed), timezone.now()
    form = PartnerForm(request.POST or None)
    if not asked.is_open_to_a_partner(now) or asked.request.asker.has_left:
        return show(request, asked, "closed", form=form, status=410)
    if request.method != "POST":
        return show(request, asked, "open", form=form)
    if "decline" in request.POST:
        asking.decline_as_partner(asked, at=now)
        return show(request, asked, "declined")
    return answer(request, asked, form)


def answer(request: HttpRequest, asked: Asked, form: PartnerForm) -> HttpResponse:
    """Keep the answer; what is to be corrected stands beside the words, which stay."""
    if form.is_valid():
        try:
            asking.answer_as_partner(asked, **form.cleaned_data, at=timezone.now())
        except asking.RequestIsClosed:
            return show(request, asked, "closed", form=form, status=410)
        except RuleError as error:
            refuse(form, error)
    if form.errors:
        return show(request, asked, "open", form=form, status=422)
    return show(request, asked, "answered")


def behind(signed: str) -> Asked:
    """Return whose link it is; a changed one, and one that a reminder replaced, is a 404."""
    found = partner_behind(signed)
    if found is None:
        raise Http404
    pk, number = found
    asked = Asked.objects.filter(pk=pk, round=number).with_request().first()
    if asked is None:
        raise Http404
    return asked


def show(
    request: HttpRequest, asked: Asked, state: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Show the page in one of its states: open, answered, declined, closed."""
    context = {"asked": asked, "asker": asked.request.asker, "state": state, **more}
    return render(request, "feedback/partner.html", context, status=status)
