"""What the cast told each other in the last two weeks."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from accounts.models import Person
from feedback.models import Feedback
from feedback.services import drafts, ratio
from feedback.services.filing import file
from feedback.services.giving import Piece, give
from feedback.services.receiving import mark_read, thank
from feedback.services.replies import reply
from goals.models import Capability, Value
from home.population.demo.stage import Stage

HOUR = timedelta(hours=1)
A_DRAFT = UUID("5d9b5f0e-6a34-4c55-9d4e-2f6d1c7b8a10")


@dataclass(frozen=True)
class Line:
    """Who gave what to whom, how many days ago."""

    giver: str
    recipient: str
    days: int
    piece: Piece
    capability: str = ""  # as the ready library calls it
    values: tuple[str, ...] = ()


LINES = (
    Line("cleo", "ben", 2, Piece(
        "praise", "everyone", "You rang me before the crew left and swapped the two vans.",
        "On Tuesday, when the valve drawing for St Olave's was missing at 06:40.",
        "Nobody waited, and the ward stayed at 21 °C.",
    ), "planning", ("Leave it easier",)),
    Line("ada", "ben", 5, Piece(
        "improvement", "recipient",
        "The sheet said 'checked', without what was checked and what you found.",
        "At the hand-over from Harbour Road on Thursday.",
        "The night crew opened the panel again and lost an hour.",
        "Write one line for each open point: what, where, and who waits for it. Three would do.",
    ), "handing-over"),
    Line("dora", "ben", 9, Piece(
        "praise", "recipient_and_coaches",
        "You told me on Monday that the date would slip, and not on Friday.",
        "In the plan for the ferry terminal.",
        "I could move two crews and did not have to apologise to anybody.",
    ), "", ("Say it early",)),
    Line("ben", "ada", 1, Piece(
        "praise", "recipient",
        "You asked the quietest person in the room before you gave your own view.",
        "In the design review for Tower 7.",
        "Yuki's sketch is what we build now. I would not have heard it.",
    )),
    Line("cleo", "ada", 6, Piece(
        "improvement", "recipient",
        "The new sequence came by mail at seven in the evening, for the next morning.",
        "Before the start-up at the dairy last week.",
        "Half of the crew read it in the van, and we did the first step twice.",
        "Send it by three, or ring the person who leads the crew. Two minutes are enough.",
    )),
    Line("dora", "ada", 11, Piece(
        "praise", "everyone",
        "You wrote down why we rejected the first idea, not only which one we took.",
        "After the flange was changed at the last minute.",
        "The supplier accepted it without another round.",
    )),
    Line("ben", "cleo", 3, Piece(
        "praise", "everyone",
        "You let Emre set the flow rate himself and only asked questions.",
        "During the start-up at Millbrook School.",
        "He has told the story to three people since.",
    )),
    Line("ada", "cleo", 8, Piece(
        "improvement", "recipient_and_coaches",
        "You answered the caretaker's question with the manual, page by page.",
        "At the swimming pool, after the second pump tripped.",
        "He nodded, and rang us the same night with the same question.",
        "Draw the pump and let him show you which valve he would turn. Then stop.",
    )),
    Line("tess", "cleo", 10, Piece(
        "praise", "recipient", "You stopped the job because the ladder stood on gravel.",
        "At the depot, with two of us already late.",
        "I want everybody to see how calm you were. Nobody argued.",
    ), "working-safely", ("Home unharmed", "Go and look")),
)  # fmt: skip


def tell_feedback(stage: Stage) -> dict[tuple[str, str], Feedback]:
    """Give it all, and let some of it be answered; return it by giver and recipient."""
    given = {(line.giver, line.recipient): tell(stage, line) for line in LINES}
    from_ada = given["ada", "ben"]
    read(stage, from_ada, 4)
    given_at = from_ada.given_at
    text = "Thank you, that is fair. I was in a hurry to get the crew on the road."
    will_try = "Read the sheet aloud to the next crew before I leave."
    thank(from_ada, text=text, will_try=will_try, by=stage.ben, at=given_at + HOUR)
    asked = "Could you show me on Monday how you would write it?"
    reply(from_ada, text=asked, by=stage.ben, at=given_at + 2 * HOUR)
    answer = "Gladly. Bring the one from Harbour Road along, we take that."
    reply(from_ada, text=answer, by=stage.ada, at=max(stage.ago(3), given_at + 3 * HOUR))
    from_cleo = given["cleo", "ada"]
    read(stage, from_cleo, 5)
    asked_at = from_cleo.given_at + 3 * HOUR
    reply(from_cleo, text="Was it the mail of Tuesday?", by=stage.ada, at=asked_at)
    answered_at = max(stage.ago(2), asked_at + HOUR)
    reply(from_cleo, text="Yes, exactly that one.", by=stage.cleo, at=answered_at)
    for pair in (("dora", "ben"), ("dora", "ada"), ("ada", "cleo"), ("tess", "cleo")):
        read(stage, given[pair], 6)
    keep_a_draft(stage)
    file(given["tess", "cleo"], by=stage.cleo, at=stage.at)
    send_later(stage)
    ratio.share(stage.ben, people=[stage.ada], at=stage.ago(3))
    return given


def tell(stage: Stage, line: Line) -> Feedback:
    giver: Person = getattr(stage, line.giver)
    recipient: Person = getattr(stage, line.recipient)
    capability = Capability.objects.adopted().filter(library_slug=line.capability or None).first()
    values = list(Value.objects.current().filter(name__in=line.values).in_order())
    what = replace(line.piece, capability=capability, values=values)
    return give([recipient], what=what, by=giver, at=stage.ago(line.days, 8, 40))[0]


def read(stage: Stage, piece: Feedback, days: int) -> None:
    """Let its recipient open it, once it was given."""
    mark_read(piece, by=piece.recipient, at=max(stage.ago(days), piece.given_at))


def send_later(stage: Stage) -> None:
    """Let ben have written something for cleo that goes out in some days."""
    words = Piece(
        "praise", "recipient", "You took my night shift without asking why.",
        "On the Friday before the start-up at the dairy.",
        "I was at home when my daughter lost her first tooth.",
        send_at=(stage.at + timedelta(days=3)).replace(hour=8, minute=0, second=0, microsecond=0),
    )  # fmt: skip
    give([stage.cleo], what=words, by=stage.ben, at=stage.ago(0, 8, 5))


def keep_a_draft(stage: Stage) -> None:
    """Let ben have begun something for ada that he has not sent."""
    fields = {
        "recipients": [str(stage.ada.pk)],
        "kind": "improvement",
        "readers": "recipient",
        "situation": "In the weekly meeting on Monday, when we came to the ferry terminal.",
        "behaviour": "You always open the point with the solution",
    }
    drafts.keep_draft(A_DRAFT, fields=fields, version=0, by=stage.ben, at=stage.ago(1, 15, 50))
