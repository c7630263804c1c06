"""Each text has a word of its own, which appears nowhere but before those who may read it."""

import inspect
import io
import logging
import re
from collections import defaultdict
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from config.celery import app as celery
from notifications.models import Notification
from notifications.services.delivery import deliver
from tests.privacy.asking import Asker, Browser, cells, url_of
from tests.privacy.matrix import ROWS
from tests.privacy.world import EVERYBODY, World

pytestmark = pytest.mark.django_db

CANARY = re.compile(r"Qxcanary\w+?Zk")
# Lists that show more when asked for more.
MORE = {
    "feedback_inbox": [f"?box={box}" for box in ("given", "shared", "drafts", "wall")],
    "api_feedback": [f"?box={box}" for box in ("received", "given", "wall", "shared")],
    "search": ["?q=Qxcanary"],
    "api_search": ["?q=Qxcanary"],
    "checkin_list": ["?show=past"],
    "dialogue": ["?q=Qxcanary"],
    "api_dialogue": ["?q=Qxcanary"],
    "api_dialogue_search": ["?q=Qxcanary"],
    "goals": ["?q=Qxcanary"],
    "people": ["?q=Qxcanary"],
}
# The tables that words are kept in, and none beside them.
KEEP_WORDS = {
    "accounts_agreementwording",
    "accounts_apitoken",  # the name of a token, its owner's own words
    "accounts_peopleimport",
    "core_draft",
    "dialogue_agendapoint",
    "dialogue_answer",
    "dialogue_checkin",
    "dialogue_commitment",
    "dialogue_handover",
    "dialogue_helpasked",
    "dialogue_helpwanted",
    "dialogue_noteschange",
    "dialogue_preparation",
    "dialogue_privatenote",
    "dialogue_prompt",
    "dialogue_prompttemplate",
    "feedback_feedback",
    "feedback_feedbackrequest",
    "feedback_namedanswer",
    "feedback_nomination",  # the names of people outside
    "feedback_partneranswer",
    "feedback_reply",
    "feedback_report",
    "feedback_reporttext",
    "feedback_round",
    "feedback_roundcapability",
    "feedback_roundlevel",
    "feedback_roundquestion",
    "goals_capability",
    "goals_capabilitycomment",
    "goals_capabilityproposal",
    "goals_comment",
    "goals_evidence",
    "goals_goal",
    "goals_level",
    "goals_levelentry",
    "goals_mastery",
    "goals_measurement",
    "goals_metric",
    "goals_metricchange",
    "goals_proposal",
    "goals_proposedlevel",
    "goals_purpose",
    "goals_value",
    "goals_witnessrequest",
    "goals_wording",
}


def shown_to(asker: Asker, name: str) -> set[str]:
    """Return every canary that this person finds on any page and in any call."""
    found: set[str] = set()
    for address, row in ROWS.items():
        if row.is_open or "GET" not in row.verbs():
            continue
        for _state, key, _sees in cells(asker.world, row):
            for query in ("", *MORE.get(address, [])):
                answer = asker.ask(name, "GET", url_of(address, key) + query)
                found |= set(CANARY.findall(answer.content.decode()))
    return found


def test_everybody_is_shown_the_words_they_may_read_and_no_others(world: World, quiet: None):
    world.add("colleague", "coach", world.ada, "ben")
    world.add("colleague", "recipient", world.ben, "ada cleo finn")
    asker, seen, wrong = Asker(world), defaultdict(set), []
    for name in sorted(EVERYBODY):
        for word in shown_to(asker, name):
            seen[word].add(name)
            if name not in world.canaries.get(word, ()):
                wrong.append(f"{name} is shown {word}")
    assert not wrong, "\n".join(sorted(wrong))
    unseen = [word for word, readers in world.canaries.items() if readers and not seen[word]]
    assert not unseen, f"nobody was ever shown {unseen}: is the search blind?"


@pytest.fixture
def logs():
    """Collect what the real configuration writes, as the operator gets it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.getLogger().handlers[0].formatter or json_formatter())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def json_formatter() -> logging.Formatter:
    from config.logging import logging_config

    return logging_config("INFO")["handlers"]["stderr"]["formatter"]


def play(world: World, monkeypatch: Any) -> list[Any]:
    """Write words over pages and calls, rightly and wrongly; return all answers and cookies."""
    ben, cleo = signed_in(world.ben), signed_in(world.cleo)
    words = {
        name: f"Qxcanary{name}Zk" for name in ("behaviour", "situation", "impact", "recommendation")
    }
    piece = {"kind": "improvement", "readers": "recipient", **words}
    call = {**piece, "recipients": [str(world.ben.pk)]}
    json = {"content_type": "application/json"}
    given = cleo.post("/api/v1/feedback", call, **json, headers={"Idempotency-Key": str(uuid4())})
    answers = [
        cleo.post("/api/v1/feedback", {**call, "recommendation": ""}, **json),
        cleo.post("/api/v1/feedback", {**call, "kind": "QxcanarykindZk"}, **json),
        cleo.post(f"/feedback/give/{uuid4()}/", call),
        ben.post(f"/feedback/{uuid4()}/reply/", {"text": "QxcanarynowhereZk"}),
    ]
    assert given.status_code == 201, given.content
    url = f"/feedback/{given.json()[0]['id'] if isinstance(given.json(), list) else newest()}/"
    talk = f"/checkins/{world.key('checkin', 'open')}/"
    answers += [
        ben.post(f"{url}thank/", {"text": "QxcanarythankedZk", "will_try": "QxcanarytryingZk"}),
        ben.post(f"{url}reply/", {"text": "QxcanaryrepliedZk", "idempotency_key": str(uuid4())}),
        cleo.post(f"{url}thank/", {"text": "QxcanaryforbiddenZk"}),
        ben.post(f"{talk}agenda/", {"text": "QxcanaryagendaZk"}),
        ben.post(f"{talk}notes/", {"notes": "QxcanarysharedZk", "version": "0"}),
        ben.get(f"{talk}live/?writing=1&QxcanaryqueryZk=1"),
        ben.patch(
            f"{talk}notes/",
            {"version": 0, "changes": [[9, 9, "QxcanaryoverlappingZk"]], "key": str(uuid4())},
            **json,
        ),
        ben.post(f"{talk}private-notes/", {"text": "QxcanaryalonefileZk", "version": "0"}),
        ben.post(f"{talk}commitments/", {"what": "QxcanarypromisedZk", "who": str(world.ben.pk)}),
        ben.post(f"{talk}skip/", {"reason": "QxcanaryskippedZk"}),
        ben.put(
            "/drafts/feedback/x/", {"fields": {"a": "QxcanarydraftedZk"}, "version": 0}, **json
        ),
    ]
    answers += answered(world, cleo)
    # The rule that stands before the database is taken away, so that the database refuses.
    monkeypatch.setattr("feedback.services.giving.check_piece", lambda _what: None)
    refused = {**call, "recommendation": " ", "recipients": [str(world.dora.pk)]}
    broken = cleo.post("/api/v1/feedback", refused, **json)
    page = cleo.post(f"/feedback/give/{uuid4()}/", refused)

    def fail(*_args: Any, **_more: Any) -> None:
        raise ValueError("QxcanaryraisedZk")

    monkeypatch.setattr("feedback.services.replies.check_text", fail)
    failed = ben.post(
        f"{url}reply/", {"text": "QxcanaryunluckyZk", "idempotency_key": str(uuid4())}
    )
    assert failed.status_code == 500
    return [broken, page, failed, *[one for one in answers if one.status_code in {302, 303}]]


def answered(world: World, cleo: Any) -> list[Any]:
    """Answer a confidential round rightly, wrongly and late, over its page and by call."""
    json = {"content_type": "application/json"}
    about, closed = (world.things["round_answer"][state] for state in ("open", "closed"))
    question = str(about.questions.get().pk)
    words = {"questions": [{"id": question, "answer": "QxcanarysealedZk"}]}
    nowhere = {"questions": [{"id": str(uuid4()), "answer": "QxcanaryastrayZk"}]}
    address, any_version = f"/api/v1/rounds/{about.pk}/answer", {"If-Match": "*"}
    given = cleo.put(address, words, **json, headers=any_version)
    assert given.status_code == 200, given.content
    late = {"questions": [{"id": str(closed.questions.get().pk), "answer": "QxcanarylateZk"}]}
    return [
        cleo.put(address, nowhere, **json, headers=any_version),
        cleo.put(f"/api/v1/rounds/{closed.pk}/answer", late, **json, headers=any_version),
        cleo.post(f"/rounds/{about.pk}/answer/", {f"text-{question}": "QxcanarysentZk"}),
    ]


def newest() -> Any:
    from feedback.models import Feedback

    return Feedback.objects.latest("given_at").pk


def signed_in(person: Any) -> Any:
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_no_word_leaves_by_logs_mail_rows_redis_cookies_or_error_pages(
    world: World, logs: io.StringIO, monkeypatch: Any, tmp_path: Path, settings: Any
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    answers = play(world, monkeypatch)
    Notification.objects.update(due_at=world.now)
    assert deliver(at=world.now)["sent"] > 0
    mails = "".join(path.read_text() for path in tmp_path.iterdir())
    assert "waiting" in mails or "feedback" in mails
    places = {
        "logs": logs.getvalue(),
        "mail": mails,
        "rows": rows_without_words(),
        "sessions": str([session.get_decoded() for session in Session.objects.all()]),
        "redis": everything_in_redis(),
        "error pages and redirects": str([(a.content, a.headers, a.cookies) for a in answers]),
    }
    assert "ValueError" in places["logs"]
    assert "IntegrityError" in places["logs"]
    leaks = {place: sorted(set(CANARY.findall(text))) for place, text in places.items()}
    assert not {place: found for place, found in leaks.items() if found}


def rows_without_words() -> str:
    """Return the text of all rows of all tables in which nobody's words belong."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - KEEP_WORDS
        found = []
        for table in sorted(tables):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608  names of our tables
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def everything_in_redis() -> str:
    """Return all keys and values of cache and broker."""
    cache.set("probe", "there")
    server = redis.Redis.from_url(settings.REDIS_URL)
    found = []
    for key in server.scan_iter():
        found.append(repr(key))
        if server.type(key) == b"string":
            found.append(repr(server.get(key)))
        elif server.type(key) == b"list":
            found.append(repr(server.lrange(key, 0, -1)))
        elif server.type(key) == b"hash":
            found.append(repr(server.hgetall(key)))
    assert "there" in "".join(found)
    return "".join(found)


def test_tasks_take_no_words():
    celery.loader.import_default_modules()
    ours = {name: task for name, task in celery.tasks.items() if not name.startswith("celery.")}
    assert ours
    for name, task in ours.items():
        for parameter in inspect.signature(task.run).parameters:
            assert parameter == "pk" or parameter.endswith("_id"), f"{name}({parameter})"


def test_a_page_of_ones_own_is_kept_nowhere(world: World):
    """Shared computers: nothing that a person reads may stay behind in a cache on the way."""
    browser: Browser = Asker(world).client("ben")
    answer = browser.get(f"/feedback/{world.key('feedback', 'alone')}/")
    assert "public" not in answer.headers.get("Cache-Control", "")
    assert "Cookie" in answer.headers["Vary"]
