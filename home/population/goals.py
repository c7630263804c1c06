"""Purpose, goals under it, who carries them, and their numbers."""

from goals.models import (
    Comment,
    Goal,
    OwnerAnswer,
    Ownership,
    Parentage,
    Participation,
    Purpose,
)
from home.population.cast import CLEO
from home.population.chance import happens, new_id, pick
from home.population.changes import Changes, Said
from home.population.corpus import Corpus
from home.population.loading import NULL, Table, words
from home.population.numbers import Course, Numbers
from home.population.words.shape import Aim
from home.population.world import Somebody, World

EACH = 3  # goals for each person
COLLECTIVE = 0.6
OF_A_TEAM = 0.3  # of the collective goals
UNDER_ANOTHER = 0.85  # of the goals that are not at the top
FIRST_PURPOSE = (
    "We keep wind and water working for our customers, so that warmth and light are never a "
    "matter of luck."
)
PURPOSE = (
    "We keep wind and water working for people, so that warmth and light are never a matter "
    "of luck, and we leave every plant easier to look after than we found it."
)


class Goals:
    """Writes goals from the top down; a goal hangs on one that was written before it."""

    def __init__(self, world: World) -> None:
        self.world, self.rng, self.days = world, world.chance("goals"), world.days
        self.goals = Table(
            Goal, "id", "title", "why_it_matters", "kind", "work", "aim", "starts_on", "due_on",
            "proposed_at", "proposed_by_id", "agreed_at", "achieved_at", "achieved_by_id",
            "let_go_at", "let_go_by_id", "learnt", "team_id", "version",
        )  # fmt: skip
        self.parents = Table(Parentage, "goal_id", "parent_id")
        self.owners = Table(
            Ownership, "goal_id", "person_id", "named_by_id", "named_at", "agreed_at"
        )
        self.answers = Table(
            OwnerAnswer, "id", "goal_id", "person_id", "says_yes", "completes", "version", "at"
        )
        self.changes = Changes(world)
        self.joined = Table(Participation, "id", "goal_id", "person_id", "joined_at")
        self.numbers = Numbers(world, self.rng)
        self.comments = Table(Comment, "id", "goal_id", "author_id", "text", "at")
        self.above: list[tuple[str, int]] = []

    def make(self, root: str) -> None:
        """Write the purpose and the goals of everybody."""
        for day, text in ((0, FIRST_PURPOSE), (90, PURPOSE)):
            stated = self.days.iso[day] + " 06:00:00+00"
            purpose = Purpose(text=text, stated_by_id=root, stated_at=stated)
            purpose.pk = new_id(self.rng)
            purpose.save(force_insert=True)
        count = len(self.world.people) * EACH
        top = max(count // 600, 3)
        for number in range(count):
            self.goal(number, is_top=number < top)
        for table in (
            self.goals, self.parents, self.owners, self.joined, self.comments, self.answers,
            *self.changes.tables(),
        ):  # fmt: skip
            table.write()
        self.numbers.write()
        self.world.counts["goals"] = self.goals.count

    def goal(self, number: int, *, is_top: bool) -> None:
        """Write one goal, with owners, numbers and comments."""
        owner = self.world.people[number % len(self.world.people)]
        if owner.end - owner.first < 20 or self.is_told_elsewhere(number):
            return
        rng, corpus = self.rng, self.world.corpus(owner)
        aim = pick(rng, corpus.parts.aims)
        course = self.course(owner, corpus, is_top=is_top)
        said = self.said(course, self.title(aim, corpus, is_top=is_top), words(aim.why))
        span = {"since": course.since, "last": course.last, "until": course.until}
        change = self.changes.decide(owner, said, **span) if course.is_agreed else None
        accepted = change is not None and bool(change.accepted)
        self.write(course, change.after if change and accepted else said, 2 if accepted else 1)
        owners = self.carry(course)
        parents = self.hang(course, is_top=is_top) if course.is_collective else []
        if change:
            told = (course.id, owner.id, course.proposed)
            self.changes.write(told, said, change, owners=owners, parents=parents)
        for figure in aim.numbers:
            self.numbers.metric(course, figure)
        if happens(rng, 0.2):
            text, at = pick(rng, corpus.comments), self.days.moment(course.last - 1, rng)
            self.comments.add(new_id(rng), course.id, owner.id, text, at)

    def course(self, owner: Somebody, corpus: Corpus, *, is_top: bool) -> Course:
        """Choose when a goal was proposed, whether all agreed, and when it ended."""
        rng = self.rng
        since = owner.first + 1
        if not is_top:
            since += int(rng.random() * (owner.end - owner.first - 10))
        is_agreed = is_top or happens(rng, 0.92)
        until = self.end_of(owner, since) if is_agreed and not is_top else 0
        return Course(
            id=new_id(rng),
            owner=owner,
            corpus=corpus,
            since=since,
            last=until or min(owner.end, self.days.today),
            until=until,
            proposed=self.days.moment(since, rng),
            is_agreed=is_agreed,
            is_collective=is_top or happens(rng, COLLECTIVE),
        )

    def is_told_elsewhere(self, number: int) -> bool:
        """The goals of the demo's first three people are part of their story."""
        return self.world.plan.is_demo and number % len(self.world.people) <= CLEO

    def title(self, aim: Aim, corpus: Corpus, *, is_top: bool) -> str:
        """Return the title; below the top it often names a place."""
        if is_top or happens(self.rng, 0.08):
            return words(aim.title)
        place = pick(self.rng, corpus.places)
        return words(f"{aim.title}: {place[:1].upper()}{place[1:]}")

    def end_of(self, owner: Somebody, since: int) -> int:
        """Return the day on which a goal was achieved or let go; 0 while it goes on."""
        end = since + 90 + int(self.rng.random() * 400)
        return end if end < min(owner.end, self.days.today) else 0

    def said(self, course: Course, title: str, why: str) -> Said:
        """Choose what the goal says beside its words."""
        rng, days = self.rng, self.days
        due = course.until or course.since + 60 + int(rng.random() * 300)
        learns = not course.is_collective and happens(rng, 0.6)
        of_team = course.is_collective and course.owner.teams and happens(rng, OF_A_TEAM)
        return Said(
            title=title,
            why=why,
            kind="collective" if course.is_collective else "personal",
            work="routine" if happens(rng, 0.35) else "change",
            aim="learning" if learns else "performing",
            starts=days.iso[course.since],
            due=days.iso[min(due, len(days.iso) - 1)] if happens(rng, 0.85) else NULL,
            team=self.world.team_ids[course.owner.teams[0]] if of_team else NULL,
        )

    def write(self, course: Course, said: Said, version: int) -> None:
        """Write the row of the goal itself."""
        rng, owner = self.rng, course.owner.id
        ended = (self.days.moment(course.until, rng), owner) if course.until else (NULL, NULL)
        is_let_go = bool(course.until) and happens(rng, 0.25)
        nothing = (NULL, NULL)
        self.goals.add(
            course.id, said.title, said.why, said.kind, said.work, said.aim, said.starts, said.due,
            course.proposed, owner, course.proposed if course.is_agreed else NULL,
            *(nothing if is_let_go else ended), *(ended if is_let_go else nothing),
            said.why if is_let_go else "", said.team, str(version),
        )  # fmt: skip

    def carry(self, course: Course) -> list[str]:
        """Name owners, let others join, and return the ids of the owners."""
        owner, goal, at = course.owner, course.id, course.proposed
        since, last = course.since, course.last
        rng, people = self.rng, self.world.people
        owner.goals.append((goal, since))
        self.owners.add(goal, owner.id, owner.id, at, at)
        named = [owner.id]
        near = [people[n] for team in owner.teams for n in self.world.teams[team]]
        there = [one for one in near if one is not owner and one.first < since and one.end > last]
        rng.shuffle(there)
        if there and (not course.is_agreed or happens(rng, 0.3)):
            second = there.pop()
            self.owners.add(goal, second.id, owner.id, at, at if course.is_agreed else NULL)
            second.goals.append((goal, since))
            named.append(second.id)
            if course.is_agreed:
                self.answers.add(new_id(rng), goal, second.id, "t", "t", "1", at)
        for other in dict.fromkeys(one.id for one in there[: int(rng.random() ** 2 * 6)]):
            day = min(since + 1 + int(rng.random() * 20), last - 1)
            self.joined.add(new_id(rng), goal, other, self.days.moment(max(day, since), rng))
        return named

    def hang(self, course: Course, *, is_top: bool) -> list[str]:
        """Hang a goal on one or two others, and return their ids; leaves stay leaves."""
        rng = self.rng
        wanted = 0 if is_top or not happens(rng, UNDER_ANOTHER) else 2 if happens(rng, 0.08) else 1
        candidates = {pick(rng, self.above) for _n in range(wanted * 3) if self.above}
        older = sorted(one for one in candidates if one[1] <= course.since)[:wanted]
        for parent, _since in older:
            self.parents.add(course.id, parent)
        if is_top or (not course.until and happens(rng, 0.2)):
            self.above.append((course.id, course.since))
        return [parent for parent, _since in older]
