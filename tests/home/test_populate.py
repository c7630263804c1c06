"""An organisation that never was: the same seed, the same rows; a demo with the cast."""

import hashlib
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Q

from accounts.models import Coaching, Organisation, Person
from core.clock import database_now
from dialogue.models import CheckIn, Commitment
from dialogue.selectors.coach import my_promises
from feedback.models import Feedback, RatioBand, RatioPublication, ReportText, Round, SealedAnswer
from feedback.selectors import drafts_of
from feedback.services.batches import release_due
from feedback.services.rounds import releasing
from goals.models import Ownership
from goals.selectors.metrics import metrics_to_update
from home.invariants import broken
from home.population import Plan, populate
from home.selectors.today import today_of

TABLES = {
    "accounts_person": "id, email, name, started_on, left_at, search_key",
    "accounts_coaching": "id, coach_id, coachee_id, asked_at, ended_at",
    "dialogue_checkin": "person_id, partner_id, slot, planned_at, held_at, notes, skip_reason",
    "dialogue_commitment": "what, who_id, until, done_at, dropped_at",
    "feedback_feedback": "id, giver_id, recipient_id, kind, behaviour, recommendation, given_at",
    "goals_goal": "id, title, proposed_at, due_on, agreed_at",
    "goals_measurement": "id, metric_id, value, measured_on",
}


def checksum() -> str:
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}")  # noqa: S608
            found.update(repr(cursor.fetchall()).encode())
    return found.hexdigest()


def made(seed, now) -> str:
    """Make one, look at it, and take it back."""
    with transaction.atomic():
        populate(Plan(people=24, years=1, seed=seed, at=now))
        found = checksum()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_rows(db, now):
    first = made(7, now)
    assert made(7, now) == first
    assert made(8, now) != first


def test_a_large_one_keeps_its_keys_and_indexes(db, now, monkeypatch):
    monkeypatch.setattr("home.population.making.MANY", 20)

    def names() -> list:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' "
                "UNION ALL SELECT conname FROM pg_constraint ORDER BY 1"
            )
            return cursor.fetchall()

    before = names()
    populate(Plan(people=24, years=1, seed=3, at=now))
    assert names() == before
    assert broken_today() == {}
    assert not Person.objects.filter(email="ada@example.org").exists()


def test_sealed_boxes_of_a_made_up_organisation_open_at_their_release(db, now, monkeypatch):
    """Everybody with enough colleagues has a round now; a month later all boxes are opened."""
    monkeypatch.setattr("home.population.rounds.NOW", 1.0)
    populate(Plan(people=24, years=1, seed=3, at=now))
    waiting = Round.objects.filter(launched_at__isnull=False, released_at__isnull=True)
    assert waiting.filter(mode="confidential").exists()
    assert SealedAnswer.objects.exists()
    before = ReportText.objects.count()
    done = releasing.release_due(at=now + timedelta(days=40))
    assert done.failed == 0
    assert ReportText.objects.count() == before + done.texts > before
    assert not SealedAnswer.objects.exists()
    assert not waiting.exists()


@pytest.fixture
def demo(db, now, time_machine):
    time_machine.move_to(now, tick=False)
    populate(Plan(people=60, years=1, seed=1, at=now, is_demo=True))
    return {name: Person.objects.get(email=f"{name}@example.org") for name in
            ("ada", "ben", "cleo", "dora", "root", "tess", "zoe")}  # fmt: skip


def test_the_demo_has_everything_to_look_at(demo, now, settings):
    ada, ben, cleo = demo["ada"], demo["ben"], demo["cleo"]
    assert Organisation.objects.get().is_demo
    assert demo["root"].is_admin
    assert demo["tess"].is_trusted
    assert demo["zoe"].has_left
    assert all(person.check_password("demo") for person in demo.values())
    assert authenticate(None, email="zoe@example.org", password="demo") is None
    assert Coaching.objects.active().filter(coach=ada, coachee=ben).exists()
    for person in (ada, ben, cleo):
        today = today_of(person, at=now)
        assert today.received
        assert today.numbers
        assert today.questions
        assert today.coming
        assert set(Feedback.objects.received_by(person).values_list("kind", flat=True)) == {
            "praise", "improvement",
        }  # fmt: skip
        assert metrics_to_update(person, now)
    assert 0 < today_of(ben, at=now).next_talk.answered < today_of(ben, at=now).next_talk.asked
    assert today_of(ben, at=now).next_talk.talk.other == ada
    assert my_promises(ben, limit=5)
    assert drafts_of(ben).exists()
    assert Ownership.objects.filter(person=ben).unanswered().exists()
    assert Feedback.objects.received_by(ben).filter(replies__isnull=False).exists()


def check_rounds(demo):
    """The cast finds a round in each state, and answers that are sealed or shown."""
    states = {(one.mode, one.state) for one in Round.objects.all()}
    confidential = {"proposed", "preparing", "open", "closed", "ended"}
    assert {("confidential", state) for state in confidential} < states
    assert {("named", "open"), ("named", "released")} < states
    for name in ("ada", "ben"):
        open_ones = Round.objects.asking(demo[name]).filter(
            closed_at=None, launched_at__isnull=False
        )
        assert open_ones.exclude(subject=demo[name]).exists()
    report = Round.objects.report_read_by(demo["ada"]).get(subject=demo["ben"])
    assert report.texts.filter(group__state="shown").count() == 36
    assert SealedAnswer.objects.count() > 30


def test_the_demo_keeps_all_rules(demo, now):
    check_rounds(demo)
    newest = RatioPublication.objects.newest_first()[0]
    assert RatioBand.objects.filter(publication=newest).count() >= 12
    assert not CheckIn.objects.filter(
        Q(held_at__gt=now) | Q(planned_at__gt=now, held_at__isnull=False)
    ).exists()
    assert not Feedback.objects.filter(given_at__gt=now).exists()
    assert not Commitment.objects.filter(done_at__gt=now).exists()
    late = now + timedelta(days=40)
    assert CheckIn.objects.unsettled().filter(planned_at__gt=now, planned_at__lt=late).exists()
    assert broken_today() == {}


def broken_today():
    """Return the rules that are broken once the worker has released what was due since."""
    release_due(at=database_now())
    releasing.release_due(at=database_now())
    return broken()


@pytest.mark.parametrize("day", range(1, 8))
def test_a_small_demo_keeps_all_rules_on_every_day_of_the_week(db, now, day):
    at = now + timedelta(days=day, hours=day * 3)
    populate(Plan(people=12, years=1, seed=day, at=at, is_demo=True))
    assert not Feedback.objects.filter(given_at__gt=at).exists()
    assert today_of(Person.objects.get(email="ben@example.org"), at=at).next_talk
    assert broken_today() == {}


def test_a_second_time_changes_nothing(cast):
    before = Person.objects.count()
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("populate", people=30)
    assert Person.objects.count() == before


def test_the_command_says_what_it_did_in_numbers(db):
    said = StringIO()
    call_command("populate", people=24, years=1, seed=2, until="2026-11-12", stdout=said)
    assert said.getvalue().startswith("24 people, ")
    assert said.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    "wrong", [{"people": 3}, {"years": 90}, {"until": "soon"}, {"until": "2026-13-40"}]
)
def test_odd_wishes_are_refused_in_words(db, wrong):
    with pytest.raises(CommandError):
        call_command("populate", **wrong)
