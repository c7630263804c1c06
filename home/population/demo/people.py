"""Questions that wait: who would like to be coached by whom."""

from accounts.services import coaching
from home.population.demo.stage import Stage


def ask_for_coaching(stage: Stage) -> None:
    """Let one question wait for ada, one for ben and an offer for cleo."""
    coaching.ask(stage.ada, coachee=stage.dora, by=stage.dora, at=stage.ago(1, 13))
    coaching.ask(stage.ben, coachee=stage.others[0], by=stage.others[0], at=stage.ago(2, 10))
    coaching.ask(stage.tess, coachee=stage.cleo, by=stage.tess, at=stage.ago(1, 9))
