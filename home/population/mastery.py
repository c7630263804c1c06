"""What people want to master, how their level moved, and what others saw."""

from collections.abc import Sequence

from goals.models import Evidence, Level, LevelEntry, Mastery, Opening
from home.population.cast import CAST
from home.population.chance import happens, new_id, pick
from home.population.loading import Table
from home.population.world import Somebody, World

OPENED = ("coaches", "coaches", "coaches", "everyone", "")
ADOPTED_BY = 45  # the day by which the first capabilities are in use
MOVES = (1, 1, 1, -1, 0)  # from one level noted to the next


class Masteries:
    """Writes masteries of the capabilities in use, as many as a person would look after."""

    def __init__(self, world: World) -> None:
        self.world, self.rng, self.days = world, world.chance("mastery"), world.days
        self.masteries = Table(
            Mastery, "id", "person_id", "capability_id", "ideal_level_id", "why", "begun_at"
        )
        self.entries = Table(
            LevelEntry, "id", "mastery_id", "level_id", "reached_on", "reflection", "at"
        )
        self.evidence = Table(
            Evidence, "id", "mastery_id", "kind", "level_id", "by_id", "words", "said_on",
            "added_at",
        )  # fmt: skip
        self.openings = Table(Opening, "mastery_id", "to", "opened_at")

    def make(self) -> None:
        """Write the masteries of everybody who stayed long enough to want one."""
        ladders = ladders_in_use()
        for number, person in enumerate(self.world.people):
            if ladders and person.end - begun(person) > 60 and happens(self.rng, 0.6):
                for offset in range(1 + happens(self.rng, 0.4)):
                    self.mastery(number, ladders[(number * 7 + offset) % len(ladders)])
        for table in (self.masteries, self.entries, self.evidence, self.openings):
            table.write()
        self.world.counts["masteries"] = self.masteries.count

    def mastery(self, number: int, ladder: Sequence[tuple[str, str]]) -> None:
        """Write one, from the day it was chosen on."""
        rng, person = self.rng, self.world.people[number]
        if self.is_told_elsewhere(number):
            return
        corpus, key = self.world.corpus(person), new_id(rng)
        last = min(person.end, self.days.today) - 1
        since = self.days.between(begun(person), last - 20, rng)
        top, at = len(ladder) - 1, self.days.moment(since, rng)
        rung = int(rng.random() * 2)
        ideal = min(rung + 1 + int(rng.random() * 2), top)
        capability = ladder[0][0]
        why = pick(rng, corpus.whys)
        self.masteries.add(key, person.id, capability, ladder[ideal][1], why, at)
        day = since
        while day <= last:
            self.note(key, ladder[rung][1], day, pick(rng, corpus.reflections))
            day += 60 + int(rng.random() * 200)
            rung = min(max(rung + pick(rng, MOVES), 0), top)
        self.open(key, at)
        for _witness in range(int(rng.random() * 3)):
            self.see(key, number, ladder, (since, last))

    def is_told_elsewhere(self, number: int) -> bool:
        """In the demo the cast tells its own story."""
        return self.world.plan.is_demo and number < len(CAST)

    def note(self, key: str, level: str, day: int, words: str) -> None:
        at = self.days.moment(day, self.rng)
        self.entries.add(new_id(self.rng), key, level, self.days.iso[day], words, at)

    def open(self, key: str, at: str) -> None:
        if to := pick(self.rng, OPENED):
            self.openings.add(key, to, at)

    def see(
        self, key: str, number: int, ladder: Sequence[tuple[str, str]], span: tuple[int, int]
    ) -> None:
        """Let a colleague who was there have seen a level."""
        rng = self.rng
        near = self.world.colleagues(number)
        if not near:
            return
        witness: Somebody = self.world.people[pick(rng, near)]
        first, end = max(span[0], witness.first + 1), min(span[1], witness.end - 1)
        if first >= end:
            return
        day = self.days.between(first, end, rng)
        words = pick(rng, self.world.corpus(witness).seen)
        level = ladder[min(int(rng.random() * 3), len(ladder) - 1)][1]
        self.evidence.add(
            new_id(rng), key, "witness", level, witness.id, words, self.days.iso[day],
            self.days.moment(day, rng),
        )  # fmt: skip


def begun(person: Somebody) -> int:
    """Return the first day on which a person could choose from the capabilities in use."""
    return max(person.first + 1, ADOPTED_BY)


def ladders_in_use() -> list[list[tuple[str, str]]]:
    """Return for each adopted capability its id beside each of its levels, lowest first."""
    rows = Level.objects.filter(
        capability__adopted_at__isnull=False, capability__retired_at__isnull=True
    )
    found: dict[str, list[tuple[str, str]]] = {}
    ordered = rows.order_by("capability__name", "position")
    for capability, level in ordered.values_list("capability", "pk"):
        found.setdefault(capability.hex, []).append((capability.hex, level.hex))
    return list(found.values())
