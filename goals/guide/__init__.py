"""The writing guide for goals: too vague, or too detailed. It asks, and never stops anybody.

What the rules look for and what they ask stands in one file for each language (`en.toml`).
Facts: `metrics` (how many numbers the goal has), `due_on` (a day, or nothing), `aim`.
"""

import re
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core.guide import Finding, Guide, Look, Rule, found, found_or_often
from core.guide.reading import Text

WORDS = ("title", "why_it_matters")
FEWEST_WORDS = 4  # of a why
MOST_NUMBERS = 5


def short_why(look: Look) -> Finding | None:
    """Ask for a why that is missing, says nothing, or only repeats the title."""
    title, why = (look.texts.get(name, Text()) for name in WORDS)
    if "why_it_matters" not in look.texts or not (title or why):
        return None
    is_short = len(why.words) < FEWEST_WORDS or why.lower == title.lower
    if is_short or look.pattern("find").search(why.lower):
        return Finding("why_it_matters", why.typed)
    return None


def title_and_why(look: Look) -> tuple[str, str]:
    """Return both in lower case, once both are more than begun; else nothing."""
    title, why = (look.texts.get(name, Text()) for name in WORDS)
    begun = bool(title) and len(why.words) >= FEWEST_WORDS
    return (title.lower, why.lower) if begun else ("", "")


def no_number(look: Look) -> Finding | None:
    """Ask how it shows, where neither the words nor a metric say it; learning needs none."""
    if look.facts.get("metrics") or look.facts.get("aim") == "learning":
        return None
    title, why = (look.pattern("dates").sub(" ", words) for words in title_and_why(look))
    if not title or look.pattern("find").search(title) or re.search(r"\d", why):
        return None
    return Finding("title")


def no_date(look: Look) -> Finding | None:
    """Ask for a day, where neither the date nor the words have one."""
    title, why = title_and_why(look)
    if not title or look.facts.get("due_on", "not come to"):
        return None
    return None if look.pattern("find").search(f"{title}\n{why}") else Finding("due_on")


def many_numbers(look: Look) -> Finding | None:
    """Ask which numbers matter, where there are more than five, as metrics or in the title."""
    title = look.pattern("dates").sub(" ", look.texts.get("title", Text()).lower)
    numbers = max(len(look.pattern("find").findall(title)), look.facts.get("metrics", 0))
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
