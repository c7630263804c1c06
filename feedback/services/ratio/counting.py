"""What counts of each giver in a window, and what the organisation gave as a whole.

Counted are the pieces of a closed window that were not withdrawn, at most three for each giver and
recipient, the earliest ones, each by the moment at which it reached somebody. 360 answers and
dialogue are not in this table, and what is under report at the moment of publication is left out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings as installation
from django.db import connection
from django.db.models import Q

from accounts.models import Person
from feedback.bands import noisy
from feedback.models import RatioOptOut, RatioSetting, Report
from feedback.windows import Window

EPSILON = 1.0  # of the noise that an organisation may switch on

# One pass over an index that holds the pieces of a window, those of each pair in order of time, so
# that nothing is sorted and no piece is looked up again. A kind is a single letter here, and an id
# is text, since both cost a third. The row without a giver holds the totals of the organisation,
# and how many gave.
COUNTED = """
WITH givers AS MATERIALIZED (
    SELECT giver_id, sum(pieces) AS pieces, sum(praise) AS praise,
           sum(least(pieces, %(cap)s)) AS counted, sum(counted_praise) AS counted_praise,
           sum(least(pieces, %(cap)s)) >= %(items)s AND count(*) >= %(recipients)s
           AND max(pieces)::bigint * 100 <= sum(pieces) * %(share)s AS passes
    FROM (
        SELECT giver_id, recipient_id, pieces, praise, CASE
            WHEN pieces <= %(cap)s THEN praise
            WHEN praise = pieces THEN %(cap)s
            ELSE (kinds[1] = 'p')::int + (%(cap)s > 1 AND kinds[2] = 'p')::int
                 + (%(cap)s > 2 AND kinds[3] = 'p')::int
        END AS counted_praise
        FROM (
            SELECT giver_id, recipient_id, count(*)::int AS pieces,
                   (count(*) FILTER (WHERE kind = 'praise'))::int AS praise,
                   array_agg(kind::text::"char" ORDER BY given_at, id) AS kinds
            FROM feedback_feedback
            WHERE date_bin('91 days', given_at, '2024-01-01 00:00+00') = %(starts)s
              AND withdrawn_at IS NULL AND held_until IS NULL AND id <> ALL (%(reported)s)
            GROUP BY giver_id, recipient_id
        ) given
    ) pairs
    GROUP BY giver_id
)
SELECT giver_id::text, counted_praise::int, (counted - counted_praise)::int, 1
FROM givers WHERE passes
UNION ALL
SELECT NULL, coalesce(sum(praise), 0)::int, coalesce(sum(pieces - praise), 0)::int, count(*)::int
FROM givers
"""
Counts = dict[str, tuple[int, int]]  # praise and improvements, by the id of the giver


@dataclass(frozen=True)
class Totals:
    """What was given in the organisation as a whole, and by how many."""

    praise: int
    improvements: int
    givers: int


def count(window: Window, setting: RatioSetting) -> tuple[Totals, Counts]:
    """Return the totals, and what counts of each giver who passes the thresholds."""
    values: dict[str, Any] = {
        "starts": window.starts_at,
        "cap": setting.most_for_a_pair,
        "items": setting.fewest_items,
        "recipients": setting.fewest_recipients,
        "share": setting.largest_share,
        "reported": reported_at(window.published_at),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, values)
        found = {giver: counts for giver, *counts in cursor.fetchall()}
    return Totals(*found.pop(None)), {
        giver: (praise, other) for giver, (praise, other, _one) in found.items()
    }


def reported_at(moment: datetime) -> list[UUID]:
    """Return the pieces that were under report at this moment, however late one asks."""
    stood = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=moment)
    # A text of a 360 round can be reported too; it is no piece, and NULL would exclude everything.
    reports = Report.objects.filter(stood, feedback__isnull=False, reported_at__lt=moment)
    return list(reports.values_list("feedback", flat=True).distinct())


def counts_of_those_who_pass(window: Window, setting: RatioSetting) -> Counts:
    """Return counted praise and improvements of each giver who may be shown."""
    _totals, passing = count(window, setting)
    return shown_of(passing, window, setting)


def shown_of(passing: Counts, window: Window, setting: RatioSetting) -> Counts:
    """Leave out who has left or opted out, and add the noise that is switched on."""
    left = Person.objects.filter(left_at__lt=window.published_at)
    hidden = {str(pk) for pk in left.values_list("pk", flat=True)}
    if setting.allows_opt_out:
        out = RatioOptOut.objects.filter(since_at__lt=window.published_at)
        hidden |= {str(pk) for pk in out.values_list("person_id", flat=True)}
    shown = {giver: pair for giver, pair in passing.items() if giver not in hidden}
    return with_noise(shown, window) if setting.adds_noise else shown


def with_noise(counts: Counts, window: Window) -> Counts:
    """Return the counts with noise from a stable seed for each giver and window."""

    def shaken(giver: str, count: int, kind: str) -> int:
        secret, number = installation.SECRET_KEY, window.number
        return noisy(count, secret=secret, window=number, giver=giver, kind=kind, epsilon=EPSILON)

    return {
        giver: (shaken(giver, praise, "praise"), shaken(giver, improvements, "improvement"))
        for giver, (praise, improvements) in counts.items()
    }
