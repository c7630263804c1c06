"""Talks about more than tasks: a gentle look at whether words go beyond what is to be done."""

from collections.abc import Iterable

# Beginnings of words, in both languages of the interface, that speak of how, what for and whom.
BEYOND_TASKS = (
    "learn", "lern", "gelernt", "purpose", "zweck", "sinn", "impact", "wirk", "difference",
    "unterschied", "why", "warum", "wozu", "weshalb", "how ", "wie ", "help", "hilf", "helf",
    "feel", "fühl", "gefühl", "grow", "wachs", "master", "könn", "practi", "üb", "feedback",
    "better", "besser", "change about", "together", "zusammen", "work for", "matter", "wichtig",
    "proud", "stolz", "strength", "stärke", "value", "wert", "trust", "vertrau", "like to",
    "hard", "schwer", "change", "änder",
    "möchtest", "wünsch", "wish", "need", "brauch",
)  # fmt: skip
FEWEST = 2  # of one line alone nobody can say what a talk will be about


def is_only_about_tasks(texts: Iterable[str]) -> bool:
    """Tell whether none of these lines speaks of purpose, learning, people or ways of working."""
    lines = [f"{text.casefold()} " for text in texts if text.strip()]
    if len(lines) < FEWEST:
        return False
    return not any(begins(line, stem) for line in lines for stem in BEYOND_TASKS)


def begins(line: str, stem: str) -> bool:
    """Tell whether a word of the line begins so."""
    return line.startswith(stem) or f" {stem}" in line
