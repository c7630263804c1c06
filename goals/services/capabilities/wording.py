"""The words of a capability as they may be kept: nothing empty, nothing too long, levels apart."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.errors import RuleError
from goals.models import Capability
from goals.selectors.wording import Wording
from goals.services.words import needed

FEWEST, MOST = 2, 9
LONGEST_NAME, LONGEST_LEVEL_NAME, LONGEST_TEXT, LONGEST_REASON = 120, 60, 2000, 5000


class WrongLevels(RuleError):
    """A capability has between two and nine levels, and a change keeps their number."""


class NameTaken(RuleError):
    """An adopted capability has this name already."""


def checked(words: Wording) -> Wording:
    """Return the words as they may be kept: nothing empty, nothing too long, levels apart."""
    name = needed(
        words.name,
        field="name",
        longest=LONGEST_NAME,
        sentence=_("Name it in a few words, such as “Handing over”."),
    )
    description = needed(
        words.description,
        field="description",
        longest=LONGEST_TEXT,
        sentence=_("Say in a sentence what somebody does who has it."),
    )
    return Wording(name, description, checked_levels(words.levels))


def checked_levels(levels: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if not FEWEST <= len(levels) <= MOST:
        sentence = _("Describe between %(fewest)s and %(most)s levels. Five are usual.")
        told = sentence % {"fewest": FEWEST, "most": MOST}
        raise WrongLevels(told, fields={"levels": told})
    kept = tuple(
        (level_name(name, number), level_behaviour(behaviour, number))
        for number, (name, behaviour) in enumerate(levels)
    )
    if len({name.casefold() for name, _behaviour in kept}) < len(kept):
        sentence = _("Give each level a name of its own.")
        raise WrongLevels(sentence, fields={"levels": sentence})
    return kept


def level_name(name: str, number: int) -> str:
    return needed(
        name,
        field=f"levels.{number}.name",
        longest=LONGEST_LEVEL_NAME,
        sentence=_("Name this level in a few words."),
    )


def level_behaviour(behaviour: str, number: int) -> str:
    return needed(
        behaviour,
        field=f"levels.{number}.behaviour",
        longest=LONGEST_TEXT,
        sentence=_("Say what somebody could have seen at this level."),
    )


def refuse_taken_name(name: str, *, beside: Capability | None = None) -> None:
    adopted = Capability.objects.adopted().filter(name__iexact=name)
    if adopted.exclude(pk__in=[beside.pk] if beside else []).exists():
        sentence = _("There is an adopted capability of this name. Choose another, or change it.")
        raise NameTaken(sentence, fields={"name": sentence})


def why(reason: str) -> str:
    sentence = _("Say why. Others decide by this whether they agree.")
    return needed(reason, field="reason", longest=LONGEST_REASON, sentence=sentence)


def write_levels(capability: Capability, words: Wording) -> None:
    """Reword the levels in place: they keep their identity, since mastery stands on them."""
    there = capability.levels.in_order()
    for level, (name, behaviour) in zip(there, words.levels, strict=True):
        level.name, level.behaviour = name, behaviour
        level.save(update_fields=["name", "behaviour"])
