"""What differs between wordings of a goal, side by side, word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from goals.models import Goal, Wording
from goals.selectors.terms import Terms, changed, terms_of

TEXTS = ("title", "why_it_matters")
TOKENS = re.compile(r"\S+\s*|\s+")  # a word and the blanks behind it
LABELS_OF = {"kind": Goal.Kind, "work": Goal.Work, "aim": Goal.Aim}


@dataclass(frozen=True)
class Piece:
    """Some words: `is_marked` where the other side does not have them."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class Side:
    """What one wording says: running text, or a list of names."""

    pieces: tuple[Piece, ...]
    is_list: bool = False


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `now` is what stands, where that is neither `old` nor `new`."""

    name: str
    label: str
    old: Side
    new: Side
    now: Side | None = None


class Names:
    """What the ids in wordings are called; a goal or person that is not named there has none."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self.called: dict[UUID | None, str] = {None: _("No team")}
        for one in wordings:
            self.called.update((goal.pk, goal.title) for goal in one.parents.all())
            self.called.update((person.pk, person.name) for person in one.owners.all())
            if one.team:
                self.called[one.team.pk] = one.team.name

    def listed(self, ids: Iterable[UUID]) -> list[tuple[UUID, str]]:
        """Return ids and names in the order of the names."""
        found = [(pk, self.called.get(pk, "")) for pk in ids]
        return sorted(found, key=lambda one: (one[1].casefold(), one[0]))


def labels() -> dict[str, str]:
    """Return what each thing is called on pages."""
    return {
        "title": _("Goal"),
        "why_it_matters": _("Why it matters"),
        "kind": _("Whose goal it is"),
        "work": _("What work it is"),
        "aim": _("What it is for"),
        "starts_on": _("Start"),
        "due_on": _("Due"),
        "team_id": _("Team that carries it"),
        "parents": _("Hangs on"),
        "owners": _("Owners"),
    }


def differences(old: Wording, new: Wording, *, now: Wording | None = None) -> list[Difference]:
    """Compare two wordings that came `in_full`; `now` is what stands where that is a third."""
    names = Names([old, new, *([now] if now else [])])
    before, after = terms_of(old), terms_of(new)
    current = terms_of(now) if now else before
    called = labels()
    return [
        Difference(
            name=name,
            label=called[name],
            old=sides(name, before, after, names)[0],
            new=sides(name, before, after, names)[1],
            now=sides(name, current, after, names)[0] if current[name] != before[name] else None,
        )
        for name in changed(before, after)
    ]


def sides(name: str, old: Terms, new: Terms, names: Names) -> tuple[Side, Side]:
    """Return both sides of one thing, with what only one of them says marked."""
    if name in TEXTS:
        return compared(old[name], new[name])
    if name in ("parents", "owners"):
        nothing = _("Our purpose alone") if name == "parents" else _("Nobody")
        there, others = names.listed(old[name]), names.listed(new[name])
        return listed(there, new[name], nothing), listed(others, old[name], nothing)
    return plain(said(name, old, names)), plain(said(name, new, names))


def compared(old: str, new: str) -> tuple[Side, Side]:
    """Compare two texts word by word, whatever the blanks between the words."""
    before, after = TOKENS.findall(old), TOKENS.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    words, others = ([token.strip() for token in tokens] for tokens in (before, after))
    for kind, a_from, a_to, b_from, b_to in SequenceMatcher(None, words, others).get_opcodes():
        add(left, before[a_from:a_to], kind != "equal")
        add(right, after[b_from:b_to], kind != "equal")
    return Side(tuple(left)), Side(tuple(right))


def add(pieces: list[Piece], tokens: Sequence[str], is_marked: bool) -> None:
    if tokens:
        pieces.append(Piece("".join(tokens), is_marked))


def listed(own: Sequence[tuple[UUID, str]], other: frozenset[UUID], nothing: str) -> Side:
    """Return a list of names, those marked that the other side does not have."""
    found = [Piece(name, pk not in other) for pk, name in own]
    return Side(tuple(found) or (Piece(nothing, False),), is_list=True)


def plain(text: str) -> Side:
    return Side((Piece(text, True),))


def said(name: str, terms: Terms, names: Names) -> str:
    """Say a day, a choice or a team in words."""
    value = terms[name]
    if name in LABELS_OF:
        label = str(LABELS_OF[name](value).label)
        return label[:1].upper() + label[1:]
    if name == "team_id":
        return names.called.get(value, "")
    shape = pgettext("day, month and year, a Django date format", "j F Y")
    return date_format(value, shape) if value else _("No day")
