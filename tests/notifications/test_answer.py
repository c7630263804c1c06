"""Opening, putting off and putting away, in the app, by call and from a mail."""

from datetime import timedelta

import pytest
from django.core.signing import dumps
from django.utils import timezone

from accounts.services.people import deactivate
from notifications.forms import PreferenceForm
from notifications.models import Notification, Preference
from notifications.services import answers
from notifications.services.letters import SALT, answer_link


@pytest.fixture
def row(tell):
    """A nudge for ben that waits now, whatever the clock says."""
    return tell(at=timezone.now() - timedelta(minutes=1)).get(channel="app")


@pytest.fixture
def ben_browser(client_for, ben):
    return client_for(ben)


def test_the_list_says_what_waits_and_why(row, ben_browser):
    page = ben_browser.get("/notifications/").content.decode()
    assert "Ada Lindqvist founded a team" in page
    assert "You are in the same organisation." in page


def test_an_empty_list_offers_a_first_step(ben_browser):
    assert "Nothing waits for you" in ben_browser.get("/notifications/").content.decode()


def test_a_nudge_whose_reason_has_gone_is_not_shown(row, ben_browser, cast):
    cast.turbines.delete()
    assert "founded a team" not in ben_browser.get("/notifications/").content.decode()


def test_opening_leads_there_and_counts_as_seen(row, ben_browser):
    answer = ben_browser.post(f"/notifications/{row.pk}/open/")
    assert (answer.status_code, answer["Location"]) == (303, "/teams/")
    row.refresh_from_db()
    assert row.seen_at is not None


@pytest.mark.parametrize("verb", ["open", "snooze", "done"])
def test_nobody_else_touches_it(row, client_for, cast, verb):
    for person in (cast.cleo, cast.root):
        answer = client_for(person).post(f"/notifications/{row.pk}/{verb}/", {"later": "week"})
        assert answer.status_code == 404


def test_put_off_it_comes_back_by_itself(row, ben_browser):
    ben_browser.post(f"/notifications/{row.pk}/snooze/", {"later": "tomorrow"})
    now = timezone.now()
    waiting = Notification.objects.filter(person=row.person)
    assert not waiting.waiting(now).exists()
    assert waiting.waiting(now + timedelta(days=1, minutes=1)).exists()


def test_put_away_it_is_gone_and_its_mail_too(row, ben_browser):
    ben_browser.post(f"/notifications/{row.pk}/done/")
    mail = Notification.objects.get(channel="email")
    assert mail.dropped_at is not None
    assert "founded a team" not in ben_browser.get("/notifications/").content.decode()


def test_putting_off_without_a_day_is_refused_with_a_sentence(row, ben_browser):
    answer = ben_browser.post(f"/notifications/{row.pk}/snooze/", {"later": "never"})
    assert answer.status_code == 422


def test_the_link_in_a_mail_asks_first_and_works_without_signing_in(row, client, settings):
    address = answer_link(row).removeprefix(settings.BASE_URL)
    assert client.get(address).status_code == 200
    row.refresh_from_db()
    assert row.snoozed_until is None
    assert "Noted" in client.post(address, {"later": "week"}).content.decode()
    row.refresh_from_db()
    assert row.snoozed_until is not None
    client.post(address, {"later": "done"})
    row.refresh_from_db()
    assert row.done_at is not None


@pytest.mark.parametrize("choice", ["nonsense", "tomorrow; drop"])
def test_the_link_does_nothing_else(row, client, settings, choice):
    address = answer_link(row).removeprefix(settings.BASE_URL)
    assert client.post(address, {"later": choice}).status_code == 404


def test_a_changed_stale_or_foreign_link_is_not_found(row, client, settings, time_machine):
    address = answer_link(row).removeprefix(settings.BASE_URL)
    assert client.get(address[:-2] + "x/").status_code == 404
    other = dumps("00000000-0000-4000-8000-000000000000", salt=SALT)
    assert client.get(f"/notifications/answer/{other}/").status_code == 404
    time_machine.move_to(timezone.now() + timedelta(days=15), tick=False)
    assert client.get(address).status_code == 404


def test_the_link_dies_with_its_persons_leave(row, client, settings, cast, now):
    address = answer_link(row).removeprefix(settings.BASE_URL)
    deactivate(cast.ben, by=cast.root, at=now)
    assert client.get(address).status_code == 404


def test_by_call_it_is_listed_put_off_and_put_away(row, api_for, ben):
    api = api_for(ben)
    listed = api.get("/api/v1/notifications/").json()["results"]
    assert listed[0]["title"] == "Ada Lindqvist founded a team"
    assert listed[0]["actor"]["name"] == "Ada Lindqvist"
    later = (timezone.now() + timedelta(days=2)).isoformat()
    answer = api.post(f"/api/v1/notifications/{row.pk}/snooze/", {"until": later})
    assert answer.status_code == 200
    assert api.get("/api/v1/notifications/").json()["results"] == []
    assert api.post(f"/api/v1/notifications/{row.pk}/done/").status_code == 200


@pytest.mark.parametrize("days", [-1, 0, 93])
def test_by_call_an_odd_moment_is_refused(row, api_for, ben, days):
    until = (timezone.now() + timedelta(days=days)).isoformat()
    answer = api_for(ben).post(f"/api/v1/notifications/{row.pk}/snooze/", {"until": until})
    assert answer.status_code == 422
    assert answer.json()["errors"]["until"]


def test_by_call_somebody_elses_is_not_found(row, api_for, cleo):
    assert api_for(cleo).post(f"/api/v1/notifications/{row.pk}/done/").status_code == 404


def test_preferences_by_page(kind, ben_browser, ben):
    page = ben_browser.get("/me/settings/notifications/").content.decode()
    assert "When to remind me" in page
    answer = ben_browser.post(
        "/me/settings/notifications/", {"rhythm": "weekly", "kind_test_team": ["app"]}
    )
    assert answer.status_code == 303
    assert Preference.objects.get(person=ben).rhythm == "weekly"
    assert ("test.team", "email") in ben.muted_kinds.values_list("kind", "channel")


def test_each_kind_is_told_apart_by_what_it_says():
    labels = [str(field.label) for field in PreferenceForm().fields.values()]
    assert len(labels) == len(set(labels))
    assert "Somebody gave you feedback" in labels


def test_a_rhythm_that_does_not_exist_is_refused_and_nothing_is_lost(kind, ben_browser):
    answer = ben_browser.post("/me/settings/notifications/", {"rhythm": "hourly"})
    assert answer.status_code == 422


def test_preferences_by_call(kind, api_for, ben):
    api = api_for(ben)
    assert api.get("/api/v1/preferences/").json() == {"rhythm": "daily", "muted": []}
    chosen = {"rhythm": "at_once", "muted": [{"kind": kind.code, "channel": "email"}]}
    assert api.put("/api/v1/preferences/", chosen).json() == chosen
    unknown = {"rhythm": "daily", "muted": [{"kind": "no.such", "channel": "email"}]}
    assert api.put("/api/v1/preferences/", unknown).status_code == 422


def test_the_service_refuses_an_unknown_rhythm(ben, now):
    with pytest.raises(answers.UnknownKind):
        answers.set_preferences(ben, rhythm="hourly", muted=set(), at=now)


def test_the_list_costs_the_same_queries_however_many_wait(
    tell, ben_browser, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    past = timezone.now() - timedelta(minutes=1)
    counts = []
    for number in (2, 20):
        for slot in range(number):
            tell(slot=str(slot), at=past)
        with CaptureQueriesContext(connection) as seen:
            ben_browser.get("/notifications/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12
