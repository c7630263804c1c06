"""Initials and a steady colour for a person, in place of a photograph."""

import unicodedata
import zlib

HUES = 8


def initials(name: str) -> str:
    """Return the first letter of the first and of the last word, in any script."""
    words = [letter for word in name.split() if (letter := _first_letter(word))]
    return "".join(words[:1] + words[1:][-1:])


def hue(key: object) -> int:
    """Return a number from 1 to 8 that stays the same for the same key."""
    return zlib.crc32(str(key).encode()) % HUES + 1


def _first_letter(word: str) -> str:
    letters = unicodedata.normalize("NFC", word)
    return next((letter.upper()[:1] for letter in letters if letter.isalpha()), "")
