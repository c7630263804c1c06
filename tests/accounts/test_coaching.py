"""Coaching: asked, offered, accepted, declined, taken back and ended."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Coaching
from accounts.services import coaching
from accounts.services.people import deactivate
from core.models import AuditEntry
from notifications.kinds import REGISTERED, still_due
from notifications.models import Notification


@pytest.fixture
def question(cast, now):
    """Cleo asked Dora to coach her."""
    return coaching.ask(cast.dora, coachee=cast.cleo, by=cast.cleo, at=now)


def told(person) -> list[str]:
    return sorted(set(Notification.objects.filter(person=person).values_list("kind", flat=True)))


def due(person, at) -> list[str]:
    rows = Notification.objects.filter(still_due(at), person=person)
    return sorted(set(rows.values_list("kind", flat=True)))


def press(browser, coaching, verb):
    return browser.post(f"/coachings/{coaching.pk}/{verb}/")


# Asking


def test_a_coach_is_asked_from_a_persons_page(client_for, cast):
    browser = client_for(cast.cleo)
    answer = browser.post("/coachings/ask/", {"way": "ask", "person": cast.dora.pk})
    assert answer.status_code == 303
    assert answer["Location"] == "/coachings/"
    made = Coaching.objects.get(coach=cast.dora, coachee=cast.cleo)
    assert (made.asked_by, made.accepted_at) == (cast.cleo, None)
    page = browser.get("/coachings/").content.decode()
    assert "Dora Wójcik will see your question." in page
    assert f'action="/coachings/{made.pk}/end/"' in page
    assert told(cast.dora) == ["coaching.asked"]
    assert told(cast.cleo) == []


def test_coaching_is_offered(client_for, cast):
    client_for(cast.cleo).post("/coachings/ask/", {"way": "offer", "person": cast.dora.pk})
    made = Coaching.objects.get(coach=cast.cleo, coachee=cast.dora)
    assert made.asked_by == cast.cleo
    assert told(cast.dora) == ["coaching.offered"]


def test_the_page_to_ask_finds_people_without_scripts(client_for, cast):
    browser = client_for(cast.cleo)
    assert browser.get("/coachings/ask/").status_code == 200
    searched = browser.post("/coachings/ask/", {"way": "offer", "find": "1", "q": "wojcik"})
    page = searched.content.decode()
    assert searched.status_code == 200
    assert f'value="{cast.dora.pk}"' in page
    assert searched.context["form"]["way"].value() == "offer"
    assert not Coaching.objects.filter(asked_by=cast.cleo).exists()


def test_a_link_chooses_a_person_beforehand(client_for, cast):
    page = client_for(cast.cleo).get(f"/coachings/ask/?person={cast.dora.pk}&way=offer")
    assert "Dora Wójcik" in page.content.decode()
    odd = client_for(cast.cleo).get("/coachings/ask/?person=nonsense&way=nonsense")
    assert odd.status_code == 200


def test_a_double_click_asks_once(client_for, cast):
    browser = client_for(cast.cleo)
    key = "6c3f5b1e-0000-4000-8000-000000000001"
    sent = {"way": "ask", "person": cast.dora.pk, "idempotency_key": key}
    first, second = (browser.post("/coachings/ask/", sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert Coaching.objects.filter(asked_by=cast.cleo).count() == 1


@pytest.mark.parametrize(
    ("whom", "sentence"),
    [
        ("cleo", "Nobody coaches themselves"),
        ("zoe", "has left the organisation"),
        (None, "Choose a person first."),
        ("nonsense", "Choose a person of the list."),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(client_for, cast, whom, sentence):
    person = getattr(cast, whom).pk if whom in vars(cast) else (whom or "")
    answer = client_for(cast.cleo).post("/coachings/ask/", {"way": "ask", "person": person})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Coaching.objects.filter(asked_by=cast.cleo).exists()


def test_asking_twice_gets_a_sentence(client_for, cast, question):
    answer = client_for(cast.cleo).post("/coachings/ask/", {"way": "ask", "person": cast.dora.pk})
    assert answer.status_code == 422
    assert "open coaching relation or question already" in answer.content.decode()


def test_the_two_can_coach_each_other(cast, now):
    made = coaching.ask(cast.ben, coachee=cast.ada, by=cast.ada, at=now)
    coaching.accept(made, by=cast.ben, at=now)
    assert Coaching.objects.active().count() == 2


def test_nobody_asks_for_two_others(cast, now):
    with pytest.raises(PermissionDenied):
        coaching.ask(cast.dora, coachee=cast.cleo, by=cast.ada, at=now)


# Accepting


def test_the_asked_one_accepts_and_the_asker_is_told(client_for, cast, question):
    browser = client_for(cast.dora)
    answer = press(browser, question, "accept")
    assert answer.status_code == 303
    question.refresh_from_db()
    assert question.is_active
    assert question.accepted_by == cast.dora
    assert told(cast.cleo) == ["coaching.accepted"]
    assert "You coach Cleo Adeyemi from now on." in browser.get("/coachings/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("dora", 303), ("cleo", 403), ("ada", 404), ("root", 404)]
)
def test_only_the_asked_one_may_accept(client_for, cast, question, who, status):
    assert press(client_for(getattr(cast, who)), question, "accept").status_code == status
    question.refresh_from_db()
    assert question.is_active is (status == 303)


def test_accepting_twice_says_so(client_for, cast, question):
    browser = client_for(cast.dora)
    press(browser, question, "accept")
    again = press(browser, question, "accept")
    assert again.status_code == 422
    assert "answered before" in again.content.decode()


def test_a_question_of_somebody_who_left_cannot_be_accepted(client_for, cast, question, now):
    deactivate(cast.cleo, by=cast.root, at=now)
    answer = press(client_for(cast.dora), question, "accept")
    assert answer.status_code == 422
    assert "has left" in answer.content.decode()


def test_an_accepted_offer_names_the_coach(client_for, cast, now):
    offer = coaching.ask(cast.dora, coachee=cast.cleo, by=cast.dora, at=now)
    browser = client_for(cast.cleo)
    press(browser, offer, "accept")
    assert "Dora Wójcik coaches you from now on." in browser.get("/coachings/").content.decode()


# Ending, declining, taking back


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_either_side_ends_it_and_the_other_is_told(client_for, cast, who, now):
    browser = client_for(getattr(cast, who))
    confirm = browser.get(f"/coachings/{cast.coaching.pk}/end/")
    assert "Nothing that was written is lost" in confirm.content.decode()
    assert press(browser, cast.coaching, "end").status_code == 303
    cast.coaching.refresh_from_db()
    assert cast.coaching.ended_by == getattr(cast, who)
    other = cast.ben if who == "ada" else cast.ada
    assert due(other, now) == ["coaching.ended"]
    assert "has ended" in browser.get("/coachings/").content.decode()
    assert AuditEntry.objects.filter(action="coaching.end", by=getattr(cast, who)).exists()


def test_the_asked_one_declines(client_for, cast, question, now):
    browser = client_for(cast.dora)
    assert press(browser, question, "end").status_code == 303
    assert due(cast.cleo, now) == ["coaching.declined"]
    assert due(cast.dora, now) == []
    assert "does not suit now" in browser.get("/coachings/").content.decode()
    assert AuditEntry.objects.filter(action="coaching.decline").exists()


def test_the_asker_takes_it_back_and_the_nudge_goes(client_for, cast, question, now):
    assert due(cast.dora, now) == ["coaching.asked"]
    confirm = client_for(cast.cleo).get(f"/coachings/{question.pk}/end/").content.decode()
    assert "Close the question" in confirm
    assert press(client_for(cast.cleo), question, "end").status_code == 303
    assert due(cast.dora, now) == []
    assert told(cast.cleo) == []
    assert AuditEntry.objects.filter(action="coaching.take_back").exists()


@pytest.mark.parametrize("who", ["cleo", "dora", "root", "tess"])
def test_strangers_find_nothing_to_end(client_for, cast, who):
    browser = client_for(getattr(cast, who))
    assert press(browser, cast.coaching, "end").status_code == 404
    assert browser.get(f"/coachings/{cast.coaching.pk}/end/").status_code == 404


def test_ending_twice_says_so(client_for, cast):
    browser = client_for(cast.ben)
    press(browser, cast.coaching, "end")
    again = press(browser, cast.coaching, "end")
    assert again.status_code == 422
    assert "ended before" in again.content.decode()


def test_services_refuse_strangers(cast, question, now):
    for verb in (coaching.accept, coaching.end):
        with pytest.raises(PermissionDenied):
            verb(question, by=cast.ben, at=now)


def test_it_can_be_asked_again_after_it_ended(cast, now):
    coaching.end(cast.coaching, by=cast.ben, at=now)
    again = coaching.ask(cast.ada, coachee=cast.ben, by=cast.ben, at=now)
    assert again.pk != cast.coaching.pk


# The page


def test_the_page_shows_each_side_its_own_view(client_for, cast, question):
    page = {
        name: client_for(getattr(cast, name)).get("/coachings/").content.decode()
        for name in ("ada", "ben", "cleo", "dora", "root")
    }
    assert "Ben Haddad" in page["ada"]
    assert "Ada Lindqvist" in page["ben"]
    assert "Waits for your answer" in page["dora"]
    assert "Asked by me" in page["cleo"]
    for stranger in ("cleo", "dora", "root"):
        assert "Ben Haddad" not in page[stranger]
    assert "No coach yet" in page["root"]


def test_those_who_left_are_not_on_the_page(client_for, cast, now):
    deactivate(cast.ada, by=cast.root, at=now)
    assert "Ada Lindqvist" not in client_for(cast.ben).get("/coachings/").content.decode()
    assert cast.coaching not in Coaching.objects.active()


def test_the_page_costs_the_same_for_few_and_many(
    client_for, cast, now, many, django_assert_max_num_queries
):
    browser = client_for(cast.ada)
    with django_assert_max_num_queries(5) as few:
        browser.get("/coachings/")
    for person in many(15):
        made = coaching.ask(cast.ada, coachee=person, by=person, at=now)
        coaching.accept(made, by=cast.ada, at=now)
    with django_assert_max_num_queries(5) as lots:
        browser.get("/coachings/")
    assert len(lots) == len(few)


def test_every_nudge_of_coaching_says_why(cast):
    for code in ("asked", "offered", "accepted", "declined", "ended"):
        kind = REGISTERED[f"coaching.{code}"]
        assert "%(actor)s" in str(kind.title)
        assert str(kind.why).endswith(".")
