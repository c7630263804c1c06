"""Patterns that may hurt are found with their numbers, and their honest false friends are not."""

from datetime import timedelta

import pytest

from accounts.services import coaching
from feedback import limits, tasks
from feedback.models import Flag, HelpOffer
from feedback.services import mark_read
from feedback.services.giving import Piece, give
from feedback.services.protection_patterns import look_for_patterns
from notifications.models import Notification
from tests.feedback.conftest import IMPROVEMENT

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


@pytest.fixture
def look(now):
    """Look for patterns, and return what was found by its name, without what was not."""

    def found(at=now):
        return {name: count for name, count in look_for_patterns(at=at).items() if count}

    return found


# Many people, one recipient


@pytest.fixture
def crowd(given, now):
    """Four people write an improvement to ben within three days."""

    def build(at=now):
        for number, name in enumerate(("ada", "cleo", "dora", "tess")):
            given(name, "ben", kind="improvement", at=at - timedelta(hours=20 * number + 1))

    return build


def test_many_people_writing_to_one_within_three_days_are_noticed_once(crowd, look, cast, now):
    crowd()
    assert look() == {"many_givers": 1, "offers": 1}
    flag = Flag.objects.get()
    assert (flag.person, flag.about, flag.people, flag.pieces) == (cast.ben, None, 4, 4)
    assert flag.usual == 0
    assert now - limits.A_WEEK < flag.first_at < flag.last_at < now
    assert look() == {}
    assert Flag.objects.count() == HelpOffer.objects.count() == 1


def test_four_within_four_days_are_no_crowd(given, look, now):
    for number, name in enumerate(("ada", "cleo", "dora", "tess")):
        given(name, "ben", kind="improvement", at=now - timedelta(hours=25 * number + 1))
    assert look() == {}


def test_somebody_who_usually_hears_from_many_is_not_counted_as_besieged(crowd, look, now):
    for weeks in (12, 8, 4):
        crowd(at=now - weeks * WEEK - timedelta(hours=9 * weeks))
    crowd()
    assert look() == {}


def test_praise_from_many_is_no_crowd(given, look, now):
    for name in ("ada", "cleo", "dora", "tess"):
        given(name, "ben", kind="praise", at=now - DAY)
    assert look() == {}


def test_what_was_asked_for_is_no_pattern(cast, look, now):
    asked_at = now - 2 * DAY
    for name in ("ada", "cleo", "dora", "tess"):
        give(
            [cast.ben],
            what=Piece(**IMPROVEMENT),
            by=getattr(cast, name),
            at=now - DAY,
            asked_at=asked_at,
        )
    assert look() == {}


# One person, again and again


def week_after_week(given, now, giver="cleo", recipient="ben", count=5, **changes):
    for number in reversed(range(count)):
        changes["behaviour"] = f"It was week {number} when the sheet was empty."
        given(giver, recipient, kind="improvement", at=now - number * WEEK - DAY, **changes)


def test_one_person_writing_again_and_again_is_noticed(given, look, cast, now):
    week_after_week(given, now)
    given("cleo", "ben", kind="praise", at=now - 20 * DAY)
    assert look() == {"one_on_one": 1, "offers": 1}
    flag = Flag.objects.get()
    assert (flag.person, flag.about, flag.pieces, flag.others) == (cast.cleo, cast.ben, 5, 1)
    assert look() == {}


def test_improvements_beside_praise_are_no_pattern(given, look, now):
    week_after_week(given, now)
    for days in (10, 20):
        given("cleo", "ben", kind="praise", at=now - days * DAY)
    assert look() == {}


def test_four_improvements_are_no_pattern(given, look, now):
    week_after_week(given, now, count=4)
    assert look() == {}


def test_a_coach_and_a_coachee_who_write_every_week_are_no_pattern(given, look, cast, now):
    week_after_week(given, now, giver="ada")
    for number in reversed(range(5)):
        at = now - number * WEEK - timedelta(hours=20)
        piece = given("ben", "ada", kind="improvement", at=at)
        mark_read(piece, by=cast.ada, at=at + timedelta(hours=1))
    assert look() == {}
    coaching.end(cast.coaching, by=cast.ben, at=now)
    assert look()["one_on_one"] == 2  # nobody agreed on it any more


def test_what_was_taken_back_counts_for_nothing(given, look, now):
    from feedback.services import withdraw

    week_after_week(given, now, count=4)
    piece = given("cleo", "ben", kind="improvement", at=now - timedelta(hours=2))
    withdraw(piece, by=piece.giver, at=now - timedelta(hours=2))
    assert look() == {}


# An answer in kind


def exchange(given, cast, now, *, hours, kind="improvement"):
    """cleo writes to dora, who reads it and answers after so many hours."""
    first = given("cleo", "dora", kind="improvement", at=now - 6 * DAY)
    mark_read(first, by=cast.dora, at=now - 4 * DAY)
    at = now - 4 * DAY + timedelta(hours=hours)
    return given("dora", "cleo", kind=kind, at=at)


def test_an_improvement_back_within_two_days_of_reading_is_noticed(given, look, cast, now):
    exchange(given, cast, now, hours=47)
    assert look() == {"in_kind": 1, "offers": 1}
    flag = Flag.objects.get()
    assert (flag.person, flag.about, flag.hours) == (cast.dora, cast.cleo, 47)


def test_a_night_later_praise_back_and_the_unread_are_no_answers_in_kind(given, look, cast, now):
    exchange(given, cast, now, hours=49)
    given("ben", "tess", kind="improvement", at=now - 2 * DAY)
    given("tess", "ben", kind="improvement", at=now - DAY)
    assert look() == {}


def test_praise_for_an_improvement_is_no_answer_in_kind(given, look, cast, now):
    exchange(given, cast, now, hours=3, kind="praise")
    assert look() == {}


def test_people_who_exchange_improvements_anyway_are_no_pattern(given, look, cast, now):
    given("dora", "cleo", kind="improvement", at=now - 30 * DAY)
    exchange(given, cast, now, hours=3)
    assert look() == {}


def test_answering_in_kind_a_second_time_is_noticed_again(given, look, cast, now):
    exchange(given, cast, now - 2 * WEEK, hours=3)
    look(at=now - 2 * WEEK)
    exchange(given, cast, now, hours=3)
    assert look()["in_kind"] == 1
    assert Flag.objects.filter(pattern="in_kind").count() == 2


# Praise among few


def praise_round(given, now, names, *, weeks=6, outside=()):
    for week in reversed(range(weeks)):
        at = now - week * WEEK - DAY
        for giver in names:
            for other in names:
                if other != giver:
                    given(giver, other, at=at, behaviour=f"{giver} saw {other} in week {week}.")
        for giver, other in outside:
            given(giver, other, at=at, behaviour=f"{giver} saw {other} outside, week {week}.")


def test_praise_that_goes_round_among_few_is_noticed_for_each_of_them(given, look, cast, now):
    praise_round(given, now, ["ben", "cleo", "dora"])
    assert look() == {"ring": 3}
    flags = Flag.objects.all()
    assert {flag.person for flag in flags} == {cast.ben, cast.cleo, cast.dora}
    assert {(flag.people, flag.pieces, flag.others, flag.about) for flag in flags} == {
        (3, 12, 12, None)
    }
    assert look() == {}


def test_two_who_praise_only_each_other_are_noticed_unless_one_coaches_the_other(given, look, now):
    praise_round(given, now, ["cleo", "dora"])
    praise_round(given, now, ["ada", "ben"])
    assert look() == {"ring": 2}
    assert {flag.person.called for flag in Flag.objects.all()} == {"Cleo", "Dora"}


def test_a_team_that_praises_a_release_on_one_day_is_no_ring(given, look, now):
    names = ["ben", "cleo", "dora", "tess"]
    for hour in range(3):
        for giver in names:
            for other in names:
                if other != giver:
                    words = f"{giver} to {other}: release {hour}"
                    given(giver, other, at=now - DAY + timedelta(hours=hour), behaviour=words)
    assert look() == {}


def test_people_who_praise_others_as_well_are_no_ring(given, look, now):
    praise_round(given, now, ["ben", "cleo"], outside=[("ben", "dora"), ("cleo", "tess")])
    assert look() == {}


def test_praise_that_one_of_them_gets_from_outside_opens_the_ring(given, look, now):
    praise_round(given, now, ["ben", "cleo"], outside=[("dora", "ben"), ("tess", "ben")])
    assert look() == {}


# The same words to many


def test_the_same_words_to_four_people_are_noticed_without_keeping_them(given, look, cast, now):
    given("cleo", "ada", "ben", at=now - 3 * DAY, behaviour="Thank you   for the HELP!")
    given("cleo", "dora", "tess", at=now - DAY, behaviour="thank you for the help.")
    assert look() == {"same_text": 1}
    flag = Flag.objects.get()
    assert (flag.person, flag.people, flag.pieces) == (cast.cleo, 4, 4)
    assert not any("help" in str(value).lower() for value in vars(flag).values())
    assert look() == {}


def test_thanks_to_three_and_words_of_ones_own_to_four_are_no_pattern(given, look, now):
    given("cleo", "ada", "ben", "dora", at=now - DAY, behaviour="Thank you for the help.")
    for name in ("ada", "ben", "dora", "tess"):
        given("dora" if name != "dora" else "ben", name, at=now - DAY, behaviour=f"You, {name}.")
    assert look() == {}


def test_the_same_words_of_four_people_are_no_pattern(given, look, now):
    for name in ("ada", "cleo", "dora", "tess"):
        given(name, "ben", at=now - DAY, behaviour="Congratulations on the release.")
    assert look() == {}


def test_words_without_letters_of_the_alphabet_are_still_told_apart(given, look, now):
    texts = {"ada": "谢谢你", "ben": "做得好", "dora": "很好", "tess": "了不起"}
    for name, text in texts.items():
        given("cleo", name, at=now - DAY, behaviour=text)
    assert look() == {}


# Around


def test_help_is_offered_to_who_received_and_says_nothing_of_anybody(crowd, look, cast, now):
    crowd()
    look()
    offer = HelpOffer.objects.get()
    assert offer.person == cast.ben
    row = Notification.objects.get(kind="protection.help_offered")
    assert (row.person, row.actor, row.channel, row.url) == (cast.ben, None, "app", "/protection/")
    later = now + 3 * DAY
    crowd(at=later)
    assert "offers" not in look(at=later)


def test_flags_are_forgotten_after_half_a_year(crowd, look, now):
    crowd()
    look()
    look(at=now + timedelta(weeks=27))
    assert not Flag.objects.exists()


def test_the_tasks_run_twice_and_add_nothing(time_machine, given, now):
    time_machine.move_to(now, tick=False)
    for _time in range(2):
        tasks.find_patterns()
        tasks.release_batch()
    assert not Flag.objects.exists()


def test_looking_takes_one_statement_for_each_pattern(crowd, django_assert_num_queries, look):
    crowd()
    look()
    with django_assert_num_queries(10):  # five, the offers, a lock, forgetting, and around them
        look()
