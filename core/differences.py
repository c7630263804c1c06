"""What changed between two wordings, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, OUT, NEW = "same", "out", "new"
MOST_STEPS = 1_000_000  # comparisons; longer texts are shown one after the other
WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Stretch:
    """A run of words that stayed (`same`), was taken out (`out`) or came in (`new`)."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Stretch, ...]:
    """Return both wordings as one text of stretches, in reading order.

    Without those `new` it is `before`, without those `out` it is `after`, to the letter.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) * len(new) > MOST_STEPS:
        return tuple(stretches([before] if before else [], [after] if after else []))
    found: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        found += [Stretch(SAME, "".join(old[a:b]))] if tag == "equal" else []
        found += stretches(old[a:b], new[c:d]) if tag != "equal" else []
    return tuple(joined(found))


def stretches(old: list[str], new: list[str]) -> list[Stretch]:
    """Return what was taken out, and what came in for it."""
    out = [Stretch(OUT, "".join(old))] if old else []
    return out + ([Stretch(NEW, "".join(new))] if new else [])


def joined(found: list[Stretch]) -> list[Stretch]:
    """Return the stretches without lone blanks between changes, which nobody can read."""
    whole: list[Stretch] = []
    for one in found:
        if one.kind == SAME and one.text == " " and whole and one is not found[-1]:
            whole += [Stretch(OUT, " "), Stretch(NEW, " ")]
        else:
            whole.append(one)
    return grouped(whole)


def grouped(found: list[Stretch]) -> list[Stretch]:
    """Return neighbouring changes as one taken out and one come in."""
    whole: list[Stretch] = []
    texts = {OUT: "", NEW: ""}
    for one in [*found, Stretch(SAME, "")]:
        if one.kind in texts:
            texts[one.kind] += one.text
            continue
        whole += [Stretch(kind, text) for kind, text in texts.items() if text]
        whole += [one] if one.text else []
        texts = {OUT: "", NEW: ""}
    return whole
