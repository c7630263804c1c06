"""Giving feedback: in the form, by call, and what the database itself refuses."""

import json
import uuid
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.services.people import deactivate
from core.models import AuditEntry, Draft
from feedback.models import Feedback
from feedback.services import Piece, give
from feedback.services.giving import AlreadySent, EnoughForNow, IncompletePiece, WrongRecipients
from notifications.models import Notification
from tests.feedback.conftest import IMPROVEMENT, PRAISE

pytestmark = pytest.mark.usefixtures("_at_now")


def compose_url(draft=None):
    return reverse("feedback_compose", args=[draft or uuid.uuid4()])


# What works


def test_praise_given_in_the_form_is_there_for_its_recipient(client_for, ada, cleo, form):
    answer = client_for(cleo).post(compose_url(), form(ada))
    feedback = Feedback.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == feedback.get_absolute_url()
    assert (feedback.giver, feedback.recipient, feedback.kind) == (cleo, ada, "praise")


def test_an_improvement_given_by_call_is_answered_with_the_copy(api_for, ada, cleo):
    body = {**IMPROVEMENT, "recipients": [str(ada.pk)]}
    answer = api_for(cleo).post("/api/v1/feedback", body)
    assert answer.status_code == 201
    (result,) = answer.json()["results"]
    assert answer.json()["id"] == result["id"]
    assert result["recommendation"] == IMPROVEMENT["recommendation"]
    assert result["recipient"] == {"id": str(ada.pk), "name": "Ada Lindqvist"}


def test_the_address_of_the_button_takes_a_form_too(client_for, ada, cleo, form):
    assert client_for(cleo).post("/feedback/give/", form(ada)).status_code == 303
    assert Feedback.objects.get().recipient == ada


def test_each_of_several_people_gets_a_copy(api_for, ada, ben, cleo):
    people = [str(ben.pk), str(ada.pk), str(ben.pk)]
    answer = api_for(cleo).post("/api/v1/feedback", {**PRAISE, "recipients": people}).json()
    assert [one["recipient"]["name"] for one in answer["results"]] == [
        "Ben Haddad",
        "Ada Lindqvist",
    ]
    assert answer["id"] is None
    assert len({copy.batch for copy in Feedback.objects.all()}) == 1


def test_several_people_at_once_are_counted_in_the_toast(client_for, ada, ben, cleo, form):
    answer = client_for(cleo).post(compose_url(), form(ada, ben), follow=True)
    assert "Sent to 2 people" in answer.content.decode()
    assert answer.redirect_chain[0][0] == "/feedback/?box=given"


def test_sending_offers_to_take_it_back(client_for, ada, cleo, form):
    page = client_for(cleo).post(compose_url(), form(ada), follow=True).content.decode()
    assert "Sent to Ada" in page
    assert f"/feedback/{Feedback.objects.get().pk}/withdraw/" in page


def test_giving_tells_the_recipient_and_writes_no_words_anywhere(given, ada, cleo):
    feedback = given("cleo", "ada")
    rows = Notification.objects.filter(kind="feedback.received")
    assert {(row.person, row.actor, row.subject) for row in rows} == {(ada, cleo, feedback.pk)}
    entry = AuditEntry.objects.get(action="feedback.give")
    assert (entry.by, entry.subject, entry.words) == (cleo, feedback.pk, "")


def test_words_are_kept_as_they_are(given):
    text = "é\u202eRTL\u202c 👩‍🚀 <script>alert(1)</script>"
    assert given(behaviour=text).behaviour == text


def test_line_breaks_are_of_one_kind(given):
    assert given(behaviour=" one\r\ntwo\rthree ").behaviour == "one\ntwo\nthree"


# What is demanded


@pytest.mark.parametrize(
    "changed",
    [
        {"situation": ""},
        {"behaviour": "   "},
        {"impact": "\r\n\t"},
        {"recommendation": "\u00a0\u200b"},
        {"recommendation": ""},
    ],
)
def test_an_improvement_without_its_parts_is_not_sent(
    client_for, api_for, ada, cleo, form, changed
):
    (name,) = changed
    page = client_for(cleo).post(compose_url(), form(ada, kind="improvement", **changed))
    assert page.status_code == 422
    assert f'id="id_{name}_error"' in page.content.decode()
    body = {**IMPROVEMENT, **changed, "recipients": [str(ada.pk)]}
    answer = api_for(cleo).post("/api/v1/feedback", body)
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {name}
    assert not Feedback.objects.exists()


def test_what_was_typed_stands_in_the_form_that_was_refused(client_for, ada, cleo, form):
    typed = form(ada, kind="improvement", recommendation="", impact="Forty minutes <b>")
    page = client_for(cleo).post(compose_url(), typed).content.decode()
    assert "Forty minutes &lt;b&gt;" in page
    assert 'aria-invalid="true"' in page
    assert "Say one thing to try next time. An improvement needs it." in page
    assert f'value="{ada.pk}" checked' in page
    assert "One thing to correct" in page


def test_praise_needs_the_behaviour_alone(given, api_for, ada, cleo):
    assert given("cleo", "ada").situation == ""
    body = {**PRAISE, "behaviour": " ", "recipients": [str(ada.pk)]}
    answer = api_for(cleo).post("/api/v1/feedback", body)
    assert answer.json()["errors"] == {"behaviour": "Say what you saw or heard."}


@pytest.mark.parametrize("characters", [10_000, 10_001])
def test_a_text_has_an_end(client_for, ada, cleo, form, characters):
    typed = form(ada, behaviour="å" * characters)
    answer = client_for(cleo).post(compose_url(), typed)
    assert answer.status_code == (303 if characters == 10_000 else 422)
    if characters > 10_000:
        assert "Shorten this to 10,000 characters. It has 10,001 now." in answer.content.decode()
        assert "å" * characters in answer.content.decode()


@pytest.mark.parametrize("text", ["nul\x00", "half \ud800"])
def test_characters_that_do_not_exist_are_refused_in_words(given, text):
    with pytest.raises(IncompletePiece, match="characters that do not exist"):
        given(behaviour=text)


def test_characters_that_do_not_exist_are_refused_by_form_and_call(
    client_for, api_for, ada, cleo, form
):
    page = client_for(cleo).post(compose_url(), form(ada, behaviour="nul\x00"))
    assert page.status_code == 422
    body = json.dumps({**PRAISE, "recipients": [str(ada.pk)], "behaviour": "half \ud800"})
    answer = api_for(cleo).post("/api/v1/feedback", body, content_type="application/json")
    assert answer.status_code == 400
    assert not Feedback.objects.exists()


def test_kind_and_readers_are_chosen(client_for, ada, cleo, form):
    page = client_for(cleo).post(
        compose_url(), form(ada, kind="praise") | {"kind": "", "readers": ""}
    )
    assert page.status_code == 422
    assert "Choose praise or improvement." in page.content.decode()
    assert "Choose who reads it." in page.content.decode()


def test_an_improvement_is_never_for_everyone(client_for, api_for, ada, cleo, form):
    typed = form(ada, kind="improvement", readers="everyone")
    page = client_for(cleo).post(compose_url(), typed)
    assert page.status_code == 422
    assert "An improvement is never shown to everyone." in page.content.decode()
    body = {**IMPROVEMENT, "readers": "everyone", "recipients": [str(ada.pk)]}
    assert set(api_for(cleo).post("/api/v1/feedback", body).json()["errors"]) == {"readers"}


def test_without_a_choice_a_call_means_the_recipient_alone(api_for, ada, cleo):
    body = {"kind": "praise", "behaviour": "Thanks.", "recipients": [str(ada.pk)]}
    assert (
        api_for(cleo).post("/api/v1/feedback", body).json()["results"][0]["readers"] == "recipient"
    )


# For whom


def test_nobody_gives_feedback_to_nobody(client_for, api_for, cleo, form):
    page = client_for(cleo).post(compose_url(), form())
    assert "Choose who this is for." in page.content.decode()
    answer = api_for(cleo).post("/api/v1/feedback", {**PRAISE, "recipients": []})
    assert answer.json()["errors"] == {"recipients": "Choose who this is for."}


def test_nobody_gives_feedback_to_themselves(client_for, api_for, cleo, form):
    page = client_for(cleo).post(compose_url(), form(cleo))
    assert page.status_code == 422
    assert "Choose somebody else. Feedback to yourself" in page.content.decode()
    answer = api_for(cleo).post("/api/v1/feedback", {**PRAISE, "recipients": [str(cleo.pk)]})
    assert answer.status_code == 422


def test_somebody_who_has_left_gets_no_feedback(client_for, api_for, cleo, zoe, form):
    page = client_for(cleo).post(compose_url(), form(zoe))
    assert "Choose somebody else. Zoe Tanaka has left." in page.content.decode()
    answer = api_for(cleo).post("/api/v1/feedback", {**PRAISE, "recipients": [str(zoe.pk)]})
    assert answer.json()["errors"]["recipients"] == "Choose somebody else. Zoe Tanaka has left."


@pytest.mark.parametrize(
    "unknown", [str(UUID("00000000-0000-4000-8000-000000000003")), "nobody", "\x00"]
)
def test_an_unknown_recipient_is_told_so(client_for, api_for, cleo, form, unknown):
    page = client_for(cleo).post(compose_url(), form() | {"recipients": [unknown]})
    assert page.status_code == 422
    assert "One of these people is not known here." in page.content.decode()
    if unknown != "\x00":
        answer = api_for(cleo).post("/api/v1/feedback", {**PRAISE, "recipients": [unknown]})
        assert answer.status_code == 422


def test_fifty_one_recipients_are_too_many(client_for, api_for, cleo, form):
    many = [str(uuid.uuid4()) for _number in range(51)]
    page = client_for(cleo).post(compose_url(), form() | {"recipients": many})
    assert "Choose at most 50 people at once." in page.content.decode()
    answer = api_for(cleo).post("/api/v1/feedback", {**PRAISE, "recipients": many})
    assert answer.status_code == 422


def test_more_people_than_a_day_allows_are_too_many(cleo, ada, now):
    from accounts.models import Person

    people = [Person(name=f"Colleague {number}") for number in range(21)]
    with pytest.raises(WrongRecipients, match="at most 20"):
        give(people, what=Piece(**PRAISE), by=cleo, at=now)


# How much


def test_two_improvements_a_week_are_enough_for_a_pair(given, client_for, ada, cleo, form, now):
    for days in (6, 2):
        given("cleo", "ada", kind="improvement", at=now - timedelta(days=days))
    page = client_for(cleo).post(compose_url(), form(ada, kind="improvement"))
    assert page.status_code == 422
    assert "Ada has had 2 improvements from you within a week." in page.content.decode()
    assert client_for(cleo).post(compose_url(), form(ada)).status_code == 303


def test_a_week_later_the_pair_is_free_again(given, now):
    for days in (8, 2):
        given("cleo", "ada", kind="improvement", at=now - timedelta(days=days))
    assert given("cleo", "ada", kind="improvement", at=now)


def test_twenty_pieces_a_day_are_enough_for_a_giver(given, cast, now):
    for number in range(10):
        given("cleo", "ada", "ben", at=now - timedelta(hours=1, minutes=number))
    with pytest.raises(EnoughForNow, match="20 pieces of feedback within 24 hours"):
        given("cleo", "ada", at=now)
    assert given("cleo", "ada", at=now + timedelta(hours=24))


def test_whoever_can_still_send_one_is_told_so(given, now):
    for number in range(19):
        given("cleo", "ada", at=now - timedelta(hours=1, minutes=number))
    with pytest.raises(EnoughForNow, match="You can send 1 more piece"):
        given("cleo", "ada", "ben", at=now)


def test_what_was_taken_back_unread_does_not_count(given, cleo, now):
    from feedback.services import withdraw

    for _number in range(3):
        withdraw(given("cleo", "ada", kind="improvement", at=now), by=cleo, at=now)
    assert given("cleo", "ada", kind="improvement", at=now)


# Once


def test_a_double_click_gives_one_copy(client_for, ada, cleo, form):
    client, url = client_for(cleo), compose_url()
    first, second = client.post(url, form(ada)), client.post(url, form(ada))
    assert first["Location"] == second["Location"]
    assert Feedback.objects.count() == 1


def test_a_second_tab_with_other_words_loses_nothing(client_for, ada, cleo, form):
    client, url = client_for(cleo), compose_url()
    client.post(url, form(ada))
    page = client.post(url, form(ada, behaviour="Other words of the second tab."))
    assert page.status_code == 422
    assert "This draft was sent from another tab" in page.content.decode()
    assert "Other words of the second tab." in page.content.decode()
    assert Feedback.objects.count() == 1


def test_sending_the_same_draft_again_returns_what_went(given):
    draft = uuid.uuid4()
    assert given(draft=draft) == given(draft=draft)
    with pytest.raises(AlreadySent):
        given(draft=draft, behaviour="Something else.")


def test_a_repeated_call_is_made_once(api_for, ada, cleo):
    body = {**PRAISE, "recipients": [str(ada.pk)]}
    caller, key = api_for(cleo), {"HTTP_IDEMPOTENCY_KEY": "once"}
    first = caller.post("/api/v1/feedback", body, **key)
    assert caller.post("/api/v1/feedback", body, **key).json() == first.json()
    assert Feedback.objects.count() == 1


def test_two_people_may_send_from_drafts_with_the_same_id(given):
    draft = uuid.uuid4()
    assert given("cleo", "ben", draft=draft) != given("ada", "ben", draft=draft)


def test_sending_a_draft_forgets_it(client_for, ada, cleo, form):
    draft = uuid.uuid4()
    client = client_for(cleo)
    client.post(compose_url(draft), form(ada) | {"keep": "1"})
    assert Draft.objects.filter(owner=cleo).exists()
    client.post(compose_url(draft), form(ada))
    assert not Draft.objects.filter(owner=cleo).exists()


# What is not possible yet is not ignored


def test_an_unknown_goal_is_refused(api_for, client_for, ada, cleo, form):
    unknown = str(uuid.uuid4())
    answer = api_for(cleo).post(
        "/api/v1/feedback", {**PRAISE, "recipients": [str(ada.pk)], "goal": unknown}
    )
    assert set(answer.json()["errors"]) == {"goal"}
    page = client_for(cleo).post(compose_url(), form(ada, goal=unknown))
    assert page.status_code == 422


# The database refuses by itself


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("an_improvement_has_a_recommendation", {"recommendation": " \n\t"}),
        ("an_improvement_tells_situation_and_impact", {"situation": ""}),
        ("an_improvement_tells_situation_and_impact", {"impact": "\n"}),
        ("feedback_tells_a_behaviour", {"behaviour": " "}),
        ("only_praise_is_for_everyone", {"readers": "everyone"}),
        ("feedback_has_known_readers", {"readers": "admins"}),
        ("feedback_is_praise_or_improvement", {"kind": "rating"}),
        ("words_of_feedback_have_an_end", {"impact": "x" * 10_001}),
        ("thanks_come_at_a_moment", {"will_try": "I will"}),
    ],
)
def test_the_database_keeps_the_rules(ada, cleo, now, constraint, changes):
    row = Feedback(giver=cleo, recipient=ada, given_at=now, **{**IMPROVEMENT, **changes})
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_knows_that_nobody_writes_to_themselves(cleo, now):
    row = Feedback(giver=cleo, recipient=cleo, given_at=now, **PRAISE)
    with pytest.raises(IntegrityError, match="nobody_gives_feedback_to_themselves"):
        with transaction.atomic():
            row.save(force_insert=True)


def test_the_database_sends_a_draft_once(given):
    feedback = given()
    feedback.pk = uuid.uuid4()
    with pytest.raises(IntegrityError, match="a_draft_is_sent_once_to_each"), transaction.atomic():
        feedback.save(force_insert=True)


def test_somebody_who_left_in_the_meantime_is_refused(cast, now):
    deactivate(cast.dora, by=cast.root, at=now)
    with pytest.raises(WrongRecipients):
        give([cast.dora], what=Piece(**PRAISE), by=cast.cleo, at=now)


# What it costs


def test_giving_by_call_takes_few_statements(api_for, ada, cleo, django_assert_max_num_queries):
    caller = api_for(cleo)
    with django_assert_max_num_queries(18):
        caller.post("/api/v1/feedback", {**PRAISE, "recipients": [str(ada.pk)]})
