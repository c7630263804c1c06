"""Hints on pages and by call: they ask, keep nothing, and never hold anything back."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.models import Draft, HintChoice, IdempotentCall
from feedback.models import Feedback
from feedback.services import Piece, give
from goals.services import goals, metrics

LAZY = {
    "kind": "improvement",
    "behaviour": "You are lazy with the sheet.",
    "situation": "In meetings.",
}
GERMAN = "Du bist faul, und das weißt du auch."
MOST_QUERIES = 12


def ask(client, **typed):
    return client.post("/guide/feedback/", typed)


def test_words_on_their_way_are_answered_with_questions_and_kept_nowhere(client_for, cleo):
    before = (Draft.objects.count(), Feedback.objects.count())
    answer = ask(client_for(cleo), **LAZY, recommendation="Communicate better.")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<li") == 3
    assert "“<mark>You are lazy</mark>” This is about the person." in page
    assert "<!doctype" not in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert (Draft.objects.count(), Feedback.objects.count()) == before


def test_praise_is_not_asked_for_a_recommendation(client_for, cleo):
    typed = {"kind": "praise", "behaviour": "You rang on Monday.", "recommendation": "Do better."}
    assert "<li" not in ask(client_for(cleo), **typed).content.decode()


def test_what_was_dismissed_for_this_text_is_not_asked_again(client_for, cleo):
    page = ask(client_for(cleo), **LAZY, passed=["trait", "nonsense"]).content.decode()
    assert "You are lazy" not in page
    assert "Which moment" in page


def test_words_are_shown_as_text(client_for, cleo):
    page = ask(client_for(cleo), situation="In <script>alert(x)</script> meetings, usually")
    assert "&lt;script&gt;" in page.content.decode()
    assert "<script>" not in page.content.decode()


def test_a_german_text_is_asked_in_german_whatever_the_interface_speaks(client_for, cleo):
    page = ask(client_for(cleo), behaviour=GERMAN).content.decode()
    assert '<p lang="de" data-question>“<mark>Du bist faul</mark>” Das beschreibt' in page


def test_asking_costs_little(client_for, cleo, ben, django_assert_max_num_queries):
    client = client_for(cleo)
    with django_assert_max_num_queries(5):
        ask(client, **LAZY, recipients=[str(ben.pk)])


def test_nobody_is_asked_without_signing_in_or_by_following_a_link(client, client_for, cleo):
    assert client.post("/guide/feedback/", LAZY).status_code == 302
    assert client_for(cleo).get("/guide/feedback/").status_code == 405
    assert client_for(cleo).get("/guide/goal/").status_code == 405


SAME = "You tested the export with the customer’s own file."


@pytest.fixture
def _told_to_three(cast, now):
    people = [cast.ada, cast.ben, cast.dora]
    give(people, what=Piece("praise", "recipient", SAME), by=cast.cleo, at=now)


@pytest.mark.usefixtures("_told_to_three")
def test_the_same_words_for_many_are_asked_about_to_their_giver_alone(client_for, cleo, ada, tess):
    def page(giver, recipient, words=SAME):
        return ask(client_for(giver), behaviour=words, recipients=[str(recipient.pk)]).content

    assert b"Several people get the same words" in page(cleo, tess, f" {SAME.upper()} ")
    assert b"Several people" not in page(cleo, ada)  # three people in all
    assert b"Several people" not in page(cleo, tess, "Thank you.")
    assert b"Several people" not in page(ada, tess)


@pytest.mark.usefixtures("_told_to_three")
def test_a_draft_that_was_sent_is_no_earlier_piece_of_itself(client_for, cleo, tess):
    batch = Feedback.objects.filter(giver=cleo).first().batch
    url = reverse("feedback_compose", args=[batch])
    typed = {"kind": "praise", "behaviour": SAME, "recipients": [str(tess.pk)], "look": "1"}
    assert "Several people" not in client_for(cleo).post(url, typed).content.decode()


def test_without_script_hints_stand_beside_what_is_to_be_corrected(client_for, cleo, ben):
    url = reverse("feedback_compose", args=[uuid.uuid4()])
    typed = {**LAZY, "readers": "recipient", "recipients": [str(ben.pk)], "impact": "We waited."}
    page = client_for(cleo).post(url, {**typed, "passed": "no_moment"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Say one thing to try next time." in text
    assert "<mark>You are lazy</mark>" in text
    assert '<input type="hidden" name="passed" value="no_moment">' in text
    assert "Which moment" not in text
    looked = client_for(cleo).post(url, {**typed, "look": "1"})
    assert looked.status_code == 200
    assert "<mark>In meetings</mark>" in looked.content.decode()


def test_hints_never_hold_anything_back(client_for, cleo, ben):
    url = reverse("feedback_compose", args=[uuid.uuid4()])
    typed = {**LAZY, "readers": "recipient", "recipients": [str(ben.pk)], "impact": "We waited."}
    sent = client_for(cleo).post(url, {**typed, "recommendation": "Communicate better."})
    assert sent.status_code == 303
    assert Feedback.objects.get().recommendation == "Communicate better."


def test_the_course_asks_about_the_words_one_tried(client_for, cleo):
    from feedback import learning
    from feedback.models import Learner

    lessons = learning.course("en")
    Learner.objects.create(person=cleo, passed=len(lessons) - 1)
    url = f"/learn/course/{lessons[-1].slug}/"
    page = client_for(cleo).post(url, {"text": lessons[-1].nearly_sent}).content.decode()
    assert "Questions on your words" in page
    assert "<mark>You are always" in page


# Goals


def test_a_goal_that_is_being_written_is_asked_about(client_for, ben):
    client = client_for(ben)
    typed = {"title": "Communication", "why_it_matters": "It is important."}
    page = client.post("/guide/goal/", typed).content.decode()
    assert "<mark>Communication</mark>" in page
    assert "What becomes better, and for whom?" in page
    full = {
        "title": "Technicians find the fault alone",
        "why_it_matters": "People in the field wait on hold while a flat stays cold.",
        "aim": "performing",
    }
    assert "How will you notice" in client.post("/guide/goal/", full).content.decode()
    dated = client.post("/guide/goal/", {**full, "due_on": ""}).content.decode()
    assert "Until when would be good?" in dated
    assert "Until when" not in client.post("/guide/goal/", {**full, "due_on": "x"}).content.decode()
    learning = client.post("/guide/goal/", {**full, "aim": "learning"}).content.decode()
    assert "How will you notice" not in learning


def test_a_goal_form_that_comes_back_shows_its_hints(client_for, ben):
    page = client_for(ben).post("/goals/new/", {"title": "Communication", "why_it_matters": ""})
    assert page.status_code == 422
    assert "<mark>Communication</mark>" in page.content.decode()
    assert '<li class="try"' not in client_for(ben).get("/goals/new/").content.decode()


@pytest.fixture
def vague_goal(cast, now):
    return goals.propose(
        title="Better communication",
        why_it_matters="We talk past each other at every hand-over.",
        owners=[cast.ben],
        parents=[],
        by=cast.ben,
        at=now,
    )


def test_the_page_of_a_goal_asks_its_owners_alone(client_for, ben, cleo, vague_goal):
    address = f"/goals/{vague_goal.pk}/"
    own = client_for(ben).get(address).content.decode()
    assert "2 questions on the wording" in own
    assert "<mark>Better communication</mark>" in own
    assert "on the wording" not in client_for(cleo).get(address).content.decode()


def test_a_number_and_a_day_answer_the_questions(client_for, ben, vague_goal, now):
    metrics.add(
        vague_goal,
        name="Open points",
        unit="",
        direction="down",
        by=ben,
        at=now,
        baseline=Decimal(9),
    )
    vague_goal.due_on = date(2027, 3, 1)
    vague_goal.save(update_fields=["due_on"])
    page = client_for(ben).get(f"/goals/{vague_goal.pk}/").content.decode()
    assert "1 question on the wording" in page
    typed = {"title": "Calls to the office", "why_it_matters": vague_goal.why_it_matters}
    named = {**typed, "of_goal": str(vague_goal.pk)}
    assert "How will" in client_for(ben).post("/guide/goal/", typed).content.decode()
    assert "How will" not in client_for(ben).post("/guide/goal/", named).content.decode()


def test_the_page_of_a_goal_costs_no_more_for_its_owner(
    client_for, ben, vague_goal, django_assert_max_num_queries
):
    client = client_for(ben)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"/goals/{vague_goal.pk}/")


# One's own choice


def test_each_kind_can_be_switched_off_and_on_again(client_for, cleo):
    client = client_for(cleo)
    page = client.get("/me/settings/hints/")
    assert page.content.decode().count("checked") == 14
    everything = [one for one in page.context["form"].usual if one != "trait"]
    saved = client.post("/me/settings/hints/", {"wanted": everything})
    assert saved.status_code == 303
    choice = HintChoice.objects.get()
    assert (choice.owner, choice.rule, choice.is_wanted) == (cleo, "trait", False)
    assert str(choice) == "trait"
    assert "You are lazy" not in ask(client, **LAZY).content.decode()
    client.post("/me/settings/hints/", {"wanted": [*everything, "trait"]})
    assert not HintChoice.objects.exists()
    assert "You are lazy" in ask(client, **LAZY).content.decode()


def test_a_kind_that_does_not_exist_is_refused(client_for, cleo):
    answer = client_for(cleo).post("/me/settings/hints/", {"wanted": ["nonsense"]})
    assert answer.status_code == 422
    assert "One of these is not in it." in answer.content.decode()


def test_nobody_chooses_for_somebody_else(cleo, ben, now):
    from django.core.exceptions import PermissionDenied

    from core.guide.choices import choose

    with pytest.raises(PermissionDenied):
        choose(ben, wanted=[], usual={"trait": True}, by=cleo, at=now)


# By call


def test_a_call_gets_the_same_hints(api_for, cleo, ben):
    call = {**LAZY, "kind": "feedback", "recipients": [str(ben.pk)], "passed": ["no_moment"]}
    answer = api_for(cleo).post(
        "/api/v1/guide", call, format="json", headers={"Idempotency-Key": "same"}
    )
    (hint,) = answer.json()["hints"]
    assert (hint["rule"], hint["field"], hint["words"]) == ("trait", "behaviour", "You are lazy")
    assert hint["question"]
    assert set(hint["example"]) == {"before", "after"}
    assert hint["language"] == "en"
    assert not IdempotentCall.objects.exists()


def test_a_call_about_a_goal(api_for, ben):
    def hints(**typed):
        answer = api_for(ben).post("/api/v1/guide", {"kind": "goal", **typed}, format="json")
        return [hint["rule"] for hint in answer.json()["hints"]]

    whole = {"title": "Nine calls", "why_it_matters": "People wait on hold, in the cold."}
    assert hints(title="Quality", why_it_matters="") == ["topic_alone", "short_why"]
    assert hints(**whole, due_on=None, metrics=7) == ["many_numbers", "no_date"]
    assert hints(**whole, due_on="2027-01-01", aim="learning") == []


def test_a_call_with_nonsense_is_refused_in_words(api_for, ben):
    for wrong in ({}, {"kind": "poem"}, {"kind": "goal", "title": "a" * 20_001}):
        answer = api_for(ben).post("/api/v1/guide", wrong, format="json")
        assert answer.status_code == 422
        assert answer.json()["errors"]


def test_rules_are_listed_and_chosen_by_call(api_for, cleo):
    api = api_for(cleo)
    rules = api.get("/api/v1/guide").json()["rules"]
    assert len(rules) == 14
    assert all(one["is_wanted"] and one["reason"] for one in rules)
    told = api.put("/api/v1/guide", {"wanted": ["trait", "no_date"]}, format="json").json()
    assert [one["rule"] for one in told["rules"] if one["is_wanted"]] == ["trait", "no_date"]
    assert api.put("/api/v1/guide", {"wanted": ["poem"]}, format="json").status_code == 422
