"""A larger organisation with feedback given on chosen days, for the tests of the ratio."""

from datetime import datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

from django.db import connection

from accounts.models import Person
from feedback.models import Feedback
from feedback.windows import Window

WINDOW = Window(10)  # 29 June to 27 September 2026
numbers = count()


def people(number: int, *, at: datetime) -> list[Person]:
    """Colleagues by number; rows made at once, since hundreds are needed."""
    first = next(numbers) * 1000
    return Person.objects.bulk_create(
        [
            Person(
                id=UUID(int=first + n + 1),
                email=f"p{first + n}@example.org",
                name=f"Person {n:03}",
                search_key=f"person {n:03}",
                joined_at=at,
                password="!",
            )
            for n in range(number)
        ]
    )


def piece(giver, recipient, kind: str, at: datetime) -> Feedback:
    return Feedback(
        giver=giver,
        recipient=recipient,
        kind=kind,
        readers="recipient",
        situation="In the morning",
        behaviour="You rang before the crew left.",
        impact="Nobody waited.",
        recommendation="Ring again." if kind == "improvement" else "",
        given_at=at,
    )


def give(giver, recipients, kinds: str, *, window: Window = WINDOW, day: int = 1) -> None:
    """Give each recipient the kinds in order: "ppi" is praise, praise, an improvement."""
    names = {"p": "praise", "i": "improvement"}
    start = window.starts_at + timedelta(days=day)
    Feedback.objects.bulk_create(
        piece(giver, recipient, names[letter], start + timedelta(minutes=place))
        for recipient in recipients
        for place, letter in enumerate(kinds)
    )


COLUMNS = (
    "id", "batch", "kind", "readers", "situation", "behaviour", "impact", "recommendation",
    "given_at", "thanks", "will_try", "giver_id", "recipient_id",
)  # fmt: skip


def give_at_once(rows, *, window: Window) -> None:
    """Give thousands of pieces: (giver, recipient, day, place in the day, "P", "p" or "i")."""
    copy = f"COPY feedback_feedback ({', '.join(COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(copy) as out:
        for giver, recipient, day, place, letter in rows:
            improvement = letter == "i"
            out.write_row(
                (
                    uuid4(), uuid4(), "improvement" if improvement else "praise",
                    "everyone" if letter == "P" else "recipient", "In the morning",
                    "You rang before the crew left.", "Nobody waited.",
                    "Ring again." if improvement else "",
                    window.starts_at + timedelta(days=day, minutes=place), "", "",
                    giver.pk, recipient.pk,
                )
            )  # fmt: skip
