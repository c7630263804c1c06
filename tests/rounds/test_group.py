"""Which groups of a round are shown: played with random rounds against plain arithmetic."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import settings as thoroughness
from hypothesis import strategies as st

from feedback.box.groups import Grouping, Groupings, by_threshold, groupings

PERSPECTIVES = ["peers", "coachees", "served", "partners", "others"]
sizes = st.dictionaries(st.sampled_from(PERSPECTIVES), st.integers(0, 14))
thresholds = st.tuples(st.integers(3, 9), st.integers(3, 12))


def crowd(**numbers):
    return {name: {f"{name} {n}" for n in range(count)} for name, count in numbers.items()}


def shown(grouping):
    return {"+".join(sorted(group.perspectives)) for group in grouping.shown}


def too_few(grouping):
    return {"+".join(sorted(group.perspectives)) for group in grouping.too_few}


@pytest.mark.parametrize(
    ("numbers", "counted", "comments"),
    [
        ({"peers": 6, "coachees": 5}, {"peers", "coachees"}, {"peers", "coachees"}),
        ({"peers": 6, "coachees": 2, "served": 3}, {"peers", "coachees+served"}, None),
        ({"peers": 6, "coachees": 3}, {"peers"}, None),  # too few, alone as well
        ({"peers": 3}, set(), None),
        ({"peers": 0, "coachees": 0}, set(), None),
        ({}, set(), None),
        # 4 are counted by themselves, and write among colleagues
        (dict.fromkeys(("peers", "coachees", "served"), 4), {"peers", "coachees", "served"},
         {"coachees+peers+served"}),
        ({"peers": 4}, {"peers"}, set()),
        # the comments of 8 less the 4 counted alone would be those of too few
        ({"peers": 4, "coachees": 4}, {"coachees+peers"}, {"coachees+peers"}),
        # 7 colleagues less the 4 counted alone would be 3 people
        ({"peers": 5, "coachees": 4, "served": 3}, {"peers", "coachees+served"}, None),
        # each alone leaves enough, both together leave one
        ({"peers": 4, "coachees": 4, "served": 1}, {"coachees+peers+served"}, None),
    ],
)  # fmt: skip
def test_perspectives_are_merged_until_nothing_can_be_subtracted(numbers, counted, comments):
    found = groupings(crowd(**numbers), counted=4, comments=5)
    expected = counted if comments is None else comments
    if numbers == {"peers": 6, "coachees": 2, "served": 3}:
        assert found.counted.shown == found.comments.shown
    assert (shown(found.counted), shown(found.comments)) == (counted, expected)


def test_whoever_did_not_answer_is_not_told_from_the_few_who_did():
    found = groupings(crowd(peers=6, coachees=0, served=2), counted=4, comments=5)
    assert too_few(found.counted) == {"coachees+served"}


def algebra(sets):
    """Yield what arithmetic can make of published sets: any union less any other union."""
    choices = list(chain.from_iterable(combinations(sets, size) for size in range(len(sets) + 1)))
    unions = {frozenset().union(*choice) for choice in choices}
    for one in unions:
        for other in unions:
            yield one - other


def broken_promises(found: Groupings, counted: int, comments: int) -> list[str]:
    """Look at the published sets alone, in plain arithmetic, as a curious colleague does."""
    counts = [group.members for group in found.counted.shown]
    texts = [group.members for group in found.comments.shown]
    wrong = [f"{len(one)} counted" for one in counts if len(one) < counted]
    wrong += [f"{len(one)} comment" for one in texts if len(one) < comments]
    for one, threshold in [(one, counted) for one in counts] + [(one, comments) for one in texts]:
        for other in counts + texts:
            if 0 < len(one - other) < threshold:
                wrong.append(f"{len(one)} less {len(one & other)}")
    fewest = min(counted, comments)
    wrong += [f"{len(left)} left" for left in algebra(counts + texts) if 0 < len(left) < fewest]
    return wrong


@thoroughness(max_examples=200, deadline=None)
@given(sizes, thresholds)
def test_no_arithmetic_over_the_published_sets_isolates_a_few(numbers, pair):
    counted, comments = pair
    found = groupings(crowd(**numbers), counted=counted, comments=comments)
    assert broken_promises(found, counted, comments) == []


@thoroughness(max_examples=100, deadline=None)
@given(sizes, thresholds, st.integers(0, 6), st.integers(0, 6))
def test_raised_thresholds_keep_the_promise_and_everybody_is_in_one_group(numbers, pair, up, more):
    people = crowd(**numbers)
    found = groupings(people, counted=pair[0] + up, comments=pair[1] + more)
    assert broken_promises(found, pair[0] + up, pair[1] + more) == []
    for grouping in (found.counted, found.comments):
        names = [name for group in grouping.groups for name in group.perspectives]
        assert sorted(names) == sorted(numbers)
        for group in grouping.groups:
            assert group.members == set().union(*(people[name] for name in group.perspectives))


@thoroughness(max_examples=100, deadline=None)
@given(sizes, thresholds)
def test_the_same_people_always_give_the_same_groups(numbers, pair):
    one = groupings(crowd(**numbers), counted=pair[0], comments=pair[1])
    turned = dict(reversed(crowd(**numbers).items()))
    assert groupings(turned, counted=pair[0], comments=pair[1]) == one


@thoroughness(max_examples=100, deadline=None)
@given(sizes)
def test_who_is_big_enough_alone_is_always_shown_somewhere(numbers):
    found = groupings(crowd(**numbers), counted=4, comments=5)
    for grouping, threshold in ((found.counted, 4), (found.comments, 5)):
        seen = set().union(*(group.perspectives for group in grouping.shown))
        assert {name for name, count in numbers.items() if count >= threshold} <= seen


def test_thresholds_alone_are_caught_by_the_same_arithmetic():
    """The negative control: merged by the thresholds and not compared, few can be subtracted."""
    people = crowd(peers=5, coachees=4, served=3)
    naive = Groupings(by_threshold(people, 4), by_threshold(people, 5))
    assert "7 less 4" in broken_promises(naive, 4, 5)
    several = crowd(peers=4, coachees=4, served=1)
    naive = Groupings(by_threshold(several, 4), by_threshold(several, 5))
    assert "1 left" in broken_promises(naive, 4, 5)
    everybody = Grouping(4, by_threshold(crowd(all=11), 4).groups)
    assert broken_promises(Groupings(everybody, everybody), 4, 5) == []
