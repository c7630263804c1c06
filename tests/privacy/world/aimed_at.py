"""Goals and their numbers, changes of them, and where they came from."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from goals import origins
from goals.services import (
    comments,
    goals,
    measurements,
    metrics,
    owners,
    participation,
    proposals,
    purposes,
)
from tests.privacy.world.world import World


def aimed(w: World) -> None:
    """Goals are open to every member; what was taken back is open to nobody."""
    at = w.ago(days=25)
    purposes.state("We keep the lights on.", team=None, by=w.root, at=at)
    purposes.state("We draw blades.", team=w.turbines, by=w.ben, at=at)
    why = w.word("goal", "members")
    both = [w.ben, w.cleo]
    goal = goals.propose("On the first visit", why_it_matters=why, owners=both, by=w.ben, at=at)
    owners.agree(goal, by=w.cleo, at=at)
    w.add("goal", "agreed", goal, "members")
    asked = goals.propose(
        "Hand-overs the same day", why_it_matters="Ask.", owners=both, by=w.ben, at=at
    )
    w.add("goal", "proposed", asked, "members")
    w.add("own_goal", "proposed", asked, "ben cleo")
    participation.join(goal, by=w.finn, at=at)
    participation.join(asked, by=w.finn, at=at)
    metric = metrics.add(goal, name="Visits", unit="%", ambition=Decimal(92), by=w.ben, at=at)
    w.add("metric", "followed", metric, "members")
    taken = measurements.measure(metric, value=Decimal(80), by=w.ben, at=w.now)
    w.add("measurement", "new", taken, "members")
    said = comments.comment(goal, text=w.word("comment", "members"), by=w.finn, at=at)
    w.add("comment", "said", said, "members")
    gone = comments.comment(goal, text=w.word("comment_gone", ""), by=w.finn, at=at)
    comments.withdraw(gone, by=w.finn, at=at)
    w.add("comment", "withdrawn", gone, "")
    changed(w, goal, at)


def changed(w: World, goal: Any, at: datetime) -> None:
    """A change that waits for an answer, one that was accepted, and where a goal came from."""
    reason = w.word("proposal", "members")
    asked = {"reason": reason, "by": w.finn, "at": at}
    made = proposals.propose(goal, changes={"title": "Fixed at once"}, **asked)
    w.add("proposal", "open", made, "members")
    team = proposals.propose(goal, changes={"team": w.turbines}, by=w.cleo, at=at)
    proposals.accept(team, by=w.ben, at=at)
    # What it was started from is private to the recipient, or to the two who talked.
    for named in (
        f"feedback/{w.key('feedback', 'alone')}",
        f"checkin/{w.key('checkin', 'held')}",
        f"commitment/{w.key('commitment', 'old_ben')}",
    ):
        origins.keep(named, goal=goal, by=w.ben, at=at)
