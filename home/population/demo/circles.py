"""A group of the cast that talks, reflections of ben's own, and prompts people wrote themselves."""

from datetime import datetime, timedelta
from uuid import UUID

from dialogue.models import CheckIn
from dialogue.services import (
    agenda,
    commitments,
    groups,
    holding,
    library,
    notes,
    preparations,
    prompts,
    reflections,
)
from home.population.demo.stage import Stage

GROUP_NOTES = (
    "Cleo's hand-over sheet was used on two sites, and nobody rang at night.\n"
    "Dora: the estimate for Tower 7 was half of what it took. We look at why, not at who.\n"
    "What we learnt: ask the night crew first, they know where the time goes."
)
ALONE = (
    "The walk through Harbour Road with Emre. The third request for one Thursday took it away.",
    "I asked before I offered an answer, twice. With Jonas I did not.",
    "The night crew: they read the sheet before they called.",
    "That I say yes to be liked, and am late because of it.",
    "Say no at four instead of being late at eight. Begin with Thursday.",
)


def tell_circles(stage: Stage) -> None:
    """Let three talk about estimating, ben look back, and two write prompts of their own."""
    kept = library.take_as_it_is("group", language="en", at=stage.ago(30))
    first = groups.plan_group(
        [stage.cleo, stage.dora],
        by=stage.ben,
        at=stage.ago(30),
        planned_at=stage.ago(15, 13),
        title="Trio on estimating",
        template=kept,
    )
    looked_into(stage, first)
    ahead = groups.plan_again(first, by=stage.cleo, at=stage.ago(6), planned_at=ahead_of(stage, 6))
    agenda.add_agenda_point(
        ahead, by=stage.dora, at=stage.ago(2), text="Why Tower 7 took twice as long as we thought"
    )
    alone(stage)
    prompts.introduce_own(
        by=stage.ben,
        at=stage.ago(40),
        name="Before a start-up",
        questions=[
            "What are you looking forward to about it?",
            "Who relies on it, and what would help them most?",
            "What do you want to learn this time?",
        ],
    )


def looked_into(stage: Stage, talk: CheckIn) -> None:
    """What the three said, and what they will do."""
    at = talk.planned_at + timedelta(minutes=50)
    for person, text in (
        (stage.ben, "What the night crew knows about our estimates"),
        (stage.cleo, "Where the hand-over sheet helped, and where not"),
    ):
        point = agenda.add_agenda_point(talk, by=person, at=stage.ago(16), text=text)
        agenda.mark_agenda_point(point, by=person, at=at, done=True)
    agenda.add_agenda_point(
        talk, by=stage.dora, at=stage.ago(16), text="Could we estimate together, and not each alone"
    )
    notes.write_notes(talk, by=stage.cleo, at=at, text=GROUP_NOTES, version=0)
    commitments.commit(
        talk,
        by=stage.dora,
        at=at,
        what="Ask the night crew for the three longest visits of October",
        who=stage.dora,
        until=stage.at.date() + timedelta(days=3),
    )
    holding.hold(talk, by=stage.cleo, at=at)
    for person in (stage.cleo, stage.dora):
        holding.confirm(talk, by=person, at=at)


def alone(stage: Stage) -> None:
    """One reflection that ben has finished, and one he has planned."""
    kept = library.take_as_it_is("reflection", language="en", at=stage.ago(20))
    done = reflections.reflect(
        by=stage.ben, at=stage.ago(20), planned_at=stage.ago(12, 15), template=kept
    )
    asked = kept.prompts.order_by("position").values_list("pk", flat=True)
    answers: dict[UUID | None, str] = dict(zip(asked, ALONE, strict=True))
    at = stage.ago(12, 15, 30)
    preparations.save_preparation(
        done, by=stage.ben, at=at, answers=answers, version=0, feelings=["tired", "hopeful"]
    )
    holding.hold(done, by=stage.ben, at=at)
    reflections.reflect(by=stage.ben, at=stage.ago(1), planned_at=ahead_of(stage, 9), template=kept)


def ahead_of(stage: Stage, days: int) -> datetime:
    """A moment so many days ahead, at an hour of work; later where that is a weekend."""
    moment = (stage.at + timedelta(days=days)).replace(hour=13, minute=0, second=0, microsecond=0)
    is_weekend = moment.isoweekday() > 5
    return moment + timedelta(days=8 - moment.isoweekday() if is_weekend else 0)
