"""What an import would do: the rows of a list beside what the app knows already.

Nothing here writes or asks the database; `Known` holds all that has to be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.imports.cells import Remark
from accounts.imports.headings import FIELDS
from accounts.imports.keys import team_key
from accounts.imports.people import People, PersonRow, Remarks
from accounts.models import Person, Team

PLAIN_FIELDS = (
    "email",
    "name",
    "personnel_no",
    "preferred_name",
    "job_title",
    "location",
    "country",
    "time_zone",
    "language",
    "started_on",
)


@dataclass(frozen=True)
class Known:
    """The part of the organisation that a list speaks of. Teams are known by `team_key`."""

    by_email: dict[str, Person] = field(default_factory=dict)
    by_number: dict[str, Person] = field(default_factory=dict)
    home_of: dict[UUID, str] = field(default_factory=dict)
    teams_of: dict[UUID, set[str]] = field(default_factory=dict)
    teams: dict[str, UUID] = field(default_factory=dict)
    pairs: frozenset[tuple[UUID, UUID]] = frozenset()  # coachee, coach: related or suggested ever
    admins: frozenset[UUID] = frozenset()
    groups: frozenset[str] = frozenset()  # support groups, which are joined by agreement

    def person(self, row: PersonRow) -> Person | None:
        """Who the row is about: by address, or by personnel number where the address is new."""
        return self.by_email.get(row.email) or self.by_number.get(row.personnel_no or "")


@dataclass(frozen=True)
class Change:
    """One thing about a person that an import changes, before and after."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        return str(FIELDS[self.field])


@dataclass(frozen=True)
class NewPerson:
    """Somebody the app does not know yet; `has_left` if their last day is over."""

    row: PersonRow
    has_left: bool


@dataclass(frozen=True)
class ChangedPerson:
    """Somebody the app knows; `leaves` if the import closes their account."""

    row: PersonRow
    person: Person
    changes: tuple[Change, ...]
    leaves: bool


@dataclass(frozen=True)
class NewTeam:
    name: str
    kind: str

    @property
    def kind_label(self) -> str:
        return str(Team.Kind(self.kind).label)


@dataclass(frozen=True)
class Plan:
    """All that an import would do. `refusal` says why it may not be done at all, if so."""

    new: tuple[NewPerson, ...] = ()
    changed: tuple[ChangedPerson, ...] = ()
    unchanged: tuple[PersonRow, ...] = ()
    teams: tuple[NewTeam, ...] = ()
    suggestions: tuple[tuple[PersonRow, str], ...] = ()
    broken: tuple[Remarks, ...] = ()
    notes: tuple[Remarks, ...] = ()
    doubled: tuple[int, ...] = ()
    refusal: str = ""

    @property
    def leaving(self) -> tuple[PersonRow, ...]:
        """Whose account is closed, or never opened, since their last day is over."""
        arrived = [one.row for one in self.new if one.has_left]
        return (*arrived, *(one.row for one in self.changed if one.leaves))

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed or self.teams or self.suggestions)

    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "left": len(self.leaving),
            "teams": len(self.teams),
            "suggestions": len(self.suggestions),
            "doubled": len(self.doubled),
            "broken": len(self.broken),
        }

    def summary(self) -> str:
        """One line in numbers."""
        return (
            _(
                "%(new)d new, %(changed)d changed, %(unchanged)d unchanged, %(left)d of them left; "
                "teams to create: %(teams)d, coaching suggestions: %(suggestions)d, "
                "doubled rows: %(doubled)d, broken rows: %(broken)d."
            )
            % self.counts()
        )


def make_plan(people: People, known: Known, *, by: Person | None, at: datetime) -> Plan:
    """Compare each person of the list with what is known of them."""
    people = people.without(_conflicts(people, known))
    new, changed, unchanged = [], [], []
    for row in people.people:
        person = known.person(row)
        if person is None:
            new.append(NewPerson(row, has_left=_is_over(row, row.time_zone or "UTC", at)))
            continue
        changes = tuple(_changes(row, person, known))
        if changes:
            changed.append(ChangedPerson(row, person, changes, _leaves(row, person, at)))
        else:
            unchanged.append(row)
    leaving = {one.person.pk for one in changed if one.leaves}
    gone = {one.row.email for one in new if one.has_left}
    gone |= {one.row.email for one in changed if one.leaves or one.person.has_left}
    staying = [row for row in people.people if not _has_gone(row, gone, known)]
    return Plan(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        teams=tuple(_new_teams(staying, known)),
        suggestions=tuple(_suggestions(staying, gone, known)),
        broken=people.broken,
        notes=people.notes,
        doubled=people.doubled,
        refusal=_refusal(leaving, known, by),
    )


# --- who leaves ------------------------------------------------------------------------------


def _is_over(row: PersonRow, zone: str, at: datetime) -> bool:
    """Tell whether the last day has passed where this person works."""
    return row.left_on is not None and row.left_on < at.astimezone(ZoneInfo(zone)).date()


def _leaves(row: PersonRow, person: Person, at: datetime) -> bool:
    is_said = row.left_on is not None and row.left_on != person.leaves_on
    zone = row.time_zone or person.time_zone
    return is_said and not person.has_left and _is_over(row, zone, at)


def _has_gone(row: PersonRow, gone: set[str], known: Known) -> bool:
    person = known.person(row)
    return row.email in gone or (person is not None and person.has_left)


def _refusal(leaving: set[UUID], known: Known, by: Person | None) -> str:
    if by is not None and by.pk in leaving:
        return _("The list says that you have left. Ask another admin to import it.")
    if known.admins and known.admins <= leaving:
        return _("The list says that the last admin has left. Make somebody else an admin first.")
    return ""


# --- what changes ----------------------------------------------------------------------------


def _changes(row: PersonRow, person: Person, known: Known) -> Iterator[Change]:
    for name in PLAIN_FIELDS:
        before, after = getattr(person, name), getattr(row, name)
        if after is not None and after != before:
            yield Change(name, _shown(before), _shown(after))
    if not person.has_left:  # an import opens no closed account, and places nobody who left
        yield from _moves(row, person, known)


def _moves(row: PersonRow, person: Person, known: Known) -> Iterator[Change]:
    if row.left_on is not None and row.left_on != person.leaves_on:
        yield Change("left_on", _shown(person.leaves_on), _shown(row.left_on))
    home = known.home_of.get(person.pk, "")
    if row.home_team and team_key(row.home_team) != team_key(home):
        yield Change("home_team", home, row.home_team)
    if joined := other_teams(row, known.teams_of.get(person.pk, set())):
        yield Change("other_teams", "", ", ".join(joined))


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def other_teams(row: PersonRow, already: set[str]) -> list[str]:
    """Teams to join beside the home team. An import takes nobody out of a team they chose."""
    taken = already | {team_key(row.home_team or "")}
    return [name for name in row.other_teams if team_key(name) not in taken]


def _new_teams(rows: list[PersonRow], known: Known) -> Iterator[NewTeam]:
    found = dict.fromkeys(known.teams, "")
    kinds = (
        (Team.Kind.TEAM, [row.home_team for row in rows if row.home_team]),
        (Team.Kind.WORKSTREAM, [name for row in rows for name in row.other_teams]),
    )
    for kind, names in kinds:
        for name in names:
            if team_key(name) not in found:
                found[team_key(name)] = name
                yield NewTeam(name, kind.value)


def _suggestions(
    rows: list[PersonRow], gone: set[str], known: Known
) -> Iterator[tuple[PersonRow, str]]:
    """A line of the file only suggests; it never makes anybody a coach."""
    listed = {row.email: known.person(row) for row in rows}
    for row in rows:
        email = row.coach_suggestion
        if not email or email == row.email or email in gone:
            continue
        coach, coachee = listed.get(email) or known.by_email.get(email), listed[row.email]
        if email not in listed and (coach is None or coach.has_left):
            continue  # in a broken row, or no longer here
        if not (coach and coachee and (coachee.pk, coach.pk) in known.pairs):
            yield row, email


# --- what contradicts ------------------------------------------------------------------------


def _conflicts(people: People, known: Known) -> Iterator[Remarks]:
    rows_of: dict[UUID, int] = {}
    for row in people.people:
        field_name, sentence = _conflict(row, people, known, rows_of)
        if person := known.person(row):
            rows_of.setdefault(person.pk, row.row)
        if sentence:
            remark = Remark(people.headings.get(field_name, ""), sentence)
            yield Remarks(row.row, row.name, (remark,))


def _conflict(
    row: PersonRow, people: People, known: Known, rows_of: dict[UUID, int]
) -> tuple[str, str]:
    """The field and the sentence of the first contradiction, both empty if there is none."""
    person = known.person(row)
    if person and person.pk in rows_of:
        return "email", _("Row %(row)d is about %(who)s as well. Keep one of the two.") % {
            "row": rows_of[person.pk],
            "who": person.name,
        }
    if sentence := _somebody_else(row, known):
        return "email", sentence
    if name := _support_group(row, known):
        return name, _("There is a support group with this name. It is joined by agreement alone.")
    coach = row.coach_suggestion
    if coach and coach not in people.addresses and coach not in known.by_email:
        return "coach_suggestion", _(
            "Nobody here has the address %(email)s. Correct it, or leave the cell empty."
        ) % {"email": coach}
    return "", ""


def _support_group(row: PersonRow, known: Known) -> str:
    """The field that names a support group as a team, if one does."""
    if team_key(row.home_team or "") in known.groups:
        return "home_team"
    named = any(team_key(name) in known.groups for name in row.other_teams)
    return "other_teams" if named else ""


def _somebody_else(row: PersonRow, known: Known) -> str:
    """The address is known here, with another personnel number than the row says."""
    by_email = known.by_email.get(row.email)
    number = row.personnel_no
    if not by_email or not number or by_email.personnel_no == number:
        return ""
    if by_email.personnel_no or number in known.by_number:
        return _("The address %(email)s is that of %(who)s, who has another personnel number.") % {
            "email": row.email,
            "who": by_email.name,
        }
    return ""
