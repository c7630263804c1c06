"""Questions on words that are being written, and which kinds of them one wants."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Person
from core.guide import Hint
from core.guide.choices import choices_of, choose
from core.http import Request, page, see_other
from core.toasts import say
from feedback.forms import GuideForm
from feedback.forms.people import as_uuid
from feedback.guide import FEEDBACK_GUIDE
from feedback.models import Feedback
from feedback.selectors.guide import hints_on_piece
from feedback.services.giving import TEXTS
from goals.guide import GOAL_GUIDE


@never_cache
@require_POST
def guide_feedback(request: Request) -> HttpResponse:
    """Ask about the words of a piece that is being written. They are kept nowhere."""
    return render(request, "core/hints.html", {"hints": hints_on(request.POST, by=request.user)})


def hints_on(sent: QueryDict, *, by: Person, draft: UUID | None = None) -> tuple[Hint, ...]:
    """Return what to ask about the fields that were sent; praise has no recommendation."""
    texts = {name: str(sent[name]) for name in TEXTS if name in sent}
    if sent.get("kind") == Feedback.Kind.PRAISE:
        texts.pop("recommendation", None)
    recipients = [pk for one in sent.getlist("recipients")[:50] if (pk := as_uuid(one))]
    passed = sent.getlist("passed")
    return hints_on_piece(texts, by=by, recipients=recipients, passed=passed, draft=draft)


@require_http_methods(["GET", "HEAD", "POST"])
def my_hints(request: Request) -> HttpResponse:
    """Show every kind of hint with its reason, and let each be switched off."""
    choices = choices_of(request.user)
    form = GuideForm(request.POST if request.method == "POST" else None, choices=choices)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["wanted"]
        now = timezone.now()
        choose(request.user, wanted=wanted, usual=form.usual, by=request.user, at=now)
        say(request, _("Saved"))
        return see_other(request, reverse("my_hints"))
    language = request.user.language
    guides = [
        (_("On feedback"), FEEDBACK_GUIDE.explain(language)),
        (_("On goals"), GOAL_GUIDE.explain(language)),
    ]
    context = {"form": form, "guides": guides, "wanted": form["wanted"].value() or []}
    return page(request, "feedback/my_hints.html", context, status=422 if form.errors else 200)
