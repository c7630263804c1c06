"""Nordlys Engineering, the organisation of the tests, built through the services."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from accounts.models import Membership, Organisation, Person, Team
from accounts.services import coaching
from accounts.services.people import create_person, deactivate
from notifications.models import Notification

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)  # a Thursday morning


def nordlys() -> SimpleNamespace:
    """Let everybody come, and be in their teams; ada coaches ben; zoe leaves."""
    long_ago = NOW - timedelta(days=400)
    Organisation.objects.get_or_create(defaults={"name": "Nordlys Engineering"})

    def person(name: str, **details) -> Person:
        email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
        return create_person(
            email=email,
            name=name,
            by=None,
            at=long_ago,
            password="demo",
            time_zone="Europe/Oslo",
            **details,
        )

    people = SimpleNamespace(
        ada=person("Ada Lindqvist", job_title="Lead engineer"),
        ben=person("Ben Haddad", job_title="Commissioning engineer"),
        cleo=person("Cleo Adeyemi", job_title="Service technician"),
        dora=person("Dora Wójcik", job_title="Planner"),
        root=person("Root Solberg", role="admin"),
        tess=person("Tess Vogel", is_trusted=True),
        zoe=person("Zoe Tanaka"),
    )
    turbines = Team.objects.create(name="Turbine Design", founded_by=people.ada)
    supply = Team.objects.create(name="Supply Chain", founded_by=people.dora)
    for member in (people.ada, people.ben, people.cleo):
        Membership.objects.create(team=turbines, person=member, is_home=True)
    Membership.objects.create(team=supply, person=people.dora, is_home=True)
    relation = coaching.ask(people.ada, coachee=people.ben, by=people.ben, at=long_ago)
    coaching.accept(relation, by=people.ada, at=long_ago)
    relation.refresh_from_db()
    deactivate(people.zoe, by=people.root, at=NOW - timedelta(days=30))
    Notification.objects.all().delete()  # what they were told back then is long done with
    people.coaching, people.turbines, people.supply = relation, turbines, supply
    return people
