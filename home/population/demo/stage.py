"""Who is on the stage, and when something happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from accounts.models import Person
from home.population.cast import CAST


@dataclass(frozen=True)
class Stage:
    """The people of the story by their first names, and the moment it is told."""

    at: datetime
    ada: Person
    ben: Person
    cleo: Person
    dora: Person
    root: Person
    tess: Person
    others: list[Person]

    @classmethod
    def set(cls, at: datetime) -> Self:
        """Find everybody."""
        cast = {p.email: p for p in Person.objects.filter(email__in=[r.email for r in CAST])}
        extras = Person.objects.here().exclude(email__in=cast).by_name()
        named = {name: cast[f"{name}@example.org"] for name in cls.names()}
        return cls(at=at, others=list(extras[:6]), **named)

    @staticmethod
    def names() -> tuple[str, ...]:
        return ("ada", "ben", "cleo", "dora", "root", "tess")

    def ago(self, days: int, hour: int = 9, minute: int = 12) -> datetime:
        """Return a moment so many days ago, at an hour of work; earlier where that is a weekend."""
        moment = (self.at - timedelta(days=days)).replace(
            hour=hour, minute=minute, second=0, microsecond=0
        )
        weekend = max(moment.isoweekday() - 5, 0)
        return min(moment - timedelta(days=weekend), self.at - timedelta(minutes=20))
