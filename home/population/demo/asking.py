"""What the cast asks about itself, and what two of the asked answer."""

from feedback.models import Asked
from feedback.services import asking
from feedback.services.giving import Piece
from home.population.demo.stage import Stage

ANSWER = Piece(
    "praise", "recipient",
    "You drew the bypass on the back of the work order, and then let me explain it to you.",
    "When you showed me the plant room at Harbour Road, two weeks ago.",
    "I found it alone on the next call, in the dark.",
)  # fmt: skip


def tell_requests(stage: Stage) -> None:
    """Let cleo ask ben and others, and ben ask cleo and a partner outside, who both answered."""
    asking.ask(
        "When I hand a plant over to you, what is missing that you then have to look for?",
        people=[stage.ben, stage.dora], by=stage.cleo, at=stage.ago(1, 10, 20),
    )  # fmt: skip
    request = asking.ask(
        "What do I do, when I explain a plant, that helps you to run it without me?",
        people=[stage.cleo, stage.ada], emails=["caretaker@millbrook-school.example"],
        by=stage.ben, at=stage.ago(7, 11, 5),
    )  # fmt: skip
    asking.answer(request, what=ANSWER, by=stage.cleo, at=stage.ago(5, 16, 30))
    partner = Asked.objects.get(request=request, person=None)
    asking.answer_as_partner(
        partner,
        name="Mair Pritchard, caretaker",
        helped="You labelled the valves with words that we use, and not with numbers.",
        next_time="Tell me by mail when the filters arrive. I waited at the gate twice.",
        at=stage.ago(4, 14, 0),
    )
