"""Publishing the praise-to-improvement ratio: once for each window, the same for everybody."""

from dataclasses import asdict
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from feedback.bands import bands_of
from feedback.models import RatioPublication, RatioSetting
from feedback.services.ratio.counting import Counts, Totals, count, shown_of
from feedback.services.ratio.parameters import setting_in_force, wait_for_my_turn
from feedback.windows import Window, newest_publishable, window_at

WRITE_BANDS = """
INSERT INTO feedback_ratioband (publication_id, person_id, band)
SELECT %s, person_id, %s::text FROM unnest(%s::uuid[]) AS shown (person_id)
"""


class TooEarly(RuleError):
    """The window's publication moment has not come."""


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

    Killed at any statement and run again it gives the same rows, however late: pieces can be
    withdrawn for 15 minutes and this waits for 14 days, and who left, opted out or reported counts
    as it was at the moment of publication.
    """
    if at < window.published_at:
        raise TooEarly(_("This period is published 14 days after its end, not before."))
    wait_for_my_turn()
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
    shown: dict[str, list[str]] = {}
    for giver, band in bands_of(counts).items():
        shown.setdefault(band, []).append(giver)
    with connection.cursor() as cursor:
        for name, givers in sorted(shown.items()):
            # The array as text: a driver that quotes each id takes as long as the database.
            cursor.execute(WRITE_BANDS, [publication.pk, name, f"{{{','.join(givers)}}}"])
