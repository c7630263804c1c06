"""An answer by page, by call or by a partner's link: what is left of it anywhere, and in the log."""

import json
import logging
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection

from feedback.links import link_for_reviewer
from feedback.models import SealedAnswer
from feedback.services.rounds.closing import close_due
from feedback.services.rounds.reminding import remind_due
from notifications.models import Notification
from tests.rounds.attacks import everything

pytestmark = pytest.mark.django_db
CANARY = "Zaunkönig"


def said(about, number):
    """What a form sends."""
    question, capability = about.questions.get(), about.capabilities.get()
    return {
        f"text-{question.pk}": f"{CANARY} {number}",
        f"keep-{capability.pk}": f"{CANARY} keeps {number}",
        f"seen-{capability.pk}": "not seen",
    }


def test_nothing_but_the_sealed_rows_changes_whatever_way_a_reviewer_takes(
    launched, cast, client_for, api_for, client, now, time_machine, caplog
):
    about = launched(partners=1)
    time_machine.move_to(now + timedelta(days=1), tick=False)
    signed_in = [client_for(person) for person in (cast.cleo, cast.dora, cast.tess)]
    root_calls, before = api_for(cast.root), everything()
    with caplog.at_level(logging.INFO), connection.cursor() as cursor:
        cursor.execute("SET ROLE mastery_web")
        by_page(about, *signed_in)
        by_call(about, root_calls)
        by_link(about, client)
        cursor.execute("RESET ROLE")
    after = everything()
    assert {table for table, _row in set(before) ^ set(after)} == {"feedback_sealedanswer"}
    assert SealedAnswer.objects.count() == 3 + 3 + 1 + 1 + 3
    assert not [row for _table, row in after if CANARY in row]
    assert CANARY not in caplog.text
    for person in (cast.cleo, cast.tess):
        assert str(person.pk) not in caplog.text


def by_page(about, cleo, dora, tess):
    """One sends the form, one's words save themselves, one declines."""
    page = f"{about.get_absolute_url()}answer/"
    assert cleo.get(page).status_code == 200
    assert cleo.post(page, said(about, 1)).status_code == 303
    draft = json.dumps({"fields": said(about, 2), "version": 0})
    assert dora.put(page, draft, content_type="application/json").status_code == 200
    assert tess.post(page, {"decline": "1"}).status_code == 303


def by_call(about, caller):
    call = f"/api/v1/rounds/{about.pk}/answer"
    words = [{"id": str(about.questions.get().pk), "answer": f"{CANARY} 4"}]
    once = {"Idempotency-Key": "a-key-would-be-a-trace"}
    assert caller.put(call, {"questions": words}, headers=once).status_code == 200
    assert caller.post(call, {"questions": words}, headers=once).status_code == 405
    assert caller.get(call).json()["questions"][0]["answer"] == f"{CANARY} 4"


def by_link(about, client):
    link = urlsplit(link_for_reviewer(about.nominations.get(person=None))).path
    assert client.get(link).status_code == 200
    assert client.post(link, said(about, 5)).status_code == 303


def test_no_nudge_tells_when_somebody_dealt_with_it_and_none_outlives_the_closing(
    launched, cast, client_for, api_for, now, time_machine
):
    """Who puts a nudge away has probably answered: that moment would be the trace of the answer."""
    about = launched()
    reminded_at = now + timedelta(days=7)
    remind_due(at=reminded_at)
    dealt_with_at = now + timedelta(days=8)
    time_machine.move_to(dealt_with_at, tick=False)
    cleo, dora = client_for(cast.cleo), api_for(cast.dora)
    invited, reminder = waiting_for(cast.cleo, at=dealt_with_at)
    assert cleo.post(f"/notifications/{invited.pk}/open/").status_code == 303
    assert cleo.post(f"/notifications/{invited.pk}/done/").status_code == 303
    assert cleo.post(f"/notifications/{reminder.pk}/done/").status_code == 303
    for row in waiting_for(cast.dora, at=dealt_with_at):
        assert dora.post(f"/api/v1/notifications/{row.pk}/done").status_code == 200
    assert not waiting_for(cast.cleo, at=dealt_with_at)
    assert not waiting_for(cast.dora, at=dealt_with_at)
    told = Notification.objects.filter(subject=about.pk)
    assert not told.exclude(seen_at=None).exists()
    moments = {row.done_at for row in told} | {row.dropped_at for row in told}
    assert dealt_with_at not in moments
    close_due(at=about.closes_at)
    assert not told.all().exists()


def waiting_for(person, *, at):
    """Return what waits for somebody about the round, the oldest first."""
    rows = Notification.objects.visible_to(person).waiting(at)
    return list(rows.filter(kind__startswith="feedback.round_").order_by("due_at"))
