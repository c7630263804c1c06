"""An owner accepts a proposed change or declines it with a reason; who proposed takes it back."""

import pytest

from accounts.services.people import deactivate
from goals.models import Goal, OwnerAnswer
from goals.services import owners, proposals, wordings


def test_an_owner_is_asked_on_today_and_accepts(
    client_for, cast, agreed, proposed, now, subtests, due
):
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
        assert due("goal.change_proposed") == set()
        assert due("goal.change_accepted") == {"Dora"}
        assert due("goal.changed") == {"Ben"}
        assert "Good thought." in client_for(cast.dora).get(address).content.decode()
    with subtests.test("what was settled stays so, and what was typed is shown again"):
        again = owner.post(f"{address}decline/", {"reason": "On second thought"})
        assert again.status_code == 422
        assert "was settled before" in again.content.decode()
        assert "On second thought" in again.content.decode()


def test_an_owner_declines_with_a_reason(client_for, api_for, cast, proposed, now, due):
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
    assert due("goal.change_declined") == {"Dora"}
    assert due("goal.change_proposed") == set()
    assert Goal.objects.get(pk=proposed.goal_id).version == 1
    assert "says why" in client_for(cast.dora).get(f"/proposals/{proposed.pk}/").content.decode()


def test_who_proposed_takes_it_back(client_for, cast, proposed, now, due):
    for person in (cast.ben, cast.ada):
        refused = client_for(person).post(f"/proposals/{proposed.pk}/withdraw/")
        assert refused.status_code == 403
    author = client_for(cast.dora)
    assert author.post(f"/proposals/{proposed.pk}/withdraw/").status_code == 303
    assert due("goal.change_proposed") == set()
    page = author.get(f"/proposals/{proposed.pk}/").content.decode()
    assert "took it back" in page


def test_only_another_owner_accepts_what_an_owner_proposes(client_for, cast, agreed, now, due):
    own = proposals.propose(agreed, changes={"work": "routine"}, by=cast.ben, at=now)
    assert due("goal.change_proposed") == {"Cleo"}
    page = client_for(cast.ben).get(f"/proposals/{own.pk}/").content.decode()
    assert "Accept the change" not in page
    with pytest.raises(proposals.OwnProposal):
        proposals.accept(own, by=cast.ben, at=now)
    deactivate(cast.cleo, by=cast.root, at=now)  # nobody else is left to ask
    assert "Accept the change" in client_for(cast.ben).get(f"/proposals/{own.pk}/").content.decode()
    proposals.accept(own, by=cast.ben, at=now)
    assert Goal.objects.get(pk=agreed.pk).work == "routine"


def test_new_owners_are_asked_and_the_yes_of_the_others_stays(api_for, cast, agreed, now, due):
    three = [cast.ben, cast.cleo, cast.ada]
    named = proposals.propose(agreed, changes={"owners": three}, by=cast.dora, at=now)
    proposals.accept(named, by=cast.ben, at=now)
    answers = {one.person.called: one.answer for one in agreed.ownerships.with_people()}
    assert answers == {"Ben": "yes", "Cleo": "yes", "Ada": ""}
    assert Goal.objects.get(pk=agreed.pk).state == Goal.State.PROPOSED
    assert due("goal.named") == {"Ada"}
    assert api_for(cast.ada).post(f"/api/v1/goals/{agreed.pk}/agree").json()["state"] == "active"


def test_a_no_is_asked_again_when_the_wording_changed(shared_goal, ada, ben, cleo, now, due):
    owners.decline(shared_goal, by=cleo, at=now)
    better = proposals.propose(shared_goal, changes={"title": "Better"}, by=ada, at=now)
    proposals.accept(better, by=ben, at=now)
    assert [one.answer for one in shared_goal.ownerships.with_people()] == ["yes", ""]
    assert due("goal.named") == {"Cleo"}


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


def test_an_owner_who_left_in_between_is_not_named(agreed, cast, now):
    named = proposals.propose(
        agreed, changes={"owners": [cast.ben, cast.cleo, cast.ada]}, by=cast.dora, at=now
    )
    deactivate(cast.ada, by=cast.root, at=now)
    with pytest.raises(owners.OwnerHasLeft):
        proposals.accept(named, by=cast.ben, at=now)
    assert Goal.objects.get(pk=agreed.pk).version == 1


def test_answers_are_kept_once_each(shared_goal, cleo, now):
    for act in (owners.agree, owners.agree, owners.decline, owners.decline, owners.agree):
        act(shared_goal, by=cleo, at=now)
    kept = OwnerAnswer.objects.filter(person=cleo)
    assert kept.count() == 3
    assert kept.filter(completes=True).count() == 2
    assert wordings.standing(shared_goal) == wordings.standing(shared_goal)
