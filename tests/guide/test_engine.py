"""What the engine makes of texts: languages, quotations, fields, choices, at most three hints."""

import re
import time

import pytest

from core.guide import Typed
from core.guide.reading import language_of, made_ready, stop_words
from feedback.guide import FEEDBACK_GUIDE
from goals.guide import GOAL_GUIDE

GUIDES = (FEEDBACK_GUIDE, GOAL_GUIDE)
WORST = {
    "situation": "In meetings.",
    "behaviour": "You don’t care, you are lazy, you never listen, and you are slower than the others.",
    "recommendation": "Communicate better.",
}


def rules(texts, language="en", **more):
    return [hint.rule for hint in FEEDBACK_GUIDE.read(Typed(texts, language=language, **more))]


def test_at_most_three_hints_the_most_useful_first():
    assert rules(WORST) == ["mind_reading", "trait", "no_moment"]


def test_a_hint_quotes_the_words_as_they_were_typed_and_says_why():
    (hint,) = FEEDBACK_GUIDE.read(Typed({"behaviour": "Well, You ARE  lazy"}, language="en"))
    assert (hint.rule, hint.field, hint.words) == ("trait", "behaviour", "You ARE lazy")
    assert hint.question.endswith("?")
    assert hint.reason
    assert hint.before != hint.after
    assert hint.language == "en"


def test_long_words_are_quoted_short():
    long = "In all our meetings " + "and other meetings " * 20
    (hint,) = FEEDBACK_GUIDE.read(Typed({"situation": long}, language="en"))
    assert len(hint.words) <= 60
    assert hint.words.endswith("…")


def test_what_was_dismissed_or_switched_off_does_not_ask():
    assert rules(WORST, passed=["trait"])[:2] == ["mind_reading", "no_moment"]
    typed = Typed(WORST, language="en")
    chosen = {"mind_reading": False, "no_moment": False}
    hints = FEEDBACK_GUIDE.read(typed, chosen=chosen)
    assert [hint.rule for hint in hints] == ["trait", "vague", "comparison"]


def test_a_field_that_was_not_come_to_is_not_missed():
    praise = {"behaviour": "You explain things well."}
    assert rules(praise) == []
    assert rules({**praise, "situation": ""}) == ["no_moment"]
    assert rules({"situation": "", "behaviour": ""}) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You left the panel open and the night shift found it.", "en"),
        ("Du hast den Schrank offen gelassen, und die Nachtschicht hat ihn gefunden.", "de"),
        ("Vous avez laissé la porte ouverte, et les autres ont dû la fermer.", "fr"),
        ("Je hebt het paneel niet gesloten, dat is wat ik zag voor de test.", "nl"),
        ("Jeg så at du ikke lukket skapet, og det var når vi skulle dra.", "nb"),
        ("Communication.", "de"),  # nothing tells: the writer's own
        ("You left the Schrank open, und die Nachtschicht hat it found, aber not the key.", ""),
    ],
)
def test_the_language_is_that_of_the_words(text, language):
    assert language_of([made_ready(text)], otherwise="de") == language


def test_hints_come_in_the_language_of_the_text_and_not_of_the_interface():
    texts = {"behaviour": "Du bist faul, und das weißt du auch."}
    (hint,) = FEEDBACK_GUIDE.read(Typed(texts, language="en"))
    assert (hint.rule, hint.language) == ("trait", "de")
    mixed = {"behaviour": "You are lazy und das ist nicht okay, aber whatever they say."}
    assert FEEDBACK_GUIDE.read(Typed(mixed, language="en")) == ()
    assert rules({"behaviour": "Tu es paresseux, et c’est tout."}, language="fr") == []


def test_a_small_word_belongs_to_one_language():
    import tomllib

    from core.guide.reading import STOP_WORDS

    words = " ".join(tomllib.loads(STOP_WORDS.read_text()).values()).split()
    assert len(words) == len(set(words)) == len(stop_words())


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "„{}“", "«{}»"])
def test_what_others_said_is_not_the_writers_own_wording(marks):
    quoted = marks.format("you are lazy and you never listen")
    assert rules({"behaviour": f"The customer said {quoted} and you asked him why."}) == []


def test_letters_that_grow_in_lower_case_do_not_shift_the_quotation():
    text = {"behaviour": "İİİİ said hello, and you are lazy."}
    (hint,) = FEEDBACK_GUIDE.read(Typed(text, language="en"))
    assert hint.words == "you are lazy"


@pytest.mark.parametrize("guide", GUIDES)
def test_every_language_has_every_rule_and_every_pattern(guide):
    for language, wordings in guide.wordings.items():
        assert set(wordings) == {rule.code for rule in guide.rules}, language
        for code, wording in wordings.items():
            needed = set(guide.wordings["en"][code].patterns) - {"unless", "find_cased"}
            assert needed <= set(wording.patterns), f"{language} {code}"
            for text in (wording.question, wording.reason, wording.before, wording.after):
                assert text
                assert "!" not in text


def test_an_example_shows_what_its_rule_is_about():
    """Each "instead of" makes its own rule ask; each "perhaps" makes none."""
    for guide in GUIDES:
        for language, wordings in guide.wordings.items():
            for rule in guide.rules:
                if rule.code in {"copied", "no_date"}:
                    continue
                field = "why_it_matters" if rule.code == "short_why" else rule.fields[0]
                example = wordings[rule.code]
                assert rule.code in asked(guide, field, example.before, language), rule.code
                assert asked(guide, field, example.after, language) <= {"no_number"}, rule.code


def asked(guide, field, text, language):
    texts = {field: text}
    if field == "title":
        texts["why_it_matters"] = "Molde, Bergen, Oslo, Trondheim."
    facts = {"metrics": 0}
    return {h.rule for h in guide.read(Typed(texts, language=language, facts=facts), most=99)}


def test_patterns_cannot_run_away():
    """Every repetition is bounded, so that the time grows with the length and no faster."""
    for guide in GUIDES:
        for wordings in guide.wordings.values():
            for code, wording in wordings.items():
                for pattern in wording.patterns.values():
                    assert not re.search(r"\.[*+]|\]\*(?!\))|\)[*+]", pattern.pattern), code


HOSTILE = [
    "you ",
    "you are so ",
    "du bist so ",
    "better a ",
    "said you ",
    "not a a a ",
    "when a b c ",
    "- a\n",
    "“",
    '"',
    "quality, ",
    "write a, ",
    "a",
    " ",
    "\u0130",
    "\U0001f468\u200d",
]


@pytest.mark.parametrize("guide", GUIDES)
def test_twenty_thousand_hostile_characters_take_a_moment(guide):
    fields = sorted({field for rule in guide.rules for field in rule.fields})
    for part in HOSTILE:
        text = (part * 20_000)[:20_000]
        before = time.process_time()
        guide.read(Typed(dict.fromkeys(fields, text), language="en"), most=99)
        assert time.process_time() - before < 2, repr(part)


def test_two_thousand_characters_are_read_at_once():
    text = "You read the list aloud and waited for each of us to nod before we went on. " * 27
    quarter = len(text) // 4
    names = ("situation", "behaviour", "impact", "recommendation")
    texts = {name: text[n * quarter : (n + 1) * quarter] for n, name in enumerate(names)}
    took = []
    for _ in range(7):
        before = time.process_time()
        FEEDBACK_GUIDE.read(Typed(texts, language="en"))
        took.append(time.process_time() - before)
    assert min(took) < 0.01  # 2 ms on an ordinary machine
