"""What a policy allows to be read is what its twin in SQL finds, for everybody of the cast."""

from datetime import date

import pytest

from accounts import policies
from accounts.models import Absence, ApiToken, Coaching, Person, Team
from accounts.services import absences, coaching, tokens

EVERYBODY = ["ada", "ben", "cleo", "dora", "root", "tess", "zoe"]


@pytest.fixture
def world(cast, now):
    """Relations in every state, and absences and tokens of several people."""
    coaching.ask(cast.dora, coachee=cast.cleo, by=cast.cleo, at=now)
    declined = coaching.ask(cast.tess, coachee=cast.dora, by=cast.tess, at=now)
    coaching.end(declined, by=cast.dora, at=now)
    ended = coaching.ask(cast.cleo, coachee=cast.ada, by=cast.cleo, at=now)
    coaching.accept(ended, by=cast.ada, at=now)
    coaching.end(ended, by=cast.ada, at=now)
    Coaching.objects.create(coach=cast.zoe, coachee=cast.ben, asked_by=cast.ben, asked_at=now)
    for person in (cast.ben, cast.dora):
        day = date(2026, 12, 1)
        absences.add(person, starts_on=day, ends_on=day, by=person, at=now)
        tokens.make_token(person, name="cli", scopes=["read"], by=person, at=now)
    Absence.objects.create(person=cast.zoe, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2))
    return cast


@pytest.mark.parametrize(
    ("policy", "model"),
    [
        (policies.can_read_person, Person),
        (policies.can_read_team, Team),
        (policies.can_read_coaching, Coaching),
        (policies.can_read_absence, Absence),
        (policies.can_read_token, ApiToken),
    ],
)
def test_policy_and_queryset_agree(world, policy, model):
    for name in EVERYBODY:
        viewer = getattr(world, name)
        found = set(model.objects.visible_to(viewer))
        allowed = {thing for thing in model.objects.all() if policy(viewer, thing)}
        assert found == allowed, (name, model)


def test_only_an_admin_who_is_here_administers(cast):
    allowed = {name for name in EVERYBODY if policies.can_administer(getattr(cast, name))}
    assert allowed == {"root"}


def test_only_the_one_who_was_asked_accepts(world):
    question = Coaching.objects.waiting().get(coach=world.dora)
    allowed = {name for name in EVERYBODY if policies.can_accept(getattr(world, name), question)}
    assert allowed == {"dora"}


def test_only_members_edit_a_team(world):
    can = policies.can_edit_team
    allowed = {name for name in EVERYBODY if can(getattr(world, name), world.turbines)}
    assert allowed == {"ada", "ben", "cleo"}
