"""Check-ins are planned by rule: the next one for each pair, once, whoever plans and how often."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from accounts.models import Absence
from accounts.services import coaching as coachings
from dialogue.cadence import Rule
from dialogue.models import CadenceRule, CheckIn, PromptTemplate
from dialogue.selectors.cadence import Proposal
from dialogue.selectors.pairs import messages_for
from dialogue.services import planning
from dialogue.services.cadence import end_rule, set_rule
from dialogue.services.planning import Planned, plan_check_ins

pytestmark = pytest.mark.django_db

fortnightly = Rule(2, "weeks", date(2026, 11, 2), (5,), local_time=time(14, 30))
weekly = replace(fortnightly, every=1)


@pytest.fixture
def everyone(cast, now) -> CadenceRule:
    """Every second Friday at 14:30, for everyone."""
    return set_rule(Proposal("everyone", fortnightly), by=cast.root, at=now - timedelta(days=1))


def state():
    rows = CheckIn.objects.order_by("planned_at", "pk")
    return list(rows.values_list("coaching", "slot", "planned_at", "rule", "person_nudge_at"))


def test_the_next_check_in_of_a_pair_is_planned_with_its_moments(cast, everyone, now):
    assert plan_check_ins(at=now) == Planned(created=1)
    check_in = CheckIn.objects.get()
    assert check_in.sides == (cast.ben, cast.ada)
    assert (check_in.coaching, check_in.rule, check_in.slot) == (
        cast.coaching,
        everyone,
        "2026-W47",
    )
    assert check_in.planned_at == datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    assert check_in.person_nudge_at == datetime(2026, 11, 18, 13, 30, tzinfo=UTC)
    assert check_in.partner_remind_at == datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
    assert (check_in.created_by, check_in.created_at) == (None, now)


def test_planning_again_changes_nothing(cast, everyone, now):
    plan_check_ins(at=now)
    before = state()
    assert plan_check_ins(at=now) == Planned()
    assert plan_check_ins(at=now + timedelta(days=3)) == Planned()
    assert state() == before


def test_when_the_talk_is_over_the_next_one_is_planned(cast, everyone, now):
    plan_check_ins(at=now)
    CheckIn.objects.update(held_at=now + timedelta(days=8, hours=5), held_by=cast.ben)
    assert plan_check_ins(at=now + timedelta(days=9)) == Planned(created=1)
    assert list(CheckIn.objects.order_by("planned_at").values_list("slot", flat=True)) == [
        "2026-W47",
        "2026-W49",
    ]


def test_without_a_rule_nothing_is_planned(cast, now):
    assert plan_check_ins(at=now) == Planned()


def test_only_active_pairs_are_planned_for(cast, everyone, now):
    coachings.ask(cast.dora, coachee=cast.cleo, by=cast.cleo, at=now)
    coachings.end(cast.coaching, by=cast.ben, at=now)
    assert plan_check_ins(at=now) == Planned()


def test_batches_reach_every_pair(cast, everyone, now):
    for coachee in (cast.cleo, cast.dora, cast.tess):
        asked = coachings.ask(cast.ada, coachee=coachee, by=coachee, at=now)
        coachings.accept(asked, by=cast.ada, at=now)
    assert plan_check_ins(at=now, batch=3) == Planned(created=4)


def test_another_weekday_moves_the_planned_talk_and_its_messages(cast, everyone, now):
    plan_check_ins(at=now)
    changed = replace(fortnightly, weekdays=(3,), lead_days=1)
    rule = set_rule(Proposal("everyone", changed), by=cast.root, at=now)
    assert plan_check_ins(at=now) == Planned(moved=1)
    check_in = CheckIn.objects.get()
    assert (check_in.slot, check_in.rule, check_in.times_moved) == ("2026-W47", rule, 0)
    assert check_in.planned_at == datetime(2026, 11, 18, 13, 30, tzinfo=UTC)
    assert check_in.person_nudge_at == datetime(2026, 11, 17, 13, 30, tzinfo=UTC)
    assert plan_check_ins(at=now) == Planned()


def test_another_lead_time_changes_the_messages_alone(cast, everyone, now):
    plan_check_ins(at=now)
    set_rule(Proposal("everyone", replace(fortnightly, lead_days=4)), by=cast.root, at=now)
    assert plan_check_ins(at=now) == Planned()
    assert CheckIn.objects.get().person_nudge_at == datetime(2026, 11, 16, 13, 30, tzinfo=UTC)


def test_a_narrower_rule_takes_over_and_a_wider_one_after_it(cast, everyone, now):
    plan_check_ins(at=now)
    own = replace(fortnightly, weekdays=(4,))
    narrow = set_rule(Proposal("pair", own, coaching=cast.coaching), by=cast.ben, at=now)
    assert plan_check_ins(at=now) == Planned(moved=1)
    assert CheckIn.objects.get().planned_at.isoweekday() == 4
    end_rule(narrow, by=cast.ada, at=now)
    assert plan_check_ins(at=now) == Planned(moved=1)
    assert CheckIn.objects.get().rule == everyone


def test_a_talk_that_no_longer_fits_goes_when_nobody_wrote_in_it(cast, everyone, now):
    held = datetime(2026, 11, 6, 13, 30, tzinfo=UTC)
    plan_check_ins(at=held - timedelta(days=2))
    CheckIn.objects.update(held_at=held, held_by=cast.ada)
    plan_check_ins(at=now)
    monthly = replace(fortnightly, unit="months", every=1)
    set_rule(Proposal("everyone", monthly), by=cast.root, at=now)
    assert plan_check_ins(at=now) == Planned(created=1, removed=1)
    assert set(CheckIn.objects.values_list("slot", flat=True)) == {"2026-W45", "2026-12"}
    assert plan_check_ins(at=now) == Planned()


def test_a_talk_with_words_in_it_is_never_removed(cast, everyone, now):
    held = datetime(2026, 11, 6, 13, 30, tzinfo=UTC)
    plan_check_ins(at=held - timedelta(days=2))
    CheckIn.objects.update(held_at=held, held_by=cast.ada)
    plan_check_ins(at=now)
    planned = CheckIn.objects.get(slot="2026-W47")
    CheckIn.objects.filter(pk=planned.pk).update(notes="The gearbox test", notes_version=1)
    monthly = replace(fortnightly, unit="months", every=1)
    set_rule(Proposal("everyone", monthly), by=cast.root, at=now)
    assert plan_check_ins(at=now) == Planned(created=1)
    assert CheckIn.objects.filter(pk=planned.pk).exists()


def test_what_people_planned_or_moved_by_hand_stays(cast, everyone, now):
    by_hand = CheckIn.objects.create(
        coaching=cast.coaching,
        person=cast.ben,
        partner=cast.ada,
        planned_at=now + timedelta(days=7),
        created_at=now,
        created_by=cast.ben,
    )
    assert plan_check_ins(at=now) == Planned()
    by_hand.refresh_from_db()
    assert (by_hand.planned_at, by_hand.slot) == (now + timedelta(days=7), None)


def test_a_cancelled_slot_is_not_planned_again(cast, everyone, now):
    plan_check_ins(at=now)
    CheckIn.objects.update(cancelled_at=now, cancelled_by=cast.ben)
    assert plan_check_ins(at=now) == Planned(created=1)
    assert CheckIn.objects.get(cancelled_at=None).slot == "2026-W49"


def test_a_later_absence_moves_nothing_silently(cast, everyone, now):
    plan_check_ins(at=now)
    before = state()
    Absence.objects.create(
        person=cast.ben, starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 22)
    )
    assert plan_check_ins(at=now) == Planned()
    assert state() == before


def test_a_talk_planned_by_hand_has_the_moments_of_its_rule(cast, everyone, now):
    planned_at = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    told = messages_for(cast.ben, cast.ada, cast.coaching, planned_at=planned_at)
    assert told["person_nudge_at"] == datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
    usual = messages_for(cast.ben, cast.cleo, None, planned_at=planned_at)
    assert usual["partner_nudge_at"] == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_a_pair_whose_rule_ended_meanwhile_is_left_alone(cast, now):
    assert planning._plan([cast.coaching.pk], now) == Planned()


def test_absences_known_beforehand_are_minded(cast, everyone, now):
    Absence.objects.create(
        person=cast.ada, starts_on=date(2026, 11, 19), ends_on=date(2026, 11, 24)
    )
    plan_check_ins(at=now)
    check_in = CheckIn.objects.get()
    assert check_in.planned_at == datetime(2026, 11, 18, 13, 30, tzinfo=UTC)
    assert check_in.partner_remind_at == datetime(2026, 11, 25, 13, 30, tzinfo=UTC)
    assert check_in.person_remind_at == datetime(2026, 11, 23, 13, 30, tzinfo=UTC)


def test_a_planned_talk_asks_the_usual_prompts(cast, everyone, now):
    plan_check_ins(at=now)
    planned = CheckIn.objects.get(coaching=cast.coaching)
    assert planned.template == PromptTemplate.objects.usual()


def test_planning_asks_as_much_for_many_pairs_as_for_one(
    cast, everyone, now, django_assert_num_queries
):
    """Under its lock each batch is read and written with the same few statements."""
    statements = 16
    with django_assert_num_queries(statements):
        plan_check_ins(at=now)
    for coachee in (cast.cleo, cast.dora, cast.tess, cast.root):
        asked = coachings.ask(cast.ada, coachee=coachee, by=coachee, at=now)
        coachings.accept(asked, by=cast.ada, at=now)
    with django_assert_num_queries(statements):
        plan_check_ins(at=now)
