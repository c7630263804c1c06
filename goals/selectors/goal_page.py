"""Everything the page of one goal shows, in a fixed number of queries."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Person
from core.sections import Section
from goals import links
from goals.models import Comment, Goal, Measurement, Ownership
from goals.policies import Part, can_carry, can_measure
from goals.selectors.goals import Node, subs
from goals.selectors.history import Happened, Row, latest
from goals.selectors.loaded import comments_on, numbers_of, owners_of
from goals.selectors.metric_page import CHART_LENGTH, MetricPicture, picture

SHOWN_BELOW = 10
SAID_ON_A_PAGE = 20
SHOWN_PROPOSALS = 5
SHOWN_UPDATES = 5


@dataclass(frozen=True)
class GoalPage:
    """A goal, what it hangs on and what on it, who carries it, its numbers, what was said.

    `links` is what the apps above tell, as far as the viewer may see it.
    """

    goal: Goal
    part: Part
    owners: tuple[Ownership, ...]
    joined: tuple[Person, ...]
    more_joined: int
    parents: tuple[Goal, ...]
    below: tuple[Node, ...]
    metrics: tuple[MetricPicture, ...]
    comments: tuple[Comment, ...]
    has_earlier: bool
    may_carry: bool
    proposals: tuple[Row, ...]
    updates: tuple[Happened, ...]
    links: tuple[Section, ...]

    @property
    def changes_in_place(self) -> bool:
        """Whether the viewer owns it, and changes it without asking another owner."""
        others = (one for one in self.owners if one.person_id != self.part.person.pk)
        is_alone = all(one.declined_at or one.person.has_left for one in others)
        return self.part.owns and (self.goal.agreed_at is None or is_alone)

    @property
    def said_no(self) -> list[Person]:
        return [one.person for one in self.owners if one.answer == "no"]

    @property
    def hidden_below(self) -> int:
        shown = sum(1 for one in self.below if one.goal.is_open)
        return int(getattr(self.goal, "branches", 0)) - shown


def goal_page(goal: Goal, *, viewer: Person, said_page: int = 1) -> GoalPage:
    """Compose the page of a goal that came as `load_goal` loads it."""
    own = owners_of(goal)
    mine = next((one for one in own if one.person_id == viewer.pk), None)
    part = Part(viewer, mine, bool(getattr(goal, "is_joined", False)))
    joined = joined_people(goal)
    updates, proposed = latest(goal, SHOWN_UPDATES, proposals=SHOWN_PROPOSALS)
    said, has_earlier = comments(goal, viewer=viewer, number=said_page)
    return GoalPage(
        goal=goal,
        part=part,
        owners=own,
        joined=joined,
        more_joined=int(getattr(goal, "carriers", 0)) - len(joined),
        parents=parents_of(goal),
        below=tuple(subs(goal.pk, viewer=viewer, most=SHOWN_BELOW)),
        metrics=numbers(goal, part),
        comments=said,
        has_earlier=has_earlier,
        may_carry=can_carry(part),
        proposals=tuple(proposed),
        updates=tuple(updates),
        links=links.sections(goal, viewer),
    )


def numbers(goal: Goal, part: Part) -> tuple[MetricPicture, ...]:
    """Return the goal's own numbers in full."""
    own = numbers_of(goal)
    ids = [metric.pk for metric in own]
    values = Measurement.objects.last_of_each(ids, counts=[CHART_LENGTH] * len(ids), named=True)
    return tuple(
        picture(metric, values[metric.pk], may_keep=can_measure(part, metric)) for metric in own
    )


def parents_of(goal: Goal) -> tuple[Goal, ...]:
    """Return what the goal hangs on, as far as links need it."""
    told = getattr(goal, "parents_told", [])
    return tuple(Goal(id=UUID(one["id"]), title=one["title"]) for one in told)


def joined_people(goal: Goal) -> tuple[Person, ...]:
    """Return the first of those who joined and are not named as owners."""
    told = getattr(goal, "joined_told", [])
    return tuple(Person(**{**one, "id": UUID(one["id"])}) for one in told)


def comments(goal: Goal, *, viewer: Person, number: int) -> tuple[tuple[Comment, ...], bool]:
    """Return a page of comments in the order they were said, page 1 being the newest."""
    start = (number - 1) * SAID_ON_A_PAGE
    found = comments_on(goal, viewer=viewer, start=start, count=SAID_ON_A_PAGE + 1)
    return tuple(reversed(found[:SAID_ON_A_PAGE])), len(found) > SAID_ON_A_PAGE
