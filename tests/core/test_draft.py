"""Drafts are saved over the version they were typed over, and read by their owner alone."""

import json

import pytest


def put(client, key, fields, version, **more):
    body = json.dumps({"fields": fields, "version": version, **more})
    return client.put(f"/drafts/{key}/", body, content_type="application/json")


@pytest.fixture
def ben_browser(client_for, ben):
    return client_for(ben)


def test_a_draft_is_kept_and_read_back(ben_browser):
    assert put(ben_browser, "feedback/1", {"situation": "On Tuesday"}, 0).json()["version"] == 1
    assert ben_browser.get("/drafts/feedback/1/").json()["fields"] == {"situation": "On Tuesday"}


def test_a_stale_save_changes_nothing_and_shows_both(ben_browser):
    put(ben_browser, "feedback/1", {"situation": "first"}, 0)
    put(ben_browser, "feedback/1", {"situation": "second"}, 1)
    stale = put(ben_browser, "feedback/1", {"situation": "other tab"}, 1)
    assert stale.status_code == 409
    assert stale.json()["fields"] == {"situation": "second"}


def test_a_page_that_goes_saves_over_what_it_had_on_its_way_and_over_nothing_else(ben_browser):
    put(ben_browser, "feedback/1", {"situation": "first", "people": []}, 0)
    put(ben_browser, "feedback/1", {"situation": "On its", "people": []}, 1)
    on_its_way = {"people": "", "situation": ["On its"]}
    last = put(ben_browser, "feedback/1", {"situation": "On its way"}, 1, before=on_its_way)
    assert (last.status_code, last.json()["version"]) == (200, 3)
    late = put(ben_browser, "feedback/1", {"situation": "On its own"}, 1, before=on_its_way)
    assert (late.status_code, late.json()["fields"]) == (409, {"situation": "On its way"})


def test_saving_the_same_words_again_is_never_stale(ben_browser):
    put(ben_browser, "feedback/1", {"situation": "first"}, 0)
    put(ben_browser, "feedback/1", {"situation": "second"}, 1)
    assert put(ben_browser, "feedback/1", {"situation": "second"}, 1).status_code == 200


def test_nobody_else_reads_a_draft(ben_browser, client_for, cleo):
    put(ben_browser, "feedback/1", {"situation": "mine"}, 0)
    assert client_for(cleo).get("/drafts/feedback/1/").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"fields": 1}',
        '{"fields": {"a": "\\u0000"}}',
        '{"fields": {"a": "\\ud800"}}',
        '{"fields": {}, "version": -1}',
        '{"fields": {}, "version": "x"}',
        '{"fields": {}, "before": "x"}',
        '{"fields": {}, "before": 1}',
    ],
)
def test_what_is_not_a_draft_is_refused(ben_browser, body):
    answer = ben_browser.put("/drafts/feedback/1/", body, content_type="application/json")
    assert answer.status_code == 400


def test_a_draft_thrown_away_is_gone(ben_browser):
    put(ben_browser, "feedback/1", {"situation": "mine"}, 0)
    assert ben_browser.delete("/drafts/feedback/1/").status_code == 204
    assert ben_browser.get("/drafts/feedback/1/").status_code == 404
