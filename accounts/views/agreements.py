"""The coaching agreement: read, written, confirmed, and looked back at by its two sides."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import selectors
from accounts.forms import AgreementForm, ConfirmForm
from accounts.models import AgreementWording, Coaching
from accounts.selectors import AgreementPicture
from accounts.services import agreements as services
from core import drafts
from core.errors import RuleError, StaleVersion
from core.http import Request, page, see_other
from core.models import Draft
from core.toasts import say

VERSIONS = 10  # on one page


def load(request: Request, pk: UUID) -> Coaching:
    """Return a relation of one's own, with its agreement."""
    relations = Coaching.objects.visible_to(request.user).with_people().select_related("agreement")
    return get_object_or_404(relations, pk=pk)


def draft_key(coaching: Coaching) -> str:
    return f"agreement/{coaching.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: Request, pk: UUID) -> HttpResponse:
    """Show the agreement and its versions; write one's own side of it."""
    coaching = load(request, pk)
    if request.method != "POST":
        return agreement_page(request, coaching, None)
    form, stale = AgreementForm(request.POST), False
    if form.is_valid():
        try:
            return written(request, coaching, form)
        except StaleVersion as error:
            form, stale = over_current(form, error), True
        except RuleError as error:
            form.add_error("text", error.sentence)
    return agreement_page(request, load(request, pk), form, stale=stale, status=422)


def written(request: Request, coaching: Coaching, form: AgreementForm) -> HttpResponse:
    """Write, and go back to the page."""
    text, now = form.cleaned_data["text"], timezone.now()
    services.write(coaching, by=request.user, at=now, text=text, version=form.over)
    drafts.discard(request.user, draft_key(coaching))
    say(request, _("Saved. Both of you confirm it as it stands now."))
    return see_other(request, reverse("agreement", args=[coaching.pk]))


def over_current(form: AgreementForm, stale: StaleVersion) -> AgreementForm:
    """Return the same form with what was typed, now over the version that stands."""
    return AgreementForm({"text": form.cleaned_data["text"], "version": str(stale.current)})


def agreement_page(
    request: Request,
    coaching: Coaching,
    form: AgreementForm | None,
    *,
    stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Show both sides' words as they stand, the form for one's own, and the versions before."""
    picture = selectors.agreement_picture(coaching, request.user, at=timezone.now())
    draft = drafts.find(request.user, draft_key(coaching)) if picture.is_open else None
    kept = str(draft.fields.get("text", "")) if draft else ""
    first = {"text": kept or picture.mine.text, "version": picture.version}
    context: dict[str, Any] = {
        "picture": picture,
        "line": picture.line,
        "form": form or AgreementForm(initial=first),
        "is_writing": form is not None or is_offered_to_write(request, picture, draft),
        "stale": stale,
        "draft": draft,
        "draft_key": draft_key(coaching),
        **versions_page(request, coaching),
    }
    return page(request, "accounts/agreement.html", context, status=status)


def is_offered_to_write(request: Request, picture: AgreementPicture, draft: Draft | None) -> bool:
    """Tell whether the form stands open: nothing is written yet, begun, or to be changed."""
    begun = draft is not None or not picture.mine.text
    return picture.is_open and (begun or "change" in request.GET)


def versions_page(request: Request, coaching: Coaching) -> dict[str, Any]:
    """One page of what was written, the newest first."""
    visible = AgreementWording.objects.visible_to(request.user).of(coaching)
    found = visible.with_words_before().newest_first()
    shown = Paginator(found, VERSIONS).get_page(request.GET.get("page"))
    versions = selectors.agreement_versions(shown, coaching, request.user)
    return {"page": shown, "versions": versions}


@require_POST
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Say that the words of both are right as they stand; after half a year, still."""
    coaching, form = load(request, pk), ConfirmForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    services.confirm(coaching, by=request.user, at=timezone.now(), version=version)
    say(request, _("Confirmed"))
    return see_other(request, reverse("agreement", args=[coaching.pk]))
