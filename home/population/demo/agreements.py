"""What ada and ben commit to, what he asks her for, and what a new coach starts from.

The agreement was half a year ago, so both are asked whether it still fits.
"""

from accounts.models import Coaching
from accounts.services import agreements, coaching
from dialogue.services import asking, handover
from home.population.demo.stage import Stage

ADAS_PART = (
    "Every second Thursday is yours, also in the weeks of a shutdown.\n"
    "I ask before I advise, and I tell you within two days when something could go better."
)
BENS_PART = (
    "I bring one thing that I do not understand yet.\n"
    "I say no to a third job on the same day, and I tell you when I could not."
)
BENS_FIRST = (
    "I bring one thing that I do not understand yet.\nI say no to a third job on the same day."
)


def tell_agreement(stage: Stage) -> None:
    """Both wrote and confirmed; ben had put it in fewer words at first."""
    coaching = Coaching.objects.active().get(coach=stage.ada, coachee=stage.ben)
    for version, (side, text, days) in enumerate(
        ((stage.ben, BENS_FIRST, 204), (stage.ada, ADAS_PART, 203), (stage.ben, BENS_PART, 199))
    ):
        agreements.write(coaching, by=side, at=stage.ago(days), text=text, version=version)
    for side, days in ((stage.ada, 198), (stage.ben, 197)):
        agreements.confirm(coaching, by=side, at=stage.ago(days), version=3)


WANTED = "Saying no to a customer who rings me and not the planner."
WHERE_CLEO_STANDS = (
    "I run start-ups alone, and teach two apprentices. What I avoid is the talk before: what the "
    "plant must not do. I would like to begin there."
)


def tell_help(stage: Stage) -> None:
    """Ben asks ada for help; cleo has a new coach, and shows dora where she stands."""
    asking.ask_for_help(
        stage.ben, by=stage.ben, at=stage.ago(1, 16), text=WANTED, coaches=[stage.ada.pk]
    )
    relations = Coaching.objects.filter(coach=stage.dora, coachee=stage.cleo, ended_at=None)
    if not relations.exists():
        asked = coaching.ask(stage.dora, coachee=stage.cleo, by=stage.cleo, at=stage.ago(6))
        coaching.accept(asked, by=stage.dora, at=stage.ago(5))
    mine = handover.own_open_commitments(stage.cleo)
    handover.hand_over(
        relations.get(), by=stage.cleo, at=stage.ago(4), words=WHERE_CLEO_STANDS,
        commitments=[one.pk for one in mine[:2]], goals=[], shows_agreements=True, version=0,
    )  # fmt: skip
