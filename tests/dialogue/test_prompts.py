"""Templates are set by admins; a changed one is a new version, so old talks keep theirs."""

from uuid import uuid4

import pytest

from dialogue.models import PromptTemplate
from dialogue.services import checkins, prompts

FORM = {"name": "Mondays", "questions": "What went well?\n\n  What is next?  "}


def test_an_organisation_begins_with_four(db):
    names = set(PromptTemplate.objects.in_use().values_list("name", flat=True))
    assert {"A talk every few weeks", "A first talk"} <= names
    assert PromptTemplate.objects.usual().name == "A talk every few weeks"


def test_an_admin_adds_one_on_the_page_once(at_now, client_for, root):
    browser, form = client_for(root), {**FORM, "idempotency_key": uuid4()}
    for _twice in range(2):
        assert browser.post("/settings/prompts/new/", form).status_code == 303
    made = PromptTemplate.objects.get(name="Mondays")
    assert [prompt.text for prompt in made.prompts.order_by("position")] == [
        "What went well?",
        "What is next?",
    ]
    page = browser.get("/settings/prompts/").content.decode()
    assert "Mondays" in page
    assert browser.get("/settings/prompts/new/").status_code == 200


def test_a_change_is_a_new_version_and_planned_talks_keep_theirs(
    at_now, now, client_for, ada, ben, root, template
):
    prompts.make_usual(template, by=root, at=now)
    planned = checkins.plan(ada, by=ben, at=now, planned_at=now)
    browser, address = client_for(root), f"/settings/prompts/{template.pk}/"
    assert "What went well?" in browser.get(address).content.decode()
    assert browser.post(address, FORM).status_code == 303
    planned.refresh_from_db()
    newest = PromptTemplate.objects.usual()
    assert planned.template == template
    assert (newest.name, newest.follows) == ("Mondays", template)
    assert "What is next?" in client_for(ben).get(f"/checkins/{planned.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "name"),
        ({"name": "A first talk"}, "Another template has this name"),
        ({"questions": "  \n "}, "question"),
        ({"questions": "\n".join("abcdefghijklm")}, "between one and 12"),
        ({"questions": "x" * 301}, "at most 300"),
    ],
)
def test_what_cannot_be_is_said_and_stays_in_the_form(
    changes, sentence, at_now, client_for, api_for, root
):
    form = {**FORM, **changes}
    page = client_for(root).post("/settings/prompts/new/", form)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    body = {"name": form["name"], "questions": form["questions"].splitlines()}
    assert api_for(root).post("/api/v1/prompts/introduce", body).status_code == 422


def test_the_usual_one_stays_until_another_is(at_now, now, client_for, root, template):
    usual = PromptTemplate.objects.usual()
    browser = client_for(root)
    refused = browser.post(f"/settings/prompts/{usual.pk}/retire/")
    assert refused.status_code == 422
    assert "the usual one first" in refused.content.decode()
    assert browser.post(f"/settings/prompts/{template.pk}/make-usual/").status_code == 303
    assert browser.post(f"/settings/prompts/{usual.pk}/retire/").status_code == 303
    assert PromptTemplate.objects.usual() == template
    again = browser.post(f"/settings/prompts/{usual.pk}/retire/")
    assert "retired or changed before" in again.content.decode()


def test_without_a_usual_one_talks_are_prepared_freely(at_now, now, client_for, ada, ben):
    PromptTemplate.objects.all().update(is_usual=False)
    planned = checkins.plan(ada, by=ben, at=now, planned_at=now)
    assert planned.template is None
    assert "Anything else" in client_for(ben).get(f"/checkins/{planned.pk}/").content.decode()


def test_calls_list_and_set_them(at_now, api_for, ben, root, template):
    listed = api_for(ben).get("/api/v1/prompts").data["results"]
    assert "Two questions" in {row["name"] for row in listed}
    caller = api_for(root)
    body = {"name": "Mondays", "questions": ["How?"]}
    made = caller.post("/api/v1/prompts/introduce", body)
    assert made.status_code == 201
    changed = caller.post(f"/api/v1/prompts/{made.data['id']}/change", {**body, "name": "Tuesdays"})
    assert (changed.status_code, changed.data["name"]) == (201, "Tuesdays")
    usual = caller.post(f"/api/v1/prompts/{changed.data['id']}/make-usual")
    assert usual.data["is_usual"]
    assert caller.post(f"/api/v1/prompts/{template.pk}/retire").data["retired"]


PAGES = [
    ("get", ""),
    ("get", "new/"),
    ("post", "new/"),
    ("get", "{pk}/"),
    ("post", "{pk}/"),
    ("post", "{pk}/retire/"),
    ("post", "{pk}/make-usual/"),
]


@pytest.mark.parametrize("name", ["ben", "ada", "tess"])
def test_for_others_settings_are_closed(name, at_now, cast, client_for, api_for, template):
    browser, caller = client_for(getattr(cast, name)), api_for(getattr(cast, name))
    for method, address in PAGES:
        for pk in (template.pk, uuid4()):
            page = getattr(browser, method)(f"/settings/prompts/{address.format(pk=pk)}", FORM)
            assert page.status_code == 404, address
    for address in ("introduce", f"{template.pk}/change", f"{template.pk}/retire"):
        assert caller.post(f"/api/v1/prompts/{address}", {}).status_code == 404


def test_services_refuse_others_as_well(now, ben):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        prompts.introduce(by=ben, at=now, name="Mine", questions=["How?"])


def test_who_has_left_sees_no_templates(zoe, template):
    assert not PromptTemplate.objects.visible_to(zoe).exists()
