"""Publishing the ratio is killed at each statement and run again: the same rows as undisturbed.

For every statement of publishing everything that is due, a process dies before it. After each death
every window is there in whole or not at all; at the end all rows are those of a database in which
nobody died. Noise is on in one of the windows: its seed is stable.
"""

from typing import Any

from tests.faults.ground import crowd, say, start

WINDOWS = (8, 9, 10)


def main() -> None:
    options = start()
    from tests.faults.dying import kills_until_it_survives

    size = 2_000 if options.long else 60
    people = crowd(size)
    forget()
    fill(people, pieces=12)
    add_noise(from_window=WINDOWS[-1])
    publish()
    expected = rows()
    forget()
    deaths = Deaths(expected)
    kills = kills_until_it_survives(publish, after=deaths.look)
    assert rows() == expected
    assert publish() == []
    bands = sum(len(window[1]) for window in expected.values())
    say(
        "killed publishing", statements=kills, windows=len(expected), bands=bands,
        givers=size, killed_between_windows=deaths.between,
    )  # fmt: skip
    assert kills >= 25, kills
    assert set(expected) == set(WINDOWS)


class Deaths:
    """What each death leaves behind: whole windows, as they are to be."""

    def __init__(self, expected: dict[int, Any]) -> None:
        self.expected = expected
        self.between = 0  # deaths after some windows were published, and before the last

    def look(self) -> None:
        found = rows()
        assert found == {number: self.expected[number] for number in found}, "half a window"
        self.between += bool(found)
        forget()


def fill(people: list[Any], *, pieces: int) -> None:
    """Let everybody give in every window, each in a mixture of their own."""
    from django.db import connection

    from feedback.windows import Window
    from tests.feedback.ratio_world import give_at_once

    for number in WINDOWS:
        given = [
            (giver, people[(place + step + 1) % len(people)], step + 1, 0, letter)
            for place, giver in enumerate(people)
            for step, letter in enumerate(mixture(place + number, pieces))
        ]
        give_at_once(given, window=Window(number))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE feedback_feedback")


def mixture(place: int, pieces: int) -> str:
    """Return praise and improvements: from none of these to none of those."""
    improvements = place % (pieces + 1)
    return "i" * improvements + "p" * (pieces - improvements)


def add_noise(*, from_window: int) -> None:
    from feedback.models import RatioSetting
    from feedback.windows import Window

    at = Window(from_window).starts_at
    RatioSetting.objects.create(from_window=from_window, adds_noise=True, set_at=at)


def publish() -> list[int]:
    """Publish everything that is due, and return which windows that was."""
    from feedback.services import ratio
    from feedback.windows import Window

    due = ratio.publish_due(at=Window(WINDOWS[-1]).published_at)
    return [publication.window for publication in due]


def rows() -> dict[int, Any]:
    """Return all that is published: for each window its totals, and everybody's band."""
    from feedback.models import RatioBand, RatioPublication

    return {
        one.window: (
            (one.published_at, one.praise, one.improvements, one.givers, one.people),
            dict(RatioBand.objects.filter(publication=one).values_list("person", "band")),
        )
        for one in RatioPublication.objects.all()
    }


def forget() -> None:
    """Take everything published back, as only a test may: the triggers would refuse."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE feedback_ratioband, feedback_ratiopublication")


if __name__ == "__main__":
    main()
