"""Rounds in the browser without scripts: launched, answered, released, shown, ended."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from dialogue.models import Commitment
from dialogue.services import checkins
from feedback.links import link_for_reviewer
from feedback.models import Nomination, Report, ReportText, Round, SealedAnswer
from feedback.rounds.items import Part
from feedback.services.rounds import answering
from feedback.services.rounds.releasing import release_due
from feedback.views.rounds.answering import as_items
from tests.rounds.preparing import REFUSED, SENT, prepared
from tests.rounds.world import crowd

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def launched(cast, client_for, listening, clock):
    """Let ben ask seven peers, his coach and a partner; his browser, the round and where it is."""
    ben = client_for(cast.ben)
    about, url = prepared(ben, [cast.cleo, *crowd(6)], listening)
    ben.post(f"{url}nominate/", {"perspective": "coaches", "people": [cast.ada.pk]})
    partner = {"perspective": "partners", "emails": "Kim Oduya <kim@customer.example>"}
    assert ben.post(f"{url}nominate/", partner).status_code == SENT
    assert ben.post(f"{url}launch/").status_code == SENT
    about.refresh_from_db()
    return ben, about, url


@pytest.fixture
def released(launched, cast, client_for, clock):
    """Let everybody answer but the partner, and the report come."""
    _ben, about, url = launched
    reviewers = about.nominations.filter(perspective="peers").select_related("person")
    for number, one in enumerate(reviewers.order_by("nominated_at", "person__name")):
        answering.answer(about, answers=said(about, number), by=one.person, at=about.launched_at)
    answering.answer(about, answers=said(about, 50), by=cast.ada, at=about.launched_at)
    own = {item: text for item, text in said(about, 60).items() if item.part != Part.KEEP}
    answering.answer(about, answers=own, by=cast.ben, at=about.launched_at)
    clock(about.releases_at)
    assert release_due(at=about.releases_at).rounds == 1
    about.refresh_from_db()
    return client_for(cast.ben), about, url


def said(about, number):
    return as_items(typed(about, number))


def test_the_list_is_shown_to_nobody_after_the_launch(launched, cast, client_for):
    ben, _about, url = launched
    page = ben.get(url).content.decode()
    assert "9 people were invited." in page
    assert "shown to nobody" in page
    assert "Cleo Adeyemi" not in page
    assert "Reviewer 1" not in page
    assert client_for(cast.dora).get(f"{url}answer/").status_code == 404
    assert client_for(cast.cleo).get(url).status_code == 404


def test_a_reviewer_is_told_before_the_first_word_and_changes_it_until_closing(
    launched, cast, client_for, clock
):
    _ben, about, url = launched
    cleo, address = client_for(cast.cleo), f"{url}answer/"
    page = cleo.get(address).content.decode()
    for told in ("9 people were invited.", "about 4 minutes", "From 4 answers on", "from 5 its words",
                 "with effort, find out who wrote what", "decline silently",
                 "Ben will read this, without your name."):  # fmt: skip
        assert told in page
    assert "with your name" in client_for(cast.ada).get(address).content.decode()
    assert cleo.post(address, typed(about, 1)).status_code == SENT
    page = cleo.get(address).content.decode()
    assert "Keep 1." in page
    stale = cleo.post(address, {**typed(about, 2), "version": "7"})
    assert stale.status_code == REFUSED
    assert "changed in another tab" in stale.content.decode()
    assert "Keep 2." in stale.content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert cleo.post(address, {**typed(about, 2), "version": version}).status_code == SENT
    wrong = {**typed(about, 3), f"seen-{about.capabilities.get().pk}": "elsewhere"}
    assert "Choose from the list" in cleo.post(address, wrong).content.decode()


def test_what_comes_too_late_is_shown_with_a_sentence_beside_what_was_kept(
    launched, cast, client_for, clock
):
    _ben, about, url = launched
    address = f"{url}answer/"
    assert client_for(cast.cleo).post(address, typed(about, 2)).status_code == SENT
    clock(about.closes_at)
    cleo = client_for(cast.cleo)  # two weeks end a session
    late = cleo.post(address, {**typed(about, 2), f"keep-{capability_of(about)}": "Keep 77."})
    assert late.status_code == REFUSED
    told, _copied, rest = late.content.decode().partition("It was not kept. Copy it from here.")
    assert "late answers are taken from nobody" in told
    refused, _saved, kept = rest.partition("Only you see it like this")
    assert "Keep 77." in refused
    assert "Try 2." not in refused  # that was saved in time
    assert "Keep 2." in kept
    assert "Try 2." in kept
    page = cleo.get(address).content.decode()
    assert "Keep 2." in page
    assert "Listening: Which behaviour have you seen most?" in page
    assert "Keep 77." not in page


def capability_of(about):
    return about.capabilities.get().pk


def test_an_answer_saves_by_itself_and_never_over_another_tab(launched, cast, client_for):
    _ben, about, url = launched
    cleo, address = client_for(cast.cleo), f"{url}answer/"
    before = traces()
    fields = typed(about, 1)

    def save(fields, version):
        body = {"fields": fields, "version": version}
        return cleo.put(address, body, content_type="application/json")

    first = save(fields, 0)
    assert first.status_code == 200
    assert save(fields, 0).status_code == 200  # the same words again
    other = {**fields, f"keep-{about.capabilities.get().pk}": "Another tab."}
    refused = save(other, 0)
    assert refused.status_code == 409
    assert refused.json()["fields"] == fields
    assert save(other, first.json()["version"]).status_code == 200
    assert save({"keep-nothing": "x"}, 0).status_code == 409
    assert cleo.put(address, "[]", content_type="application/json").status_code == 400
    assert traces() == before


def traces():
    """What is in the database beside sealed boxes, and sessions."""
    kept = {}
    for model in apps.get_models():
        if model not in (SealedAnswer, Session):
            kept[model._meta.label] = sorted(str(row) for row in model.objects.values_list())
    return kept


def test_the_report_shows_perspectives_side_by_side(released, cast, client_for):
    ben, _about, url = released
    page = ben.get(url).content.decode()
    assert all(f"Keep {number}." in page for number in range(7))
    assert "<b>Ada Lindqvist</b>" in page
    assert "Try 60." in page
    assert "Ben named nothing to keep here." in page
    assert ">With help</td>" in page
    assert client_for(cast.cleo).get(url).status_code == 404
    assert client_for(cast.ada).get(url).status_code == 404
    assert not SealedAnswer.objects.exists()


def test_a_report_is_shown_to_a_coach_and_taken_back(released, cast, client_for):
    ben, _about, url = released
    ada = client_for(cast.ada)
    assert "Share with Ada, who coaches you" in ben.get(url).content.decode()
    assert ben.post(f"{url}share/", {"people": [cast.ada.pk]}).status_code == SENT
    page = ada.get(url).content.decode()
    assert "Keep 3." in page
    assert "Share it" not in page
    assert "Ben lets you read this" in page
    assert ada.post(f"{url}share/", {"people": [cast.dora.pk]}).status_code == 403
    assert "You and Ada can read this" in ben.get(url).content.decode()
    again = ben.post(f"{url}share/", {"people": [cast.ada.pk]})
    assert "can read this already" in again.content.decode()
    assert "Ada Lindqvist" in ben.post(f"{url}share/", {"find": "1", "q": "ada"}).content.decode()
    ben.post(f"{url}unshare/", {"people": [cast.ada.pk]})
    assert ada.get(url).status_code == 404


def test_a_text_of_a_report_is_reported_to_the_trusted(released, cast, client_for):
    ben, about, _url = released
    text = ReportText.objects.filter(round=about, text="Keep 3.").get()
    address = f"/rounds/texts/{text.pk}/report/"
    assert "Tess Vogel" in ben.get(address).content.decode()
    refused = ben.post(address, {"reason": "", "show": "text"})
    assert refused.status_code == REFUSED
    assert ben.post(address, {"reason": "It hurts.", "show": "text"}).status_code == SENT
    report = Report.objects.get()
    assert "Keep 3." in client_for(cast.tess).get(report.get_absolute_url()).content.decode()
    assert "You have reported this already." in ben.get(address).content.decode()
    assert client_for(cast.ada).get(address).status_code == 404


def test_a_round_ends_with_a_commitment_and_a_talk_or_with_nothing(released, cast, now):
    ben, about, url = released
    assert ben.post(f"{url}end/", {}).status_code == REFUSED
    soon = about.releases_at + timedelta(days=2)
    talk = checkins.plan(cast.ada, by=cast.ben, at=about.releases_at, planned_at=soon)
    page = ben.get(f"{url}end/").content.decode()
    assert "Your talk with Ada" in page
    said = {"what": "I write the list the evening before.", "talk": str(talk.pk), "brings_up": "on"}
    assert ben.post(f"{url}end/", {**said, "talk": ""}).status_code == REFUSED
    assert ben.post(f"{url}end/", {**said, "nothing": "1"}).status_code == REFUSED
    assert not Commitment.objects.exists()
    assert ben.post(f"{url}end/", said).status_code == SENT
    assert Commitment.objects.get().what == "I write the list the evening before."
    assert talk.agenda.get().text == "My 360 report"
    about.refresh_from_db()
    assert about.ended_at == about.releases_at
    page = ben.get(f"{url}end/").content.decode()
    assert "I write the list the evening before." in page
    assert "You ended the round" in ben.get(url).content.decode()


def test_nothing_this_time_is_an_answer_too(released):
    ben, about, url = released
    assert ben.post(f"{url}end/", {"nothing": "1"}).status_code == SENT
    about.refresh_from_db()
    assert about.nothing_at == about.ended_at
    assert "Nothing this time." in ben.get(url).content.decode()


def test_a_coach_proposes_and_the_subject_decides(cast, client_for, clock):
    ada, ben = client_for(cast.ada), client_for(cast.ben)
    address = f"/rounds/for/{cast.ben.pk}/"
    assert address in ada.get(f"/people/{cast.ben.pk}/").content.decode()
    assert client_for(cast.cleo).get(address).status_code == 404
    assert ada.post(address, {"title": "", "mode": "named"}).status_code == REFUSED
    ada.post(address, {"title": "Your first year", "mode": "confidential"})
    about = Round.objects.get()
    url = about.get_absolute_url()
    assert "has not answered yet" in ada.get(url).content.decode()
    assert "See the proposal" in ben.get("/").content.decode()
    assert "proposes a 360 round to you" in ben.get(url).content.decode()
    assert ada.post(f"{url}accept/").status_code == 403
    assert ben.post(f"{url}accept/").status_code == SENT
    assert ada.get(url).status_code == 404
    assert "Being prepared" in ben.get(url).content.decode()
    about.refresh_from_db()
    assert about.releases_at - about.closes_at > timedelta(days=2)  # as in a round of one’s own
    assert ben.post(f"{url}cancel/").status_code == SENT
    ada.post(address, {"title": "Once more", "mode": "confidential"})
    again = Round.objects.get(title="Once more").get_absolute_url()
    assert ben.post(f"{again}decline/").status_code == SENT
    assert "said: not this time" in ada.get(again).content.decode()


def test_a_named_round_shows_who_has_answered(cast, client_for, listening, clock):
    ben = client_for(cast.ben)
    about, url = prepared(ben, [cast.cleo, cast.dora], listening, mode="named")
    ben.post(f"{url}launch/")
    page = client_for(cast.cleo).get(f"{url}answer/").content.decode()
    assert "Ben will read this, with your name." in page
    assert "Before it Ben sees who has answered, and nobody sees what." in page
    assert "nobody sees an answer or a count" not in page
    client_for(cast.cleo).post(f"{url}answer/", typed(about))
    page = ben.get(url).content.decode()
    assert page.count("answered</span>") == 1
    assert "not yet" in page
    assert ben.post(f"{url}close/").status_code == SENT
    assert "The report comes" in ben.get(url).content.decode()


def test_thresholds_are_only_raised(launched, cast, client_for):
    ben, about, url = launched
    lower = ben.post(f"{url}raise-threshold/", {"counted_threshold": 3, "comment_threshold": 5})
    assert lower.status_code == REFUSED
    assert "Choose a number from 4 to 50." in lower.content.decode()
    ben.post(f"{url}raise-threshold/", {"counted_threshold": 5, "comment_threshold": 6})
    about.refresh_from_db()
    assert (about.counted_threshold, about.comment_threshold) == (5, 6)
    root, settings = client_for(cast.root), "/settings/rounds/"
    wrong = root.post(settings, {"counted_threshold": 2, "comment_threshold": 5})
    assert wrong.status_code == REFUSED
    assert root.post(settings, {"counted_threshold": 5, "comment_threshold": 7}).status_code == SENT
    assert 'value="7"' in root.get(settings).content.decode()
    assert ben.get(settings).status_code == 404


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
    page = client.get(link).content.decode()
    assert "Keep 1." in page
    assert "toasts" in page.partition("</head>")[0]  # what says “Saved” leaves by itself
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
