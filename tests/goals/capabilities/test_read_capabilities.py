"""Every member reads the capabilities; the pages cost the same however much there is."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from goals import policies
from goals.library import read
from goals.models import Capability, CapabilityComment, CapabilityProposal, Value
from goals.selectors.wording import Wording
from goals.services import capabilities, capability_talk, purposes, ready_library, values

MOST_QUERIES = 12
NOWHERE = "00000000-0000-4000-8000-000000000000"


def test_capabilities_are_found_by_words_in_them_and_by_state(
    client_for, api_for, cast, adopted, now
):
    ready_library.propose_ready("planning", language="en", by=cast.ben, at=now)
    browser, caller = client_for(cast.cleo), api_for(cast.cleo)
    seen = {
        "": {"Handing over"},
        "?state=proposed": {"Planning"},
        "?state=all": {"Handing over", "Planning"},
        "?q=beside": {"Handing over"},
        "?q=nothing": set(),
        "?q=%25": set(),
        "?state=odd&page=x": {"Handing over"},
    }
    for query, names in seen.items():
        page = browser.get(f"/capabilities/{query}").context["page"]
        assert {one.name for one in page} == names
    told = caller.get("/api/v1/capabilities").json()["results"]
    assert [one["name"] for one in told] == ["Handing over", "Planning"]
    told = caller.get("/api/v1/capabilities?state=adopted&limit=1").json()
    assert (len(told["results"]), told["next"]) == (1, None)
    listed = caller.get("/api/v1/capability-proposals?state=open").json()["results"]
    assert [one["name"] for one in listed] == ["Planning"]
    proposals = browser.get("/capabilities/proposals/?state=accepted").context["page"]
    assert [one.name for one in proposals] == ["Handing over"]
    assert browser.get("/capabilities/proposals/?state=odd").context["state"] == "open"


def test_what_does_not_exist_is_not_found(client_for, api_for, ben):
    for address in ("", "change/", "retire/"):
        assert client_for(ben).get(f"/capabilities/{NOWHERE}/{address}").status_code == 404
    assert client_for(ben).get(f"/capabilities/proposals/{NOWHERE}/").status_code == 404
    assert api_for(ben).get(f"/api/v1/capabilities/{NOWHERE}").status_code == 404
    assert api_for(ben).get(f"/api/v1/capability-proposals/{NOWHERE}").status_code == 404


def test_policies_and_querysets_agree(cast, adopted, proposed, now):
    said = capability_talk.comment(proposed, text="Good.", by=cast.ada, at=now)
    gone = capability_talk.comment(proposed, text="Not so.", by=cast.ada, at=now)
    capability_talk.withdraw_comment(gone, by=cast.ada, at=now)
    gone.refresh_from_db()
    value = values.add(name="Say it early", sentence="Today.", by=cast.root, at=now)
    pairs = [
        (policies.can_read_capability, Capability, adopted),
        (policies.can_read_capability_proposal, CapabilityProposal, proposed),
        (policies.can_read_capability_comment, CapabilityComment, said),
        (policies.can_read_capability_comment, CapabilityComment, gone),
        (policies.can_read_value, Value, value),
    ]
    for name in ("ada", "ben", "cleo", "dora", "root", "tess", "zoe"):
        person = getattr(cast, name)
        for can_read, model, row in pairs:
            sees = model.objects.visible_to(person).filter(pk=row.pk).exists()
            assert can_read(person, row) == sees


def test_pages_cost_the_same_at_two_sizes(client_for, cast, adopted, reword, now):
    change = reword(adopted, cast.ben, description="Pass it on so that nobody calls.")
    addresses = [
        "/capabilities/?state=all",
        f"/capabilities/{adopted.pk}/",
        f"/capabilities/{adopted.pk}/change/",
        "/capabilities/proposals/",
        f"/capabilities/proposals/{change.pk}/",
        "/capabilities/library/",
        "/purpose/",
        "/settings/values/",
    ]
    browser = client_for(cast.root)
    few = [cost(browser, address) for address in addresses]
    grow(cast, adopted, change, now)
    many = [cost(browser, address) for address in addresses]
    assert many == few
    assert max(many) <= MOST_QUERIES, dict(zip(addresses, many, strict=True))


def grow(cast, adopted, change, now):
    """Put much more of everything there."""
    slugs = list(read("en"))
    ready_library.adopt_ready(slugs[:12], language="en", by=cast.root, at=now)
    for person in (cast.ada, cast.ben, cast.cleo, cast.dora):
        capability_talk.support(change, by=person, at=now)
        capability_talk.comment(change, text="Yes.", by=person, at=now)
        words = Wording(f"Named by {person.name}", "X.", Wording.of(adopted).levels)
        fresh = Capability.objects.get(pk=adopted.pk)
        made = capabilities.propose_change(
            fresh, words=words, reason="Y", version=fresh.version, by=person, at=now
        )
        capabilities.propose_retiring(fresh, reason="Z", version=fresh.version, by=person, at=now)
        capabilities.accept(made, by=cast.root, at=now)
        purposes.state(f"Warm, says {person.name}.", team=None, by=cast.root, at=now)
        values.add(name=f"Value of {person.name}", sentence="So.", by=cast.root, at=now)


def cost(browser, address):
    with CaptureQueriesContext(connection) as told:
        assert browser.get(address).status_code == 200
    return len(told)


def test_what_people_write_is_shown_as_text(client_for, cast, adopted, reword):
    canary = "<script>alert(1)</script>"
    change = reword(adopted, cast.ben, description=canary, reason=canary)
    for address in (f"/capabilities/{adopted.pk}/", f"/capabilities/proposals/{change.pk}/"):
        assert canary not in client_for(cast.cleo).get(address).content.decode()
