"""Any member proposes a change to any goal; an owner accepts it or declines it with a reason."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.services.people import deactivate
from core.models import Draft
from goals.models import Goal, Proposal, Wording
from goals.services import goals, parents, proposals, words

KEY = "11111111-1111-4111-8111-111111111111"


def words_of(goal, **more):
    goal.refresh_from_db()
    names = ("title", "why_it_matters", "kind", "work", "aim", "starts_on", "version")
    kept = {name: getattr(goal, name) for name in names}
    people = [str(pk) for pk in goal.ownerships.values_list("person", flat=True)]
    return {**kept, "owners": people, "team": "", **more}


def test_a_member_proposes_and_old_and_new_stand_side_by_side(client_for, cast, agreed, now, due):
    browser, address = client_for(cast.dora), f"/goals/{agreed.pk}/propose-change/"
    assert "Why you propose this" in browser.get(address).content.decode()
    said = {"reason": "The night shift reads them.", "idempotency_key": KEY}
    sent = words_of(agreed, title="Hand-overs by five", due_on="2027-03-01", **said)
    answer = browser.post(address, sent)
    assert browser.post(address, sent)["Location"] == answer["Location"]  # a double click
    made = Proposal.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/proposals/{made.pk}/")
    assert due("goal.change_proposed") == {"Ben", "Cleo"}
    page = browser.get(answer["Location"]).content.decode()
    for shown in (
        '<del><span class="hide-text">taken out: </span>the same day</del>',
        '<ins><span class="hide-text">put in: </span>by five</ins>',
        "1 March 2027",
        "The night shift reads them.",
        "Take the proposal back",
    ):
        assert shown in page
    assert "Accept the change" not in page
    own_page = browser.get(f"/goals/{agreed.pk}/").content.decode()
    assert "<b>Dora Wójcik</b> proposed a change" in own_page


def test_by_call(api_for, cast, agreed, now, due):
    dora, ben, address = api_for(cast.dora), api_for(cast.ben), f"/api/v1/goals/{agreed.pk}"
    body = {"changes": {"aim": "learning", "owners": [str(cast.ben.pk)]}, "version": 1}
    headers = {"Idempotency-Key": "one"}
    made = dora.post(f"{address}/proposals", body, format="json", headers=headers)
    assert made.status_code == 201
    again = dora.post(f"{address}/proposals", body, format="json", headers=headers)
    assert again.json()["id"] == made.json()["id"]
    told = made.json()
    assert told["changes"] == {"aim": "learning", "owners": [str(cast.ben.pk)]}
    assert told["before"]["owners"] == sorted([str(cast.ben.pk), str(cast.cleo.pk)])
    assert (told["state"], told["version"], told["is_outdated"]) == ("open", 1, False)
    for query, count in (("", 1), ("?state=open", 1), ("?state=accepted", 0)):
        listed = ben.get(f"{address}/proposals{query}").json()["results"]
        assert len(listed) == count
    own = f"/api/v1/proposals/{told['id']}"
    assert dora.post(f"{own}/accept").status_code == 403
    assert ben.post(f"{own}/decline", {}).status_code == 422
    assert ben.post(f"{own}/accept", headers={"If-Match": '"9"'}).status_code == 412
    read = ben.get(own)
    accepted = ben.post(f"{own}/accept", {"reason": "Yes."}, headers={"If-Match": read["ETag"]})
    assert (accepted.status_code, accepted.json()["state"]) == (200, "accepted")
    assert accepted["ETag"] != read["ETag"]
    assert ben.post(f"{own}/withdraw").status_code == 422
    said = ben.get(address).json()
    assert (said["aim"], said["state"], len(said["owners"])) == ("learning", "active", 1)
    assert due("goal.changed") == {"Cleo"}  # no owner any more, and told so


def test_bad_proposals_are_answered_and_change_nothing(api_for, client_for, cast, agreed, now):
    ask, address = api_for(cast.dora), f"/api/v1/goals/{agreed.pk}/proposals"
    below = goals.propose("Below", why_it_matters="So.", by=cast.ben, at=now, parents=[agreed])
    nobody = "00000000-0000-4000-8000-000000000000"
    for changes, field in (
        ({}, ""),
        ({"title": agreed.title}, ""),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"parents": [str(below.pk)]}, "parents"),
        ({"parents": [nobody]}, "parents"),
        ({"team": nobody}, "team"),
        ({"owners": []}, "owners"),
        ({"owners": [str(cast.zoe.pk)]}, "owners"),
        ({"title": " "}, "changes.title"),
    ):
        refused = ask.post(address, {"changes": changes}, format="json")
        assert refused.status_code == 422, changes
        assert field in refused.json().get("errors", {"": ""}), refused.json()
    crowd = [str(cast.ben.pk)] * 101
    assert ask.post(address, {"changes": {"owners": crowd}}, format="json").status_code == 422
    long = {"changes": {"aim": "learning"}, "reason": "x" * 10_001}
    assert ask.post(address, long, format="json").status_code == 422
    old = {"changes": {"aim": "learning"}, "version": 7}
    stale = ask.post(address, old, format="json")
    assert (stale.status_code, list(stale.json()["errors"])) == (422, ["version"])
    assert not Proposal.objects.exists()
    typed = words_of(agreed, title="Kept words", due_on="2020-01-01", reason="My reason")
    page = client_for(cast.dora).post(f"/goals/{agreed.pk}/propose-change/", typed)
    assert page.status_code == 422
    for kept in ("Kept words", "My reason", "not before the start"):
        assert kept in page.content.decode()


def test_a_circle_is_named(api_for, propose_goal, ben, now):
    one = propose_goal(ben, title="One")
    two = propose_goal(ben, title="Two", parents=[one])
    last = propose_goal(ben, title="Three", parents=[two])
    for title in "abcd":
        last = propose_goal(ben, title=title, parents=[last])
    refused = api_for(ben).post(
        f"/api/v1/goals/{one.pk}/proposals", {"changes": {"parents": [str(two.pk)]}}, format="json"
    )
    assert "itself: “One” → “Two” → “One”." in refused.json()["errors"]["parents"]
    with pytest.raises(parents.GoesInCircles, match="“One” → “d” → “c” → “b” → “a” → … → “One”"):
        proposals.propose(one, changes={"parents": [last]}, by=ben, at=now)


def test_several_owners_do_not_change_what_they_agreed_in_place(client_for, api_for, ben, agreed):
    browser, address = client_for(ben), f"/goals/{agreed.pk}/edit/"
    moved = browser.get(address)
    assert (moved.status_code, moved["Location"]) == (303, f"/goals/{agreed.pk}/propose-change/")
    kept = browser.post(address, words_of(agreed, title="My words"))
    assert kept.status_code == 422
    assert "My words" in kept.content.decode()
    assert "Propose this change instead" in kept.content.decode()
    call = api_for(ben).patch(
        f"/api/v1/goals/{agreed.pk}", {"title": "New"}, headers={"If-Match": "*"}
    )
    assert call.status_code == 422
    assert "Propose this change instead" in call.json()["detail"]


def test_an_only_owner_changes_it_at_once_and_the_history_has_it(client_for, api_for, ben, goal):
    page = client_for(ben).get(f"/goals/{goal.pk}/edit/").content.decode()
    assert "Save the change" in page
    api_for(ben).patch(f"/api/v1/goals/{goal.pk}", {"title": "New"}, headers={"If-Match": '"1"'})
    made = Proposal.objects.get()
    assert (made.state, made.wording.version, made.base.title) == (
        "accepted", 2, "Fixed on the first visit",
    )  # fmt: skip
    sent = words_of(goal, title="Newer", reason="Clearer.", idempotency_key=KEY)
    for _click in range(2):
        answer = client_for(ben).post(f"/goals/{goal.pk}/propose-change/", sent)
        assert answer["Location"] == f"/goals/{goal.pk}/"
    assert set(Proposal.objects.values_list("wording__version", flat=True)) == {2, 3}


def test_a_form_over_an_old_version_keeps_both_texts(client_for, cast, agreed, now):
    typed = words_of(agreed, why_it_matters="My own why.", reason="Since.", due_on="2027-01-31")
    other = proposals.propose(
        agreed, changes={"title": "Theirs", "owners": [cast.ben, cast.cleo, cast.ada],
                         "team": cast.turbines}, by=cast.ada, at=now,
    )  # fmt: skip
    proposals.accept(other, by=cast.ben, at=now)
    browser, address = client_for(cast.dora), f"/goals/{agreed.pk}/propose-change/"
    both = browser.post(address, typed)
    page = both.content.decode()
    assert both.status_code == 422
    for shown in ("My own why.", "Theirs", "Changed since", "was changed while you were reading"):
        assert shown in page
    again = dict(both.context["form"].data.lists())
    assert (again["version"], again["title"]) == (["2"], ["Theirs"])
    assert browser.post(address, again).status_code == 303
    made = Proposal.objects.open().get()
    assert (made.base.version, made.wording.title, made.wording.owners.count()) == (2, "Theirs", 3)
    assert made.wording.team == cast.turbines


def test_an_ended_goal_is_not_changed(client_for, api_for, cast, agreed, proposed, now, due):
    goals.let_go(agreed, learnt="Enough.", by=cast.ben, at=now)
    browser = client_for(cast.dora)
    kept = browser.post(f"/goals/{agreed.pk}/propose-change/", words_of(agreed, title="Too late"))
    assert kept.status_code == 422
    assert "Too late" in kept.content.decode()
    call = api_for(cast.dora).post(
        f"/api/v1/goals/{agreed.pk}/proposals", {"changes": {"title": "X"}}, format="json"
    )
    assert "This goal has ended" in call.json()["detail"]
    for verb in ("accept", "decline"):
        answer = client_for(cast.ben).post(f"/proposals/{proposed.pk}/{verb}/", {"reason": "No."})
        assert answer.status_code == 422
    assert "goal has ended" in browser.get(f"/proposals/{proposed.pk}/").content.decode()
    assert due("goal.change_proposed") == set()


def test_who_has_left_proposes_nothing(agreed, proposed, zoe, dora, root, now):
    with pytest.raises(PermissionDenied):
        proposals.propose(agreed, changes={"title": "X"}, by=zoe, at=now)
    deactivate(dora, by=root, at=now)
    with pytest.raises(PermissionDenied):
        proposals.withdraw(proposed, by=dora, at=now)


def test_what_was_typed_is_there_again_until_it_is_sent(client_for, dora, agreed, now):
    key = f"goal-change/{agreed.pk}/1"
    fields = {"title": "Half a thought", "owners": str(dora.pk), "parents": []}
    Draft.objects.create(owner=dora, key=key, fields=fields, saved_at=now)
    browser, address = client_for(dora), f"/goals/{agreed.pk}/propose-change/"
    page = browser.get(address)
    assert "Half a thought" in page.content.decode()
    assert page.context["draft"].key == key
    found = browser.post(address, words_of(agreed, q="cleo", find="1"))
    assert found.status_code == 200
    assert browser.post(address, words_of(agreed, title="Whole")).status_code == 303
    assert not Draft.objects.exists()


def test_texts_that_are_too_long_are_refused_by_the_service(agreed, dora, now):
    with pytest.raises(words.TooLong):
        proposals.propose(agreed, changes={"title": "Y"}, reason="x" * 10_001, by=dora, at=now)


def test_a_later_version_of_before_has_no_author(goal, ben, now):
    Goal.objects.filter(pk=goal.pk).update(version=4)  # changed before wordings were kept
    goals.edit(goal, title="Since", by=ben, at=now, version=4)
    before, after = Wording.objects.order_by("version")
    assert (before.version, before.written_by) == (4, None)
    assert (after.version, after.written_by) == (5, ben)


def test_the_database_refuses_what_no_service_would_write(proposed, ben, now, subtests):
    moment = {"accepted_at": now, "accepted_by": ben}
    for name, values in (
        ("a_proposal_is_settled_once", {**moment, "withdrawn_at": now}),
        ("a_proposal_is_accepted_at_a_moment_by_somebody", {"accepted_at": now}),
        ("a_proposal_is_declined_with_a_reason", {"declined_at": now, "declined_by": ben}),
    ):
        with (
            subtests.test(name),
            pytest.raises(IntegrityError, match=name),
            transaction.atomic(),
        ):
            Proposal.objects.filter(pk=proposed.pk).update(**values)
    with pytest.raises(IntegrityError, match="a_wording_is_due"), transaction.atomic():
        Wording.objects.update(due_on=date(2020, 1, 1))


def test_pages_cost_the_same_for_one_change_and_for_many(client_for, cast, agreed, proposed, now):
    browser = client_for(cast.ben)
    pages = [f"/proposals/{proposed.pk}/", f"/goals/{agreed.pk}/propose-change/",
             f"/goals/{agreed.pk}/history/", f"/goals/{agreed.pk}/",
             f"/api/v1/goals/{agreed.pk}/proposals", f"/api/v1/goals/{agreed.pk}/history"]  # fmt: skip

    def costs():
        told = []
        for address in pages:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            told.append(len(queries))
        return told

    def change(number):
        three = [cast.ben, cast.cleo, cast.ada][: 2 + number % 2]
        asked = {"title": f"Title {number}", "owners": three}
        made = proposals.propose(agreed, changes=asked, by=cast.dora, at=now)
        proposals.accept(made, by=cast.ben, at=now)

    change(0)
    few = costs()
    assert max(few) <= 12, few
    for number in range(1, 5):
        change(number)
    assert costs() == few
