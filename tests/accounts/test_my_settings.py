"""One's own settings: profile, absences, tokens, sessions, light or dark."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Absence, ApiToken
from accounts.services import absences, profile, tokens
from core.errors import RuleError

PROFILE = {
    "preferred_name": "Benny",
    "pronouns": "he/him",
    "job_title": "Engineer",
    "location": "Oslo",
    "country": "no",
    "language": "de",
    "time_zone": "Europe/Berlin",
    "working_days": ["1", "2", "3"],
}


@pytest.fixture
def browser(client_for, ben):
    return client_for(ben)


# Profile


def test_the_form_shows_what_stands(browser, ben):
    page = browser.get("/me/settings/").content.decode()
    assert 'value="Europe/Oslo"' in page
    assert "Commissioning engineer" in page
    assert '<option value="Europe/Berlin">' in page


def test_a_profile_is_changed(browser, ben):
    answer = browser.post("/me/settings/", PROFILE)
    assert answer.status_code == 303
    ben.refresh_from_db()
    assert (ben.preferred_name, ben.country, ben.language) == ("Benny", "NO", "de")
    assert (ben.time_zone, ben.working_days) == ("Europe/Berlin", [1, 2, 3])
    assert ben.shortcuts_off
    assert "benny" in ben.search_key


def test_shortcuts_are_switched_on_again(browser, ben):
    browser.post("/me/settings/", {**PROFILE, "language": "en", "shortcuts": "on"})
    ben.refresh_from_db()
    assert not ben.shortcuts_off
    assert "data-shortcuts" in browser.get("/me/settings/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("time_zone", "Europe/Atlantis", "Choose one such as Europe/Oslo."),
        ("time_zone", "../../etc/passwd", "Choose one such as Europe/Oslo."),
        ("time_zone", "x" * 1_000_000, "at most 50 characters"),
        ("time_zone", "", "Choose the time zone"),
        ("country", "1", "Write the two letters of the country"),
        ("country", "NOR", "at most 2 characters"),
        ("language", "tlh", "tlh"),
        ("working_days", [], "Choose at least one working day."),
        ("working_days", ["9"], "9"),
        ("preferred_name", "x" * 81, "at most 80 characters"),
        ("preferred_name", "a\x00b", "Null characters"),
    ],
)
def test_odd_values_get_a_sentence_and_change_nothing(browser, ben, field, value, sentence):
    answer = browser.post("/me/settings/", {**PROFILE, field: value})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    ben.refresh_from_db()
    assert ben.time_zone == "Europe/Oslo"


@pytest.mark.parametrize(
    "changes",
    [{"time_zone": "x"}, {"language": "x"}, {"country": "x"}, {"working_days": []}],
)
def test_the_service_refuses_odd_values_too(ben, now, changes):
    with pytest.raises(RuleError) as refused:
        profile.edit_profile(ben, changes=changes, by=ben, at=now)
    assert list(refused.value.fields) == list(changes)


def test_nobody_edits_somebody_else(ben, root, zoe, now):
    for person, by in ((ben, root), (zoe, zoe)):
        with pytest.raises(PermissionDenied):
            profile.edit_profile(person, changes={"location": "x"}, by=by, at=now)


# Absences


def add(browser, first="2026-12-20", last="2027-01-03", **more):
    sent = {"starts_on": first, "ends_on": last, **more}
    return browser.post("/me/settings/absences/", sent)


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-11-12T09:00:00+00:00", tick=False)


def test_an_absence_is_added_and_removed(browser, ben, today):
    assert add(browser).status_code == 303
    absence = Absence.objects.get(person=ben)
    page = browser.get("/me/settings/absences/").content.decode()
    assert "Sunday 20 December to Sunday 3 January 2027" in page
    assert browser.post(f"/me/settings/absences/{absence.pk}/remove/").status_code == 303
    assert not Absence.objects.exists()
    assert "No days away are known" in browser.get("/me/settings/absences/").content.decode()


def test_one_day_is_named_once_and_days_gone_by_are_not_listed(browser, ben, today):
    add(browser, "2026-11-20", "2026-11-20")
    add(browser, "2025-01-01", "2025-01-02")
    page = browser.get("/me/settings/absences/").content.decode()
    assert "Friday 20 November" in page
    assert "2025" not in page


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-12-20", "2026-12-19", "Choose a last day that is not before the first."),
        ("", "2026-12-19", "Choose a day."),
        ("yesterday", "2026-12-19", "Choose a day, such as 2026-12-24."),
        ("2026-02-30", "2026-03-02", "Choose a day, such as 2026-12-24."),
    ],
)
def test_odd_days_get_a_sentence(browser, today, first, last, sentence):
    answer = add(browser, first, last)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Absence.objects.exists()


def test_the_same_absence_twice_is_once(browser, ben, today):
    add(browser)
    add(browser)
    add(browser, idempotency_key="6c3f5b1e-0000-4000-8000-000000000003")
    assert Absence.objects.filter(person=ben).count() == 1


@pytest.mark.usefixtures("today")
def test_nobody_sees_or_removes_the_absences_of_others(client_for, ben, root, now):
    add(client_for(ben))
    absence = Absence.objects.get(person=ben)
    other = client_for(root)
    assert "December" not in other.get("/me/settings/absences/").content.decode()
    assert other.post(f"/me/settings/absences/{absence.pk}/remove/").status_code == 404
    with pytest.raises(PermissionDenied):
        absences.remove(absence, by=root, at=now)
    with pytest.raises(PermissionDenied):
        absences.add(ben, starts_on=now.date(), ends_on=now.date(), by=root, at=now)


def test_absences_are_replaced_as_a_whole(ben, now):
    def days(month):
        return (date(2026, month, 1), date(2026, month, 5))

    absences.replace(ben, absences=[days(1), days(2)], by=ben, at=now)
    kept = Absence.objects.get(person=ben, starts_on=date(2026, 2, 1))
    absences.replace(ben, absences=[days(2), days(3), days(3)], by=ben, at=now)
    stand = Absence.objects.filter(person=ben).by_day()
    assert [absence.starts_on.month for absence in stand] == [2, 3]
    assert stand[0] == kept
    with pytest.raises(absences.TooMany):
        absences.replace(ben, absences=[days(1)] * 501, by=ben, at=now)


# Tokens


def test_a_token_is_made_shown_once_and_revoked(browser, ben):
    made = browser.post("/me/settings/tokens/", {"name": "My script", "scopes": ["read"]})
    secret = made.context["secret"]
    assert made.status_code == 200
    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    token = ApiToken.objects.get(person=ben)
    assert token.digest == tokens.digest(secret)
    page = browser.get("/me/settings/tokens/").content.decode()
    assert secret not in page
    assert "My script" in page
    assert "not used yet" in page
    assert browser.post(f"/me/settings/tokens/{token.pk}/revoke/").status_code == 303
    token.refresh_from_db()
    assert token.revoked_at
    assert "My script" not in browser.get("/me/settings/tokens/").content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "", "scopes": ["read"]}, "Say what it is for"),
        ({"name": "x" * 81, "scopes": ["read"]}, "at most 80 characters"),
        ({"name": "x"}, "Choose at least one."),
        ({"name": "x", "scopes": ["admin"]}, "admin"),
        ({"name": "x", "scopes": ["everything"]}, "everything"),
    ],
)
def test_a_token_that_cannot_be_made_gets_a_sentence(browser, sent, sentence):
    answer = browser.post("/me/settings/tokens/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_only_admins_make_tokens_for_settings(client_for, root, ben, now):
    sent = {"name": "x", "scopes": ["admin"]}
    assert client_for(root).post("/me/settings/tokens/", sent).status_code == 200
    with pytest.raises(tokens.UnknownScope):
        tokens.make_token(ben, name="x", scopes=["admin"], by=ben, at=now)
    for odd in ([], ["x"]):
        with pytest.raises(tokens.UnknownScope):
            tokens.make_token(ben, name="x", scopes=odd, by=ben, at=now)


def test_nobody_revokes_the_tokens_of_others(client_for, ben, root, now):
    token, _secret = tokens.make_token(ben, name="x", scopes=["read"], by=ben, at=now)
    assert client_for(root).post(f"/me/settings/tokens/{token.pk}/revoke/").status_code == 404
    with pytest.raises(PermissionDenied):
        tokens.revoke_token(token, by=root, at=now)


# Sessions


def test_signing_out_everywhere_else_leaves_this_browser(client_for, ben, cleo):
    here, there, other = client_for(ben), client_for(ben), client_for(cleo)
    assert here.post("/me/settings/sessions/end/").status_code == 303
    assert here.get("/me/settings/").status_code == 200
    assert there.get("/me/settings/").status_code == 302
    assert other.get("/me/settings/").status_code == 200


def test_nobody_ends_the_sessions_of_others(ben, root, now):
    with pytest.raises(PermissionDenied):
        profile.end_other_sessions(ben, by=root, at=now)


# Light or dark


@pytest.mark.parametrize(
    ("before", "sent", "after"),
    [
        (None, {"theme": "dark"}, "dark"),
        (None, {"theme": "system"}, "system"),
        (None, {}, "dark"),
        ("dark", {}, "light"),
        ("light", {}, "dark"),
        (None, {"theme": '"><script>'}, "dark"),
    ],
)
def test_the_choice_is_kept_in_a_cookie(browser, before, sent, after):
    if before:
        browser.cookies["theme"] = before
    answer = browser.post("/me/theme/", sent, headers={"Referer": "http://testserver/people/"})
    assert answer.status_code == 303
    assert answer["Location"] == "http://testserver/people/"
    assert browser.cookies["theme"].value == after
    assert browser.cookies["theme"]["samesite"] == "Lax"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(browser, back):
    assert browser.post("/me/theme/", {"next": back})["Location"] == "/"


def test_pages_cost_few_queries(browser, ben, now, django_assert_max_num_queries):
    addresses = ("/me/settings/", "/me/settings/absences/", "/me/settings/tokens/")

    def costs() -> list[int]:
        counts = []
        for address in addresses:
            with django_assert_max_num_queries(4) as made:
                browser.get(address)
            counts.append(len(made))
        return counts

    few = costs()
    for n in range(1, 21):
        tokens.make_token(ben, name=f"Token {n}", scopes=["read"], by=ben, at=now)
        day = date(2027, 1, n)
        absences.add(ben, starts_on=day, ends_on=day, by=ben, at=now)
    assert costs() == few
