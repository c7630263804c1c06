"""Two who change one text keep both changes; where these touch the same words, nothing is merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.merging import (
    Change,
    OutOfPlace,
    Overlap,
    change_of_all,
    changed,
    changes_between,
    in_one,
    incoming,
)


def merged(base, mine, theirs, **how):
    coming = incoming(base, changes_between(base, mine), changes_between(base, theirs), **how)
    return changed(mine, coming)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("One. Two.", "One. Two. Three.", "Zero. One. Two.", "Zero. One. Two. Three."),
        ("One. Two.", "One.", "One and a half. Two.", "One and a half."),
        ("the same", "the very same", "the very same", "the very same"),
        ("One Two Three", "One 2 Three", "One Two 3", "One 2 3"),
        ("a b c d", "A b c d!", "a b C d", "A b C d!"),
        ("x", "x", "y", "y"),
        ("x", "y", "x", "y"),
        ("", "", "", ""),
    ],
)
def test_changes_that_do_not_touch_are_both_kept(base, mine, theirs, both):
    assert merged(base, mine, theirs) == both
    assert merged(base, theirs, mine) == both


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together"),
    [
        ("on Tuesday", "on Monday", "on Friday", "Friday\nMonday"),
        ("cut here", "cut", "cut there, too", "there, too"),
        ("", "from me", "from them", "from them\nfrom me"),
        ("a b c d e", "a X d e", "a b Y e", "Y"),
        ("one two three four", "one 2 4", "one two drei four", "drei"),
        ("one two three four", "one two drei four", "one 2 4", "drei"),
    ],
)
def test_the_same_words_changed_by_both_are_not_merged_unless_both_shall_stand(
    base, mine, theirs, together
):
    with pytest.raises(Overlap):
        merged(base, mine, theirs)
    text = merged(base, mine, theirs, both=True)
    assert together in text
    assert all(word in text for word in mine.split() if word not in base)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "text"),
    [
        ("", "from me", "from them", "from them\nfrom me"),
        ("One.", "One. More", "One.\nTwo.", "One. More\nTwo."),
        ("One.", "One.\nTwo.", "One. More", "One. More\nTwo."),
        ("One.\nLast.", "One.\nme\nLast.", "One.\nthem\nLast.", "One.\nthem\nme\nLast."),
        ("One.\n", "One.\nme", "One.\nthem\n", "One.\nthem\nme"),
    ],
)
def test_two_who_add_to_the_end_of_a_line_write_on_lines_of_their_own(base, mine, theirs, text):
    assert merged(base, mine, theirs, lines=True) == text


def test_in_the_middle_of_a_line_nobody_is_split():
    with pytest.raises(Overlap):
        incoming("ab", [Change(1, 0, "me")], [Change(1, 0, "them")], lines=True)


@pytest.mark.parametrize(
    "changes",
    [
        [Change(-1, 1, "")],
        [Change(0, -1, "")],
        [Change(2, 9, "")],
        [Change(3, 0, "a"), Change(1, 0, "b")],
    ],
)
def test_changes_that_fit_no_text_are_refused(changes):
    with pytest.raises(OutOfPlace):
        changed("words", changes)


def test_texts_too_long_to_be_compared_word_by_word_count_as_one_change():
    before, after = "a " * 5000 + "end", "b " * 5000 + "end"
    assert changes_between(before, after) == [change_of_all(before, after)]


WORDS = st.lists(st.sampled_from(["one", " ", "two", "\n", "drei", "👩‍🔧", "é"]), max_size=12).map(
    "".join
)


@given(WORDS, WORDS)
def test_changes_make_the_one_text_of_the_other(before, after):
    assert changed(before, changes_between(before, after)) == after
    whole = change_of_all(before, after)
    assert changed(before, [whole] if whole.length or whole.text else []) == after


@given(WORDS, WORDS, WORDS)
def test_what_either_wrote_stands_in_what_both_shall_have(base, mine, theirs):
    text = merged(base, mine, theirs, both=True)
    for before, after in ((base, mine), (base, theirs)):
        for change in changes_between(before, after):
            assert change.text in text


def test_what_was_changed_step_by_step_is_said_of_the_first_text():
    steps = [Change(3, 0, "X"), Change(1, 3, ""), Change(2, 0, "Y"), Change(0, 0, "Z")]
    text = "abcdef"
    for step in steps:
        text = changed(text, [step])
    changes = in_one(6, steps)
    assert changed("abcdef", changes) == text
    assert changes[0] == Change(0, 0, "Z")


def test_long_texts_of_many_lines_are_compared_line_by_line():
    lines = [f"line {number} of many\n" for number in range(900)]
    before = "".join(lines)
    after = "".join(["first\n", *lines[:450], "line 450 of more\n", *lines[451:], "last"])
    assert changes_between(before, after) == [
        Change(0, 0, "first\n"),
        Change(before.index("any\nline 451"), 3, "ore"),
        Change(len(before), 0, "last"),
    ]
