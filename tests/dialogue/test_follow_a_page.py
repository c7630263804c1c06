"""An open page of a talk asks what is new: nothing, who is there, or the parts as they are now."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services import coaching
from core import presence
from core.cache import ForgivingRedisCache
from dialogue.models import CheckIn
from dialogue.services import agenda, checkins, commitments, groups, holding, notes, preparations
from dialogue.tasks import forget_old_changes


@pytest.fixture(autouse=True)
def nobody_is_there():
    ForgivingRedisCache.away_until = 0.0
    cache.clear()


def ask(browser, talk, tag="", **more):
    address = f"/checkins/{talk.pk}/live/"
    return browser.get(address, more, headers={"If-None-Match": tag} if tag else {})


def version():
    return CheckIn.objects.values_list("page_version", flat=True).get()


def test_what_changed_comes_once_and_then_nothing(at_now, client_for, ben, talk):
    browser = client_for(ben)
    first = ask(browser, talk)
    page = first.content.decode()
    assert first.status_code == 200
    assert all(f'id="{part}"' in page for part in ("head", "prompts", "agenda", "notes", "close"))
    assert 'id="private"' not in page, "one's own notes do not travel"
    assert "<html" not in page
    assert first["Cache-Control"] == "no-store"
    again = ask(browser, talk, first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert ask(browser, talk, f"W/{first['ETag']}").status_code == 304
    agenda.add_agenda_point(talk, by=ben, at=at_now, text="The missing drawings")
    assert "The missing drawings" in ask(browser, talk, first["ETag"]).content.decode()


def test_the_page_begins_where_it_was_opened(at_now, client_for, ben, talk):
    page = client_for(ben).get(f"/checkins/{talk.pk}/").content.decode()
    assert f'tag="&quot;{version()}.&quot;"' in page
    assert ask(client_for(ben), talk, f'"{version()}."').status_code == 304


def test_who_is_there_and_who_writes_is_told_by_itself(at_now, client_for, ada, ben, talk):
    tag = ask(client_for(ben), talk)["ETag"]
    ask(client_for(ada), talk)
    there = ask(client_for(ben), talk, tag)
    assert "Ada is here" in there.content.decode()
    assert 'id="agenda"' not in there.content.decode()
    ask(client_for(ada), talk, writing="1")
    assert "Ada is writing" in ask(client_for(ben), talk, there["ETag"]).content.decode()
    assert "Ada is writing" not in ask(client_for(ada), talk).content.decode()


def test_calls_tell_who_is_there_and_what_is_new_too(
    at_now, client_for, api_for, ada, ben, cleo, talk
):
    address = f"/api/v1/checkins/{talk.pk}/live"
    ask(client_for(ada), talk, writing="1")
    told = api_for(ben).get(address)
    seen = {"person": {"id": str(ada.pk), "name": "Ada Lindqvist"}, "writing": True}
    assert (told.data["version"], told.data["here"]) == (version(), [seen])
    assert "Ben is" not in ask(client_for(ada), talk).content.decode(), "who only reads is not seen"
    assert api_for(ben).post(address, {"writing": True}, format="json").status_code == 200
    assert "Ben is writing" in ask(client_for(ada), talk).content.decode()
    agenda.add_agenda_point(talk, by=ada, at=at_now, text="Drawings")
    assert api_for(ben).get(address).data["version"] > told.data["version"]
    coaching.end(talk.coaching, by=ben, at=at_now)
    for person in (ada, cleo):
        assert api_for(person).get(address).status_code == 404
        assert api_for(person).post(address, {}, format="json").status_code == 404


def test_presence_is_forgotten_with_redis_and_by_itself(ada, ben, talk, monkeypatch):
    presence.tell(talk.pk, ada.pk, writing=False)
    assert presence.others(talk.pk, [ada.pk, ben.pk]) == {ada.pk: presence.HERE}
    assert 0 < cache._cache.get_client(None).ttl(cache.make_key(f"page:{talk.pk}:{ada.pk}")) <= 6
    cache.clear()
    assert presence.others(talk.pk, [ada.pk]) == {}


def test_without_redis_nothing_else_changes(at_now, settings, client_for, ada, ben, talk):
    settings.CACHES = {
        **settings.CACHES,
        "default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"},
    }
    assert ask(client_for(ada), talk, writing="1").status_code == 200
    first = ask(client_for(ben), talk)
    assert first.status_code == 200
    assert "Ada is" not in first.content.decode()
    assert ForgivingRedisCache.away_until > 0
    assert ask(client_for(ben), talk, first["ETag"]).status_code == 304


def test_whoever_does_not_read_it_in_full_is_told_as_for_nothing(
    at_now, client_for, ada, ben, cleo, talk
):
    tag = ask(client_for(ada), talk)["ETag"]
    nothing = client_for(cleo).get("/checkins/00000000-0000-4000-8000-000000000000/live/")
    assert ask(client_for(cleo), talk).content == nothing.content
    kept = ask(client_for(ben), talk)["ETag"]
    coaching.end(talk.coaching, by=ben, at=at_now)
    ended = ask(client_for(ada), talk, tag)
    assert (ended.status_code, ended.content) == (404, nothing.content)
    over = ask(client_for(ben), talk, kept)
    assert over.status_code == 200
    assert "The coaching this talk was planned for has ended." in over.content.decode()


def test_a_page_of_one_never_speaks_as_another(at_now, client_for, ada, ben, talk):
    address = f"/checkins/{talk.pk}/live/"
    assert client_for(ada).get(address, headers={"X-Person": str(ben.pk)}).status_code == 401
    assert client_for(ben).get(address, headers={"X-Person": str(ben.pk)}).status_code == 200


@pytest.fixture
def acts(talk, ada, ben, now):
    """Everything that the other side sees, and after it what it does not."""
    later = checkins.plan(ada, by=ben, at=now, planned_at=now + timedelta(days=9))
    point = agenda.add_agenda_point(talk, by=ben, at=now, text="Drawings")
    made = commitments.commit(later, by=ben, at=now, what="Call", who=ben)
    texts = {None: "Well."}
    seen = {
        "add": lambda: agenda.add_agenda_point(talk, by=ada, at=now, text="More"),
        "edit": lambda: agenda.edit_agenda_point(point, by=ben, at=now, text="Other"),
        "mark": lambda: agenda.mark_agenda_point(point, by=ben, at=now, done=True),
        "move up": lambda: agenda.reorder_agenda_point(point, by=ben, at=now, up=False),
        "remove": lambda: agenda.remove_agenda_point(point, by=ben, at=now),
        "commit": lambda: commitments.commit(talk, by=ada, at=now, what="Free", who=ada),
        "keep elsewhere": lambda: commitments.complete(made, by=ben, at=now),
        "open again": lambda: commitments.reopen(made, by=ben, at=now),
        "drop": lambda: commitments.drop(made, by=ben, at=now),
        "notes": lambda: notes.write_notes(talk, by=ada, at=now, text="Said.", version=0),
        "move": lambda: checkins.move(talk, by=ada, at=now, planned_at=now + timedelta(days=2)),
        "share": lambda: preparations.share_preparation(talk, by=ada, at=now),
        "start": lambda: holding.start(talk, by=ada, at=now),
        "hold": lambda: holding.hold(talk, by=ada, at=now),
        "confirm": lambda: holding.confirm(talk, by=ada, at=now),
    }
    unseen = {
        "private": lambda: notes.write_private_note(talk, by=ada, at=now, text="x", version=0),
        "answer": lambda: preparations.save_preparation(
            talk, by=ben, at=now, answers=texts, version=0, shares_at_start=False
        ),
        "same notes": lambda: notes.write_notes(talk, by=ben, at=now, text="Said.", version=1),
    }
    return seen, unseen


def test_whatever_the_other_side_sees_is_a_new_version_and_nothing_else(talk, acts):
    def of_talk():
        return CheckIn.objects.values_list("page_version", flat=True).get(pk=talk.pk)

    seen, unseen = acts
    for name, act in {**seen, **unseen}.items():
        before = of_talk()
        act()
        assert (of_talk() > before) == (name in seen), name


def test_answers_that_are_shared_are_followed_too(talk, ada, now):
    preparations.share_preparation(talk, by=ada, at=now)
    before = version()
    preparations.save_preparation(talk, by=ada, at=now, answers={None: "Well."}, version=0)
    assert version() > before


def test_a_group_is_told_of_everybody_in_it(at_now, client_for, ada, ben, cleo, dora):
    at = at_now + timedelta(days=1)
    talk = groups.plan_group([ben, cleo], by=ada, at=at_now, planned_at=at, title="Trio")
    for person in (ben, cleo):
        ask(client_for(person), talk)
    page = ask(client_for(ada), talk).content.decode()
    assert "Ben is here" in page
    assert "Cleo is here" in page
    assert ask(client_for(dora), talk).status_code == 404


def test_asking_costs_one_question_beside_who_asks(at_now, client_for, ben, talk):
    browser = client_for(ben)
    tag = ask(browser, talk)["ETag"]
    with CaptureQueriesContext(connection) as found:
        assert ask(browser, talk, tag).status_code == 304
    about_the_talk = [q["sql"] for q in found.captured_queries if "dialogue_" in q["sql"]]
    assert len(about_the_talk) == 1
    assert len(found) <= 3
    with CaptureQueriesContext(connection) as found:
        assert ask(browser, talk).status_code == 200
    assert len(found) <= 14


def test_what_notes_said_long_ago_is_forgotten(now, talk, ben):
    notes.write_notes(talk, by=ben, at=now - timedelta(days=3650), text="Long ago.", version=0)
    forget_old_changes()
    assert not talk.notes_changes.exists()
