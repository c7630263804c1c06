"""The talk that ada and ben are about to have, and what is left of the last one."""

from datetime import timedelta
from uuid import UUID

from dialogue.models import CheckIn, Commitment
from dialogue.services import agenda, commitments, notes, preparations
from home.population.demo.stage import Stage

BENS_ANSWERS = (
    "The start-up at Harbour Road went through in one visit, the first time this year.",
    "I asked for the drawings a day earlier and walked the room once. I would do that again.",
)
ADAS_ANSWERS = (
    "The review of the gearbox: we decided in one afternoon what had been open since August.",
    "I let the others speak first. It took longer, and it held.",
    "The crews have one drawing now, and not three.",
    "That I explain too fast when I am sure.",
    "Tell me when a plan of mine arrives too late to be of use.",
)
LAST_NOTES = (
    "Looked back at the start-up at St Olave's. The hand-over sheet worked: nobody rang at night.\n"
    "Hard part: three people ask for the same Thursday. Ben will say no earlier.\n"
    "Ben wants to lead the next commissioning alone, with Ada's eyes on the load case."
)


def tell_talks(stage: Stage) -> None:
    """Prepare the next talk by half, and leave promises of the last one open."""
    between = CheckIn.objects.between(stage.ada, stage.ben).filter(coaching__isnull=False)
    coming = between.unsettled().planned_from(stage.at).with_people().soonest_first()[0]
    prepare(stage, coming)
    if last := between.held().with_people().newest_first().first():
        look_back(stage, last)


def prepare(stage: Stage, talk: CheckIn) -> None:
    """Ben has answered two prompts for himself; ada all of hers, and shows them."""
    prompts = list(talk.template.prompts.order_by("position")) if talk.template else []
    for person, texts, at in (
        (stage.ben, BENS_ANSWERS, stage.ago(1, 15)),
        (stage.ada, ADAS_ANSWERS, stage.ago(1, 11)),
    ):
        answers: dict[UUID | None, str] = {
            prompt.pk: text for prompt, text in zip(prompts, texts, strict=False)
        }
        preparations.save_preparation(talk, by=person, at=at, answers=answers, version=0)
    preparations.share_preparation(talk, by=stage.ada, at=stage.ago(1, 11, 30))
    for person, text in (
        (stage.ben, "Who covers for me in the week of the shutdown"),
        (stage.ada, "The load case for Tower 7: what you would do first"),
    ):
        agenda.add_agenda_point(talk, by=person, at=stage.ago(1, 14), text=text)
    mine = "Ask for two days less travel in December. Not the first point, but before we close."
    notes.write_private_note(talk, by=stage.ben, at=stage.ago(1, 15), text=mine, version=0)


def look_back(stage: Stage, talk: CheckIn) -> None:
    """Put words on the page of the last talk; two promises are open, one was kept."""
    Commitment.objects.between(stage.ada, stage.ben).open().delete()
    at = (talk.held_at or talk.planned_at) + timedelta(minutes=40)
    version = talk.notes_version
    notes.write_notes(talk, by=stage.ada, at=at, text=LAST_NOTES, version=version)
    soon = stage.at.date() + timedelta(days=2)
    for who, what, until in (
        (stage.ben, "Show Emre the start-up list", soon),
        (stage.ben, "Ask for the three oldest call-backs", None),
        (stage.ada, "Send Ben the load case of Tower 7", stage.at.date() + timedelta(days=1)),
    ):
        commitments.commit(talk, by=stage.ada, at=at, what=what, who=who, until=until)
    kept = commitments.commit(
        talk, by=stage.ben, at=at, what="Write the hand-over sheet for the night shift",
        who=stage.ben,
    )  # fmt: skip
    commitments.complete(kept, by=stage.ben, at=stage.ago(4))
