"""Who reads a talk: its two sides, on the relation they have now; and nobody else."""

from datetime import timedelta
from itertools import product
from types import SimpleNamespace
from uuid import uuid4

import pytest

from accounts.services import coaching
from accounts.services.people import deactivate
from dialogue.models import (
    AgendaPoint,
    Answer,
    CheckIn,
    Commitment,
    Preparation,
    PrivateNote,
)
from dialogue.policies import checkins as policies
from dialogue.services import agenda, checkins, commitments, holding, notes, preparations

DAY = timedelta(days=1)


def fill(talk, *, by, other, at):
    """Let one side write everything that can be written on a talk, each with a canary."""
    name = by.called.lower()
    agenda.add_agenda_point(talk, by=by, at=at, text=f"{name}-point-canary")
    commitments.commit(talk, by=by, at=at, what=f"{name}-promise-canary", who=by)
    commitments.commit(talk, by=by, at=at, what=f"{name}-asks-canary", who=other)
    notes.write_private_note(talk, by=by, at=at, text=f"{name}-private-canary", version=0)
    prompt = talk.template.prompts.first()
    answers = {prompt.pk: f"{name}-answer-canary", None: f"{name}-else-canary"}
    preparations.save_preparation(talk, by=by, at=at, answers=answers, version=0)


@pytest.fixture
def full(talk, ada, ben, now):
    """Both wrote on the talk of their coaching; neither has shared any answer."""
    fill(talk, by=ben, other=ada, at=now)
    fill(talk, by=ada, other=ben, at=now)
    notes.write_notes(talk, by=ben, at=now, text="notes-canary", version=0)
    return talk


@pytest.fixture
def world(cast, full, peer_talk, now):
    """Every state: open and unshared, shared and held, skipped, cancelled, among peers."""
    fill(peer_talk, by=cast.ben, other=cast.cleo, at=now)
    fill(peer_talk, by=cast.cleo, other=cast.ben, at=now)
    preparations.share_preparation(peer_talk, by=cast.cleo, at=now)
    held = checkins.plan(cast.ada, by=cast.ben, at=now, planned_at=now, template=full.template)
    fill(held, by=cast.ben, other=cast.ada, at=now)
    fill(held, by=cast.ada, other=cast.ben, at=now)
    holding.hold(held, by=cast.ada, at=now)
    skipped = checkins.plan(cast.dora, by=cast.cleo, at=now, planned_at=now + DAY)
    checkins.skip(skipped, by=cast.dora, at=now, reason="away")
    return SimpleNamespace(full=full, peer=peer_talk, held=held, skipped=skipped)


TWINS = [
    (CheckIn, CheckIn.objects.visible_to, policies.can_see),
    (CheckIn, CheckIn.objects.read_in_full_by, policies.reads_in_full),
    (Preparation, Preparation.objects.visible_to, policies.can_read_preparation),
    (Answer, Answer.objects.visible_to, policies.can_read_answer),
    (PrivateNote, PrivateNote.objects.visible_to, policies.can_read_private_note),
    (AgendaPoint, AgendaPoint.objects.visible_to, policies.can_read_agenda_point),
    (Commitment, Commitment.objects.visible_to, policies.can_read_commitment),
]


def check_twins(cast):
    people = (cast.ada, cast.ben, cast.cleo, cast.dora, cast.root, cast.tess, cast.zoe)
    for (model, queryset, policy), person in product(TWINS, people):
        rows = list(model.objects.all())
        assert rows
        seen = set(queryset(person).values_list("pk", flat=True))
        allowed = {row.pk for row in rows if policy(person, row)}
        assert seen == allowed, (model.__name__, person.called)


def test_policies_and_querysets_agree(cast, world):
    check_twins(cast)


def test_they_agree_after_the_coaching_has_ended(cast, world, now):
    coaching.end(cast.coaching, by=cast.ben, at=now)
    checkins.cancel_left_behind(at=now)
    check_twins(cast)


def test_they_agree_when_it_begins_again(cast, world, now):
    coaching.end(cast.coaching, by=cast.ben, at=now)
    again = coaching.ask(cast.ada, coachee=cast.ben, by=cast.ben, at=now)
    coaching.accept(again, by=cast.ada, at=now)
    check_twins(cast)
    assert policies.reads_in_full(cast.ada, world.full)


def test_they_agree_when_a_side_has_left(cast, world, now):
    deactivate(cast.ben, by=cast.root, at=now)
    check_twins(cast)


@pytest.mark.parametrize(
    ("name", "status"),
    [("ada", 200), ("ben", 200), ("cleo", 404), ("dora", 404), ("root", 404), ("tess", 404)],
)
def test_both_sides_open_it_and_for_others_it_does_not_exist(
    name, status, at_now, cast, full, client_for, api_for
):
    person = getattr(cast, name)
    page = client_for(person).get(f"/checkins/{full.pk}/")
    call = api_for(person).get(f"/api/v1/checkins/{full.pk}")
    assert (page.status_code, call.status_code) == (status, status)
    if status == 404:
        nothing = client_for(person).get(f"/checkins/{uuid4()}/")
        assert page.content == nothing.content
        assert call.data == api_for(person).get(f"/api/v1/checkins/{uuid4()}").data


ADDRESSES = [
    ("get", "/checkins/{talk}/"),
    ("get", "/checkins/{talk}/move/"),
    ("post", "/checkins/{talk}/move/"),
    ("get", "/checkins/{talk}/skip/"),
    ("post", "/checkins/{talk}/skip/"),
    ("post", "/checkins/{talk}/start/"),
    ("post", "/checkins/{talk}/hold/"),
    ("post", "/checkins/{talk}/confirm/"),
    ("post", "/checkins/{talk}/preparation/"),
    ("put", "/checkins/{talk}/preparation/"),
    ("post", "/checkins/{talk}/preparation/share/"),
    ("post", "/checkins/{talk}/notes/"),
    ("put", "/checkins/{talk}/notes/"),
    ("post", "/checkins/{talk}/private-notes/"),
    ("put", "/checkins/{talk}/private-notes/"),
    ("post", "/checkins/{talk}/agenda/"),
    ("post", "/checkins/{talk}/commitments/"),
    ("post", "/agenda/{point}/edit/"),
    ("post", "/agenda/{point}/remove/"),
    ("post", "/agenda/{point}/reorder/"),
    ("post", "/agenda/{point}/mark/"),
    ("post", "/commitments/{promise}/done/"),
    ("post", "/commitments/{promise}/reopen/"),
    ("post", "/commitments/{promise}/drop/"),
]
CALLS = [
    ("get", "checkins/{talk}"),
    ("patch", "checkins/{talk}"),
    ("post", "checkins/{talk}/start"),
    ("post", "checkins/{talk}/hold"),
    ("post", "checkins/{talk}/skip"),
    ("post", "checkins/{talk}/move"),
    ("post", "checkins/{talk}/confirm"),
    ("get", "checkins/{talk}/preparation"),
    ("put", "checkins/{talk}/preparation"),
    ("get", "checkins/{talk}/private-notes"),
    ("put", "checkins/{talk}/private-notes"),
    ("get", "checkins/{talk}/agenda"),
    ("post", "checkins/{talk}/agenda"),
    ("patch", "agenda/{point}"),
    ("delete", "agenda/{point}"),
    ("post", "agenda/{point}/reorder"),
    ("post", "agenda/{point}/mark"),
    ("post", "commitments/{promise}/done"),
    ("post", "commitments/{promise}/reopen"),
    ("post", "commitments/{promise}/drop"),
]


def ids_of(talk):
    return {
        "talk": talk.pk,
        "point": talk.agenda.first().pk,
        "promise": talk.commitments.first().pk,
    }


def no_ids():
    return {"talk": uuid4(), "point": uuid4(), "promise": uuid4()}


@pytest.mark.parametrize("name", ["cleo", "root"])
def test_every_page_of_it_does_not_exist_for_others(name, at_now, cast, full, client_for):
    browser = client_for(getattr(cast, name))
    for method, address in ADDRESSES:
        real = getattr(browser, method)(address.format(**ids_of(full)))
        nothing = getattr(browser, method)(address.format(**no_ids()))
        assert (real.status_code, real.content) == (404, nothing.content), address
        assert real.headers == nothing.headers, address


@pytest.mark.parametrize("name", ["cleo", "root"])
def test_every_call_about_it_finds_nothing_for_others(name, at_now, cast, full, api_for):
    caller = api_for(getattr(cast, name))
    for method, address in CALLS:
        real = getattr(caller, method)("/api/v1/" + address.format(**ids_of(full)))
        nothing = getattr(caller, method)("/api/v1/" + address.format(**no_ids()))
        assert (real.status_code, real.data) == (404, nothing.data), address


def test_who_has_left_reads_nothing(at_now, cast, full, client_for, now):
    browser = client_for(cast.ben)
    deactivate(cast.ben, by=cast.root, at=now)
    answer = browser.get(f"/checkins/{full.pk}/")
    assert answer.status_code in (302, 303)
    assert "canary" not in answer.content.decode()


def words_for(cast, person, talk, client_for, api_for, other):
    """Everything a person can get to read about a talk, in one text."""
    browser, caller = client_for(person), api_for(person)
    pages = [
        f"/checkins/{talk.pk}/",
        f"/dialogue/{other.pk}/",
        f"/dialogue/{other.pk}/?q=canary",
        "/coach/?q=canary",
        "/checkins/",
    ]
    calls = [
        f"checkins/{talk.pk}",
        "checkins",
        f"checkins/{talk.pk}/preparation",
        f"checkins/{talk.pk}/private-notes",
        f"checkins/{talk.pk}/agenda",
        "commitments",
        f"dialogue/{other.pk}",
        f"dialogue/{other.pk}?q=canary",
        "dialogue?q=canary",
    ]
    shown = [browser.get(address).content.decode() for address in pages]
    shown += [caller.get(f"/api/v1/{address}").content.decode() for address in calls]
    return "".join(shown).replace("<b>", "").replace("</b>", "")


def test_each_side_reads_what_is_shared_and_its_own(at_now, cast, full, client_for, api_for):
    words = words_for(cast, cast.ada, full, client_for, api_for, cast.ben)
    for canary in ("notes", "ben-point", "ben-promise", "ben-asks", "ada-answer", "ada-private"):
        assert f"{canary}-canary" in words
    for canary in ("ben-answer", "ben-else", "ben-private"):
        assert f"{canary}-canary" not in words


def test_a_former_coach_keeps_only_their_own_words(at_now, cast, full, client_for, api_for, now):
    preparations.share_preparation(full, by=cast.ben, at=now)
    coaching.end(cast.coaching, by=cast.ada, at=now)
    checkins.cancel_left_behind(at=now)
    words = words_for(cast, cast.ada, full, client_for, api_for, cast.ben)
    for canary in ("ada-point", "ada-promise", "ada-asks", "ada-answer", "ada-else", "ada-private"):
        assert f"{canary}-canary" in words
    for canary in ("ben-point", "ben-promise", "ben-asks", "ben-answer", "ben-else", "ben-private"):
        assert f"{canary}-canary" not in words
    assert "notes-canary" not in words


def test_the_coachee_keeps_everything_that_was_shared(at_now, cast, full, client_for, api_for, now):
    preparations.share_preparation(full, by=cast.ada, at=now)
    coaching.end(cast.coaching, by=cast.ada, at=now)
    words = words_for(cast, cast.ben, full, client_for, api_for, cast.ada)
    for canary in ("notes", "ada-point", "ada-promise", "ada-answer", "ben-answer", "ben-private"):
        assert f"{canary}-canary" in words
    assert "ada-private-canary" not in words


def test_after_the_coaching_nobody_writes_on_the_page(at_now, cast, full, client_for, now):
    coaching.end(cast.coaching, by=cast.ben, at=now)
    for person in (cast.ada, cast.ben):
        browser = client_for(person)
        for verb in ("hold", "start", "confirm"):
            assert browser.post(f"/checkins/{full.pk}/{verb}/").status_code == 403
        written = browser.post(f"/checkins/{full.pk}/notes/", {"notes": "late", "version": 1})
        assert written.status_code == 403


def test_a_former_coach_is_not_told_whether_a_promise_was_kept(at_now, cast, full, api_for, now):
    asked = Commitment.objects.get(what="ada-asks-canary")
    coaching.end(cast.coaching, by=cast.ada, at=now)
    commitments.complete(asked, by=cast.ben, at=now)
    rows = api_for(cast.ada).get("/api/v1/commitments").data["results"]
    told = {row["what"]: row["state"] for row in rows}
    assert told["ada-asks-canary"] is None
    assert told["ada-promise-canary"] == "open"


def test_the_reason_of_a_skipped_talk_stays_with_the_two(at_now, cast, talk, api_for, now):
    checkins.skip(talk, by=cast.ben, at=now, reason="reason-canary")
    assert (
        api_for(cast.ada).get(f"/api/v1/checkins/{talk.pk}").data["skip_reason"] == "reason-canary"
    )
    coaching.end(cast.coaching, by=cast.ada, at=now)
    assert api_for(cast.ada).get(f"/api/v1/checkins/{talk.pk}").data["skip_reason"] is None
