"""Goals of the cast, with numbers that move and a yes that is waited for."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from accounts.models import Person
from goals.models import Goal, Metric
from goals.services import comments, goals, measurements, metrics, participation, proposals
from home.population.demo.stage import Stage


@dataclass(frozen=True)
class Figures:
    """A number of a goal and its values, one a week up to last week."""

    name: str
    unit: str
    ambition: int
    forecast: int
    confidence: str
    values: tuple[int, ...]
    notes: tuple[str, ...] = ()  # to the last values


ONE_VISIT = Figures(
    "Plants commissioned in one visit",
    "%",
    92,
    90,
    "medium",
    (79, 81, 80, 84, 83, 86, 88),
    notes=(
        "Without Harbour Road, where the lift stood still all week.",
        "The hand-over sheet works when it is read aloud. It does not when it is only sent.",
    ),
)
SAME_DAY = Figures(
    "Hand-overs written the same day", "of 14", 14, 12, "high", (6, 8, 7, 10, 9, 11, 11)
)
APPRENTICES = Figures("Apprentices who ran a start-up themselves", "", 5, 4, "low", (0, 0, 1, 2, 3))
CALLS = Figures("Calls to the day crew at night", "a week", 5, 8, "medium", (22, 19, 20, 15, 13))
VIBRATION = Figures("Diagnoses confirmed later", "of 10", 8, 7, "medium", (3, 4, 4, 6, 6))


SPRING = timedelta(days=160)


def tell_goals(stage: Stage) -> None:
    """Put goals under the purpose: one of ada's, below it one of ben's and one of cleo's."""
    top = propose(
        stage, stage.ada, 70, "Fixed on the first visit",
        "Every second drive costs somebody a warm evening, and us half a day.",
    )  # fmt: skip
    hand_overs = propose(
        stage, stage.ben, 60, "Hand-overs that need no phone call",
        "The night shift should read what happened, and not have to guess.", parents=[top],
    )  # fmt: skip
    start_ups = propose(
        stage, stage.cleo, 50, "Apprentices who can run a start-up",
        "In two years a third of us retires. What we know has to stay.", parents=[top],
    )  # fmt: skip
    learn = propose(
        stage, stage.ben, 45, "Learn to read vibration",
        "I want to hear a bearing before it stops, and not after.", kind="personal", aim="learning",
    )  # fmt: skip
    one_visit = follow(stage, top, stage.ada, ONE_VISIT)
    follow(stage, hand_overs, stage.ben, SAME_DAY)
    think_again(stage, one_visit)
    follow(stage, hand_overs, stage.ada, CALLS)
    follow(stage, start_ups, stage.cleo, APPRENTICES)
    follow(stage, learn, stage.ben, VIBRATION)
    for person, goal in ((stage.cleo, hand_overs), (stage.ben, top), (stage.dora, top)):
        participation.join(goal, by=person, at=stage.ago(40))
    ask_for_a_yes(stage, top)
    change_together(stage, top, hand_overs)
    let_one_go(stage, top)
    said = "The numbers of Harbour Road are in now. They pull us down a little, and that is fair."
    comments.comment(top, text=said, by=stage.cleo, at=stage.ago(3))


def propose(
    stage: Stage, owner: Person, days: int, title: str, why: str, **details: object
) -> Goal:
    """Propose a goal that ends in the spring."""
    at = stage.ago(days)
    due = at.date() + timedelta(days=200)
    return goals.propose(
        title, why_it_matters=why, by=owner, at=at, due_on=due, **details  # type: ignore[arg-type]  # the names of `Details`
    )  # fmt: skip


def follow(stage: Stage, goal: Goal, keeper: Person, figures: Figures) -> Metric:
    """Add a number and note its values, a week apart, the last of them a week ago."""
    weeks = len(figures.values)
    owner = goal.proposed_by
    at = stage.ago(7 * weeks + 1)
    metric = metrics.add(
        goal, name=figures.name, by=owner, at=max(at, goal.proposed_at), unit=figures.unit,
        direction="up" if figures.ambition > figures.values[0] else "down",
        baseline=Decimal(figures.values[0]), ambition=Decimal(figures.ambition),
        forecast=Decimal(figures.forecast), confidence=figures.confidence,
        keeper=keeper, every="week",
    )  # fmt: skip
    notes = dict(zip(range(weeks)[::-1], figures.notes[::-1], strict=False))
    for number, value in enumerate(figures.values):
        moment, note = stage.ago(7 * (weeks - number)), notes.get(number, "")
        measurements.measure(metric, value=Decimal(value), note=note, by=owner, at=moment)
    return metric


def think_again(stage: Stage, metric: Metric) -> None:
    """Let ada lower what she honestly expects, and correct a value that was a slip."""
    metrics.change(
        metric, forecast=Decimal(90), confidence="low", by=stage.ada, at=stage.ago(30),
        version=None, note="The new hand-over sheet helps more than we thought.",
    )  # fmt: skip
    metrics.change(
        metric, forecast=Decimal(88), confidence="medium", by=stage.ada, at=stage.ago(5),
        version=None, note="Two controllers of the old series fail in damp cellars. We know how "
        "to fix it, but not before the winter.",
    )  # fmt: skip
    slip = measurements.measure(
        metric, value=Decimal(68), by=stage.ada, at=stage.ago(9), measured_on=stage.ago(10).date()
    )
    measurements.correct(
        slip, value=Decimal(86), note="Read in the wrong line of the report.", by=stage.ada,
        at=stage.ago(8),
    )  # fmt: skip


def change_together(stage: Stage, top: Goal, hand_overs: Goal) -> None:
    """Let the cast agree on a goal by proposals: one declined, one accepted, two open."""
    both = proposals.propose(
        hand_overs, changes={"owners": [stage.ben, stage.cleo]}, by=stage.cleo, at=stage.ago(28),
        reason="Half of the hand-overs are mine. I would like to answer for them too.",
    )  # fmt: skip
    proposals.accept(both, by=stage.ben, at=stage.ago(27), reason="Gladly. Two read more than one.")
    sooner = proposals.propose(
        hand_overs, changes={"title": "Hand-overs within ten minutes"}, by=stage.dora,
        at=stage.ago(20), reason="A short time is easier to check than a phone call.",
    )  # fmt: skip
    why_not = (
        "Ten minutes are too short after a night with two faults, and a quick hand-over that "
        "raises questions helps nobody. Let us keep the phone call as the test."
    )
    proposals.decline(sooner, reason=why_not, by=stage.ben, at=stage.ago(18))
    why = (
        "The night shift should read what happened, what was tried and what comes next, and not "
        "have to guess."
    )
    proposals.propose(
        hand_overs, changes={"why_it_matters": why, "due_on": stage.ago(0).date() + SPRING},
        by=stage.dora, at=stage.ago(2),
        reason="Planning needs the next step as well. It is what I call about most often.",
    )  # fmt: skip
    proposals.propose(
        top, changes={"aim": "learning"}, by=stage.ben, at=stage.ago(1),
        reason="We still find out each week what a first visit needs. The number follows.",
    )  # fmt: skip


def let_one_go(stage: Stage, top: Goal) -> None:
    """Let a goal be let go, with what was learnt."""
    vans = propose(
        stage, stage.cleo, 48, "A spare controller in every van",
        "Nobody should drive back for a part that fits into a lunch box.", parents=[top],
    )  # fmt: skip
    participation.join(vans, by=stage.ben, at=stage.ago(46))
    learnt = (
        "The controllers took the shelf space of the filters, and filters are what we use every "
        "day. Asking for the series number on the phone before we leave helps more than any spare."
    )
    goals.let_go(vans, learnt=learnt, by=stage.cleo, at=stage.ago(12))


def ask_for_a_yes(stage: Stage, top: Goal) -> None:
    """Let ben and cleo be named as owners of a goal that they have not answered yet."""
    propose(
        stage, stage.dora, 3, "Drawings a day ahead",
        "Crews that read the drawing before they leave make half the mistakes.", parents=[top],
        owners=[stage.dora, stage.ben, stage.cleo, stage.ada],
    )  # fmt: skip
