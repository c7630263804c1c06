"""What somebody looks for among the goals; every view of them understands the same address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person
from goals.models import Goal
from goals.querysets.goal import STATES, GoalQuerySet

MOST_LETTERS: Final = 200
ORDERS: Final = ("newest", "oldest", "title", "due")
DUE: Final = ("past", "30", "90", "none")
SINCE_EVER, UNTIL_EVER = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Wish:
    """What is looked for. An empty text means no wish; `owner` is an id, or a part of a name."""

    q: str = ""
    state: str = "open"
    kind: str = ""
    work: str = ""
    aim: str = ""
    team: str = ""
    owner: str = ""
    due: str = ""
    parent: str = ""
    mine: str = ""
    order: str = ""

    @property
    def is_particular(self) -> bool:
        """Whether anything is looked for but the open goals of everybody."""
        return self != Wish(order=self.order)

    def goals(self, person: Person, *, on: date) -> GoalQuerySet:
        """Return the goals looked for, as far as the person may see them, in no order.

        `on` is the day from which "due within 30 days" counts.
        """
        found = Goal.objects.visible_to(person).in_state(self.state).matching(self.q)
        return self.narrowed(found, person, on=on)

    def similar(self, person: Person, *, on: date) -> GoalQuerySet:
        """Return goals with something like the words looked for; for when there is no other."""
        found = Goal.objects.visible_to(person).in_state(self.state).similar_to(self.q)
        return self.narrowed(found, person, on=on)

    def narrowed(self, found: GoalQuerySet, person: Person, *, on: date) -> GoalQuerySet:
        """Keep what fits everything but the words and the state."""
        for name in ("kind", "work", "aim", "team"):
            if value := getattr(self, name):
                found = found.filter(**{name: value})
        if self.parent:
            found = found.hanging_on(UUID(self.parent))
        if self.owner:
            found = found.owned_by(owners(self.owner, person))
        if self.mine:
            found = found.carried_by(person)
        return due(found, self.due, on=on)

    def ordered(self, found: GoalQuerySet) -> GoalQuerySet:
        """Sort by time or alphabet; what is searched for, by how well it fits."""
        if self.q and not self.order:
            return found.best_first(self.q)
        match self.order:
            case "oldest":
                return found.oldest_first()
            case "title":
                return found.by_title()
            case "due":
                return found.next_due_first()
        return found.newest_first()


def due(found: GoalQuerySet, wanted: str, *, on: date) -> GoalQuerySet:
    """Keep goals whose due day has passed, comes within so many days, or is not set."""
    if wanted == "none":
        return found.undated()
    if wanted == "past":
        return found.due_within(SINCE_EVER, on - timedelta(days=1))
    return found.due_within(on, on + timedelta(days=int(wanted))) if wanted else found


def owners(wanted: str, person: Person) -> QuerySet[Person]:
    """Return whom an owner's id or a part of their name means."""
    seen = Person.objects.visible_to(person)
    return seen.filter(pk=wanted) if an_id(wanted) else seen.matching(wanted)


def an_id(text: str) -> str:
    """Return the text if it is an id, else nothing."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def read_wish(asked: Mapping[str, str]) -> Wish:
    """Read an address; an unknown word means no wish."""

    def one_of(name: str, known: "list[str] | tuple[str, ...]") -> str:
        text = asked.get(name, "")
        return text if text in known else ""

    state = asked.get("state", "")
    return Wish(
        q=line(asked.get("q", "")),
        state=state if state in STATES or state == "all" else "open",
        kind=one_of("kind", Goal.Kind.values),
        work=one_of("work", Goal.Work.values),
        aim=one_of("aim", Goal.Aim.values),
        team=an_id(asked.get("team", "")),
        owner=line(asked.get("owner", "")),
        due=one_of("due", DUE),
        parent=an_id(asked.get("parent", "")),
        mine=one_of("mine", ("1",)),
        order=one_of("sort", ORDERS),
    )


def line(text: str) -> str:
    return text.strip()[:MOST_LETTERS]
