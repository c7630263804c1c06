"""The history with a person on one timeline, and search that finds no more than one may read."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.services import coaching
from dialogue.models import CheckIn
from dialogue.selectors import history, places
from dialogue.selectors.places import passage
from dialogue.services import agenda, checkins, commitments, holding, notes
from feedback.models import Feedback
from feedback.services import Piece, give

DAY = timedelta(days=1)


@pytest.fixture
def past(ada, ben, now, template):
    """Three talks of ada and ben: held with notes, held with a promise, skipped."""
    talks = []
    for weeks in (9, 6, 3):
        at = now - timedelta(weeks=weeks)
        talks.append(checkins.plan(ada, by=ben, at=at, planned_at=at, template=template))
    notes.write_notes(talks[0], by=ben, at=now, text="The control Drawings came late.", version=0)
    agenda.add_agenda_point(talks[1], by=ada, at=now, text="Who owns the drawings")
    promise = commitments.commit(talks[1], by=ben, at=now, what="Ask who sends drawings", who=ben)
    commitments.complete(promise, by=ben, at=now)
    for talk in talks[:2]:
        holding.hold(talk, by=ben, at=talk.planned_at)
    checkins.skip(talks[2], by=ada, at=now, reason="Away for drawings")
    return talks


def entries(caller, other, query=""):
    return caller.get(f"/api/v1/dialogue/{other.pk}{query}").data["results"]


def test_all_talks_and_promises_stand_on_one_line(at_now, api_for, ada, ben, past, talk):
    found = [(row["kind"], row["state"]) for row in entries(api_for(ben), ada)]
    assert found == [
        ("checkin", "open"),
        ("commitment", "done"),
        ("checkin", "skipped"),
        ("checkin", "held"),
        ("checkin", "held"),
    ]


def test_the_page_shows_it_and_can_show_one_kind(at_now, client_for, ada, ben, past):
    page = client_for(ben).get(f"/dialogue/{ada.pk}/").content.decode()
    assert "The control Drawings came late." in page
    assert "Away for drawings" in page
    assert "1 of 1 commitment kept" in page
    talks = client_for(ben).get(f"/dialogue/{ada.pk}/?show=checkins").content.decode()
    assert "You said you would" not in talks
    promises = client_for(ben).get(f"/dialogue/{ada.pk}/?show=commitments").content.decode()
    assert "The control Drawings" not in promises
    assert "You said you would" in promises


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("drawings", {"notes", "agenda", "commitments"}),
        ("DRAWINGS control", {"notes"}),
        ("drawings&show=checkins", {"notes", "agenda"}),
        ("drawings&show=commitments", {"commitments"}),
        ("nothing-of-this", set()),
        ("%25", set()),
        ("_", set()),
    ],
)
def test_every_word_has_to_stand_in_a_text(query, sources, at_now, api_for, ada, ben, past):
    found = entries(api_for(ben), ada, f"?q={query}")
    assert {row["kind"] for row in found} == sources


def test_the_page_marks_what_was_found(at_now, client_for, ada, ben, past):
    page = client_for(ben).get(f"/dialogue/{ada.pk}/?q=control").content.decode()
    assert "1 place mentions" in page
    assert "The <b>control</b> Drawings" in page


def test_htmx_gets_the_timeline_alone(at_now, client_for, ada, ben, past):
    answer = client_for(ben).get(f"/dialogue/{ada.pk}/?q=control", headers={"HX-Request": "true"})
    assert answer.content.decode().strip().startswith('<div class="stack" id="timeline">')


def test_with_another_person_it_is_another_history(at_now, client_for, ben, cleo, past, peer_talk):
    page = client_for(ben).get(f"/dialogue/{cleo.pk}/").content.decode()
    assert "Check-in, planned" in page
    assert "Drawings" not in page


def test_with_somebody_new_it_says_what_will_be_here(at_now, client_for, dora, ben):
    page = client_for(ben).get(f"/dialogue/{dora.pk}/").content.decode()
    assert "have not talked here yet" in page


def test_with_oneself_or_nobody_there_is_none(at_now, client_for, api_for, ben):
    for pk in (ben.pk, uuid4()):
        assert client_for(ben).get(f"/dialogue/{pk}/").status_code == 404
        assert api_for(ben).get(f"/api/v1/dialogue/{pk}").status_code == 404


def test_long_histories_come_in_pages(at_now, client_for, api_for, ada, ben, now):
    for n in range(1, 23):
        checkins.plan(ada, by=ben, at=now, planned_at=now + n * DAY)
    page = client_for(ben).get(f"/dialogue/{ada.pk}/").content.decode()
    assert "Page 1 of 2" in page
    first = api_for(ben).get(f"/api/v1/dialogue/{ada.pk}?limit=15").data
    second = api_for(ben).get(first["next"]).data
    assert (len(first["results"]), len(second["results"]), second["next"]) == (15, 7, None)


def test_search_over_all_of_ones_talks(at_now, api_for, ada, ben, cleo, past, peer_talk, now):
    agenda.add_agenda_point(peer_talk, by=cleo, at=now, text="Vans and drawings")
    found = api_for(ben).get("/api/v1/dialogue?q=drawings").data["results"]
    assert len(found) == 5
    one, walked = "/api/v1/dialogue?q=drawings&limit=1", []
    while one:
        page = api_for(ben).get(one).data
        walked, one = [*walked, *page["results"]], page["next"]
    assert walked == found
    assert api_for(ben).get("/api/v1/dialogue").data["results"] == []
    assert len(api_for(cleo).get("/api/v1/dialogue?q=drawings").data["results"]) == 1


def test_a_question_written_once_finds_the_same(at_now, ada, ben, past, feedback):
    for words in ("drawings", "Drawings control", "who own", "late", "drawings who owns the", "é"):
        for chosen in ({}, {"other": ada}, {"other": ada, "only": "commitments"}):
            found = list(places.search(ben, words, **chosen))
            assert places.newest(ben, words, most=50, **chosen) == found, words
            assert places.newest(ben, words, most=1, **chosen) == found[:1], words


@pytest.mark.parametrize(
    ("text", "words", "hit"),
    [
        ("about the Drawings", "drawings", "Drawings"),
        ("nothing here", "drawings", ""),
        ("STRASSE und straße", "straße", ""),
        ("x" * 500 + " drawings", "drawings", "drawings"),
    ],
)
def test_a_passage_is_cut_around_the_first_word(text, words, hit):
    before, found, after = passage(text, words)
    assert found == hit
    assert len(before) + len(after) <= 150


@pytest.fixture
def feedback(cast, now):
    """Ada praised ben, ben gave ada an improvement, cleo praised ben."""
    praise = {"kind": "praise", "readers": "recipient"}
    to_try = {
        "kind": "improvement",
        "readers": "recipient",
        "situation": "On Tuesday",
        "impact": "We waited",
        "recommendation": "Send the drawings on Monday",
    }
    give([cast.ben], what=Piece(**praise, behaviour="You drew the drawings."), by=cast.ada, at=now)
    give([cast.ada], what=Piece(**to_try, behaviour="You were late."), by=cast.ben, at=now)
    give([cast.ben], what=Piece(**praise, behaviour="Private drawings."), by=cast.cleo, at=now)


def test_feedback_between_the_two_stands_on_the_same_line(
    at_now, client_for, api_for, ada, ben, talk, feedback
):
    rows = entries(api_for(ben), ada, "?show=feedback")
    assert {(row["state"], row["text"]) for row in rows} == {
        ("praise", "You drew the drawings."),
        ("improvement", "You were late."),
    }
    page = client_for(ada).get(f"/dialogue/{ben.pk}/").content.decode()
    assert "You drew the drawings." in page
    assert "Private drawings." not in page


def test_search_finds_it_there_and_not_among_talks(at_now, api_for, ada, ben, talk, feedback):
    rows = entries(api_for(ben), ada, "?q=drawings&show=feedback")
    assert [row["kind"] for row in rows] == ["feedback", "feedback"]
    assert {row["url"] for row in rows} == {f"/feedback/{row['feedback']}/" for row in rows}
    assert entries(api_for(ben), ada, "?q=drawings&show=checkins") == []
    assert api_for(ben).get("/api/v1/dialogue?q=drawings").data["results"] == []


def test_what_was_taken_back_is_gone_from_it(at_now, now, api_for, ada, ben, feedback):
    Feedback.objects.filter(giver=ada).update(withdrawn_at=now, withdrawn_by=ada)
    for person, other in ((ada, ben), (ben, ada)):
        rows = entries(api_for(person), other, "?show=feedback")
        assert [row["state"] for row in rows] == ["improvement"]


def test_who_reads_in_full_is_told_alike_by_the_pair_and_by_the_rows(
    cast, ada, ben, cleo, talk, peer_talk, now
):
    def agree() -> set[tuple[str, str]]:
        readers = set()
        for one in (talk, peer_talk):
            for viewer in (one.person, one.partner):
                two = history.pair(viewer, one.other_side(viewer))
                told = two.reads_in_full(one.person_id, one.coaching_id)
                rows = CheckIn.objects.read_in_full_by(viewer)
                assert told == rows.filter(pk=one.pk).exists()
                readers |= {(str(one.pk), viewer.name)} if told else set()
        return readers

    before = agree()
    assert len(before) == 4
    coaching.end(talk.coaching, by=ben, at=now)
    assert before - agree() == {(str(talk.pk), ada.name)}
