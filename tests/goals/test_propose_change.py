"""Any member proposes a change to any goal; an owner accepts it or declines it with a reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.services.people import deactivate
from core.models import Draft
from goals.models import Goal, OwnerAnswer, Proposal, Wording
from goals.services import goals, owners, parents, proposals, wordings, words
from notifications.kinds import still_due
from notifications.models import Notification

KEY = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def agreed(shared_goal, cleo, now):
    """A goal that ben and cleo own, agreed by both."""
    return owners.agree(shared_goal, by=cleo, at=now - timedelta(days=9))


@pytest.fixture
def proposed(agreed, dora, now):
    """Dora, who carries nothing of it, proposes another title."""
    return proposals.propose(
        agreed,
        changes={"title": "Hand-overs by five"},
        reason="So that the night shift reads them.",
        by=dora,
        at=now - timedelta(days=1),
    )


def due(kind, at):
    rows = Notification.objects.in_app().filter(still_due(at), kind=kind, done_at__isnull=True)
    return {row.person.called for row in rows}


def words_of(goal, **more):
    goal.refresh_from_db()
    names = ("title", "why_it_matters", "kind", "work", "aim", "starts_on", "version")
    kept = {name: getattr(goal, name) for name in names}
    people = [str(pk) for pk in goal.ownerships.values_list("person", flat=True)]
    return {**kept, "owners": people, "team": "", **more}


def test_a_member_proposes_and_old_and_new_stand_side_by_side(client_for, cast, agreed, now):
    browser, address = client_for(cast.dora), f"/goals/{agreed.pk}/propose-change/"
    assert "Why you propose this" in browser.get(address).content.decode()
    said = {"reason": "The night shift reads them.", "idempotency_key": KEY}
    sent = words_of(agreed, title="Hand-overs by five", due_on="2027-03-01", **said)
    answer = browser.post(address, sent)
    assert browser.post(address, sent)["Location"] == answer["Location"]  # a double click
    made = Proposal.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/proposals/{made.pk}/")
    assert due("goal.change_proposed", now) == {"Ben", "Cleo"}
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


def test_an_owner_is_asked_on_today_and_accepts(client_for, cast, agreed, proposed, now, subtests):
    address = f"/proposals/{proposed.pk}/"
    for person in (cast.dora, cast.ada, cast.root):
        assert client_for(person).post(f"{address}accept/").status_code == 403
    owner = client_for(cast.cleo)
    assert "<b>Dora Wójcik</b> proposes to change this goal" in owner.get("/").content.decode()
    accepted = owner.post(f"{address}accept/", {"reason": "Good thought."})
    assert (accepted.status_code, accepted["Location"]) == (303, f"/goals/{agreed.pk}/")
    agreed.refresh_from_db()
    assert (agreed.title, agreed.version) == ("Hand-overs by five", 2)
    assert agreed.state == Goal.State.ACTIVE
    with subtests.test("everybody concerned is told, and nobody is asked any more"):
        assert due("goal.change_proposed", now) == set()
        assert due("goal.change_accepted", now) == {"Dora"}
        assert due("goal.changed", now) == {"Ben"}
        assert "Good thought." in client_for(cast.dora).get(address).content.decode()
    with subtests.test("what was settled stays so, and what was typed is shown again"):
        again = owner.post(f"{address}decline/", {"reason": "On second thought"})
        assert again.status_code == 422
        assert "was settled before" in again.content.decode()
        assert "On second thought" in again.content.decode()


def test_an_owner_declines_with_a_reason(client_for, api_for, cast, proposed, now):
    address = f"/proposals/{proposed.pk}/decline/"
    owner = client_for(cast.ben)
    empty = owner.post(address, {"reason": " "})
    assert empty.status_code == 422
    assert "Say why." in empty.content.decode()
    for person, status in (("ada", 403), ("dora", 403)):
        assert client_for(getattr(cast, person)).post(address).status_code == status
    assert owner.post(address, {"reason": "Five is too early."}).status_code == 303
    told = api_for(cast.dora).get(f"/api/v1/proposals/{proposed.pk}").json()
    assert (told["state"], told["answer"]) == ("declined", "Five is too early.")
    assert told["declined_by"]["name"] == cast.ben.name
    assert due("goal.change_declined", now) == {"Dora"}
    assert due("goal.change_proposed", now) == set()
    assert Goal.objects.get(pk=proposed.goal_id).version == 1
    assert "says why" in client_for(cast.dora).get(f"/proposals/{proposed.pk}/").content.decode()


def test_who_proposed_takes_it_back(client_for, cast, proposed, now):
    for person in (cast.ben, cast.ada):
        refused = client_for(person).post(f"/proposals/{proposed.pk}/withdraw/")
        assert refused.status_code == 403
    author = client_for(cast.dora)
    assert author.post(f"/proposals/{proposed.pk}/withdraw/").status_code == 303
    assert due("goal.change_proposed", now) == set()
    page = author.get(f"/proposals/{proposed.pk}/").content.decode()
    assert "took it back" in page


def test_by_call(api_for, cast, agreed, now):
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
    assert due("goal.changed", now) == {"Cleo"}  # no owner any more, and told so


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


def test_only_another_owner_accepts_what_an_owner_proposes(client_for, cast, agreed, now):
    own = proposals.propose(agreed, changes={"work": "routine"}, by=cast.ben, at=now)
    assert due("goal.change_proposed", now) == {"Cleo"}
    page = client_for(cast.ben).get(f"/proposals/{own.pk}/").content.decode()
    assert "Accept the change" not in page
    with pytest.raises(proposals.OwnProposal):
        proposals.accept(own, by=cast.ben, at=now)
    deactivate(cast.cleo, by=cast.root, at=now)  # nobody else is left to ask
    assert "Accept the change" in client_for(cast.ben).get(f"/proposals/{own.pk}/").content.decode()
    proposals.accept(own, by=cast.ben, at=now)
    assert Goal.objects.get(pk=agreed.pk).work == "routine"


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


def test_new_owners_are_asked_and_the_yes_of_the_others_stays(api_for, cast, agreed, now):
    three = [cast.ben, cast.cleo, cast.ada]
    named = proposals.propose(agreed, changes={"owners": three}, by=cast.dora, at=now)
    proposals.accept(named, by=cast.ben, at=now)
    answers = {one.person.called: one.answer for one in agreed.ownerships.with_people()}
    assert answers == {"Ben": "yes", "Cleo": "yes", "Ada": ""}
    assert Goal.objects.get(pk=agreed.pk).state == Goal.State.PROPOSED
    assert due("goal.named", now) == {"Ada"}
    assert api_for(cast.ada).post(f"/api/v1/goals/{agreed.pk}/agree").json()["state"] == "active"


def test_a_no_is_asked_again_when_the_wording_changed(shared_goal, ada, ben, cleo, now):
    owners.decline(shared_goal, by=cleo, at=now)
    better = proposals.propose(shared_goal, changes={"title": "Better"}, by=ada, at=now)
    proposals.accept(better, by=ben, at=now)
    assert [one.answer for one in shared_goal.ownerships.with_people()] == ["yes", ""]
    assert due("goal.named", now) == {"Cleo"}


def test_somebody_who_proposes_to_own_it_has_said_yes(agreed, ben, cleo, dora, now):
    offer = proposals.propose(agreed, changes={"owners": [ben, cleo, dora]}, by=dora, at=now)
    proposals.accept(offer, by=ben, at=now)
    assert Goal.objects.get(pk=agreed.pk).state == Goal.State.ACTIVE


def test_over_a_version_that_has_changed_both_are_shown(
    client_for, api_for, cast, agreed, proposed, now, subtests
):
    other = proposals.propose(
        agreed, changes={"title": "Hand-overs in an hour", "owners": [cast.ben, cast.cleo, cast.ada]},
        by=cast.ada, at=now,
    )  # fmt: skip
    proposals.accept(other, by=cast.cleo, at=now)
    owner, address = client_for(cast.ben), f"/proposals/{proposed.pk}/"
    with subtests.test("the page shows what was read, what stands, and what is proposed"):
        page = owner.get(address).content.decode()
        for shown in ("the same day", "in an hour", "by five", "The goal has changed since"):
            assert shown in page
        assert "Accept the change" not in page
        assert api_for(cast.ben).get(f"/api/v1{address[:-1]}").json()["is_outdated"] is True
    with subtests.test("it is not accepted as it is"):
        refused = owner.post(f"{address}accept/", {"reason": "Kept reason"})
        assert refused.status_code == 422
        assert "Kept reason" in refused.content.decode()
        call = api_for(cast.ben).post(f"/api/v1/proposals/{proposed.pk}/accept")
        assert (call.status_code, list(call.json()["errors"])) == (422, ["version"])
    with subtests.test("one click proposes the same on what stands now"):
        assert client_for(cast.root).post(f"{address}renew/").status_code == 403
        assert client_for(cast.dora).post(f"{address}renew/").status_code == 303
        proposed.refresh_from_db()
        assert (proposed.base.version, proposed.wording.title) == (2, "Hand-overs by five")
        assert proposed.wording.owners.count() == 3  # what was added in between stays
        proposals.accept(proposed, by=cast.ben, at=now)
        agreed.refresh_from_db()
        assert (agreed.title, agreed.version) == ("Hand-overs by five", 3)


def test_what_the_goal_says_by_now_is_not_proposed_anew(api_for, cast, agreed, proposed, now):
    same = proposals.propose(agreed, changes={"title": "Hand-overs by five"}, by=cast.ada, at=now)
    proposals.accept(same, by=cast.ben, at=now)
    refused = api_for(cast.dora).post(f"/api/v1/proposals/{proposed.pk}/renew")
    assert refused.status_code == 422
    assert "says this already" in refused.json()["detail"]
    assert api_for(cast.dora).post(f"/api/v1/proposals/{proposed.pk}/withdraw").status_code == 200


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


def test_an_ended_goal_is_not_changed(client_for, api_for, cast, agreed, proposed, now):
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
    assert due("goal.change_proposed", now) == set()


def test_who_has_left_proposes_nothing(agreed, proposed, zoe, dora, root, now):
    with pytest.raises(PermissionDenied):
        proposals.propose(agreed, changes={"title": "X"}, by=zoe, at=now)
    deactivate(dora, by=root, at=now)
    with pytest.raises(PermissionDenied):
        proposals.withdraw(proposed, by=dora, at=now)


def test_an_owner_who_left_in_between_is_not_named(agreed, cast, now):
    named = proposals.propose(
        agreed, changes={"owners": [cast.ben, cast.cleo, cast.ada]}, by=cast.dora, at=now
    )
    deactivate(cast.ada, by=cast.root, at=now)
    with pytest.raises(owners.OwnerHasLeft):
        proposals.accept(named, by=cast.ben, at=now)
    assert Goal.objects.get(pk=agreed.pk).version == 1


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


def test_answers_are_kept_once_each(shared_goal, cleo, now):
    for act in (owners.agree, owners.agree, owners.decline, owners.decline, owners.agree):
        act(shared_goal, by=cleo, at=now)
    kept = OwnerAnswer.objects.filter(person=cleo)
    assert kept.count() == 3
    assert kept.filter(completes=True).count() == 2
    assert wordings.standing(shared_goal) == wordings.standing(shared_goal)
