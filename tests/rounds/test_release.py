"""The release of a round: what is shown, what is not, and that the key goes with it."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from accounts.services.people import deactivate
from core.models import AuditEntry
from feedback.box import items
from feedback.models import (
    NamedAnswer,
    NamedDecline,
    ReportBehaviour,
    ReportGroup,
    ReportText,
    Round,
    RoundKey,
    SealedAnswer,
)
from feedback.rounds.items import Part
from feedback.services.rounds import sealed
from feedback.services.rounds.closing import close_by_date, close_due, mix
from feedback.services.rounds.releasing import NotYet, Released, release, release_due
from notifications.models import Notification
from tests.rounds.world import (
    CLOSES,
    OPEN,
    RELEASES,
    answer,
    crowd,
    everybody_answers,
    groups_of,
    round_about,
)

SOON = timedelta(seconds=1)


@pytest.fixture
def people(cast):
    return crowd(20)


@pytest.fixture
def full(ben, people):
    """Six peers and two pairs who are too few alone; everybody has answered everything."""
    about = round_about(ben, reviewers=groups_of(people, peers=6, coachees=2, served=3))
    everybody_answers(about)
    return about


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_box_waits_in_the_files(full):
    assert release_due(at=RELEASES).failed == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('feedback_sealedanswer')")
        assert cursor.fetchone() == (0,)


def groups(about, of):
    rows = ReportGroup.objects.filter(round=about, of=of)
    return {row.key: row.state for row in rows}


def texts(about, **where):
    rows = ReportText.objects.filter(round=about, **where)
    return Counter(rows.values_list("text", flat=True))


def test_at_its_moment_the_report_is_there_and_the_key_is_gone(full, ben):
    assert release_due(at=RELEASES) == Released(rounds=1, texts=11 * 4)
    full.refresh_from_db()
    assert (full.closed_at, full.closed_by, full.released_at) == (CLOSES, None, RELEASES)
    expected = {"peers": "shown", "colleagues": "shown"}
    assert groups(full, "texts") == groups(full, "behaviours") == expected
    assert texts(full, group__key="peers", part="keep").total() == 6
    assert texts(full, group__key="colleagues", part="next").total() == 5
    assert texts(full, question__position=0) == {f"Answer 0 of {n}.": 1 for n in range(11)}
    assert not RoundKey.objects.exists()
    assert not SealedAnswer.objects.exists()
    (told,) = Notification.objects.filter(kind="feedback.round_released", channel="app")
    assert (told.person, told.url) == (ben, full.get_absolute_url())
    assert AuditEntry.objects.get(action="round.release").subject == full.pk


def test_of_behaviours_the_most_frequent_is_shown_and_no_number(full):
    capability = full.capabilities.get()
    asked = full.nominations.filter(perspective="peers").order_by("pk")
    for nomination, seen in zip(asked, ["4", "4", "1", "not seen", "not seen", "2"], strict=True):
        sealed.write(
            full, reviewer=nomination.pk, answers={items.level(capability.pk): seen}, at=OPEN
        )
    release_due(at=RELEASES)
    shown = ReportBehaviour.objects.filter(group__key="peers")
    levels = {row.level.position if row.level else None for row in shown}
    assert levels == {4, None}


def test_an_item_that_too_few_answered_is_not_shown_and_stays_sealed(full):
    question = full.questions.get(position=1)
    peers = list(full.nominations.filter(perspective="peers").values_list("pk", flat=True))
    for pk in peers[:2]:
        sealed.write(full, reviewer=pk, answers={items.question(question.pk): ""}, at=OPEN)
    spoil_boxes_of(full, [(pk, items.question(question.pk)) for pk in peers[2:]])
    assert release_due(at=RELEASES).failed == 0  # what cannot be opened was not opened
    assert texts(full, question=question, group__key="peers") == {}
    assert texts(full, question=question, group__key="colleagues").total() == 5
    assert not SealedAnswer.objects.exists()


def test_a_group_that_is_too_small_says_so_and_nothing_of_it_is_opened(ben, people):
    about = round_about(ben, reviewers=groups_of(people, peers=6, coachees=2))
    everybody_answers(about)
    coachees = about.nominations.filter(perspective="coachees").values_list("pk", flat=True)
    names = [*sealed_items(about)]
    spoil_boxes_of(about, [(pk, item) for pk in coachees for item in names])
    release_due(at=RELEASES)
    assert groups(about, "texts") == {"peers": "shown", "coachees": "too_few"}
    assert texts(about).total() == 6 * 4
    assert ReportBehaviour.objects.filter(group__key="coachees").count() == 0


def test_with_nobody_above_a_threshold_the_report_says_only_that(ben, people):
    about = round_about(ben, reviewers=groups_of(people, peers=3, partners=0, served=0))
    everybody_answers(about)
    assert release_due(at=RELEASES) == Released(rounds=1)
    assert groups(about, "texts") == groups(about, "behaviours") == {"peers": "too_few"}
    assert not RoundKey.objects.exists()


def test_raised_thresholds_count_at_the_release(full):
    Round.objects.filter(pk=full.pk).update(counted_threshold=6, comment_threshold=12)
    release_due(at=RELEASES)
    assert groups(full, "behaviours") == {"peers": "shown", "colleagues": "too_few"}
    assert set(groups(full, "texts").values()) == {"too_few"}


def test_who_declines_takes_no_part_even_with_answers_in_the_box(ben, people):
    about = round_about(ben, reviewers=groups_of(people, peers=5))
    everybody_answers(about)
    pk = about.nominations.first().pk
    sealed.write(about, reviewer=pk, answers={items.DECLINED: "1"}, at=OPEN)
    release_due(at=RELEASES)
    assert groups(about, "behaviours") == {"peers": "shown"}  # four are left
    assert groups(about, "texts") == {"peers": "too_few"}


def test_nothing_happens_before_its_moment_and_nothing_twice(full):
    with pytest.raises(NotYet):
        release(full.pk, at=RELEASES)  # nobody has closed it
    assert release_due(at=RELEASES - SOON) == Released()
    with pytest.raises(NotYet):
        release(full.pk, at=RELEASES - SOON)
    release_due(at=RELEASES)
    before = list(ReportText.objects.values_list("pk", "text").order_by("pk"))
    assert release_due(at=RELEASES + timedelta(days=1)) == Released()
    assert release(full.pk, at=RELEASES + timedelta(days=1)) == 0
    assert list(ReportText.objects.values_list("pk", "text").order_by("pk")) == before


def test_answers_are_taken_until_closing_and_read_back_until_the_release(full):
    nomination = full.nominations.first()
    name = items.question(full.questions.first().pk)
    sealed.write(full, reviewer=nomination.pk, answers={name: "Better."}, at=CLOSES - SOON)
    late = [CLOSES, CLOSES + SOON]
    for at in late:
        with pytest.raises(sealed.Closed):
            sealed.write(full, reviewer=nomination.pk, answers={name: "Late."}, at=at)
    assert close_due(at=CLOSES) == 1
    assert close_due(at=CLOSES + SOON) == 0
    assert not close_by_date(full.pk, at=CLOSES + SOON)
    with pytest.raises(sealed.Closed):  # whatever moment a caller claims
        sealed.write(full, reviewer=nomination.pk, answers={name: "Late."}, at=OPEN)
    assert sealed.read(full, reviewer=nomination.pk, items=[name]) == {name: "Better."}
    release_due(at=RELEASES)
    assert sealed.read(full, reviewer=nomination.pk, items=[name]) == {}
    with pytest.raises(sealed.Closed):
        sealed.write(full, reviewer=nomination.pk, answers={name: "Late."}, at=OPEN)


def test_a_database_that_gives_up_is_not_taken_for_a_closed_round(full):
    reviewer, name = full.nominations.first().pk, items.question(full.questions.first().pk)
    with connection.cursor() as cursor:
        cursor.execute(GIVES_UP)
    with pytest.raises(OperationalError, match="had enough"):
        sealed.write(full, reviewer=reviewer, answers={name: "Well."}, at=OPEN)


GIVES_UP = """
CREATE OR REPLACE FUNCTION feedback_sealed_box(
    for_round uuid, tags bytea[], boxes bytea[], at timestamptz
) RETURNS TABLE (tag bytea, box bytea) LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'had enough' USING ERRCODE = 'query_canceled';
END $$
"""


def test_what_is_emptied_is_gone_and_others_read_nothing_of_it(full):
    one, other = full.nominations.order_by("pk")[:2]
    before = SealedAnswer.objects.count()
    names = sealed_items(full)
    assert len(sealed.read(full, reviewer=one.pk, items=names)) == 5
    sealed.write(full, reviewer=one.pk, answers=dict.fromkeys(names), at=OPEN)
    assert sealed.read(full, reviewer=one.pk, items=names) == {}
    assert SealedAnswer.objects.count() == before - 5
    assert len(sealed.read(full, reviewer=other.pk, items=names)) == 5


def test_a_round_closed_early_is_mixed_once_and_released_at_the_same_moment(full, ben):
    Round.objects.filter(pk=full.pk).update(closed_at=OPEN, closed_by=ben)
    assert close_due(at=OPEN + SOON) == 0
    full.refresh_from_db()
    assert full.mixed_at == OPEN + SOON
    mix(full.pk, at=OPEN + 2 * SOON)
    assert close_due(at=CLOSES) == 0
    full.refresh_from_db()
    assert full.mixed_at == OPEN + SOON
    assert SealedAnswer.objects.count() == 11 * 5
    assert release_due(at=RELEASES - SOON) == Released()
    assert release_due(at=RELEASES).rounds == 1


def test_the_round_of_somebody_who_left_comes_to_nothing(full, ben, root):
    deactivate(ben, by=root, at=OPEN)
    assert release_due(at=RELEASES) == Released(rounds=1)
    full.refresh_from_db()
    assert (full.cancelled_at, full.released_at) == (RELEASES, None)
    assert not RoundKey.objects.exists()
    assert not SealedAnswer.objects.exists()
    assert not ReportText.objects.exists()


def test_of_a_cancelled_round_key_and_boxes_are_destroyed(full, ben):
    Round.objects.filter(pk=full.pk).update(cancelled_at=OPEN, cancelled_by=ben)
    close_due(at=OPEN + SOON)
    assert not RoundKey.objects.exists()
    assert not SealedAnswer.objects.exists()
    assert release(full.pk, at=RELEASES) == 0


def test_without_the_secret_a_round_stays_sealed_and_others_are_released(
    full, ada, people, settings
):
    settings.SEALING_SECRET = "another one"
    other = round_about(ada, reviewers=groups_of(people, peers=6))
    everybody_answers(other)
    with pytest.raises(CommandError, match="1 rounds, 24 texts, 1 could not be opened: is SEALING"):
        call_command("release_rounds")
    assert RoundKey.objects.get().round == full
    assert SealedAnswer.objects.count() == 11 * 5
    nomination = full.nominations.first()
    with pytest.raises(sealed.SecretIsMissing):
        sealed.read(full, reviewer=nomination.pk, items=[items.DECLINED])
    settings.SEALING_SECRET = ""
    out = StringIO()
    call_command("release_rounds", stdout=out)
    assert out.getvalue() == "release_rounds: 1 rounds, 44 texts\n"


def test_a_round_without_a_sealed_answer_is_released_as_well(ben, people):
    about = round_about(ben, reviewers=groups_of(people, peers=6))
    assert release_due(at=RELEASES) == Released(rounds=1)
    assert groups(about, "texts") == {"peers": "too_few"}


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_what_is_said_by_name_is_shown_by_name(mode, ben, ada, people):
    reviewers = [(ada, "coaches"), (people[0], "coaches")]
    about = round_about(ben, mode=mode, reviewers=reviewers)
    coach, silent = about.nominations.order_by("-person__email")[:2][::-1]
    capability, question = about.capabilities.get(), about.questions.first()
    for nomination in (None, coach, silent):
        rows = {"round": about, "nomination": nomination, "saved_at": OPEN}
        NamedAnswer.objects.create(question=question, part=Part.TEXT.value, text="Said.", **rows)
        level = capability.levels.first() if nomination else None
        NamedAnswer.objects.create(capability=capability, part=Part.SEEN.value, level=level, **rows)
    NamedDecline.objects.create(nomination=silent, declined_at=OPEN)
    assert release_due(at=RELEASES) == Released(rounds=1, texts=2)
    shown = ReportText.objects.filter(round=about)
    assert set(shown.values_list("nomination", flat=True)) == {None, coach.pk}
    seen = ReportBehaviour.objects.filter(round=about)
    assert {row.nomination_id: row.level_id is None for row in seen} == {
        None: True,
        coach.pk: False,
    }
    assert not ReportGroup.objects.exists()


def test_two_rounds_do_not_mix(full, ada, people):
    other = round_about(ada, reviewers=groups_of(people, peers=6))
    answer(other, other.nominations.first(), number=99)
    assert release_due(at=RELEASES).rounds == 2
    assert texts(other) == {}
    assert texts(full).total() == 44


def sealed_items(about):
    (capability,) = about.capabilities.all()
    named = [items.question(pk) for pk in about.questions.values_list("pk", flat=True)]
    return [*named, *(make(capability.pk) for make in (items.level, items.keep, items.next_time))]


def spoil_boxes_of(about, places):
    """Make boxes that nobody can open: whoever tries fails."""
    from feedback.box.keys import Place

    keys = sealed.keys_of(about)
    tags = [keys.tag(Place(pk, about.subject_id, item)) for pk, item in places]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE feedback_sealedanswer SET box = repeat('x', 544)::bytea WHERE tag = ANY(%s)",
            [tags],
        )
        assert cursor.rowcount == len(places)
