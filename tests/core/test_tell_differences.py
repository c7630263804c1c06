"""Two wordings are told apart word by word, whatever they are."""

from core.differences import NEW, OUT, SAME, Stretch, difference
from core.templatetags.differences import marked

PAIRS = [
    ("", ""),
    ("", "Everything is new."),
    ("Everything is gone.", ""),
    ("The same words.", "The same words."),
    ("Writes a hand-over.", "Writes a short hand-over the same day."),
    ("one two three four", "five six seven eight"),
    ("Zeile eins\nZeile zwei", "Zeile eins\n\nZeile drei"),
    ("a " * 3000, "b " * 3000),
]


def test_both_wordings_can_be_read_back_to_the_letter():
    for before, after in PAIRS:
        found = difference(before, after)
        assert "".join(one.text for one in found if one.kind != NEW) == before
        assert "".join(one.text for one in found if one.kind != OUT) == after


def test_what_stayed_is_not_marked():
    assert difference("Asks twice a week.", "Asks once a week.") == (
        Stretch(SAME, "Asks "),
        Stretch(OUT, "twice"),
        Stretch(NEW, "once"),
        Stretch(SAME, " a week."),
    )


def test_words_changed_side_by_side_are_one_change():
    assert difference("Asks twice each week.", "Asks once a week.") == (
        Stretch(SAME, "Asks "),
        Stretch(OUT, "twice each"),
        Stretch(NEW, "once a"),
        Stretch(SAME, " week."),
    )


def test_marks_are_for_eyes_and_ears_and_never_markup_of_others():
    shown = marked("Look <b>here</b>", "Look there")
    assert '<del><span class="hide-text">taken out: </span>&lt;b&gt;here' in shown
    assert "<b>" not in shown
    assert '<ins><span class="hide-text">new: </span>there</ins>' in shown
