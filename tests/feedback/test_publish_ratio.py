"""Who is shown in which band, decided exactly as everybody was promised."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.services.people import deactivate
from feedback.bands import Band, bands_of, joined_bands, noisy, place_of
from feedback.models import Feedback, RatioBand, RatioPublication
from feedback.services import ratio
from feedback.windows import Window, newest_publishable, window_at
from tests.feedback.ratio_world import WINDOW, give, people, piece

AFTER = WINDOW.published_at
LONG_BEFORE = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def crowd(db):
    """Thirty colleagues; the first twelve give enough to be shown."""
    everybody = people(30, at=LONG_BEFORE)
    for giver in everybody[:12]:
        give(giver, [p for p in everybody[12:] if p != giver][:8], "p")
    return everybody


def published():
    """What the newest publication says of each giver, by id."""
    return {str(person): band for person, band in RatioBand.objects.values_list("person", "band")}


def band_of(person):
    return RatioBand.objects.filter(person=person).values_list("band", flat=True).first()


def test_windows_are_thirteen_weeks_from_the_first_monday_of_2024():
    assert Window(0).starts_on == date(2024, 1, 1)
    assert Window(1).starts_on - Window(0).starts_on == timedelta(days=91)
    assert all(Window(n).starts_on.isoweekday() == 1 for n in range(200))
    assert (WINDOW.first_week, WINDOW.last_week, WINDOW.year) == (27, 39, 2026)
    assert WINDOW.published_at == datetime(2026, 10, 12, tzinfo=UTC)


def test_the_first_and_the_last_moment_belong_to_one_window():
    last = WINDOW.ends_at - timedelta(microseconds=1)
    assert window_at(WINDOW.starts_at) == window_at(last) == WINDOW
    assert window_at(WINDOW.ends_at) == Window(11)
    assert newest_publishable(WINDOW.published_at) == WINDOW
    assert newest_publishable(WINDOW.published_at - timedelta(seconds=1)) == Window(9)


def test_a_year_of_53_weeks_changes_nothing():
    assert date(2026, 12, 31).isocalendar().week == 53
    assert Window(12).starts_on == date(2026, 12, 28)


def test_whoever_gives_enough_is_shown(crowd):
    ratio.publish(WINDOW, at=AFTER)
    assert RatioBand.objects.count() == 12
    assert band_of(crowd[0]) == Band.THREE_OR_MORE


def test_nothing_is_published_before_the_moment(crowd):
    with pytest.raises(ratio.TooEarly):
        ratio.publish(WINDOW, at=AFTER - timedelta(seconds=1))


def test_publishing_again_gives_the_same(crowd):
    first = ratio.publish(WINDOW, at=AFTER)
    give(crowd[20], crowd[:10], "ppp")
    again = ratio.publish(WINDOW, at=AFTER + timedelta(days=3))
    assert (first.pk, first.praise) == (again.pk, again.praise)
    assert RatioBand.objects.count() == 12


@pytest.mark.parametrize(
    ("recipients", "kinds", "shown"),
    [(8, "p", True), (7, "p", False), (5, "pp", True), (4, "ppp", False), (3, "ppp", False)],
)
def test_at_least_eight_counted_pieces_to_at_least_five_people(crowd, recipients, kinds, shown):
    give(crowd[20], crowd[:recipients], kinds)
    ratio.publish(WINDOW, at=AFTER)
    assert (band_of(crowd[20]) is not None) == shown


def test_nobody_above_forty_per_cent_measured_before_the_cap(crowd):
    give(crowd[20], crowd[:6], "p")
    give(crowd[20], crowd[6:7], "pppp", day=2)  # 4 of 10
    give(crowd[21], crowd[:6], "p")
    give(crowd[21], crowd[6:7], "ppppp", day=2)  # 5 of 11, though only 3 count
    ratio.publish(WINDOW, at=AFTER)
    assert band_of(crowd[20]) is not None
    assert band_of(crowd[21]) is None


def test_of_a_pair_only_the_earliest_three_count(crowd):
    give(crowd[20], crowd[:5], "piippp")  # counted: one praise, two improvements, each
    for other in crowd[21:24]:
        give(other, crowd[:8], "i")
    ratio.publish(WINDOW, at=AFTER)
    assert band_of(crowd[20]) == Band.LESS_THAN_ONE


def test_fewer_than_ten_people_and_nobody_is_shown(db):
    everybody = people(30, at=LONG_BEFORE)
    for giver in everybody[:9]:
        give(giver, everybody[12:20], "p")
    publication = ratio.publish(WINDOW, at=AFTER)
    assert RatioBand.objects.count() == 0
    assert (publication.praise, publication.givers) == (72, 9)


def test_what_was_withdrawn_does_not_count(crowd):
    give(crowd[20], crowd[:8], "p")
    one = Feedback.objects.filter(giver=crowd[20]).first()
    Feedback.objects.filter(pk=one.pk).update(
        withdrawn_at=one.given_at + timedelta(minutes=5), withdrawn_by=crowd[20]
    )
    ratio.publish(WINDOW, at=AFTER)
    assert band_of(crowd[20]) is None


def test_pieces_outside_of_the_window_do_not_count(crowd):
    giver, recipients = crowd[20], crowd[:8]
    give(giver, recipients[:7], "p")
    edges = [WINDOW.starts_at - timedelta(seconds=1), WINDOW.ends_at]
    Feedback.objects.bulk_create(piece(giver, recipients[7], "praise", at) for at in edges)
    ratio.publish(WINDOW, at=AFTER)
    assert band_of(giver) is None


def test_the_edges_of_the_window_count(crowd):
    giver, recipients = crowd[20], crowd[:8]
    give(giver, recipients[:7], "p")
    last = WINDOW.ends_at - timedelta(microseconds=1)
    Feedback.objects.bulk_create([piece(giver, recipients[7], "praise", last)])
    ratio.publish(WINDOW, at=AFTER)
    assert band_of(giver) is not None


def test_whoever_opted_out_or_left_reads_like_everybody_not_shown(crowd, cast):
    for giver in (cast.ben, cast.cleo):
        give(giver, crowd[:8], "p")
    ratio.opt_out(cast.ben, at=WINDOW.ends_at)
    deactivate(cast.cleo, by=cast.root, at=WINDOW.ends_at)
    ratio.publish(WINDOW, at=AFTER)
    assert band_of(cast.ben) is None
    assert band_of(cast.cleo) is None


def test_whoever_takes_part_again_is_shown_again(crowd, cast):
    give(cast.ben, crowd[:8], "p")
    ratio.opt_out(cast.ben, at=WINDOW.starts_at)
    ratio.opt_in(cast.ben, at=WINDOW.ends_at)
    ratio.publish(WINDOW, at=AFTER)
    assert band_of(cast.ben) is not None


@pytest.mark.parametrize(
    ("praise", "improvements", "place"),
    [(9, 3, 0), (8, 3, 1), (3, 3, 1), (2, 3, 2), (8, 0, 0), (0, 8, 2)],
)
def test_bands_begin_where_their_words_say(praise, improvements, place):
    assert place_of(praise, improvements) == place


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((4, 3, 3), {0: "three_or_more", 1: "one_to_three", 2: "less_than_one"}),
        ((9, 3, 2), {0: "three_or_more", 1: "less_than_three", 2: "less_than_three"}),
        ((9, 2, 3), {0: "three_or_more", 1: "less_than_three", 2: "less_than_three"}),
        ((2, 9, 3), {0: "one_or_more", 1: "one_or_more", 2: "less_than_one"}),
        ((8, 0, 2), {0: "any", 1: "any", 2: "any"}),
        ((12, 0, 0), {0: "three_or_more", 1: "one_to_three", 2: "less_than_one"}),
        ((2, 2, 8), {0: "one_or_more", 1: "one_or_more", 2: "less_than_one"}),
        ((1, 10, 1), {0: "any", 1: "any", 2: "any"}),
    ],
)
def test_a_band_with_fewer_than_three_people_joins_its_neighbour(sizes, shown):
    places = [place for place, size in enumerate(sizes) for _one in range(size)]
    assert joined_bands(places) == shown


def test_no_band_that_is_shown_ever_holds_one_or_two_people():
    from collections import Counter
    from itertools import product

    for sizes in product(range(13), repeat=3):
        if sum(sizes) >= 10:
            places = [place for place, size in enumerate(sizes) for _one in range(size)]
            shown = joined_bands(places)
            assert min(Counter(shown[place] for place in places).values()) >= 3


def test_noise_is_the_same_in_every_run_and_differs_between_people(crowd):
    def draw(n):
        return noisy(10, secret="s", window=1, giver=f"giver {n}", kind="praise", epsilon=1.0)

    first = [draw(n) for n in range(300)]
    assert first == [draw(n) for n in range(300)]
    assert len(set(first)) > 3
    assert abs(sum(first) / 300 - 10) < 0.5
    assert min(first) >= 0


def test_bands_with_noise_are_published_once_and_for_all(crowd, cast):
    chosen = parameters(adds_noise=True)
    ratio.set_parameters(chosen, by=cast.root, at=WINDOW.starts_at)
    ratio.publish(WINDOW, at=AFTER)
    counted = ratio.counts_of_those_who_pass(WINDOW, ratio.setting_in_force(WINDOW))
    assert bands_of(counted) == published()


def parameters(**changes):
    from dataclasses import replace

    from feedback.models import RatioSetting

    return replace(ratio.Parameters.of(RatioSetting(from_window=0)), **changes)


def test_stricter_numbers_hold_for_the_running_window_and_looser_ones_for_the_next(cast, now):
    running = window_at(now)
    assert ratio.set_parameters(parameters(fewest_items=12), by=cast.root, at=now) == running
    loose = ratio.set_parameters(parameters(fewest_items=9), by=cast.root, at=now)
    assert loose == Window(running.number + 1)
    assert ratio.setting_in_force(running).fewest_items == 12
    assert ratio.setting_in_force(loose).fewest_items == 9


def test_a_closed_window_keeps_its_own_numbers(cast):
    waiting = WINDOW.ends_at + timedelta(days=3)
    ratio.set_parameters(parameters(fewest_items=12), by=cast.root, at=waiting)
    assert ratio.setting_in_force(WINDOW).fewest_items == 8


@pytest.mark.parametrize(
    "change",
    [
        {"fewest_items": 7},
        {"fewest_recipients": 4},
        {"fewest_givers": 9},
        {"largest_share": 41},
        {"most_for_a_pair": 4},
        {"largest_share": 0},
    ],
)
def test_no_number_goes_below_the_promise(cast, now, change):
    from core.errors import RuleError

    with pytest.raises(RuleError):
        ratio.set_parameters(parameters(**change), by=cast.root, at=now)


def test_only_an_admin_sets_numbers(cast, now):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        ratio.set_parameters(parameters(), by=cast.ada, at=now)


def test_where_publication_is_off_nothing_of_the_window_ever_shows(crowd, cast):
    ratio.set_parameters(parameters(publishes=False), by=cast.root, at=WINDOW.starts_at)
    publication = ratio.publish(WINDOW, at=AFTER)
    assert publication.is_withheld
    assert RatioBand.objects.count() == 0
    assert not RatioPublication.objects.visible_to(cast.ada).exists()


def test_where_opting_out_is_not_offered_it_is_refused(cast, now):
    ratio.set_parameters(parameters(allows_opt_out=False), by=cast.root, at=now)
    after = Window(window_at(now).number + 1).starts_at
    with pytest.raises(ratio.OptOutNotAllowed):
        ratio.opt_out(cast.ben, at=after)


@pytest.mark.parametrize("table", ["ratiopublication", "ratioband", "ratiosetting"])
@pytest.mark.parametrize(
    "change", ["UPDATE feedback_{0} SET {1} = {1}", "DELETE FROM feedback_{0}"]
)
def test_the_database_refuses_every_change_afterwards(crowd, cast, table, change):
    ratio.set_parameters(parameters(), by=cast.root, at=WINDOW.starts_at)
    ratio.publish(WINDOW, at=AFTER)
    column = {"ratiopublication": "praise", "ratioband": "band", "ratiosetting": "adds_noise"}[
        table
    ]
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table, column))


def test_a_band_is_that_of_a_person_who_stays(crowd):
    published = ratio.publish(WINDOW, at=AFTER)
    shown = RatioBand.objects.filter(publication=published).first().person_id
    nobody = "00000000-0000-4000-8000-000000000000"
    lost = "DELETE FROM accounts_person WHERE id = %s"
    added = """
        INSERT INTO feedback_ratioband (publication_id, person_id, band)
        SELECT publication_id, %s, band FROM feedback_ratioband LIMIT 1
    """
    for statement, person, said in (
        (lost, shown, "has a published band"),
        (added, nobody, "is that of a person"),
    ):
        with (
            pytest.raises(IntegrityError, match=said),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [person])


def test_everything_due_is_published_oldest_first(crowd):
    give(crowd[0], crowd[12:20], "p", window=Window(8))
    published = ratio.publish_due(at=AFTER)
    assert [publication.window for publication in published] == [8, 9, 10]
    assert ratio.publish_due(at=AFTER) == []


def test_an_organisation_without_feedback_publishes_nothing(db):
    assert ratio.publish_due(at=AFTER) == []


def test_the_command_publishes_and_says_so_in_numbers(crowd, capsys):
    from django.core.management import CommandError, call_command

    call_command("publish_ratios", window=WINDOW.number)
    assert capsys.readouterr().out == "publish_ratios: 1 windows, 12 bands\n"
    with pytest.raises(CommandError, match="14 days"):
        call_command("publish_ratios", window=2000)
    with pytest.raises(CommandError, match="number"):
        call_command("publish_ratios", window=-1)


def test_where_opting_out_is_not_offered_an_old_choice_no_longer_counts(crowd, cast):
    give(cast.ben, crowd[:8], "p")
    ratio.opt_out(cast.ben, at=WINDOW.starts_at - timedelta(days=91))
    ratio.set_parameters(
        parameters(allows_opt_out=False),
        by=cast.root,
        at=WINDOW.starts_at - timedelta(days=1),
    )
    ratio.publish(WINDOW, at=AFTER)
    assert band_of(cast.ben) is not None


def test_bands_are_read_by_members_and_not_by_whoever_left(crowd, cast):
    ratio.publish(WINDOW, at=AFTER)
    assert RatioBand.objects.visible_to(cast.ada).count() == 12
    assert not RatioBand.objects.visible_to(cast.zoe).exists()
    assert RatioPublication.objects.visible_to(cast.ada).exists()
    assert not RatioPublication.objects.visible_to(cast.zoe).exists()
