"""Learning to give feedback: the principles, the course, and the course as a condition."""

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry, Draft
from feedback import learning
from feedback.models import Feedback, Learner, Principles
from feedback.selectors.learning import wording
from feedback.services.learning import require_course
from tests.feedback.conftest import IMPROVEMENT

pytestmark = pytest.mark.usefixtures("_at_now")
CODES = sorted(learning.LANGUAGES)


def better(lesson, *, is_better=True):
    return str([option.is_better for option in lesson.options].index(is_better))


def finish(client):
    *choices, last = learning.course("en")
    for lesson in choices:
        client.post(f"/learn/course/{lesson.slug}/", {"option": better(lesson)})
    return client.post(f"/learn/course/{last.slug}/", {"text": "On 3 November the sheet ..."})


# What it says


@pytest.mark.parametrize("code", CODES)
def test_each_language_teaches_the_same_lessons_in_the_same_order(code):
    here, english = learning.course(code), learning.course("en")
    assert [(type(one), one.slug) for one in here] == [(type(one), one.slug) for one in english]
    choices = [one for one in here if isinstance(one, learning.Choice)]
    assert all(sum(option.is_better for option in one.options) == 1 for one in choices)
    assert len({better(one) for one in choices}) == 2  # the better one is not always the second


@pytest.mark.parametrize("code", CODES)
def test_the_principles_of_each_language_have_headings_and_words(code, ada):
    points = wording(ada, code).points
    assert len(points) == len(wording(ada, "en").points)
    assert all(heading and text for heading, text in points)


# The course


def test_the_course_is_gone_through_lesson_by_lesson(client_for, cleo):
    client = client_for(cleo)
    first, second, *_rest = learning.course("en")
    assert client.get("/learn/course/")["Location"] == f"/learn/course/{first.slug}/"
    wrong = client.post(f"/learn/course/{first.slug}/", {"option": better(first, is_better=False)})
    assert "Look at it once more" in wrong.content.decode()
    assert client.get(f"/learn/course/{second.slug}/").status_code == 302
    right = client.post(f"/learn/course/{first.slug}/", {"option": better(first)})
    assert f"/learn/course/{second.slug}/" in right.content.decode()
    assert client.get(f"/learn/course/{second.slug}/").status_code == 200
    assert "You have passed 1 of 6 lessons" in client.get("/learn/").content.decode()


def test_the_last_lesson_shows_another_way_to_say_it_and_keeps_nothing(client_for, cleo):
    client = client_for(cleo)
    Draft.objects.create(
        owner=cleo, key="course/rewriting", fields={"text": "Begun"}, saved_at="2026-01-01T00:00Z"
    )
    answer = finish(client).content.decode()
    assert learning.course("en")[-1].example in answer
    assert Learner.objects.get(person=cleo).finished_at
    assert not Draft.objects.exists()
    assert AuditEntry.objects.filter(action="course.finish", by=cleo).count() == 1
    assert "You have been through the course" in client.get("/learn/").content.decode()
    finish(client)
    assert AuditEntry.objects.filter(action="course.finish").count() == 1


def test_what_was_begun_in_the_last_lesson_is_there_again(client_for, cleo):
    client = client_for(cleo)
    finish(client)
    Draft.objects.create(
        owner=cleo, key="course/rewriting", fields={"text": "Begun"}, saved_at="2026-01-01T00:00Z"
    )
    assert "Begun" in client.get("/learn/course/rewrite/").content.decode()


def test_no_answer_is_asked_for_again(client_for, cleo):
    client = client_for(cleo)
    none = client.post("/learn/course/moment/", {"option": "7"})
    assert none.status_code == 422
    assert "Choose one of the two." in none.content.decode()
    early = client.post("/learn/course/rewrite/", {"text": "Mine"})
    assert early.status_code == 422
    assert "Go through the lessons before" in early.content.decode()
    assert "Mine" in early.content.decode()
    finish(client)
    empty = client.post("/learn/course/rewrite/", {"text": " "})
    assert empty.status_code == 422
    assert "Write your version first" in empty.content.decode()
    assert client.get("/learn/course/none/").status_code == 404


def test_the_course_can_be_taken_by_call(api_for, cleo):
    api = api_for(cleo)
    read = api.get("/api/v1/learning?language=de").json()
    assert (read["language"], read["passed"], len(read["lessons"])) == ("de", 0, 6)
    for lesson in learning.course("en")[:-1]:
        body = {"lesson": lesson.slug, "option": int(better(lesson, is_better=False))}
        assert not api.post("/api/v1/learning/answers", body).json()["is_better"]
        body = {"lesson": lesson.slug, "option": int(better(lesson))}
        assert api.post("/api/v1/learning/answers", body).json()["is_better"]
    assert api.post("/api/v1/learning/answers", {"lesson": "rewrite"}).status_code == 422
    last = api.post("/api/v1/learning/answers", {"lesson": "rewrite", "text": "Mine"}).json()
    assert (last["passed"], last["is_finished"]) == (6, True)


# Before the first improvement


def test_the_principles_come_before_the_first_improvement(client_for, cleo, ada, given):
    compose = "/feedback/give/00000000-0000-4000-8000-0000000000aa/"
    assert "Ask before you tell" in client_for(cleo).get(compose).content.decode()
    given("cleo", "ada", kind="improvement")
    assert "Ask before you tell" not in client_for(cleo).get(compose).content.decode()


def test_whoever_went_through_the_course_is_not_shown_them_again(client_for, cleo):
    client = client_for(cleo)
    finish(client)
    compose = "/feedback/give/00000000-0000-4000-8000-0000000000aa/"
    assert "Ask before you tell" not in client.get(compose).content.decode()


def test_an_organisation_can_ask_for_the_course_first(client_for, api_for, root, cleo, ada, form):
    assert client_for(root).post("/settings/learning/", {"is_required": "on"}).status_code == 303
    client = client_for(cleo)
    compose = "/feedback/give/00000000-0000-4000-8000-0000000000aa/"
    refused = client.post(compose, form(ada, kind="improvement"))
    assert refused.status_code == 422
    assert "Take the five-minute course first" in refused.content.decode()
    assert IMPROVEMENT["recommendation"] in refused.content.decode()
    called = api_for(cleo).post("/api/v1/feedback", form(ada, kind="improvement"))
    assert called.status_code == 422
    assert "course" in called.json()["detail"]
    assert client.post(compose, form(ada)).status_code == 303  # praise is never held up
    finish(client)
    later = "/feedback/give/00000000-0000-4000-8000-0000000000ab/"
    assert client.post(later, form(ada, kind="improvement")).status_code == 303
    assert Feedback.objects.filter(kind="improvement").count() == 1


def test_the_condition_is_set_by_admins_alone(client_for, api_for, root, cleo, now):
    assert client_for(cleo).post("/settings/learning/", {"is_required": "on"}).status_code == 404
    refused = api_for(cleo).put("/api/v1/learning/condition", {"requires_course": True})
    assert refused.status_code == 404
    with pytest.raises(PermissionDenied):
        require_course(True, by=cleo, at=now)
    allowed = api_for(root).put("/api/v1/learning/condition", {"requires_course": True})
    assert allowed.json() == {"requires_course": True}
    require_course(True, by=root, at=now)
    assert AuditEntry.objects.filter(action="course.require", is_admin_act=True).count() == 1
    assert "checked" in client_for(root).get("/settings/learning/").content.decode()


# What admins word


def test_admins_word_the_principles_and_everybody_reads_them(client_for, root, cleo):
    client = client_for(root)
    assert "Ask before you tell" in client.get("/settings/learning/en/").content.decode()
    text = "Say it soon\nTomorrow is late.\n\nAnd kindly"
    stated = client.post("/settings/learning/en/", {"text": text, "version": "0"})
    assert stated.status_code == 303
    page = client_for(cleo).get("/learn/").content.decode()
    assert "<h3>Say it soon</h3>" in page
    assert "<h3>And kindly</h3>" in page
    assert "Worded by Root" in page
    entry = AuditEntry.objects.get(action="principles.state")
    assert (entry.is_admin_act, entry.words) == (True, "en")
    client.post("/settings/learning/en/", {"text": text, "version": "1"})
    assert Principles.objects.count() == 1  # the same words again change nothing
    assert client.post("/settings/learning/en/restore/").status_code == 303
    assert "Ask before you tell" in client_for(cleo).get("/learn/").content.decode()
    assert client.post("/settings/learning/xx/restore/").status_code == 404
    assert client.get("/settings/learning/xx/").status_code == 404


def test_members_do_not_word_the_principles(client_for, api_for, cleo):
    sent = {"text": "Mine", "version": "0"}
    assert client_for(cleo).post("/settings/learning/en/", sent).status_code == 404
    put = api_for(cleo).put("/api/v1/learning/principles/en", {"text": "Mine"}, HTTP_IF_MATCH="*")
    assert put.status_code == 403
    assert not Principles.objects.exists()


def test_principles_need_words_and_fit_on_a_page(client_for, root):
    client = client_for(root)
    for text, sentence in ((" \n", "at least one principle"), ("a" * 10_001, "Shorten this")):
        answer = client.post("/settings/learning/en/", {"text": text, "version": "0"})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert (
        client.post("/settings/learning/en/", {"text": "Mine", "version": "x"}).status_code == 422
    )


def test_two_admins_at_once_see_both_wordings(client_for, root):
    client = client_for(root)
    client.post("/settings/learning/en/", {"text": "First", "version": "0"})
    answer = client.post("/settings/learning/en/", {"text": "Second", "version": "0"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Somebody changed the principles" in body
    assert "<p>First</p>" in body
    assert "Second" in body
    assert (
        client.post("/settings/learning/en/", {"text": "Both", "version": "1"}).status_code == 303
    )


def test_principles_are_worded_by_call(api_for, root):
    api = api_for(root)
    read = api.get("/api/v1/learning/principles/de")
    assert read.json()["version"] == 0
    assert api.put("/api/v1/learning/principles/de", {"text": "Bald"}).status_code == 428
    put = api.put("/api/v1/learning/principles/de", {"text": "Bald"}, HTTP_IF_MATCH=read["ETag"])
    assert put.json() == {"language": "de", "text": "Bald", "version": 1}
    stale = api.put("/api/v1/learning/principles/de", {"text": "Nie"}, HTTP_IF_MATCH=read["ETag"])
    assert stale.status_code == 412
    assert api.get("/api/v1/learning/principles/xx").status_code == 404
