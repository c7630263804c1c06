"""The rules by which talks are planned, and the talks and nudges that follow from them."""

from datetime import date, time, timedelta
from itertools import count

from accounts.models import Coaching, Person, Team
from dialogue.cadence import Rule
from dialogue.selectors.cadence import Proposal
from dialogue.services.cadence import set_rule
from dialogue.services.nudging import plan_nudges
from dialogue.services.planning import plan_check_ins
from home.population.world import World

RULES_FOR_TEAMS = 4


def set_rules(world: World) -> None:
    """Let an admin set a rule for everyone, and others for a few teams; in a demo for one pair."""
    at = world.plan.at
    root = Person.objects.here().filter(role=Person.Role.ADMIN).by_name()[0]
    start = at.date() - timedelta(days=world.days.today)
    everyone = Rule(2, "weeks", start, weekdays=(2, 4), local_time=time(14, 0))
    set_rule(Proposal("everyone", everyone, min_weeks=1, max_weeks=6), by=root, at=at)
    teams = Team.objects.filter(kind=Team.Kind.TEAM).by_name()[:RULES_FOR_TEAMS]
    for team, weekday in zip(teams, (1, 3, 4, 5), strict=False):
        rule = Rule(3, "weeks", start, weekdays=(weekday,), local_time=time(10, 30))
        set_rule(Proposal("team", rule, team=team), by=root, at=at)
    if world.plan.is_demo:
        set_rule_of_ada_and_ben(root, world)


def set_rule_of_ada_and_ben(root: Person, world: World) -> None:
    """Let the two of the demo talk on the next working day, and every two weeks after it."""
    pair = Coaching.objects.get(coach__email="ada@example.org", coachee__email="ben@example.org")
    day = next_working_day(world.plan.at.date())
    rule = Rule(
        2, "weeks", day - timedelta(weeks=2), weekdays=(day.isoweekday(),), local_time=time(14, 30)
    )
    set_rule(Proposal("pair", rule, coaching=pair), by=root, at=world.plan.at)


def next_working_day(today: date) -> date:
    """Return the first day after today from Monday to Friday."""
    days = (today + timedelta(days=n) for n in count(1))
    return next(day for day in days if day.isoweekday() <= 5)


def plan_ahead(world: World) -> None:
    """Plan the next talk of every pair and what is to be told of it, as the beat does."""
    world.counts["planned"] = plan_check_ins(at=world.plan.at).created
    world.counts["nudges"] = plan_nudges(at=world.plan.at)
