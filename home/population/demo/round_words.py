"""What the cast asks in its 360 rounds, and what the others answer."""

from dataclasses import dataclass

OF_BEN = ("clear-words", "handover", "one-thing")
OWN_OF_BEN = "What do you know after a start-up with me that you did not know before it?"


@dataclass(frozen=True)
class Words:
    """What one reviewer says: to each question in order, then level, keep and next."""

    texts: tuple[str, ...]
    level: int | None = None  # None: not seen
    keep: str = ""
    next: str = ""


ABOUT_BEN = (
    Words(
        (
            (
                "The sketch of the bypass on the back of the work order. I got stuck only where an "
                "arrow pointed at two pipes."
            ),
            "What was done and what was open stood there. Whom to ring I had to look for.",
            "Say before a start-up what may go wrong, as you do after it.",
            "Which of the two alarms one may wait with, and why.",
        ),
        level=3,
        keep="Reading the sheet aloud, and letting me read it back.",
        next="Put the one thing that is unusual first, even when all the rest is in order.",
    ),
    Words(
        (
            "You explained the pressure test with a garden hose. I have used that myself since.",
            "The photos of the valves helped. Two of them had no label, and I rang the day crew.",
            "Leave the laptop with the apprentice once, and stand behind.",
            "That a pump may be loud and well at the same time.",
        ),
        level=3,
        keep="The photo of how it looked when you left.",
        next="Write down whom to ask after six in the evening.",
    ),
    Words(
        (
            (
                "Your mail about Harbour Road had the question in its first line. I could "
                "answer from "
                "the train."
            ),
            "All I needed, in the order in which I needed it. I would not change anything.",
            "Ask the caretaker what they want to know, before we begin to explain.",
            "How to see on the curve that a filter is full.",
        ),
        level=4,
        keep="You hand over to one person and say their name.",
        next="Come back after a week and ask what was missing.",
    ),
    Words(
        (
            (
                "The drawing at the kick-off. The words for the valves were ours and not the "
                "caretaker’s, and she nodded too politely."
            ),
            "The list of open points was good. I looked for the key of the plant room for an hour.",
            "Tell us by noon when a day gets tight. At four we cannot move anybody any more.",
            "Where the noise comes from that everybody hears and nobody writes down.",
        ),
        level=2,
        keep="Open points with a day and a name.",
        next="Keys, codes and gates on top of the sheet.",
    ),
    Words(
        (
            "You said “I do not know yet, I will tell you on Thursday”, and on Thursday you did.",
            (
                "In the sheet of the school I found everything but the changed setpoint. It was "
                "in your "
                "head."
            ),
            "Let somebody else speak first when we look at what went wrong.",
            "That I can say stop without having to prove it first.",
        ),
        level=3,
        keep="Saying what you are not sure of.",
        next="Changes of a setpoint belong on paper at the moment they are made.",
    ),
    Words(
        (
            (
                "In the design review you drew the load path until everybody saw it. That was "
                "clear to "
                "me for the first time."
            ),
            "The hand-over of the turbine hall took ten minutes and left no question.",
            "Take one plant less in a week, and finish its papers the same day.",
            "How to plan a start-up so that two of us are enough.",
        ),
        level=4,
        keep="Ten minutes, standing in front of the plant.",
        next="Let the night shift say what they would have liked to know.",
    ),
)
COACH_ABOUT_BEN = Words(
    (
        "You explain in pictures, and you check what has arrived. That you get from few people.",
        "Your sheets have become shorter and better since spring.",
        "Say no a week earlier. You hold out too long, and then it is an evening.",
        "I learnt from you to ask the caretaker first.",
    ),
    level=4,
    keep="Letting others explain it back to you.",
    next="Hand over one start-up in whole, and do not come along.",
)
BEN_ABOUT_BEN = Words(
    (
        "I think that drawings work, and long mails do not.",
        "I believe that all is in them. The calls at night say otherwise.",
        "Finish the papers on the day.",
        "I hope: when one may wait.",
    ),
    level=3,
    keep="Drawing.",
    next="Write less, and on the day.",
)
OF_CLEO = ("easier", "safe-work", "taught")
ABOUT_CLEO = (
    (
        "You had the parts sorted by machine before I came. We began an hour earlier.",
        "You locked the switch yourself and gave me the key. Nobody had to ask.",
        "How to hear a dry bearing. You let me be wrong twice first.",
    ),
    (
        "Your list of spare parts has the numbers that the shop understands.",
        "You stopped the lift at Millbrook although all of us wanted to go home.",
        "How to talk to a customer who is angry at the one before you.",
    ),
    (
        "You rang at seven and not at nine when the road was closed.",
        "The short round at the gate, with the drawing in the hand.",
        "",
    ),
)
OF_ADA = ("decision", "room-for-others")
ABOUT_ADA = (
    (
        (
            "For the new bearings you gave us the three reasons in writing. I was against "
            "it, and I "
            "could live with it."
        ),
        (
            "You ask whoever has not spoken yet, and you wait for the answer. Please also do it on "
            "the phone."
        ),
    ),
    (
        (
            "The decision about the crane came after we had ordered. I would have needed it a week "
            "before."
        ),
        "You let the apprentice present, and did not correct her in front of the customer.",
    ),
    (
        "You said openly which number would change your mind. That made it easy to bring it.",
        "In the Monday round there are ten minutes in which only the others talk.",
    ),
    (
        "We keep to what was decided, since everybody knows why. Write the why into the log, too.",
        "When you are in a hurry you answer your own questions. I have seen you notice it.",
    ),
)
ADA_ABOUT_ADA = (
    "I want to decide late enough to know and early enough to help. I am mostly too late.",
    "I try to be silent for as long as I can stand it.",
)
