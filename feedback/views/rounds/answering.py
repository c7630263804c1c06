"""A reviewer answers. Nothing of a confidential answer is kept outside of its box.

So there is no draft, no key of sending once, and no other row here: `draft-form.js` saves to the
address of the answer itself, and whoever sends the same words twice changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import RuleError
from core.http import Request, see_other
from core.toasts import say
from core.views import parse_draft
from feedback.forms.rounds.review import LABELS, ReviewForm, field_name, item_of
from feedback.models import Round
from feedback.rounds.items import NOT_SEEN, Item, Part
from feedback.selectors.rounds.answers import version_of
from feedback.selectors.rounds.asked import AskedPage, asked_page, nomination_of, with_items
from feedback.services.rounds import answering
from feedback.services.rounds.errors import RoundIsClosed

TEMPLATE = "feedback/rounds/answer.html"
Typed = Mapping[str, str]


@dataclass(frozen=True)
class Seat:
    """Who answers, and what they may do: a colleague, the subject, or a partner by their link."""

    asked: AskedPage
    read: Callable[[], answering.Sheet]
    write: Callable[[Mapping[Item, str], datetime], None]
    decline: Callable[[datetime], None]
    come_back: Callable[[datetime], None]
    base: str = "base.html"

    @property
    def round(self) -> Round:
        return self.asked.round


@never_cache
@require_http_methods(["GET", "HEAD", "POST", "PUT"])
def round_answer(request: Request, pk: UUID) -> HttpResponse:
    """Answer, change what one answered, or decline; until the round closes."""
    rows = with_items(Round.objects.asking(request.user))
    return sit(request, seat_of(request, get_object_or_404(rows, pk=pk)))


def seat_of(request: Request, found: Round) -> Seat:
    """Return the seat of a colleague, or of the subject."""
    person, nomination = request.user, nomination_of(found, request.user)
    return Seat(
        asked=asked_page(found, nomination),
        read=lambda: answering.read_back(found, nomination),
        write=lambda answers, at: answering.answer(found, answers=answers, by=person, at=at),
        decline=lambda at: answering.decline(found, by=person, at=at),
        come_back=lambda at: answering.take_back_decline(found, by=person, at=at),
    )


def sit(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Do what was asked: show, save by itself, send, decline, or come back to it."""
    if request.method == "PUT":
        return save_by_itself(request, seat)
    if request.method != "POST":
        return show(request, seat, seat.read())
    try:
        return act(request, seat)
    except RoundIsClosed as error:
        return too_late(request, seat, error)


def act(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Do what the pressed button says."""
    now = timezone.now()
    if not seat.round.takes_answers(now):
        raise RoundIsClosed(answering.too_late())
    if "decline" in request.POST and not seat.asked.is_own:
        seat.decline(now)
        return back(request, _("That is fine. Nobody is told."))
    if "take_part" in request.POST:
        seat.come_back(now)
        return back(request, _("Good to have you back"))
    return send(request, seat, now)


def send(request: HttpRequest, seat: Seat, now: datetime) -> HttpResponse:
    """Keep what was typed; what is to be corrected stands beside the words, which stay."""
    form = ReviewForm(request.POST, asked=seat.asked)
    if not form.is_valid():
        return show(request, seat, seat.read(), form=form)
    typed = {name: form.cleaned_data[name] for name in form.items}
    sheet = seat.read()
    if is_stale(sheet, typed, form.cleaned_data["version"] or 0):
        form.add_error(
            None, _("This was changed in another tab. Send yours again to keep it instead.")
        )
        return show(request, seat, sheet, form=form)
    try:
        seat.write(as_items(typed), now)
    except RoundIsClosed:
        raise
    except RuleError as error:
        put_beside(form, error)
        return show(request, seat, sheet, form=form)
    return back(request, _("Saved. You can change it until the round closes."))


def put_beside(form: ReviewForm, error: RuleError) -> None:
    """Put what the service refused beside the fields concerned."""
    for key, sentence in error.fields.items():
        about, _colon, part = key.partition(":")
        name = f"{part}-{about}"
        form.add_error(name if name in form.fields else None, sentence)


def back(request: HttpRequest, words: str) -> HttpResponse:
    """Say that it worked, and show the page as it is now."""
    say(request, words)
    return see_other(request, request.path)  # type: ignore[arg-type]  # a partner has no session


def save_by_itself(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Answer `<draft-form>`: the next version, 409 with what another tab saved, or a sentence."""
    try:
        sent = parse_draft(request.body)
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({}, status=400)
    typed = {name: str(value) for name, value in sent.fields.items() if item_of(name)}
    sheet, now = seat.read(), timezone.now()
    if is_stale(sheet, typed, sent.version):
        words = words_of(sheet, seat.asked)
        told = {"version": version_of(sheet.answers), "fields": words, "saved_at": now.isoformat()}
        return JsonResponse(told, status=409)
    try:
        seat.write(as_items(typed), now)
    except RuleError as error:
        return JsonResponse({"detail": error.sentence}, status=422)
    version = version_of(seat.read().answers)
    return JsonResponse({"version": version, "saved_at": now.isoformat()})


def too_late(request: HttpRequest, seat: Seat, error: RuleError) -> HttpResponse:
    """Refuse it clearly; what was typed since the last saving stays on the page, to be copied."""
    typed = {name: str(words).strip() for name, words in request.POST.items()}
    return show(request, seat, seat.read(), sentence=error.sentence, typed=typed)


def show(
    request: HttpRequest,
    seat: Seat,
    sheet: answering.Sheet,
    *,
    form: ReviewForm | None = None,
    sentence: str = "",
    typed: Typed | None = None,
) -> HttpResponse:
    """Show the page, with a form that needs another look, or with what came too late (422)."""
    version, words = version_of(sheet.answers), words_of(sheet, seat.asked)
    form = form or ReviewForm(initial={**words, "version": version}, asked=seat.asked)
    kept = said(words, seat.asked)
    is_open = not sentence and seat.round.takes_answers(timezone.now())
    context: dict[str, Any] = {
        "round": seat.round,
        "asked": seat.asked,
        "form": form,
        "version": version,
        "key": f"round-answer/{seat.round.pk}",
        "action": request.path,
        "is_open": is_open,
        "declined": sheet.is_declined,
        "sentence": sentence,
        "kept": kept,
        "late": [one for one in said(typed or {}, seat.asked) if one not in kept],
        "base": seat.base,
        "is_partner": seat.base != "base.html",
    }
    status = 422 if sentence or form.errors else 200
    return render(request, TEMPLATE, context, status=status)


def said(words: Typed, asked: AskedPage) -> list[tuple[str, str]]:
    """Return what was answered, with what it answers, for a page that takes no more."""
    levels = {str(level.pk): level.name for one in asked.capabilities for level in one.levels}
    levels[NOT_SEEN] = _("Not seen")
    found = [(label, item, words.get(field_name(*item), "")) for item, label in labels_of(asked)]
    shown = [
        (label, levels.get(value, "") if part == Part.SEEN else value)
        for label, (_about, part), value in found
    ]
    return [(label, value) for label, value in shown if value]


def labels_of(asked: AskedPage) -> list[tuple[tuple[UUID, Part], str]]:
    """Return the label of everything that is asked; of a capability with its name."""
    labels = [((one.pk, Part.TEXT), one.text) for one in asked.questions]
    for one in asked.capabilities:
        for part, label in LABELS.items():
            told = {"capability": one.capability.name, "label": label}
            labels.append(((one.capability.pk, part), _("%(capability)s: %(label)s") % told))
    return labels


def as_items(typed: Typed) -> dict[Item, str]:
    """Return what was typed, by what it answers."""
    found = ((item_of(name), value) for name, value in typed.items())
    return {Item(*item): value for item, value in found if item}


def words_of(sheet: answering.Sheet, asked: AskedPage) -> dict[str, str]:
    """Return an answer by the names of the fields; what was left out is empty."""
    return {
        field_name(*item): sheet.answers.get(Item(*item), "") for item, _label in labels_of(asked)
    }


def is_stale(sheet: answering.Sheet, typed: Typed, version: int) -> bool:
    """Whether another tab saved something else since `version` was shown."""
    if version == version_of(sheet.answers):
        return False
    current = {field_name(item.of, item.part): text for item, text in sheet.answers.items()}
    return {name: text for name, text in typed.items() if text} != current
