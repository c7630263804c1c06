"""Whom a round asks, as whom: colleagues, and partners outside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Coaching, Person
from core import audit
from feedback import limits, words
from feedback.models import Nomination, Perspective, Round
from feedback.services.rounds.errors import WrongReviewer
from feedback.services.rounds.locks import lock_in

OUTSIDE = (Perspective.PARTNERS, Perspective.SERVED)


@dataclass(frozen=True)
class Reviewer:
    """Somebody to be nominated: a colleague, or somebody outside by address and perhaps name."""

    perspective: str
    person: Person | None = None
    email: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        return self.person.name if self.person else self.name or self.email

    @property
    def identity(self) -> UUID | str:
        """The same for one who is named twice, however the address is written."""
        return self.person.pk if self.person else self.email.casefold()


@transaction.atomic
def nominate(
    about: Round, *, reviewers: Sequence[Reviewer], by: Person, at: datetime
) -> list[Nomination]:
    """Nominate these, all or none. They are told at the launch, and not before."""
    locked = lock_in(about, Round.State.PREPARING, by=by)
    reviewers = [tidied(reviewer) for reviewer in reviewers]
    coaches = coaches_of(locked.subject_id)
    there = {
        nomination.person_id or nomination.email.casefold()
        for nomination in locked.nominations.all()
    }
    check_number(len(there) + len(reviewers), new=len(reviewers))
    for reviewer in reviewers:
        refuse(mistake_in(reviewer, subject=by, coaches=coaches, there=there))
        there.add(reviewer.identity)
    refuse_colleagues_by_address(reviewers, subject=by)
    made = Nomination.objects.bulk_create(
        Nomination(
            round=locked,
            person=reviewer.person,
            email=reviewer.email,
            name=reviewer.name,
            perspective=reviewer.perspective,
            nominated_at=at,
            nominated_by=by,
        )
        for reviewer in reviewers
    )
    audit.record(by=by, action="round.nominate", on=locked, at=at)
    return made


def tidied(reviewer: Reviewer) -> Reviewer:
    """Return the same without blanks around the address and the name."""
    email, name = reviewer.email.strip(), " ".join(reviewer.name.split())
    if reviewer.person:
        return Reviewer(reviewer.perspective, reviewer.person)
    return Reviewer(reviewer.perspective, email=email, name=name)


def coaches_of(subject: UUID) -> set[UUID]:
    """Return who coaches the subject now."""
    return set(Coaching.objects.active().filter(coachee=subject).values_list("coach", flat=True))


def refuse(sentence: str) -> None:
    """Raise `WrongReviewer` with this sentence, if there is one."""
    if sentence:
        raise WrongReviewer(sentence, fields={"reviewers": sentence})


def check_number(number: int, *, new: int) -> None:
    """Refuse nobody, and too many."""
    if not new:
        refuse(_("Choose whom you nominate."))
    if number > limits.MOST_REVIEWERS:
        refuse(_("Nominate at most %(most)s people.") % {"most": limits.MOST_REVIEWERS})


def mistake_in(
    reviewer: Reviewer, *, subject: Person, coaches: set[UUID], there: Iterable[UUID | str]
) -> str:
    """Return what keeps this one from being nominated, as a sentence; nothing if they can be."""
    if reviewer.perspective not in Perspective.values:
        return _("Choose as whom each of them sees your work.")
    if reviewer.identity in there:
        return _("%(name)s is nominated already.") % {"name": reviewer.called}
    if reviewer.person is None:
        return mistake_in_partner(reviewer)
    if reviewer.person.pk == subject.pk:
        return oneself()
    return mistake_in_colleague(reviewer.person, reviewer.perspective, coaches=coaches)


def oneself() -> str:
    return _("You do not review yourself here. Your own view has its place beside the others.")


def mistake_in_colleague(person: Person, perspective: str, *, coaches: set[UUID]) -> str:
    """Return what speaks against this colleague in this perspective; asked at the launch again."""
    names = {"name": person.name}
    if person.has_left:
        return _("%(name)s has left. Nominate somebody else.") % names
    if perspective == Perspective.PARTNERS:
        return _("%(name)s is a colleague. Choose another perspective.") % names
    if perspective == Perspective.COACHES and person.pk not in coaches:
        return _("%(name)s does not coach you now. Choose another perspective.") % names
    if perspective != Perspective.COACHES and person.pk in coaches:
        return (
            _("%(name)s coaches you, and a coach answers by name. Nominate them as your coach.")
            % names
        )
    return ""


def mistake_in_partner(reviewer: Reviewer) -> str:
    """Return what speaks against somebody outside: the address, the name, the perspective."""
    try:
        validate_email(reviewer.email)
    except ValidationError:
        return _("“%(address)s” is not an address.") % {"address": reviewer.email[:80]}
    if len(reviewer.email) > 254 or words.mistake_in(reviewer.name, longest=120):
        return _("Write the name in at most 120 characters.")
    if reviewer.perspective not in OUTSIDE:
        names = {"name": reviewer.called}
        return _("%(name)s is not a colleague. Nominate them as an outside partner.") % names
    return ""


def refuse_colleagues_by_address(reviewers: Sequence[Reviewer], *, subject: Person) -> None:
    """Whoever has an account here is nominated by name; oneself by no address either."""
    addresses = [one.email.casefold() for one in reviewers if one.email]
    inside = Person.objects.filter(email__in=addresses).by_name().first() if addresses else None
    if inside is None:
        return
    names = {"name": inside.name}
    if inside.pk == subject.pk:
        refuse(oneself())
    if inside.has_left:
        refuse(_("%(name)s has left. Nominate somebody else.") % names)
    refuse(_("%(name)s is a colleague. Choose them by name.") % names)


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, by: Person, at: datetime) -> None:
    """Take somebody off the list, until the launch."""
    locked = lock_in(nomination.round, Round.State.PREPARING, by=by)
    gone, _rows = Nomination.objects.filter(pk=nomination.pk, round=locked).delete()
    if gone:
        audit.record(by=by, action="round.withdraw_nomination", on=locked, at=at)
