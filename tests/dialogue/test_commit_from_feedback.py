"""From a piece one received to a commitment in the next talk with a coach."""

import uuid
from datetime import timedelta

import pytest

from dialogue.models import Commitment
from feedback.services import Piece, give, thank

PRAISE = {
    "kind": "praise",
    "readers": "recipient",
    "behaviour": "You rang me before the crew left, and we swapped two vans.",
}


@pytest.fixture
def piece(ben, cleo, now):
    """What cleo wrote to ben, and what ben will try."""
    given = give([ben], what=Piece(**PRAISE), by=cleo, at=now - timedelta(hours=3))[0]
    thank(given, text="", will_try="Ring before six.", by=ben, at=now - timedelta(hours=2))
    return given


def test_the_recipient_is_led_to_their_next_talk_and_writes_it_down(
    talk, piece, client_for, ada, ben
):
    client = client_for(ben)
    link = f"/checkins/{talk.pk}/?from=feedback/{piece.pk}#commitments"
    assert link in client.get(f"/feedback/{piece.pk}/").content.decode()
    page = client.get(link.partition("#")[0]).content.decode()
    assert "What Cleo wrote to you" in page
    assert 'value="Ring before six."' in page
    assert "before the crew left" not in page
    sent = {"what": "Ring before six.", "who": str(ben.pk)}
    assert client.post(f"/checkins/{talk.pk}/commitments/", sent).status_code == 303
    assert Commitment.objects.get().what == "Ring before six."
    theirs = client_for(ada).get(f"/checkins/{talk.pk}/").content.decode()
    assert "Ring before six." in theirs
    assert str(piece.pk) not in theirs


@pytest.mark.parametrize("named", ["feedback/{pk}", "feedback/none", "goal/{pk}", "x", ""])
def test_nobody_else_is_shown_what_it_was_made_from(talk, piece, client_for, ada, named):
    page = client_for(ada).get(f"/checkins/{talk.pk}/?from={named.format(pk=piece.pk)}")
    assert page.status_code == 200
    assert "wrote to you" not in page.content.decode()
    assert "Ring before six." not in page.content.decode()


def test_what_names_nothing_changes_nothing(talk, piece, client_for, ben):
    for named in (f"feedback/{uuid.uuid4()}", f"goal/{piece.pk}", "feedback/"):
        page = client_for(ben).get(f"/checkins/{talk.pk}/?from={named}").content.decode()
        assert "wrote to you" not in page


def test_without_a_coming_talk_nothing_is_offered(piece, client_for, ben):
    page = client_for(ben).get(f"/feedback/{piece.pk}/").content.decode()
    assert "Make it a commitment" not in page


def test_the_giver_sees_what_came_of_it(piece, client_for, cleo):
    given = client_for(cleo).get("/feedback/?box=given").content.decode()
    assert "Ben said thanks, and will try:" in given
    assert "Ring before six." in given
