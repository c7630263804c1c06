"""The whole of the app in one go, as an organisation meets it, over HTTP alone.

An export of the personnel system comes in, an admin sets a rhythm, check-ins are planned and both
sides nudged by a real worker and a real beat, people give feedback by call, the ratio is published
and read on its page. Only the calendar is helped along, since nobody waits for a quarter.
"""

import re
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from tests.faults.emptied_redis import CELERY, WORKER
from tests.faults.ground import Sink, own_valkey, programs, say, start, until

EXPORT = Path(__file__).parent.parent / "accounts" / "data" / "hr-export.csv"
PASSWORD = "correct horse battery staple"
GIVERS, RECIPIENTS = 10, 8


class Caller:
    """A program with a token."""

    def __init__(self, base: str, token: str) -> None:
        self.base = base
        self.line = requests.Session()
        self.line.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str) -> Any:
        answer = self.line.get(f"{self.base}/api/v1/{path}", timeout=30)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.json()

    def send(self, verb: str, path: str, body: Any = None, **more: Any) -> Any:
        answer = self.line.request(
            verb, f"{self.base}/api/v1/{path}", json=body, timeout=60, **more
        )
        assert answer.status_code < 300, (path, answer.status_code, answer.text)
        return answer.json() if answer.content else None


def main() -> None:
    start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    with Sink() as sink, own_valkey() as valkey:
        own = {"EMAIL_URL": sink.url, "MAIL_DIR": "", "REDIS_URL": f"unix://{valkey.socket}"}
        with programs({**own, "BASE_URL": base, "STATIC_FROM_SOURCE": "1"}) as run:
            web = ("-m", "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{port}", "--threads", "4")
            run(*web, "--env", "DB_ROLE=mastery_web")
            run(*WORKER)
            run(*CELERY, "beat", "--schedule", str(valkey.directory / "beat"))
            play(base, sink)


def play(base: str, sink: Sink) -> None:
    admin = Caller(base, token_of(first_admin(), "read", "write", "admin"))
    until(lambda: is_up(base), seconds=60, what="the first page")
    ready = requests.get(f"{base}/readyz", timeout=5).json()
    assert ready == {"status": "ready"}, ready  # and cannot read sealed answers
    imported = bring_in(admin)
    coachee, coach = (Caller(base, token_of(email, "read", "write")) for email in imported[:2])
    agree(coachee, coach)
    mails = talk(admin, coachee, sink)
    praised = exchange(base, imported[: GIVERS + RECIPIENTS])
    published = until(lambda: admin.get("ratios")["results"], seconds=60, what="publication")
    read(base, imported[0], admin)
    say(
        "main story",
        people=len(imported),
        mails=mails,
        pieces=praised,
        published_after_s=f"{published:.1f}",
    )


def first_admin() -> str:
    from accounts.models import Organisation
    from accounts.services.people import create_person

    Organisation.objects.get_or_create(defaults={"name": "Nordlys Engineering"})
    email, at = "root@nordlys.example", datetime.now(UTC)
    create_person(email=email, name="Root Solberg", role="admin", password=PASSWORD, by=None, at=at)
    return email


def token_of(email: str, *scopes: str) -> str:
    from io import StringIO

    from django.core.management import call_command

    said = StringIO()
    call_command("token", email, "--scopes", *scopes, stdout=said, stderr=StringIO())
    return said.getvalue().strip()


def is_up(base: str) -> bool:
    try:
        return requests.get(f"{base}/readyz", timeout=5).status_code == 200
    except requests.RequestException:
        return False


def bring_in(admin: Caller) -> list[str]:
    """Import the export, broken rows left out, and return who came in, by address."""
    from accounts.models import Person

    def send() -> Any:
        with EXPORT.open("rb") as file:
            more = {"files": {"file": file}, "data": {"apply": "true", "skip_broken": "true"}}
            return admin.send("POST", "imports", **more)

    done, again = send(), send()
    assert done["applied"]
    assert done["counts"]["new"] > 150, done["counts"]
    assert again["counts"]["new"] == again["counts"]["changed"] == 0, (
        "the same file changes nothing"
    )
    came = Person.objects.here().exclude(role="admin").by_name()
    came.update(country="", working_days=[1, 2, 3, 4, 5, 6, 7])  # whatever day it is today
    return [person.email for person in came]


def agree(coachee: Caller, coach: Caller) -> None:
    asked = coachee.send("POST", "coachings", {"coach": coach.get("me")["id"]})
    coach.send("POST", f"coachings/{asked['id']}/accept")
    for side in (coachee, coach):
        side.send("PUT", "preferences", {"rhythm": "at_once"})


def talk(admin: Caller, coachee: Caller, sink: Sink) -> int:
    """Set a rhythm; beat and worker plan the talk and nudge both sides."""
    from dialogue.models import CheckIn

    quiet = datetime.now(UTC) + timedelta(hours=12)
    rule = {
        "scope": "everyone",
        "every": 1,
        "unit": "weeks",
        "quiet_from": f"{quiet:%H:%M}",
        "quiet_to": f"{quiet + timedelta(minutes=1):%H:%M}",
        "starts_on": f"{datetime.now(UTC) + timedelta(days=3):%Y-%m-%d}",
    }
    assert "nudge" in str(admin.send("POST", "cadences/preview", rule))
    admin.send("POST", "cadences", rule)
    until(lambda: coachee.get("checkins")["results"], seconds=60, what="a planned check-in")
    now = datetime.now(UTC)
    CheckIn.objects.update(person_nudge_at=now, partner_nudge_at=now)  # the calendar is helped
    until(lambda: len(sink.ids) >= 2, seconds=60, what="a mail to both sides")
    kinds = {row["kind"] for row in coachee.get("notifications")["results"]}
    assert "checkin.prepare" in kinds, kinds
    assert len(sink.ids) == len(set(sink.ids))
    return len(sink.ids)


def exchange(base: str, emails: list[str]) -> int:
    """Let ten people give eight others praise or an improvement, by call."""
    from feedback.models import Feedback

    callers = [Caller(base, token_of(email, "read", "write")) for email in emails[:GIVERS]]
    others = [Caller(base, token_of(email, "read")).get("me")["id"] for email in emails[GIVERS:]]
    for number, giver in enumerate(callers):
        kind = "praise" if number % 3 else "improvement"
        piece = {
            "recipients": others,
            "kind": kind,
            "readers": "recipient",
            "situation": "Tuesday, at the hand-over.",
            "behaviour": "You rang before the crew left.",
            "impact": "Nobody waited.",
            "recommendation": "Ring a little earlier." if kind == "improvement" else "",
        }
        giver.send("POST", "feedback", piece, headers={"Idempotency-Key": f"piece {number}"})
    given = Feedback.objects.count()
    assert given == GIVERS * RECIPIENTS
    for piece in Feedback.objects.all():  # the calendar is helped: a window closed since then
        Feedback.objects.filter(pk=piece.pk).update(given_at=piece.given_at - timedelta(days=150))
    return given


def read(base: str, email: str, admin: Caller) -> None:
    """Sign in with the browser, and read what came of it."""
    from accounts.models import Person

    person = Person.objects.get(email=email)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    browser = requests.Session()
    form = browser.get(f"{base}/accounts/login/", timeout=30)
    secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
    assert secret
    sent = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": secret[1]}
    browser.post(f"{base}/accounts/login/", sent, headers={"Referer": base}, timeout=30)
    for path in ("/", "/ratios/", "/checkins/", "/feedback/", "/people/", "/notifications/"):
        page = browser.get(base + path, timeout=30, allow_redirects=False)
        assert page.status_code == 200, (path, page.status_code)
    board = browser.get(f"{base}/ratios/", timeout=30).text
    assert "3 to 1" in board or "joined" in board
    bands = admin.get("ratios")
    assert bands["results"]


if __name__ == "__main__":
    main()
