"""A coachee chooses what a new coach starts from, and takes it back."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import agreements, coaching
from core.errors import RuleError, StaleVersion
from dialogue.models import Handover
from dialogue.services import commitments, handover
from notifications.models import Notification

WORDS = "I lead the start-ups now, and want to learn to say no."


@pytest.fixture
def new_coach(cast, now):
    """Dora coaches ben from now on, beside ada."""
    relation = coaching.ask(cast.dora, coachee=cast.ben, by=cast.ben, at=now)
    return coaching.accept(relation, by=cast.dora, at=now)


@pytest.fixture
def promises(cast, talk, now):
    """One in ben's own words, and one that ada wrote down for him."""
    mine = commitments.commit(talk, by=cast.ben, at=now, what="Ask for the list", who=cast.ben)
    hers = commitments.commit(talk, by=cast.ada, at=now, what="Said by Ada", who=cast.ben)
    return mine, hers


def url(relation, rest=""):
    return f"/coachings/{relation.pk}/handover/{rest}"


def test_a_new_coach_starts_from_what_the_coachee_chose(
    at_now, client_for, cast, new_coach, promises, now
):
    agreements.write(cast.coaching, by=cast.ben, at=now, text="I come prepared.", version=0)
    agreements.write(cast.coaching, by=cast.ada, at=now, text="An hour a week.", version=1)
    ben, dora = client_for(cast.ben), client_for(cast.dora)
    assert "shows nothing here" in dora.get(url(new_coach)).content.decode()
    page = ben.get(url(new_coach)).content.decode()
    assert "Ask for the list" in page
    assert "Said by Ada" not in page
    sent = {
        "words": WORDS,
        "commitments": [promises[0].pk],
        "shows_agreements": "on",
        "version": 0,
    }
    assert ben.post(url(new_coach), sent).status_code == 303
    assert Notification.objects.filter(person=cast.dora, kind="handover.shared").exists()
    shown = dora.get(url(new_coach)).content.decode()
    for text in (WORDS, "Ask for the list", "I come prepared."):
        assert text in shown
    assert "An hour a week." not in shown
    assert client_for(cast.ada).get(url(new_coach)).status_code == 404
    stale = ben.post(url(new_coach), {**sent, "words": "From another tab."})
    assert stale.status_code == 422
    assert "From another tab." in stale.content.decode()
    assert dora.post(url(new_coach, "take-back/")).status_code == 403
    assert ben.post(url(new_coach, "take-back/")).status_code == 303
    assert WORDS not in dora.get(url(new_coach)).content.decode()
    assert WORDS in ben.get(url(new_coach)).content.decode()


def test_it_closes_with_the_coaching(client_for, cast, new_coach, now):
    nothing = {"commitments": [], "goals": [], "shows_agreements": False}
    handover.hand_over(new_coach, by=cast.ben, at=now, words=WORDS, version=0, **nothing)
    coaching.end(new_coach, by=cast.dora, at=now)
    assert WORDS not in client_for(cast.dora).get(url(new_coach)).content.decode()
    again = client_for(cast.ben).post(url(new_coach), {"words": "More.", "version": 1})
    assert again.status_code == 422


def test_only_ones_own_is_handed_over(cast, new_coach, promises, now):
    given = {"words": WORDS, "goals": [], "commitments": [], "shows_agreements": False}
    with pytest.raises(RuleError):
        handover.hand_over(
            new_coach, by=cast.ben, at=now, version=0, **{**given, "commitments": [promises[1].pk]}
        )
    with pytest.raises(RuleError):
        handover.hand_over(
            new_coach, by=cast.ben, at=now, version=0, **{**given, "words": "x" * 4001}
        )
    with pytest.raises(PermissionDenied):
        handover.hand_over(new_coach, by=cast.dora, at=now, version=0, **given)
    with pytest.raises(PermissionDenied):
        handover.take_handover_back(new_coach, by=cast.dora, at=now)
    with pytest.raises(StaleVersion):
        handover.hand_over(new_coach, by=cast.ben, at=now, version=3, **given)
    handover.take_handover_back(new_coach, by=cast.ben, at=now)
    assert not Handover.objects.exists()


def test_the_same_by_api(api_for, cast, new_coach, promises):
    ben, dora = api_for(cast.ben), api_for(cast.dora)
    address = f"/api/v1/coachings/{new_coach.pk}/handover"
    body = {"words": WORDS, "commitments": [str(promises[0].pk)], "shows_agreements": True}
    first = ben.put(address, body, format="json")
    assert first.status_code == 200
    assert dora.get(address).data["commitments"][0]["text"] == "Ask for the list"
    assert ben.put(address, body, format="json").status_code == 428
    late = ben.put(address, body, format="json", headers={"If-Match": '"9"'})
    assert late.status_code == 412
    wrong = {"commitments": [str(promises[1].pk)]}
    tag = {"If-Match": first["ETag"]}
    assert ben.put(address, wrong, format="json", headers=tag).status_code == 422
    assert dora.put(address, body, format="json").status_code in (403, 428)
    assert ben.delete(address).data["is_shown"] is False
    assert dora.get(address).data["is_shown"] is False
