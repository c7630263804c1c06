"""The library of questions: the same in every language, about what was seen, never for a score."""

import re

from feedback.rounds.library import languages, read, ready_in, themes_in

PERSPECTIVES = {"peers", "coachees", "coaches", "served", "partners"}
SCORES = r"\b(how (well|good|often|much|likely)|rate|scale|score|out of|percent|1 to|grade)\b"
CLOSED = r"^(is|are|does|do|did|has|have|can|could|would|will|should)\b"


def test_every_language_asks_the_same_questions_in_the_same_order():
    assert {"en", "de"} <= languages()
    for language in languages():
        asked = read(language)
        assert len(asked) >= 40
        assert list(asked) == list(read("en"))
        assert [one.suits for one in asked.values()] == [o.suits for o in read("en").values()]
        assert len({one.wording for one in asked.values()}) == len(asked)
        assert all(one.wording.count("{name}") == 1 for one in asked.values())
        assert all(one.wording.endswith("?") or "." in one.wording for one in asked.values())
        assert all(len(one.wording) <= 200 and "!" not in one.wording for one in asked.values())


def test_questions_are_open_and_ask_for_no_number():
    for one in read("en").values():
        assert not re.search(SCORES, one.wording, re.IGNORECASE), one.code
        assert not re.match(CLOSED, one.wording, re.IGNORECASE), one.code
        assert set(one.suits) < PERSPECTIVES, one.code


def test_themes_keep_their_questions_together():
    themes = themes_in("en")
    assert len(themes) == len({name for name, _questions in themes}) == 10
    assert sum(len(questions) for _name, questions in themes) == len(read("en"))
    assert themes_in("de")[0][0] == "Zusammenarbeiten"


def test_a_question_names_its_subject_and_an_unknown_language_reads_english():
    assert ready_in("nb")["keep"].about("Ben") == "What should Ben by all means keep doing?"
    assert ready_in("de-ch")["keep"].about("Ben") == "Was sollte Ben unbedingt weiter so machen?"
    for perspective in PERSPECTIVES:
        fitting = [one for one in read("en").values() if not one.suits or perspective in one.suits]
        assert len(fitting) >= 20
