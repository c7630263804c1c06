"""A round while its subject prepares it: what may be chosen, who is nominated, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feedback.models import Nomination, Perspective, Round, RoundCapability, RoundQuestion
from feedback.rounds.library import ReadyQuestion, themes_in
from feedback.rounds.names import OWN_NAMES
from feedback.selectors.nominating import SUGGESTED, Suggestion, around, often_asked
from goals.models import Capability

MOST_CAPABILITIES_SHOWN = 300
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
    suggested: tuple[Suggestion, ...]
    questions: tuple[RoundQuestion, ...]
    chosen: tuple[RoundCapability, ...]
    capabilities: tuple[Capability, ...]
    themes: tuple[ReadyTheme, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def nominated(self) -> int:
        return sum(len(side.nominated) for side in self.sides)


def set_up_of(found: Round, *, at: datetime) -> SetUp:
    """Compose the page, in eight queries."""
    rows = list(Nomination.objects.filter(round=found).with_people().in_order())
    near = around(found)
    people = [*(row.person for row in rows if row.person), *(one.person for one in near)]
    often = often_asked(people, at=at)
    questions = tuple(found.questions.order_by("position"))
    chosen = tuple(found.capabilities.order_by("position"))
    sides = tuple(side_of(found, key, rows, often) for key in Perspective.values)
    return SetUp(
        round=found,
        sides=sides,
        suggested=tuple(one for one in near if one.person.pk not in often)[:SUGGESTED],
        questions=questions,
        chosen=chosen,
        capabilities=tuple(Capability.objects.adopted().order_by("name")[:MOST_CAPABILITIES_SHOWN]),
        themes=themes_about(found.subject.called),
        missing=tuple(missing_in(found, rows, asks=bool(questions or chosen))),
        warnings=tuple(warnings_about(found, sides)),
    )


def side_of(found: Round, key: str, rows: Sequence[Nomination], often: set[UUID]) -> Side:
    """Return one perspective with those who are nominated in it."""
    mine = tuple(Nominated(row, row.person_id in often) for row in rows if row.perspective == key)
    return Side(key, str(OWN_NAMES[key]), mine, hint_for(found, key, len(mine)))


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
    if found.counted_threshold <= number < found.comment_threshold:
        return [
            _(
                "All groups together are too small: with fewer than %(comment)s answers no word "
                "is shown at all, only what coaches write with their names."
            )
            % {"comment": found.comment_threshold}
        ]
    return []


def missing_in(found: Round, rows: Sequence[Nomination], *, asks: bool) -> list[str]:
    """Say what is still to be chosen before the launch."""
    missing = []
    if not asks:
        missing.append(_("Choose at least one capability or question."))
    if sentence := too_few_in(found, rows):
        missing.append(sentence)
    if not found.closes_at or not found.releases_at:
        missing.append(_("Choose until when people can answer, and when the report is released."))
    return missing


def too_few_in(found: Round, rows: Sequence[Nomination]) -> str:
    """Say how many more are needed before anything could be shown."""
    number = sum(row.perspective != Perspective.COACHES for row in rows)
    if found.is_confidential and number < found.counted_threshold:
        return _(
            "Nominate at least %(needed)s people besides your coaches. With fewer, nothing could "
            "be shown, whoever answers."
        ) % {"needed": found.counted_threshold}
    return "" if rows else _("Nominate those whose view you would like.")


def themes_about(name: str) -> tuple[ReadyTheme, ...]:
    """Return the library in the reader's language, worded about the subject."""
    return tuple(
        ReadyTheme(theme, tuple((one, one.about(name)) for one in questions))
        for theme, questions in themes_in(get_language() or "")
    )
