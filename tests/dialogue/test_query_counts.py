"""Pages ask the same number of queries however much there is, and at most twelve."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services import coaching
from accounts.services.people import create_person
from dialogue.services import (
    agenda,
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
        "/api/v1/checkins",
        "/api/v1/commitments",
        f"/api/v1/checkins/{talk.pk}",
        f"/api/v1/checkins/{talk.pk}/preparation",
        f"/api/v1/checkins/{talk.pk}/agenda",
        f"/api/v1/dialogue/{cast.ben.pk}",
        "/api/v1/dialogue?q=drawings",
        "/api/v1/coachees",
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
