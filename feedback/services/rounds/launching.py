"""The launch: what the round promises is fixed, and everybody nominated is invited."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from core import audit
from feedback.models import Nomination, Perspective, Round, RoundLevel
from feedback.services.rounds import sealed
from feedback.services.rounds.choosing import check_capabilities
from feedback.services.rounds.errors import (
    NotInThisState,
    TooFewReviewers,
    WrongQuestions,
    WrongRound,
)
from feedback.services.rounds.locks import lock, where_it_stands
from feedback.services.rounds.nominating import coaches_of, mistake_in_colleague, refuse
from feedback.services.rounds.starting import mistakes_in_dates
from feedback.services.rounds.thresholds import thresholds_in_force
from notifications.services.notify import notify

INVITED = "feedback.round_invited"


@transaction.atomic
def launch(about: Round, *, by: Person, at: datetime) -> Round:
    """Invite everybody nominated. From now on dates, mode, questions and reviewers are fixed."""
    locked = lock(about, by=by)
    if locked.state != Round.State.PREPARING:
        raise NotInThisState(where_it_stands(locked))
    nominations = list(locked.nominations.select_related("person"))
    check_ready(locked, nominations, at=at)
    counted, comments = thresholds_in_force()
    locked.counted_threshold = max(locked.counted_threshold, counted)
    locked.comment_threshold = max(locked.comment_threshold, comments)
    check_enough(locked, nominations)
    copy_levels(locked)
    if locked.is_confidential:
        sealed.new_key(locked)
    invite(locked, nominations, by=by, at=at)
    locked.launched_at, locked.launched_by = at, by
    locked.save(
        update_fields=["counted_threshold", "comment_threshold", "launched_at", "launched_by"]
    )
    audit.record(by=by, action="round.launch", on=locked, at=at)
    return locked


def check_ready(about: Round, nominations: Sequence[Nomination], *, at: datetime) -> None:
    """Raise what is still missing, or what is no longer as it was when it was chosen."""
    capabilities = [one.capability for one in about.capabilities.select_related("capability")]
    if not capabilities and not about.questions.exists():
        sentence = _("Choose at least one question or capability.")
        raise WrongQuestions(sentence, fields={"questions": sentence})
    check_capabilities(capabilities)
    if about.closes_at is None:
        sentence = _("Choose when the round closes.")
        raise WrongRound(sentence, fields={"closes_at": sentence})
    if mistakes := mistakes_in_dates(about.closes_at, about.releases_at, at=at):
        raise WrongRound(next(iter(mistakes.values())), fields=mistakes)
    coaches = coaches_of(about.subject_id)
    for one in nominations:
        if one.person:
            refuse(mistake_in_colleague(one.person, one.perspective, coaches=coaches))


def check_enough(about: Round, nominations: Sequence[Nomination]) -> None:
    """Refuse a round of which nothing could ever be shown, whoever answers."""
    confidential = [one for one in nominations if one.perspective != Perspective.COACHES]
    number = len(confidential) if about.is_confidential else len(nominations)
    needed = about.counted_threshold if about.is_confidential else 1
    if number < needed:
        sentence = ngettext(
            "Nominate at least %(needed)s person. With fewer, nothing could be shown.",
            "Nominate at least %(needed)s people besides your coaches. With fewer, nothing could "
            "be shown, whoever answers.",
            needed,
        ) % {"needed": needed}
        raise TooFewReviewers(sentence, fields={"reviewers": sentence})


def copy_levels(about: Round) -> None:
    """Keep names and levels of the capabilities as they are now; the report will say the same."""
    chosen = about.capabilities.select_related("capability")
    for one in chosen.prefetch_related("capability__levels"):
        RoundLevel.objects.bulk_create(
            RoundLevel(
                capability=one, position=level.position, name=level.name, behaviour=level.behaviour
            )
            for level in one.capability.levels.all()
        )
        if one.name != one.capability.name:
            one.name = one.capability.name
            one.save(update_fields=["name"])


def invite(about: Round, nominations: Sequence[Nomination], *, by: Person, at: datetime) -> None:
    """Tell colleagues in the app, and make a letter due for each partner outside."""
    for one in nominations:
        one.invited_at = at
        if one.person is None:
            one.letter, one.mail_due_at = Nomination.Letter.INVITATION, at
    Nomination.objects.bulk_update(nominations, ["invited_at", "letter", "mail_due_at"])
    people = [one.person for one in nominations if one.person]
    url = answer_address(about)
    notify(people, kind=INVITED, subject=about.pk, url=url, by=by, at=at)


def answer_address(about: Round) -> str:
    """Where everybody who is invited answers: the same address for all."""
    return f"{about.get_absolute_url()}answer/"
