"""Who can read a piece of feedback, in words.

The sentence before sending and the one after come from the same people that the access rules let
read (`policies.can_read`, `FeedbackQuerySet.visible_to`), so it never promises more than is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person
from accounts.querysets import NAMES, names_of
from core.prepared import Question
from feedback.models import Feedback, Release, Share
from goals.models import Mastery


@dataclass(frozen=True)
class Reading:
    """Who reads: `people` by name, or `everyone`. `first` names them, `rest` sets the limit."""

    people: tuple[Person, ...]
    everyone: bool
    first: str
    rest: str


def before(
    giver: Person, recipients: Sequence[Person], *, readers: str, organisation: str | None = None
) -> Reading:
    """Say who will be able to read what the giver is about to send.

    `organisation` is its name, for who knows it already.
    """
    if readers == Feedback.Readers.EVERYONE:
        return on_the_wall(recipients, viewer=giver, sent=False, organisation=organisation)
    if len(recipients) != 1:
        return each_their_own(giver, recipients, readers=readers)
    piece = Feedback(giver=giver, recipient=recipients[0], readers=readers)
    people = people_reading(piece, viewer=giver)
    first = _("%(people)s will be able to read this.") % {"people": names(people, viewer=giver)}
    sees = _("%(name)s sees your name.") % {"name": piece.recipient.called}
    return Reading(people, everyone=False, first=first, rest=f"{limit(piece, viewer=giver)} {sees}")


def after(feedback: Feedback, *, viewer: Person, shares: Iterable[Share] | None = None) -> Reading:
    """Say who can read it now. To whom it is shown is told to its recipient alone.

    `shares` are those of `standing_shares`, for who needs them besides.
    """
    if feedback.held_until:
        rest = _("It has not reached %(name)s yet.") % {"name": feedback.recipient.called}
        return Reading((viewer,), everyone=False, first=_("Only you can read this."), rest=rest)
    if feedback.is_on_the_wall:
        return on_the_wall([feedback.recipient], viewer=viewer, sent=True)
    people = people_reading(feedback, viewer=viewer, shares=shares)
    first = _("%(people)s can read this.") % {"people": names(people, viewer=viewer)}
    if feedback.withdrawn_at:
        return Reading(people, everyone=False, first=_("Only you can read this."), rest="")
    return Reading(people, everyone=False, first=first, rest=limit(feedback, viewer=viewer))


def people_reading(
    feedback: Feedback, *, viewer: Person, shares: Iterable[Share] | None = None
) -> tuple[Person, ...]:
    """Everybody who reads what is not on the wall, as far as the viewer may know.

    Sides, present coaches, the viewer, and for the recipient those to whom it is shown.
    Those who have left read nothing and are not named.
    """
    if feedback.withdrawn_at:
        return each_once([feedback.giver])
    found = [feedback.recipient, feedback.giver]
    if feedback.readers == Feedback.Readers.COACHES:
        found += coaches_of(feedback.recipient)
    if viewer.pk == feedback.recipient_id and not feedback._state.adding:
        standing = standing_shares(feedback) if shares is None else shares
        found += [share.with_person for share in standing]
    return each_once([*found, viewer])


def standing_shares(feedback: Feedback) -> list[Share]:
    """To whom the recipient shows it now, by name."""
    return SHARES.all(feedback.pk)


def ask_shares(feedback: UUID) -> "QuerySet[Share]":
    shares = Share.objects.standing().filter(feedback=feedback).by_name()
    return shares.only("feedback_id", "coaching_id", "shared_at", *names_of("with_person"))


def releases_for(feedback: Feedback, *, viewer: Person) -> list[Release]:
    """For what it stands as evidence, as far as the viewer may see those masteries."""
    return [] if viewer.has_left else RELEASES.all(feedback.pk, viewer.pk)


def ask_releases(feedback: UUID, viewer: UUID) -> "QuerySet[Release]":
    releases = Release.objects.standing().filter(feedback=feedback)
    return releases.seen_by(Mastery.objects.visible_to(Person(pk=viewer))).with_names()


def coaches_of(recipient: Person) -> list[Person]:
    """Those who coach this person now, by name; nobody coaches a person who has left."""
    if recipient.has_left:
        return []
    return COACHES.all(recipient.pk)


def ask_coaches(recipient: UUID) -> "QuerySet[Person]":
    return Person.objects.coaches_of(Person(pk=recipient)).by_name().only(*NAMES)


SHARES = Question(ask_shares, ids=1)
RELEASES = Question(ask_releases, ids=2)
COACHES = Question(ask_coaches, ids=1)


def each_once(people: Iterable[Person]) -> tuple[Person, ...]:
    """Keep the order, without doubles and without those who have left."""
    return tuple({person.pk: person for person in people if not person.has_left}.values())


def names(people: Sequence[Person], *, viewer: Person) -> str:
    """List people as a sentence begins: "You, Jonas Lindqvist and Hannah Vogel"."""
    others = [person.name for person in people if person.pk != viewer.pk]
    return get_text_list([_("You"), *others], _("and"))


def limit(feedback: Feedback, *, viewer: Person) -> str:
    """Say who else might read it one day, and that nobody beyond does."""
    own = viewer.pk == feedback.recipient_id
    if feedback.readers == Feedback.Readers.COACHES:
        sentence = coaches_limit(own=own)
    elif own:
        sentence = _("Nobody else can, unless you share it, and that includes coaches and admins.")
    else:
        sentence = _(
            "Nobody else can, unless %(name)s shares it, and that includes coaches and admins."
        )
    return sentence % {"name": feedback.recipient.called}


def coaches_limit(*, own: bool) -> str:
    """Say that coaching is looked at when somebody reads, not when it was written."""
    if own:
        return _(
            "So can whoever coaches you later, for as long as they do. "
            "Nobody else can, admins included, unless you share it."
        )
    return _(
        "So can whoever coaches %(name)s later, for as long as they do. "
        "Nobody else can, admins included, unless %(name)s shares it."
    )


def each_their_own(giver: Person, recipients: Sequence[Person], *, readers: str) -> Reading:
    """Say who reads when several people get a copy each, or nobody was chosen yet."""
    with_coaches = readers == Feedback.Readers.COACHES
    if not recipients and with_coaches:
        first = _("You, the person you choose and their coaches will be able to read this.")
    elif not recipients:
        first = _("You and the person you choose will be able to read this.")
    elif with_coaches:
        first = _("You, and each of them with their coaches, will be able to read their own copy.")
    else:
        first = _("You, and each of them for themselves, will be able to read their own copy.")
    rest = _("Nobody else can, admins included, unless they share it. They see your name.")
    return Reading(each_once([giver, *recipients]), everyone=False, first=first, rest=rest)


def on_the_wall(
    recipients: Sequence[Person], *, viewer: Person, sent: bool, organisation: str | None = None
) -> Reading:
    """Say that all of the organisation reads it, and who can change that."""
    if organisation is None:
        organisation = Organisation.objects.values_list("name", flat=True).first()
    first = (
        _("Everyone at %(name)s can read this.")
        if sent
        else _("Everyone at %(name)s will be able to read this.")
    )
    return Reading(
        each_once([*recipients, viewer]),
        everyone=True,
        first=first % {"name": organisation or ""},
        rest=wall_limit(recipients, viewer=viewer, sent=sent),
    )


def wall_limit(recipients: Sequence[Person], *, viewer: Person, sent: bool) -> str:
    """Say that it stands with both names, and that its recipient can take it down."""
    if len(recipients) != 1:
        return _("It stands on the wall with your name and theirs. They can take it down.")
    called = {"name": recipients[0].called}
    if viewer.pk == recipients[0].pk:
        return _("It stands on the wall, and you can take it down.")
    if sent:
        return _("It stands on the wall, and %(name)s can take it down.") % called
    return _("It stands on the wall with your name. %(name)s can take it down.") % called
