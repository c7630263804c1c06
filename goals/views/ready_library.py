"""The ready library: read it in one's own language, propose from it, adopt several at once."""

from uuid import uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.forms import OnceForm
from core.http import Request, page, see_other
from core.toasts import say
from goals import policies
from goals.forms import sent
from goals.selectors.capabilities import ready_rows
from goals.services import ready_library
from goals.views.capability_writing import proposal_url


@require_safe
def index(request: Request) -> HttpResponse:
    """Show the library, as far as it holds the words looked for."""
    return shown(request)


def shown(request: Request, form: OnceForm | None = None) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    context = {
        "q": words,
        "rows": ready_rows(get_language() or "", words=words),
        "may_decide": policies.can_decide_capability(request.user),
        "form": form,
        "chosen": request.POST.getlist("slugs"),
        "once_key": uuid4(),
    }
    status = 422 if form else 200
    return page(request, "goals/ready_library.html", context, fragment="found", status=status)


@require_POST
def propose(request: Request, slug: str) -> HttpResponse:
    """Propose one entry, with one click."""
    at = timezone.now()
    made = ready_library.propose_ready(slug, language=get_language() or "", by=request.user, at=at)
    say(request, _("Proposed"))
    return see_other(request, proposal_url(made))


@require_POST
def adopt(request: Request) -> HttpResponse:
    """Adopt the entries that were ticked."""
    form, at = OnceForm(request.POST), timezone.now()

    def act() -> str:
        adopted = ready_library.adopt_ready(
            request.POST.getlist("slugs"),
            language=get_language() or "",
            by=request.user,
            at=at,
        )
        number = len(adopted)
        told = ngettext("%(number)s capability adopted", "%(number)s capabilities adopted", number)
        say(request, told % {"number": number})
        return reverse("capabilities")

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    return shown(request, form)
