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
    from tests.rounds.world import groups_of

    reviewers = 40 if options.long else 8
    subject, *rest = crowd(reviewers + 1)
    trials = Trials(subject, groups_of(rest, peers=reviewers - 2, coachees=2))
    kills = kills_until_it_survives(release, before=trials.begin, after=trials.look_and_go_on)
    assert all(all_or_nothing(about, trials.expected) for about in trials.rounds)
    leaks = found_in_a_dump(trials.rounds)
    say(
        "killed release", statements=kills, killed_after_the_commit=trials.late,
        rows=trials.expected.total(), found_in_the_dump=leaks,
    )  # fmt: skip
    assert kills >= 20, kills
    assert leaks == 0


def release() -> None:
    from feedback.services.rounds.releasing import release_due
    from tests.rounds.world import RELEASES

    release_due(at=RELEASES)


class Trials:
    """A round for each death; the first is released undisturbed, and says what all must be."""

    def __init__(self, subject: Any, reviewers: list[Any]) -> None:
        self.subject = subject
        self.reviewers = reviewers
        self.rounds: list[Any] = []
        self.late = 0  # deaths after the report was there
        self.begin()
        release()
        self.expected = report(self.rounds[0])

    def begin(self) -> None:
        """Make another round in which everybody has answered."""
        from tests.rounds.world import round_about, sealed_at_once

        self.rounds.append(round_about(self.subject, reviewers=self.reviewers))
        sealed_at_once(self.rounds[-1])

    def look_and_go_on(self) -> None:
        """See that a death left all or nothing, and that releasing again gives all."""
        about = self.rounds[-1]
        self.late += all_or_nothing(about, self.expected)
        release()
        assert all_or_nothing(about, self.expected), "it was not released when run again"


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
