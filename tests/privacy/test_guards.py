"""The guards are guarded: each one taken away turns the matrix red."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from core.prepared import Question
from tests.privacy.asking import Asker
from tests.privacy.matrix import ROWS
from tests.privacy.test_matrix import wrong_cells
from tests.privacy.world import World

pytestmark = pytest.mark.django_db


def everything(query: Any, _person: Any) -> Any:
    return query.all()


def yes(*_anybody: Any, **_anything: Any) -> bool:
    return True


# What is taken away, and the addresses that must notice.
READERS = {
    "accounts.Absence": ["absence_remove"],
    "accounts.ApiToken": ["token_revoke"],
    "accounts.Coaching": ["coaching_end", "api_coaching_end"],
    "accounts.CoachingSuggestion": ["suggestion_dismiss"],
    "dialogue.AgendaPoint": ["agenda_point_mark"],
    "dialogue.CheckIn": ["checkin", "api_checkin"],
    "dialogue.Commitment": ["commitment_complete"],
    "feedback.Feedback": ["feedback_piece", "api_feedback_piece"],
    "feedback.Pause": ["pause_end"],
    "feedback.Report": ["report", "api_report"],
    "goals.Comment": ["goal_comment_withdraw"],
    "notifications.Notification": ["notification_open", "api_notification_done"],
}
RULES = {
    "feedback.policies.can_withdraw": ["feedback_withdraw"],
    "feedback.policies.owns": ["feedback_take_off_wall"],
    "feedback.policies.can_reply": ["feedback_reply"],
    "feedback.policies.can_report": ["feedback_report"],
    "feedback.policies.can_look": ["report_close"],
    "feedback.policies.can_withdraw_report": ["report_withdraw"],
    "accounts.policies.can_administer": ["settings", "settings_people", "audit"],
    "accounts.policies.can_edit_team": ["team_edit"],
    "accounts.policies.can_accept": ["coaching_accept"],
    "goals.policies.can_withdraw_comment": ["goal_comment_withdraw"],
    "dialogue.policies.checkins.can_write": ["checkin_write_notes"],
    "dialogue.policies.checkins.can_keep": ["commitment_complete"],
}


@pytest.fixture(autouse=True)
def _questions_are_written_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard taken away must be missed at once, and not stay away in what is kept in a process."""

    def ask(question: Question, *values: Any) -> list[tuple[Any, ...]]:
        written = question.write()
        return question.answer(written.sql, written.filled(values))

    monkeypatch.setattr(Question, "rows", ask)


@pytest.fixture
def asker(world: World, quiet: None) -> Asker:
    return Asker(world)


def noticed(world: World, addresses: list[str]) -> bool:
    wrong = wrong_cells(Asker(world), {name: ROWS[name] for name in addresses})
    return next(wrong, None) is not None


def test_the_matrix_notices_every_query_that_lets_everybody_read(asker, monkeypatch):
    blind = []
    for label, addresses in READERS.items():
        queryset = type(apps.get_model(label).objects.all())
        with monkeypatch.context() as patch:
            patch.setattr(queryset, "visible_to", everything)
            if not noticed(asker.world, addresses):
                blind.append(label)
    assert not blind


def test_the_matrix_notices_every_policy_that_always_says_yes(asker, monkeypatch):
    blind = []
    for policy, addresses in RULES.items():
        with monkeypatch.context() as patch:
            patch.setattr(policy, yes)
            if not noticed(asker.world, addresses):
                blind.append(policy)
    assert not blind


def test_the_matrix_notices_a_call_for_admins_that_is_open_to_members(asker, monkeypatch):
    asks: Callable[..., bool] = yes
    monkeypatch.setattr("core.permissions.MemberWithScope.has_permission", asks)
    assert noticed(asker.world, ["api_imports"])
