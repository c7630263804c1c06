"""Bring people in from a CSV or XLSX file, or look at what that would do."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.imports.limits import MAX_BYTES
from accounts.imports.mapping import ColumnMap, guess, mapped_by, parse_choice
from accounts.imports.plan import Plan
from accounts.imports.reading import read_table
from accounts.services.imports import apply_import, plan_import
from accounts.services.uploads import people_in
from core.errors import RuleError

SHOWN = 10  # of each kind; the closing line has all numbers


class Command(BaseCommand):
    help = "Import people from FILE (CSV or XLSX). Without --apply nothing changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--map",
            action="extend",
            nargs="+",
            default=[],
            metavar="COLUMN=FIELD",
            help="say what a column holds; COLUMN= leaves it out",
        )
        parser.add_argument("--skip-broken", action="store_true", help="leave broken rows out")
        parser.add_argument("--apply", action="store_true", help="write; otherwise only look")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.run(options)
        except RuleError as error:
            raise CommandError(error.sentence) from error

    def run(self, options: dict[str, Any]) -> None:
        """Read, show, and apply where that was asked for."""
        table = read_table(content_of(options["file"]))
        columns = mapped_by(guess(table), [parse_choice(text) for text in options["map"]])
        self.say(mapping_lines(columns, table.notes))
        people = people_in(table, columns)
        plan = plan_import(people, by=None, at=timezone.now())
        self.say(plan_lines(plan))
        may_apply = not plan.refusal and (options["skip_broken"] or not plan.broken)
        if options["apply"] and may_apply:
            plan = apply_import(
                people, by=None, at=timezone.now(), skip_broken=options["skip_broken"]
            )
            self.stdout.write(f"Imported: {plan.summary()}")
            return
        self.say([plan.refusal] if plan.refusal else [])
        self.stdout.write(f"Nothing was imported: {plan.summary()}")
        if not may_apply:
            raise SystemExit(1)

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)


def content_of(path: Path) -> bytes:
    """Return at most one byte more than an import may have. Raises `CommandError`."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"The file {path} cannot be read: {error.strerror}.") from error


def mapping_lines(columns: ColumnMap, notes: Iterable[str]) -> Iterator[str]:
    yield from notes
    yield "Columns:"
    for column in columns.columns:
        if column.field:
            yield f"  {column.name} = {column.field}"
        else:
            yield f"  {column.name} is not imported. {column.never}".rstrip()


def plan_lines(plan: Plan) -> Iterator[str]:
    yield from some("New", [f"{one.row.name} <{one.row.email}>" for one in plan.new])
    yield from some("Changed", list(changes(plan)))
    yield from some("Left", [f"{row.name}, last day {row.left_on}" for row in plan.leaving])
    yield from some("Teams to create", [f"{team.name} ({team.kind_label})" for team in plan.teams])
    suggested = [f"{coach} for {row.name}" for row, coach in plan.suggestions]
    yield from some("Coaches suggested, for the two to decide", suggested)
    yield from some("Noted", [note.line for note in plan.notes])
    yield from some("Broken", [row.line for row in plan.broken], most=len(plan.broken))


def changes(plan: Plan) -> Iterator[str]:
    for one in plan.changed:
        told = "; ".join(f"{c.label}: “{c.before}” to “{c.after}”" for c in one.changes)
        yield f"{one.person.name}: {told}"


def some(title: str, lines: list[str], most: int = SHOWN) -> Iterator[str]:
    """A heading, the first few lines, and how many there are beside them."""
    if not lines:
        return
    yield f"{title}: {len(lines)}"
    yield from (f"  {line}" for line in lines[:most])
    if len(lines) > most:
        yield f"  and {len(lines) - most} more"
