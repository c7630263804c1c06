"""What is begun is kept, for its writer alone."""

import json
import uuid
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from core import drafts
from core.models import Draft
from feedback.models import Feedback
from tests.feedback.conftest import IMPROVEMENT

pytestmark = pytest.mark.usefixtures("_at_now")

BOX = "/feedback/?box=drafts"


def compose_url(draft):
    return reverse("feedback_compose", args=[draft])


def put(client, draft, fields, version=0):
    body = json.dumps({"fields": fields, "version": version})
    return client.put(f"/drafts/feedback/{draft}/", body, content_type="application/json")


def test_giving_begins_at_an_address_of_its_own(client_for, cleo, ada, goal):
    query = {"to": str(ada.pk), "goal": str(goal.pk)}
    answer = client_for(cleo).get("/feedback/give/", query, follow=True)
    ((address, code),) = answer.redirect_chain
    assert code == 302
    assert address.startswith("/feedback/give/")
    page = answer.content.decode()
    assert f'value="{ada.pk}" checked' in page
    assert f'name="goal" value="{goal.pk}" checked' in page
    assert "Send to Ada" in page
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "to=nobody&goal=x",
        f"to={UUID('00000000-0000-4000-8000-000000000001')}&goal={UUID('00000000-0000-4000-8000-000000000002')}",
    ],
)
def test_a_link_that_names_nobody_begins_an_empty_one(client_for, cleo, query):
    answer = client_for(cleo).get(f"/feedback/give/?{query}", follow=True)
    assert answer.status_code == 200
    assert "Send feedback" in answer.content.decode()


def test_the_page_says_who_will_read_before_anything_is_written(client_for, cleo, ben):
    page = client_for(cleo).get(f"/feedback/give/?to={ben.pk}", follow=True).content.decode()
    assert page.index("Before you write") < page.index("When and where was it?")
    assert "You and Ben Haddad will be able to read this." in page
    assert "You, Ben Haddad and Ada Lindqvist will be able to read this." in page
    assert "Everyone at Nordlys Engineering will be able to read this." in page
    assert "Ada Lindqvist at present" in page
    assert "Nothing you write here feeds pay or promotion." in page
    assert 'value="recipient" checked' in page


def test_kept_by_the_button_it_is_found_again(client_for, cleo, ben, form):
    draft = uuid.uuid4()
    typed = form(ben, kind="improvement", recommendation="") | {"keep": "1"}
    answer = client_for(cleo).post(compose_url(draft), typed, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(BOX, 303)]
    assert "Kept as a draft that only you can open" in page
    assert compose_url(draft) in page
    assert "Ben Haddad" in page
    assert IMPROVEMENT["impact"] in client_for(cleo).get(compose_url(draft)).content.decode()
    assert not Feedback.objects.exists()


def test_kept_while_typing_it_is_found_again(client_for, cleo, ben):
    draft, client = uuid.uuid4(), client_for(cleo)
    put(client, draft, {"kind": "praise", "behaviour": "You waited.", "recipients": [str(ben.pk)]})
    page = client.get(compose_url(draft)).content.decode()
    assert "You waited." in page
    assert 'value="praise" checked' in page
    assert 'version="1"' in page


def test_what_was_kept_while_typing_is_kept_once(client_for, cleo, ben, form):
    draft, client = uuid.uuid4(), client_for(cleo)
    typed = form(ben)
    put(client, draft, {**typed, "situation": "", "impact": "", "recommendation": ""})
    client.post(compose_url(draft), typed | {"keep": "1"})
    assert Draft.objects.get().version == 1


def test_words_of_a_second_tab_become_a_draft_of_their_own(client_for, cleo, form):
    draft, client = uuid.uuid4(), client_for(cleo)
    put(client, draft, {"behaviour": "First tab."})
    put(client, draft, {"behaviour": "First tab, longer."}, 1)
    client.post(compose_url(draft), {"behaviour": "Second tab.", "keep": "1", "version": "1"})
    kept = {row.fields["behaviour"] for row in Draft.objects.all()}
    assert kept == {"First tab, longer.", "Second tab."}


def test_typed_over_the_last_version_it_replaces_it(client_for, cleo):
    draft, client = uuid.uuid4(), client_for(cleo)
    put(client, draft, {"behaviour": "First."})
    client.post(compose_url(draft), {"behaviour": "Then.", "keep": "1", "version": "1"})
    assert [row.fields["behaviour"] for row in Draft.objects.all()] == ["Then."]


def test_too_long_for_a_draft_is_said_and_nothing_is_lost(client_for, cleo):
    typed = {"behaviour": "x" * 400_001, "keep": "1", "version": "no number"}
    page = client_for(cleo).post(compose_url(uuid.uuid4()), typed)
    assert page.status_code == 422
    assert "too long to keep as one draft" in page.content.decode()
    assert "x" * 400_001 in page.content.decode()


def test_people_are_found_without_a_script_and_the_words_stay(client_for, cleo, dora, form):
    typed = form(dora, behaviour="Words\x00 that stay.") | {"find": "1", "q": "lind\x00q"}
    page = client_for(cleo).post(compose_url(uuid.uuid4()), typed)
    body = page.content.decode()
    assert page.status_code == 200
    assert "Ada Lindqvist" in body
    assert "Words that stay." in body
    assert f'value="{dora.pk}" checked' in body
    assert "aria-invalid" not in body


def test_choosing_people_renews_what_is_said_about_readers(client_for, cleo, ben, ada, form):
    typed = form(ben, ada) | {"look": "1"}
    url = compose_url(uuid.uuid4())
    part = client_for(cleo).post(url, typed, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Each of them alone" in part
    assert 'id="reads" hx-swap-oob="true"' in part
    assert "Send to 2 people" in part


def test_the_back_button_gets_the_page_and_no_parts_of_it(client_for, cleo):
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    page = client_for(cleo).get(compose_url(uuid.uuid4()), headers=back).content.decode()
    assert "<html" in page
    assert "hx-swap-oob" not in page


def test_nobody_else_opens_a_draft(client_for, api_for, cleo, ben, root):
    draft = uuid.uuid4()
    put(client_for(cleo), draft, {"behaviour": "Not sent yet."})
    for person in (ben, root):
        assert "Not sent yet." not in client_for(person).get(compose_url(draft)).content.decode()
        assert "Not sent yet." not in client_for(person).get(BOX).content.decode()


def test_thrown_away_it_is_gone(client_for, cleo, ben, form):
    draft = uuid.uuid4()
    put(client_for(cleo), draft, {"behaviour": "Not sent yet."})
    url = reverse("feedback_discard", args=[draft])
    client_for(ben).post(url)
    assert Draft.objects.filter(owner=cleo).exists()
    client_for(cleo).post(url)
    assert not Draft.objects.exists()


def test_by_call_a_draft_need_not_be_complete(api_for, client_for, cleo, ben):
    body = {"recipients": [str(ben.pk)], "kind": "improvement", "impact": "Late.", "draft": True}
    answer = api_for(cleo).post("/api/v1/feedback", body)
    assert answer.status_code == 201
    assert answer.json()["results"] == []
    page = client_for(cleo).get(compose_url(answer.json()["id"])).content.decode()
    assert "Late." in page
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"recipients": "nobody", "kind": "medal", "behaviour": ["a", "list"]},
        {"recipients": [None, {"a": 1}, "x"], "goal": {"a": 1}, "readers": 7},
        {},
    ],
)
def test_a_draft_that_holds_anything_opens(client_for, cleo, fields):
    draft, client = uuid.uuid4(), client_for(cleo)
    put(client, draft, fields)
    assert client.get(compose_url(draft)).status_code == 200
    assert client.get(BOX).status_code == 200


def test_drafts_of_other_things_are_not_listed(client_for, cleo, now):
    drafts.save(cleo, "feedback/1", fields={"behaviour": "No id."}, version=0, at=now)
    drafts.save(cleo, f"reply/{uuid.uuid4()}", fields={"text": "A reply."}, version=0, at=now)
    page = client_for(cleo).get(BOX).content.decode()
    assert "No drafts" in page


def test_the_list_costs_the_same_with_many(client_for, cleo, ben, now, django_assert_num_queries):
    client = client_for(cleo)

    def keep(count):
        for number in range(count):
            fields = {"behaviour": f"Draft {number}.", "recipients": [str(ben.pk)]}
            at = now + timedelta(minutes=number)
            drafts.save(cleo, f"feedback/{uuid.uuid4()}", fields=fields, version=0, at=at)

    keep(1)
    with django_assert_num_queries(queries_of(client, BOX)):
        client.get(BOX)
    keep(30)
    with django_assert_num_queries(queries_of(client, BOX)) as counted:
        page = client.get(BOX).content.decode()
    assert len(counted) <= 12
    assert page.count("Throw away") == 25
    assert "Page 1 of 2" in page


def queries_of(client, url):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as counted:
        client.get(url)
    return len(counted)


def test_the_composer_costs_few_queries(client_for, cleo, ben, given, goal):
    given("cleo", "ben")
    url = compose_url(uuid.uuid4()) + f"?to={ben.pk}&goal={goal.pk}"
    client = client_for(cleo)
    client.get(url)
    assert queries_of(client, url) <= 12
