"""Pages ask the same number of queries however much there is, and at most twelve."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services import coaching
from accounts.services.people import create_person
from dialogue.models import HelpAsked
from dialogue.services import (
    agenda,
    asking,
    checkins,
    commitments,
    groups,
    holding,
    notes,
    preparations,
    reflections,
)

WEEK = timedelta(weeks=1)


def grow(cast, now, template, size):
    """Let there be `size` of everything."""
    for n in range(size):
        name = f"Person{size}x{n}"
        person = create_person(email=f"{name}@example.org", name=name, by=None, at=now)
        relation = coaching.ask(cast.ada, coachee=person, by=person, at=now)
        coaching.accept(relation, by=cast.ada, at=now)
        asking.ask_for_help(person, by=person, at=now, text="drawings", coaches=[cast.ada.pk])
        coach = create_person(email=f"c{name}@example.org", name=f"C {name}", by=None, at=now)
        mine = coaching.ask(coach, coachee=cast.ada, by=cast.ada, at=now)
        coaching.accept(mine, by=coach, at=now)
        asking.ask_for_help(cast.ada, by=cast.ada, at=now, text="drawings", coaches=[coach.pk])
        for other in (person, cast.ben):
            at = now - n * WEEK
            talk = checkins.plan(other, by=cast.ada, at=at, planned_at=at, template=template)
            agenda.add_agenda_point(talk, by=cast.ada, at=at, text=f"drawings {n}")
            commitments.commit(talk, by=cast.ada, at=at, what=f"drawings {n}", who=cast.ada)
            notes.write_notes(talk, by=cast.ada, at=at, text=f"drawings {n}", version=0)
            prompt = template.prompts.first()
            preparations.save_preparation(
                talk, by=cast.ada, at=at, answers={prompt.pk: "drawings", None: "x"}, version=0
            )
            if n:
                holding.hold(talk, by=cast.ada, at=at)
        checkins.plan(person, by=cast.ada, at=now, planned_at=now + (n + 1) * WEEK)
        both = [person, cast.ben]
        meeting = groups.plan_group(both, by=cast.ada, at=now, planned_at=now, title=name)
        commitments.commit(meeting, by=cast.ada, at=now, what="drawings", who=cast.ada)
        reflections.reflect(by=cast.ada, at=now, planned_at=now)


def counted(browser, address):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert browser.get(address).status_code == 200
    return len(found), [query["sql"] for query in found.captured_queries]


@pytest.fixture
def addresses(cast, talk, now):
    at = {"by": cast.ada, "at": now, "planned_at": now}
    mine = coaching.ask(cast.cleo, coachee=cast.ada, by=cast.ada, at=now)
    coaching.accept(mine, by=cast.cleo, at=now)
    asking.ask_for_help(cast.ben, by=cast.ben, at=now, text="A line.", coaches=[cast.ada.pk])
    asked = HelpAsked.objects.get(coaching=cast.coaching)
    together = groups.plan_group([cast.ben, cast.cleo], **at)
    alone = reflections.reflect(**at)
    for n, person in enumerate((cast.ada, cast.ben)):
        agenda.add_agenda_point(talk, by=person, at=talk.created_at, text=f"Point {n}")
    return [
        "/checkins/",
        "/checkins/?show=past",
        "/checkins/plan/",
        f"/checkins/{talk.pk}/",
        f"/checkins/{together.pk}/",
        f"/checkins/{alone.pk}/",
        "/checkins/prompts/",
        "/checkins/reflect/",
        f"/dialogue/{cast.ben.pk}/",
        f"/dialogue/{cast.ben.pk}/?q=drawings",
        "/coach/",
        "/coach/?q=drawings",
        "/help/",
        f"/help/{asked.pk}/",
        f"/coachings/{mine.pk}/handover/",
        f"/coachings/{cast.coaching.pk}/handover/",
        f"/dialogue/{cast.ben.pk}/prepare/",
        "/api/v1/checkins",
        "/api/v1/commitments",
        f"/api/v1/checkins/{talk.pk}",
        f"/api/v1/checkins/{talk.pk}/preparation",
        f"/api/v1/checkins/{talk.pk}/agenda",
        f"/api/v1/dialogue/{cast.ben.pk}",
        "/api/v1/dialogue?q=drawings",
        "/api/v1/coachees",
        "/api/v1/help",
        "/api/v1/help/asked",
        f"/api/v1/coachings/{mine.pk}/handover",
        "/api/v1/prompts",
    ]


def test_more_of_everything_asks_no_more_queries(
    at_now, now, cast, client_for, template, addresses
):
    browser = client_for(cast.ada)
    grow(cast, now, template, 2)
    few = {address: counted(browser, address) for address in addresses}
    grow(cast, now, template, 6)
    many = {address: counted(browser, address) for address in addresses}
    for address in addresses:
        assert few[address][0] == many[address][0], (address, many[address][1])
        assert many[address][0] <= 12, (address, many[address][1])
