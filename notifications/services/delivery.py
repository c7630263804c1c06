"""Mail leaves the outbox: at most once for a nudge, whatever dies on the way.

A batch of rows is claimed with a token (`SKIP LOCKED`: workers never wait for each other), the
reason of each is asked for again, and then the mails go. A worker that dies leaves its claim; the
server may have taken some of those mails, so they become `unknown` and are not sent again.
"""

import smtplib
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import Count, F, Q

from core.prepared import planned_anew
from notifications.kinds import REGISTERED
from notifications.models import Notification, Preference
from notifications.querysets import NotificationQuerySet
from notifications.services.letters import letter
from notifications.timing import Days, is_open, mail_moment

BATCH = 40  # of a worker that dies, at most so many mails stay unknown
CLAIM_LASTS = timedelta(minutes=10)
LATE = timedelta(hours=1)  # after that, mail was held up and must mind the hour again
ATTEMPTS = 8
REMINDERS_A_WEEK = 2

CLAIM = """
WITH due AS (
    SELECT id, person_id FROM notifications_notification
    WHERE channel = 'email' AND due_at <= %(at)s AND claimed_at IS NULL AND sent_at IS NULL
      AND unknown_at IS NULL AND failed_at IS NULL AND dropped_at IS NULL
    ORDER BY due_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED
), together AS (
    SELECT n.id FROM notifications_notification n
    WHERE n.person_id IN (SELECT person_id FROM due)
      AND n.channel = 'email' AND n.due_at <= %(at)s AND n.claimed_at IS NULL AND n.sent_at IS NULL
      AND n.unknown_at IS NULL AND n.failed_at IS NULL AND n.dropped_at IS NULL
    FOR UPDATE SKIP LOCKED
)
UPDATE notifications_notification SET claimed_at = %(at)s, claim_token = %(token)s
WHERE id IN (SELECT id FROM due UNION SELECT id FROM together)
RETURNING kind
"""
WRITE_DOWN = """
UPDATE notifications_notification n SET
    sent_at = CASE outcome WHEN 'sent' THEN %(at)s END,
    dropped_at = CASE outcome WHEN 'dropped' THEN %(at)s END,
    unknown_at = CASE outcome WHEN 'unknown' THEN %(at)s END,
    failed_at = CASE outcome WHEN 'failed' THEN %(at)s END
FROM unnest(%(ids)s::uuid[], %(outcomes)s::text[]) AS became (id, outcome)
WHERE n.id = became.id AND n.claim_token = %(token)s
"""


def deliver(*, at: datetime, batch: int = BATCH, limit: int = 100_000) -> Counter[str]:
    """Send the mail that is due; return how many rows were sent, dropped, unknown, put off, failed.

    Rows of one person that are due together make one mail. Can run any number of times at once.
    """
    done: Counter[str] = Counter({"unknown": give_up_old_claims(at)})
    with closing(get_connection()) as mail:  # opened with the first mail, not before
        while sum(done.values()) < limit:
            token = uuid.uuid4()
            kinds = claim(at, batch=batch, token=token)
            if not kinds:
                break
            done.update(send_claimed(token, kinds=set(kinds), mail=mail, at=at))
            if done["put off"]:
                break
    return done


def give_up_old_claims(at: datetime) -> int:
    """Rows whose worker died: the server may have them, so they are not sent again."""
    old = Notification.objects.unsent().filter(claimed_at__lt=at - CLAIM_LASTS)
    return old.update(unknown_at=at)


def claim(at: datetime, *, batch: int, token: UUID) -> list[str]:
    """Take the next due rows under `token`, and return the kind of each."""
    told = {"at": at, "batch": batch, "token": token}
    return [kind for (kind,) in planned_anew(CLAIM, told)]


def send_claimed(
    token: UUID, *, kinds: Collection[str], mail: BaseEmailBackend, at: datetime
) -> Counter[str]:
    """Ask for each claimed row's reason again, then send one mail to each person."""
    claimed = list(Notification.objects.for_letters(token, at=at, among=kinds))
    kept = [row for row in claimed if row.is_standing and row.person.left_at is None]  # type: ignore[attr-defined]  # as the queryset annotates it
    asleep = [row for row in kept if is_late_at_night(row, at)]
    wanted = without_too_many_reminders([row for row in kept if row not in asleep], at=at)
    outcomes = {row.pk: "dropped" for row in claimed}
    outcomes.update(wait_for_the_morning(asleep, at=at))
    for _person, group in groupby(wanted, key=lambda row: row.person_id):
        together = list(group)
        outcome = send(together, mail=mail)
        outcomes.update({row.pk: outcome for row in together})
    write_down(token, outcomes, at=at)
    return Counter(outcomes.values())


def is_late_at_night(row: Notification, at: datetime) -> bool:
    """Tell whether mail that is late, after an outage, would come outside of its reader's hours.

    Mail on time was timed for its reader by whoever planned it, and goes.
    """
    days = Days(row.person.time_zone, row.person.working_days)
    return at - row.due_at > LATE and not is_open(days, at)


def wait_for_the_morning(rows: Sequence[Notification], *, at: datetime) -> dict[UUID, str]:
    """Give claimed rows back, to go when their readers' day begins."""
    for row in rows:
        days = Days(row.person.time_zone, row.person.working_days)
        due_at = mail_moment(days, rhythm=Preference.Rhythm.AT_ONCE, at=at)
        Notification.objects.filter(pk=row.pk, claim_token=row.claim_token).update(
            claimed_at=None, claim_token=None, due_at=due_at
        )
    return {row.pk: "waiting" for row in rows}


def without_too_many_reminders(rows: Sequence[Notification], *, at: datetime) -> list[Notification]:
    """Leave out reminders beyond two a week for a person, over all features."""
    reminders = [kind.code for kind in REGISTERED.values() if kind.is_reminder]
    people = {row.person_id for row in rows if row.kind in reminders}
    lately = (
        Notification.objects.filter(
            person__in=people, kind__in=reminders, sent_at__gt=at - timedelta(days=7)
        )
        .values_list("person")
        .annotate(number=Count("pk"))
    )
    sent: Counter[UUID] = Counter(dict(lately) if people else {})
    kept = []
    for row in rows:
        if row.kind in reminders:
            sent[row.person_id] += 1
            if sent[row.person_id] > REMINDERS_A_WEEK:
                continue
        kept.append(row)
    return kept


def send(rows: Sequence[Notification], *, mail: BaseEmailBackend) -> str:
    """Hand one mail about all of these to the server and say what became of it."""
    return hand_over(letter(rows), mail=mail)


def hand_over(message: EmailMessage, *, mail: BaseEmailBackend) -> str:
    """Return `sent`, `put off` (try later), `failed` (never will), or `unknown` (do not resend)."""
    try:
        mail.open()
    except OSError:
        return "put off"
    try:
        mail.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        return outcome_of(code for code, _text in refusal.recipients.values())
    except smtplib.SMTPResponseException as refusal:
        return outcome_of([refusal.smtp_code])
    except OSError:  # cut off or silent after we began: the server may have taken it
        forget(mail)
        return "unknown"
    return "sent"


def outcome_of(codes: Iterable[int]) -> str:
    """4xx means later, 5xx means never."""
    return "failed" if all(code >= 500 for code in codes) else "put off"


def forget(mail: BaseEmailBackend) -> None:
    """Drop a broken connection, so that the next mail opens a new one."""
    try:
        mail.close()
    except OSError:
        mail.connection = None  # type: ignore[attr-defined]  # of the SMTP backend


@transaction.atomic
def write_down(token: UUID, outcomes: dict[UUID, str], *, at: datetime) -> None:
    """Record what became of each claimed row; what was put off comes again, ever more slowly."""
    with connection.cursor() as cursor:
        told: dict[str, Any] = {"ids": list(outcomes), "outcomes": list(outcomes.values())}
        cursor.execute(WRITE_DOWN, {"at": at, "token": token, **told})
    later = [pk for pk, found in outcomes.items() if found == "put off"]
    if later:
        put_off(Notification.objects.filter(pk__in=later, claim_token=token), at=at)


def put_off(rows: NotificationQuerySet, *, at: datetime) -> None:
    """Try again after 1, 2, 4 ... minutes, and give up after eight times."""
    rows.filter(attempts__gte=ATTEMPTS - 1).update(failed_at=at, attempts=F("attempts") + 1)
    for attempt in range(ATTEMPTS - 1):
        rows.filter(Q(attempts=attempt), failed_at__isnull=True).update(
            claimed_at=None,
            claim_token=None,
            attempts=attempt + 1,
            due_at=at + timedelta(minutes=2**attempt),
        )
