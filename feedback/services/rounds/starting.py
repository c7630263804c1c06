"""A round begins: somebody starts one about themselves, or accepts what a coach proposes."""

from datetime import UTC, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from feedback import limits, words
from feedback.models import Round
from feedback.policies.rounds import can_propose, is_subject
from feedback.services.rounds.errors import NotInThisState, WrongRound
from feedback.services.rounds.locks import lock_in, where_it_stands
from feedback.services.rounds.thresholds import thresholds_in_force
from notifications.services.notify import notify, settle

PROPOSED, ACCEPTED = "feedback.round_proposed", "feedback.round_accepted"


@transaction.atomic
def start(
    title: str,
    *,
    mode: str,
    by: Person,
    at: datetime,
    closes_at: datetime | None = None,
    releases_at: datetime | None = None,
) -> Round:
    """Start a round about oneself. Nobody learns of it before its launch."""
    if by.has_left:
        raise PermissionDenied
    about = new_round(by, title=title, mode=mode, at=at)
    set_dates(about, closes_at=closes_at, releases_at=releases_at, at=at)
    about.save(force_insert=True)
    audit.record(by=by, action="round.start", on=about, at=at)
    return about


@transaction.atomic
def propose(subject: Person, *, title: str, mode: str, by: Person, at: datetime) -> Round:
    """A coach proposes a round to somebody they coach, who decides alone."""
    if not can_propose(by, subject):
        raise PermissionDenied
    waiting = Round.objects.filter(
        subject=subject,
        proposed_by=by,
        accepted_at__isnull=True,
        declined_at__isnull=True,
        cancelled_at__isnull=True,
    )
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=subject.pk)
    if waiting.exists():
        raise NotInThisState(
            _("You have proposed a round to %(name)s already. Let them decide about that first.")
            % {"name": subject.called}
        )
    about = new_round(subject, title=title, mode=mode, at=at)
    about.proposed_at, about.proposed_by = at, by
    about.save(force_insert=True)
    audit.record(by=by, action="round.propose", on=about, at=at)
    url = about.get_absolute_url()
    notify([subject], kind=PROPOSED, subject=about.pk, url=url, by=by, at=at)
    return about


def new_round(subject: Person, *, title: str, mode: str, at: datetime) -> Round:
    """Return a round with the thresholds of now, not saved yet; or raise `WrongRound`."""
    check_mode(mode)
    counted, comments = thresholds_in_force()
    return Round(
        subject=subject,
        title=as_title(title),
        mode=mode,
        created_at=at,
        counted_threshold=counted,
        comment_threshold=comments,
    )


def as_title(title: str) -> str:
    """Return the title as it can be kept."""
    title = " ".join(title.split())
    sentence = words.mistake_in(title, longest=limits.LONGEST_TITLE)
    if not words.has_words(title):
        sentence = _("Give the round a title, such as “My first year as a lead”.")
    if sentence:
        raise WrongRound(sentence, fields={"title": sentence})
    return title


def check_mode(mode: str) -> None:
    """Refuse anything but the two modes."""
    if mode not in Round.Mode.values:
        sentence = _("Choose whether the round is confidential or named.")
        raise WrongRound(sentence, fields={"mode": sentence})


def set_dates(
    about: Round, *, closes_at: datetime | None, releases_at: datetime | None, at: datetime
) -> None:
    """Take over the dates. Without a release of its own, it comes as early as it can.

    The 24 hours are hours that pass, also in the night in which the clock changes: reckoned in UTC,
    since Python takes two moments of one time zone from each other by the clock on the wall.
    """
    closes_at, releases_at = (one and one.astimezone(UTC) for one in (closes_at, releases_at))
    if closes_at and not releases_at:
        releases_at = closes_at + limits.CLOSED_BEFORE_RELEASE
    mistakes = mistakes_in_dates(closes_at, releases_at, at=at)
    if mistakes:
        raise WrongRound(next(iter(mistakes.values())), fields=mistakes)
    about.closes_at, about.releases_at = closes_at, releases_at


def mistakes_in_dates(
    closes_at: datetime | None, releases_at: datetime | None, *, at: datetime
) -> dict[str, str]:
    """Return a sentence for each date that cannot be."""
    if closes_at is None:
        sentence = _("Choose when the round closes first.")
        return {"closes_at": sentence} if releases_at else {}
    mistakes = {}
    days = {"days": limits.LONGEST_ROUND.days}
    if closes_at <= at:
        mistakes["closes_at"] = _("Choose a moment to come, so that people have time to answer.")
    elif closes_at > at + limits.LONGEST_ROUND:
        mistakes["closes_at"] = _("Choose a moment within %(days)s days.") % days
    if releases_at and releases_at - closes_at < limits.CLOSED_BEFORE_RELEASE:
        mistakes["releases_at"] = _(
            "The report comes 24 hours after closing at the earliest, and hours are counted as "
            "they pass when the clock changes. Choose a later moment."
        )
    elif releases_at and releases_at - closes_at > limits.LONGEST_ROUND + timedelta(days=1):
        mistakes["releases_at"] = _("Choose a moment within %(days)s days after closing.") % days
    return mistakes


@transaction.atomic
def edit(
    about: Round,
    *,
    by: Person,
    at: datetime,
    title: str,
    mode: str,
    closes_at: datetime | None,
    releases_at: datetime | None,
) -> Round:
    """Change what can be changed until the launch."""
    locked = lock_in(about, Round.State.PREPARING, by=by)
    check_mode(mode)
    locked.title, locked.mode = as_title(title), mode
    set_dates(locked, closes_at=closes_at, releases_at=releases_at, at=at)
    locked.save(update_fields=["title", "mode", "closes_at", "releases_at"])
    audit.record(by=by, action="round.edit", on=locked, at=at)
    return locked


@transaction.atomic
def accept_proposal(
    about: Round,
    *,
    by: Person,
    at: datetime,
    closes_at: datetime | None = None,
    releases_at: datetime | None = None,
) -> Round:
    """The subject makes the proposed round their own; the coach reads no more of it."""
    locked = lock_proposal(about, by=by)
    set_dates(locked, closes_at=closes_at, releases_at=releases_at, at=at)
    locked.accepted_at = at
    locked.save(update_fields=["accepted_at", "closes_at", "releases_at"])
    settle(locked.pk, kinds=[PROPOSED], at=at)
    audit.record(by=by, action="round.accept_proposal", on=locked, at=at)
    coach = Person.objects.filter(pk=locked.proposed_by_id)
    notify(coach, kind=ACCEPTED, subject=locked.pk, url=reverse("rounds"), by=by, at=at)
    return locked


@transaction.atomic
def decline_proposal(about: Round, *, by: Person, at: datetime) -> Round:
    """The subject says "not this time", without a reason."""
    locked = lock_proposal(about, by=by)
    locked.declined_at = at
    locked.save(update_fields=["declined_at"])
    settle(locked.pk, kinds=[PROPOSED], at=at)
    audit.record(by=by, action="round.decline_proposal", on=locked, at=at)
    return locked


@transaction.atomic
def withdraw_proposal(about: Round, *, by: Person, at: datetime) -> Round:
    """The coach takes back what was not answered yet."""
    locked = Round.objects.select_for_update().get(pk=about.pk)
    if by.has_left or locked.proposed_by_id != by.pk:
        raise PermissionDenied
    if locked.state != Round.State.PROPOSED:
        raise NotInThisState(_("This proposal was answered already."))
    locked.cancelled_at, locked.cancelled_by = at, by
    locked.save(update_fields=["cancelled_at", "cancelled_by"])
    settle(locked.pk, kinds=[PROPOSED], at=at)
    audit.record(by=by, action="round.withdraw_proposal", on=locked, at=at)
    return locked


def lock_proposal(about: Round, *, by: Person) -> Round:
    """Return a proposal that waits for its subject, locked for them."""
    locked = (
        Round.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=about.pk)
    )
    if not is_subject(by, locked):
        raise PermissionDenied
    if locked.state != Round.State.PROPOSED:
        raise NotInThisState(where_it_stands(locked))
    return locked
