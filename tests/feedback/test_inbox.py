"""The boxes: received, given, shared with me, and the wall, by kind, person and words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import Feedback
from feedback.services import share, withdraw
from tests.feedback.conftest import IMPROVEMENT

pytestmark = pytest.mark.usefixtures("_at_now")


def shown(client, **query):
    pieces = client.get("/feedback/", query).context["pieces"]
    return [piece.behaviour for piece in pieces]


@pytest.fixture
def _some(given, cast, now):
    given("cleo", "ben", behaviour="You waited for the crane.", at=now - timedelta(days=3))
    given("ada", "ben", kind="improvement", at=now - timedelta(days=2))
    given("ben", "cleo", behaviour="Your notes were clear.", at=now - timedelta(days=1))
    given("dora", "cleo", behaviour="You asked first.", readers="everyone")
    given("cleo", "dora", behaviour="Between Cleo and Dora.")


@pytest.mark.usefixtures("_some")
def test_each_box_holds_its_own(client_for, ben, dora):
    improvement = IMPROVEMENT["behaviour"]
    assert shown(client_for(ben)) == [improvement, "You waited for the crane."]
    assert shown(client_for(ben), box="received") == [improvement, "You waited for the crane."]
    assert shown(client_for(ben), box="given") == ["Your notes were clear."]
    assert shown(client_for(ben), box="wall") == ["You asked first."]
    assert shown(client_for(ben), box="shown") == []
    assert shown(client_for(ben), box="everything") == shown(client_for(ben))


@pytest.mark.usefixtures("_some")
def test_filters_leave_what_fits(client_for, ben, ada, cleo):
    client = client_for(ben)
    assert shown(client, kind="praise") == ["You waited for the crane."]
    assert shown(client, person=str(ada.pk)) == [IMPROVEMENT["behaviour"]]
    assert shown(client, person=str(cleo.pk), kind="improvement") == []
    assert shown(client, q="CRANE wait") == ["You waited for the crane."]
    assert shown(client, q="bypass") == [IMPROVEMENT["behaviour"]]  # a word of the impact
    assert shown(client, q="olave") == [IMPROVEMENT["behaviour"]]
    assert shown(client, q="between") == []  # others' words are not found
    assert shown(client, q="!!!") == []
    assert len(shown(client, q="   ")) == 2
    assert len(shown(client, kind="medal", person="nobody")) == 2
    assert "Nothing fits" in client.get("/feedback/?q=unheard").content.decode()


def test_words_in_any_language_are_found(given, client_for, ben):
    text = "Grüße aus Łódź, 東京 und Ærø"
    given(behaviour=text)
    for words in ("grüße", "łód", "東京", "ærø", "GRÜ und"):
        assert shown(client_for(ben), q=words) == [text]


def test_among_few_the_same_is_found_as_by_the_index(given, ben):
    texts = ("Grüße aus Łódź, 東京 und Ærø", "You rang the Crew", "A crewless van rang", "a-b 100%")
    for text in texts:
        given(behaviour=text)
    found = set()
    for words in (
        "crew",
        "CREW rang",
        "grüße",
        "łód und",
        "rang crew",
        "100%",
        "a-b",
        "",
        "!",
        "rew",
    ):
        received = Feedback.objects.received_by(ben)
        few = set(received.matching_among_few(words).values_list("behaviour", flat=True))
        assert few == set(received.matching(words).values_list("behaviour", flat=True)), words
        found |= few
    assert found == set(texts)


@pytest.mark.parametrize("words", ["a & b", "x:*", "'); drop", "!", "\\", "(((", "a | !b <-> c"])
def test_signs_in_a_search_are_only_signs(client_for, ben, words):
    assert client_for(ben).get("/feedback/", {"q": words}).status_code == 200


def test_what_is_shared_with_me_is_found(given, client_for, cast, now):
    by_rule = given("cleo", "ben", readers="recipient_and_coaches", behaviour="For coaches too.")
    given("ada", "ben", readers="recipient_and_coaches", behaviour="From the coach herself.")
    shared = given("cleo", "ben", behaviour="Shared later.")
    share(shared, people=[cast.ada, cast.dora], by=cast.ben, at=now)
    assert set(shown(client_for(cast.ada), box="shown")) == {"For coaches too.", "Shared later."}
    assert shown(client_for(cast.dora), box="shown") == ["Shared later."]
    person = str(cast.ben.pk)
    assert shown(client_for(cast.dora), box="shown", person=person) == ["Shared later."]
    withdraw(by_rule, by=cast.cleo, at=now)
    assert shown(client_for(cast.ada), box="shown") == ["Shared later."]


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("received", "Nothing received yet"),
        ("given", "Nothing given yet"),
        ("shown", "Nothing shared with you"),
        ("drafts", "No drafts"),
        ("wall", "The wall is still empty"),
    ],
)
def test_an_empty_box_says_what_will_be_there(client_for, ben, box, words):
    assert words in client_for(ben).get("/feedback/", {"box": box}).content.decode()


def test_what_is_new_is_marked_until_it_is_opened(given, client_for, ben):
    feedback = given()
    client = client_for(ben)
    assert ">New<" in client.get("/feedback/").content.decode()
    client.get(feedback.get_absolute_url())
    assert ">New<" not in client.get("/feedback/").content.decode()


def test_htmx_gets_the_list_and_the_back_button_the_page(given, client_for, ben):
    given()
    client = client_for(ben)
    part = client.get("/feedback/", headers={"HX-Request": "true"})
    assert part.content.decode().startswith('<div class="stack stack--l" id="pieces">')
    assert "HX-Request" in part["Vary"]
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/feedback/", headers=back).content.decode()


def test_every_box_costs_the_same_with_many(given, client_for, cast, now):
    def fill(count):
        Feedback.objects.bulk_create(
            Feedback(
                giver=giver,
                recipient=recipient,
                kind="praise",
                readers=readers,
                behaviour=f"Praise {number}.",
                given_at=now - timedelta(minutes=number),
            )
            for number in range(count)
            for giver, recipient, readers in (
                (cast.cleo, cast.ben, "everyone"),
                (cast.ben, cast.dora, "recipient"),
            )
        )

    client = client_for(cast.ben)
    fill(1)
    few = {box: queries_of(client, box) for box in ("received", "given", "shown", "wall")}
    fill(40)
    many = {box: queries_of(client, box) for box in few}
    assert many == few
    assert max(many.values()) <= 12
    page = client.get("/feedback/?page=2").content.decode()
    assert "Page 2 of 2" in page
    assert client.get("/feedback/?page=nonsense").status_code == 200


def queries_of(client, box):
    with CaptureQueriesContext(connection) as counted:
        client.get("/feedback/", {"box": box})
    return len(counted)
