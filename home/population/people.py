"""People, their teams, and who is away."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from accounts.models import Absence, Membership, Person, Team
from accounts.querysets import folded
from home.population import names
from home.population.cast import CAST, Role
from home.population.chance import happens, new_id, pick
from home.population.corpus import CORPORA
from home.population.loading import NULL, Table, words
from home.population.words import SHARES
from home.population.world import Somebody, World

NO_PASSWORD = "!" + "0" * 40  # nobody can sign in with it; they set one by mail
LEFT = 0.06
FROM_THE_START = 0.75
KINDS = (
    (Team.Kind.TEAM, names.WORK, 9),
    (Team.Kind.WORKSTREAM, names.CHANGE, 14),
    (Team.Kind.COMMUNITY, names.COMMON, 25),
)


class People:
    """Writes people in order of their number; the first seven of a demo are the cast."""

    def __init__(self, world: World, root: str) -> None:
        self.world, self.rng, self.root = world, world.chance("people"), root
        self.tongues = [tongue for tongue in CORPORA for _n in range(SHARES[tongue])]
        self.rows = Table(
            Person, "id", "email", "name", "job_title", "location", "country", "language",
            "time_zone", "personnel_no", "role", "is_trusted", "started_on", "joined_at", "left_at",
            "left_by_id", "search_key", "password",
        )  # fmt: skip

    def make(self) -> None:
        """Make everybody."""
        plan = self.world.plan
        cast = CAST if plan.is_demo else ()
        password = make_password("demo") if cast else NO_PASSWORD
        for number in range(plan.people):
            if number < len(cast):
                self._write(number, *self._one_of_the_cast(number, cast[number]), password)
            else:
                self._write(number, *self._anybody(number), NO_PASSWORD)
        self.rows.write()

    def _one_of_the_cast(self, number: int, role: Role) -> tuple[Somebody, Role]:
        today = self.world.days.today
        end = today - 30 if role.has_left else today
        first = min(number, 5)
        person = Somebody(new_id(self.rng), role.name, "en", first, end, role.has_left)
        if role.is_admin:
            person.id = self.root
        return person, role

    def _anybody(self, number: int) -> tuple[Somebody, Role]:
        rng, today = self.rng, self.world.days.today
        tongue = pick(rng, self.tongues)
        name = f"{pick(rng, names.FIRST[tongue])} {pick(rng, names.LAST[tongue])}"
        first = 0 if happens(rng, FROM_THE_START) else int(rng.random() * (today - 20))
        has_left = number > 7 and happens(rng, LEFT)
        end = first + 10 + int(rng.random() * (today - first - 10)) if has_left else today
        is_root = number == 0 and not self.world.plan.is_demo
        place, country, zone = pick(rng, names.HOMES[tongue])
        role = Role(
            email=f"{folded(name).replace(' ', '.').replace(chr(39), '')}.{number}@example.org",
            name=name,
            job_title=pick(rng, CORPORA[tongue].parts.job_titles),
            place=place,
            country=country,
            zone=zone,
            language="de" if tongue == "de" else "en",
            is_admin=is_root,
            is_trusted=number in (1, 2) and not self.world.plan.is_demo,
            has_left=has_left,
        )
        person = Somebody(new_id(rng), name, tongue, first, end, has_left)
        person.id = self.root if is_root else person.id
        return person, role

    def _write(self, number: int, person: Somebody, role: Role, password: str) -> None:
        days, rng = self.world.days, self.rng
        early = timedelta(days=int(rng.random() * 3000)) if person.first < 10 else timedelta()
        key = folded(f"{role.name} {role.email} {role.job_title}")[:500]
        self.world.people.append(person)
        self.rows.add(
            person.id, role.email, role.name, role.job_title, role.place, role.country,
            role.language, role.zone, f"{10000 + number}", "admin" if role.is_admin else "member",
            "t" if role.is_trusted else "f", (days.dates[person.first] - early).isoformat(),
            days.iso[person.first] + " 05:00:00+00",
            days.iso[person.end] + " 16:30:00+00" if person.has_left else NULL,
            self.root if person.has_left else NULL, words(key), password,
        )  # fmt: skip


def team_names(pool: tuple[str, ...]) -> Iterator[str]:
    """Return names that are used once, the plain ones first."""
    for round_ in range(1, 10_000):
        number = f" {round_}" if round_ > 1 else ""
        for area in names.AREAS:
            yield from (f"{work} {area}".strip() + number for work in pool)


def make_teams(world: World) -> None:
    """Make teams of three kinds, the first of each kind the largest purpose of the demo's cast."""
    rng = world.chance("teams")
    teams = Table(Team, "id", "name", "kind", "founded_by_id", "founded_at")
    members = Table(Membership, "team_id", "person_id", "is_home", "joined_at")
    for kind, pool, size in KINDS:
        count = max(world.plan.people // size, 2)
        found = list(zip(range(count), team_names(pool), strict=False))
        ids = [new_id(rng) for _team in found]
        base = len(world.teams)
        world.teams.extend([] for _team in found)
        world.team_ids.extend(ids)
        fill(world, rng, base, count, kind)
        for number, name in found:
            founder = world.people[(world.teams[base + number] or [0])[0]]
            teams.add(ids[number], name, kind, founder.id, world.days.iso[0] + " 06:00:00+00")
            for person in world.teams[base + number]:
                join(world, members, ids[number], person, is_home=kind == Team.Kind.TEAM)
    teams.write()
    members.write()
    world.counts["teams"] = teams.count


def fill(world: World, rng: Random, base: int, count: int, kind: str) -> None:
    """Put people into the teams of one kind: all have a home, many are in more."""
    share = {Team.Kind.TEAM: 1.0, Team.Kind.WORKSTREAM: 0.6, Team.Kind.COMMUNITY: 0.4}[
        Team.Kind(kind)
    ]
    for number, person in enumerate(world.people):
        if number >= 7 and not happens(rng, share):
            continue
        team = base + int(rng.random() * count)
        if world.plan.is_demo and number < len(CAST):
            team = base + min(CAST[number].team, count - 1)
        world.teams[team].append(number)
        person.teams.append(team)


def join(world: World, members: Table, team: str, number: int, *, is_home: bool) -> None:
    person = world.people[number]
    since = world.days.iso[person.first] + " 06:00:00+00"
    members.add(team, person.id, "t" if is_home else "f", since)


def make_absences(world: World) -> None:
    """Let some be away, a few of them now; the cast is here."""
    rng, days = world.chance("absences"), world.days
    rows = Table(Absence, "id", "person_id", "starts_on", "ends_on")
    for number, person in enumerate(world.people):
        if person.has_left or number < 7 or not happens(rng, 0.3):
            continue
        start = max(person.first, days.today - 90) + int(rng.random() * 100)
        start = min(start, days.today + 20)
        end = start + 2 + int(rng.random() * 14)
        rows.add(new_id(rng), person.id, days.iso[start], days.iso[end])
    rows.write()
