"""People leave out what they like: whatever they answer, nothing is shown of too few."""

import random
from collections import Counter, defaultdict

import pytest

from feedback.box import items
from feedback.models import ReportBehaviour, ReportGroup, ReportText, SealedAnswer
from feedback.services.rounds import sealed
from feedback.services.rounds.releasing import release_due
from tests.rounds.world import OPEN, RELEASES, crowd, groups_of, round_about, whole_answer

pytestmark = pytest.mark.django_db
COUNTED, COMMENTS = 4, 5
SIZES = {"peers": (0, 8), "coachees": (0, 6), "served": (0, 5)}


def answered_at_random(about, chance):
    """Let each leave out what chance says; return who said what, by perspective and item."""
    said = defaultdict(dict)
    for number, nomination in enumerate(about.nominations.all()):
        leaves_out = chance.choice((0.1, 0.4, 0.8))
        words = {
            item: text
            for item, text in whole_answer(about, number).items()
            if chance.random() > leaves_out
        }
        words = {
            item: items.NOT_SEEN if item.startswith("level") and chance.random() < 0.3 else text
            for item, text in words.items()
        }
        sealed.write(about, reviewer=nomination.pk, answers=words, at=OPEN)
        for item, text in words.items():
            said[nomination.perspective][item] = [*said[nomination.perspective].get(item, []), text]
    return said


def of_group(said, group, item):
    """What the perspectives of one group said to one item."""
    return [text for name in group.perspectives for text in said[name].get(item, [])]


@pytest.mark.parametrize("seed", range(8))
def test_of_each_item_all_of_a_group_is_shown_or_nothing(ben, seed):
    chance = random.Random(seed)
    dealt = {name: chance.randint(*size) for name, size in SIZES.items()}
    about = round_about(ben, reviewers=groups_of(crowd(sum(dealt.values())), **dealt))
    said = answered_at_random(about, chance)
    assert release_due(at=RELEASES).failed == 0
    assert not SealedAnswer.objects.exists()
    for group in ReportGroup.objects.filter(round=about):
        shown = group.state == ReportGroup.State.SHOWN
        if group.of == ReportGroup.Of.TEXTS:
            check_texts(about, group, said, shown=shown)
        else:
            check_behaviours(about, group, said, shown=shown)


def check_texts(about, group, said, *, shown):
    capability = about.capabilities.get()
    asked = {items.question(one.pk): {"question": one} for one in about.questions.all()}
    asked[items.keep(capability.pk)] = {"part": "keep"}
    asked[items.next_time(capability.pk)] = {"part": "next"}
    for item, where in asked.items():
        words = of_group(said, group, item)
        rows = ReportText.objects.filter(group=group, **where).values_list("text", flat=True)
        expected = words if shown and len(words) >= COMMENTS else []
        assert Counter(rows) == Counter(expected)


def check_behaviours(about, group, said, *, shown):
    """Take "not seen" as an answer like any other: it counts, and can be what most say."""
    seen = of_group(said, group, items.level(about.capabilities.get().pk))
    rows = ReportBehaviour.objects.filter(group=group).select_related("level")
    levels = {str(row.level.position) if row.level else items.NOT_SEEN for row in rows}
    counts = Counter(seen)
    most = {level for level, count in counts.items() if count == max(counts.values())}
    assert levels == (most if shown and len(seen) >= COUNTED else set())
