"""All of a round by call, with the names that are fixed; refusals are problem details."""

from datetime import timedelta

import pytest

from core.models import IdempotentCall
from feedback.models import Nomination, ReportText, Round, SealedAnswer
from feedback.services.rounds.releasing import release_due
from tests.rounds.world import crowd

pytestmark = pytest.mark.django_db
ROUNDS = "/api/v1/rounds"


@pytest.fixture
def outline(cast, now, listening, clock):
    """What somebody sends to prepare a round."""
    reviewers = [{"person": str(one.pk), "perspective": "peers"} for one in [cast.cleo, *crowd(5)]]
    return {
        "title": "How I hand over",
        "mode": "confidential",
        "questions": ["keep", "And the van?"],
        "capabilities": [str(listening.pk)],
        "closes_at": (now + timedelta(days=10)).isoformat(),
        "releases_at": (now + timedelta(days=12)).isoformat(),
        "reviewers": reviewers,
    }


def made(ben, outline):
    answer = ben.post(ROUNDS, outline, format="json")
    assert answer.status_code == 201, answer.json()
    return answer.json(), f"{ROUNDS}/{answer.json()['id']}"


def whole(sheet, number):
    """What a reviewer answers to everything."""
    level = sheet["capabilities"][0]["levels"][number % 2]["id"]
    return {
        "questions": [{"id": one["id"], "answer": f"Said {number}."} for one in sheet["questions"]],
        "capabilities": [
            {"id": one["id"], "seen": level, "keep": f"Keep {number}.", "next": f"Try {number}."}
            for one in sheet["capabilities"]
        ],
    }


def test_a_round_is_prepared_changed_and_launched(cast, api_for, outline):
    ben = api_for(cast.ben)
    told, url = made(ben, outline)
    assert told["state"] == "preparing"
    assert [one["text"] for one in told["questions"]] == [
        "What should Ben by all means keep doing?", "And the van?",
    ]  # fmt: skip
    assert told["invited"] == 6
    assert told["missing"] == []
    assert {one["person"]["name"] for one in told["reviewers"]} >= {"Cleo Adeyemi"}
    version = ben.get(url)["ETag"]
    assert ben.patch(url, {"title": "Mine"}, format="json").status_code == 428
    changed = ben.patch(url, {"title": "Mine"}, format="json", headers={"If-Match": version})
    assert changed.json()["title"] == "Mine"
    assert len(changed.json()["questions"]) == 2
    for words, left in ({"questions": ["And then?"]}, (1, 1)), ({"capabilities": []}, (1, 0)):
        changed = ben.patch(url, words, format="json", headers={"If-Match": changed["ETag"]})
        assert tuple(len(changed.json()[part]) for part in ("questions", "capabilities")) == left
    stale = ben.patch(url, {"title": "Yours"}, format="json", headers={"If-Match": version})
    assert stale.status_code == 412


def test_reviewers_are_nominated_taken_off_and_invited(cast, api_for, outline):
    ben = api_for(cast.ben)
    _told, url = made(ben, outline)
    kim = {"email": "kim@customer.example", "name": "Kim", "perspective": "partners"}
    answer = ben.post(f"{url}/nominate", {"reviewers": [kim]}, format="json")
    assert answer.json()["invited"] == 7
    gone = {"nomination": str(Nomination.objects.get(email=kim["email"]).pk)}
    assert ben.post(f"{url}/withdraw-nomination", gone, format="json").json()["invited"] == 6
    raised = {"counted_threshold": 5, "comment_threshold": 5}
    assert ben.post(f"{url}/raise-threshold", raised, format="json").status_code == 200
    launched = ben.post(f"{url}/launch").json()
    assert (launched["state"], launched["reviewers"], launched["invited"]) == ("open", [], 6)
    again = ben.post(f"{url}/launch")
    assert again.status_code == 422
    assert again["Content-Type"] == "application/problem+json"
    late = ben.post(f"{url}/nominate", {"reviewers": [kim]}, format="json")
    assert "has been launched" in late.json()["detail"]


@pytest.mark.parametrize(
    ("reviewer", "sentence"),
    [
        ({"perspective": "peers"}, "by `person` or by `email`"),
        ({"person": "00000000-0000-4000-8000-000000000000", "perspective": "peers"}, "not known"),
        ({"email": "nobody", "perspective": "partners"}, "is not an address"),
        ({"email": "ben@example.org", "perspective": "partners"}, "do not review yourself"),
        ({"email": "zoe@example.org", "perspective": "partners"}, "has left"),
        ({"email": "kim@customer.example", "perspective": "peers"}, "not a colleague"),
    ],
)
def test_who_cannot_review_is_refused_in_a_sentence(cast, api_for, outline, reviewer, sentence):
    _told, url = made(api_for(cast.ben), outline)
    answer = api_for(cast.ben).post(f"{url}/nominate", {"reviewers": [reviewer]}, format="json")
    assert answer.status_code == 422
    assert sentence in str(answer.json())


def test_a_reviewer_answers_over_the_version_they_read(cast, api_for, outline):
    _told, url = made(api_for(cast.ben), outline)
    api_for(cast.ben).post(f"{url}/launch")
    cleo, address = api_for(cast.cleo), f"{url}/answer"
    assert api_for(cast.dora).get(address).status_code == 404
    sheet = cleo.get(address).json()
    assert sheet["is_open"]
    assert sheet["perspective"] == "peers"
    assert any("6 people were invited" in one for one in sheet["promises"])
    assert sheet["reading"]["first"] == "Ben will read this, without your name."
    first = cleo.put(address, whole(sheet, 1), format="json")
    assert first.json()["capabilities"][0]["keep"] == "Keep 1."
    assert cleo.put(address, whole(sheet, 2), format="json").status_code == 428
    headers = {"If-Match": first["ETag"]}
    second = cleo.put(address, whole(sheet, 2), format="json", headers=headers)
    assert second.json()["questions"][0]["answer"] == "Said 2."
    stale = cleo.put(address, whole(sheet, 3), format="json", headers=headers)
    assert stale.status_code == 412


def test_a_part_of_an_answer_is_changed_and_all_of_it_taken_out(cast, api_for, outline):
    _told, url = made(api_for(cast.ben), outline)
    api_for(cast.ben).post(f"{url}/launch")
    cleo, address = api_for(cast.cleo), f"{url}/answer"
    sheet = cleo.get(address).json()
    second = cleo.put(address, whole(sheet, 2), format="json")
    part = {"questions": [{"id": sheet["questions"][0]["id"], "answer": ""}]}
    left = cleo.put(address, part, format="json", headers={"If-Match": second["ETag"]})
    assert left.json()["questions"][0]["answer"] == ""
    assert left.json()["questions"][1]["answer"] == "Said 2."
    no = cleo.put(address, {"declined": True}, format="json", headers={"If-Match": left["ETag"]})
    assert no.json()["declined"]
    assert no.json()["questions"][1]["answer"] == ""
    back = cleo.put(address, {}, format="json", headers={"Idempotency-Key": "a"})
    assert not back.json()["declined"]
    unknown = {"questions": [{"id": str(cast.ben.pk), "answer": "x"}]}
    assert cleo.put(address, unknown, format="json").status_code == 422
    assert cleo.post(address, whole(sheet, 1), format="json").status_code == 405
    assert not IdempotentCall.objects.exists()


@pytest.fixture
def released(cast, api_for, outline, clock):
    """A round that everybody answered, closed by its subject and released at its moment."""
    _told, url = made(api_for(cast.ben), outline)
    api_for(cast.ben).post(f"{url}/launch")
    about = Round.objects.get()
    for number, one in enumerate(about.nominations.select_related("person")):
        caller = api_for(one.person)
        sheet = caller.get(f"{url}/answer").json()
        caller.put(f"{url}/answer", whole(sheet, number), format="json")
    missing = {"questions": [{"id": str(about.pk), "answer": "Yes."}]}
    refused = caller.put(f"{url}/answer", missing, format="json", headers={"If-Match": "*"})
    assert refused.json()["errors"] == {"questions.0.answer": "This round does not ask that."}
    assert api_for(cast.ben).get(f"{url}/report").status_code == 404
    assert api_for(cast.ben).post(f"{url}/close").json()["state"] == "closed"
    answer, late = f"{url}/answer", {"declined": True}
    refused = api_for(cast.cleo).put(answer, late, format="json", headers={"If-Match": "*"})
    assert "late answers are taken from nobody" in refused.json()["detail"]
    clock(about.releases_at)
    assert release_due(at=about.releases_at).rounds == 1
    return about, url


def test_the_report_shows_groups_and_no_number(cast, api_for, released):
    _about, url = released
    report = api_for(cast.ben).get(f"{url}/report").json()
    assert [voice["key"] for voice in report["voices"]] == ["peers"]
    (part,) = report["capabilities"]
    assert {one["text"] for one in part["keep"]} == {f"Keep {number}." for number in range(6)}
    assert {one["voice"] for one in part["keep"]} == {"peers"}
    assert part["behaviour"][0]["seen"] == ["Learning", "With help"]
    assert len(report["questions"][0]["answers"]) == 6
    assert not SealedAnswer.objects.exists()


def test_the_report_is_shown_and_taken_back(cast, api_for, released):
    about, url = released
    ben, ada = api_for(cast.ben), api_for(cast.ada)
    sent = {"with": [str(cast.ada.pk)]}
    shared = ben.post(f"{url}/share", sent, format="json").json()
    assert [one["name"] for one in shared["shared_with"]] == ["Ada Lindqvist"]
    assert ada.get(f"{url}/report").status_code == 200
    listed = ada.get(f"{ROUNDS}?box=shared").json()["results"]
    assert [one["id"] for one in listed] == [str(about.pk)]
    assert ada.post(f"{url}/end", {"nothing": True}, format="json").status_code == 403
    ben.post(f"{url}/unshare", sent, format="json")
    assert ada.get(f"{url}/report").status_code == 404


def test_a_text_is_reported_and_the_round_ended(cast, api_for, released):
    _about, url = released
    ben = api_for(cast.ben)
    text = ReportText.objects.filter(part="keep").first()
    sent = {"reason": "It hurts.", "show": ["text"]}
    told = ben.post(f"{ROUNDS}/texts/{text.pk}/report", sent, format="json")
    assert told.json()["shown"]["text"] == text.text
    assert ben.post(f"{url}/end", {}, format="json").status_code == 422
    assert ben.post(f"{url}/end", {"nothing": True}, format="json").json()["state"] == "ended"


def test_a_proposal_is_accepted_declined_or_taken_back(cast, api_for, clock):
    ada, ben = api_for(cast.ada), api_for(cast.ben)
    sent = {"coachee": str(cast.ben.pk), "title": "Your first year", "mode": "named"}
    assert api_for(cast.cleo).post(f"{ROUNDS}/proposals", sent, format="json").status_code == 403
    url = f"{ROUNDS}/{ada.post(f'{ROUNDS}/proposals', sent, format='json').json()['id']}"
    assert ada.post(f"{url}/accept").status_code == 403
    assert ben.post(f"{url}/decline").json()["state"] == "declined"
    url = f"{ROUNDS}/{ada.post(f'{ROUNDS}/proposals', sent, format='json').json()['id']}"
    assert len(ada.get(f"{ROUNDS}?box=proposed").json()["results"]) == 2
    assert ben.post(f"{url}/accept").json()["state"] == "preparing"
    assert ada.get(url).status_code == 404
    assert ben.post(f"{url}/cancel").json()["state"] == "cancelled"
    url = f"{ROUNDS}/{ada.post(f'{ROUNDS}/proposals', sent, format='json').json()['id']}"
    assert ada.post(f"{url}/withdraw").json()["state"] == "cancelled"
    assert ben.get(f"{ROUNDS}?box=nothing").status_code == 422


def test_the_library_and_the_thresholds_are_read_by_call(cast, api_for, clock):
    library = api_for(cast.ben).get("/api/v1/round-questions").json()["results"]
    assert len(library) >= 40
    assert library[0]["text"] == "What has Ben done lately that made your own work easier?"
    root, settings = api_for(cast.root), "/api/v1/round-settings"
    assert root.get(settings).json() == {"counted_threshold": 4, "comment_threshold": 5}
    sent = {"counted_threshold": 2, "comment_threshold": 5}
    assert root.put(settings, sent, format="json").status_code == 422
    sent = {"counted_threshold": 6, "comment_threshold": 7}
    assert root.put(settings, sent, format="json").json() == sent
    assert api_for(cast.ben).get(settings).status_code == 404
