"""A support group of the cast: around handing over, with a goal, and one who would like to join."""

from dialogue.services import support_groups as groups
from goals.models import Capability
from goals.services import goals
from home.population.demo.stage import Stage


def tell_groups(stage: Stage) -> None:
    """Let ben found it, the others join by agreement, and dora ask."""
    around = [Capability.objects.adopted().get(library_slug="handing-over")]
    group = groups.found(
        name="Night shift",
        purpose="Nobody who takes over from us has to call us at home.",
        capabilities=around,
        by=stage.ben,
        at=stage.ago(60),
    )
    for number, person in enumerate((stage.cleo, *stage.others)):
        asked = groups.invite(group, person=person, by=stage.ben, at=stage.ago(58 - number))
        groups.accept(asked, by=person, at=stage.ago(57 - number))
    groups.ask(group, by=stage.dora, at=stage.ago(2))
    goals.propose(
        "Every hand-over is read within the hour",
        why_it_matters="What is read at once can still be asked about.",
        team=group,
        by=stage.cleo,
        at=stage.ago(30),
    )
