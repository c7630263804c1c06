"""The answer of one reviewer of a round."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.forms.rounds.wordings import OUT_OF_LIST, worded
from feedback.forms.texts import Words
from feedback.rounds.items import NOT_SEEN, Part
from feedback.selectors.rounds.asked import AskedCapability, AskedPage

LABELS: Final = {
    Part.SEEN: _("Which behaviour have you seen most?"),
    Part.KEEP: _("What to keep"),
    Part.NEXT: _("What to try next"),
}


@dataclass(frozen=True)
class Asked:
    """A capability with the three fields that ask about it."""

    capability: AskedCapability
    seen: forms.BoundField
    keep: forms.BoundField
    next: forms.BoundField


class ReviewForm(forms.Form):
    """The answer of one reviewer, an item a field. Every one may be left out.

    There is no key of sending once: keeping the same answer again changes nothing, and no row may
    tell that somebody answered.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, asked: AskedPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        for question in asked.questions:
            self.fields[field_name(question.pk, Part.TEXT)] = Words(label=question.text)
        for one in asked.capabilities:
            self.add_capability(one)

    def add_capability(self, one: AskedCapability) -> None:
        """Ask about one capability: the behaviour seen, what to keep, what to try next."""
        self.fields[field_name(one.capability.pk, Part.SEEN)] = forms.ChoiceField(
            label=LABELS[Part.SEEN],
            required=False,
            widget=forms.RadioSelect,
            choices=[
                *((str(level.pk), worded(level.name, level.behaviour)) for level in one.levels),
                (NOT_SEEN, worded(_("Not seen"), _("I had no occasion to."))),
                ("", _("I leave this out")),
            ],
            error_messages=OUT_OF_LIST,
        )
        self.fields[field_name(one.capability.pk, Part.KEEP)] = Words(
            label=LABELS[Part.KEEP], help_text=_("A moment that you saw, and what it led to.")
        )
        self.fields[field_name(one.capability.pk, Part.NEXT)] = Words(
            label=LABELS[Part.NEXT], help_text=_("Something that could be done tomorrow.")
        )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[field_name(one.pk, Part.TEXT)] for one in self.asked.questions]

    @property
    def capabilities(self) -> Iterator[Asked]:
        for one in self.asked.capabilities:
            seen, keep, next_ = (
                self[field_name(one.capability.pk, part)]
                for part in (Part.SEEN, Part.KEEP, Part.NEXT)
            )
            yield Asked(one, seen, keep, next_)

    @property
    def items(self) -> Iterator[str]:
        """The names of the fields that hold an answer."""
        return (name for name in self.fields if name != "version")


def field_name(about: UUID, part: Part) -> str:
    """Return the name of the field for one item: "keep-UUID"."""
    return f"{part.value}-{about}"


def item_of(name: str) -> tuple[UUID, Part] | None:
    """Read the name of a field; None for one that is no item."""
    part, _dash, about = name.partition("-")
    try:
        return UUID(about), Part(part)
    except ValueError:
        return None
