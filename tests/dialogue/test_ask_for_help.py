"""A coachee asks for help in a line; the coaches they chose see it, and answer."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import coaching
from core.errors import RuleError
from dialogue.models import HelpAsked, HelpWanted
from dialogue.services import asking
from notifications.models import Notification

LINE = "A talk that I keep putting off."


@pytest.fixture
def asked(cast, now):
    wanted = asking.ask_for_help(cast.ben, by=cast.ben, at=now, text=LINE, coaches=[cast.ada.pk])
    return HelpAsked.objects.get(wanted=wanted)


def test_a_coachee_asks_and_the_coach_answers(at_now, client_for, cast):
    ben, ada = client_for(cast.ben), client_for(cast.ada)
    page = ben.get(f"/help/?coach={cast.ada.pk}").content.decode()
    assert "checked" in page
    sent = {"text": LINE, "coaches": [cast.ada.pk]}
    assert ben.post("/help/", sent).status_code == 303
    assert Notification.objects.filter(person=cast.ada, kind="help.asked").exists()
    coach_page = ada.get("/coach/?show=help").content.decode()
    assert LINE in coach_page
    assert LINE in ada.get("/").content.decode()
    one = HelpAsked.objects.get()
    assert LINE in ada.get(f"/help/{one.pk}/").content.decode()
    assert ada.post(f"/help/{one.pk}/", {"text": "On Thursday at two."}).status_code == 303
    assert "On Thursday at two." in ben.get("/help/").content.decode()
    assert LINE not in ada.get("/coach/").content.decode()
    assert LINE not in ada.get("/").content.decode()
    again = ada.post(f"/help/{one.pk}/", {"text": "Or on Friday."})
    assert again.status_code == 422
    assert "answered this before" in again.content.decode()
    assert "You answered" in ada.get(f"/help/{one.pk}/").content.decode()


def test_what_is_taken_back_is_gone_for_the_coach(client_for, cast, asked):
    ada, address = client_for(cast.ada), f"/help/{asked.pk}/"
    assert ada.post(f"/help/{asked.wanted_id}/take-back/").status_code == 403
    assert client_for(cast.ben).post(f"/help/{asked.wanted_id}/take-back/").status_code == 303
    asking.take_help_back(asked.wanted, by=cast.ben, at=asked.wanted.asked_at)
    assert ada.get(address).status_code == 404
    assert LINE not in ada.get("/coach/").content.decode()


def test_it_ends_with_the_coaching(client_for, cast, asked, now):
    coaching.end(cast.coaching, by=cast.ben, at=now)
    assert client_for(cast.ada).get(f"/help/{asked.pk}/").status_code == 404
    assert client_for(cast.cleo).get(f"/help/{asked.pk}/").status_code == 404
    assert not HelpAsked.objects.visible_to(cast.zoe).exists()
    assert LINE not in client_for(cast.ada).get("/").content.decode()
    page = client_for(cast.ben).get("/help/").content.decode()
    assert "no longer coaches you, and does not see it" in page
    assert not HelpAsked.objects.unanswered().exists(), "it is no open question any more"


@pytest.mark.parametrize(
    ("text", "who"), [("", "ada"), ("x" * 301, "ada"), (LINE, "cleo"), (LINE, None)]
)
def test_what_cannot_be_asked_gets_a_sentence(client_for, api_for, cast, text, who):
    chosen = [str(getattr(cast, who).pk)] if who else []
    answer = client_for(cast.ben).post("/help/", {"text": text, "coaches": chosen})
    assert answer.status_code == 422
    body = {"text": text, "coaches": chosen}
    assert api_for(cast.ben).post("/api/v1/help", body, format="json").status_code == 422
    assert not HelpWanted.objects.exists()


def test_the_rules_hold_for_every_caller(client_for, cast, asked, now):
    with pytest.raises(PermissionDenied):
        asking.ask_for_help(cast.ben, by=cast.ada, at=now, text=LINE, coaches=[cast.ada.pk])
    with pytest.raises(PermissionDenied):
        asking.answer_help(asked, by=cast.ben, at=now)
    for text in (" ", "x" * 301):
        with pytest.raises(RuleError):
            asking.ask_for_help(cast.ben, by=cast.ben, at=now, text=text, coaches=[cast.ada.pk])
    for _number in range(9):
        asking.ask_for_help(cast.ben, by=cast.ben, at=now, text=LINE, coaches=[cast.ada.pk])
    full = client_for(cast.ben).post("/help/", {"text": LINE, "coaches": [cast.ada.pk]})
    assert full.status_code == 422
    assert "Ten questions are open" in full.content.decode()


def test_without_a_coach_the_page_leads_to_one(client_for, cast):
    assert "Nobody coaches you yet" in client_for(cast.dora).get("/help/").content.decode()


def test_the_same_by_api(api_for, cast):
    ada, ben = api_for(cast.ada), api_for(cast.ben)
    body = {"text": LINE, "coaches": [str(cast.ada.pk)]}
    made = ben.post("/api/v1/help", body, format="json")
    assert made.status_code == 201
    (one,) = ada.get("/api/v1/help/asked").data["results"]
    assert one["text"] == LINE
    ben.post("/api/v1/help", {**body, "text": "A second one."}, format="json")
    first = ada.get("/api/v1/help/asked?limit=1").data
    assert first["results"][0]["text"] == "A second one."
    assert ada.get(first["next"]).data == {"results": [one], "next": None}
    mine = ben.get("/api/v1/help?limit=1").data
    assert ben.get(mine["next"]).data["results"][0]["text"] == LINE
    ben.post(f"/api/v1/help/{mine['results'][0]['id']}/take-back")
    (coachee,) = ada.get("/api/v1/coachees?show=help").data["results"]
    assert coachee["wants_help"][0]["text"] == LINE
    answered = ada.post(f"/api/v1/help/asked/{one['id']}", {}, format="json")
    assert answered.data["answered_on"]
    (mine,) = ben.get("/api/v1/help").data["results"]
    assert mine["asked"][0]["answered_on"]
    assert mine["asked"][0]["sees_it"]
    assert ben.post(f"/api/v1/help/{mine['id']}/take-back").status_code == 204
    assert ben.get("/api/v1/help").data["results"] == []
    assert ada.post(f"/api/v1/help/asked/{one['id']}", {}, format="json").status_code == 404
