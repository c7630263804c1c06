"""The parts in order, in one transaction: all of it or nothing."""

from contextlib import nullcontext
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction

from accounts.models import Organisation, Person
from feedback.services.protection_patterns import look_for_patterns
from feedback.services.ratio import publish_due
from home.population import demo
from home.population.agreements import Agreements
from home.population.capabilities import make_capabilities, make_values
from home.population.chance import new_id, stream
from home.population.circles import Circles
from home.population.coaching import Coachings
from home.population.feedback import Pieces
from home.population.goals import Goals
from home.population.loading import without_indexes
from home.population.mastery import Masteries
from home.population.people import People, make_absences, make_teams
from home.population.rhythm import plan_ahead, set_rules
from home.population.rounds import Rounds
from home.population.talks import Talks
from home.population.world import Plan, World

MANY = 1000  # people from whom on it pays to make indexes at the end


@transaction.atomic
def populate(plan: Plan) -> dict[str, int]:
    """Make an organisation in an empty database; return how much of each there is.

    Raises CommandError when anybody is here already.
    """
    if Person.objects.exists():
        raise CommandError("There are people here already, so nothing was changed.")
    world = World.empty(plan)
    Organisation.objects.update_or_create(
        defaults={"name": "Nordlys Engineering", "is_demo": plan.is_demo}
    )
    with without_indexes(tables()) if plan.people >= MANY else nullcontext():
        make_history(world)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    set_rules(world)
    plan_ahead(world)
    if plan.is_demo:
        demo.tell(plan.at)
    world.counts["patterns"] = sum(look_for_patterns(at=plan.at).values())
    world.counts["ratio windows"] = len(publish_due(at=plan.at))
    return {"people": len(world.people), **world.counts}


def make_history(world: World) -> None:
    """Make everything that lies in the past."""
    root = new_id(stream(world.plan.seed, "root"))
    People(world, root).make()
    make_teams(world)
    make_absences(world)
    coachings = Coachings(world)
    coachings.make()
    Agreements(world).make(coachings.talking)
    make_values(world, root)
    make_capabilities(world, root)
    Goals(world).make(root)
    Masteries(world).make()
    Talks(world).make(coachings.talking)
    Circles(world).make()
    Pieces(world).make()
    Rounds(world).make()


def tables() -> list[str]:
    """Return the tables that hold the many rows."""
    from django.apps import apps  # the registry is complete only when a command runs

    ours = ("accounts", "goals", "dialogue", "feedback", "notifications")
    models: list[Any] = [model for app in ours for model in apps.get_app_config(app).get_models()]
    return [f'"{model._meta.db_table}"' for model in models]
