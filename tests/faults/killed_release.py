"""The release of a 360 round is killed at each statement and run again: the same report.

For every statement of closing, mixing and releasing a round of its own is made, released by a
process that dies there, and released again. The key is gone exactly when the report is there. At
the end a dump by PostgreSQL's own program is searched for tags, keys, boxes and authors.
"""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.faults.ground import crowd, say, start


def main() -> None:
    options = start()
    from tests.faults.dying import kills_until_it_survives
    from tests.rounds.world import RELEASES, groups_of, round_about, sealed_at_once

    reviewers = 40 if options.long else 8
    people = crowd(reviewers + 1)
    subject, rest = people[0], people[1:]
    asked = groups_of(rest, peers=reviewers - 2, coachees=2)
    rounds: list[Any] = []

    def another() -> None:
        rounds.append(round_about(subject, reviewers=asked))
        sealed_at_once(rounds[-1])

    def due() -> None:
        from feedback.services.rounds.releasing import release_due

        release_due(at=RELEASES)

    another()
    due()
    expected = report(rounds[0])

    def look() -> None:
        released = all_or_nothing(rounds[-1], expected)
        due()
        again = all_or_nothing(rounds[-1], expected)
        assert again, "it was not released when run again"
        deaths["after"] += released

    deaths: Counter[str] = Counter()
    kills = kills_until_it_survives(due, before=another, after=look)
    assert all(all_or_nothing(about, expected) for about in rounds)
    leaks = found_in_a_dump(rounds)
    say(
        "killed release", statements=kills, killed_after_the_commit=deaths["after"],
        rows=sum(expected.values()), found_in_the_dump=leaks,
    )  # fmt: skip
    assert kills >= 20, kills
    assert leaks == 0


def report(about: Any) -> Counter[Any]:
    """Return the rows of a report without ids and order, items by their place in the round."""
    from feedback.models import ReportBehaviour, ReportGroup, ReportText

    of = {"round": about}
    groups = ReportGroup.objects.filter(**of).values_list("of", "key", "perspectives", "state")
    texts = ReportText.objects.filter(**of).values_list(
        "question__position", "capability__position", "part", "group__key", "nomination", "text"
    )
    seen = ReportBehaviour.objects.filter(**of).values_list("group__key", "level__position")
    return Counter(str(row) for rows in (groups, texts, seen) for row in rows)


def all_or_nothing(about: Any, expected: Counter[Any]) -> bool:
    """Tell whether the report is there; in whole or not at all, and the key the other way round."""
    from feedback.models import Round, RoundKey, SealedAnswer

    fresh = Round.objects.get(pk=about.pk)
    released, found = fresh.released_at is not None, report(about)
    assert found == (expected if released else Counter()), found
    assert RoundKey.objects.filter(round=about).exists() != released
    assert SealedAnswer.objects.filter(round=about).exists() != released
    return released


def found_in_a_dump(rounds: list[Any]) -> int:
    """Return in how many lines of a dump something of a box, or an author with a text, is found."""
    from config.management.commands.backup import programs
    from core.postgres_programs import call
    from tests.rounds.world import remembered

    with tempfile.TemporaryDirectory(prefix="fault-") as name:
        file = Path(name) / "dump.sql"
        call("pg_dump", "--data-only", f"--file={file}", directory=programs())
        lines = file.read_text().splitlines()
    texts = [line for line in lines if "Keep " in line or "Answer " in line]
    assert texts, "the report is in the dump"
    secrets = {secret for about in rounds for secret in remembered(about)}
    authors = {
        str(pk)
        for about in rounds
        for pair in about.nominations.values_list("pk", "person_id")
        for pk in pair
    }
    leaks = sum(any(secret in line for secret in secrets) for line in lines)
    return leaks + sum(any(author in line for author in authors) for line in texts)


if __name__ == "__main__":
    main()
