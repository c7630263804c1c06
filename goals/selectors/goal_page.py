"""Everything the page of one goal shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Person
from core.sections import Section
from goals import links
from goals.models import Comment, Goal, Measurement, Metric, Ownership
from goals.policies import Part, can_carry, can_measure
from goals.querysets import Reading
from goals.selectors.goals import Node, node
from goals.selectors.history import Happened, Row, latest
from goals.selectors.metrics import SPARK_LENGTH, MetricRow, row_of
from goals.selectors.pictures import Chart, chart

CHART_LENGTH = 60
SHOWN_PEOPLE = 12
SHOWN_BELOW = 20
SAID_ON_A_PAGE = 20
SHOWN_PROPOSALS = 5
SHOWN_UPDATES = 5


@dataclass(frozen=True)
class MetricPicture:
    """A number of the goal with its chart, its values (newest first), and who may add one."""

    row: MetricRow
    chart: Chart | None
    values: tuple[Reading, ...]
    may_measure: bool


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
        return int(getattr(self.goal, "branches", 0)) - len(self.below)


def goal_page(goal: Goal, *, viewer: Person, said_page: int = 1) -> GoalPage:
    """Compose the page of a goal that came as `load_goal` loads it."""
    children = sub_goals(goal, viewer=viewer)
    owners = ownerships([goal, *children])
    own = tuple(one for one in owners if one.goal_id == goal.pk)
    mine = next((one for one in own if one.person_id == viewer.pk), None)
    part = Part(viewer, mine, bool(getattr(goal, "is_joined", False)))
    pictures, rows = numbers(goal, children, part)
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
        below=tuple(below(children, owners, rows)),
        metrics=pictures,
        comments=said,
        has_earlier=has_earlier,
        may_carry=can_carry(part),
        proposals=tuple(proposed),
        updates=tuple(updates),
        links=links.sections(goal, viewer),
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
    firsts = {metric.goal_id: metric for metric in reversed(listed) if metric not in own}
    ids = [metric.pk for metric in [*own, *firsts.values()]]
    counts = [*[CHART_LENGTH] * len(own), *[SPARK_LENGTH] * len(firsts)]
    values = Measurement.objects.last_of_each(ids, counts=counts, named=True)
    rows: dict[object, MetricRow] = {
        pk: row_of(metric, values[metric.pk]) for pk, metric in firsts.items()
    }
    return tuple(picture(metric, values[metric.pk], goal, part) for metric in own), rows


def picture(metric: Metric, values: list[Reading], goal: Goal, part: Part) -> MetricPicture:
    points = [(one.measured_on, one.value) for one in reversed(values)]
    drawn = chart(points, ambition=metric.ambition, forecast=metric.forecast, due_on=goal.due_on)
    return MetricPicture(
        row=row_of(metric, values),
        chart=drawn,
        values=tuple(values),
        may_measure=goal.is_open and can_measure(part, metric),
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
    said = Comment.objects.visible_to(viewer).filter(goal=goal).select_related("author")
    found = list(said.order_by("-at", "-pk")[start : start + SAID_ON_A_PAGE + 1])
    return tuple(reversed(found[:SAID_ON_A_PAGE])), len(found) > SAID_ON_A_PAGE
