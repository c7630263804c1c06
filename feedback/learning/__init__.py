"""What the course and the page of principles say, in each language of the interface.

A language is one file beside this one. The lessons have the same slugs in the same order in each,
so that somebody may change the language in the middle of the course.
"""

from django.utils.translation import get_language

from feedback.learning import english, german
from feedback.learning.lessons import Choice, Lesson, Option, Rewriting

__all__ = ["Choice", "Lesson", "Option", "Rewriting", "course", "language", "principles"]

LANGUAGES: dict[str, tuple[str, tuple[Lesson, ...]]] = {
    "en": (english.PRINCIPLES, english.COURSE),
    "de": (german.PRINCIPLES, german.COURSE),
}


def language(code: str | None = None) -> str:
    """Return the language to teach in: the one given or active, English where there is none."""
    short = (code or get_language() or "en").split("-")[0]
    return short if short in LANGUAGES else "en"


def course(code: str | None = None) -> tuple[Lesson, ...]:
    """Return the lessons in their order."""
    return LANGUAGES[language(code)][1]


def principles(code: str | None = None) -> str:
    """Return the principles as they come with the app: paragraphs, each with a heading line."""
    return LANGUAGES[language(code)][0]
