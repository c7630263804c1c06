"""Propose a capability or a change of one, decide about it, talk about it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm
from goals.selectors.wording import Wording
from goals.services.capabilities import (
    FEWEST,
    LONGEST_LEVEL_NAME,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TEXT,
    MOST,
)

USUAL_LEVELS = (
    _("Learning"),
    _("With help"),
    _("On my own"),
    _("Showing others"),
    _("Shaping how we do it"),
)
SEEN = _("Say what somebody could have seen at this level.")
NAMED = _("Name this level in a few words.")


class CapabilityForm(OnceForm):
    """A capability in words. It has as many levels as `level_count` says."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As you would say it to a colleague: “Handing over”, “Reading vibration”."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Name it in a few words, such as “Handing over”.")},
    )
    description = forms.CharField(
        label=_("What it is"),
        help_text=_("One sentence: what does somebody do who has it?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={"required": _("Say in a sentence what somebody does who has it.")},
    )
    level_count = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=FEWEST, max_value=MOST
    )
    reason = forms.CharField(
        label=_("Why it matters to us"),
        help_text=_("Others decide by this whether they agree."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        required=False,
    )

    def __init__(self, *args: Any, levels: int = len(USUAL_LEVELS), **options: Any) -> None:
        super().__init__(*args, **options)
        self.levels = levels
        self.initial.setdefault("level_count", levels)
        for number in range(levels):
            self.add_level(number)

    def add_level(self, number: int) -> None:
        usual = USUAL_LEVELS[number] if number < len(USUAL_LEVELS) else ""
        self.fields[f"levels.{number}.name"] = forms.CharField(
            label=_("Name of the level"),
            max_length=LONGEST_LEVEL_NAME,
            initial=usual,
            error_messages={"required": NAMED},
        )
        self.fields[f"levels.{number}.behaviour"] = forms.CharField(
            label=_("What somebody could have seen"),
            max_length=LONGEST_TEXT,
            widget=forms.Textarea,
            error_messages={"required": SEEN},
        )

    def level_fields(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Yield the two fields of each level, the first level in front."""
        for number in range(self.levels):
            yield self[f"levels.{number}.name"], self[f"levels.{number}.behaviour"]

    def wording(self) -> Wording:
        """Return what the services take."""
        words = self.cleaned_data
        levels = tuple(
            (words[f"levels.{number}.name"], words[f"levels.{number}.behaviour"])
            for number in range(self.levels)
        )
        return Wording(words["name"], words["description"], levels)


class ChangeCapabilityForm(CapabilityForm):
    """Another wording over a version that was read, with the reason for it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(
        label=_("Why it should be worded like this"),
        help_text=_("Others decide by this whether they agree."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": _("Say why. Others decide by this whether they agree.")},
    )


class RetireCapabilityForm(OnceForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(
        label=_("Why it should count no more"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": _("Say why. Others decide by this whether they agree.")},
    )


class AcceptForm(OnceForm):
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1
    )
    answer = forms.CharField(
        label=_("A word about it"),
        help_text=_("Only if there is something to say. Everybody can read it."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        required=False,
    )


class DeclineForm(OnceForm):
    answer = forms.CharField(
        label=_("Why not"),
        help_text=_("Everybody can read it, and it helps the next proposal."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={
            "required": _("Say why. Everybody can read it, and it helps the next proposal.")
        },
    )
