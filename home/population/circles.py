"""Talks of groups, in which a few colleagues meet every month, and reflections of one's own."""

from dialogue.models import AgendaPoint, CheckIn, Participant
from home.population.chance import happens, new_id, pick
from home.population.loading import NULL, Table
from home.population.world import Somebody, World

OF_PEOPLE = 0.03  # as many groups as this part of all people
REFLECT = 0.15  # of all people look back alone now and then
MONTH, SEASON, YEAR = 28, 63, 364
MOST = 4


class Circles:
    """Writes what is talked about in groups, and what people write for themselves."""

    def __init__(self, world: World) -> None:
        self.world, self.rng, self.days = world, world.chance("circles"), world.days
        self.talks = Table(
            CheckIn, "id", "kind", "title", "series", "person_id", "planned_at", "created_at",
            "created_by_id", "started_at", "started_by_id", "held_at", "held_by_id", "notes",
            "notes_version",
        )  # fmt: skip
        self.sides = Table(Participant, "checkin_id", "person_id", "added_at", "added_by_id")
        self.agenda = Table(
            AgendaPoint, "id", "checkin_id", "author_id", "text", "position", "added_at",
            "done_at", "done_by_id",
        )  # fmt: skip

    def make(self) -> None:
        """Write the groups, then the reflections."""
        people = self.world.people
        for _group in range(int(len(people) * OF_PEOPLE)):
            self.group(int(self.rng.random() * len(people)))
        for person in people:
            if happens(self.rng, REFLECT):
                self.alone(person)
        for table in (self.talks, self.sides, self.agenda):
            table.write()
        self.world.counts["talks of groups and alone"] = self.talks.count

    def group(self, number: int) -> None:
        """Let one and a few near them talk every month of the last year."""
        near = self.world.colleagues(number)[: MOST - 1]
        members = [self.world.people[one] for one in (number, *near)]
        if len(members) <= 1:
            return
        first = max(*(one.first for one in members), self.days.today - YEAR)
        until = min(self.days.today, *(one.end for one in members))
        corpus, series = self.world.corpus(members[0]), new_id(self.rng)
        title = pick(self.rng, corpus.agenda)[:120]
        for day in range(first + 2, until, MONTH):
            talk, at = self.held("group", day, members[0], title=title, series=series)
            if not talk:
                continue
            for side in members:
                self.sides.add(talk, side.id, at, members[0].id)
            author = pick(self.rng, members).id
            self.agenda.add(
                new_id(self.rng), talk, author, pick(self.rng, corpus.agenda), "1", at, at, author
            )

    def alone(self, person: Somebody) -> None:
        """Let somebody look back every other month of the last year."""
        first = max(person.first, self.days.today - YEAR)
        for day in range(first + 5, min(self.days.today, person.end), SEASON):
            self.held("reflection", day, person)

    def held(
        self, kind: str, day: int, person: Somebody, *, title: str = "", series: str = NULL
    ) -> tuple[str, str]:
        """Write one talk that took place, on a working day; return its id and its moment."""
        held_on = self.days.worked[day]
        if held_on < person.first:
            return "", ""
        identity, at = new_id(self.rng), self.days.moment(held_on, self.rng)
        created = self.days.iso[max(held_on - 14, person.first)] + " 06:30:00+00"
        notes = self.world.corpus(person).notes(self.rng)
        self.talks.add(
            identity, kind, title, series, person.id, at, created, person.id, at, person.id, at,
            person.id, notes, "1",
        )  # fmt: skip
        return identity, at
