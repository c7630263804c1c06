"""Everything the page of one goal shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Person
from goals.models import Comment, Goal, Measurement, Metric, Ownership
from goals.policies import Part, can_carry, can_measure
from goals.selectors.goals import Node, node
from goals.selectors.metric_page import CHART_LENGTH, MetricPicture, picture
from goals.selectors.metrics import SPARK_LENGTH, MetricRow, row_of

SHOWN_PEOPLE = 12
SHOWN_BELOW = 20
SAID_ON_A_PAGE = 20


@dataclass(frozen=True)
class GoalPage:
    """A goal, what it hangs on, what hangs on it, who carries it, its numbers, what was said."""

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

    @property
    def said_no(self) -> list[Person]:
        return [one.person for one in self.owners if one.answer == "no"]

    @property
    def hidden_below(self) -> int:
        return int(getattr(self.goal, "branches", 0)) - len(self.below)


def goal_page(goal: Goal, *, viewer: Person, said_page: int = 1) -> GoalPage:
    """Compose the page of a goal that came `with_counts` and `with_part_of(viewer)`."""
    children = sub_goals(goal, viewer=viewer)
    owners = ownerships([goal, *children])
    own = tuple(one for one in owners if one.goal_id == goal.pk)
    mine = next((one for one in own if one.person_id == viewer.pk), None)
    part = Part(viewer, mine, bool(getattr(goal, "is_joined", False)))
    pictures, rows = numbers(goal, children, part)
    joined = joined_people(goal, own)
    said, has_earlier = comments(goal, viewer=viewer, number=said_page)
    return GoalPage(
        goal=goal,
        part=part,
        owners=own,
        joined=joined,
        more_joined=int(getattr(goal, "carriers", 0)) - len(joined),
        parents=tuple(Goal.objects.visible_to(viewer).filter(child_parentages__goal=goal)),
        below=tuple(below(children, owners, rows)),
        metrics=pictures,
        comments=said,
        has_earlier=has_earlier,
        may_carry=can_carry(part),
    )


def sub_goals(goal: Goal, *, viewer: Person) -> list[Goal]:
    """Return the first sub-goals, ended ones too, the open ones first."""
    found = Goal.objects.visible_to(viewer).under([goal]).with_counts().with_part_of(viewer)
    return list(found.open_first()[:SHOWN_BELOW])


def ownerships(goals: Sequence[Goal]) -> list[Ownership]:
    return list(Ownership.objects.filter(goal__in=list(goals)).with_people())


def below(
    children: Sequence[Goal], owners: Sequence[Ownership], rows: dict[object, MetricRow]
) -> list[Node]:
    """Compose the rows of the sub-goals."""
    named = [one for one in owners if one.declined_at is None]
    return [
        node(child, [o.person for o in named if o.goal_id == child.pk], rows.get(child.pk))
        for child in children
    ]


def numbers(
    goal: Goal, children: Sequence[Goal], part: Part
) -> tuple[tuple[MetricPicture, ...], dict[object, MetricRow]]:
    """Return the goal's own numbers in full, and the first number of each sub-goal as a row."""
    found = Metric.objects.filter(goal__in=[goal, *children], retired_at__isnull=True)
    listed = list(found.select_related("keeper").oldest_first())
    own = [metric for metric in listed if metric.goal_id == goal.pk]
    for metric in own:
        metric.goal = goal
    firsts = {metric.goal_id: metric for metric in reversed(listed) if metric not in own}
    ids = [metric.pk for metric in [*own, *firsts.values()]]
    counts = [*[CHART_LENGTH] * len(own), *[SPARK_LENGTH] * len(firsts)]
    values = Measurement.objects.last_of_each(ids, counts=counts, named=True)
    rows: dict[object, MetricRow] = {
        pk: row_of(metric, values[metric.pk]) for pk, metric in firsts.items()
    }
    pictures = (
        picture(metric, values[metric.pk], may_keep=can_measure(part, metric)) for metric in own
    )
    return tuple(pictures), rows


def joined_people(goal: Goal, owners: Sequence[Ownership]) -> tuple[Person, ...]:
    """Return the first of those who joined and are not named as owners."""
    named = [one.person_id for one in owners if one.declined_at is None]
    joined = goal.participations.current().exclude(person__in=named)
    return tuple(one.person for one in joined.with_people()[:SHOWN_PEOPLE])


def comments(goal: Goal, *, viewer: Person, number: int) -> tuple[tuple[Comment, ...], bool]:
    """Return a page of comments in the order they were said, page 1 being the newest."""
    start = (number - 1) * SAID_ON_A_PAGE
    said = Comment.objects.visible_to(viewer).filter(goal=goal).select_related("author")
    found = list(said.order_by("-at", "-pk")[start : start + SAID_ON_A_PAGE + 1])
    return tuple(reversed(found[:SAID_ON_A_PAGE])), len(found) > SAID_ON_A_PAGE
