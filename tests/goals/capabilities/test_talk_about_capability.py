"""Everybody supports and comments in the open, and takes back their own words."""

import pytest
from django.core.exceptions import PermissionDenied

from goals.services import capabilities, capability_talk
from notifications.kinds import still_due
from notifications.models import Notification


def address(proposal, verb=""):
    return f"/capabilities/proposals/{proposal.pk}/{verb}"


def call(proposal, verb):
    return f"/api/v1/capability-proposals/{proposal.pk}/{verb}"


def test_everybody_supports_by_name_and_may_change_their_mind(client_for, api_for, cast, proposed):
    browser, caller = client_for(cast.ben), api_for(cast.cleo)
    for _ in range(2):
        assert browser.post(address(proposed, "support/")).status_code == 303
        told = caller.post(call(proposed, "support")).json()["supported_by"]
    assert [one["name"] for one in told] == ["Ben Haddad", "Cleo Adeyemi"]
    page = client_for(cast.dora).get(address(proposed)).content.decode()
    assert "Ben Haddad, Cleo Adeyemi" in page
    for _ in range(2):
        assert browser.post(address(proposed, "unsupport/")).status_code == 303
        assert caller.post(call(proposed, "unsupport")).json()["supported_by"] == []
    assert "Nobody has said so yet." in browser.get(address(proposed)).content.decode()


def test_what_is_decided_is_supported_no_more(client_for, api_for, cast, proposed, now):
    capabilities.accept(proposed, by=cast.root, at=now)
    for verb in ("support", "unsupport"):
        assert client_for(cast.ben).post(address(proposed, f"{verb}/")).status_code == 422
        assert api_for(cast.ben).post(call(proposed, verb)).status_code == 422


def test_everybody_comments_and_whoever_proposed_is_told(client_for, api_for, cast, proposed, now):
    browser = client_for(cast.ben)
    assert browser.post(address(proposed, "comment/"), {"text": " "}).status_code == 422
    answer = browser.post(address(proposed, "comment/"), {"text": "We need this at night."})
    assert answer.status_code == 303
    made = api_for(cast.cleo).post(call(proposed, "comments"), {"text": "Yes."})
    assert made.status_code == 201
    assert api_for(cast.cleo).post(call(proposed, "comments"), {"text": ""}).status_code == 422
    page = client_for(cast.root).get(address(proposed))
    said = {one.text for one in page.context["shown"].comments}
    assert said == {"We need this at night.", "Yes."}
    listed = api_for(cast.root).get(call(proposed, "comments")).json()["results"]
    assert {one["author"]["name"] for one in listed} == {"Ben Haddad", "Cleo Adeyemi"}
    told = Notification.objects.in_app().filter(still_due(now), kind="capability.commented")
    assert {row.person for row in told} == {cast.dora}
    assert told.count() == 2


def test_words_are_taken_back_by_whoever_said_them(client_for, api_for, cast, proposed, now):
    said = capability_talk.comment(proposed, text="Hm.", by=cast.ben, at=now)
    url = f"/capability-comments/{said.pk}/withdraw/"
    assert client_for(cast.cleo).post(url).status_code == 403
    assert api_for(cast.cleo).post(f"/api/v1{url[:-1]}").status_code == 403
    assert client_for(cast.ben).post(url).status_code == 303
    assert client_for(cast.ben).post(url).status_code == 404
    assert "Hm." not in client_for(cast.cleo).get(address(proposed)).content.decode()
    due = Notification.objects.in_app().filter(still_due(now), kind="capability.commented")
    assert not due.exists()
    capability_talk.withdraw_comment(said, by=cast.ben, at=now)  # twice is once
    again = capability_talk.comment(proposed, text="Hm.", by=cast.ben, at=now)
    gone = api_for(cast.ben).post(f"/api/v1/capability-comments/{again.pk}/withdraw")
    assert gone.status_code == 204


def test_who_has_left_says_nothing(cast, proposed, now):
    for act in (capability_talk.support, capability_talk.unsupport):
        with pytest.raises(PermissionDenied):
            act(proposed, by=cast.zoe, at=now)
    with pytest.raises(PermissionDenied):
        capability_talk.comment(proposed, text="X", by=cast.zoe, at=now)
