"""Changes that colleagues proposed to goals: most were accepted, some wait for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from goals.models import Proposal, Wording
from home.population.chance import happens, new_id
from home.population.loading import NULL, Table
from home.population.world import Somebody, World

CHANGED = 0.06  # of the goals that all agreed to
WAITING = 0.3  # of the changes to goals that go on
SETTLED_IN = 30  # days before anybody would say it differently
LATER = timedelta(days=28)


@dataclass(frozen=True)
class Said:
    """What a goal says, as COPY reads it."""

    title: str
    why: str
    kind: str
    work: str
    aim: str
    starts: str
    due: str
    team: str


@dataclass(frozen=True)
class Change:
    """Who proposed when that a goal says what instead; an `accepted` one has an answer."""

    author: str
    proposed: str
    accepted: str
    after: Said


class Changes:
    """Writes proposals and the wordings they are about."""

    def __init__(self, world: World) -> None:
        self.world, self.rng, self.days = world, world.chance("changes"), world.days
        self.wordings = Table(
            Wording, "id", "goal_id", "version", "title", "why_it_matters", "kind", "work", "aim",
            "starts_on", "due_on", "team_id", "written_at", "written_by_id",
        )  # fmt: skip
        self.owners = Table(Wording.owners.through, "wording_id", "person_id")
        self.parents = Table(Wording.parents.through, "wording_id", "goal_id")
        self.proposals = Table(
            Proposal, "id", "goal_id", "base_id", "wording_id", "proposed_at", "proposed_by_id",
            "accepted_at", "accepted_by_id",
        )  # fmt: skip

    def tables(self) -> tuple[Table, ...]:
        return self.wordings, self.owners, self.parents, self.proposals

    def decide(
        self, owner: Somebody, said: Said, *, since: int, last: int, until: int
    ) -> Change | None:
        """Choose whether a colleague proposes another due day, and whether it was accepted."""
        if said.due == NULL or last - since < SETTLED_IN or not happens(self.rng, CHANGED):
            return None
        people = [self.world.people[n] for team in owner.teams for n in self.world.teams[team]]
        there = [one for one in people if one is not owner and one.first < since and one.end > last]
        if not there:
            return None
        waits = not until and happens(self.rng, WAITING)
        day = last - 4 if waits else since + SETTLED_IN // 2
        return Change(
            author=there[int(self.rng.random() * len(there))].id,
            proposed=self.days.moment(day, self.rng),
            accepted="" if waits else self.days.moment(day + 2, self.rng),
            after=replace(said, due=(date.fromisoformat(said.due) + LATER).isoformat()),
        )

    def write(
        self, goal: tuple[str, str, str], said: Said, change: Change,
        *, owners: Sequence[str], parents: Sequence[str],
    ) -> None:  # fmt: skip
        """Write both wordings and the proposal; `goal` is its id, its owner, and since when."""
        pk, owner, since = goal
        both = new_id(self.rng), new_id(self.rng)
        kept = ((said, "1", since, owner), (change.after, "2", change.proposed, change.author))
        for wording, (words, version, at, by) in zip(both, kept, strict=True):
            self.wordings.add(
                wording, pk, version if version == "1" or change.accepted else NULL, words.title,
                words.why, words.kind, words.work, words.aim, words.starts, words.due, words.team,
                at, by,
            )  # fmt: skip
            for person in owners:
                self.owners.add(wording, person)
            for parent in parents:
                self.parents.add(wording, parent)
        settled = (change.accepted, owner) if change.accepted else (NULL, NULL)
        self.proposals.add(new_id(self.rng), pk, *both, change.proposed, change.author, *settled)
