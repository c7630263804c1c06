"""What coach and coachee commit to: about two thirds of them wrote it down and confirmed it."""

from accounts.models import Agreement, AgreementConfirmation, AgreementWording
from dialogue.models import HelpAsked, HelpWanted
from home.population.cast import ADA, BEN
from home.population.chance import happens, new_id, pick
from home.population.corpus import Corpus
from home.population.loading import Table
from home.population.world import Somebody, World

WRITTEN = 0.65
KEPT = 0.7  # so many leave it as it is when they look back
LOOKED_AT = (178, 196)  # days between
TWO_SIDES = 2
WANT_HELP = 0.06  # so many coachees have asked for help just now


class Agreements:
    """Writes agreements, with what stood before."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, world.chance("agreements")
        self.rows = Table(
            Agreement, "coaching_id", "version", "coach_confirmed_at", "coachee_confirmed_at"
        )
        self.wordings = Table(
            AgreementWording, "id", "coaching_id", "author_id", "version", "text", "written_at"
        )
        self.confirmations = Table(
            AgreementConfirmation, "id", "coaching_id", "person_id", "version", "is_again", "at"
        )

        self.wanted = Table(HelpWanted, "id", "person_id", "text", "asked_at")
        self.asked = Table(HelpAsked, "id", "wanted_id", "coaching_id")

    def make(self, talking: list[tuple[str, int, int, int, int]]) -> None:
        """Write them all; what ada and ben of the demo agreed on is told by their story."""
        people, is_demo = self.world.people, self.world.plan.is_demo
        for coaching, coach, coachee, first, until in talking:
            is_told = is_demo and (coach, coachee) == (ADA, BEN)
            if until - first > 14 and happens(self.rng, WRITTEN) and not is_told:
                self.agree(coaching, (people[coachee], people[coach]), first, until)
            if until >= self.world.days.today and happens(self.rng, WANT_HELP):
                self.ask_for_help(coaching, people[coachee])
        for table in (self.rows, self.wordings, self.confirmations, self.wanted, self.asked):
            table.write()
        self.world.counts["agreements"] = self.rows.count

    def agree(
        self, coaching: str, sides: tuple[Somebody, Somebody], first: int, until: int
    ) -> None:
        """Let both write and confirm, and look back every half year as long as it goes on."""
        day = first + 2 + int(self.rng.random() * 5)
        for number, side in enumerate(sides, 1):
            self.write(coaching, sides, side, number, day)
        version, moments = TWO_SIDES, self.confirm(coaching, sides, TWO_SIDES, day + 2, "f")
        day += self.half_a_year()
        while day + 2 < until:
            again = happens(self.rng, KEPT)
            if not again:
                version += 1
                self.write(coaching, sides, pick(self.rng, sides), version, day)
            moments = self.confirm(coaching, sides, version, day + 1, "t" if again else "f")
            day += self.half_a_year()
        self.rows.add(coaching, str(version), moments[1], moments[0])

    def ask_for_help(self, coaching: str, person: Somebody) -> None:
        """Let a coachee have asked in the last days, without an answer yet."""
        wanted, day = new_id(self.rng), self.world.days.today - 1 - int(self.rng.random() * 9)
        text = pick(self.rng, self.world.corpus(person).wants_help)
        self.wanted.add(wanted, person.id, text, self.world.days.moment(day, self.rng))
        self.asked.add(new_id(self.rng), wanted, coaching)

    def half_a_year(self) -> int:
        first, end = LOOKED_AT
        return first + int(self.rng.random() * (end - first))

    def write(
        self,
        coaching: str,
        sides: tuple[Somebody, Somebody],
        side: Somebody,
        version: int,
        day: int,
    ) -> None:
        corpus = self.world.corpus(sides[0])
        texts = self.texts(corpus, is_coachee=side is sides[0])
        self.wordings.add(
            new_id(self.rng), coaching, side.id, str(version), texts,
            self.world.days.moment(day, self.rng),
        )  # fmt: skip

    def texts(self, corpus: Corpus, *, is_coachee: bool) -> str:
        """Return one or two sentences."""
        pool = corpus.coachee_commits if is_coachee else corpus.coach_commits
        return " ".join(dict.fromkeys((pick(self.rng, pool), pick(self.rng, pool))))

    def confirm(
        self, coaching: str, sides: tuple[Somebody, Somebody], version: int, day: int, again: str
    ) -> list[str]:
        """Let both confirm; return when the coachee and the coach did."""
        moments = [self.world.days.moment(day, self.rng) for _side in sides]
        for side, moment in zip(sides, moments, strict=True):
            self.confirmations.add(new_id(self.rng), coaching, side.id, str(version), again, moment)
        return moments
