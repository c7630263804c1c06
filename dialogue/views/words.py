"""What is written on the page of a talk: by form, or saved by itself while somebody writes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import RuleError, StaleVersion
from core.http import Request
from core.views import saved_by_itself
from dialogue.feelings import KNOWN
from dialogue.forms.changes import parse_changes
from dialogue.forms.checkins import NotesForm, PreparationForm, PrivateNoteForm, VersionedForm
from dialogue.models import CheckIn
from dialogue.selectors.sheet import Sheet
from dialogue.services import notes, preparations
from dialogue.views.sheet import act, add_problems, load, sheet_for, sheet_page, written

Save = Callable[[VersionedForm], int]
LISTS = ("feelings",)


@require_http_methods(["POST", "PUT", "PATCH"])
def write_notes(request: Request, pk: UUID) -> HttpResponse:
    """Write the shared notes: the whole text, or (PATCH) what changed in it."""
    talk = load(request, pk)
    if request.method == "PATCH":
        return change_notes(request, talk)

    def save(form: VersionedForm) -> int:
        text = form.cleaned_data["notes"]
        return notes.write_notes(
            talk,
            by=request.user,
            at=timezone.now(),
            text=text,
            version=form.over,
            merge=request.method == "POST",  # who saves by itself does not show what came of it
        )

    if request.method == "PUT":
        return save_by_itself(request, pk, NotesForm, save)
    return save_by_form(request, talk, NotesForm(request.POST), "notes", save)


def change_notes(request: Request, talk: CheckIn) -> HttpResponse:
    """Answer `<shared-text>`: what others changed meanwhile, or 409 with both texts.

    With `whole` the answer has the text itself, for a page that does not know what it changed.
    """
    try:
        save, whole = parse_changes(request.body)
        saved = notes.change_notes(talk, by=request.user, at=timezone.now(), save=save)
    except ValueError:
        return JsonResponse({}, status=400)
    except notes.NotesOverlap as error:
        body = {"version": error.current, "mine": error.mine, "theirs": error.theirs}
        return JsonResponse(body, status=409)
    except RuleError as error:
        return JsonResponse({"detail": error.sentence}, status=422)
    changes = [[change.at, change.length, change.text] for change in saved.changes]
    text = {"text": saved.text} if whole else {}
    now = timezone.now().isoformat()
    return JsonResponse({"version": saved.version, "changes": changes, "saved_at": now, **text})


@require_http_methods(["POST", "PUT"])
def write_private_note(request: Request, pk: UUID) -> HttpResponse:
    """Write what nobody else reads."""
    talk = load(request, pk)

    def save(form: VersionedForm) -> int:
        text = form.cleaned_data["text"]
        return notes.write_private_note(
            talk, by=request.user, at=timezone.now(), text=text, version=form.over
        ).version

    if request.method == "PUT":
        return save_by_itself(request, pk, PrivateNoteForm, save)
    return save_by_form(request, talk, PrivateNoteForm(request.POST), "private", save)


@require_http_methods(["POST", "PUT"])
def prepare(request: Request, pk: UUID) -> HttpResponse:
    """Answer the prompts."""
    talk = load(request, pk)
    sheet = sheet_for(request, talk)

    def save(form: VersionedForm) -> int:
        assert isinstance(form, PreparationForm)  # noqa: S101  # the one this view builds
        saved = preparations.save_preparation(
            talk,
            by=request.user,
            at=timezone.now(),
            answers=form.answers,
            version=form.over,
            shares_at_start=form.cleaned_data["shares_at_start"],
            feelings=form.words,
        )
        if "share" in request.POST:
            preparations.share_preparation(talk, by=request.user, at=timezone.now())
        return saved.version

    if request.method == "PUT":
        return save_by_itself(request, pk, lambda data: PreparationForm(data, sheet=sheet), save)
    form = PreparationForm(request.POST, sheet=sheet)
    return save_by_form(request, talk, form, "prompts", save)


@require_POST
def share(request: Request, pk: UUID) -> HttpResponse:
    """Let the other side read one's answers now."""
    talk = load(request, pk)

    def do() -> None:
        preparations.share_preparation(talk, by=request.user, at=timezone.now())

    return act(request, talk, "prompts", do)


def save_by_form(
    request: Request, talk: CheckIn, form: VersionedForm, section: str, save: Save
) -> HttpResponse:
    """Save what was sent. Where somebody else saved in between, both texts are shown.

    The version makes a repeated send harmless: the same words again are no change.
    """
    stale: StaleVersion | None = None
    if form.is_valid():
        try:
            save(form)
        except StaleVersion as error:
            stale = error
        except RuleError as error:
            add_problems(form, error)
        else:
            return written(request, talk.pk, section)
    fresh = sheet_for(request, load(request, talk.pk))
    shown: dict[str, Any] = {form_name(form): form}
    if stale:
        shown = {form_name(form): over_current(form, stale, fresh), "stale": section}
    return sheet_page(request, fresh, section=section, status=422, **shown)


def over_current(form: VersionedForm, stale: StaleVersion, sheet: Sheet) -> VersionedForm:
    """Return the same form with what was typed, now over the version that stands."""
    sent: Any = form.data
    data = sent.copy()  # a QueryDict, whose lists stay lists
    data["version"] = str(stale.current)
    if isinstance(form, PreparationForm):
        return PreparationForm(data, sheet=sheet)
    return type(form)(data)


def form_name(form: VersionedForm) -> str:
    """The name under which the page shows this form."""
    names = {NotesForm: "notes_form", PrivateNoteForm: "private_form"}
    return names.get(type(form), "preparation_form")


def save_by_itself(
    request: Request, pk: UUID, form_of: Callable[[dict[str, Any]], VersionedForm], save: Save
) -> HttpResponse:
    """Answer `<draft-form>`: the next version, or 409 with what was saved in between."""

    def keep(fields: dict[str, Any], version: int) -> int:
        form = form_of({**flat(fields), "version": version})
        if not form.is_valid():
            sentences = [str(text) for texts in form.errors.values() for text in texts]
            raise RuleError(" ".join(sentences))
        return save(form)

    def stands() -> dict[str, Any]:
        return current_fields(form_of({}), sheet_for(request, load(request, pk)))

    return saved_by_itself(request.body, keep, stands)


def flat(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields as a form reads them: a ticked box as its value, an empty one not at all."""
    flat: dict[str, Any] = {}
    for name, value in fields.items():
        if name in LISTS:
            flat[name] = [str(one) for one in (value if isinstance(value, list) else [value])]
        elif values := value[:1] if isinstance(value, list) else [value]:
            flat[name] = str(values[0])
    return flat


def current_fields(form: VersionedForm, sheet: Sheet) -> dict[str, Any]:
    """What stands now, under the names of the form."""
    if isinstance(form, NotesForm):
        return {"notes": sheet.checkin.notes}
    if isinstance(form, PrivateNoteForm):
        return {"text": sheet.private_text}
    box = ["on"] if sheet.mine.shares_at_start else []
    answers = {f"answer_{q.prompt.pk}" if q.prompt else "text": q.mine for q in sheet.questions}
    known = [word for word in sheet.mine.feelings if word in KNOWN]
    others = ", ".join(word for word in sheet.mine.feelings if word not in KNOWN)
    words = {"feelings": known, "other_feelings": others}
    return {**answers, **words, "shares_at_start": box}
