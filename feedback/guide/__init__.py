"""The writing guide for feedback: which rules there are, most useful first.

What they look for and what they ask stands in one file for each language (`en.toml`). They follow
what research on feedback agrees on: a moment, a behaviour and what it led to can be talked about;
motives, traits, habits and comparisons cannot (Kluger and DeNisi 1996; the Center for Creative
Leadership's situation, behaviour, impact).
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core.guide import Finding, Guide, Look, Rule, found, found_or_often, lacking

STORY = ("behaviour", "impact", "situation")
MANY = 4  # people with the same words


def copied(look: Look) -> Finding | None:
    """Ask about words that go to many, those included that had them before (fact `same_words`)."""
    if look.facts.get("same_words", 0) < MANY:
        return None
    return next((Finding(field, text.typed) for field, text in look.written), None)


FEEDBACK_GUIDE = Guide(
    rules=(
        Rule("mind_reading", _("Guessed motives"), STORY, found),
        Rule("trait", _("Words about the person"), (*STORY, "recommendation"), found),
        Rule("no_moment", _("No moment named"), ("situation", "behaviour"), lacking),
        Rule("vague", _("A recommendation nobody could see"), ("recommendation",), found),
        Rule("comparison", _("Comparison with others"), (*STORY, "recommendation"), found),
        Rule("absolute", _("“Always” and “never”"), STORY, found),
        Rule(
            "several_topics",
            _("Several things in one"),
            ("behaviour", "recommendation"),
            found_or_often,
        ),
        Rule("copied", _("The same words for many"), ("behaviour",), copied),
    ),
    folder=Path(__file__).parent,
)
