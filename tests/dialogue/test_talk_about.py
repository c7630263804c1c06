"""Talk about this: a goal, feedback one received, a commitment or a mastery comes to a talk."""

from uuid import uuid4

import pytest

from accounts.services import coaching
from dialogue.models import AgendaPoint, CheckIn
from dialogue.services import agenda, commitments, holding, reflections
from feedback.services import Piece, give
from goals.selectors.wording import Wording
from goals.services import capabilities, goals
from goals.services.mastery import aims

LEVELS = (("Learning", "Watches."), ("On my own", "Writes one."))
PRAISE = {"kind": "praise", "readers": "recipient", "behaviour": "You rang before you drove."}


@pytest.fixture
def things(now, root, ben, cleo, talk):
    """One of each that ben may bring up."""
    goal = goals.propose("The first visit", why_it_matters="Trust.", owners=[ben], by=ben, at=now)
    [piece] = give([ben], by=cleo, at=now, what=Piece(**PRAISE))
    promise = commitments.commit(talk, by=ben, at=now, what="Show the list", who=ben)
    words = Wording("Hand-over writing", "Those who come next know.", LEVELS)
    known = capabilities.accept(capabilities.propose(words, by=ben, at=now), by=root, at=now)
    level = known.levels.first()
    learning = aims.begin(
        known, ideal_level=level, level=level, reflection="", why="The nights.", by=ben, at=now
    )
    return {"goal": goal, "feedback": piece, "commitment": promise, "mastery": learning}


def address(things, kind):
    return f"/checkins/talk-about/?about={kind}/{things[kind].pk}"


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("goal", "The first visit"),
        ("feedback", ""),
        ("commitment", "Show the list"),
        ("mastery", "Hand-over writing"),
    ],
)
def test_it_is_put_on_the_agenda_of_a_coming_talk(
    at_now, client_for, things, talk, ada, ben, kind, begins
):
    browser, to = client_for(ben), address(things, kind)
    page = browser.get(to).content.decode()
    assert f'value="{begins}"' in page if begins else "before you drove" not in page
    assert "Ada" in page
    assert browser.post(to, {"text": "", "talk": talk.pk}).status_code == 422
    typed = {"text": "Let us look at it", "talk": talk.pk, "idempotency_key": uuid4()}
    for _twice in range(2):
        assert browser.post(to, typed)["Location"] == f"/checkins/{talk.pk}/#agenda"
    assert AgendaPoint.objects.get().text == "Let us look at it"
    link = f"/{things[kind].pk}/"
    mine = browser.get(f"/checkins/{talk.pk}/").content.decode()
    theirs = client_for(ada).get(f"/checkins/{talk.pk}/").content.decode()
    assert "Let us look at it" in theirs
    if kind != "commitment":
        assert link in mine
        assert (link in theirs) == (kind == "goal")


def test_its_pages_lead_there(at_now, client_for, things, ben, cleo):
    browser = client_for(ben)
    for kind, page in (("goal", "goals"), ("feedback", "feedback"), ("mastery", "mastery")):
        shown = browser.get(f"/{page}/{things[kind].pk}/").content.decode()
        assert address(things, kind) in shown
    given = client_for(cleo).get(f"/feedback/{things['feedback'].pk}/").content.decode()
    assert "talk-about" not in given


def test_what_is_not_ones_own_to_bring_up_does_not_exist(at_now, client_for, things, cleo, zoe):
    from dialogue.talk_about import find

    for kind in ("feedback", "commitment", "mastery"):
        assert client_for(cleo).get(address(things, kind)).status_code == 404
        assert find(f"{kind}/{things[kind].pk}", person=zoe) is None
    for named in ("goal/x", f"goal/{uuid4()}", f"person/{cleo.pk}"):
        assert client_for(cleo).get(f"/checkins/talk-about/?about={named}").status_code == 404


def test_a_point_may_be_about_nothing_that_has_a_page(at_now, client_for, talk, ben, zoe):
    browser, to = client_for(ben), "/checkins/talk-about/"
    assert "Talk about this" in browser.get(to).content.decode()
    assert browser.post(to, {}).status_code == 422
    assert browser.post(to, {"text": "The fair", "talk": talk.pk}).status_code == 303
    assert not hasattr(AgendaPoint.objects.get(), "comes_from")


def test_by_call_a_point_names_what_it_is_about(at_now, api_for, things, talk, ada, ben):
    calls, to = api_for(ben), f"/api/v1/checkins/{talk.pk}/agenda"
    for kind in things:
        body = {"text": f"About the {kind}", "about": f"{kind}/{things[kind].pk}"}
        made = calls.post(to, body, format="json")
        assert made.status_code == 201, made.data
        assert made.data["about"]["kind"] == kind
    wrong = calls.post(to, {"text": "x", "about": "goal/nothing"}, format="json")
    assert list(wrong.data["errors"]) == ["about"]
    theirs = [one["about"] for one in api_for(ada).get(to).data["results"]]
    assert [bool(one) for one in theirs] == [True, False, True, False]


def test_it_comes_along_to_the_next_talk(at_now, now, api_for, things, talk, ada, ben, cast):
    calls = api_for(ben)
    body = {"text": "The goal", "about": f"goal/{things['goal'].pk}"}
    calls.post(f"/api/v1/checkins/{talk.pk}/agenda", body, format="json")
    holding.hold(talk, by=ben, at=now)
    planned = calls.post(
        "/api/v1/checkins", {"with": str(ada.pk), "planned_at": now.isoformat()}, format="json"
    )
    [carried] = calls.get(f"/api/v1/checkins/{planned.data['id']}/agenda").data["results"]
    assert carried["about"]["title"] == "The first visit"
    coaching.end(cast.coaching, by=ben, at=now)
    assert CheckIn.objects.of_side(ada).filter(pk=planned.data["id"]).exists()


def test_a_point_is_put_at_a_place_of_the_list(at_now, now, client_for, api_for, talk, ada, ben):
    points = [
        agenda.add_agenda_point(talk, by=side, at=now, text=text)
        for side, text in ((ben, "one"), (ada, "two"), (ben, "three"))
    ]

    def order():
        return [point.text for point in talk.agenda.in_order()]

    browser = client_for(ada)
    browser.post(f"/agenda/{points[2].pk}/reorder/", {"place": "1"})
    assert order() == ["three", "one", "two"]
    calls, to = api_for(ben), f"/api/v1/agenda/{points[2].pk}/reorder"
    assert calls.post(to, {"place": 900}, format="json").data["position"] == 3
    assert order() == ["one", "two", "three"]
    assert calls.post(to, {"place": 3}, format="json").status_code == 200
    assert calls.post(to, {}, format="json").status_code == 422
    assert calls.post(to, {"place": 1, "up": True}, format="json").status_code == 422
    browser.post(f"/agenda/{points[0].pk}/reorder/", {"up": "1"})
    assert order() == ["one", "two", "three"]


def test_an_agenda_of_tasks_alone_gets_a_gentle_hint(at_now, now, client_for, root, ben):
    mine = reflections.reflect(by=ben, at=now, planned_at=now)
    mine.template.prompts.update(text="Which deliveries are open?")
    agenda.add_agenda_point(mine, by=ben, at=now, text="The 40 boxes")
    browser = client_for(ben)
    assert "Widgets alone" in browser.get(f"/checkins/{mine.pk}/").content.decode()
    agenda.add_agenda_point(mine, by=ben, at=now, text="What I learnt from Emre")
    assert "Widgets alone" not in browser.get(f"/checkins/{mine.pk}/").content.decode()
