"""Patterns that may hurt somebody, each looked for by one statement that keeps its numbers.

No word is kept. A pattern between the same people is noticed once a week, so that a rerun adds
nothing. What somebody asked for (`asked_at`) is part of no pattern. What is noticed becomes a
hint to who wrote and an offer of help to who received; it is shown to nobody else. The page
`/protection/` says all this in words: whoever changes a number here changes it there.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.urls import reverse

from accounts.models import Person
from feedback import patterns
from notifications.services.notify import notify

FORGOTTEN_AFTER: Final = timedelta(weeks=26)
LOCK: Final = 7_301_002  # one look at a time; the others find the work done

COUNTS: Final = "withdrawn_at IS NULL AND held_until IS NULL AND asked_at IS NULL"
# The number of the week, from Monday 1 January 2024 on.
WEEK: Final = "floor(extract(epoch FROM {0} - timestamptz '2024-01-01 00:00+00') / 604800)::int"
OF_F: Final = "f.withdrawn_at IS NULL AND f.held_until IS NULL AND f.asked_at IS NULL"
FRESH: Final = f"f.given_at > %(since)s AND f.given_at <= %(at)s AND {OF_F}"
COLUMNS: Final = (
    "pattern, person_id, about_id, week, first_at, last_at, pieces, others, people, usual, hours, "
    "made_at"
)
ONCE: Final = "ON CONFLICT (person_id, about_id, pattern, week) DO NOTHING"
COACHES: Final = """EXISTS (
    SELECT 1 FROM accounts_coaching k
    WHERE k.accepted_at IS NOT NULL AND k.ended_at IS NULL AND k.coach_id = {0}
      AND k.coachee_id = {1}
)"""

# Many people write improvements to one within 72 hours, at least twice as many as usual: as many
# as had written, on average, in the 72 hours up to each improvement of the last half a year.
MANY_GIVERS: Final = f"""
WITH spans AS (
    SELECT DISTINCT ON (f.recipient_id, {WEEK.format("f.given_at")})
           f.recipient_id, {WEEK.format("f.given_at")} AS week, n.*
    FROM feedback_feedback f CROSS JOIN LATERAL (
        SELECT count(DISTINCT giver_id) AS people, count(*) AS pieces,
               min(given_at) AS first_at, max(given_at) AS last_at
        FROM feedback_feedback
        WHERE recipient_id = f.recipient_id AND kind = 'improvement' AND {COUNTS}
          AND given_at > f.given_at - %(together)s AND given_at <= f.given_at
    ) n
    WHERE f.kind = 'improvement' AND {FRESH}
      AND n.people >= %(givers)s
    ORDER BY f.recipient_id, week, n.people DESC, n.last_at
)
INSERT INTO feedback_flag ({COLUMNS})
SELECT 'many_givers', recipient_id, NULL, week, first_at, last_at, pieces, 0, people,
       round(usual, 2), NULL, %(at)s
FROM spans CROSS JOIN LATERAL (
    SELECT coalesce(avg(n.givers), 0) AS usual
    FROM feedback_feedback f CROSS JOIN LATERAL (
        SELECT count(DISTINCT giver_id) AS givers FROM feedback_feedback
        WHERE recipient_id = f.recipient_id AND kind = 'improvement' AND {COUNTS}
          AND given_at > f.given_at - %(together)s AND given_at <= f.given_at
    ) n
    WHERE f.recipient_id = spans.recipient_id AND f.kind = 'improvement' AND {OF_F}
      AND f.given_at >= spans.first_at - %(half_a_year)s AND f.given_at < spans.first_at
) own
WHERE people >= usual * 2
{ONCE}
"""  # noqa: S608  # names and numbers of ours

# One person writes improvements to another again and again, and hardly any praise. A coach and
# the person they coach are left out: improvements every week are what the two agreed on.
ONE_ON_ONE: Final = f"""
INSERT INTO feedback_flag ({COLUMNS})
SELECT 'one_on_one', f.giver_id, f.recipient_id, {WEEK.format("max(f.given_at)")},
       min(n.first_at), max(n.last_at), max(n.pieces), max(n.praise), 1, 0, NULL, %(at)s
FROM feedback_feedback f CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE kind = 'improvement') AS pieces,
           count(*) FILTER (WHERE kind = 'praise') AS praise,
           min(given_at) AS first_at, max(given_at) AS last_at
    FROM feedback_feedback
    WHERE giver_id = f.giver_id AND recipient_id = f.recipient_id AND {COUNTS}
      AND given_at > f.given_at - %(eight_weeks)s AND given_at <= f.given_at
) n
WHERE f.kind = 'improvement' AND {FRESH}
  AND n.pieces >= %(improvements)s AND n.praise <= %(praise)s
  AND NOT {COACHES.format("f.giver_id", "f.recipient_id")}
  AND NOT {COACHES.format("f.recipient_id", "f.giver_id")}
GROUP BY f.giver_id, f.recipient_id, {WEEK.format("f.given_at")}
{ONCE}
"""  # noqa: S608  # names and numbers of ours

# An improvement goes back within 48 hours of reading one. Two who wrote such things to each other
# before, unprompted, or of whom one coaches the other, are left out.
IN_KIND: Final = f"""
INSERT INTO feedback_flag ({COLUMNS})
SELECT DISTINCT ON (f.giver_id, f.recipient_id, {WEEK.format("f.given_at")})
       'in_kind', f.giver_id, f.recipient_id, {WEEK.format("f.given_at")}, p.given_at, f.given_at,
       1, 0, 1, 0, round(extract(epoch FROM f.given_at - p.read_at) / 3600, 2), %(at)s
FROM feedback_feedback f CROSS JOIN LATERAL (
    SELECT given_at, read_at FROM feedback_feedback
    WHERE giver_id = f.recipient_id AND recipient_id = f.giver_id AND kind = 'improvement'
      AND withdrawn_at IS NULL AND given_at > f.given_at - %(half_a_year)s
      AND read_at > f.given_at - %(in_kind)s AND read_at <= f.given_at
    ORDER BY read_at DESC LIMIT 1
) p
WHERE f.kind = 'improvement' AND {FRESH}
  AND NOT {COACHES.format("f.giver_id", "f.recipient_id")}
  AND NOT {COACHES.format("f.recipient_id", "f.giver_id")}
  AND NOT EXISTS (
      SELECT 1 FROM feedback_feedback e
      WHERE e.giver_id = f.giver_id AND e.recipient_id = f.recipient_id
        AND e.kind = 'improvement' AND e.withdrawn_at IS NULL
        AND e.given_at > p.read_at - %(eight_weeks)s AND e.given_at < p.read_at
        AND NOT EXISTS (
            SELECT 1 FROM feedback_feedback b
            WHERE b.giver_id = f.recipient_id AND b.recipient_id = f.giver_id
              AND b.kind = 'improvement' AND b.withdrawn_at IS NULL
              AND b.read_at > e.given_at - %(in_kind)s AND b.read_at <= e.given_at
        )
  )
ORDER BY f.giver_id, f.recipient_id, {WEEK.format("f.given_at")}, f.given_at
{ONCE}
"""  # noqa: S608  # names and numbers of ours

# Praise that goes round among two to five people and hardly ever outside, over several weeks: all
# of them praise each other, and nearly all that each gives and receives stays among them.
RING: Final = f"""
WITH praise AS MATERIALIZED (
    SELECT giver_id, recipient_id, count(*)::int AS pieces
    FROM feedback_feedback
    WHERE kind = 'praise' AND given_at > %(at)s - %(eight_weeks)s AND given_at <= %(at)s
      AND {COUNTS}
    GROUP BY giver_id, recipient_id
), mutual AS MATERIALIZED (
    SELECT there.giver_id AS one, there.recipient_id AS other
    FROM praise there JOIN praise back
      ON back.giver_id = there.recipient_id AND back.recipient_id = there.giver_id
    WHERE there.pieces > 1 AND back.pieces > 1
), circles AS MATERIALIZED (
    SELECT one, array_agg(member ORDER BY member) AS members
    FROM (SELECT one, other AS member FROM mutual UNION SELECT one, one FROM mutual) each_one
    GROUP BY one HAVING count(*) <= %(largest_ring)s
), closed AS (
    SELECT members FROM circles GROUP BY members HAVING count(*) = cardinality(members)
), members AS MATERIALIZED (
    SELECT members, unnest(members) AS person_id FROM closed
    WHERE cardinality(members) > 2
       OR NOT ({COACHES.format("members[1]", "members[2]")}
               OR {COACHES.format("members[2]", "members[1]")})
), gave AS (
    SELECT members, person_id, sum(pieces) AS given,
           sum(pieces) FILTER (WHERE recipient_id = ANY(members)) AS given_inside
    FROM members JOIN praise ON giver_id = person_id
    GROUP BY members, person_id
), got AS (
    SELECT members, person_id, sum(pieces) AS received,
           sum(pieces) FILTER (WHERE giver_id = ANY(members)) AS received_inside
    FROM members JOIN praise ON recipient_id = person_id
    GROUP BY members, person_id
), close_ones AS MATERIALIZED (
    SELECT members FROM gave JOIN got USING (members, person_id) GROUP BY members
    HAVING bool_and(given_inside >= %(ring_pieces)s
                    AND given_inside * 100 >= given * %(ring_share)s
                    AND received_inside * 100 >= received * %(ring_share)s)
), figures AS MATERIALIZED (
    SELECT gave.*, span.*
    FROM close_ones JOIN gave USING (members) CROSS JOIN LATERAL (
        SELECT min(given_at) AS first_at, max(given_at) AS last_at,
               count(DISTINCT {WEEK.format("given_at")}) AS weeks
        FROM feedback_feedback
        WHERE giver_id = gave.person_id AND recipient_id = ANY(gave.members) AND kind = 'praise'
          AND given_at > %(at)s - %(eight_weeks)s AND given_at <= %(at)s AND {COUNTS}
    ) span
), rings AS (
    SELECT members FROM figures GROUP BY members
    HAVING bool_and(weeks >= %(ring_weeks)s) AND max(last_at) > %(since)s
)
INSERT INTO feedback_flag ({COLUMNS})
SELECT 'ring', person_id, NULL, {WEEK.format("last_at")}, first_at, last_at, given_inside, given,
       cardinality(members), 0, NULL, %(at)s
FROM figures JOIN rings USING (members)
{ONCE}
"""  # noqa: S608  # names and numbers of ours

# The same words to four people or more within two weeks: digests are compared, without regard to
# case, blanks and marks, and none is kept.
SAME_TEXT: Final = f"""
WITH sent AS (
    SELECT giver_id, recipient_id, given_at, md5(lower(trim(regexp_replace(
        concat_ws(' ', behaviour, impact, recommendation), '[[:space:][:punct:]]+', ' ', 'g'
    )))) AS digest
    FROM feedback_feedback
    WHERE given_at > %(at)s - %(two_weeks)s AND given_at <= %(at)s AND {COUNTS}
), copied AS (
    SELECT giver_id, count(DISTINCT recipient_id) AS people, count(*) AS pieces,
           min(given_at) AS first_at, max(given_at) AS last_at
    FROM sent GROUP BY giver_id, digest
    HAVING count(DISTINCT recipient_id) >= %(copies)s AND max(given_at) > %(since)s
)
INSERT INTO feedback_flag ({COLUMNS})
SELECT DISTINCT ON (giver_id, {WEEK.format("last_at")})
       'same_text', giver_id, NULL, {WEEK.format("last_at")}, first_at, last_at, pieces, 0, people,
       0, NULL, %(at)s
FROM copied
ORDER BY giver_id, {WEEK.format("last_at")}, people DESC, last_at
{ONCE}
"""  # noqa: S608  # names and numbers of ours

STATEMENTS: Final = {
    "many_givers": MANY_GIVERS,
    "one_on_one": ONE_ON_ONE,
    "in_kind": IN_KIND,
    "ring": RING,
    "same_text": SAME_TEXT,
}

# Whoever received what was noticed is offered help, at most every four weeks. The offer says
# nothing of the pattern or of anybody.
OFFER: Final = f"""
INSERT INTO feedback_helpoffer (person_id, week, made_at)
SELECT DISTINCT p.id, {WEEK.format("%(at)s::timestamptz")}, %(at)s::timestamptz
FROM feedback_flag f JOIN accounts_person p
  ON p.id = CASE WHEN f.pattern = 'many_givers' THEN f.person_id ELSE f.about_id END
WHERE f.pattern IN ('many_givers', 'one_on_one', 'in_kind') AND f.made_at > %(since)s
  AND p.left_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM feedback_helpoffer o
      WHERE o.person_id = p.id AND o.made_at > %(at)s - %(four_weeks)s
  )
ON CONFLICT (person_id, week) DO NOTHING
RETURNING id, person_id
"""  # noqa: S608  # names of ours


def values_at(at: datetime) -> dict[str, Any]:
    """Return what the statements are asked with."""
    return {
        "at": at,
        "since": at - patterns.LOOKED_BACK,
        "together": patterns.TOGETHER,
        "givers": patterns.GIVERS,
        "half_a_year": timedelta(weeks=26),
        "eight_weeks": patterns.SPAN,
        "four_weeks": timedelta(weeks=4),
        "two_weeks": patterns.COPIED_WITHIN,
        "improvements": patterns.IMPROVEMENTS,
        "praise": patterns.HARDLY_ANY,
        "in_kind": patterns.IN_KIND,
        "largest_ring": patterns.LARGEST_RING,
        "ring_pieces": patterns.RING_PIECES,
        "ring_weeks": patterns.RING_WEEKS,
        "ring_share": patterns.RING_SHARE,
        "copies": patterns.COPIES,
    }


@transaction.atomic
def look_for_patterns(*, at: datetime) -> dict[str, int]:
    """Look for every pattern, offer help, forget old flags; return how many of each were new."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for name, statement in STATEMENTS.items():
            cursor.execute(statement, values_at(at))
            found[name] = cursor.rowcount
        cursor.execute("DELETE FROM feedback_flag WHERE made_at < %s", [at - FORGOTTEN_AFTER])
    found["offers"] = offer_help(at=at)
    return found


def offer_help(*, at: datetime) -> int:
    """Offer help to those who received much, and tell each of them where it is."""
    with connection.cursor() as cursor:
        cursor.execute(OFFER, values_at(at))
        offers = cursor.fetchall()
    people = Person.objects.in_bulk([person for _offer, person in offers])
    for offer, pk in offers:
        url = reverse("protection")
        person = [people[pk]]
        notify(person, kind="protection.help_offered", subject=offer, url=url, by=None, at=at)
    return len(offers)
