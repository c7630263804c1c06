"""All who were invited are reminded with the same words; those outside by mail."""

import smtplib
from datetime import timedelta

import pytest

from accounts.services.people import deactivate
from feedback.models import Nomination, Round
from feedback.services.rounds import answering, starting
from feedback.services.rounds.letters import write_to_reviewers
from feedback.services.rounds.reminding import remind, remind_due
from feedback.services.rounds.stopping import close
from notifications.models import Notification

pytestmark = pytest.mark.django_db


def told(slot, kind="feedback.round_reminder"):
    rows = Notification.objects.filter(kind=kind, slot=slot, channel="app")
    return sorted(row.person.name.split()[0] for row in rows)


def test_everybody_is_reminded_alike_halfway_and_two_days_before(launched, items, cast, now):
    about = launched(partners=1)
    answering.answer(about, answers={items(about)["text"]: "Done."}, by=cast.cleo, at=now)
    answering.decline(about, by=cast.tess, at=now)
    assert remind_due(at=now + timedelta(days=7, seconds=-1)) == 0
    halfway, soon = now + timedelta(days=7), now + timedelta(days=12)
    assert [remind_due(at=halfway), remind_due(at=halfway)] == [1, 0]
    assert told("halfway") == ["Ada", "Cleo", "Dora", "Root", "Tess"]
    deactivate(cast.dora, by=cast.root, at=halfway)
    assert [remind_due(at=soon), remind_due(at=soon)] == [1, 0]
    assert told("soon") == ["Ada", "Cleo", "Root", "Tess"]
    assert not remind(about, at=soon)
    partner = about.nominations.get(person=None)
    assert (partner.letter, partner.mail_due_at) == ("soon", soon)
    later = about.closes_at
    assert not Notification.objects.visible_to(cast.cleo).waiting(later).exists()


def test_after_an_outage_only_the_later_reminder_goes(launched, now):
    launched()
    assert remind_due(at=now + timedelta(days=13)) == 1
    assert (told("halfway"), len(told("soon"))) == ([], 5)
    assert remind_due(at=now + timedelta(days=13)) == 0


def test_a_short_round_is_reminded_of_once_and_a_closed_one_not_at_all(
    launched, prepared, cast, now
):
    from feedback.services.rounds.launching import launch

    short = prepared()
    dates = {"closes_at": now + timedelta(days=3), "releases_at": None}
    starting.edit(short, title="Short", mode="confidential", by=cast.ben, at=now, **dates)
    launch(short, by=cast.ben, at=now)
    assert remind_due(at=now + timedelta(days=2)) == 1
    assert remind_due(at=now + timedelta(days=2, hours=23)) == 0
    assert (len(told("halfway")), told("soon")) == (5, [])
    closed = launched()
    close(closed, by=cast.ben, at=now + timedelta(days=1))
    assert remind_due(at=now + timedelta(days=8)) == 0
    assert Round.objects.filter(reminded_soon_at=None).count() == 2


def test_partners_get_letters_with_their_link_and_no_word_of_the_round(launched, now, mailoutbox):
    about = launched(partners=2)
    assert write_to_reviewers(at=now) == 2
    assert write_to_reviewers(at=now) == 0
    remind_due(at=now + timedelta(days=7))
    assert write_to_reviewers(at=now + timedelta(days=7)) == 2
    invitation, reminder = mailoutbox[0], mailoutbox[2]
    assert invitation.subject == "Ben Haddad asks for your view"
    assert "/asked/rounds/" in invitation.body
    assert "answers are shown in groups and without names" in invitation.body
    assert "whether they have answered or not" in reminder.body
    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == 4
    assert not any("How I lead" in mail.body or "go on" in mail.body for mail in mailoutbox)
    remind_due(at=now + timedelta(days=12))
    assert write_to_reviewers(at=about.closes_at) == 0


def test_a_named_round_says_so_in_its_letter(launched, now, mailoutbox):
    launched(mode="named", partners=1)
    write_to_reviewers(at=now)
    assert "Ben Haddad reads your answer with your name" in mailoutbox[0].body


@pytest.mark.parametrize(("code", "outcome"), [(550, "failed"), (450, "later")])
def test_an_address_that_takes_no_mail_is_left_alone_and_a_busy_server_tried_again(
    launched, now, monkeypatch, code, outcome
):
    from django.core.mail.backends import locmem

    about = launched(partners=1)

    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"p0@client.example": (code, b"no")})

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    assert write_to_reviewers(at=now) == 0
    partner = about.nominations.get(person=None)
    assert bool(partner.mail_failed_at) == (outcome == "failed")
    assert (partner.mailed_at is None) == (outcome == "later")
    monkeypatch.undo()
    assert write_to_reviewers(at=now + timedelta(minutes=10)) == (outcome == "later")
    remind_due(at=now + timedelta(days=7))
    due = Nomination.objects.mail_due(now + timedelta(days=7))
    assert due.exists() == (outcome == "later")
