"""A round while its subject prepares it: what may be chosen, who is nominated, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Person
from feedback.models import Nomination, Perspective, Round
from feedback.rounds.library import ReadyQuestion, themes_in
from feedback.rounds.names import name_of
from goals.models import Capability

MOST_CAPABILITIES_SHOWN = 300
MOST_SUGGESTED = 6
SPARE = 2  # people more than the threshold, since not everybody answers


@dataclass(frozen=True)
class Nominated:
    """Somebody nominated, and whether many have invited them lately."""

    nomination: Nomination
    often: bool


@dataclass(frozen=True)
class Side:
    """One perspective with those nominated in it; `hint` says what becomes of a small one."""

    key: str
    name: str
    nominated: tuple[Nominated, ...]
    hint: str


@dataclass(frozen=True)
class ReadyTheme:
    """A theme of the library; `is_open` where something of it is chosen."""

    name: str
    questions: tuple[tuple[ReadyQuestion, str], ...]  # each with its wording about the subject


@dataclass(frozen=True)
class SetUp:
    """All that the page of a round in preparation shows."""

    round: Round
    sides: tuple[Side, ...]
    suggested: tuple[Person, ...]
    capabilities: tuple[Capability, ...]
    themes: tuple[ReadyTheme, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def nominated(self) -> int:
        return sum(len(side.nominated) for side in self.sides)


def set_up_of(found: Round, *, at: datetime) -> SetUp:
    """Compose the page, in seven queries."""
    rows = list(Nomination.objects.filter(round=found).with_people().in_order())
    people = [row.person for row in rows if row.person]
    suggested = colleagues_of(found.subject, without=people)
    often = Nomination.objects.often_lately([*people, *suggested], at=at)
    sides = tuple(side_of(found, key, rows, often) for key in Perspective.values)
    return SetUp(
        round=found,
        sides=sides,
        suggested=tuple(one for one in suggested if one.pk not in often)[:MOST_SUGGESTED],
        capabilities=tuple(Capability.objects.adopted().order_by("name")[:MOST_CAPABILITIES_SHOWN]),
        themes=themes_about(found.subject.called),
        missing=tuple(missing_in(found, rows)),
        warnings=tuple(warnings_about(found, sides)),
    )


def colleagues_of(subject: Person, *, without: Sequence[Person]) -> list[Person]:
    """People of the subject's own teams, who have seen them at work, by name."""
    near = Person.objects.here().filter(memberships__team__memberships__person=subject)
    known = [subject.pk, *(one.pk for one in without)]
    return list(near.exclude(pk__in=known).distinct().by_name()[: 4 * MOST_SUGGESTED])


def side_of(found: Round, key: str, rows: Sequence[Nomination], often: set[object]) -> Side:
    """Return one perspective with those who are nominated in it."""
    mine = tuple(Nominated(row, row.person_id in often) for row in rows if row.perspective == key)
    return Side(key, name_of(key), mine, hint_for(found, key, len(mine)))


def hint_for(found: Round, key: str, number: int) -> str:
    """Say what a perspective of this size will be read as, where it is too small alone."""
    if not number or not found.is_confidential or key == Perspective.COACHES:
        return ""
    if number < found.comment_threshold:
        return _(
            "Too small to be read alone: words show from %(comment)s answers on. It will be read "
            "as part of “colleagues”. Invite more, or leave it at that."
        ) % {"comment": found.comment_threshold}
    if number < found.comment_threshold + SPARE:
        return _("Just enough, if everybody answers. One or two more make it safe.")
    return ""


def warnings_about(found: Round, sides: Sequence[Side]) -> list[str]:
    """Say what the round as a whole may not be able to show."""
    if not found.is_confidential:
        return []
    number = sum(len(side.nominated) for side in sides if side.key != Perspective.COACHES)
    if 0 < number < found.comment_threshold:
        return [
            _(
                "All groups together are too small: with fewer than %(comment)s answers no word "
                "is shown at all, only what coaches write with their names."
            )
            % {"comment": found.comment_threshold}
        ]
    return []


def missing_in(found: Round, rows: Sequence[Nomination]) -> list[str]:
    """Say what is still to be chosen before the launch."""
    asks = found.questions.exists() or found.capabilities.exists()
    missing = []
    if not asks:
        missing.append(_("Choose at least one capability or question."))
    if not rows:
        missing.append(_("Nominate those whose view you would like."))
    if not found.closes_at or not found.releases_at:
        missing.append(_("Choose until when people can answer, and when the report is released."))
    return missing


def themes_about(name: str) -> tuple[ReadyTheme, ...]:
    """Return the library in the reader's language, worded about the subject."""
    return tuple(
        ReadyTheme(theme, tuple((one, one.about(name)) for one in questions))
        for theme, questions in themes_in(get_language() or "")
    )
