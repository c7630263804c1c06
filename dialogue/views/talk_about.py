"""Talk about this: a point on the agenda of a coming talk, from wherever one is."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.days import within_sentence
from core.errors import RuleError
from core.http import Request, page, see_other
from core.idempotency import once
from core.toasts import say
from dialogue import talk_about as things
from dialogue.forms.checkins import TalkAboutForm
from dialogue.models import CheckIn
from dialogue.selectors import desk
from dialogue.services import agenda
from dialogue.views.sheet import add_problems

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def talk_about(request: Request) -> HttpResponse:
    """Ask in which talk, and in which words; then add the point there.

    Without `about` it is a point about nothing that has a page.
    """
    named = request.GET.get("about", "")
    found = things.find(named, person=request.user) if named else None
    if named and found is None:
        raise Http404
    talks = choices_of(request)
    words = {"text": found.words[:500]} if found else {}
    sent = request.POST if request.method == "POST" else None
    form = TalkAboutForm(sent, talks=talks, initial=words)
    if request.method == "POST" and form.is_valid():
        try:
            return see_other(request, add_once(request, form, found))
        except RuleError as error:
            add_problems(form, error)
    context = {"form": form, "found": found, "talks": talks}
    status = 422 if request.method == "POST" else 200
    return page(request, "dialogue/talk_about.html", context, status=status)


def choices_of(request: Request) -> list[tuple[str, str]]:
    """One's talks that are not over, with whom and when; the soonest first."""
    talks = CheckIn.objects.of_side(request.user).open().for_lists().soonest_first()[:SHOWN]
    today, told = timezone.localdate(), []
    for talk in desk.as_seen(request.user, list(talks)):
        day = within_sentence(talk.checkin.planned_at, today=today)
        told.append(
            (str(talk.checkin.pk), _("%(name)s, %(day)s") % {"name": talk.name, "day": day})
        )
    return told


def add_once(request: Request, form: TalkAboutForm, found: things.Found | None) -> str:
    """Add the point unless this very form was sent before; return where it stands."""
    given, now = form.cleaned_data, timezone.now()
    talks = CheckIn.objects.of_side(request.user)
    talk = get_object_or_404(talks.with_people(), pk=given["talk"])

    def do() -> str:
        source = found.source if found else None
        agenda.add_agenda_point(talk, by=request.user, at=now, text=given["text"], source=source)
        say(request, _("It is on the agenda."))
        return f"{talk.get_absolute_url()}#agenda"

    return once(request.user, given["idempotency_key"], now, do)
