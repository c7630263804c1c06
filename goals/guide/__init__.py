"""The writing guide for goals: too vague, or too detailed. It asks, and never stops anybody.

What the rules look for and what they ask stands in one file for each language (`en.toml`).
Facts: `metrics` (how many numbers the goal has), `due_on` (a day, or nothing), `aim`.
"""

import re
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core.guide import Facts, Finding, Guide, Rule, Texts, Wording, found, found_or_often

WORDS = ("title", "why_it_matters")
FEWEST_WORDS = 4  # of a why
MOST_NUMBERS = 5


def short_why(rule: Rule, texts: Texts, facts: Facts, wording: Wording) -> Finding | None:
    """Ask for a why that is missing, says nothing, or only repeats the title."""
    title, why = (texts.get(name) for name in WORDS)
    if why is None or title is None and not why:
        return None
    repeats = bool(title and why and title.lower == why.lower)
    if len(why.words) < FEWEST_WORDS or repeats or wording.patterns["find"].search(why.lower):
        return Finding("why_it_matters", why.typed)
    return None


def said(texts: Texts) -> str:
    """Return title and why in one, once both are more than begun; else nothing."""
    title, why = (texts.get(name) for name in WORDS)
    return f"{title.lower}\n{why.lower}" if title and why and len(why.words) >= FEWEST_WORDS else ""


def no_number(rule: Rule, texts: Texts, facts: Facts, wording: Wording) -> Finding | None:
    """Ask how it shows, where neither the words nor a metric say it; learning needs none."""
    if not said(texts) or facts.get("metrics") or facts.get("aim") == "learning":
        return None
    title, why = (wording.patterns["dates"].sub(" ", texts[name].lower) for name in WORDS)
    has_number = wording.patterns["find"].search(title) or re.search(r"\d", why)
    return None if has_number else Finding("title")


def no_date(rule: Rule, texts: Texts, facts: Facts, wording: Wording) -> Finding | None:
    """Ask for a day, where neither the date nor the words have one."""
    words = said(texts)
    if not words or "due_on" not in facts or facts["due_on"]:
        return None
    return None if wording.patterns["find"].search(words) else Finding("due_on")


def many_numbers(rule: Rule, texts: Texts, facts: Facts, wording: Wording) -> Finding | None:
    """Ask which numbers matter, where there are more than five, as metrics or in the title."""
    title = texts.get("title")
    written = wording.patterns["dates"].sub(" ", title.lower if title else "")
    numbers = max(len(wording.patterns["find"].findall(written)), facts.get("metrics") or 0)
    return Finding("title") if numbers > MOST_NUMBERS else None


GOAL_GUIDE = Guide(
    rules=(
        Rule("topic_alone", _("A title that is only a topic"), ("title",), found),
        Rule("short_why", _("A why too short to join"), WORDS, short_why),
        Rule("task_list", _("Steps instead of a goal"), WORDS, found_or_often),
        Rule("many_numbers", _("More than five numbers"), WORDS, many_numbers),
        Rule("no_number", _("Nothing to notice it by"), WORDS, no_number),
        Rule("no_date", _("No day"), WORDS, no_date),
    ),
    folder=Path(__file__).parent,
)
