"""Two people changed one text: both changes are kept where they do not touch.

A change is a stretch of the text both began with, and what stands there instead. Positions count
characters (code points). Nothing here loses a word: where two changes overlap there is no merged
text, unless it is asked for with both wordings in it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.differences import MOST_STEPS, WORDS

LINES = re.compile(r".*\n|.+$")
Piece = str | tuple[int, int]


@dataclass(frozen=True)
class Change:
    """`text` instead of the `length` characters at `at`."""

    at: int
    length: int
    text: str

    @property
    def end(self) -> int:
        return self.at + self.length

    @property
    def growth(self) -> int:
        """How much longer the text becomes."""
        return len(self.text) - self.length


Changes = Sequence[Change]


class Overlap(Exception):
    """Both changed the same words."""


class OutOfPlace(ValueError):
    """Changes do not fit the text they are said to be of."""


def changed(text: str, changes: Changes) -> str:
    """Return the text with all changes made; they are in order and apart. Raises OutOfPlace."""
    parts, here = [], 0
    for change in changes:
        if change.length < 0 or change.at < here or change.end > len(text):
            raise OutOfPlace
        parts += [text[here : change.at], change.text]
        here = change.end
    return "".join([*parts, text[here:]])


def change_of_all(before: str, after: str) -> Change:
    """Return the one change from the first letter that differs to the last."""
    head = common_start(before, after)
    tail = common_start(before[head:][::-1], after[head:][::-1])
    return Change(head, len(before) - head - tail, after[head : len(after) - tail])


def common_start(one: str, other: str) -> int:
    """Return how many letters both begin with; halves are compared, since texts can be long."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def changes_between(before: str, after: str) -> list[Change]:
    """Return the changes that make the one text of the other, each as short as it can be.

    Words are compared; where that would take too long, lines first; where even these are too many,
    all from the first to the last difference counts as one change.
    """
    whole = change_of_all(before, after)
    if not whole.length or not whole.text:
        return [whole] if whole.length or whole.text else []
    stretch = before[whole.at : whole.end]
    for units in (WORDS, LINES):
        old, new = units.findall(stretch), units.findall(whole.text)
        if len(old) * len(new) <= MOST_STEPS:
            return compared(old, new, whole.at, again=units is LINES)
    return [whole]


def compared(old: list[str], new: list[str], here: int, *, again: bool) -> list[Change]:
    """Return which units changed; `again` compares the words of those that did."""
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        stretch, words = "".join(old[a:b]), "".join(new[c:d])
        if tag != "equal":
            inner = [change_of_all(stretch, words)]
            if again and len(old) > b - a:
                inner = changes_between(stretch, words)
            found += [Change(here + one.at, one.length, one.text) for one in inner]
        here += len(stretch)
    return found


def in_one(length: int, steps: Iterable[Change]) -> list[Change]:
    """Return changes that were made one after the other as changes of the text they began with.

    Each step is a change of what the steps before it made; `length` is that of the first text.
    """
    pieces: list[Piece] = [(0, length)]
    for step in steps:
        head, rest = divided(pieces, step.at)
        _gone, tail = divided(rest, step.length)
        pieces = [*head, step.text, *tail]
    return pieces_as_changes(pieces, length)


def divided(pieces: list[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    """Divide a text made of pieces: stretches of an older text, and new words."""
    head: list[Piece] = []
    tail: list[Piece] = []
    for piece in pieces:
        size = len(piece) if isinstance(piece, str) else piece[1] - piece[0]
        cut = min(max(at, 0), size)
        if isinstance(piece, str):
            head.append(piece[:cut])
            tail.append(piece[cut:])
        else:
            head.append((piece[0], piece[0] + cut))
            tail.append((piece[0] + cut, piece[1]))
        at -= size
    return [one for one in head if filled(one)], [one for one in tail if filled(one)]


def filled(piece: Piece) -> bool:
    return bool(piece) if isinstance(piece, str) else piece[0] < piece[1]


def pieces_as_changes(pieces: list[Piece], length: int) -> list[Change]:
    """Return what stands between the stretches of the older text that are left of it."""
    found, here, words = [], 0, ""
    for piece in [*pieces, (length, length)]:
        if isinstance(piece, str):
            words += piece
            continue
        if words or piece[0] > here:
            found.append(Change(here, piece[0] - here, words))
        here, words = piece[1], ""
    return found


def incoming(
    base: str, mine: Changes, theirs: Changes, *, both: bool = False, lines: bool = False
) -> list[Change]:
    """Return their changes as changes of my text, so that it then holds those of both.

    `mine` and `theirs` are changes of `base`. With `lines`, two who add to the same end of a line
    write on lines of their own. With `both`, where they overlap, their wording is put before
    mine. Otherwise raises `Overlap`.
    """
    found: list[Change] = []
    left, right, shift, done = list(mine), list(theirs), 0, 0
    while right:
        if left and is_before(left[0], right[0]):
            done = left[0].end
            shift += left.pop(0).growth
        elif not left or is_before(right[0], left[0]):
            one = right.pop(0)
            done = one.end
            found.append(Change(one.at + shift, one.length, one.text))
        else:
            ours, others = pile(left, right)
            untouched = (done, min([len(base), *(change.at for change in left[:1] + right[:1])]))
            where = stretch_of(base, [*ours, *others], untouched)
            found += together(base, ours, others, where, shift, both=both, lines=lines)
            shift, done = shift + sum(change.growth for change in ours), where[1]
    return found


def is_before(one: Change, other: Change) -> bool:
    """Tell whether a change ends before the other begins; two insertions at one place do not."""
    at_one_place = one.at == other.at and not one.length and not other.length
    return one.end <= other.at and not at_one_place


def pile(left: list[Change], right: list[Change]) -> tuple[list[Change], list[Change]]:
    """Take off both lists what overlaps there first, and all that this drags along."""
    ours, others = [left.pop(0)], [right.pop(0)]
    while True:
        end = max(ours[-1].end, others[-1].end)
        if left and left[0].at < end:
            ours.append(left.pop(0))
        elif right and right[0].at < end:
            others.append(right.pop(0))
        else:
            return ours, others


def stretch_of(base: str, changes: Changes, untouched: tuple[int, int]) -> tuple[int, int]:
    """Return where these changes begin and end, in whole words as far as nothing else changed."""
    start, end = min(one.at for one in changes), max(one.end for one in changes)
    if start == end:
        return start, end
    while start > untouched[0] and base[start - 1].isalnum():
        start -= 1
    while end < untouched[1] and base[end].isalnum():
        end += 1
    return start, end


def together(
    base: str,
    ours: Changes,
    others: Changes,
    where: tuple[int, int],
    shift: int,
    *,
    both: bool,
    lines: bool,
) -> list[Change]:
    """Return what is to come into my text where both changed the same stretch of the base."""
    start, end = where
    my_words, their_words = (wording(base, part, start, end) for part in (ours, others))
    if my_words == their_words:
        return []
    at = start + shift
    if start == end and (both or (lines and is_between_lines(base, start, my_words, their_words))):
        return [beside(at, my_words, their_words)]
    if not both:
        raise Overlap
    apart = "\n" if my_words and their_words else ""
    return [Change(at, 0, their_words + apart)] if their_words else []


def wording(base: str, changes: Iterable[Change], start: int, end: int) -> str:
    """Return how a stretch of the base reads with these changes."""
    inner = [Change(one.at - start, one.length, one.text) for one in changes]
    return changed(base[start:end], inner)


def is_between_lines(text: str, at: int, *added: str) -> bool:
    """Tell whether this is the end of a line, or its start and only whole lines were added."""
    if at == len(text) or text[at] == "\n":
        return True
    at_start = at == 0 or text[at - 1] == "\n"
    return at_start and all(words.endswith("\n") for words in added)


def beside(at: int, mine: str, theirs: str) -> Change:
    """Put their new words beside mine: who went on in the same line comes before a new line."""
    if theirs.startswith("\n") and not mine.startswith("\n"):
        return Change(at + len(mine), 0, theirs)
    apart = "" if theirs.endswith("\n") or mine.startswith("\n") else "\n"
    return Change(at, 0, theirs + apart)
