"""A talk outside of any rhythm: with one's coach, a coachee or a peer, now or later."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.services import coaching
from dialogue.models import CheckIn
from dialogue.services import checkins
from dialogue.services.prompts import change, introduce, make_usual
from notifications.models import Notification

DAY = timedelta(days=1)


def form(person, **changes):
    typed = {"other": person.pk, "day": "2026-11-13", "clock": "14:30", "idempotency_key": uuid4()}
    return {**typed, **changes}


def test_the_page_plans_a_talk_on_ones_own_clock(at_now, client_for, ada, ben):
    answer = client_for(ben).post("/checkins/plan/", form(ada))
    talk = CheckIn.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == f"/checkins/{talk.pk}/"
    assert talk.planned_at.isoformat() == "2026-11-13T13:30:00+00:00"
    assert (talk.person, talk.partner, talk.created_by) == (ben, ada, ben)


def test_what_it_is_about_opens_the_agenda_of_two(at_now, client_for, ada, ben):
    client_for(ben).post("/checkins/plan/", form(ada, title="The load case"))
    talk = CheckIn.objects.get()
    assert talk.kind == "pair"
    assert [point.text for point in talk.agenda.all()] == ["The load case"]


def test_a_double_click_plans_one_talk(at_now, client_for, ada, ben):
    typed = form(ada)
    browser = client_for(ben)
    first, second = browser.post("/checkins/plan/", typed), browser.post("/checkins/plan/", typed)
    assert first["Location"] == second["Location"]
    assert CheckIn.objects.count() == 1


def test_the_other_side_is_told(now, ada, ben, talk):
    rows = Notification.objects.filter(kind="checkin.planned")
    assert {row.person for row in rows} == {ada}
    assert {row.url for row in rows} == {f"/checkins/{talk.pk}/"}


def test_where_one_coaches_the_other_it_is_a_talk_of_the_coaching(now, cast, ada, ben):
    planned = checkins.plan(ben, by=ada, at=now, planned_at=now)
    assert (planned.coaching, planned.person, planned.partner) == (cast.coaching, ben, ada)


def test_where_both_coach_each_other_the_one_who_plans_is_coached(now, cast, ada, ben):
    other_way = coaching.ask(ben, coachee=ada, by=ada, at=now)
    coaching.accept(other_way, by=ben, at=now)
    planned = checkins.plan(ben, by=ada, at=now, planned_at=now)
    assert (planned.person, planned.partner) == (ada, ben)


def test_peers_talk_without_a_coaching(peer_talk, ben, cleo):
    assert (peer_talk.coaching, peer_talk.person, peer_talk.partner) == (None, ben, cleo)


def test_it_takes_the_usual_prompts_unless_others_are_chosen(now, ada, ben, root, template):
    make_usual(template, by=root, at=now)
    chosen = introduce(by=root, at=now, name="Another", questions=["How are you?"])
    usual = checkins.plan(ada, by=ben, at=now, planned_at=now)
    other = checkins.plan(ada, by=ben, at=now, planned_at=now, template=chosen)
    assert (usual.template, other.template) == (template, chosen)


def test_retired_prompts_are_refused(at_now, now, ada, ben, root, template, api_for):
    change(template, by=root, at=now, name="Newer", questions=["How?"])
    body = {"with": str(ada.pk), "planned_at": "2026-11-13T10:00:00Z", "template": str(template.pk)}
    answer = api_for(ben).post("/api/v1/checkins", body)
    assert answer.status_code == 422
    assert "no longer in use" in answer.data["detail"]


@pytest.mark.parametrize("hours", [-1, -24, 24 * 800])
def test_a_moment_that_cannot_be_is_refused(hours, at_now, now, client_for, api_for, ada, ben):
    moment = now + timedelta(hours=hours)
    typed = form(ada, day=moment.date().isoformat(), clock=moment.strftime("%H:%M"))
    page = client_for(ben).post("/checkins/plan/", typed)
    body = {"with": str(ada.pk), "planned_at": moment.isoformat()}
    call = api_for(ben).post("/api/v1/checkins", body)
    assert (page.status_code, call.status_code) == (422, 422)
    assert "planned_at" in call.data["errors"]
    assert not CheckIn.objects.exists()


def test_nobody_talks_with_themselves_or_with_who_has_left(at_now, client_for, api_for, ben, zoe):
    for other, sentence in ((ben, "Choose somebody else"), (zoe, "has left")):
        page = client_for(ben).post("/checkins/plan/", form(other))
        body = {"with": str(other.pk), "planned_at": "2026-11-13T10:00:00Z"}
        call = api_for(ben).post("/api/v1/checkins", body)
        assert (page.status_code, call.status_code) == (422, 422)
        assert sentence in page.content.decode()
        assert sentence in call.data["detail"]


@pytest.mark.parametrize("other", ["", "nobody", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_person_is_corrected_on_the_page(other, at_now, client_for, ada, ben):
    answer = client_for(ben).post("/checkins/plan/", form(ada, other=other))
    assert answer.status_code == 422
    assert "14:30" in answer.content.decode()


@pytest.mark.parametrize(
    "changes", [{"day": "x"}, {"day": "0001-01-01"}, {"day": "9999-12-31"}, {"clock": "25:00"}]
)
def test_days_that_do_not_exist_are_corrected(changes, at_now, client_for, ada, ben):
    assert client_for(ben).post("/checkins/plan/", form(ada, **changes)).status_code == 422


def test_without_scripts_people_are_found_and_nothing_is_lost(at_now, client_for, ada, ben):
    typed = form(ada, find="1", q="cle\x00o")
    answer = client_for(ben).post("/checkins/plan/", typed).content.decode()
    assert "Cleo Adeyemi" in answer
    assert "14:30" in answer
    assert "Ada Lindqvist" in answer


def test_a_person_can_be_chosen_by_address(at_now, client_for, cleo, ben):
    answer = client_for(ben).get(f"/checkins/plan/?with={cleo.pk}").content.decode()
    assert f'value="{cleo.pk}"' in answer


def test_a_call_plans_and_answers_the_talk(at_now, api_for, ada, ben):
    body = {"with": str(ada.pk), "planned_at": "2026-11-13T10:00:00Z"}
    answer = api_for(ben).post("/api/v1/checkins", body)
    assert answer.status_code == 201
    assert answer.data["with"] == {"id": str(ada.pk), "name": "Ada Lindqvist"}
    assert answer.data["state"] == "open"


def test_one_idempotency_key_plans_once(at_now, api_for, ada, ben):
    body = {"with": str(ada.pk), "planned_at": "2026-11-13T10:00:00Z"}
    caller = api_for(ben)
    for _twice in range(2):
        answer = caller.post("/api/v1/checkins", body, headers={"Idempotency-Key": "k1"})
        assert answer.status_code == 201
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"planned_at"}),
        ({"with": "x", "planned_at": "y"}, {"with", "planned_at"}),
        ({"with": "x", "planned_at": "2026-11-13T10:00:00Z"}, {"with"}),
    ],
)
def test_a_call_with_missing_parts_names_them(body, wrong, at_now, api_for, ben):
    answer = api_for(ben).post("/api/v1/checkins", body)
    assert answer.status_code == 422
    assert set(answer.data["errors"]) == wrong


def test_extreme_moments_by_call_are_refused(at_now, api_for, ada, ben):
    for moment in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        body = {"with": str(ada.pk), "planned_at": moment}
        assert api_for(ben).post("/api/v1/checkins", body).status_code == 422


def test_planning_by_rule_brings_prompts_and_what_was_not_got_round_to(
    now, cast, ada, ben, root, talk
):
    from datetime import time

    from dialogue.models import CadenceRule
    from dialogue.services import agenda, holding
    from dialogue.services.planning import plan_check_ins

    agenda.add_agenda_point(talk, by=ben, at=now, text="The drawings")
    holding.hold(talk, by=ben, at=now)
    CadenceRule.objects.create(
        scope="everyone",
        every=2,
        unit="weeks",
        weekdays=[4],
        local_time=time(9),
        lead_days=2,
        remind_after_days=1,
        quiet_from=time(18),
        quiet_to=time(8),
        starts_on=now.date(),
        created_at=now,
        created_by=root,
    )
    plan_check_ins(at=now)
    planned = CheckIn.objects.open().get()
    assert planned.template.is_usual
    assert [point.text for point in planned.agenda.all()] == ["The drawings"]
    coaching.end(cast.coaching, by=ben, at=now)
    plan_check_ins(at=now)
    planned.refresh_from_db()
    assert planned.cancelled_by == ben
