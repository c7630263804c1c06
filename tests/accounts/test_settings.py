"""Settings of the organisation: for admins, and for everybody else nothing that exists."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Organisation
from accounts.services.organisation import rename
from core import audit
from core.acts import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["/settings/", "/settings/organisation/", "/settings/audit/"]


@pytest.mark.parametrize("path", PAGES)
def test_admins_open_settings(client_for, root, path):
    assert client_for(root).get(path).status_code == 200


def test_every_entry_leads_somewhere(client_for, root):
    browser = client_for(root)
    page = browser.get("/settings/").content.decode()
    entries = set(re.findall(r'<b><a href="(/settings/[^"]+)"', page))
    assert len(entries) == 11
    for entry in entries:
        assert browser.get(entry).status_code == 200, entry


@pytest.mark.parametrize("who", ["ada", "ben", "tess"])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_for_members_there_is_nothing(client_for, cast, who, path, method):
    browser = client_for(getattr(cast, who))
    answer = getattr(browser, method)(path)
    nothing = getattr(browser, method)("/settings/no-such-thing/")
    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert nothing.status_code == 404
    assert set(answer.headers) == set(nothing.headers)


def test_the_organisation_is_renamed_and_that_is_kept(client_for, root):
    browser = client_for(root)
    answer = browser.post("/settings/organisation/", {"name": " Nordlys \n Energy "})
    assert answer.status_code == 303
    assert Organisation.objects.get().name == "Nordlys Energy"
    page = browser.get("/settings/audit/").content.decode()
    assert "The organisation was renamed" in page
    assert "<b>organisation.rename" not in page
    assert "Nordlys Energy" in page
    assert "Root Solberg" in page


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "Write the name of the organisation."), ("x" * 121, "at most 120 characters")],
)
def test_an_odd_name_gets_a_sentence(client_for, root, name, sentence):
    answer = client_for(root).post("/settings/organisation/", {"name": name})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_service_refuses_members(cast, now):
    with pytest.raises(PermissionDenied):
        rename(Organisation.objects.get(), name="x", by=cast.ada, at=now)


def test_the_log_shows_what_admins_did_newest_first(client_for, cast, now):
    audit.record(by=cast.root, action="cadence.change", at=now, admin=True, words="every 2 weeks")
    audit.record(by=cast.ben, action="feedback.give", at=now, on=cast.ada)
    shown = client_for(cast.root).get("/settings/audit/").context["page"].object_list
    assert shown[0].action == "cadence.change"
    assert "feedback.give" not in [entry.action for entry in shown]


CODES = re.compile(
    r"audit\.record\([^()]*?action=\"([a-z_.]+)\"[^()]*?admin=|\"((?:cadence|template)\.[a-z_]+)\""
)


def test_every_act_of_an_admin_is_told_in_a_sentence():
    """Look for them where they are written; a code that nobody described would show as it is."""
    sources = [path.read_text() for path in ROOT.glob("*/services/**/*.py")]
    codes = {one or other for source in sources for one, other in CODES.findall(source)}
    assert {
        "value.add",
        "purpose.state",
        "cadence.set",
        "template.retire",
        "person.invite",
    } <= codes
    assert sorted(codes - set(SENTENCES)) == []


def test_the_log_names_the_person_an_act_was_about_by_the_name_they_have_now(
    client_for, api_for, cast, now
):
    audit.record(by=cast.root, action="person.invite", on=cast.dora, at=now, admin=True)
    cast.dora.name = "Dora Novak"
    cast.dora.save(update_fields=["name"])
    page = client_for(cast.root).get("/settings/audit/?action=person.invite").content.decode()
    assert "<b>A person was invited</b><p>Dora Novak</p>" in page
    [act] = api_for(cast.root).get("/api/v1/audit?action=person.invite").json()["results"]
    assert (act["action"], act["sentence"]) == ("person.invite", "A person was invited")
    assert act["subject"] == str(cast.dora.pk)
    assert act["by"] == {"id": str(cast.root.pk), "name": "Root Solberg"}
    for code in ("feedback.give", "x" * 5000):
        assert api_for(cast.root).get("/api/v1/audit", {"action": code}).json()["results"] == []
    assert api_for(cast.ada).get("/api/v1/audit").status_code == 404


def test_the_log_is_narrowed_by_act(client_for, cast, now):
    audit.record(by=None, action="cadence.change", at=now, admin=True, words="every 2 weeks")
    browser = client_for(cast.root)
    page = browser.get("/settings/audit/?action=cadence.change")
    assert [entry.action for entry in page.context["page"]] == ["cadence.change"]
    assert "the app itself" in page.content.decode()
    odd = browser.get("/settings/audit/", {"action": "x" * 5000})
    assert "Nothing of this kind yet." in odd.content.decode()
    part = browser.get("/settings/audit/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()


def test_the_log_is_paged_and_costs_the_same(client_for, cast, now, django_assert_max_num_queries):
    browser = client_for(cast.root)
    with django_assert_max_num_queries(6) as few:
        browser.get("/settings/audit/")
    for n in range(60):
        audit.record(by=cast.root, action="cadence.change", at=now, admin=True, words=str(n))
    with django_assert_max_num_queries(6) as lots:
        page = browser.get("/settings/audit/")
    assert len(lots) == len(few)
    assert "?page=2" in page.content.decode()
