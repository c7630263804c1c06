"""A list of people comes in: looked at first, then applied as a whole or not at all.

Roles and passwords are never touched. Whoever is new sets a password by mail.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import policies
from accounts.imports.keys import team_key
from accounts.imports.people import People, PersonRow
from accounts.imports.plan import (
    PLAIN_FIELDS,
    ChangedPerson,
    Known,
    NewPerson,
    Plan,
    make_plan,
    other_teams,
)
from accounts.models import Coaching, CoachingSuggestion, Membership, Organisation, Person, Team
from accounts.services.people import search_key
from core import audit
from core.errors import RuleError

BATCH = 1000


class BrokenRows(RuleError):
    """Some rows are broken and nobody chose to leave them out."""


class Refused(RuleError):
    """The list as a whole may not be applied."""


class ChangedMeanwhile(RuleError):
    """Somebody wrote the same people or teams at the same moment."""


def plan_import(people: People, *, by: Person | None, at: datetime) -> Plan:
    """Tell what an import would do, and do nothing. `by=None` is whoever operates the server."""
    _ask_leave(by)
    return make_plan(people, _known(people), by=by, at=at)


def apply_import(
    people: People, *, by: Person | None, at: datetime, skip_broken: bool = False
) -> Plan:
    """Apply all rows or none; return what was done. The same list again changes nothing.

    With `skip_broken` the broken rows are left out, and all the others are applied or none.
    Raises `BrokenRows`, `Refused` or `ChangedMeanwhile`, each with its sentence.
    """
    _ask_leave(by)
    try:
        with transaction.atomic():
            return _apply(people, by=by, at=at, skip_broken=skip_broken)
    except IntegrityError as error:
        raise ChangedMeanwhile(
            _("Somebody changed the same people just now. Look at the preview again.")
        ) from error


def _ask_leave(by: Person | None) -> None:
    if by is not None and not policies.can_administer(by):
        raise PermissionDenied


def _apply(people: People, *, by: Person | None, at: datetime, skip_broken: bool) -> Plan:
    list(Organisation.objects.select_for_update())  # one import at a time
    known = _known(people, lock=True)
    plan = make_plan(people, known, by=by, at=at)
    if plan.refusal:
        raise Refused(plan.refusal)
    if plan.broken and not skip_broken:
        raise BrokenRows(
            ngettext(
                "Nothing was imported: %(count)d row is broken. Repair it, or leave it out.",
                "Nothing was imported: %(count)d rows are broken. Repair them, or leave them out.",
                len(plan.broken),
            )
            % {"count": len(plan.broken)},
            fields={f"row {remarks.row}": remarks.line for remarks in plan.broken},
        )
    if plan.changes_nothing:
        return plan
    teams = known.teams | _create_teams(plan, by)
    people_of = _create_people(plan.new, by, at) | _change_people(plan.changed, by, at)
    _place(plan, people_of, teams, known, at)
    _suggest(plan, people_of, known, at)
    audit.record(by=by, action="people.import", at=at, admin=True, words=plan.summary())
    return plan


# --- what is known ---------------------------------------------------------------------------


def _known(people: People, *, lock: bool = False) -> Known:
    """Read all that the list speaks of: six queries, however long it is."""
    rows = people.people
    emails = {row.email for row in rows} | {r.coach_suggestion for r in rows if r.coach_suggestion}
    numbers = {row.personnel_no for row in rows if row.personnel_no}
    found = Person.objects.filter(Q(email__in=emails) | Q(personnel_no__in=numbers))
    persons = list(found.select_for_update().order_by("pk") if lock else found)
    ids = [person.pk for person in persons]
    home_of, teams_of = _memberships(ids)
    teams = list(Team.objects.values_list("name", "pk", "kind"))
    admins = Person.objects.here().filter(role=Person.Role.ADMIN).values_list("pk", flat=True)
    return Known(
        by_email={person.email: person for person in persons},
        by_number={person.personnel_no: person for person in persons if person.personnel_no},
        home_of=home_of,
        teams_of=teams_of,
        teams={team_key(name): pk for name, pk, _kind in teams},
        pairs=_pairs(ids),
        admins=frozenset(admins),
        groups=frozenset(team_key(name) for name, _pk, kind in teams if kind == Team.Kind.GROUP),
    )


def _memberships(ids: list[UUID]) -> tuple[dict[UUID, str], dict[UUID, set[str]]]:
    home_of: dict[UUID, str] = {}
    teams_of: dict[UUID, set[str]] = defaultdict(set)
    rows = Membership.objects.filter(person__in=ids)
    for person, team, is_home in rows.values_list("person_id", "team__name", "is_home"):
        teams_of[person].add(team_key(team))
        if is_home:
            home_of[person] = team
    return home_of, teams_of


def _pairs(ids: list[UUID]) -> frozenset[tuple[UUID, UUID]]:
    coachings = Coaching.objects.filter(coachee__in=ids).values_list("coachee_id", "coach_id")
    suggested = CoachingSuggestion.objects.filter(coachee__in=ids)
    return frozenset(coachings) | frozenset(suggested.values_list("coachee_id", "coach_id"))


# --- writing ---------------------------------------------------------------------------------


def _create_teams(plan: Plan, by: Person | None) -> dict[str, UUID]:
    teams = [Team(name=team.name, kind=team.kind, founded_by=by) for team in plan.teams]
    Team.objects.bulk_create(teams, batch_size=BATCH)
    return {team_key(team.name): team.pk for team in teams}


def _create_people(new: Iterable[NewPerson], by: Person | None, at: datetime) -> dict[str, UUID]:
    people = [_person(one, by, at) for one in new]
    Person.objects.bulk_create(people, batch_size=BATCH)
    return {person.email: person.pk for person in people}


def _person(one: NewPerson, by: Person | None, at: datetime) -> Person:
    said = {name: getattr(one.row, name) for name in PLAIN_FIELDS}
    person = Person(
        **{name: value for name, value in said.items() if value is not None},
        leaves_on=one.row.left_on,
        joined_at=at,
        password=make_password(None),
    )
    person.search_key = search_key(person)
    if one.has_left and one.row.left_on:
        after = datetime.combine(one.row.left_on, time(), ZoneInfo(person.time_zone))
        person.left_at, person.left_by = min(after + timedelta(days=1), at), by
    return person


def _change_people(
    changed: Iterable[ChangedPerson], by: Person | None, at: datetime
) -> dict[str, UUID]:
    written = {"search_key", "leaves_on", "left_at", "left_by"}
    people = []
    for one in changed:
        written |= {change.field for change in one.changes if change.field in PLAIN_FIELDS}
        people.append(_with_changes(one, by, at))
    Person.objects.bulk_update(people, sorted(written), batch_size=500)
    moved = [one.person.pk for one in changed for c in one.changes if c.field == "email"]
    EmailAddress.objects.filter(user__in=moved).delete()  # the old address opens nothing any more
    return {person.email: person.pk for person in people}


def _with_changes(one: ChangedPerson, by: Person | None, at: datetime) -> Person:
    person, row = one.person, one.row
    for change in one.changes:
        if change.field in PLAIN_FIELDS:
            setattr(person, change.field, getattr(row, change.field))
        elif change.field == "left_on":
            person.leaves_on = row.left_on
    if one.leaves:
        person.left_at, person.left_by = at, by
    person.search_key = search_key(person)
    return person


def _place(
    plan: Plan, people_of: dict[str, UUID], teams: dict[str, UUID], known: Known, at: datetime
) -> None:
    """Put people into their home team and add the other teams the list names."""
    gone = {row.email for row in plan.leaving}
    gone |= {one.row.email for one in plan.changed if one.person.has_left}
    rows = (*(one.row for one in plan.new), *(one.row for one in plan.changed))
    placed = {people_of[row.email]: row for row in rows if row.email not in gone}
    moving = [pk for pk, row in placed.items() if _is_moving(row, known.home_of.get(pk, ""))]
    Membership.objects.filter(person__in=moving, is_home=True).delete()
    joined = [
        Membership(team_id=teams[team_key(name)], person_id=pk, is_home=is_home, joined_at=at)
        for pk, row in placed.items()
        for name, is_home in _teams_to_join(row, pk, known)
    ]
    Membership.objects.bulk_create(
        joined,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["team", "person"],
        update_fields=["is_home"],
    )


def _is_moving(row: PersonRow, home: str) -> bool:
    return bool(row.home_team) and team_key(row.home_team or "") != team_key(home)


def _teams_to_join(row: PersonRow, pk: UUID, known: Known) -> list[tuple[str, bool]]:
    home, already = known.home_of.get(pk, ""), known.teams_of.get(pk, set())
    if not row.home_team or not _is_moving(row, home):
        return [(name, False) for name in other_teams(row, already)]
    rest = other_teams(row, already - {team_key(home)})
    return [(row.home_team, True), *((name, False) for name in rest)]


def _suggest(plan: Plan, people_of: dict[str, UUID], known: Known, at: datetime) -> None:
    ids = {email: person.pk for email, person in known.by_email.items()} | people_of
    made = [
        CoachingSuggestion(coachee_id=ids[row.email], coach_id=ids[coach], made_at=at)
        for row, coach in plan.suggestions
    ]
    CoachingSuggestion.objects.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
