"""What ben wants to master, from three capabilities, each opened to somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Person
from feedback.models import Feedback
from feedback.services.releasing import release
from goals.models import Capability, Mastery, Measurement
from goals.services import measurements, metrics
from goals.services.mastery import aims, evidence, witnesses
from goals.services.mastery.visibility import Audience, open_to
from goals.services.ready_library import adopt_ready
from home.population.demo.stage import Stage

Given = Mapping[tuple[str, str], Feedback]


@dataclass(frozen=True)
class Step:
    """A level noted so many days ago, with what was thought then."""

    days: int
    position: int
    reflection: str


@dataclass(frozen=True)
class Sight:
    """Who saw which level so many days ago, in their own words."""

    witness: str
    days: int
    position: int
    words: str
    question: str = ""


SAW_HAND_OVERS = (
    Sight(
        "cleo", 20, 2,
        "At Tolvik the sheet named the pump but not the setting. I found it after twenty minutes, "
        "since all the rest was there.",
        "What did you miss in my sheet from Tolvik?",
    ),
)  # fmt: skip
SAW_TEACHING = (
    Sight(
        "cleo", 40, 3,
        "He let Emre find the swapped sensor himself. It took ten minutes longer, and Emre will "
        "find the next one.",
    ),
    Sight(
        "dora", 28, 3,
        "He let two of my planners read the valve drawing aloud and asked only one question.",
        "How was the morning with your planners?",
    ),
)  # fmt: skip
HAND_OVERS = (
    Step(330, 2, "I write them, and Cleo adds what I forgot. It is always the same two lines."),
    Step(210, 3, "At Harbour Road the night crew went on without ringing. That was new."),
    Step(
        34, 2,
        "I stepped back on purpose. The new sheet asks for things I used to carry in my head, "
        "and I would rather learn it properly.",
    ),
)  # fmt: skip
TEACHING = (
    Step(250, 1, "Emre came along for a week. I explained too much and let him do too little."),
    Step(90, 3, "He set the flow rate himself. I kept my hands in my pockets."),
)
CAUSES = (Step(60, 1, "I still change parts until it works. I want to know why before I do."),)


def tell_mastery(stage: Stage, given: Given) -> None:
    """Tell of three capabilities: one for coach and team, one for everybody, one for himself."""
    slugs = ("handing-over", "teaching", "finding-causes")
    adopt_ready(slugs, language="en", by=stage.root, at=stage.ago(340))
    found = Capability.objects.adopted().filter(library_slug__in=slugs)
    by_slug = {one.library_slug: one for one in found}
    hand_over(stage, by_slug["handing-over"], given)
    teach(stage, by_slug["teaching"])
    why = "Whoever fixes a fault without its cause comes back in March."
    walk(stage, by_slug["finding-causes"], 3, why, CAUSES)


def hand_over(stage: Stage, capability: Capability, given: Given) -> None:
    """A step back, witnessed by what cleo saw and by what ada gave."""
    why = "The night shift should read what happened, and not have to guess."
    mastery = walk(stage, capability, 4, why, HAND_OVERS)
    team = stage.ben.teams.by_name().first()
    open_for(stage, mastery, Audience(coaches=True, teams=[team] if team else []))
    see(stage, mastery, SAW_HAND_OVERS)
    count_questions(stage, mastery)
    release(given["ada", "ben"], mastery=mastery, by=stage.ben, at=stage.ago(3, 16))
    values = Measurement.objects.that_count().filter(metric__keeper=stage.ben)
    written = values.filter(metric__name__startswith="Hand-overs written").newest_first().first()
    if written:
        words = "Eleven of fourteen on the same day, and the three others before eight."
        evidence.add_measurement(
            mastery, measurement=written, words=words, by=stage.ben, at=stage.ago(2, 11)
        )


def count_questions(stage: Stage, mastery: Mastery) -> None:
    """A number of his own: how often the night shift has to ask back."""
    number = metrics.add(
        mastery, name="Hand-overs nobody asked back about", unit="of 10", baseline=Decimal(3),
        ambition=Decimal(10), forecast=Decimal(9), confidence="medium", every="week", by=stage.ben,
        at=stage.ago(50),
    )  # fmt: skip
    for weeks, value in zip(range(6, 0, -1), (3, 5, 4, 6, 7, 7), strict=True):
        at = stage.ago(7 * weeks, 15)
        measurements.measure(number, value=Decimal(value), by=stage.ben, at=at)
    note = "The last three all come from the boiler house. I have to see the readings there myself."
    metrics.change(
        number, forecast=Decimal(8), note=note, by=stage.ben, at=stage.ago(6, 15), version=None
    )


def teach(stage: Stage, capability: Capability) -> None:
    """Open to everybody; cleo and dora saw it, and tess is asked."""
    why = "In two years a third of us retires. I want to be able to pass on what I know."
    mastery = walk(stage, capability, 4, why, TEACHING)
    open_for(stage, mastery, Audience(everyone=True))
    see(stage, mastery, SAW_TEACHING)
    question = "You watched the start-up at the depot. What did I do when it got loud?"
    witnesses.ask(
        mastery, people=[stage.tess], question=question, by=stage.ben, at=stage.ago(4, 10)
    )
    at = stage.ago(12, 15)
    words = "I asked before I explained, three times in one morning. It is slower, and it stays."
    evidence.add_reflection(mastery, words=words, by=stage.ben, at=at)


def walk(
    stage: Stage, capability: Capability, ideal: int, why: str, steps: tuple[Step, ...]
) -> Mastery:
    """Choose a capability and note its levels, the oldest first."""
    levels = {level.position: level for level in capability.levels.all()}
    begun = stage.ago(steps[0].days)
    mastery = aims.begin(capability, ideal_level=levels[ideal], why=why, by=stage.ben, at=begun)
    for step in steps:
        aims.note(
            mastery,
            level=levels[step.position],
            reflection=step.reflection,
            by=stage.ben,
            at=stage.ago(step.days, 16),
        )
    return mastery


def open_for(stage: Stage, mastery: Mastery, audience: Audience) -> None:
    open_to(mastery, audience=audience, by=mastery.person, at=stage.ago(30))


def see(stage: Stage, mastery: Mastery, sights: tuple[Sight, ...]) -> None:
    """Ask each of them, who answers on the same day."""
    for one in sights:
        witness: Person = getattr(stage, one.witness)
        [asked] = witnesses.ask(
            mastery, people=[witness], question=one.question, by=stage.ben, at=stage.ago(one.days)
        )
        level = mastery.capability.levels.get(position=one.position)
        at = stage.ago(one.days, 15)
        witnesses.answer(asked, level=level, words=one.words, by=witness, at=at)
