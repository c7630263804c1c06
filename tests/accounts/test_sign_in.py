"""Sign in, sign out, reset and change a password. Nobody signs up, and nothing tells who is here."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import Organisation, Person
from accounts.services.people import deactivate

GOOD = "four unrelated quiet words"


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    """Rate limits live in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def stranger() -> Client:
    return Client()


def sign_in(browser, email="ben@example.org", password="demo", **more):
    return browser.post("/accounts/login/", {"login": email, "password": password, **more})


def is_signed_in(browser) -> bool:
    return browser.get("/people/").status_code == 200


# In and out


@pytest.mark.parametrize("email", ["ben@example.org", "BEN@example.org", " ben@example.org "])
def test_somebody_signs_in(stranger, cast, email):
    answer = sign_in(stranger, email)
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert is_signed_in(stranger)


def test_a_page_asks_for_sign_in_first_and_is_shown_then(stranger, cast):
    asked = stranger.get("/people/?q=ada")
    assert asked["Location"] == "/accounts/login/?next=/people/%3Fq%3Dada"
    page = stranger.get(asked["Location"]).content.decode()
    assert 'name="next" value="/people/?q=ada"' in page
    assert sign_in(stranger, next="/people/?q=ada")["Location"] == "/people/?q=ada"


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere(stranger, cast, away):
    assert sign_in(stranger, next=away)["Location"] == "/"


def answer_to(email, password) -> tuple[int, str]:
    answer = sign_in(Client(), email, password)
    page = answer.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "ADDRESS")
    return answer.status_code, page


def test_a_wrong_password_an_unknown_address_and_one_who_left_are_answered_alike(cast):
    wrong = answer_to("ben@example.org", "wrong")
    assert wrong[0] == 422
    assert "Address and password do not belong together" in wrong[1]
    assert answer_to("nobody@example.org", "wrong") == wrong
    assert answer_to("zoe@example.org", "demo") == wrong


def test_the_address_that_was_typed_stays_and_the_password_does_not(stranger, cast):
    page = sign_in(stranger, password="secret words").content.decode()
    assert 'value="ben@example.org"' in page
    assert "secret words" not in page


def test_many_tries_have_to_wait(stranger, cast):
    for _try in range(5):
        sign_in(stranger, password="wrong")
    page = sign_in(stranger)
    assert page.status_code == 422
    assert "Wait five minutes" in page.content.decode()
    assert not is_signed_in(stranger)


def test_very_many_tries_get_a_page_of_their_own(stranger, cast):
    answers = [sign_in(stranger, f"p{n}@example.org", "x").status_code for n in range(31)]
    assert answers[-1] == 429
    assert "A short pause" in sign_in(stranger).content.decode()


def test_signing_out_takes_a_press_of_a_button(client_for, ben):
    browser = client_for(ben)
    assert "Sign out?" in browser.get("/accounts/logout/").content.decode()
    assert is_signed_in(browser)
    assert browser.post("/accounts/logout/")["Location"] == "/accounts/login/"
    assert not is_signed_in(browser)


def test_who_is_signed_in_is_led_past_the_sign_in_page(client_for, ben):
    assert client_for(ben).get("/accounts/login/?next=/teams/")["Location"] == "/teams/"


def test_who_leaves_is_out_with_the_next_request(client_for, cast, now):
    browser = client_for(cast.ben)
    assert is_signed_in(browser)
    deactivate(cast.ben, by=cast.root, at=now)
    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "confirm-email/", "inactive/", "reauthenticate/", "password/set/", ""],
)
def test_what_is_not_needed_is_not_there(client_for, ben, path):
    assert client_for(ben).get(f"/accounts/{path}").status_code == 404


def test_the_demo_shows_who_signs_in(stranger, cast):
    assert "ada@example.org" not in stranger.get("/accounts/login/").content.decode()
    Organisation.objects.update(is_demo=True)
    page = stranger.get("/accounts/login/").content.decode()
    assert "Nordlys Engineering" in page
    for name in ("ada", "ben", "cleo", "dora", "root", "tess"):
        assert f'value="{name}@example.org"' in page
    assert "zoe@example.org" not in page


# A forgotten password


def ask_for_link(browser, email="ben@example.org"):
    return browser.post("/accounts/password/reset/", {"email": email})


def link_in(letter) -> str:
    return re.search(r"http://127.0.0.1:8000(/\S+)", letter.body)[1]


def test_a_link_comes_by_mail_and_sets_a_password_once(stranger, cast):
    assert stranger.get("/accounts/password/reset/").status_code == 200
    asked = ask_for_link(stranger)
    assert asked["Location"] == "/accounts/password/reset/done/"
    assert "Look into your mail" in stranger.get(asked["Location"]).content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["ben@example.org"]
    assert letter.subject == "A new password for Mastery Loop"
    assert "Hello Ben," in letter.body
    link = link_in(letter)
    form = stranger.get(link, follow=True)
    assert "Choose a new password" in form.content.decode()
    sent = {"password1": GOOD, "password2": GOOD}
    done = stranger.post(form.redirect_chain[-1][0], sent)
    assert done["Location"] == "/accounts/password/reset/key/done/"
    assert "Your password is changed" in stranger.get(done["Location"]).content.decode()
    assert sign_in(stranger, password=GOOD).status_code == 302
    assert "has been used" in Client().get(link, follow=True).content.decode()


def test_the_letter_speaks_the_persons_language(stranger, cast, settings):
    Person.objects.filter(pk=cast.ben.pk).update(language="de")
    ask_for_link(stranger)
    assert "/accounts/password/reset/key/" in mail.outbox[0].body


def test_the_page_says_the_same_whoever_is_asked_for(cast):
    pages = []
    for email in ("ben@example.org", "nobody@example.org", "zoe@example.org"):
        browser = Client()
        asked = ask_for_link(browser, email)
        pages.append((asked.status_code, asked["Location"], browser.get(asked["Location"]).content))
    assert pages[0] == pages[1] == pages[2]
    assert [letter.to[0] for letter in mail.outbox] == [
        "ben@example.org",
        "nobody@example.org",
        "zoe@example.org",
    ]
    for letter in mail.outbox[1:]:
        assert "Nobody signs in with this address" in letter.body
        assert "/accounts/password/reset/key/" not in letter.body


def test_a_mail_server_that_is_away_breaks_no_page(stranger, cast, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert ask_for_link(stranger).status_code == 302
    assert "did not take a mail" in caplog.text
    assert "ben@example.org" not in caplog.text


@pytest.mark.parametrize("email", ["", "ben", "a b@example.org", "x" * 400 + "@example.org"])
def test_what_is_no_address_gets_a_sentence(stranger, cast, email):
    answer = ask_for_link(stranger, email)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (GOOD, "other words here", "same password"),
        ("short", "short", "at least 12 characters"),
        ("ben@example.org", "ben@example.org", "similar"),
        ("", "", "required"),
    ],
)
def test_a_poor_new_password_gets_a_sentence(stranger, cast, first, second, sentence):
    ask_for_link(stranger)
    form = stranger.get(link_in(mail.outbox[0]), follow=True)
    sent = {"password1": first, "password2": second}
    answer = stranger.post(form.redirect_chain[-1][0], sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_made_up_link_opens_nothing(stranger, cast):
    page = stranger.get("/accounts/password/reset/key/abc-123-456/")
    assert "has been used" in page.content.decode()


# Changing it


def change(browser, now_is="demo", first=GOOD, second=GOOD):
    sent = {"oldpassword": now_is, "password1": first, "password2": second}
    return browser.post("/me/settings/password/", sent)


def test_the_password_is_changed_and_other_browsers_are_out(client_for, ben):
    here, there = client_for(ben), client_for(ben)
    assert "Sign out everywhere else" in here.get("/me/settings/password/").content.decode()
    assert change(here)["Location"] == "/me/settings/"
    assert "Your password is changed." in here.get("/me/settings/").content.decode()
    assert not is_signed_in(there)


def test_changing_it_wants_the_one_of_now(client_for, ben):
    answer = change(client_for(ben), now_is="wrong")
    assert answer.status_code == 422
    assert "Write the password that you have now." in answer.content.decode()


def test_who_never_had_a_password_gets_one_by_mail(client_for, ben):
    ben.set_unusable_password()
    ben.save(update_fields=["password"])
    answer = client_for(ben).get("/me/settings/password/")
    assert answer["Location"] == "/accounts/password/reset/"
