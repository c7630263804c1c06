"""Who is asked to prepare, and who is reminded: one statement from talks to the outbox.

A row is made when its moment has come and its person can be reached right now: on a working day
of theirs, not away, no holiday, not in quiet hours. Otherwise it waits for a later round. So after
an outage nothing goes at night, and only what still makes sense goes at all: nobody prepares for a
talk that is over, and nobody is reminded of one when the next is at the door. What comes late is
spread over an hour. Planning twice, or twice at once, makes the same rows. What somebody said
they would do is brought to mind once before its day, and once when it has come.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from accounts.models import Person
from dialogue.cadence import USUAL, countries, public_holidays
from dialogue.models import CadenceRule
from notifications.timing import OPENS

PREPARE, REMIND = "checkin.prepare", "checkin.remind"
GROUP_PREPARE, GROUP_REMIND = "group_talk.prepare", "group_talk.remind"
REFLECT, REFLECT_REMIND = "reflection.prepare", "reflection.remind"
COMING, DUE = "commitment.coming", "commitment.due"
LATE = timedelta(minutes=30)
REMINDERS_SINCE = timedelta(days=45)  # 28 days at most, and 14 more for whoever was away

# True when exactly two hold: after the beginning, before the end, and (once) a night in between.
QUIET = "(({wall} >= n.quiet_from)::int + ({wall} < n.quiet_to)::int + n.spans_midnight::int = 2)"

PLAN = """
INSERT INTO notifications_notification
    (person_id, kind, subject, slot, channel, actor_id, url, due_at)
WITH talks AS (
    SELECT c.* FROM dialogue_checkin c
    WHERE c.held_at IS NULL AND c.skipped_at IS NULL AND c.cancelled_at IS NULL
      AND c.planned_at > %(reminders_since)s
), wanted AS (
    SELECT c.id, c.id AS page, c.rule_id, c.coaching_id, c.planned_at, s.person_id, s.actor_id,
           CASE WHEN c.kind = 'reflection' THEN s.alone ELSE s.kind END AS kind, s.moment,
           s.prepares,
           COALESCE(c.slot, '')
               || CASE WHEN c.times_moved > 0 THEN '+' || c.times_moved ELSE '' END AS slot
    FROM talks c
    CROSS JOIN LATERAL (VALUES
        (c.person_id, COALESCE(c.partner_id, c.person_id), %(prepare)s, %(reflect)s, true,
         c.person_nudge_at),
        (c.partner_id, c.person_id, %(prepare)s, '', true, c.partner_nudge_at),
        (c.person_id, COALESCE(c.partner_id, c.person_id), %(remind)s, %(reflect_remind)s, false,
         c.person_remind_at),
        (c.partner_id, c.person_id, %(remind)s, '', false, c.partner_remind_at)
    ) AS s (person_id, actor_id, kind, alone, prepares, moment)
    WHERE s.moment <= %(at)s
      AND CASE WHEN s.prepares
          THEN c.planned_at > %(at)s AND c.started_at IS NULL
          ELSE c.planned_at <= %(at)s AND NOT EXISTS (
              SELECT 1 FROM dialogue_checkin newer
              WHERE newer.coaching_id = c.coaching_id AND newer.planned_at > c.planned_at
                AND newer.skipped_at IS NULL AND newer.cancelled_at IS NULL
                AND CASE WHEN s.person_id = newer.person_id THEN newer.person_nudge_at
                         ELSE newer.partner_nudge_at END <= %(at)s)
          END
    UNION ALL
    SELECT c.id, c.id, NULL, NULL, c.planned_at, g.person_id, c.person_id, s.kind, s.moment,
           s.prepares, CASE WHEN c.times_moved > 0 THEN '+' || c.times_moved ELSE '' END
    FROM talks c
    JOIN dialogue_participant g ON g.checkin_id = c.id AND g.left_at IS NULL
    CROSS JOIN LATERAL (VALUES
        (%(group_prepare)s, true, g.nudge_at), (%(group_remind)s, false, g.remind_at)
    ) AS s (kind, prepares, moment)
    WHERE c.kind = 'group' AND s.moment <= %(at)s
      AND CASE WHEN s.prepares THEN c.planned_at > %(at)s AND c.started_at IS NULL
               ELSE c.planned_at <= %(at)s END
    UNION ALL
    SELECT m.id, m.checkin_id, NULL, NULL, s.until, m.who_id, m.who_id, s.kind, s.moment, false,
           to_char(m.until, 'YYYY-MM-DD')
    FROM dialogue_commitment m
    JOIN accounts_person w ON w.id = m.who_id
    CROSS JOIN LATERAL (VALUES
        (%(coming)s, (m.until - 2 + %(opens)s::time) AT TIME ZONE w.time_zone,
         m.until::timestamp AT TIME ZONE w.time_zone),
        (%(due)s, (m.until + %(opens)s::time) AT TIME ZONE w.time_zone,
         (m.until + 4)::timestamp AT TIME ZONE w.time_zone)
    ) AS s (kind, moment, until)
    WHERE m.done_at IS NULL AND m.dropped_at IS NULL
      AND m.until BETWEEN %(today)s - 5 AND %(today)s + 3
      AND m.made_at < s.moment AND s.moment <= %(at)s AND %(at)s < s.until
), people AS (
    SELECT p.*,
           CASE WHEN rhythm = 'weekly' THEN date_trunc('week', local)::date + 7
                WHEN extract(isodow FROM local)::int %% 7 + 1 = ANY (working_days)
                THEN local::date + 1
                ELSE (SELECT min(local::date + n) FROM generate_series(2, 7) AS n
                      WHERE extract(isodow FROM local::date + n)::int = ANY (working_days))
           END AS mail_on
    FROM (
        SELECT id, working_days, country, time_zone, %(at)s AT TIME ZONE time_zone AS local,
               COALESCE(f.rhythm, 'daily') AS rhythm
        FROM accounts_person
        LEFT JOIN notifications_preference f ON f.person_id = id
        WHERE left_at IS NULL
    ) p
), reachable AS (
    SELECT w.*, p.local,
           make_interval(secs => abs(hashtext(w.person_id::text)) %% 3600) AS spread,
           COALESCE(r.quiet_from, %(quiet_from)s) AS quiet_from,
           COALESCE(r.quiet_to, %(quiet_to)s) AS quiet_to,
           COALESCE(r.quiet_from > r.quiet_to, true) AS spans_midnight,
           p.rhythm,
           (p.mail_on + %(opens)s::time) AT TIME ZONE p.time_zone AS mail_at,
           CASE WHEN NOT w.prepares OR p.rhythm = 'weekly' THEN 'infinity'
                ELSE w.planned_at END AS mail_before
    FROM wanted w
    JOIN people p ON p.id = w.person_id
    JOIN accounts_person other ON other.id = w.actor_id AND other.left_at IS NULL
    LEFT JOIN accounts_coaching k ON k.id = w.coaching_id
    LEFT JOIN dialogue_cadencerule r ON r.id = w.rule_id
    WHERE (w.coaching_id IS NULL OR (k.accepted_at IS NOT NULL AND k.ended_at IS NULL))
      AND extract(isodow FROM p.local)::int = ANY (p.working_days)
      AND NOT EXISTS (
          SELECT 1 FROM accounts_absence a
          WHERE a.person_id = w.person_id AND p.local::date BETWEEN a.starts_on AND a.ends_on)
      AND (COALESCE(NULLIF(p.country, ''), r.country, ''), p.local::date) NOT IN (
          SELECT * FROM unnest(%(countries)s::text[], %(days)s::date[]))
)
SELECT n.person_id, n.kind, n.id, n.slot, channel, n.actor_id, '/checkins/' || n.page || '/',
       CASE WHEN channel = 'email' AND n.rhythm <> 'at_once' AND n.mail_at < n.mail_before
            THEN n.mail_at
            WHEN n.moment < %(late)s AND NOT {quiet_later} THEN %(at)s + n.spread
            ELSE %(at)s END
FROM reachable n
CROSS JOIN (VALUES ('app'), ('email')) AS channels (channel)
WHERE NOT {quiet_now}
  AND NOT EXISTS (
      SELECT 1 FROM notifications_muted m
      WHERE m.person_id = n.person_id AND m.kind = n.kind AND m.channel = channels.channel)
ON CONFLICT DO NOTHING
""".format(  # noqa: S608 - only the constant above is put in
    quiet_now=QUIET.format(wall="n.local::time"),
    quiet_later=QUIET.format(wall="(n.local + n.spread)::time"),
)


@transaction.atomic
def plan_nudges(*, at: datetime) -> int:
    """Put into the outbox what is due now; return how many rows are new."""
    where, days = _holidays_around(at)
    values: dict[str, Any] = {
        "at": at,
        "prepare": PREPARE,
        "remind": REMIND,
        "group_prepare": GROUP_PREPARE,
        "group_remind": GROUP_REMIND,
        "reflect": REFLECT,
        "reflect_remind": REFLECT_REMIND,
        "coming": COMING,
        "due": DUE,
        "today": at.date(),
        "reminders_since": at - REMINDERS_SINCE,
        "late": at - LATE,
        "opens": OPENS,
        "quiet_from": USUAL.quiet_from,
        "quiet_to": USUAL.quiet_to,
        "countries": where,
        "days": days,
    }
    with connection.cursor() as cursor:
        cursor.execute(PLAN, values)
        new: int = cursor.rowcount
    return new


def _holidays_around(at: datetime) -> tuple[list[str], list[date]]:
    """The public holidays of today, wherever on earth it is today, in the countries in use."""
    used = {
        *Person.objects.here().exclude(country="").values_list("country", flat=True).distinct(),
        *CadenceRule.objects.exclude(country="").values_list("country", flat=True).distinct(),
    }
    today = at.date()
    around = [today + timedelta(days=n) for n in (-1, 0, 1)]
    found = [
        (country, day)
        for country in sorted(used & countries().keys())
        for day in around
        if day in public_holidays(country, day.year)
    ]
    return [country for country, _day in found], [day for _country, day in found]
