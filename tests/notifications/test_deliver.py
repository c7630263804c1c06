"""Mail leaves the outbox at most once, with its reason asked for again right before."""

from datetime import timedelta

import pytest

from accounts.services.people import deactivate
from notifications.models import Notification
from notifications.services import answers, delivery
from notifications.services.delivery import deliver
from notifications.services.notify import notify


def mail_rows():
    return Notification.objects.filter(channel="email")


def test_due_mail_goes_once(tell, sink, now):
    tell()
    assert deliver(at=now)["sent"] == 1
    assert deliver(at=now)["sent"] == 0
    assert len(sink.mails) == 1
    text = sink.mails[0].decode()
    assert "Ada Lindqvist founded a team" in text
    assert "/teams/" in text
    assert "You are in the same organisation." in text


def test_what_waits_for_one_person_makes_one_mail(tell, sink, now):
    tell(slot="1")
    tell(slot="2")
    assert deliver(at=now)["sent"] == 2
    assert len(sink.mails) == 1
    assert b"2 things are waiting for you" in sink.mails[0]


def test_mail_that_is_not_due_yet_waits(tell, sink, now):
    tell(at=now + timedelta(hours=1))
    assert deliver(at=now)["sent"] == 0


def test_a_nudge_whose_reason_has_gone_is_not_sent(tell, sink, cast, now):
    tell()
    cast.turbines.delete()
    assert deliver(at=now)["dropped"] == 1
    assert sink.mails == []


def test_nothing_goes_to_somebody_who_left(tell, sink, cast, now):
    tell()
    deactivate(cast.ben, by=cast.root, at=now)
    assert deliver(at=now)["dropped"] == 1


def test_the_mail_speaks_the_persons_language_and_carries_a_stable_id(tell, sink, cast, now):
    rows = tell()
    deliver(at=now)
    assert f"<{rows.get(channel='email').pk}@mastery-loop>" in sink.mails[0].decode()


def test_at_most_two_reminders_a_week_go_to_a_person(reminder, sink, cast, now):
    for slot in ("1", "2", "3"):
        notify([cast.ben], kind=reminder.code, subject=None, url="/", by=None, at=now, slot=slot)
    mail_rows().update(due_at=now)
    done = deliver(at=now)
    assert (done["sent"], done["dropped"]) == (2, 1)
    notify([cast.ben], kind=reminder.code, subject=None, url="/", by=None, at=now, slot="4")
    mail_rows().filter(slot="4").update(due_at=now)
    assert deliver(at=now)["dropped"] == 1


def test_after_an_outage_mail_waits_for_its_readers_morning(tell, sink, now):
    tell()
    night = now.replace(hour=23) + timedelta(days=1)  # midnight in Oslo, of a Friday
    assert deliver(at=night)["waiting"] == 1
    assert deliver(at=night + timedelta(hours=8))["sent"] == 0  # Saturday morning
    assert deliver(at=night + timedelta(days=2, hours=8))["sent"] == 1  # Monday, 08:00


def test_after_an_outage_mail_goes_at_once_by_day(tell, sink, now):
    tell()
    assert deliver(at=now + timedelta(hours=5))["sent"] == 1


def test_a_refused_address_fails_and_is_not_tried_again(tell, sink, now):
    tell()
    sink.refuse_recipient = "550 no such box"
    assert deliver(at=now)["failed"] == 1
    assert deliver(at=now + timedelta(days=1))["sent"] == 0


@pytest.mark.parametrize("answer", ["451 later", "452 full"])
def test_a_server_that_asks_for_patience_gets_it(tell, sink, now, answer):
    tell()
    sink.answer = answer
    assert deliver(at=now)["put off"] == 1
    sink.answer = "250 OK"
    assert deliver(at=now)["sent"] == 0
    assert deliver(at=now + timedelta(minutes=1))["sent"] == 1


def test_after_eight_times_patience_ends(tell, sink, now):
    tell()
    sink.answer = "451 later"
    at = now
    for _time in range(delivery.ATTEMPTS):
        deliver(at=at)
        at = mail_rows().get().due_at
    assert mail_rows().get().failed_at is not None


def test_a_line_cut_after_the_words_were_sent_is_unknown_and_not_sent_again(tell, sink, now):
    tell()
    sink.answer = "drop"
    assert deliver(at=now)["unknown"] == 1
    sink.answer = "250 OK"
    assert deliver(at=now + timedelta(days=1))["sent"] == 0


def test_a_broken_line_leaves_the_next_mail_unharmed(tell, sink, cast, now):
    tell(cast.ben)
    sink.answer = "drop"
    deliver(at=now)
    sink.answer = "250 OK"
    tell(cast.cleo)
    assert deliver(at=now)["sent"] == 1


def test_a_mail_server_that_is_away_costs_nothing_but_time(tell, sink, now):
    tell()
    sink.controller.stop()
    assert deliver(at=now)["put off"] == 1
    row = mail_rows().get()
    assert row.claimed_at is None
    assert row.due_at > now


def test_a_worker_that_died_leaves_rows_that_are_not_sent_again(tell, sink, now):
    tell()
    import uuid

    assert delivery.claim(now, batch=5, token=uuid.uuid4()) == ["test.team"]
    assert deliver(at=now + timedelta(minutes=1))["sent"] == 0
    assert deliver(at=now + timedelta(minutes=11))["unknown"] == 1
    assert sink.mails == []


def test_mail_that_was_put_off_waits(tell, sink, cast, now):
    row = tell().get(channel="app")
    answers.snooze(row, until=now + timedelta(days=1), by=cast.ben, at=now)
    assert deliver(at=now)["sent"] == 0
    assert deliver(at=now + timedelta(days=1))["sent"] == 1


def test_the_command_says_what_it_did_in_numbers(tell, sink, capsys, now):
    from django.core.management import call_command
    from django.utils import timezone

    tell(at=timezone.now())
    call_command("deliver")
    assert capsys.readouterr().out.startswith("deliver: 1 sent, 0 dropped")


def test_a_run_may_be_limited_and_the_rest_waits(tell, sink, cast, now):
    tell(cast.ben)
    tell(cast.cleo)
    assert deliver(at=now, batch=1, limit=1)["sent"] == 1
    assert deliver(at=now)["sent"] == 1


def test_the_doorbell_rings_the_delivery(tell, sink):
    from django.utils import timezone

    from notifications.tasks import deliver_mail

    tell(at=timezone.now())
    deliver_mail()
    assert len(sink.mails) == 1


def test_a_line_that_cannot_even_be_closed_is_forgotten():
    from django.core.mail.backends.smtp import EmailBackend

    class Torn(EmailBackend):
        def close(self):
            raise BrokenPipeError

    line = Torn()
    line.connection = object()
    delivery.forget(line)
    assert line.connection is None
