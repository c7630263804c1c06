"""What a reviewer is told before the first word: who reads, in which group, from when on.

The sentences are made from the round itself, so they promise no more than its rows keep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import days
from feedback.models import Nomination, Perspective, Round
from feedback.rounds.names import name_of


@dataclass(frozen=True)
class Promise:
    """One sentence with its sign."""

    icon: str
    sentence: str


@dataclass(frozen=True)
class Reading:
    """The sentence beside the button: who will read it first, then the limit."""

    first: str
    rest: str


def reading(found: Round, nomination: Nomination | None) -> Reading:
    """Say who will read the answer, and under which name."""
    name = {"name": found.subject.called}
    shown = _("%(name)s may show the whole report to others, a coach for example.") % name
    if nomination is None:
        first = _("Nobody else reads your own view before the release.")
        return Reading(first, _("It then stands in your report, with your name beside it."))
    if nomination.is_named:
        first = _("%(name)s will read this, with your name.") % name
        return Reading(first, f"{as_coach(found, nomination)}{shown}")
    first = _("%(name)s will read this, without your name.") % name
    return Reading(first, shown)


def as_coach(found: Round, nomination: Nomination) -> str:
    """In a confidential round too, coaches write by name: they are told apart too easily."""
    if not found.is_confidential or nomination.perspective != Perspective.COACHES:
        return ""
    return _("Answers of coaches are named, in this round too.") + " "


def promises(found: Round, nomination: Nomination | None, *, invited: int) -> Iterator[Promise]:
    """Yield what is to be known before anything is written."""
    yield Promise("clock", _("It takes about 4 minutes. What you leave out is left out."))
    if nomination is not None and not nomination.is_named:
        yield from confidential(found, nomination)
    yield from dates(found)
    if nomination is not None:
        yield from freely(invited)


def confidential(found: Round, nomination: Nomination) -> Iterator[Promise]:
    """In which group, from how many answers on, and what an operator could find out."""
    told = {
        "group": name_of(nomination.perspective),
        "counted": found.counted_threshold,
        "comment": found.comment_threshold,
    }
    text = _(
        "You are read in the group “%(group)s”. From %(counted)s answers on its levels are shown, "
        "from %(comment)s its words, shuffled."
    )
    yield Promise("users", text % told)
    text = _(
        "If fewer answer, the group is read as part of “colleagues”. If that is too small as well, "
        "the answers are dropped unread, and no number is told."
    )
    yield Promise("eye-off", text)
    text = _(
        "Confidential, not anonymous: a turn of phrase can be recognised. And until the release "
        "whoever operates this server could, with effort, find out who wrote what. With the "
        "release the key to that is destroyed."
    )
    yield Promise("lock", text)


def dates(found: Round) -> Iterator[Promise]:
    """Until when it can be changed, and when it is read."""
    if found.closes_at and found.releases_at:
        told = {"closing": moment(found.closes_at), "release": moment(found.releases_at)}
        text = _(
            "You can change your answer until the round closes: %(closing)s. All answers are "
            "released at one moment: %(release)s. Before it nobody sees an answer or a count."
        )
        if not found.is_confidential:
            told["name"] = found.subject.called
            text = _(
                "You can change your answer until the round closes: %(closing)s. All answers are "
                "released at one moment: %(release)s. Before it %(name)s sees who has answered, "
                "and nobody sees what."
            )
        yield Promise("hourglass", text % told)


def freely(invited: int) -> Iterator[Promise]:
    """How many were invited, and that nobody learns of a no."""
    text = ngettext(
        "%(number)s person was invited.", "%(number)s people were invited.", invited
    ) % {"number": invited}
    silent = _(
        "You can decline silently. Nobody is told, and reminders go to all in the same words."
    )
    yield Promise("user-round", f"{text} {silent}")


def moment(value: datetime) -> str:
    """Return day and time as people say them."""
    day = days.in_full(value, today=timezone.localdate())
    return _("%(day)s, %(time)s") % {"day": day, "time": days.clock(value)}
