"""What ada and ben commit to. It was half a year ago, so both are asked whether it still fits."""

from accounts.models import Coaching
from accounts.services import agreements
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
