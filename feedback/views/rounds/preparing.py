"""A round before its launch: what it is, what it asks, of whom."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Person
from core.errors import RuleError
from core.http import Request, page, see_other
from core.toasts import say
from feedback.forms.people import as_uuid
from feedback.forms.rounds.preparing import (
    ChooseForm,
    EditForm,
    NominateForm,
    ThresholdForm,
)
from feedback.forms.texts import refuse
from feedback.models import Nomination, Round
from feedback.policies.rounds import is_subject
from feedback.rounds.dates import usual_dates
from feedback.selectors.rounds.setup import SetUp, set_up_of
from feedback.services.rounds import choosing, launching, nominating, starting
from feedback.views.rounds.unkept import (
    CHOOSE,
    EDIT,
    FORMS,
    NOMINATE,
    forget,
    key_of,
    typed_in,
    unkept_in,
    value_of,
)

F = TypeVar("F", bound=Form)
FOUND = 20
PLACES = {CHOOSE: "#s-asks", NOMINATE: "#s-whom"}  # on the page


def load(request: Request, pk: UUID) -> Round:
    """Return the round, if this person may see it; else there is nothing here."""
    return get_object_or_404(Round.objects.visible_to(request.user).with_people(), pk=pk)


def own(request: Request, pk: UUID) -> Round:
    """Return the round to its subject; whoever else sees it does nothing with it."""
    found = load(request, pk)
    if not is_subject(request.user, found):
        raise PermissionDenied
    return found


def attempt(form: F, act: Callable[[F], Any]) -> bool:
    """Do it, if the form can be read; what the service refuses stands beside the fields."""
    if not form.is_valid():
        return False
    try:
        act(form)
    except RuleError as error:
        refuse(form, error)
        return False
    return True


@require_POST
def round_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change title, mode and dates."""
    found, form = own(request, pk), EditForm(request.POST)

    def act(form: EditForm) -> None:
        starting.edit(found, **form.chosen(), by=request.user, at=timezone.now())

    if attempt(form, act):
        return kept(request, found, EDIT)
    return show_set_up(request, found, edit_form=form)


@require_POST
def round_choose(request: Request, pk: UUID) -> HttpResponse:
    """Choose what is asked."""
    found, form = own(request, pk), ChooseForm(request.POST)

    def act(form: ChooseForm) -> None:
        order = found.capabilities.order_by("position").values_list("capability", flat=True)
        choosing.choose(
            found,
            questions=form.chosen_questions(found.subject.called),
            capabilities=form.chosen_capabilities(list(order)),
            by=request.user,
            at=timezone.now(),
        )

    if attempt(form, act):
        return kept(request, found, CHOOSE)
    return show_set_up(request, found, choose_form=form)


@require_POST
def round_nominate(request: Request, pk: UUID) -> HttpResponse:
    """Put people on the list."""
    found, form = own(request, pk), NominateForm(request.POST)
    if "find" in request.POST:
        initial = {**request.POST.dict(), "people": request.POST.getlist("people")}
        return show_set_up(request, found, nominate_form=NominateForm(initial=initial))

    def act(form: NominateForm) -> None:
        nominating.nominate(found, reviewers=form.reviewers(), by=request.user, at=timezone.now())

    if attempt(form, act):
        return kept(request, found, NOMINATE)
    return show_set_up(request, found, nominate_form=form)


@require_POST
def round_withdraw_nomination(request: Request, pk: UUID) -> HttpResponse:
    """Take somebody off the list."""
    found = own(request, pk)
    rows = Nomination.objects.visible_to(request.user).filter(round=found).with_people()
    wanted = as_uuid(request.POST.get("nomination", ""))
    nomination = rows.filter(pk=wanted).first() if wanted else None
    if nomination:
        nominating.withdraw_nomination(nomination, by=request.user, at=timezone.now())
    return see_other(request, found.get_absolute_url() + "#s-whom")


@require_POST
def round_launch(request: Request, pk: UUID) -> HttpResponse:
    """Launch it: everybody nominated is invited."""
    found = own(request, pk)
    typed = typed_in(request, found)
    if typed and unkept_in(set_up_of(found, at=timezone.now()), typed):
        return show_set_up(request, found, is_refused=True)
    launching.launch(found, by=request.user, at=timezone.now())
    forget(request, found, *FORMS)
    say(request, _("Launched. Everybody is invited now."))
    return see_other(request, found.get_absolute_url())


@require_POST
def round_accept(request: Request, pk: UUID) -> HttpResponse:
    """Make a proposed round one's own."""
    found = own(request, pk)
    now = timezone.now()
    starting.accept_proposal(found, **usual_dates(now), by=request.user, at=now)
    say(request, _("It is yours now. Nothing goes out before you launch it."))
    return see_other(request, found.get_absolute_url())


@require_POST
def round_decline(request: Request, pk: UUID) -> HttpResponse:
    """Say "not this time" to a proposal."""
    starting.decline_proposal(own(request, pk), by=request.user, at=timezone.now())
    say(request, _("Put away. No reason is needed."))
    return see_other(request, reverse("rounds"))


def kept(request: Request, found: Round, *forms: str) -> HttpResponse:
    """Say that it was kept, and go back to where one was."""
    forget(request, found, *forms)
    say(request, _("Kept"))
    places = "".join(PLACES.get(form, "") for form in forms)
    return see_other(request, found.get_absolute_url() + places)


def show_set_up(
    request: Request, found: Round, *, is_refused: bool = False, **bound: Form
) -> HttpResponse:
    """Show the round in preparation, with a form that needs another look (422)."""
    shown, typed = set_up_of(found, at=timezone.now()), typed_in(request, found)
    fields = {form: typed[form].fields if form in typed else {} for form in FORMS}
    forms: dict[str, Form] = {
        "edit_form": EditForm.of(found, fields[EDIT]),
        "choose_form": ChooseForm(initial=fields[CHOOSE]),
        "nominate_form": NominateForm(initial=fields[NOMINATE]),
        "threshold_form": threshold_form_of(found),
        **bound,
    }
    context = {
        "round": found,
        "set_up": shown,
        "typed": typed,
        "unkept": unkept_in(shown, typed),
        "keys": {form: key_of(found, form) for form in FORMS},
        **forms,
        **choices_of(shown, ticked_in(forms["choose_form"], fields[CHOOSE])),
        **finding(request, shown, forms["nominate_form"]),
    }
    wrong = is_refused or any(form.is_bound for form in bound.values())
    return page(request, "feedback/rounds/set_up.html", context, status=422 if wrong else 200)


def threshold_form_of(found: Round) -> ThresholdForm:
    """Return the form with the thresholds as they are."""
    initial = {name: getattr(found, name) for name in ThresholdForm.base_fields}
    return ThresholdForm(initial=initial)


def ticked_in(form: Form, typed: Mapping[str, Any]) -> Mapping[str, list[str]] | None:
    """Return what was ticked before something was refused, or was not kept yet; None if nothing."""
    if not form.is_bound:
        return typed or None
    data: Any = form.data
    return {name: data.getlist(name) for name in ("capabilities", "questions")}


def choices_of(shown: SetUp, ticked: Mapping[str, list[str]] | None) -> dict[str, Any]:
    """Return what is chosen, or ticked, and what else there is."""
    if ticked is None:
        chosen = [one.capability_id for one in shown.chosen]
        questions = [{"value": value_of(one), "text": one.text} for one in shown.questions]
    else:
        chosen = list(filter(None, map(as_uuid, ticked.get("capabilities", []))))
        wordings = wordings_of(shown)
        questions = [
            {"value": one, "text": wordings.get(one, one)} for one in ticked.get("questions", [])
        ]
    known = {one.pk: one for one in shown.capabilities}
    return {
        "chosen_capabilities": [known[pk] for pk in dict.fromkeys(chosen) if pk in known],
        "other_capabilities": [one for one in shown.capabilities if one.pk not in chosen],
        "chosen_questions": questions,
        "chosen_codes": {one["value"] for one in questions},
    }


def wordings_of(shown: SetUp) -> dict[str, str]:
    """Return the wording of every question that can be ticked, by its value."""
    ready = {one.code: text for theme in shown.themes for one, text in theme.questions}
    kept = {row.library_code: row.text for row in shown.questions if row.library_code}
    return {**ready, **kept}


def finding(request: Request, shown: SetUp, form: Any) -> dict[str, Any]:
    """Return whom the words typed find, without script."""
    q = request.POST.get("q", "")[:100].replace("\x00", "").strip()
    people = Person.objects.visible_to(request.user).here().exclude(pk=request.user.pk)
    searches = "find" in request.POST and q
    return {
        "chosen": form.chosen,
        "q": q if searches else "",
        "found": people.matching(q).by_name()[:FOUND] if searches else [],
    }
