"""What happens when a form is sent."""

from collections.abc import Callable
from datetime import datetime

from accounts.models import Person
from core.errors import RuleError
from core.forms import OnceForm
from core.idempotency import once


def sent(form: OnceForm, *, by: Person, at: datetime, act: Callable[[], str]) -> str | None:
    """Do what the form asks for, once, and return the address it leads to.

    None means that something is to be corrected; the form says what. A rule that was not met
    stands at its field, if the form has it.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return once(by, form.cleaned_data["idempotency_key"], at, act)
    except RuleError as error:
        tell(form, error)
        return None


def tell(form: OnceForm, error: RuleError) -> None:
    """Put the sentence of a rule where it can be corrected."""
    named = {name: words for name, words in error.fields.items() if name in form.fields}
    for name, words in named.items():
        form.add_error(name, words)
    if not named:
        form.add_error(None, error.sentence)
