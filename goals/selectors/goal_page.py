"""Everything the page of one goal shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Person
from goals.models import Comment, Goal, Measurement, Metric, Ownership
from goals.policies import Part, can_carry, can_measure
from goals.querysets import Reading
from goals.selectors.goals import Node, subs
from goals.selectors.metrics import MetricRow, row_of
from goals.selectors.pictures import Chart, chart

CHART_LENGTH = 60
SHOWN_PEOPLE = 12
SHOWN_BELOW = 20
SAID_ON_A_PAGE = 20


@dataclass(frozen=True)
class MetricPicture:
    """A number of the goal with its chart, its values (newest first), and who may add one."""

    row: MetricRow
    chart: Chart | None
    values: tuple[Reading, ...]
    may_measure: bool


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
        shown = sum(1 for one in self.below if one.goal.is_open)
        return int(getattr(self.goal, "branches", 0)) - shown


def goal_page(goal: Goal, *, viewer: Person, said_page: int = 1) -> GoalPage:
    """Compose the page of a goal that came `with_counts` and `with_part_of(viewer)`."""
    own = tuple(goal.ownerships.with_people())
    mine = next((one for one in own if one.person_id == viewer.pk), None)
    part = Part(viewer, mine, bool(getattr(goal, "is_joined", False)))
    joined = joined_people(goal, own)
    said, has_earlier = comments(goal, viewer=viewer, number=said_page)
    return GoalPage(
        goal=goal,
        part=part,
        owners=own,
        joined=joined,
        more_joined=int(getattr(goal, "carriers", 0)) - len(joined),
        parents=tuple(Goal.objects.visible_to(viewer).filter(child_parentages__goal=goal)),
        below=tuple(subs(goal.pk, viewer=viewer, most=SHOWN_BELOW)),
        metrics=numbers(goal, part),
        comments=said,
        has_earlier=has_earlier,
        may_carry=can_carry(part),
    )


def numbers(goal: Goal, part: Part) -> tuple[MetricPicture, ...]:
    """Return the goal's own numbers in full."""
    found = Metric.objects.filter(goal=goal, retired_at__isnull=True)
    own = list(found.select_related("keeper").oldest_first())
    ids = [metric.pk for metric in own]
    values = Measurement.objects.last_of_each(ids, counts=[CHART_LENGTH] * len(ids), named=True)
    return tuple(picture(metric, values[metric.pk], goal, part) for metric in own)


def picture(metric: Metric, values: list[Reading], goal: Goal, part: Part) -> MetricPicture:
    points = [(one.measured_on, one.value) for one in reversed(values)]
    drawn = chart(points, ambition=metric.ambition, forecast=metric.forecast, due_on=goal.due_on)
    return MetricPicture(
        row=row_of(metric, values),
        chart=drawn,
        values=tuple(values),
        may_measure=goal.is_open and can_measure(part, metric),
    )


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
