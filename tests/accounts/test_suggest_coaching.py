"""A suggestion is seen by its two sides, who take it up or let it go."""

import pytest

from accounts import policies
from accounts.models import Coaching, CoachingSuggestion
from accounts.services import suggestions
from accounts.services.people import deactivate

URL = "/coachings/suggestions/"


@pytest.fixture
def suggestion(cast, now):
    return CoachingSuggestion.objects.create(coach=cast.ada, coachee=cast.cleo, made_at=now)


def test_both_sides_see_it_and_nobody_else(client_for, cast, suggestion):
    assert "Ask Ada to coach you" in client_for(cast.cleo).get(URL).content.decode()
    assert "Offer to coach Cleo" in client_for(cast.ada).get(URL).content.decode()
    assert "Nothing is suggested" in client_for(cast.ben).get(URL).content.decode()


def test_it_stands_beside_the_coaching_there_is(client_for, cast, suggestion):
    assert "Ask Ada to coach you" in client_for(cast.cleo).get("/coachings/").content.decode()
    assert "Suggested" not in client_for(cast.dora).get("/coachings/").content.decode()


def test_taking_it_up_asks_the_other_one(client_for, cast, suggestion):
    browser = client_for(cast.cleo)
    assert browser.post(f"{URL}{suggestion.pk}/take-up/").status_code == 303
    asked = Coaching.objects.get(coach=cast.ada, coachee=cast.cleo)
    assert asked.asked_by == cast.cleo
    assert asked.accepted_at is None
    assert "Nothing is suggested" in client_for(cast.ada).get(URL).content.decode()
    assert browser.post(f"{URL}{suggestion.pk}/take-up/").status_code == 404


def test_letting_it_go_lets_it_go_for_both(client_for, cast, suggestion):
    assert client_for(cast.ada).post(f"{URL}{suggestion.pk}/dismiss/").status_code == 303
    suggestion.refresh_from_db()
    assert suggestion.dismissed_by == cast.ada
    assert client_for(cast.cleo).post(f"{URL}{suggestion.pk}/dismiss/").status_code == 303
    suggestion.refresh_from_db()
    assert suggestion.dismissed_by == cast.ada
    assert "Nothing is suggested" in client_for(cast.cleo).get(URL).content.decode()


@pytest.mark.parametrize("step", ["take-up", "dismiss"])
def test_for_others_it_does_not_exist(client_for, cast, suggestion, step):
    assert client_for(cast.root).post(f"{URL}{suggestion.pk}/{step}/").status_code == 404


def test_the_services_ask_for_themselves(cast, suggestion, now):
    from django.core.exceptions import PermissionDenied

    for act in (suggestions.take_up, suggestions.dismiss):
        with pytest.raises(PermissionDenied):
            act(suggestion, by=cast.root, at=now)


def test_policy_and_queryset_agree(cast, suggestion):
    for person in (cast.ada, cast.ben, cast.cleo, cast.dora, cast.root, cast.tess, cast.zoe):
        seen = CoachingSuggestion.objects.visible_to(person).filter(pk=suggestion.pk).exists()
        assert policies.can_read_suggestion(person, suggestion) == seen


def test_nobody_is_suggested_who_has_left(client_for, cast, suggestion, now):
    deactivate(cast.ada, by=cast.root, at=now)
    assert not CoachingSuggestion.objects.open().exists()
