"""Numbers of goals: where they stood, what was expected of them, and what was a slip."""

from dataclasses import dataclass
from random import Random

from goals.models import Measurement, Metric, MetricChange
from home.population.chance import happens, new_id, pick
from home.population.corpus import Corpus
from home.population.loading import NULL, Table, words
from home.population.words.shape import Number
from home.population.world import Somebody, World

RHYTHMS = {7: "week", 28: "month"}  # by the days between two values
LATER_CORRECTED = 0.01  # so many values are a slip that somebody notices on the next day


@dataclass(frozen=True)
class Course:
    """A goal from the day it was proposed to its last day; `until` is 0 while it goes on."""

    id: str
    owner: Somebody
    corpus: Corpus
    since: int
    last: int
    until: int
    proposed: str
    is_agreed: bool
    is_collective: bool


class Numbers:
    """Writes the numbers of goals, mostly moving towards what is reached for."""

    def __init__(self, world: World, rng: Random) -> None:
        self.days, self.rng = world.days, rng
        self.metrics = Table(
            Metric, "id", "goal_id", "name", "unit", "direction", "baseline", "ambition",
            "forecast", "confidence", "every", "keeper_id", "added_at", "added_by_id", "version",
        )  # fmt: skip
        self.changes = Table(
            MetricChange, "id", "metric_id", "ambition_before", "ambition_after",
            "forecast_before", "forecast_after", "confidence_before", "confidence_after", "note",
            "by_id", "at",
        )  # fmt: skip
        self.values = Table(
            Measurement, "id", "metric_id", "value", "measured_on", "note", "by_id", "at",
            "corrected_by_id",
        )  # fmt: skip

    def write(self) -> None:
        for table in (self.metrics, self.changes, self.values):
            table.write()

    def metric(self, course: Course, figure: Number) -> None:
        """Write a number, how what was expected of it moved, and where it stood."""
        rng, owner, identity = self.rng, course.owner.id, new_id(self.rng)
        span = figure.ambition - figure.baseline
        reach = rng.uniform(0.3, 1.0)
        forecast = figure.baseline + round(span * reach)
        is_expected = happens(rng, 0.7)
        sure = pick(rng, ("low", "medium", "medium", "high")) if is_expected else ""
        moved = is_expected and happens(rng, 0.4) and course.last - course.since > 30
        step = pick(rng, (7, 14, 14, 28))
        self.metrics.add(
            identity, course.id, words(figure.name), words(figure.unit),
            "up" if span > 0 else "down",
            str(figure.baseline), str(figure.ambition), str(forecast) if is_expected else NULL,
            sure, RHYTHMS.get(step, ""), owner, self.days.iso[course.since] + " 15:59:59+00",
            owner, "2" if moved else "1",
        )  # fmt: skip
        if moved:
            self.change(course, identity, figure, (forecast, sure))
        for day in range(course.since + 2, course.last - int(rng.random() * step), step):
            share = (day - course.since) / max(course.last - course.since, 1)
            wobble = rng.gauss(0, abs(span) * 0.06)
            value = max(figure.baseline + round(span * reach * share + wobble), 0)
            self.value(course, identity, value, day)

    def change(self, course: Course, metric: str, figure: Number, now: tuple[int, str]) -> None:
        """Write that somebody raised or lowered the forecast, and mostly why."""
        rng = self.rng
        forecast, sure = now
        before = forecast + pick(rng, (-1, 1, 1)) * max(abs(figure.ambition - forecast) // 2, 1)
        day = course.since + 10 + int(rng.random() * (course.last - course.since - 20))
        is_better = abs(figure.ambition - forecast) < abs(figure.ambition - before)
        corpus = course.corpus
        notes = corpus.better_forecasts if is_better else corpus.worse_forecasts
        note = pick(rng, notes) if happens(rng, 0.8) else ""
        self.changes.add(
            new_id(rng), metric, str(figure.ambition), str(figure.ambition), str(before),
            str(forecast), "medium", sure, note, course.owner.id, self.days.moment(day, rng),
        )  # fmt: skip

    def value(self, course: Course, metric: str, value: int, day: int) -> None:
        """Write where a number stood; seldom after a slip that was corrected on the next day."""
        rng, days, owner = self.rng, self.days, course.owner.id
        identity, on = new_id(rng), days.iso[day]
        note = pick(rng, course.corpus.measurement_notes) if happens(rng, 0.1) else ""
        at = days.moment(day, rng)
        if happens(rng, LATER_CORRECTED) and day < course.last:
            self.values.add(new_id(rng), metric, str(value * 10 + 1), on, "", owner, at, identity)
            at = days.moment(day + 1, rng)
        self.values.add(identity, metric, str(value), on, note, owner, at, NULL)
