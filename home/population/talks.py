"""Check-ins of each pair, with what was written in them and what came of them."""

from dataclasses import dataclass

from dialogue.models import (
    AgendaPoint,
    Answer,
    CheckIn,
    Commitment,
    Confirmation,
    Preparation,
    PrivateNote,
    PromptTemplate,
)
from home.population.cast import ADA, BEN
from home.population.chance import happens, new_id, pick
from home.population.corpus import Corpus
from home.population.loading import NULL, Table
from home.population.rhythm import next_working_day
from home.population.world import Somebody, World

RHYTHMS = (14,) * 16 + (21,) * 2 + (28,) * 2
HELD, MOVED = 0.88, 0.1
AMONG_PEERS = 0.55  # of all people, as many pairs that talk without coaching
LATELY = 120  # days back for which preparations and confirmations are made


@dataclass(frozen=True)
class Pair:
    """Two who talk: the number of days of their rhythm, and from when until when."""

    coaching: str
    person: Somebody
    partner: Somebody
    corpus: Corpus
    rhythm: int


class Talks:
    """Writes check-ins and everything that hangs on them."""

    def __init__(self, world: World) -> None:
        self.world, self.rng, self.days = world, world.chance("talks"), world.days
        usual = PromptTemplate.objects.usual()
        self.template = usual.pk.hex if usual else NULL
        prompts = usual.prompts.order_by("position") if usual else []
        self.prompts = [prompt.pk.hex for prompt in prompts]
        self.talks = Table(
            CheckIn, "id", "coaching_id", "person_id", "partner_id", "template_id", "slot",
            "planned_at", "times_moved", "created_at", "created_by_id", "started_at",
            "started_by_id", "held_at", "held_by_id", "skipped_at", "skipped_by_id", "skip_reason",
            "cancelled_at", "cancelled_by_id", "notes", "notes_version",
        )  # fmt: skip
        self.commitments = Table(
            Commitment, "id", "checkin_id", "what", "who_id", "until", "made_at", "made_by_id",
            "done_at", "done_by_id", "dropped_at", "dropped_by_id",
        )  # fmt: skip
        self.agenda = Table(
            AgendaPoint, "id", "checkin_id", "author_id", "text", "position", "added_at",
            "done_at", "done_by_id",
        )  # fmt: skip
        self.confirmations = Table(Confirmation, "checkin_id", "person_id", "notes_version", "at")
        self.preparations = Table(
            Preparation, "id", "checkin_id", "person_id", "version", "saved_at", "shared_at",
            "shared_by_id",
        )  # fmt: skip
        self.answers = Table(Answer, "id", "preparation_id", "prompt_id", "text")
        self.private = Table(PrivateNote, "id", "checkin_id", "author_id", "text", "saved_at")

    @property
    def tables(self) -> tuple[Table, ...]:
        return (
            self.talks, self.commitments, self.agenda, self.confirmations, self.preparations,
            self.answers, self.private,
        )  # fmt: skip

    def make(self, talking: list[tuple[str, int, int, int, int]]) -> None:
        """Write the talks of all coachings, and of a few pairs of peers."""
        for coaching, coach, coachee, first, until in talking:
            if self.world.plan.is_demo and (coach, coachee) == (ADA, BEN):
                self.series_of_ada_and_ben(coaching, first)
            else:
                self.series(self.pair(coaching, coachee, coach), first, until)
        for _pair in range(int(len(self.world.people) * AMONG_PEERS)):
            self.peers()
        for table in self.tables:
            table.write()
        self.world.counts["check-ins"] = self.talks.count

    def pair(self, coaching: str, person: int, partner: int) -> Pair:
        one, other = self.world.people[person], self.world.people[partner]
        return Pair(coaching, one, other, self.world.corpus(one), pick(self.rng, RHYTHMS))

    def peers(self) -> None:
        """Let two colleagues talk now and then."""
        number = int(self.rng.random() * len(self.world.people))
        near = self.world.colleagues(number)
        if near:
            pair = self.pair(NULL, number, pick(self.rng, near))
            self.series(pair, *self.world.both(pair.person, pair.partner))

    def series(self, pair: Pair, first: int, until: int) -> None:
        """Write one talk after the other, in the rhythm of the two, give or take two days."""
        day = first + 2 + int(self.rng.random() * pair.rhythm)
        while day < until:
            held_on = self.days.worked[day]
            if held_on >= first:
                self.talk(pair, held_on)
            day += pair.rhythm

    def series_of_ada_and_ben(self, coaching: str, first: int) -> None:
        """Write talks on the weekday of the one that is planned for the next working day."""
        today = self.world.plan.at.date()
        ahead = (next_working_day(today) - today).days
        pair = self.pair(coaching, BEN, ADA)
        for day in range(self.days.today + ahead - 14, first, -14):
            self.talk(pair, day)

    def talk(self, pair: Pair, day: int) -> None:
        """Write one talk: held, or skipped with a reason."""
        rng, days = self.rng, self.days
        planned = days.moment(day, rng)
        created = days.iso[max(day - 14, pair.person.first, pair.partner.first)] + " 06:30:00+00"
        side = pair.person if happens(rng, 0.5) else pair.partner
        chance = rng.random()
        held = (planned, side.id) if chance < HELD else (NULL, NULL)
        skipped = chance >= HELD
        notes = pair.corpus.notes(rng) if held[0] != NULL and happens(rng, 0.9) else ""
        identity, is_coaching = new_id(rng), pair.coaching != NULL
        gone = (created, side.id)
        nothing = (NULL, NULL)
        self.talks.add(
            identity, pair.coaching, pair.person.id, pair.partner.id, self.template,
            days.weeks[day] if is_coaching else NULL, planned,
            "1" if happens(rng, MOVED) else "0", created, NULL if is_coaching else side.id,
            *held, *held, *(gone if skipped else nothing),
            pick(rng, pair.corpus.skip_reasons) if skipped else "",
            *nothing, notes, "1" if notes else "0",
        )  # fmt: skip
        if held[0] != NULL:
            self.outcome(pair, identity, day, planned, has_notes=bool(notes))

    def outcome(self, pair: Pair, talk: str, day: int, at: str, *, has_notes: bool) -> None:
        """Write what the two promised, and around recent talks everything else."""
        rng, sides = self.rng, (pair.person, pair.partner)
        if happens(rng, 0.45):
            self.commitment(pair, talk, day, at)
        if happens(rng, 0.15):
            side = pick(rng, sides).id
            point = pick(rng, pair.corpus.agenda)
            self.agenda.add(new_id(rng), talk, side, point, "1", at, at, side)
        if self.days.today - day <= LATELY:
            self.around(pair, talk, at, has_notes=has_notes)

    def around(self, pair: Pair, talk: str, at: str, *, has_notes: bool) -> None:
        """Write what both prepared and confirmed, and notes that only one reads."""
        rng, sides = self.rng, (pair.person, pair.partner)
        for side in sides:
            if has_notes and happens(rng, 0.8):
                self.confirmations.add(talk, side.id, "1", at)
            if happens(rng, 0.5):
                self.preparation(pair, talk, side, at)
        if happens(rng, 0.1):
            words = pick(rng, pair.corpus.agenda)
            self.private.add(new_id(rng), talk, pick(rng, sides).id, words, at)

    def commitment(self, pair: Pair, talk: str, day: int, at: str) -> None:
        """Write who will do what; most is done, some is carried on, the rest let go."""
        rng, days = self.rng, self.days
        who = pair.person if happens(rng, 0.7) else pair.partner
        until = min(day + 7 + int(rng.random() * 21), len(days.iso) - 1)
        settled = day + 3 + int(rng.random() * 40)
        is_settled = settled < min(days.today, who.end) and happens(rng, 0.92)
        is_kept = happens(rng, 0.9)
        mark = (days.moment(settled, rng), who.id) if is_settled else (NULL, NULL)
        self.commitments.add(
            new_id(rng), talk, pick(rng, pair.corpus.commitments), who.id,
            days.iso[until] if happens(rng, 0.8) else NULL, at, who.id,
            *(mark if is_kept else (NULL, NULL)), *((NULL, NULL) if is_kept else mark),
        )  # fmt: skip

    def preparation(self, pair: Pair, talk: str, side: Somebody, at: str) -> None:
        """Write what one side answered beforehand, shared as the talk began."""
        rng = self.rng
        identity = new_id(rng)
        self.preparations.add(identity, talk, side.id, "1", at, at, side.id)
        for prompt, texts in zip(self.prompts, pair.corpus.answers, strict=False):
            if happens(rng, 0.5):
                self.answers.add(new_id(rng), identity, prompt, pick(rng, texts))
