"""Publishing the praise-to-improvement ratio: once for each window, the same for everybody.

Counted are the pieces of a closed window that were not withdrawn, at most three for each giver and
recipient, the earliest ones, each by the moment at which it reached somebody. 360 answers and
dialogue are not in this table, and what is under report is left out. Who passes the thresholds is
decided in SQL, the bands in `feedback.bands`.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings as installation
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.policies import can_administer
from core import audit
from core.errors import RuleError
from feedback.bands import bands_of, noisy
from feedback.models import RatioOptOut, RatioPublication, RatioSetting
from feedback.windows import Window, newest_publishable, window_at

LOCK = 7_301_001  # one publisher at a time; the others wait and find the work done
EPSILON = 1.0  # of the noise that an organisation may switch on


class TooEarly(RuleError):
    """The window's publication moment has not come."""


class OptOutNotAllowed(RuleError):
    """The organisation does not offer leaving one's band out."""


# First each pair, in one pass (int, since sums of bigint are slow numerics), less what is under
# report; then each giver: what is decided by the numbers of their pairs alone, and the recipients
# of whom they gave more than the cap, of both kinds. Of those the earliest pieces are looked up, by
# index, where the giver passes. The row without a giver holds the totals of the organisation, and
# how many gave.
COUNTED = """
WITH reported AS MATERIALIZED (
    SELECT DISTINCT f.id, f.giver_id, f.recipient_id, f.kind
    FROM feedback_report r JOIN feedback_feedback f ON f.id = r.feedback_id
    WHERE r.withdrawn_at IS NULL AND f.given_at >= %(starts)s AND f.given_at < %(ends)s
      AND f.withdrawn_at IS NULL AND f.held_until IS NULL
), withheld AS MATERIALIZED (
    SELECT giver_id, recipient_id, count(*)::int AS pieces,
           (count(*) FILTER (WHERE kind = 'praise'))::int AS praise
    FROM reported GROUP BY giver_id, recipient_id
), givers AS MATERIALIZED (
    SELECT giver_id, sum(pieces) AS pieces, sum(praise) AS praise,
           sum(least(pieces, %(cap)s)) AS counted,
           sum(CASE WHEN pieces <= %(cap)s THEN praise
                    WHEN praise = pieces THEN %(cap)s ELSE 0 END) AS decided,
           array_agg(recipient_id) FILTER (
               WHERE pieces > %(cap)s AND praise > 0 AND praise < pieces) AS undecided,
           sum(least(pieces, %(cap)s)) >= %(items)s AND count(*) >= %(recipients)s
           AND max(pieces)::bigint * 100 <= sum(pieces) * %(share)s AS passes
    FROM (
        SELECT giver_id, recipient_id, given.pieces - coalesce(withheld.pieces, 0) AS pieces,
               given.praise - coalesce(withheld.praise, 0) AS praise
        FROM (
            SELECT giver_id, recipient_id, count(*)::int AS pieces,
                   (count(*) FILTER (WHERE kind = 'praise'))::int AS praise
            FROM feedback_feedback
            WHERE given_at >= %(starts)s AND given_at < %(ends)s
              AND withdrawn_at IS NULL AND held_until IS NULL
            GROUP BY giver_id, recipient_id
        ) given LEFT JOIN withheld USING (giver_id, recipient_id)
    ) pairs
    WHERE pieces > 0
    GROUP BY giver_id
)
SELECT giver_id, (decided + earliest.praise)::int, (counted - decided - earliest.praise)::int, 1
FROM givers CROSS JOIN LATERAL (
    SELECT count(*) AS praise
    FROM unnest(undecided) AS recipient (id) CROSS JOIN LATERAL (
        SELECT kind FROM feedback_feedback f
        WHERE f.giver_id = givers.giver_id AND f.recipient_id = recipient.id
          AND f.given_at >= %(starts)s AND f.given_at < %(ends)s
          AND f.withdrawn_at IS NULL AND f.held_until IS NULL
          AND f.id NOT IN (SELECT id FROM reported)
        ORDER BY f.given_at, f.id LIMIT %(cap)s
    ) piece
    WHERE kind = 'praise'
) earliest
WHERE passes
UNION ALL
SELECT NULL, coalesce(sum(praise), 0)::int, coalesce(sum(pieces - praise), 0)::int, count(*)::int
FROM givers
"""
WRITE_BANDS = """
INSERT INTO feedback_ratioband (publication_id, person_id, band)
SELECT %s, person_id, band FROM unnest(%s::uuid[], %s::text[]) AS shown (person_id, band)
"""
Counts = dict[UUID, tuple[int, int]]  # praise and improvements


def setting_in_force(window: Window) -> RatioSetting:
    """Return the parameters of a window: those set, or else what the promise says."""
    found = RatioSetting.objects.in_force(window.number)
    return found or RatioSetting(from_window=0)


def publish_due(*, at: datetime) -> list[RatioPublication]:
    """Publish every window whose moment has come and that was not published; oldest first.

    Windows from before the first piece of feedback, and before the first window, are passed over.
    """
    first = first_window()
    if first is None:
        return []
    done = set(RatioPublication.objects.values_list("window", flat=True))
    numbers = range(max(first.number, 0), newest_publishable(at).number + 1)
    return [publish(Window(number), at=at) for number in numbers if number not in done]


def first_window() -> Window | None:
    """Return the window of the oldest piece of feedback, if there is any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(given_at) FROM feedback_feedback WHERE withdrawn_at IS NULL")
        oldest = cursor.fetchone()[0]
    return window_at(oldest) if oldest else None


@transaction.atomic
def publish(window: Window, *, at: datetime) -> RatioPublication:
    """Publish one window, all of it or nothing; published before, it is returned as it is.

    Killed at any statement and run again it gives the same rows: they are made of rows that no
    longer change, since feedback can be withdrawn for 15 minutes and this waits for 14 days.
    """
    if at < window.published_at:
        raise TooEarly(_("This period is published 14 days after its end, not before."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if before := RatioPublication.objects.filter(window=window.number).first():
        return before
    setting = setting_in_force(window)
    if not setting.publishes:
        publication = RatioPublication.objects.create(
            window=window.number, published_at=window.published_at, is_withheld=True
        )
    else:
        totals, passing = count(window, setting)
        publication = publish_totals(window, totals)
        publish_bands(publication, shown_of(passing, window, setting), setting)
    audit.record(by=None, action="ratio.publish", at=at, words=f"window {window.number}")
    return publication


@dataclass(frozen=True)
class Totals:
    """What was given in the organisation as a whole, and by how many."""

    praise: int
    improvements: int
    givers: int


def publish_totals(window: Window, totals: Totals) -> RatioPublication:
    """Write down the exact totals of the organisation as a whole, and how many took part."""
    here = Person.objects.filter(joined_at__lt=window.ends_at).exclude(left_at__lt=window.starts_at)
    return RatioPublication.objects.create(
        window=window.number,
        published_at=window.published_at,
        people=here.count(),
        **asdict(totals),
    )


def publish_bands(publication: RatioPublication, counts: Counts, setting: RatioSetting) -> None:
    """Write the band of everybody who passes; nobody's, when too few do."""
    if len(counts) < setting.fewest_givers:
        return
    bands = sorted(bands_of(counts).items())
    people, words = [giver for giver, _band in bands], [str(band) for _giver, band in bands]
    with connection.cursor() as cursor:
        cursor.execute(WRITE_BANDS, [publication.pk, people, words])


def count(window: Window, setting: RatioSetting) -> tuple[Totals, Counts]:
    """Return the totals, and what counts of each giver who passes the thresholds."""
    values: dict[str, Any] = {
        "starts": window.starts_at,
        "ends": window.ends_at,
        "cap": setting.most_for_a_pair,
        "items": setting.fewest_items,
        "recipients": setting.fewest_recipients,
        "share": setting.largest_share,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, values)
        found = {giver: counts for giver, *counts in cursor.fetchall()}
    return Totals(*found.pop(None)), {
        giver: (praise, other) for giver, (praise, other, _one) in found.items()
    }


def counts_of_those_who_pass(window: Window, setting: RatioSetting) -> Counts:
    """Return counted praise and improvements of each giver who may be shown."""
    _totals, passing = count(window, setting)
    return shown_of(passing, window, setting)


def shown_of(passing: Counts, window: Window, setting: RatioSetting) -> Counts:
    """Leave out who has left or opted out, and add the noise that is switched on."""
    left = Person.objects.filter(left_at__lt=window.published_at)
    hidden = set(left.values_list("pk", flat=True))
    if setting.allows_opt_out:
        out = RatioOptOut.objects.filter(since_at__lt=window.published_at)
        hidden |= set(out.values_list("person_id", flat=True))
    shown = {giver: pair for giver, pair in passing.items() if giver not in hidden}
    return with_noise(shown, window) if setting.adds_noise else shown


def with_noise(counts: Counts, window: Window) -> Counts:
    """Return the counts with noise from a stable seed for each giver and window."""

    def shaken(giver: UUID, count: int, kind: str) -> int:
        secret, number = installation.SECRET_KEY, window.number
        return noisy(count, secret=secret, window=number, giver=giver, kind=kind, epsilon=EPSILON)

    return {
        giver: (shaken(giver, praise, "praise"), shaken(giver, improvements, "improvement"))
        for giver, (praise, improvements) in counts.items()
    }


@dataclass(frozen=True)
class Parameters:
    """What an admin can set; see `RatioSetting` for the meaning and the units."""

    publishes: bool
    allows_opt_out: bool
    fewest_items: int
    fewest_recipients: int
    largest_share: int
    fewest_givers: int
    most_for_a_pair: int
    adds_noise: bool

    @classmethod
    def of(cls, setting: RatioSetting) -> "Parameters":
        return cls(**{name: getattr(setting, name) for name in cls.__dataclass_fields__})

    def is_stricter_than(self, other: "Parameters") -> bool:
        """Tell whether nothing becomes looser: only such a change may reach a running window."""
        return (
            self.publishes <= other.publishes
            and self.allows_opt_out >= other.allows_opt_out
            and self.adds_noise >= other.adds_noise
            and self.fewest_items >= other.fewest_items
            and self.fewest_recipients >= other.fewest_recipients
            and self.fewest_givers >= other.fewest_givers
            and self.largest_share <= other.largest_share
            and self.most_for_a_pair <= other.most_for_a_pair
        )


@transaction.atomic
def set_parameters(parameters: Parameters, *, by: Person, at: datetime) -> Window:
    """Set the parameters, and return the window they hold from.

    Stricter ones hold for the running window, looser ones from the next. A closed window that
    waits for its publication keeps its own.
    """
    if not can_administer(by):
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    running = window_at(at)
    standing = Parameters.of(setting_in_force(running))
    strict = parameters.is_stricter_than(standing)
    start = running if strict else Window(running.number + 1)
    setting = RatioSetting(from_window=start.number, set_at=at, set_by=by, **asdict(parameters))
    refuse_below_the_promise(setting)
    setting.save(force_insert=True)
    audit.record(
        by=by, action="ratio.set_parameters", at=at, admin=True, words=str(asdict(parameters))
    )
    return start


def refuse_below_the_promise(setting: RatioSetting) -> None:
    """The thresholds that everybody was promised are floors, not suggestions."""
    kept = (
        setting.fewest_items >= 8
        and setting.fewest_recipients >= 5
        and setting.fewest_givers >= 10
        and 1 <= setting.largest_share <= 40
        and 1 <= setting.most_for_a_pair <= 3
    )
    if not kept:
        raise RuleError(
            _(
                "Everybody was promised at least 8 pieces, 5 recipients, 10 people, at most 40 % "
                "for one recipient and at most 3 for each pair. Choose stricter numbers."
            )
        )


@transaction.atomic
def opt_out(person: Person, *, at: datetime) -> None:
    """Leave one's band out of publications to come; it then reads like everybody not shown."""
    if not setting_in_force(window_at(at)).allows_opt_out:
        raise OptOutNotAllowed(_("Your organisation does not offer this."))
    RatioOptOut.objects.get_or_create(person=person, defaults={"since_at": at})
    audit.record(by=person, action="ratio.opt_out", on=person, at=at)


@transaction.atomic
def opt_in(person: Person, *, at: datetime) -> None:
    """Take part again from the next publication on."""
    RatioOptOut.objects.filter(person=person).delete()
    audit.record(by=person, action="ratio.opt_in", on=person, at=at)
