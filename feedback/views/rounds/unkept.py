"""What was typed or ticked on the page of a round in preparation, and not kept yet.

The three forms of the page save themselves as drafts, so that keeping one loses nothing of the
others; and a round is not launched past something that its subject believes to be in it.
"""

from collections.abc import Mapping
from typing import Any, Final

from core import drafts
from core.http import Request
from core.models import Draft
from feedback.forms.rounds.preparing import EditForm
from feedback.models import Round, RoundQuestion
from feedback.selectors.rounds.setup import SetUp

EDIT, CHOOSE, NOMINATE = "edit", "choose", "nominate"
FORMS: Final = (EDIT, CHOOSE, NOMINATE)
Typed = Mapping[str, Draft]


def key_of(found: Round, form: str) -> str:
    """Return the key of the draft of one form."""
    return f"round-{form}/{found.pk}"


def typed_in(request: Request, found: Round) -> Typed:
    """Return the drafts of the page by their form."""
    keys = {key_of(found, form): form for form in FORMS}
    return {keys[key]: draft for key, draft in drafts.find_each(request.user, keys).items()}


def forget(request: Request, found: Round, *forms: str) -> None:
    """Forget the drafts of these forms: they were kept, or are needed no more."""
    for form in forms:
        drafts.discard(request.user, key_of(found, form))


def unkept_in(shown: SetUp, typed: Typed) -> set[str]:
    """Return the forms in which something stands that the round does not say."""
    return {form for form, draft in typed.items() if DIFFERS[form](shown, draft.fields)}


def differs_in_what_it_is(shown: SetUp, fields: Mapping[str, Any]) -> bool:
    form, found = EditForm(fields), shown.round
    return not form.is_valid() or any(
        getattr(found, name) != value for name, value in form.chosen().items()
    )


def differs_in_what_is_asked(shown: SetUp, fields: Mapping[str, Any]) -> bool:
    kept = {str(one.capability_id) for one in shown.chosen}
    kept |= {value_of(question) for question in shown.questions}
    ticked = {*fields.get("capabilities", []), *fields.get("questions", [])}
    return ticked != kept or bool(fields.get("own_questions", "").strip())


def differs_in_who_is_asked(_shown: SetUp, fields: Mapping[str, Any]) -> bool:
    return bool(fields.get("people") or fields.get("emails", "").strip())


DIFFERS: Final = {
    EDIT: differs_in_what_it_is,
    CHOOSE: differs_in_what_is_asked,
    NOMINATE: differs_in_who_is_asked,
}


def value_of(question: RoundQuestion) -> str:
    """Return what the tick box of a chosen question sends: an own one is its own text."""
    return question.library_code or question.text
