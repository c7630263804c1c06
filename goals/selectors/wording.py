"""A capability in words, and two wordings side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Self

from django.utils.translation import gettext as _

from goals.models import Capability, CapabilityProposal, Level, ProposedLevel


@dataclass(frozen=True)
class Wording:
    """A capability in words: levels are names with behaviour, the first step in front."""

    name: str
    description: str
    levels: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, one: Capability | CapabilityProposal) -> Self:
        """Return the words of a capability or of a proposal, as they are kept."""
        levels: Iterable[Level | ProposedLevel] = one.levels.all()
        ordered = sorted(levels, key=lambda level: level.position)
        return cls(one.name, one.description, tuple((at.name, at.behaviour) for at in ordered))

    def parts(self) -> list[tuple[str, str]]:
        """Return each part with its label, in reading order."""
        named = [(_("Name"), self.name), (_("What it is"), self.description)]
        for name, behaviour in self.levels:
            named += [(_("Name of the level"), name), (name, behaviour)]
        return named


@dataclass(frozen=True)
class Part:
    """One part of a wording, before and after; `label` names it."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def changed(before: Wording | None, after: Wording) -> tuple[Part, ...]:
    """Return the parts that differ; without a `before` all is new."""
    old = before.parts() if before else []
    pairs = zip_longest(old, after.parts(), fillvalue=("", ""))
    parts = (Part(new[0] or was[0], was[1], new[1]) for was, new in pairs)
    return tuple(part for part in parts if part.is_changed)
