"""Asking for feedback about oneself: colleagues, partners outside, links, reminders."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.base import BaseEmailBackend

from accounts.services.people import deactivate
from core.models import Draft
from feedback import limits
from feedback.links import link_for_colleagues, link_for_partner
from feedback.models import Asked, Feedback, FeedbackRequest, PartnerAnswer
from feedback.services import Piece, asking
from feedback.services.partner_mail import write_to_partners
from notifications.models import Notification
from tests.feedback.conftest import IMPROVEMENT, PRAISE

pytestmark = pytest.mark.usefixtures("_at_now")
QUESTION = "What should I keep doing in the hand-over?"


@pytest.fixture
def asked(cast, now):
    """Let ben ask: `asked("cleo", emails=["kim@customer.example"])`."""

    def build(*names, emails=(), at=None, by="ben"):
        people = [getattr(cast, name) for name in names]
        when = at or now - timedelta(hours=1)
        return asking.ask(QUESTION, people=people, emails=emails, by=getattr(cast, by), at=when)

    return build


def path_of(link):
    return re.sub(r"^https?://[^/]+", "", link)


def partner_path(request):
    return path_of(link_for_partner(Asked.objects.with_request().get(request=request)))


# Colleagues


def test_a_question_is_asked_answered_and_read(client_for, ben, cleo, dora, goal):
    page = client_for(ben).get(f"/feedback/ask/?to={cleo.pk}&goal={goal.pk}&question=Well%3F")
    assert "Cleo Adeyemi" in page.content.decode()
    assert goal.title in page.content.decode()
    sent = {"question": QUESTION, "people": [str(cleo.pk)], "goal": str(goal.pk)}
    answer = client_for(ben).post("/feedback/ask/", sent)
    assert answer.status_code == 303
    request = FeedbackRequest.objects.get()
    assert answer["Location"] == f"/feedback/requests/{request.pk}/"
    told = Notification.objects.in_app().get(kind="feedback.asked")
    assert (told.person, told.subject) == (cleo, request.pk)

    page = client_for(cleo).get(f"/feedback/requests/{request.pk}/").content.decode()
    assert "Ben Haddad asks you" in page
    assert "Whom you asked" not in page
    assert QUESTION in client_for(cleo).get("/feedback/requests/").content.decode()
    begun = client_for(cleo).get(f"/feedback/give/?asked={request.pk}", follow=True)
    compose = begun.redirect_chain[-1][0]
    assert QUESTION in begun.content.decode()
    words = {**PRAISE, "recipients": [str(ben.pk)], "asked": str(request.pk)}
    assert client_for(cleo).post(compose, words).status_code == 303


def test_an_answer_is_read_by_who_asked(client_for, asked, ben, cleo, dora, now):
    request = asked("cleo")
    asking.answer(request, what=piece(), by=cleo, at=now)
    copy = Feedback.objects.get()
    assert copy.asked_at == request.asked_at
    assert Asked.objects.get().answer == copy
    page = client_for(ben).get(f"/feedback/requests/{request.pk}/").content.decode()
    assert PRAISE["behaviour"] in page
    assert "1 of 1 answered" in client_for(ben).get("/feedback/requests/").content.decode()
    assert "You have answered" in client_for(cleo).get(request.get_absolute_url()).content.decode()
    assert client_for(dora).get(request.get_absolute_url()).status_code == 404


def test_feedback_to_somebody_else_is_no_answer(client_for, asked, ada, cleo):
    request = asked("cleo")
    words = {**PRAISE, "recipients": [str(ada.pk)], "asked": str(request.pk)}
    compose = "/feedback/give/00000000-0000-4000-8000-0000000000aa/"
    assert client_for(cleo).post(compose, words).status_code == 303
    assert Asked.objects.get().state == "waiting"
    assert Feedback.objects.get().asked_at is None


def test_the_asked_declines_without_a_reason_and_may_think_again(client_for, asked, ben, cleo, now):
    request = asked("cleo", "dora")
    client = client_for(cleo)
    assert client.post(f"/feedback/requests/{request.pk}/decline/").status_code == 303
    assert "not this time" in client_for(ben).get(request.get_absolute_url()).content.decode()
    assert "You can still answer" in client.get(request.get_absolute_url()).content.decode()
    answered = asking.answer(request, what=piece(), by=cleo, at=now)
    assert Asked.objects.get(person=cleo).answer == answered
    late = client.post(f"/feedback/requests/{request.pk}/decline/")
    assert late.status_code == 422
    assert asking.answer(request, what=piece(), by=cleo, at=now) != answered  # more may follow
    assert Asked.objects.get(person=cleo).answer == answered


def piece():
    return Piece(**PRAISE)


def test_only_the_asked_answer_and_only_the_asker_withdraws(asked, ben, cleo, dora, now):
    request = asked("cleo")
    for act in (asking.withdraw, asking.remind, asking.open_link):
        with pytest.raises(PermissionDenied):
            act(request, by=cleo, at=now)
    with pytest.raises(PermissionDenied):
        asking.decline(request, by=dora, at=now)
    with pytest.raises(PermissionDenied):
        asking.answer(request, what=piece(), by=ben, at=now)


def test_a_question_taken_back_is_gone_for_the_asked(client_for, asked, ben, cleo, now):
    request = asked("cleo")
    assert client_for(ben).post(f"{request.get_absolute_url()}withdraw/").status_code == 303
    assert client_for(cleo).get(request.get_absolute_url()).status_code == 404
    assert QUESTION not in client_for(cleo).get("/feedback/requests/").content.decode()
    assert "taken back" in client_for(ben).get(request.get_absolute_url()).content.decode()
    request.refresh_from_db()
    for act in (asking.remind, asking.open_link):
        with pytest.raises(asking.RequestIsClosed):
            act(request, by=ben, at=now)
    with pytest.raises(asking.RequestIsClosed):
        asking.decline(request, by=cleo, at=now)
    asking.withdraw(request, by=ben, at=now)  # twice is once


def test_those_who_wait_are_reminded_once(client_for, asked, ben, cleo, now):
    request = asked("cleo", "dora", emails=["kim@customer.example"])
    asking.decline(request, by=cleo, at=now)
    client = client_for(ben)
    assert client.post(f"{request.get_absolute_url()}remind/").status_code == 303
    again = Notification.objects.in_app().filter(slot="again")
    assert [one.person.name for one in again] == ["Dora Wójcik"]
    refused = client.post(f"{request.get_absolute_url()}remind/")
    assert refused.status_code == 422
    assert "reminded once" in refused.content.decode()


def test_whoever_has_the_link_may_answer(client_for, asked, ben, dora, now, time_machine):
    request = asked("cleo")
    page = client_for(ben).post(f"{request.get_absolute_url()}open-link/", follow=True)
    link = path_of(re.search(r'value="(http[^"]*/by-link/[^"]*)"', page.content.decode()).group(1))
    assert client_for(dora).get(link, follow=True).status_code == 200
    assert client_for(dora).get(link, follow=True).status_code == 200
    assert Asked.objects.filter(person=dora).count() == 1
    assert client_for(ben).get(link, follow=True).status_code == 200
    assert not Asked.objects.filter(person=ben).exists()
    assert client_for(dora).get("/feedback/requests/by-link/no-such-link/").status_code == 404
    time_machine.move_to(now + limits.LINK_LASTS, tick=False)
    closed = client_for(Asked.objects.get(person__name="Cleo Adeyemi").person).get(link)
    assert closed.status_code == 302  # who was asked before stays asked


def test_a_link_closes_with_its_day(client_for, asked, ben, dora, now, time_machine):
    request = asked("cleo")
    with pytest.raises(asking.RequestIsClosed):
        asking.follow_link(request, by=dora, at=now)  # never opened
    asking.open_link(request, by=ben, at=now)
    time_machine.move_to(now + limits.LINK_LASTS, tick=False)
    assert client_for(dora).get(path_of(link_for_colleagues(request))).status_code == 422
    assert not Asked.objects.filter(person=dora).exists()


def test_who_is_asked_often_lately_is_said_without_a_number(
    client_for, cast, asked, ada, cleo, now
):
    for number in range(limits.OFTEN):
        asked("cleo", by=("ben", "dora")[number % 2], at=now - timedelta(days=number))
    sent = {"look": "1", "people": [str(cleo.pk)], "question": "Kept?"}
    page = client_for(ada).post("/feedback/ask/", sent).content.decode()
    assert "Cleo Adeyemi was asked often lately" in page
    assert "Kept?" in page
    part = client_for(ada).post("/feedback/ask/", sent, headers={"HX-Request": "true"})
    assert part.content.decode().count("asked often lately") == 1
    assert "<form" not in part.content.decode()
    found = client_for(ada).post("/feedback/ask/", {"find": "1", "q": "Dora", "question": "Kept?"})
    assert "Dora Wójcik" in found.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"question": " "}, "Write your question."),
        ({"question": "a" * 1001}, "Shorten this"),
        ({"people": []}, "Choose whom you ask."),
        ({"people": ["ben"]}, "Choose somebody else."),
        ({"people": ["zoe"]}, "Zoe Tanaka has left."),
        ({"emails": "kim@customer.example, not-an-address"}, "“not-an-address” is not an address."),
        ({"emails": "ADA@example.org"}, "Ada Lindqvist is a colleague."),
        ({"emails": "\n".join(f"a{n}@b.example" for n in range(20))}, "Ask at most 20 people"),
        ({"goal": "00000000-0000-4000-8000-000000000000"}, "This goal is not there any more."),
    ],
)
def test_what_cannot_be_asked_is_said_and_kept(client_for, cast, changes, sentence):
    names = changes.get("people", ["cleo"])
    sent = {"question": QUESTION, "emails": "", **changes}
    sent["people"] = [str(getattr(cast, name).pk) for name in names]
    answer = client_for(cast.ben).post("/feedback/ask/", sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert sent["question"].strip() in page
    assert not FeedbackRequest.objects.exists()


def test_one_asks_only_so_often_in_a_week(client_for, asked, ben, cleo):
    for _number in range(limits.REQUESTS_OF_AN_ASKER):
        asked("cleo")
    answer = client_for(ben).post("/feedback/ask/", {"question": "Q", "people": [str(cleo.pk)]})
    assert answer.status_code == 422
    assert "Let those answer first" in answer.content.decode()


def test_a_double_click_asks_once_and_the_draft_goes(client_for, ben, cleo, now):
    Draft.objects.create(owner=ben, key="ask/new", fields={"question": "Begun"}, saved_at=now)
    client = client_for(ben)
    assert "Begun" in client.get("/feedback/ask/").content.decode()
    key = "00000000-0000-4000-8000-0000000000cc"
    sent = {"question": QUESTION, "people": [str(cleo.pk)], "idempotency_key": key}
    first, second = (client.post("/feedback/ask/", sent)["Location"] for _time in range(2))
    assert first == second
    assert FeedbackRequest.objects.count() == 1
    assert not Draft.objects.exists()


# Partners outside


def test_a_partner_gets_a_link_that_shows_the_question_and_works_once(client, asked, now):
    asked(emails=["kim@customer.example"])
    assert write_to_partners(at=now) == 1
    assert write_to_partners(at=now) == 0
    [letter] = mail.outbox
    assert letter.to == ["kim@customer.example"]
    assert letter.subject == "Ben Haddad asks for your view"
    assert QUESTION not in letter.body
    path = path_of(re.search(r"http\S+/asked/\S+", letter.body).group(0))

    page = client.get(path).content.decode()
    assert QUESTION in page
    assert "Only Ben Haddad will read this" in page
    empty = client.post(path, {"helped": " ", "next_time": "", "name": ""})
    assert empty.status_code == 422
    assert "at least one of the two" in empty.content.decode()
    long = client.post(path, {"helped": "b" * 10_001, "next_time": "Kept", "name": "Kim"})
    assert long.status_code == 422
    assert "Kept" in long.content.decode()
    words = {
        "helped": "The plan came a day early.",
        "next_time": "Ring first.",
        "name": "Kim Oduya",
    }
    assert client.post(path, words).status_code == 200
    again = client.post(path, {**words, "helped": "Something else entirely."})
    assert again.status_code == 410
    assert "Something else entirely." in again.content.decode()
    assert client.get(path).status_code == 410


def test_what_a_partner_writes_is_read_by_the_asker_alone(client_for, asked, ben, cleo, ada, now):
    request = asked(emails=["kim@customer.example"])
    row = Asked.objects.with_request().get()
    words = {"helped": "The plan came a day early.", "next_time": ""}
    asking.answer_as_partner(row, name="Kim Oduya", **words, at=now)
    told = Notification.objects.in_app().get(kind="feedback.partner_answered")
    assert told.person == ben
    page = client_for(ben).get(request.get_absolute_url()).content.decode()
    assert "The plan came a day early." in page
    assert "Kim Oduya" in page
    assert PartnerAnswer.objects.get().read_at == now
    for other in (cleo, ada):
        assert client_for(other).get(request.get_absolute_url()).status_code == 404


def test_a_partner_says_no_and_is_not_asked_again(client, client_for, asked, ben):
    request = asked("cleo", emails=["kim@customer.example"])
    path = path_of(link_for_partner(Asked.objects.with_request().get(email="kim@customer.example")))
    assert "You are not asked again" in client.post(path, {"decline": "1"}).content.decode()
    assert client.get(path).status_code == 410
    client_for(ben).post(f"{request.get_absolute_url()}remind/")
    assert Asked.objects.get(email="kim@customer.example").round == 0


@pytest.mark.parametrize("ending", ["withdrawn", "expired", "left", "reminded", "changed"])
def test_a_partners_link_dies(client, asked, ben, root, now, time_machine, ending):
    request = asked(emails=["kim@customer.example"])
    path = partner_path(request)
    assert client.get(path).status_code == 200
    if ending == "withdrawn":
        asking.withdraw(request, by=ben, at=now)
    elif ending == "expired":
        time_machine.move_to(now + limits.LINK_LASTS, tick=False)
    elif ending == "left":
        deactivate(ben, by=root, at=now)
    elif ending == "reminded":
        asking.remind(request, by=ben, at=now)
        assert client.get(partner_path(request)).status_code == 200
    else:
        path = path[:-3] + "xx/"
    assert client.get(path).status_code in {404, 410}
    row = Asked.objects.with_request().get()
    if ending in {"withdrawn", "expired", "left"}:
        with pytest.raises(asking.RequestIsClosed):
            asking.answer_as_partner(row, name="Kim", helped="Yes.", next_time="", at=later(now))
        with pytest.raises(asking.RequestIsClosed):
            asking.decline_as_partner(row, at=later(now))


def later(now):
    return now + limits.LINK_LASTS


class Refusing(BaseEmailBackend):
    """A server that answers with the code it was told."""

    error: Exception

    def send_messages(self, messages):
        raise self.error


@pytest.mark.parametrize(("code", "state"), [(451, "waiting"), (550, "unreachable")])
def test_mail_that_is_refused_goes_later_or_never(
    client_for, asked, ben, now, settings, code, state
):
    request = asked(emails=["kim@customer.example"])
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Refusing.error = smtplib.SMTPResponseException(code, b"no")
    assert write_to_partners(at=now) == 0
    assert Asked.objects.get().state == state
    page = client_for(ben).get(request.get_absolute_url()).content.decode()
    assert ("takes no mail" in page) == (state == "unreachable")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert write_to_partners(at=now + timedelta(minutes=10)) == (state == "waiting")


# By call


def test_everything_can_be_done_by_call(api_for, ben, cleo, dora, goal):
    body = {
        "question": QUESTION,
        "people": [str(cleo.pk), str(dora.pk)],
        "emails": ["kim@customer.example"],
        "goal": str(goal.pk),
    }
    made = api_for(ben).post("/api/v1/feedback-requests", body)
    assert made.status_code == 201
    request = made.json()
    url = f"/api/v1/feedback-requests/{request['id']}"
    assert sorted(one["state"] for one in request["asked"]) == ["waiting"] * 3
    mine = api_for(cleo).get(url).json()
    assert (mine["state"], mine["asked"], mine["asker"]["name"]) == ("waiting", [], "Ben Haddad")
    answered = api_for(cleo).post(f"{url}/answer", IMPROVEMENT)
    assert answered.status_code == 201
    assert answered.json()["recipient"]["id"] == str(ben.pk)
    assert api_for(dora).post(f"{url}/decline").json()["state"] == "declined"
    assert api_for(ben).post(f"{url}/remind").status_code == 200
    assert "/by-link/" in api_for(ben).post(f"{url}/open-link").json()["link"]
    row = Asked.objects.with_request().get(person=None)
    asking.answer_as_partner(row, name="Kim", helped="Yes.", next_time="", at=row.asked_at)
    shown = api_for(ben).get(url).json()["asked"]
    assert {one["state"] for one in shown} == {"answered", "declined"}
    assert [one["partner"]["helped"] for one in shown if one["partner"]] == ["Yes."]
    for box, number in (("asked_by_me", 1), ("asked_of_me", 0), ("", 1)):
        listed = api_for(ben).get(f"/api/v1/feedback-requests?box={box}").json()
        assert len(listed["results"]) == number
    assert api_for(ben).get("/api/v1/feedback-requests?box=other").status_code == 422
    assert api_for(ben).post(f"{url}/withdraw").json()["is_withdrawn"]
    assert api_for(cleo).get(url).status_code == 404


def test_pages_of_requests_ask_as_few_questions_for_many(
    client_for, asked, ben, cleo, django_assert_max_num_queries
):
    for number in range(3):
        asked("cleo", "dora", "ada", emails=[f"kim{number}@customer.example"])
    asked("ben", by="cleo")
    for address in ("/feedback/requests/", FeedbackRequest.objects.first().get_absolute_url()):
        client = client_for(ben)
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
