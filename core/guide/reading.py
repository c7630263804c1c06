"""A text made ready for rules, and the language it is written in."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LONGEST = 20_000  # characters of one field that are read; nobody reads a hint on the rest
QUOTED = re.compile(
    r"“[^”“\n]{0,400}”|„[^“”„\n]{0,400}[“”]|«[^»\n]{0,400}»|»[^«\n]{0,400}«|\"[^\"\n]{0,400}\""
)
APOSTROPHES = str.maketrans("'`‘", "’’’")
LIST_MARK = re.compile(r"\n(?! ?(?:[-*•–]|[0-9]{1,2}[.)]) )")
WORD = re.compile(r"[^\W\d_]+")
STOP_WORDS = Path(__file__).with_name("stop_words.toml")
TELLS = 3  # a text is in the language that has at least so many times the words of the next


@dataclass(frozen=True)
class Text:
    """One field: as it was typed, and the same in lower case, letter for letter.

    Both have one blank between words, typographic apostrophes, a new line for each point of a
    list and nowhere else, and of a quotation only its marks: what somebody else said is not the
    writer's own wording.
    """

    typed: str = ""
    lower: str = ""

    def __bool__(self) -> bool:
        return bool(self.typed)

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.lower)


def made_ready(text: str) -> Text:
    """Make a text ready for rules."""
    lines = (" ".join(line.split()) for line in text[:LONGEST].splitlines())
    typed = "\n".join(line for line in lines if line).translate(APOSTROPHES)
    typed = LIST_MARK.sub(" ", QUOTED.sub("“”", typed))
    lower = typed.lower()
    if len(lower) != len(typed):  # a few letters become two
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in typed)
    return Text(typed, lower)


@cache
def stop_words() -> dict[str, str]:
    """Return the language of each small word that only one language has."""
    lists = tomllib.loads(STOP_WORDS.read_text())
    return {word: language for language, words in lists.items() for word in words.split()}


def language_of(texts: Iterable[Text], *, otherwise: str) -> str:
    """Return the language of these texts; nothing when they mix languages.

    Counted are small words that one language alone has. Without any, `otherwise` is said.
    """
    known = stop_words()
    counts = Counter(known[word] for text in texts for word in text.words if word in known)
    (most, first), (_other, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if not first:
        return otherwise
    return most if first >= TELLS * second else ""
