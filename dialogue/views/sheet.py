"""How every act on the page of a talk is answered: the part that changed, or the whole page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.errors import RuleError
from core.forms import OnceForm
from core.http import Request, page, see_other, wants_fragment
from core.idempotency import once
from core.markup import format_html
from dialogue.forms.checkins import (
    AgendaPointForm,
    CommitmentForm,
    NotesForm,
    PreparationForm,
    PrivateNoteForm,
    SkipForm,
)
from dialogue.forms.planning import AddForm, AgainForm, MoveForm
from dialogue.models import CheckIn, StartedGoal
from dialogue.selectors.cadence import applied_to
from dialogue.selectors.sheet import Sheet, sheet_of

Act = Callable[[], object]


def load(request: Request, pk: UUID) -> CheckIn:
    """Load a talk that this person is a side of; for everybody else it does not exist."""
    return get_object_or_404(CheckIn.objects.visible_to(request.user).with_people(), pk=pk)


def sheet_for(request: Request, checkin: CheckIn) -> Sheet:
    """Compose the page as it stands now."""
    return sheet_of(checkin, request.user, timezone.now())


def once_key() -> SafeString:
    """A new key each time a template asks, since every form of a page needs its own."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', uuid4())


def forms_of(sheet: Sheet) -> dict[str, Form]:
    """Return the forms of the page as they stand before anybody typed."""
    checkin = sheet.checkin
    planned = timezone.localtime(checkin.planned_at)
    notes_form = NotesForm(initial={"notes": checkin.notes, "version": checkin.notes_version})
    if checkin.is_reflection:
        notes_form.fields["notes"].label = _("What you thought")
    return {
        "preparation_form": PreparationForm(sheet=sheet),
        "notes_form": notes_form,
        "private_form": PrivateNoteForm(
            initial={"text": sheet.private_text, "version": sheet.private_version}
        ),
        "point_form": AgendaPointForm(),
        "commitment_form": CommitmentForm(sheet=sheet),
        "move_form": MoveForm(initial={"day": planned.date(), "clock": planned.time()}),
        "skip_form": SkipForm(),
        "again_form": AgainForm(initial={"clock": planned.time()}),
        "add_form": AddForm(),
    }


def sheet_page(
    request: Request, sheet: Sheet, *, section: str = "", status: int = 200, **shown: Any
) -> HttpResponse:
    """Show the page, or for htmx one section; `shown` replaces forms by those that were sent."""
    context = {**parts_context(sheet), **shown}
    return page(request, "dialogue/checkin.html", context, fragment=section, status=status)


def parts_context(sheet: Sheet) -> dict[str, Any]:
    """Return what the parts of the page are made of, before anybody typed."""
    coaching = sheet.checkin.coaching if sheet.is_open else None
    return {
        "sheet": sheet,
        "checkin": sheet.checkin,
        "applied": applied_to(coaching) if coaching else None,
        "once_key": once_key,
        "started_goals": started_goals(sheet),
        "notes_key": f"notes/{sheet.checkin.pk}",
        "answers_key": f"answers/{sheet.checkin.pk}",
        "private_key": f"private-notes/{sheet.checkin.pk}",
        **forms_of(sheet),
    }


def started_goals(sheet: Sheet) -> QuerySet[StartedGoal]:
    """Return the goals that were started from this talk; asked only where they are shown."""
    return StartedGoal.objects.visible_to(sheet.viewer).filter(checkin=sheet.checkin).with_goals()


def written(request: Request, pk: UUID, section: str) -> HttpResponse:
    """Answer a write: to htmx the section as it is now, else the way back to it."""
    checkin = load(request, pk)
    if wants_fragment(request):
        return sheet_page(request, sheet_for(request, checkin), section=section)
    return see_other(request, f"{checkin.get_absolute_url()}#{section}")


def act(request: Request, checkin: CheckIn, section: str, do: Act) -> HttpResponse:
    """Do something that needs no words, once; a refusal is said in its section."""
    form = OnceForm(request.POST)
    try:
        send(request, form, checkin, do)
    except RuleError as error:
        fresh = sheet_for(request, load(request, checkin.pk))
        refusal = {"refused": error.sentence, "refused_in": section}
        return sheet_page(request, fresh, section=section, status=422, **refusal)
    return written(request, checkin.pk, section)


def act_with(
    request: Request, checkin: CheckIn, section: str, forms: dict[str, OnceForm], do: Act
) -> HttpResponse:
    """Do something with the words of one form; what was typed stays where it is refused."""
    (form,) = forms.values()
    if form.is_valid():
        try:
            send(request, form, checkin, do)
        except RuleError as error:
            add_problems(form, error)
        else:
            return written(request, checkin.pk, section)
    fresh = sheet_for(request, load(request, checkin.pk))
    return sheet_page(request, fresh, section=section, status=422, **forms)


def send(request: Request, form: OnceForm, checkin: CheckIn, do: Act) -> str:
    """Run the act unless this very form was sent before."""
    form.is_valid()

    def run() -> str:
        do()
        return checkin.get_absolute_url()

    key = form.cleaned_data.get("idempotency_key")
    return once(request.user, key, timezone.now(), run)


def add_problems(form: Form, error: RuleError) -> None:
    """Put the sentences of a refusal beside the fields they are about."""
    named = {name: text for name, text in error.fields.items() if name in form.fields}
    for name, text in named.items():
        form.add_error(name, text)
    if not named:
        form.add_error(None, error.sentence)
