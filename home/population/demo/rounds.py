"""The cast's 360 rounds, one in each state: from a coach's proposal to a report that led on."""

from datetime import datetime, timedelta

from accounts.models import Person
from feedback.models import Round
from feedback.rounds.items import NOT_SEEN, Item, Part
from feedback.rounds.library import ready_in
from feedback.services.rounds import (
    answering,
    choosing,
    ending,
    launching,
    nominating,
    releasing,
    showing,
    starting,
    stopping,
)
from feedback.services.rounds.nominating import Reviewer, coaches_of
from goals.models import Capability, Goal
from home.population.demo import round_words as words
from home.population.demo.round_words import Words
from home.population.demo.stage import Stage

LIBRARY = ready_in("en")
CARETAKER = Reviewer("served", email="caretaker@millbrook-school.example", name="Mair Pritchard")


def tell_rounds(stage: Stage) -> None:
    """Let everybody of the cast find a round to look at, and one to answer."""
    led_on(stage)
    named(stage)
    waits(stage)
    asks(stage)
    asks_by_name(stage)
    starting.propose(
        stage.ben, title="A year after the new sheet", mode="confidential",
        by=stage.ada, at=stage.ago(2, 15, 30),
    )  # fmt: skip
    begun = starting.start("Before I lead Harbour Road", mode="confidential", by=stage.ada,
                           at=stage.ago(4, 16, 10))  # fmt: skip
    ask(begun, ("decision", "promises", "under-pressure"), by=stage.ada, stage=stage, days=4)


def led_on(stage: Stage) -> None:
    """Ben asked about his hand-overs; the report is there, ada reads it, and a goal came of it."""
    peers = [stage.cleo, stage.dora, stage.tess, stage.root, *stage.others[:3]]
    reviewers = [*as_peers(peers), Reviewer("coaches", stage.ada), CARETAKER]
    about = prepare(
        stage, stage.ben, "How my hand-overs arrive", reviewers, days=38, closes=24, releases=22
    )
    ask(
        about, words.OF_BEN, by=stage.ben, stage=stage, days=38,
        own=words.OWN_OF_BEN, capability="handing-over",
    )  # fmt: skip
    about = launching.launch(about, by=stage.ben, at=stage.ago(38, 11))
    for person, said in zip(peers, words.ABOUT_BEN, strict=False):
        say(about, said, by=person, stage=stage, days=33)
    say(about, words.COACH_ABOUT_BEN, by=stage.ada, stage=stage, days=30)
    say(about, words.BEN_ABOUT_BEN, by=stage.ben, stage=stage, days=29)
    release(about)
    showing.share(about, people=[stage.ada], by=stage.ben, at=stage.ago(19, 10, 5))
    goal = Goal.objects.get(title="Hand-overs that need no phone call", proposed_by=stage.ben)
    ending.add_goal(about, goal=goal, by=stage.ben, at=stage.ago(18, 15, 40))
    ending.end(about, comes=ending.Conclusion(), by=stage.ben, at=stage.ago(18, 15, 45))


def named(stage: Stage) -> None:
    """Ada asked by name; the report came last week, and she has not said yet what comes of it."""
    reviewers = [Reviewer("coachees", stage.ben), *as_peers([stage.cleo, stage.dora, stage.tess])]
    about = prepare(
        stage, stage.ada, "How I decide, and let others in", reviewers,
        days=26, closes=9, releases=7, mode="named",
    )  # fmt: skip
    ask(about, words.OF_ADA, by=stage.ada, stage=stage, days=26)
    about = launching.launch(about, by=stage.ada, at=stage.ago(26, 11))
    authors = [stage.ben, stage.cleo, stage.dora, stage.tess]
    for person, texts in zip(authors, words.ABOUT_ADA, strict=True):
        say(about, Words(texts), by=person, stage=stage, days=20)
    say(about, Words(words.ADA_ABOUT_ADA), by=stage.ada, stage=stage, days=19)
    release(about)


def waits(stage: Stage) -> None:
    """Dora closed hers, and the report comes at the moment that was set, no sooner."""
    peers = [stage.ada, stage.ben, stage.cleo, stage.tess, *stage.others[:2]]
    about = prepare(
        stage, stage.dora, "Planning with those who drive", as_peers(peers),
        days=20, closes=-3, releases=-5,
    )  # fmt: skip
    ask(about, ("agreement", "waiting", "keep"), by=stage.dora, stage=stage, days=20)
    about = launching.launch(about, by=stage.dora, at=stage.ago(20, 11))
    for person, texts in zip([*peers[:3], *peers[4:]], words.ABOUT_CLEO[:2] * 3, strict=False):
        say(about, Words(texts), by=person, stage=stage, days=12)
    stopping.close(about, by=stage.dora, at=stage.ago(1, 17))


def asks(stage: Stage) -> None:
    """Cleo asks now: three have answered, one declines in silence, ada and ben find it open."""
    peers = [stage.ada, stage.ben, stage.dora, stage.tess, *stage.others[:4]]
    about = prepare(
        stage, stage.cleo, "Working beside me on site", [*as_peers(peers), CARETAKER],
        days=6, closes=-8, releases=-10,
    )  # fmt: skip
    ask(about, words.OF_CLEO, by=stage.cleo, stage=stage, days=6, capability="handing-over")
    about = launching.launch(about, by=stage.cleo, at=stage.ago(6, 11))
    for person, texts in zip(
        [stage.dora, *stage.others[:2]], words.ABOUT_CLEO, strict=True
    ):  # fmt: skip
        say(about, Words(texts, level=3), by=person, stage=stage, days=4)
    answering.decline(about, by=stage.others[2], at=stage.ago(3, 12))


def asks_by_name(stage: Stage) -> None:
    """A colleague asks by name, and sees who has answered; cleo has begun."""
    other = stage.others[0]
    about = prepare(
        stage, other, "My first months here", as_peers([stage.cleo, stage.ben, stage.dora]),
        days=5, closes=-9, releases=-11, mode="named",
    )  # fmt: skip
    ask(about, ("surprised", "one-thing"), by=other, stage=stage, days=5)
    about = launching.launch(about, by=other, at=stage.ago(5, 11))
    text = "That you asked for the drawings before the first visit. Nobody does that in week one."
    say(about, Words((text,)), by=stage.cleo, stage=stage, days=2)


def as_peers(people: list[Person]) -> list[Reviewer]:
    return [Reviewer("peers", person) for person in people]


def prepare(
    stage: Stage, subject: Person, title: str, reviewers: list[Reviewer],
    *, days: int, closes: int, releases: int, mode: str = "confidential",
) -> Round:  # fmt: skip
    """Start a round so many days ago, with its dates, and nominate; who coaches does so by name."""
    coaches = coaches_of(subject.pk)
    seen_from = [
        Reviewer("coaches", one.person) if one.person and one.person.pk in coaches else one
        for one in reviewers
    ]
    about = starting.start(
        title, mode=mode, by=subject, at=stage.ago(days),
        closes_at=at_five(stage, closes), releases_at=at_five(stage, releases),
    )  # fmt: skip
    nominating.nominate(about, reviewers=seen_from, by=subject, at=stage.ago(days, 10))
    return about


def at_five(stage: Stage, days: int) -> datetime:
    """Return five o'clock so many days ago, or ahead."""
    moment = stage.at - timedelta(days=days)
    return moment.replace(hour=17, minute=0, second=0, microsecond=0)


def ask(
    about: Round, codes: tuple[str, ...], *, by: Person, stage: Stage, days: int,
    own: str = "", capability: str = "",
) -> None:  # fmt: skip
    """Choose questions of the library, an own one, and a capability."""
    questions = [(LIBRARY[code].about(by.called), code) for code in codes]
    chosen = Capability.objects.adopted().filter(library_slug=capability) if capability else []
    choosing.choose(
        about, questions=[*questions, (own, "")], capabilities=list(chosen),
        by=by, at=stage.ago(days, 10, 30),
    )  # fmt: skip


def say(about: Round, said: Words, *, by: Person, stage: Stage, days: int) -> None:
    """Let somebody answer what they have words for."""
    asked = about.questions.order_by("position").values_list("pk", flat=True)
    answers = {
        Item(of=pk, part=Part.TEXT): text for pk, text in zip(asked, said.texts, strict=False)
    }
    for one in about.capabilities.prefetch_related("levels"):
        levels = {level.position: str(level.pk) for level in one.levels.all()}
        answers[Item(of=one.pk, part=Part.SEEN)] = levels.get(said.level or 0, NOT_SEEN)
        answers[Item(of=one.pk, part=Part.KEEP)] = said.keep
        answers[Item(of=one.pk, part=Part.NEXT)] = said.next
    answering.answer(about, answers=answers, by=by, at=stage.ago(days, 14))


def release(about: Round) -> None:
    """Close it by its date and release it at its moment, as the worker would have."""
    if about.releases_at:
        releasing.release_due(at=about.releases_at)
    about.refresh_from_db()
