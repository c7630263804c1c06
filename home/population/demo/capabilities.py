"""What the cast proposes about capabilities: one adopted, one declined, one that is open."""

from accounts.models import Team
from goals.models import Capability
from goals.selectors.wording import Wording
from goals.services import capabilities, capability_talk, purposes
from home.population.demo.stage import Stage

VIBRATION = Wording(
    "Reading vibration",
    "Hear and measure from a running machine what is about to wear out.",
    (
        ("Learning", "Puts the sensor where the plan shows and names the bearing it belongs to."),
        ("With help", "Compares a measurement with the last one and shows somebody what changed."),
        ("On my own", "Says from the curve which part is wearing, and it is when it is opened."),
        ("Showing others", "Lets an apprentice read the curve first and opens the part with them."),
        ("Shaping how we do it", "Has changed where we measure, and we find faults weeks earlier."),
    ),
)  # fmt: skip
GOOD_COLLEAGUE = Wording(
    "Being a good colleague",
    "Be somebody whom others like to work with.",
    (
        ("Learning", "Is friendly to everybody."),
        ("On my own", "Is reliable and always positive."),
        ("Shaping how we do it", "Is a role model."),
    ),
)
TEAM_BEFORE = "We design blades that last."
TEAM_NOW = "We design blades that last twenty-five winters and that two people can look after."


def tell_capabilities(stage: Stage) -> None:
    """Let ada's team word its purpose, and three proposals stand at three ends."""
    team = Team.objects.get(memberships__person=stage.ada, memberships__is_home=True)
    purposes.state(TEAM_BEFORE, team=team, by=stage.ada, at=stage.ago(80))
    purposes.state(TEAM_NOW, team=team, by=stage.ben, at=stage.ago(30))
    vibration = capabilities.propose(
        VIBRATION, by=stage.ben, at=stage.ago(48),
        reason="We replace bearings by the calendar. Some of us hear them, and it can be learnt.",
    )  # fmt: skip
    capability_talk.support(vibration, by=stage.cleo, at=stage.ago(47))
    answer = "Tomorrow’s work order at Harbour Road is a good first one to try it on."
    capabilities.accept(vibration, answer=answer, by=stage.root, at=stage.ago(44))
    colleague = capabilities.propose(GOOD_COLLEAGUE, by=stage.dora, at=stage.ago(25))
    answer = (
        "This says what somebody is like, and not what one could have seen. I think that you mean "
        "“Listening” and “Handing over”: have a look whether a level is missing there."
    )
    capabilities.decline(colleague, answer=answer, by=stage.root, at=stage.ago(23))
    reword_handing_over(stage)


def reword_handing_over(stage: Stage) -> None:
    """Let cleo propose other words for a level, with ada and ben behind it."""
    handing_over = Capability.objects.adopted().get(library_slug="handing-over")
    words = Wording.of(handing_over)
    name, _behaviour = words.levels[2]
    seen = (
        "Hands over what is done, what is open, what is unusual and whom to ask, with a picture of "
        "anything that was left open, and the next person begins without calling."
    )
    levels = (*words.levels[:2], (name, seen), *words.levels[3:])
    change = capabilities.propose_change(
        handing_over, words=Wording(words.name, words.description, levels), version=1,
        reason="Twice last month I stood in front of an open valve that the sheet did not name.",
        by=stage.cleo, at=stage.ago(4),
    )  # fmt: skip
    for person in (stage.ada, stage.ben):
        capability_talk.support(change, by=person, at=stage.ago(3))
    said = "On the night shift the phone is often wet. One picture is fine, five would be too many."
    capability_talk.comment(change, text=said, by=stage.dora, at=stage.ago(2))
