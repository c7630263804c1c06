"""Who coaches whom: about 70 % have one or two coaches, and a few people coach many."""

from accounts.models import Coaching
from home.population.cast import ADA, BEN, CLEO
from home.population.chance import happens, new_id, pick
from home.population.loading import NULL, Table
from home.population.world import World

COACHED = 0.7
HOW_MANY = (1,) * 11 + (2,) * 8 + (3,)
BY_A_MENTOR = 0.3
ENDED = 0.12
TRIES = 8


class Coachings:
    """Writes relations, and remembers those that have talks."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, world.chance("coaching")
        self.rows = Table(
            Coaching, "id", "coach_id", "coachee_id", "asked_by_id", "asked_at", "accepted_at",
            "accepted_by_id", "ended_at", "ended_by_id",
        )  # fmt: skip
        self.pairs: set[tuple[int, int]] = set()
        self.talking: list[tuple[str, int, int, int, int]] = []  # id, coach, coachee, from, until
        here = [n for n, person in enumerate(world.people) if not person.has_left]
        self.mentors = here[3 :: max(len(here) // max(len(here) // 60, 2), 1)] or here

    def make(self) -> None:
        """Make all relations."""
        if self.world.plan.is_demo:
            for coachee in (BEN, *range(7, min(12, len(self.world.people)))):
                self.begin(ADA, coachee, keep=True)
        for number, person in enumerate(self.world.people):
            if person.end - person.first > 9 and happens(self.rng, COACHED):
                self.find_coaches(number)
        self.rows.write()
        self.world.counts["coachings"] = self.rows.count

    def find_coaches(self, number: int) -> None:
        """Let somebody have one coach or a few; ben of the demo has ada and nobody else."""
        is_demo = self.world.plan.is_demo
        for _coach in range(0 if is_demo and number == BEN else pick(self.rng, HOW_MANY)):
            coach = self.find_coach(number)
            if coach is not None:
                self.begin(coach, number, keep=is_demo and number == CLEO)

    def find_coach(self, coachee: int) -> int | None:
        """Return somebody who was there at the same time, mostly from a shared team."""
        near = self.world.colleagues(coachee)
        for _try in range(TRIES):
            pool = self.mentors if not near or happens(self.rng, BY_A_MENTOR) else near
            coach = pick(self.rng, pool)
            start, end = self.world.both(self.world.people[coach], self.world.people[coachee])
            if coach != coachee and (coach, coachee) not in self.pairs and end - start > 7:
                return coach
        return None

    def begin(self, coach: int, coachee: int, *, keep: bool) -> None:
        """Let one of the two ask and the other accept; some relations end again."""
        if (coach, coachee) in self.pairs or coach == coachee:
            return
        people, days, rng = self.world.people, self.world.days, self.rng
        one, other = people[coach], people[coachee]
        start, end = self.world.both(one, other)
        if end - start < 4:
            return
        self.pairs.add((coach, coachee))
        asked = start + int(rng.random() * min((end - start) / 2, 60))
        accepted = min(asked + 1 + int(rng.random() * 3), end - 1)
        until = end
        if not keep and end - accepted > 60 and happens(rng, ENDED):
            until = accepted + 30 + int(rng.random() * (end - accepted - 31))
        asker, answerer = (one, other) if happens(rng, 0.2) else (other, one)
        has_ended = until < end
        identity = new_id(rng)
        self.rows.add(
            identity, one.id, other.id, asker.id, days.moment(asked, rng),
            days.moment(accepted, rng), answerer.id,
            days.moment(until, rng) if has_ended else NULL, other.id if has_ended else NULL,
        )  # fmt: skip
        self.talking.append((identity, coach, coachee, accepted + 1, until))
        if not has_ended:
            other.coaches.append((coach, identity))
            one.coachees.append(coachee)
