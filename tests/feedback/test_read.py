"""Who reads feedback: the rule, its SQL, the pages and the calls give the same answer."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Coaching
from accounts.services import coaching
from accounts.services.people import deactivate
from feedback import policies, readers
from feedback.models import Feedback, Reply
from feedback.services import mark_read, reply, share, take_off_wall, thank, unshare, withdraw

pytestmark = pytest.mark.usefixtures("_at_now")

CAST = ("ada", "ben", "cleo", "dora", "root", "tess", "zoe")
LONG_AGO = timedelta(days=3)
EVERYBODY = set(CAST) - {"zoe"}


def shared_with(*names):
    def act(feedback, cast, now):
        share(feedback, people=[getattr(cast, name) for name in names], by=cast.ben, at=now)

    return act


def shared_and_taken_back(feedback, cast, now):
    shared_with("dora")(feedback, cast, now)
    unshare(feedback, people=[cast.dora], by=cast.ben, at=now)


def coaching_ends(feedback, cast, now):
    coaching.end(cast.coaching, by=cast.ben, at=now)


def shared_with_a_coach_who_ends(feedback, cast, now):
    shared_with("ada")(feedback, cast, now)
    coaching_ends(feedback, cast, now)


def coach_leaves(feedback, cast, now):
    deactivate(cast.ada, by=cast.root, at=now)


def recipient_leaves(feedback, cast, now):
    deactivate(cast.ben, by=cast.root, at=now)


def giver_leaves(feedback, cast, now):
    deactivate(cast.cleo, by=cast.root, at=now)


def taken_back(feedback, cast, now):
    withdraw(feedback, by=cast.cleo, at=feedback.given_at)


def off_the_wall(feedback, cast, now):
    take_off_wall(feedback, by=cast.ben, at=now)


def a_new_coach(feedback, cast, now):
    relation = coaching.ask(cast.tess, coachee=cast.ben, by=cast.ben, at=now)
    coaching.accept(relation, by=cast.tess, at=now)


def coaching_asked(feedback, cast, now):
    coaching.ask(cast.dora, coachee=cast.ben, by=cast.ben, at=now)


def untouched(feedback, cast, now):
    pass


SIDES = {"ben", "cleo"}
STATES = [
    ("recipient", untouched, SIDES),
    ("recipient", a_new_coach, SIDES),
    ("recipient", shared_with("dora", "ada"), SIDES | {"dora", "ada"}),
    ("recipient", shared_and_taken_back, SIDES),
    ("recipient", shared_with_a_coach_who_ends, SIDES),
    ("recipient", recipient_leaves, {"cleo"}),
    ("recipient", giver_leaves, {"ben"}),
    ("recipient", taken_back, {"cleo"}),
    ("recipient_and_coaches", untouched, SIDES | {"ada"}),
    ("recipient_and_coaches", a_new_coach, SIDES | {"ada", "tess"}),
    ("recipient_and_coaches", coaching_asked, SIDES | {"ada"}),
    ("recipient_and_coaches", coaching_ends, SIDES),
    ("recipient_and_coaches", coach_leaves, SIDES),
    ("recipient_and_coaches", recipient_leaves, {"cleo"}),
    ("recipient_and_coaches", taken_back, {"cleo"}),
    ("everyone", untouched, EVERYBODY),
    ("everyone", recipient_leaves, EVERYBODY - {"ben"}),
    ("everyone", off_the_wall, SIDES),
    ("everyone", taken_back, {"cleo"}),
]


@pytest.mark.parametrize(("choice", "act", "reading"), STATES)
def test_rule_sql_and_sentence_agree(given, cast, now, choice, act, reading):
    feedback = given("cleo", "ben", readers=choice)
    act(feedback, cast, now)
    feedback = Feedback.objects.with_people().get(pk=feedback.pk)
    for person in (getattr(cast, name) for name in CAST):
        person.refresh_from_db()
    people = {name: getattr(cast, name) for name in CAST}
    visible = {n for n, p in people.items() if Feedback.objects.visible_to(p).exists()}
    assert visible == reading
    assert {n for n, p in people.items() if policies.can_read(p, feedback)} == reading
    for name in reading:
        check_sentence(feedback, people, reading, viewer=name)


def check_sentence(feedback, people, reading, *, viewer):
    """What is said names nobody who does not read it, and everybody the viewer may know of."""
    told = readers.after(feedback, viewer=people[viewer])
    if told.everyone:
        assert len(reading) > 2
        return
    named = {name for name, person in people.items() if person in told.people}
    shown = (
        {name for name in reading if name not in SIDES}
        if feedback.readers == "recipient"
        else set()
    )
    assert named == (reading if viewer == "ben" else reading - shown | {viewer})
    for name in named - {viewer}:
        assert people[name].name in told.first
    assert told.first.startswith(("You", "Only you"))


@pytest.mark.parametrize("choice", ["recipient", "recipient_and_coaches", "everyone"])
def test_the_sentence_before_sending_names_those_who_will_read(given, cast, now, choice):
    told = readers.before(cast.cleo, [cast.ben], readers=choice)
    feedback = given("cleo", "ben", readers=choice)
    reading = {n for n in CAST if Feedback.objects.visible_to(getattr(cast, n)).exists()}
    if told.everyone:
        assert reading == EVERYBODY
        assert told.first == "Everyone at Nordlys Engineering will be able to read this."
    else:
        assert {n for n in CAST if getattr(cast, n) in told.people} == reading
        assert all(getattr(cast, n).name in told.first for n in reading - {"cleo"})
    assert feedback.readers == choice


def test_the_sentence_for_several_or_nobody_is_general(cast):
    before = readers.before
    several = [cast.ben, cast.ada]
    assert "each of them for themselves" in before(cast.cleo, several, readers="recipient").first
    assert "with their coaches" in before(cast.cleo, several, readers="recipient_and_coaches").first
    assert "the person you choose" in before(cast.cleo, [], readers="recipient").first
    assert "and their coaches" in before(cast.cleo, [], readers="recipient_and_coaches").first
    assert "They can take it down" in before(cast.cleo, several, readers="everyone").rest


def test_the_recipient_is_told_their_own_rights(given, cast):
    feedback = given("cleo", "ben", readers="everyone")
    told = readers.after(feedback, viewer=cast.ben)
    assert told.first == "Everyone at Nordlys Engineering can read this."
    assert told.rest == "It stands on the wall, and you can take it down."
    assert "Ben can take it down" in readers.after(feedback, viewer=cast.dora).rest
    own = readers.after(given("cleo", "ben"), viewer=cast.ben)
    assert own.first == "You and Cleo Adeyemi can read this."
    assert "unless you share it" in own.rest
    coached = given("cleo", "ben", readers="recipient_and_coaches")
    assert readers.after(coached, viewer=cast.ben).first == (
        "You, Cleo Adeyemi and Ada Lindqvist can read this."
    )


ADDRESSES = [
    ("get", "/feedback/{}/"),
    ("get", "/api/v1/feedback/{}"),
    *[
        ("post", prefix + act + suffix)
        for prefix, suffix in (("/feedback/{}/", "/"), ("/api/v1/feedback/{}/", ""))
        for act in (
            "withdraw",
            "thank",
            "reply",
            "share",
            "unshare",
            "take-off-wall",
            "put-back-on-wall",
        )
    ],
]


def test_what_one_may_not_read_answers_as_what_does_not_exist(given, api_for, cast, now):
    feedback = given("cleo", "ben", readers="recipient")
    for name in ("ada", "root"):
        caller = api_for(getattr(cast, name))
        for method, address in ADDRESSES:
            hidden = getattr(caller, method)(address.format(feedback.pk))
            absent = getattr(caller, method)(address.format(uuid.uuid4()))
            assert hidden.status_code == absent.status_code == 404, address
            assert steady(hidden) == steady(absent)


def steady(answer):
    """The answer without what changes with every request."""
    import re

    body = re.sub(r"csrf[^>]*|X-CSRFToken[^}]*", "", answer.content.decode())
    return body, sorted(name for name in answer.headers)


def test_somebody_who_left_is_signed_out(given, api_for, cast, now):
    feedback = given("cleo", "ben")
    caller = api_for(cast.ben)
    recipient_leaves(feedback, cast, now)
    assert caller.get(f"/api/v1/feedback/{feedback.pk}").status_code in (401, 403)
    assert caller.get(feedback.get_absolute_url()).status_code == 302


def test_a_search_finds_what_one_may_read_and_nothing_else(given, cast, now):
    given("cleo", "ben", behaviour="Crane one.")
    given("cleo", "dora", behaviour="Crane two.", readers="everyone")
    given("cleo", "dora", behaviour="Crane three.")
    withdraw(given("cleo", "ben", behaviour="Crane four.", at=now), by=cast.cleo, at=now)
    for name, finds in (
        ("ben", {"Crane one.", "Crane two."}),
        ("cleo", {"Crane one.", "Crane two.", "Crane three."}),
        ("root", {"Crane two."}),
        ("zoe", set()),
    ):
        found = Feedback.objects.found_by(getattr(cast, name), "crane")
        assert {piece.behaviour for piece in found} == finds


# Opening it


def test_opened_by_its_recipient_it_counts_as_read(given, client_for, api_for, cast, now):
    feedback = given("cleo", "ben", readers="everyone")
    for name in ("cleo", "ada", "dora"):
        client_for(getattr(cast, name)).get(feedback.get_absolute_url())
        api_for(getattr(cast, name)).get(f"/api/v1/feedback/{feedback.pk}")
        feedback.refresh_from_db()
        assert feedback.read_at is None
    client_for(cast.ben).get(feedback.get_absolute_url())
    feedback.refresh_from_db()
    assert feedback.read_at == now
    mark_read(feedback, by=cast.ben, at=now + timedelta(days=1))
    feedback.refresh_from_db()
    assert feedback.read_at == now


def test_opened_by_call_it_counts_as_read(given, api_for, ben, now):
    feedback = given("cleo", "ben")
    url = "/api/v1/feedback"
    caller = api_for(ben)
    assert caller.get(url, {"box": "received"}).json()["results"][0]["opened"] is False
    assert caller.get(f"{url}/{feedback.pk}").json()["opened"] is True


def test_thanks_and_replies_count_as_read_by_the_other_side(given, cast, now):
    feedback = given("cleo", "ben")
    thank(feedback, text="Thanks.", will_try="", by=cast.ben, at=now)
    reply(feedback, text="When was it?", by=cast.ben, at=now)
    mark_read(feedback, by=cast.ben, at=now)
    assert Reply.objects.get().read_at is None
    mark_read(feedback, by=cast.cleo, at=now)
    feedback.refresh_from_db()
    assert feedback.thanks_read_at == Reply.objects.get().read_at == now


def test_others_see_days_and_never_minutes(given, client_for, api_for, cast):
    feedback = given("cleo", "ben", readers="recipient_and_coaches")
    for name in ("ben", "ada"):
        page = client_for(getattr(cast, name)).get(feedback.get_absolute_url()).content.decode()
        assert "08:50" not in page
        assert "09:50" not in page
        body = api_for(getattr(cast, name)).get(f"/api/v1/feedback/{feedback.pk}").content.decode()
        assert ":50" not in body
        assert '"given_on":"2026-11-12"' in body


def test_words_are_shown_escaped(given, client_for, ben):
    feedback = given("cleo", "ben", behaviour="<script>alert(1)</script>\u202e")
    page = client_for(ben).get(feedback.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_page_of_one_piece_costs_the_same_with_a_long_thread(
    given, client_for, cast, now, django_assert_max_num_queries
):
    feedback = given("cleo", "ben", readers="recipient_and_coaches")
    client = client_for(cast.ben)
    client.get(feedback.get_absolute_url())
    with django_assert_max_num_queries(14) as short:
        client.get(feedback.get_absolute_url())
    for number in range(10):
        reply(feedback, text=f"Word {number}", by=cast.ben, at=now)
    share(feedback, people=[cast.dora, cast.tess], by=cast.ben, at=now)
    with django_assert_max_num_queries(len(short)):
        client.get(feedback.get_absolute_url())


def test_the_end_of_a_coaching_is_not_stored_in_a_page(given, api_for, cast, now):
    feedback = given("cleo", "ben", readers="recipient_and_coaches")
    caller = api_for(cast.ada)
    assert caller.get(feedback.get_absolute_url()).status_code == 200
    coaching.end(Coaching.objects.get(), by=cast.ben, at=now)
    assert caller.get(feedback.get_absolute_url()).status_code == 404
    assert (
        caller.get(reverse("feedback_inbox"), {"box": "shown"}).context["pieces"].object_list[:]
        == []
    )
