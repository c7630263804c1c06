"""Setting and ending a rule: who may, what is kept, what is refused."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Membership, Team
from accounts.services import coaching as coachings
from core.models import AuditEntry
from dialogue.cadence import Rule
from dialogue.models import CadenceRule
from dialogue.policies.cadence import can_read_rule
from dialogue.selectors.cadence import Proposal, applied_to, open_rules
from dialogue.services.cadence import AlreadyEnded, OutOfBounds, UnusableRule, end_rule, set_rule

pytestmark = pytest.mark.django_db

fortnightly = Rule(2, "weeks", date(2026, 11, 9), (5,), local_time=time(14, 30), country="NO")
weekly = replace(fortnightly, every=1)
for_everyone = Proposal("everyone", fortnightly, min_weeks=1, max_weeks=4)


def test_an_admin_sets_a_rule_for_everyone_and_the_audit_log_says_so(root, now):
    rule = set_rule(for_everyone, by=root, at=now)
    assert rule.rule == fortnightly
    assert (rule.created_by, rule.created_at, rule.ended_at) == (root, now, None)
    entry = AuditEntry.objects.get(action="cadence.set")
    assert (entry.by, entry.subject, entry.is_admin_act) == (root, rule.pk, True)
    assert entry.words == "everyone: every two weeks"


def test_a_changed_rule_replaces_the_one_before_and_keeps_it_readable(root, now):
    first = set_rule(for_everyone, by=root, at=now)
    second = set_rule(replace(for_everyone, rule=weekly), by=root, at=now + timedelta(days=1))
    first.refresh_from_db()
    assert (first.ended_at, first.ended_by) == (now + timedelta(days=1), root)
    assert CadenceRule.objects.open().get() == second


def test_setting_what_holds_already_changes_nothing(root, now):
    first = set_rule(for_everyone, by=root, at=now)
    assert set_rule(for_everyone, by=root, at=now + timedelta(days=1)) == first
    assert AuditEntry.objects.filter(action="cadence.set").count() == 1


@pytest.mark.parametrize(
    ("who", "scope", "allowed"),
    [
        ("root", "everyone", True),
        ("root", "team", True),
        ("root", "pair", True),
        ("root", "person", True),
        ("ben", "everyone", False),
        ("ada", "team", False),
        ("ada", "pair", True),
        ("ben", "pair", True),
        ("cleo", "pair", False),
        ("ben", "person", True),
        ("ada", "person", False),
        ("zoe", "everyone", False),
    ],
)
def test_who_may_set_and_end_which_rule(cast, now, who, scope, allowed):
    targets = {"team": cast.turbines, "pair": cast.coaching, "person": cast.ben}
    names = {"team": "team", "pair": "coaching", "person": "person"}
    target = {names[scope]: targets[scope]} if scope in targets else {}
    proposal = Proposal(scope, fortnightly, **target)
    person = getattr(cast, who)
    if allowed:
        end_rule(set_rule(proposal, by=person, at=now), by=person, at=now)
        return
    with pytest.raises(PermissionDenied):
        set_rule(proposal, by=person, at=now)
    rule = set_rule(proposal, by=cast.root, at=now)
    with pytest.raises(PermissionDenied):
        end_rule(rule, by=person, at=now)


def test_a_rule_is_ended_once(root, now):
    rule = set_rule(for_everyone, by=root, at=now)
    end_rule(rule, by=root, at=now)
    with pytest.raises(AlreadyEnded, match="ended or replaced before"):
        end_rule(rule, by=root, at=now)
    assert not open_rules().rules


def test_a_rule_that_cannot_be_is_refused_with_a_sentence_for_each_field(cast, now):
    proposal = Proposal(
        "team", replace(fortnightly, every=0, weekdays=(8,)), team=cast.supply, person=cast.ben
    )
    with pytest.raises(UnusableRule) as refused:
        set_rule(proposal, by=cast.root, at=now)
    assert refused.value.sentence == "Some parts of this rule need another look."
    assert refused.value.fields == {
        "every": "Choose between 1 and 52 weeks.",
        "weekdays": "Weekdays run from 1 (Monday) to 7 (Sunday).",
        "person": "This rule is for a team. A rule is for one team, one pair or one person.",
    }
    assert not CadenceRule.objects.exists()


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (replace(fortnightly, every=6), "Choose 4 weeks at most: that is the longest rhythm here."),
        (weekly, "Choose 2 weeks or more: that is the shortest rhythm here."),
    ],
)
def test_people_choose_their_rhythm_within_the_bounds(cast, now, rule, sentence):
    bounded = replace(for_everyone, min_weeks=2)
    set_rule(bounded, by=cast.root, at=now)
    own = {"pair": {"coaching": cast.coaching}, "person": {"person": cast.ben}}
    for scope, target in own.items():
        with pytest.raises(OutOfBounds) as refused:
            set_rule(Proposal(scope, rule, **target), by=cast.ben, at=now)
        assert refused.value.fields == {"every": sentence}
        assert set_rule(Proposal(scope, fortnightly, **target), by=cast.ben, at=now)
        assert set_rule(Proposal(scope, rule, **target), by=cast.root, at=now)


def test_the_bounds_of_a_team_come_before_those_of_everyone(cast, now):
    set_rule(for_everyone, by=cast.root, at=now)
    set_rule(Proposal("team", weekly, team=cast.turbines, max_weeks=1), by=cast.root, at=now)
    with pytest.raises(OutOfBounds, match="Choose 1 week at most"):
        set_rule(Proposal("person", fortnightly, person=cast.ben), by=cast.ben, at=now)


def test_without_a_broader_rule_or_bounds_any_rhythm_will_do(cast, now):
    own = Proposal("pair", replace(fortnightly, every=20), coaching=cast.coaching)
    assert set_rule(own, by=cast.ada, at=now)
    set_rule(replace(for_everyone, min_weeks=None, max_weeks=None), by=cast.root, at=now)
    assert set_rule(replace(own, rule=weekly), by=cast.ada, at=now)


def test_the_narrowest_rule_applies_and_the_pair_is_told_why(cast, now):
    assert applied_to(cast.coaching).reason == (
        "No rule applies, so these talks are planned by hand."
    )
    assert applied_to(cast.coaching).sentence == ""
    steps = [
        (for_everyone, "The rule for everyone applies: there is no narrower one."),
        (
            Proposal("team", fortnightly, team=cast.turbines),
            "The rule for Turbine Design applies: there is none for the two of them.",
        ),
        (
            Proposal("pair", weekly, coaching=cast.coaching),
            "The rule for Ben Haddad and Ada Lindqvist applies: it is narrower than any other.",
        ),
        (
            Proposal("person", weekly, person=cast.ben),
            "The rule for Ben Haddad applies: one for a single person comes first.",
        ),
    ]
    for proposal, reason in steps:
        rule = set_rule(proposal, by=cast.root, at=now)
        applied = applied_to(cast.coaching)
        assert (applied.rule, applied.reason) == (rule, reason)
        assert "at 14:30" in applied.sentence


def test_the_choice_in_sql_agrees_with_the_choice_in_python(cast, now):
    choir = Team.objects.create(name="Choir", founded_by=cast.ada)
    Membership.objects.create(team=choir, person=cast.ben)
    proposals = [
        for_everyone,
        Proposal("team", fortnightly, team=cast.turbines),
        Proposal("team", replace(fortnightly, unit="months", every=1), team=choir),
        Proposal("team", weekly, team=cast.supply),
        Proposal("team", weekly, team=choir),
        Proposal("pair", weekly, coaching=cast.coaching),
        Proposal("person", weekly, person=cast.ben),
        Proposal("person", weekly, person=cast.ada),
    ]
    for day, proposal in enumerate(proposals):
        set_rule(proposal, by=cast.root, at=now + timedelta(days=day))
        in_sql = CadenceRule.objects.open().about(cast.coaching).narrowest_first().first()
        assert in_sql == applied_to(cast.coaching).rule


@pytest.mark.parametrize("who", ["ada", "ben", "cleo", "dora", "root", "zoe"])
def test_policy_and_queryset_agree_on_who_reads_a_rule(cast, now, who):
    other = coachings.ask(cast.dora, coachee=cast.cleo, by=cast.cleo, at=now)
    rules = [
        set_rule(proposal, by=cast.root, at=now)
        for proposal in (
            for_everyone,
            Proposal("team", fortnightly, team=cast.turbines),
            Proposal("team", fortnightly, team=cast.supply),
            Proposal("pair", weekly, coaching=cast.coaching),
            Proposal("pair", weekly, coaching=other),
            Proposal("person", weekly, person=cast.ben),
            Proposal("person", weekly, person=cast.dora),
        )
    ]
    person = getattr(cast, who)
    seen = set(CadenceRule.objects.visible_to(person))
    assert seen == {rule for rule in rules if can_read_rule(person, rule)}


@pytest.mark.parametrize(
    "columns",
    [
        {"every": 0},
        {"unit": "months", "every": 13},
        {"weekdays": [8]},
        {"lead_days": 29},
        {"min_weeks": 3, "max_weeks": 2},
        {"scope": "person"},
        {"ended_at": date(2026, 11, 12)},
    ],
)
def test_the_database_refuses_what_cannot_be(root, now, columns):
    rule = set_rule(for_everyone, by=root, at=now)
    if "ended_at" in columns:
        columns = {"ended_at": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        CadenceRule.objects.filter(pk=rule.pk).update(**columns)


def test_the_database_keeps_one_open_rule_for_each_target(root, now):
    rule = set_rule(for_everyone, by=root, at=now)
    rule.pk = None
    rule._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        rule.save(force_insert=True)
