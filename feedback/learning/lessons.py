"""What a lesson is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One of two versions, and what is to be said about it."""

    text: str
    because: str
    is_better: bool = False


@dataclass(frozen=True)
class Choice:
    """A thought, then two versions of which one is better. `idea` is plain paragraphs."""

    slug: str
    title: str
    idea: str
    question: str
    options: tuple[Option, Option]


@dataclass(frozen=True)
class Rewriting:
    """Something that was nearly sent, what really happened, and one way to say it."""

    slug: str
    title: str
    idea: str
    question: str
    nearly_sent: str
    example: str


Lesson = Choice | Rewriting
