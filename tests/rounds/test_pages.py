"""A round in the browser without scripts: prepared, launched, answered, released, shown, ended."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from feedback.links import link_for_reviewer
from feedback.models import NamedAnswer, Nomination, ReportText, Round, RoundShare, SealedAnswer
from feedback.rounds.items import NOT_SEEN, Part
from feedback.services.rounds.releasing import release_due
from goals.models import Capability
from goals.services import ready_library
from tests.rounds.world import crowd

pytestmark = pytest.mark.django_db
REFUSED, SENT = 422, 303


@pytest.fixture
def listening(cast, now):
    ready_library.adopt_ready(["listening"], by=cast.root, at=now, language="en")
    return Capability.objects.get(library_slug="listening")


@pytest.fixture
def clock(time_machine, now):
    def to(moment):
        time_machine.move_to(moment, tick=False)

    to(now)
    return to


def begun(browser, **changes):
    """Start a round by its page and return it."""
    said = {"title": "How I hand over", "mode": "confidential", **changes}
    answer = browser.post("/rounds/new/", said)
    assert answer.status_code == SENT, answer.content.decode()
    return Round.objects.latest("created_at")


def prepared(browser, people, listening, **changes):
    """Let the subject choose what is asked and of whom."""
    about = begun(browser, **changes)
    url = about.get_absolute_url()
    asked = {"capabilities": [listening.pk], "questions": ["keep"], "own_questions": "And the van?"}
    assert browser.post(f"{url}choose/", asked).status_code == SENT
    named = {"perspective": "peers", "people": [one.pk for one in people]}
    assert browser.post(f"{url}nominate/", named).status_code == SENT
    return about, url


def typed(about, number=1):
    """What a reviewer types."""
    capability = about.capabilities.get()
    level = capability.levels.order_by("position")[number % 2 + 1]
    words = {
        f"text-{question.pk}": f"Answer {number} to {question.position}."
        for question in about.questions.all()
    }
    return {
        **words,
        f"seen-{capability.pk}": str(level.pk),
        f"keep-{capability.pk}": f"Keep {number}.",
        f"next-{capability.pk}": f"Try {number}.",
    }


def test_a_round_goes_from_its_first_word_to_its_end(cast, client_for, listening, clock, now):
    ben, reviewers = client_for(cast.ben), crowd(6)
    about, url = prepared(ben, [cast.cleo, *reviewers], listening)
    page = ben.get(url).content.decode()
    assert "What should Ben by all means keep doing?" in page
    assert "And the van?" in page
    assert "Just enough, if everybody answers." not in page
    assert "7 people will be invited" in page
    ben.post(f"{url}nominate/", {"perspective": "coaches", "people": [cast.ada.pk]})
    partner = {"perspective": "partners", "emails": "Kim Oduya <kim@customer.example>"}
    ben.post(f"{url}nominate/", partner)
    page = ben.get(url).content.decode()
    assert "Too small to be read alone" in page
    assert "Coaches answer with their names" in page
    assert ben.post(f"{url}launch/").status_code == SENT
    about.refresh_from_db()
    assert about.launched_at == now
    page = ben.get(url).content.decode()
    assert "9 people were invited." in page
    assert "Cleo Adeyemi" not in page
    assert "Reviewer 1" not in page

    for number, person in enumerate([cast.cleo, *reviewers]):
        browser = client_for(person)
        page = browser.get(f"{url}answer/").content.decode()
        assert "9 people were invited." in page
        assert "From 4 answers on" in page
        assert "with effort, find out who wrote what" in page
        assert browser.post(f"{url}answer/", typed(about, number)).status_code == SENT
        assert f"Keep {number}." in browser.get(f"{url}answer/").content.decode()
    ada = client_for(cast.ada)
    assert "with your name" in ada.get(f"{url}answer/").content.decode()
    ada.post(f"{url}answer/", typed(about, 50))
    own = {**typed(about, 60), f"keep-{about.capabilities.get().pk}": ""}
    ben.post(f"{url}answer/", own)
    assert "Keep 1." not in ben.get(url).content.decode()

    clock(about.closes_at + timedelta(minutes=1))
    late = client_for(cast.cleo).post(f"{url}answer/", typed(about, 77))
    assert late.status_code == REFUSED
    assert "Keep 77." in late.content.decode()
    assert "late answers are taken from nobody" in late.content.decode()
    assert release_due(at=about.releases_at - timedelta(minutes=1)).rounds == 0
    clock(about.releases_at)
    ben, ada = client_for(cast.ben), client_for(cast.ada)  # two weeks end a session
    assert "The report comes" in ben.get(url).content.decode()
    assert release_due(at=about.releases_at).rounds == 1

    page = ben.get(url).content.decode()
    for number in range(7):
        assert f"Keep {number}." in page
    assert "Ada Lindqvist" not in page  # called by the first name
    assert "<b>Ada</b>" in page
    assert "Try 60." in page
    assert "Ben named nothing to keep here." in page
    assert "Keep 77." not in page
    assert client_for(cast.cleo).get(url).status_code == 404
    assert ada.get(url).status_code == 404
    ben.post(f"{url}share/", {"people": [cast.ada.pk]})
    assert "Keep 3." in ada.get(url).content.decode()
    assert "You and Ada can read this" in ben.get(url).content.decode()
    ben.post(f"{url}unshare/", {"people": [cast.ada.pk]})
    assert ada.get(url).status_code == 404
    assert RoundShare.objects.get().taken_back_at == about.releases_at

    refused = ben.post(f"{url}end/", {})
    assert refused.status_code == REFUSED
    assert ben.post(f"{url}end/", {"nothing": "1"}).status_code == SENT
    about.refresh_from_db()
    assert about.nothing_at == about.ended_at == about.releases_at
    assert "Nothing this time." in ben.get(url).content.decode()
    assert NOT_SEEN
    assert Part.KEEP in set(ReportText.objects.values_list("part", flat=True))
    assert not SealedAnswer.objects.exists()
    assert NamedAnswer.objects.exists()


def test_somebody_outside_answers_by_a_link_until_it_closes(
    cast, client, client_for, listening, clock
):
    about, url = prepared(client_for(cast.ben), crowd(4), listening)
    client_for(cast.ben).post(
        f"{url}nominate/", {"perspective": "partners", "emails": "kim@customer.example"}
    )
    client_for(cast.ben).post(f"{url}launch/")
    about.refresh_from_db()
    link = urlsplit(link_for_reviewer(Nomination.objects.get(person=None))).path
    page = client.get(link).content.decode()
    assert "Ben Haddad would like to know" in page
    assert client.post(link, typed(about)).status_code == SENT
    assert "Keep 1." in client.get(link).content.decode()
    assert client.post(link, {"decline": "1"}).status_code == SENT
    page = client.get(link).content.decode()
    assert "Keep 1." not in page
    assert "not this time" in page
    client.post(link, {"take_part": "1"})
    assert "Save my answer" in client.get(link).content.decode()
    clock(about.closes_at)
    late = client.post(link, typed(about, 9))
    assert late.status_code == REFUSED
    assert "Keep 9." in late.content.decode()
    assert client.get(link[:-3] + "x/").status_code == 404
