"""360 rounds in every state: reports as a release writes them, and boxes that are sealed."""

from uuid import UUID

from feedback.box import items, keys
from feedback.box.sealing import seal
from feedback.models import (
    NamedAnswer,
    Nomination,
    ReportGroup,
    ReportText,
    Round,
    RoundKey,
    RoundOutcome,
    RoundQuestion,
    RoundShare,
    SealedAnswer,
)
from feedback.rounds.items import Part
from feedback.rounds.library import ready_in
from feedback.services.rounds.sealed import installation_key
from home.population.cast import CAST
from home.population.chance import happens, new_id, pick
from home.population.loading import NULL, Table, words
from home.population.world import DAYS_IN_A_YEAR, Somebody, World

A_YEAR = 0.12  # so many start a round in a year
NOW = 0.03  # so many have one that is not released yet
NAMED = 0.25
OPEN_FOR, UNTIL_RELEASE = 14, 17  # days from the launch
REVIEWERS, FEWEST = 9, 6
ANSWERS = 0.8
SHARED, ENDED, LED_ON = 0.5, 0.8, 0.6
TITLES = {
    "en": ("How I work with others", "A look at my first year", "How I lead", "Before my new role"),
    "de": ("Wie ich mit anderen arbeite", "Mein erstes Jahr", "Wie ich führe", "Was kommt danach"),
}  # fmt: skip


class Rounds:
    """Writes rounds and all that hangs on them."""

    def __init__(self, world: World) -> None:
        self.world, self.days, self.rng = world, world.days, world.chance("rounds")
        self.rounds: list[tuple[str, ...]] = []
        self.questions = Table(RoundQuestion, "id", "round_id", "position", "text", "library_code")
        self.nominations = Table(
            Nomination, "id", "round_id", "person_id", "perspective", "nominated_at",
            "nominated_by_id", "invited_at",
        )  # fmt: skip
        self.named = Table(
            NamedAnswer, "id", "round_id", "nomination_id", "question_id", "part", "text",
            "saved_at",
        )  # fmt: skip
        self.keys = Table(RoundKey, "round_id", "wrapped")
        self.sealed = Table(SealedAnswer, "tag", "round_id", "box")
        self.groups = Table(ReportGroup, "id", "round_id", "of", "key", "perspectives", "state")
        self.texts = Table(
            ReportText, "id", "round_id", "question_id", "part", "group_id", "nomination_id", "text"
        )
        self.shares = Table(
            RoundShare, "id", "round_id", "with_person_id", "coaching_id", "shared_at",
            "shared_by_id",
        )  # fmt: skip
        self.outcomes = Table(RoundOutcome, "id", "round_id", "goal_id", "added_at", "added_by_id")

    def make(self) -> None:
        """Write them all. Rounds come last: what they ask and whom is fixed once they are there."""
        told = len(CAST) if self.world.plan.is_demo else 0  # the demo tells those of the cast
        for number, somebody in enumerate(self.world.people[told:], told):
            years = (somebody.end - somebody.first) / DAYS_IN_A_YEAR
            last = min(somebody.end, self.days.today) - UNTIL_RELEASE - 8
            if happens(self.rng, A_YEAR * years) and last > somebody.first + 60:
                self.begin(number, self.days.between(somebody.first + 60, last, self.rng))
            elif not somebody.has_left and happens(self.rng, NOW):
                self.begin(number, self.days.today - int(self.rng.random() * UNTIL_RELEASE))
        self.questions.write()
        self.nominations.write()
        rounds = Table(
            Round, "id", "subject_id", "title", "mode", "created_at", "closes_at", "releases_at",
            "launched_at", "launched_by_id", "closed_at", "mixed_at", "released_at", "ended_at",
            "ended_by_id", "nothing_at",
        )  # fmt: skip
        for row in self.rounds:
            rounds.add(*row)
        rest = (self.named, self.keys, self.sealed, self.groups, self.texts, self.shares)
        for table in (rounds, *rest, self.outcomes):
            table.write()
        self.world.counts["rounds"] = rounds.count

    def begin(self, number: int, day: int) -> None:
        """Begin one on this day, if enough colleagues are here to be asked."""
        subject = self.world.people[number]
        near = [self.world.people[other] for other in self.world.colleagues(number)]
        asked = [one for one in near if one.first < day and not one.has_left][:REVIEWERS]
        if len(asked) < FEWEST or day <= subject.first:
            return
        about = OneRound(self, subject, day)
        about.ask(asked)
        self.rounds.append(about.row())

    def text(self, author: Somebody) -> str:
        """Return what somebody says: what they saw, or what to try."""
        corpus = self.world.corpus(author)
        if happens(self.rng, 0.6):
            _situation, behaviour, impact = corpus.praise(self.rng)
            return f"{behaviour} {impact}".strip()
        return corpus.lesson(self.rng)[-1]


class OneRound:
    """One round from its launch as far as it has come."""

    def __init__(self, rounds: Rounds, subject: Somebody, day: int) -> None:
        self.to, self.rng, self.subject, self.day = rounds, rounds.rng, subject, day
        self.id, self.is_named = new_id(self.rng), happens(self.rng, NAMED)
        days, today = rounds.days, rounds.days.today
        self.is_draft = day >= today
        self.is_closed, self.is_released = (
            day + span < today for span in (OPEN_FOR, UNTIL_RELEASE)
        )
        self.begun = days.iso[max(day - 1, 0)] + " 09:00:00+00"
        self.launched = NULL if self.is_draft else days.moment(day, self.rng)
        self.closes = days.iso[day + OPEN_FOR] + " 15:00:00+00"
        self.releases = days.iso[day + UNTIL_RELEASE] + " 15:00:00+00"
        self.ends, self.nothing = NULL, NULL

    def ask(self, asked: list[Somebody]) -> None:
        """Choose three questions, ask these people, and let most of them answer."""
        language = self.subject.tongue if self.subject.tongue in TITLES else "en"
        self.title = pick(self.rng, TITLES[language])
        ready = self.rng.sample(list(ready_in(language).values()), 3)
        questions = [new_id(self.rng) for _one in ready]
        called = self.subject.name.split(" ", 1)[0]
        for place, (pk, one) in enumerate(zip(questions, ready, strict=True), 1):
            self.to.questions.add(pk, self.id, str(place), words(one.about(called)), one.code)
        reviewers = [(new_id(self.rng), person) for person in asked]
        for pk, person in reviewers:
            self.to.nominations.add(
                pk, self.id, person.id, "peers", self.begun, self.subject.id, self.launched
            )
        if not self.is_draft:
            self.answer(questions, [one for one in reviewers if happens(self.rng, ANSWERS)])

    def answer(self, questions: list[str], reviewers: list[tuple[str, Somebody]]) -> None:
        """Let these answer everything; by name, into the box, or as it was released since."""
        said = [
            (pk, question, self.to.text(person))
            for pk, person in reviewers
            for question in questions
        ]
        if self.is_named:
            self.by_name(said)
        elif self.is_released:
            self.report(said, is_shown=len(reviewers) >= FEWEST - 1)
        else:
            self.seal(said)
        if self.is_released:
            self.lead_on()

    def by_name(self, said: list[tuple[str, str, str]]) -> None:
        saved = self.to.days.iso[self.day + 1] + " 10:00:00+00"
        saved = min(saved, self.to.world.plan.at.isoformat(" "))
        for pk, question, text in said:
            identity = new_id(self.rng)
            self.to.named.add(
                identity, self.id, pk, question, Part.TEXT.value, text, max(saved, self.launched)
            )
            if self.is_released:
                self.to.texts.add(
                    new_id(self.rng), self.id, question, Part.TEXT.value, NULL, pk, text
                )

    def report(self, said: list[tuple[str, str, str]], *, is_shown: bool) -> None:
        """Write what a release left: texts in an order of chance, or that they are too few."""
        state, group = "shown" if is_shown else "too_few", new_id(self.rng)
        self.to.groups.add(group, self.id, "texts", "peers", "{peers}", state)
        self.rng.shuffle(said)
        for _pk, question, text in said if is_shown else []:
            self.to.texts.add(
                new_id(self.rng), self.id, question, Part.TEXT.value, group, NULL, text
            )

    def seal(self, said: list[tuple[str, str, str]]) -> None:
        """Seal under a key of this round: neither is made from the seed, so nobody can guess it."""
        round_id, subject = UUID(self.id), UUID(self.subject.id)
        key = keys.new_round_key()
        wrapped = keys.wrap(key, under=installation_key(), of=round_id)
        self.to.keys.add(self.id, bytes_of(wrapped))
        derived = keys.round_keys(key)
        rows = []
        for pk, question, text in said:
            place = keys.Place(UUID(pk), subject, items.question(UUID(question)))
            rows.append((derived.tag(place), seal(text, keys=derived, place=place)))
        for tag, box in sorted(rows):
            self.to.sealed.add(bytes_of(tag), self.id, bytes_of(box))

    def lead_on(self) -> None:
        """Let the subject show the report to a coach, and end the round."""
        after = self.day + UNTIL_RELEASE + 1
        moment = self.to.days.iso[after] + " 09:30:00+00"
        if self.subject.coaches and happens(self.rng, SHARED):
            coach, coaching = self.subject.coaches[0]
            with_person = self.to.world.people[coach].id
            self.to.shares.add(
                new_id(self.rng), self.id, with_person, coaching, moment, self.subject.id
            )
        if not happens(self.rng, ENDED):
            return
        self.ends = self.to.days.iso[after + 2] + " 10:00:00+00"
        goals = [goal for goal, since in self.subject.goals if since <= after]
        if goals and happens(self.rng, LED_ON):
            self.to.outcomes.add(
                new_id(self.rng), self.id, pick(self.rng, goals), moment, self.subject.id
            )
        else:
            self.nothing = self.ends

    def row(self) -> tuple[str, ...]:
        """Return the round itself as far as it has come."""
        by = self.subject.id
        is_mixed = self.is_closed and not self.is_named and not self.is_draft
        return (
            self.id, by, self.title, "named" if self.is_named else "confidential", self.begun,
            self.closes, self.releases, self.launched, NULL if self.is_draft else by,
            self.closes if self.is_closed else NULL, self.closes if is_mixed else NULL,
            self.releases if self.is_released else NULL,
            self.ends, NULL if self.ends == NULL else by, self.nothing,
        )  # fmt: skip


def bytes_of(value: bytes) -> str:
    """Return bytes as COPY reads them."""
    return f"\\\\x{value.hex()}"
