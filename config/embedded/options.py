"""The command line of `./run`."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from config.embedded.failures import Failure
from config.embedded.places import ROOT

SUBCOMMANDS = ("manage", "bench")
FEWEST_PEOPLE = 12  # the demo people, and a few around them
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class Options:
    """What was asked for; `command` is the management command line, or None to start it all."""

    data: Path
    port: int = 8000
    people: int = 60
    empty: bool = False
    open_browser: bool = True
    command: tuple[str, ...] | None = None


class Parser(argparse.ArgumentParser):
    """A parser that answers a mistake with one line."""

    def error(self, message: str) -> NoReturn:
        """Raise Failure with exit code 2."""
        raise Failure(f"run: {message} (see ./run --help)", 2)


def number(name: str, lowest: int, highest: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two bounds."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
            raise argparse.ArgumentTypeError(f"{name} is a whole number from {lowest} to {highest}")
        return int(text)

    return read


def directory(text: str) -> Path:
    """Read a directory's name."""
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("a directory is needed")
    return Path(text)


def parser() -> Parser:
    """Return the parser of everything before the subcommand."""
    found = Parser(
        prog="./run",
        usage="./run [OPTIONS] [manage COMMAND ... | bench ...]",
        description="Starts the application with its own PostgreSQL and Valkey. "
        "DATABASE_URL and REDIS_URL, where set, are used instead.",
        allow_abbrev=False,
    )
    found.add_argument(
        "--data", type=directory, default=ROOT / "var", metavar="DIR", help="default: var/"
    )
    found.add_argument(
        "--port", type=number("a port", 1, 65535), default=8000, metavar="N", help="default: 8000"
    )
    found.add_argument(
        "--people",
        type=number("the size of the demo organisation", FEWEST_PEOPLE, MOST_PEOPLE),
        default=60,
        metavar="N",
        help="size of the demo organisation, default: 60",
    )
    found.add_argument("--empty", action="store_true", help="no demo data")
    found.add_argument("--no-open", action="store_true", help="do not open the browser")
    return found


def split(arguments: list[str]) -> tuple[list[str], tuple[str, ...] | None]:
    """Return the options of `./run` and the management command line, None when there is none.

    `--data DIR` counts wherever it stands: before the subcommand or after it.
    """
    position, skip = 0, False
    for position, word in enumerate(arguments):  # noqa: B007 - the position is the result
        if not skip and not word.startswith("-"):
            break
        skip = not skip and word in {"--data", "--port", "--people"}
    else:
        return arguments, None
    subcommand, rest = arguments[position], arguments[position + 1 :]
    if subcommand not in SUBCOMMANDS:
        raise Failure(f"run: unknown command {subcommand!r} (see ./run --help)", 2)
    ours, theirs = take_data(rest)
    command = theirs if subcommand == "manage" else ["bench", *theirs]
    return [*arguments[:position], *ours], tuple(command)


def take_data(words: list[str]) -> tuple[list[str], list[str]]:
    """Take `--data DIR` and `--data=DIR` out of a command line; nothing after `--` is looked at."""
    ours: list[str] = []
    theirs: list[str] = []
    remaining = iter(words)
    for word in remaining:
        if word == "--":
            theirs += [word, *remaining]
        elif word == "--data":
            ours += [word, *([value] if (value := next(remaining, None)) is not None else [])]
        elif word.startswith("--data="):
            ours.append(word)
        else:
            theirs.append(word)
    return ours, theirs


def parse(arguments: list[str]) -> Options:
    """Read the command line. Raises Failure with exit code 2 for what cannot be understood."""
    ours, command = split(arguments)
    found = parser().parse_args(ours)
    return Options(
        data=found.data,
        port=found.port,
        people=found.people,
        empty=found.empty,
        open_browser=not found.no_open,
        command=command,
    )
