"""Several people talk: all are sides, come later or leave, and confirm what was said."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services.people import deactivate
from core.errors import RuleError
from dialogue.models import AgendaPoint, CheckIn, Confirmation, Participant
from dialogue.selectors import desk
from dialogue.services import agenda, checkins, commitments, groups, holding, notes, preparations
from notifications.models import Notification

DAY = timedelta(days=1)


def read(browser, talk):
    return browser.get(f"/checkins/{talk.pk}/").content.decode()


def told(kind):
    return {row.person.called for row in Notification.objects.filter(kind=kind, channel="app")}


def test_several_chosen_on_the_page_talk_as_a_group(at_now, client_for, ben, cleo, dora):
    typed = {
        "other": [cleo.pk, dora.pk],
        "title": " Trio on  estimating ",
        "day": "2026-11-13",
        "clock": "14:30",
        "template": "library/group",
        "idempotency_key": uuid4(),
    }
    answer = client_for(ben).post("/checkins/plan/", typed)
    talk = CheckIn.objects.get()
    assert answer.status_code == 303
    assert (talk.kind, talk.title, talk.partner) == ("group", "Trio on estimating", None)
    assert set(talk.sides) == {ben, cleo, dora}
    assert talk.template.prompts.count() == 5
    assert told("checkin.planned") == {"Cleo", "Dora"}
    for person in (ben, cleo, dora):
        browser = client_for(person)
        assert "Trio on estimating" in read(browser, talk)
        assert "Trio on estimating" in browser.get("/checkins/").content.decode()
        assert "Trio on estimating" in browser.get("/").content.decode()


def test_whoever_is_not_in_the_group_finds_nothing(at_now, client_for, api_for, group_talk, ada):
    for address in (f"/checkins/{group_talk.pk}/", f"/checkins/{group_talk.pk}/participants/"):
        assert client_for(ada).get(address).status_code == 404
    assert api_for(ada).get(f"/api/v1/checkins/{group_talk.pk}").status_code == 404
    with pytest.raises(PermissionDenied):
        groups.add_participant(group_talk, by=ada, at=group_talk.created_at, person=ada)


def test_by_call_several_ids_are_a_group_and_it_goes_its_whole_way(
    at_now, now, api_for, ada, ben, cleo, dora
):
    calls, moment = api_for(ben), (now + DAY).isoformat()
    body = {"with": [str(cleo.pk), str(dora.pk)], "planned_at": moment, "title": "Estimating"}
    made = calls.post("/api/v1/checkins", body, format="json")
    assert made.status_code == 201, made.data
    assert made.data["kind"] == "group"
    assert [one["name"] for one in made.data["with"]] == [cleo.name, dora.name]
    address = f"/api/v1/checkins/{made.data['id']}"
    added = calls.post(f"{address}/participants", {"person": str(ada.pk)}, format="json")
    assert [one["name"] for one in added.data["participants"]][-1] == ada.name
    assert api_for(ada).get(address).data["title"] == "Estimating"
    assert api_for(cleo).post(f"{address}/leave").data["title"] is None
    assert calls.post(f"{address}/hold").status_code == 200
    again = calls.post(f"{address}/again", {"planned_at": (now + 3 * DAY).isoformat()})
    assert {one["name"] for one in again.data["with"]} == {ada.name, dora.name}
    assert len(calls.get("/api/v1/checkins").data["results"]) == 2


@pytest.mark.parametrize("sent", ["nobody", [["x"]], {"id": 1}, 7, ["00000000-0000-0000-0000-1"]])
def test_people_that_cannot_be_are_a_field_to_look_at(at_now, now, api_for, ben, sent):
    body = {"with": sent, "planned_at": (now + DAY).isoformat()}
    answer = api_for(ben).post("/api/v1/checkins", body, format="json")
    assert answer.status_code == 422
    assert list(answer.data["errors"]) == ["with"]


def test_a_group_are_several_who_are_here_and_not_too_many(now, ben, cleo, zoe, monkeypatch):
    at = {"at": now, "planned_at": now + DAY}
    for people in ([], [ben], [cleo, zoe]):
        with pytest.raises(groups.NoGroup):
            groups.plan_group(people, by=ben, **at)
    with pytest.raises(groups.NoGroup):
        groups.plan_group([cleo], by=ben, title="x" * 121, **at)
    monkeypatch.setattr(groups, "MOST_SIDES", 1)
    with pytest.raises(groups.NoGroup):
        groups.plan_group([cleo], by=ben, **at)


def test_who_comes_later_reads_the_page_and_what_is_shared_from_then_on(
    at_now, now, client_for, group_talk, ada, ben, cleo
):
    prompt = group_talk.template.prompts.first()
    for person, words in ((ben, "Shared before ada"), (cleo, "Shared after ada")):
        answers = {prompt.pk: words}
        preparations.save_preparation(group_talk, by=person, at=now, answers=answers, version=0)
    preparations.share_preparation(group_talk, by=ben, at=now)
    agenda.add_agenda_point(group_talk, by=cleo, at=now, text="Written before ada")
    address = f"/checkins/{group_talk.pk}/participants/"
    assert "Whom would you like" in client_for(cleo).get(address).content.decode()
    found = client_for(cleo).post(address, {"find": "1", "q": "Ada"}).content.decode()
    assert ada.name in found
    later = now + DAY
    groups.add_participant(group_talk, by=cleo, at=later, person=ada)
    assert told("checkin.joined") == {"Ben", "Dora", "Ada"}
    preparations.share_preparation(group_talk, by=cleo, at=later)
    page = read(client_for(ada), group_talk)
    assert "Written before ada" in page
    assert "Shared after ada" in page
    assert "Shared before ada" not in page
    assert "Shared before ada" in read(client_for(cleo), group_talk)
    groups.add_participant(group_talk, by=cleo, at=later, person=ada)
    assert group_talk.participants.filter(person=ada).count() == 1


def test_nobody_joins_who_has_left_or_where_the_group_is_full(
    now, group_talk, talk, ada, ben, zoe, monkeypatch
):
    with pytest.raises(groups.NoGroup):
        groups.add_participant(group_talk, by=ben, at=now, person=zoe)
    with pytest.raises(groups.NotAGroup):
        groups.add_participant(talk, by=ben, at=now, person=ada)
    monkeypatch.setattr(groups, "MOST_SIDES", 3)
    with pytest.raises(groups.NoGroup):
        groups.add_participant(group_talk, by=ben, at=now, person=ada)


def test_who_leaves_reads_on_their_own_words_alone(
    at_now, now, client_for, api_for, group_talk, ben, cleo, dora
):
    for person in (ben, cleo):
        agenda.add_agenda_point(group_talk, by=person, at=now, text=f"From {person.called}")
        commitments.commit(group_talk, by=person, at=now, what=f"{person.called} does", who=person)
    notes.write_private_note(group_talk, by=ben, at=now, text="Only for ben", version=0)
    browser = client_for(ben)
    left = browser.post(f"/checkins/{group_talk.pk}/leave/", {"idempotency_key": uuid4()})
    assert left.status_code == 303
    group_talk = CheckIn.objects.get(pk=group_talk.pk)
    assert group_talk.person in (cleo, dora)
    page = read(browser, group_talk)
    assert "You left this group" in page
    assert "From Ben" in page
    assert "Ben does" in page
    assert "Only for ben" in page
    assert "From Cleo" not in page
    assert "Cleo does" not in page
    assert "Trio on estimating" not in page
    assert "Trio on estimating" not in browser.get("/checkins/").content.decode()
    assert browser.post(f"/checkins/{group_talk.pk}/hold/").status_code == 403
    assert "From Ben" in read(client_for(cleo), group_talk)
    body = api_for(ben).get(f"/api/v1/checkins/{group_talk.pk}").data
    assert (body["title"], body["with"], body["notes"]) == (None, [], None)
    assert [talk.called for talk in desk.as_seen(ben, [group_talk])] == ["A group you left"]


def test_the_last_one_stays_and_pairs_are_not_left(now, group_talk, talk, ben, cleo, dora):
    groups.leave(group_talk, by=cleo, at=now)
    groups.leave(group_talk, by=dora, at=now)
    with pytest.raises(groups.NoGroup):
        groups.leave(group_talk, by=ben, at=now)
    with pytest.raises(PermissionDenied):
        groups.leave(group_talk, by=cleo, at=now)
    with pytest.raises(groups.NotAGroup):
        groups.leave(talk, by=ben, at=now)


def test_answers_are_shared_as_the_talk_begins_but_for_who_left(now, group_talk, ben, cleo, dora):
    for person in (ben, cleo, dora):
        preparations.save_preparation(
            group_talk, by=person, at=now, answers={None: "x"}, version=0, shares_at_start=True
        )
    groups.leave(group_talk, by=dora, at=now)
    holding.start(group_talk, by=ben, at=group_talk.planned_at)
    shared = group_talk.preparations.filter(shared_at__isnull=False)
    assert {one.person for one in shared} == {ben, cleo}


def test_all_confirm_the_notes(at_now, now, client_for, group_talk, ben, cleo, dora):
    notes.write_notes(group_talk, by=ben, at=now, text="Said.", version=0)
    holding.hold(group_talk, by=ben, at=now)
    for n, person in enumerate((ben, cleo, dora)):
        assert [talk.checkin for talk in desk.to_confirm(person, now)] == [group_talk]
        holding.confirm(group_talk, by=person, at=now)
        page = read(client_for(ben), group_talk)
        assert ("All of you confirmed" in page) == (n == 2)
    assert Confirmation.objects.filter(checkin=group_talk).count() == 3
    notes.write_notes(group_talk, by=dora, at=now, text="Said, and more.", version=1)
    assert not Confirmation.objects.filter(checkin=group_talk).exists()


def test_a_commitment_is_ticked_on_the_next_page_of_the_group(
    at_now, now, client_for, group_talk, ben, dora
):
    promise = commitments.commit(group_talk, by=ben, at=now, what="Measure it", who=dora)
    holding.hold(group_talk, by=ben, at=now)
    later = groups.plan_again(group_talk, by=ben, at=now, planned_at=now + 9 * DAY)
    kept = client_for(dora).post(f"/commitments/{promise.pk}/done/", {"on": later.pk})
    assert kept["Location"] == f"/checkins/{later.pk}/#commitments"


def test_what_is_left_over_goes_on_to_those_who_read_it(
    at_now, now, client_for, group_talk, ada, ben, cleo, dora
):
    for person in (ben, cleo):
        agenda.add_agenda_point(group_talk, by=person, at=now, text=f"Left by {person.called}")
    promise = commitments.commit(group_talk, by=ben, at=now, what="Measure it", who=dora)
    holding.hold(group_talk, by=ben, at=now)
    browser = client_for(ben)
    assert "Plan the next one" in read(browser, group_talk)
    address = f"/checkins/{group_talk.pk}/again/"
    assert "With whoever is in the group" in browser.get(address).content.decode()
    assert browser.post(address, {"day": "", "clock": "9:00"}).status_code == 422
    assert browser.post(address, {"day": "2026-11-20", "clock": "09:00"}).status_code == 303
    following = CheckIn.objects.exclude(pk=group_talk.pk).get()
    assert following.series == group_talk.series
    points = AgendaPoint.objects.filter(checkin=following)
    assert {point.text for point in points} == {"Left by Ben", "Left by Cleo"}
    page = read(client_for(dora), following)
    assert promise.what in page
    assert "carried over" in page
    groups.leave(following, by=cleo, at=now)
    groups.add_participant(following, by=ben, at=now, person=ada)
    agenda.add_agenda_point(following, by=dora, at=now, text="Later")
    skipping = {"by": ben, "at": now + 9 * DAY}
    checkins.skip(following, reason="A fair", **skipping)
    last = groups.plan_again(following, planned_at=now + 15 * DAY, **skipping)
    carried = {point.text for point in last.agenda.all()}
    assert carried == {"Left by Ben", "Later"}  # cleo's stays where she left


def test_a_later_talk_with_somebody_new_gets_nothing_they_did_not_read(
    now, group_talk, ada, ben, cleo
):
    agenda.add_agenda_point(group_talk, by=ben, at=now, text="Between the three")
    following = groups.plan_again(group_talk, by=ben, at=now, planned_at=now + 9 * DAY)
    groups.add_participant(following, by=ben, at=now, person=ada)
    holding.hold(group_talk, by=cleo, at=now)
    assert not following.agenda.exists()


def test_moving_tells_all_others_and_a_group_outlives_who_leaves(
    at_now, now, client_for, group_talk, root, ben, cleo, dora
):
    moved = now + 5 * DAY
    checkins.move(group_talk, by=ben, at=now, planned_at=moved)
    assert told("checkin.moved") == {"Cleo", "Dora"}
    row = Participant.objects.get(checkin=group_talk, person=cleo)
    assert now < row.nudge_at < moved < row.remind_at
    deactivate(ben, by=root, at=now)
    assert checkins.cancel_left_behind(at=now) == 0
    assert "Trio on estimating" in client_for(cleo).get("/checkins/").content.decode()


def test_own_prompts_of_somebody_else_are_replaced_by_the_usual_ones(now, group_talk, ben, cleo):
    from dialogue.services import prompts

    own = prompts.introduce_own(by=ben, at=now, name="Mine", questions=["How?"])
    CheckIn.objects.filter(pk=group_talk.pk).update(template=own)
    following = groups.plan_again(group_talk, by=cleo, at=now, planned_at=now + DAY)
    assert following.template.is_usual
    with pytest.raises(RuleError):
        checkins.plan(ben, by=cleo, at=now, planned_at=now, template=own)
