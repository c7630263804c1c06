"""Keep the values: admins add, word, order and retire them; what is retired stays."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person
from core import audit
from core.errors import RuleError, StaleVersion
from goals import policies
from goals.models import Value
from goals.services.words import needed

LONGEST_NAME, LONGEST_SENTENCE = 60, 300


class NameTaken(RuleError):
    """Another value has this name."""


class Retired(RuleError):
    """A value that is retired is brought back before it is changed."""


@transaction.atomic
def add(*, name: str, sentence: str, by: Person, at: datetime) -> Value:
    """Add a value at the end."""
    allow(by)
    name, sentence = checked(name, sentence)
    refuse_taken_name(name)
    last = Value.objects.current().in_order().last()
    value = Value.objects.create(
        name=name,
        sentence=sentence,
        position=last.position + 1 if last else 1,
        added_at=at,
        added_by=by,
    )
    audit.record(by=by, action="value.add", on=value, at=at, admin=True, words=name)
    return value


@transaction.atomic
def edit(
    value: Value,
    *,
    by: Person,
    at: datetime,
    version: int | None,
    name: str | None = None,
    sentence: str | None = None,
) -> Value:
    """Word a value anew, over the `version` that was read; None asks nothing."""
    value = to_change(value, by=by)
    if version is not None and version != value.version:
        told = _("This value was changed in between. Read both, then decide.")
        raise StaleVersion(told, current=value.version)
    before = (value.name, value.sentence)
    value.name, value.sentence = checked(
        value.name if name is None else name, value.sentence if sentence is None else sentence
    )
    refuse_taken_name(value.name, beside=value)
    if (value.name, value.sentence) != before:
        value.version += 1
        value.save(update_fields=["name", "sentence", "version"])
        words = f"{before[0]}: {before[1]} → {value.name}: {value.sentence}"
        audit.record(by=by, action="value.edit", on=value, at=at, admin=True, words=words)
    return value


@transaction.atomic
def move(value: Value, *, to: int, by: Person, at: datetime) -> None:
    """Put a value at this place, counted from 1; the others make room."""
    value = to_change(value, by=by)
    others = [one for one in Value.objects.current().in_order() if one.pk != value.pk]
    others.insert(max(to, 1) - 1, value)
    for position, one in enumerate(others, start=1):
        Value.objects.filter(pk=one.pk).update(position=position)
    audit.record(by=by, action="value.move", on=value, at=at, admin=True, words=value.name)


@transaction.atomic
def retire(value: Value, *, by: Person, at: datetime) -> None:
    """Show a value no more among those that count; what names it keeps it."""
    value = to_change(value, by=by)
    value.retired_at, value.retired_by = at, by
    value.save(update_fields=["retired_at", "retired_by"])
    audit.record(by=by, action="value.retire", on=value, at=at, admin=True, words=value.name)


@transaction.atomic
def bring_back(value: Value, *, by: Person, at: datetime) -> None:
    """Let a retired value count again, at the end. Twice is once."""
    allow(by)
    value = locked(value)
    if value.retired_at is None:
        return
    refuse_taken_name(value.name)
    last = Value.objects.current().in_order().last()
    value.position = last.position + 1 if last else 1
    value.retired_at = value.retired_by = None
    value.save(update_fields=["position", "retired_at", "retired_by"])
    audit.record(by=by, action="value.bring_back", on=value, at=at, admin=True, words=value.name)


def allow(person: Person) -> None:
    """Refuse whoever may not, and let one hand at the values after the other."""
    if not policies.can_keep_values(person):
        raise PermissionDenied
    Organisation.objects.select_for_update(no_key=True).first()


def locked(value: Value) -> Value:
    return Value.objects.select_for_update().get(pk=value.pk)


def to_change(value: Value, *, by: Person) -> Value:
    allow(by)
    value = locked(value)
    if value.retired_at:
        raise Retired(_("This value was retired. Bring it back first."))
    return value


def refuse_taken_name(name: str, *, beside: Value | None = None) -> None:
    same = Value.objects.current().filter(name__iexact=name)
    if same.exclude(pk__in=[beside.pk] if beside else []).exists():
        sentence = _("Another value has this name.")
        raise NameTaken(sentence, fields={"name": sentence})


def checked(name: str, sentence: str) -> tuple[str, str]:
    return (
        needed(name, field="name", longest=LONGEST_NAME, sentence=_("Give it a short name.")),
        needed(
            sentence,
            field="sentence",
            longest=LONGEST_SENTENCE,
            sentence=_("Say in one sentence what it means in everyday work."),
        ),
    )
