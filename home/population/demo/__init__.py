"""The newest weeks of the demo's cast, told through the services, so that each page shows much."""

from datetime import datetime

from home.population.demo.agreements import tell_agreement, tell_help
from home.population.demo.asking import tell_requests
from home.population.demo.capabilities import tell_capabilities
from home.population.demo.circles import tell_circles
from home.population.demo.feedback import tell_feedback
from home.population.demo.goals import tell_goals
from home.population.demo.groups import tell_groups
from home.population.demo.mastery import tell_mastery
from home.population.demo.people import ask_for_coaching
from home.population.demo.protection import protect
from home.population.demo.rounds import tell_rounds
from home.population.demo.stage import Stage
from home.population.demo.talks import tell_talks


def tell(at: datetime) -> None:
    """Tell the story as it stands `at` this moment."""
    stage = Stage.set(at)
    tell_capabilities(stage)
    tell_goals(stage)
    tell_talks(stage)
    tell_circles(stage)
    tell_agreement(stage)
    given = tell_feedback(stage)
    tell_mastery(stage, given)
    tell_groups(stage)
    ask_for_coaching(stage)
    tell_help(stage)
    tell_requests(stage)
    tell_rounds(stage)
    protect(stage)
