"""Giving feedback by API, with its notification row and its audit line, against the floor."""

from collections.abc import Iterator
from statistics import median

from django.conf import settings
from django.test.utils import override_settings

from accounts.models import Person
from benchmarks import floor
from benchmarks.figures import Figure, Line, Skipped, milliseconds, side_by_side
from benchmarks.pages import Visitor

GIVERS = 12  # nobody gives more than a few a day
FEWEST = 20


class Giving:
    """Takes turns: each time another giver writes to another recipient."""

    def __init__(self, people: list[Person]) -> None:
        self.givers = [Visitor(person) for person in people[:GIVERS]]
        self.recipients = people[GIVERS:]
        self.turn = 0

    def give(self) -> None:
        """Send one piece of praise."""
        self.turn += 1
        words = {
            "recipients": [str(self.recipients[self.turn % len(self.recipients)].pk)],
            "kind": "praise",
            "readers": "recipient",
            "behaviour": f"You rang the crew before they left, for the {self.turn}. time.",
        }
        client = self.givers[self.turn % len(self.givers)].client
        response = client.post(
            "/api/v1/feedback", words, content_type="application/json", secure=settings.HTTPS
        )
        if response.status_code != 201:
            raise RuntimeError(f"giving feedback answers {response.status_code}")


def measure(runs: int) -> Iterator[Line]:
    """Compare how many can be given with how often the floor can be opened, in the same time."""
    people = list(Person.objects.here().by_name()[: GIVERS + 60])
    if len(people) < GIVERS + FEWEST:
        yield Skipped("giving feedback by API", "too few people")
        return
    giving, visitor = Giving(people), Visitor(people[0])
    with override_settings(ROOT_URLCONF="benchmarks.floor"):
        own, base = side_by_side([giving.give, lambda: visitor.open(f"/{floor.ADDRESS}")], runs)
    shown = (milliseconds(median(own)), milliseconds(median(base)))
    ratio = median(base) / median(own)
    yield Figure("giving by API, throughput", *shown, ratio, 0.5, at_most=False)
