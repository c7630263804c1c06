"""The sealed box by itself: who can open it, and what it tells from outside."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import settings as thoroughness
from hypothesis import strategies as st

from feedback.box import items
from feedback.box.keys import (
    Place,
    WrongSecret,
    new_round_key,
    round_keys,
    unwrap,
    wrap,
    wrapping_key,
)
from feedback.box.sealing import NotThisBox, opened, seal

ROUND, REVIEWER, SUBJECT, QUESTION = (UUID(int=n, version=4) for n in range(1, 5))
PLACE = Place(REVIEWER, SUBJECT, items.question(QUESTION))
KEYS = round_keys(b"k" * 32)


@thoroughness(max_examples=60, deadline=None)
@given(st.text(max_size=3000))
def test_what_is_sealed_can_be_read_again_in_its_own_place(text):
    assert opened(seal(text, keys=KEYS, place=PLACE), keys=KEYS, place=PLACE) == text


def test_a_box_opens_in_no_other_place_and_with_no_other_key():
    box = seal("Say it in the meeting.", keys=KEYS, place=PLACE)
    others = [
        Place(uuid4(), SUBJECT, PLACE.item),
        Place(REVIEWER, uuid4(), PLACE.item),
        Place(REVIEWER, SUBJECT, items.keep(QUESTION)),
    ]
    for place in others:
        with pytest.raises(NotThisBox):
            opened(box, keys=KEYS, place=place)
    with pytest.raises(NotThisBox):
        opened(box, keys=round_keys(new_round_key()), place=PLACE)
    for broken in (b"", box[:20], box[:-1] + bytes([box[-1] ^ 1])):
        with pytest.raises(NotThisBox):
            opened(broken, keys=KEYS, place=PLACE)


def test_every_place_has_a_tag_of_its_own_and_always_the_same():
    reviewers, names = [uuid4() for _ in range(20)], [items.DECLINED]
    for name in (items.question, items.level, items.keep, items.next_time):
        names += [name(uuid4()) for _ in range(5)]
    places = [Place(reviewer, SUBJECT, item) for reviewer in reviewers for item in names]
    assert len({KEYS.tag(place) for place in places}) == len(places)
    assert len({KEYS.key(place) for place in places}) == len(places)
    assert [KEYS.tag(place) for place in places] == [
        round_keys(b"k" * 32).tag(place) for place in places
    ]
    assert KEYS.tag(PLACE) not in {KEYS.key(PLACE), round_keys(b"l" * 32).tag(PLACE)}


def test_the_same_words_look_different_each_time():
    boxes = {seal("Same.", keys=KEYS, place=PLACE) for _ in range(50)}
    assert len(boxes) == 50


def test_short_answers_a_level_and_a_decline_are_of_one_size():
    texts = ["1", "3", items.NOT_SEEN, "x" * 200, "Ø" * 250, ""]
    assert len({len(seal(text, keys=KEYS, place=PLACE)) for text in texts}) == 1


def test_the_length_of_a_text_shows_in_a_handful_of_steps_only():
    sizes = {len(seal("x" * n, keys=KEYS, place=PLACE)) for n in range(0, 5001, 100)}
    assert len(sizes) == 5


def test_a_wrapped_key_opens_under_its_secret_and_for_its_round_alone():
    key, secret = new_round_key(), wrapping_key("sealing secret", "")
    wrapped = wrap(key, under=secret, of=ROUND)
    assert key not in wrapped
    assert unwrap(wrapped, under=secret, of=ROUND) == key
    for wrong, of in ((wrapping_key("other", ""), ROUND), (secret, uuid4())):
        with pytest.raises(WrongSecret):
            unwrap(wrapped, under=wrong, of=of)
    with pytest.raises(WrongSecret):
        unwrap(b"short", under=secret, of=ROUND)


def test_without_a_secret_of_its_own_one_is_derived_and_differs_from_it():
    derived = wrapping_key("", "general")
    assert derived == wrapping_key("", "general")
    assert derived != wrapping_key("general", "")
    assert derived != wrapping_key("", "other")
    assert wrapping_key("own", "general") == wrapping_key("own", "other")
