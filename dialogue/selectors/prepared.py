"""What each side answered before a talk, as far as one of them may read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Person
from dialogue.feelings import in_words
from dialogue.models import CheckIn, Preparation, Prompt
from dialogue.selectors.names import people_of


@dataclass(frozen=True)
class Said:
    """What one of the others answered and shared."""

    person: Person
    text: str


@dataclass(frozen=True)
class Question:
    """One prompt (None: whatever else is to be said) with the answers this reader may see."""

    prompt: Prompt | None
    mine: str
    theirs: tuple[Said, ...]


@dataclass(frozen=True)
class Prepared:
    """One side's preparation: its answers by prompt, and what was chosen about sharing."""

    answers: dict[UUID | None, str]
    version: int = 0
    saved_at: datetime | None = None
    shares_at_start: bool = True
    shared_at: datetime | None = None
    feelings: tuple[str, ...] = ()

    @property
    def comes(self) -> str:
        """How somebody comes to the talk, in words."""
        return in_words(self.feelings)


def prepared_by(checkin: CheckIn, viewer: Person) -> tuple[Prepared | None, dict[UUID, Prepared]]:
    """My preparation, and those of the others where I may read them, in one query."""
    rows = Preparation.objects.visible_to(viewer).filter(checkin=checkin).values(
        "person", "version", "saved_at", "shares_at_start", "shared_at", "feelings",
        "answers__prompt", "answers__text",
    )  # fmt: skip
    found: dict[UUID, Prepared] = {}
    for row in rows:
        prepared = found.setdefault(
            row["person"],
            Prepared(
                {},
                row["version"],
                row["saved_at"],
                row["shares_at_start"],
                row["shared_at"],
                tuple(row["feelings"]),
            ),
        )
        if row["answers__text"] is not None:
            prepared.answers[row["answers__prompt"]] = row["answers__text"]
    mine = found.pop(viewer.pk, None)
    return mine, found


def questions_of(
    checkin: CheckIn, mine: Prepared | None, theirs: dict[UUID, Prepared]
) -> tuple[Question, ...]:
    prompts: list[Prompt | None] = [*prompts_of(checkin)]
    people = people_of(checkin)
    said = [(people[pk], prepared) for pk, prepared in theirs.items()]
    return tuple(
        Question(
            prompt,
            answer(mine, prompt),
            tuple(Said(one, text) for one, their in said if (text := answer(their, prompt))),
        )
        for prompt in [*prompts, None]
    )


def prompts_of(checkin: CheckIn) -> list[Prompt]:
    """What this talk asks, in its order."""
    return list(checkin.template.prompts.order_by("position")) if checkin.template else []


def answer(side: Prepared | None, prompt: Prompt | None) -> str:
    return side.answers.get(prompt.pk if prompt else None, "") if side else ""
