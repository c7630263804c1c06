"""The rules are right often enough, on texts that people labelled, and the figures are told."""

from collections import Counter
from pathlib import Path

import pytest

from core.guide import Typed
from feedback import learning
from feedback.guide import FEEDBACK_GUIDE
from goals.guide import GOAL_GUIDE
from home.population.words import english, german
from tests.guide.measuring import LANGUAGES, differences, measure, samples, table

GUIDES = (FEEDBACK_GUIDE, GOAL_GUIDE)
PRECISE_ENOUGH = 0.8  # below, a rule does not ask by itself
FEWEST = {"en": 200, "de": 60}
DOCS = Path(__file__).parents[2] / "docs" / "writing-guide.md"


@pytest.fixture(scope="module")
def figures():
    return measure()


def test_there_are_enough_texts_and_half_of_them_need_no_hint():
    texts = samples()
    for language, fewest in FEWEST.items():
        own = [one for one in texts if one.language == language]
        assert len(own) >= fewest
        assert 2 * sum(not one.expected for one in own) >= len(own), language
        seen = sum(one.part == "tuned" for one in own)
        assert 2 * seen <= len(own), "on half of the texts no rule was tuned"
    double = [text for text, count in Counter(one.text for one in texts).items() if count > 1]
    assert double == []


def test_a_label_names_a_rule_and_every_rule_is_labelled_in_every_language():
    known = {rule.code for guide in GUIDES for rule in guide.rules}
    for language in LANGUAGES:
        used = {code for one in samples() if one.language == language for code in one.expected}
        assert used == known - {"copied"}


def test_only_rules_that_are_right_often_enough_ask_by_themselves(figures):
    print(f"\n{table()}")
    for guide in GUIDES:
        for language, wordings in guide.wordings.items():
            for rule, wording in wordings.items():
                is_precise = figures[language, "all", rule].precision >= PRECISE_ENOUGH
                assert wording.by_default == is_precise, f"{language} {rule}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_as_a_whole_is_right_on_texts_it_was_not_made_for(figures, language):
    unseen, every = figures[language, "after", "all"], figures[language, "all", "all"]
    failing = "\n".join(differences("after"))
    assert unseen.precision >= 0.9, failing
    assert unseen.recall >= 0.6, failing
    assert every.precision >= 0.97
    assert every.recall >= 0.85


def test_the_figures_in_the_documentation_are_the_measured_ones():
    assert table() in DOCS.read_text(), f"docs/writing-guide.md should say:\n{table()}"


@pytest.mark.parametrize(("language", "corpus"), [("en", english.WORDS), ("de", german.WORDS)])
def test_feedback_written_well_gets_no_hint(language, corpus):
    """The texts of the demo organisation, which nobody wrote for the guide."""
    hints = []
    for theme in (*corpus.praise, *corpus.lessons):
        for field in ("situation", "behaviour", "impact", "recommendation"):
            for text in getattr(theme, f"{field}s", ()):
                texts = {field: text.replace("{place}", "Molde")}
                hints += FEEDBACK_GUIDE.read(Typed(texts, language=language))
    assert hints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_and_the_course_mean_the_same(language):
    """What the course calls better gets no hint; what was nearly sent in it gets some."""
    for lesson in learning.course(language):
        if isinstance(lesson, learning.Rewriting):
            assert asked(lesson.example, language) == []
            assert asked(lesson.nearly_sent, language)
        else:
            (better,) = (option.text for option in lesson.options if option.is_better)
            assert asked(better.strip("“”„"), language) == []


def asked(text, language):
    texts = {"behaviour": text, "recommendation": text}
    return [hint.rule for hint in FEEDBACK_GUIDE.read(Typed(texts, language=language))]
