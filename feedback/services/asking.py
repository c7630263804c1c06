"""Asking for feedback about oneself, of colleagues and of partners outside."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit, drafts
from core.errors import RuleError
from feedback import limits, words
from feedback.models import Asked, Feedback, FeedbackRequest, PartnerAnswer
from feedback.services.giving import Piece, give
from goals.models import Goal
from notifications.services.notify import notify, settle

DRAFT = "ask/new"  # what is written and not asked yet
ASKED = "feedback.asked"


class NothingAsked(RuleError):
    """A question is missing, or cannot be kept."""


class WrongAsked(RuleError):
    """Nobody, oneself, too many, somebody who has left, or no address."""


class AskedEnough(RuleError):
    """One asker asks only so often in a week."""


class RequestIsClosed(RuleError):
    """It was answered, declined or taken back, or its time is over."""


class RemindedAlready(RuleError):
    """One reminder at most."""


@transaction.atomic
def ask(
    question: str,
    *,
    people: Sequence[Person],
    emails: Sequence[str] = (),
    goal: Goal | None = None,
    by: Person,
    at: datetime,
) -> FeedbackRequest:
    """Ask people about oneself. Colleagues are told in the app, partners get a personal link."""
    question = as_question(question)
    people = list({person.pk: person for person in people}.values())
    emails = list({email.casefold(): email for email in addresses_in(emails)}.values())
    check_asked(people, emails, by=by)
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    check_week(by, at=at)
    request = FeedbackRequest.objects.create(asker=by, question=question, goal=goal, asked_at=at)
    ask_colleagues(request, people, by=by, at=at)
    Asked.objects.bulk_create(
        Asked(
            request=request,
            email=email,
            asked_at=at,
            open_until=at + limits.LINK_LASTS,
            mail_due_at=at,
        )
        for email in emails
    )
    audit.record(by=by, action="feedback_request.ask", on=request, at=at)
    drafts.discard(by, DRAFT)
    return request


def ask_colleagues(
    request: FeedbackRequest, people: Sequence[Person], *, by: Person, at: datetime
) -> None:
    """Ask and tell these colleagues."""
    Asked.objects.bulk_create(Asked(request=request, person=one, asked_at=at) for one in people)
    url = request.get_absolute_url()
    notify(people, kind=ASKED, subject=request.pk, url=url, by=by, at=at)


def as_question(text: str) -> str:
    """Return the question as it can be kept; raise `NothingAsked` when it cannot."""
    text = words.tidy(text)
    sentence = words.mistake_in(text, longest=limits.LONGEST_QUESTION)
    if not words.has_words(text):
        sentence = _("Write your question. “What should I keep doing?” is a good one.")
    if sentence:
        raise NothingAsked(sentence, fields={"question": sentence})
    return text


def addresses_in(emails: Iterable[str]) -> list[str]:
    """Return the addresses; raise `WrongAsked` naming the one that is none."""
    found = [email.strip() for email in emails if email.strip()]
    for email in found:
        try:
            validate_email(email)
        except ValidationError as error:
            sentence = _("“%(address)s” is not an address. Write one on each line.")
            sentence %= {"address": email[:80]}
            raise WrongAsked(sentence, fields={"emails": sentence}) from error
    return found


def check_asked(people: Sequence[Person], emails: Sequence[str], *, by: Person) -> None:
    """Raise `WrongAsked` unless these can be asked."""
    inside = Person.objects.filter(email__in=[email.casefold() for email in emails]).first()
    if sentence := wrong_with(people, number=len(people) + len(emails), by=by):
        raise WrongAsked(sentence, fields={"people": sentence})
    if inside:
        sentence = _("%(name)s is a colleague. Choose them by name.") % {"name": inside.name}
        raise WrongAsked(sentence, fields={"emails": sentence})


def wrong_with(people: Sequence[Person], *, number: int, by: Person) -> str:
    """Return what keeps these from being asked, `number` with the partners; nothing if they can."""
    left = next((person for person in people if person.has_left), None)
    if not number:
        return _("Choose whom you ask.")
    if number > limits.MOST_ASKED:
        return _("Ask at most %(most)s people at once.") % {"most": limits.MOST_ASKED}
    if any(person.pk == by.pk for person in people):
        return _("Choose somebody else. What you think yourself has its place in a check-in.")
    return _("Choose somebody else. %(name)s has left.") % {"name": left.name} if left else ""


def check_week(asker: Person, *, at: datetime) -> None:
    """Raise `AskedEnough` when this asker has asked often enough within a week."""
    lately = FeedbackRequest.objects.filter(asker=asker, asked_at__gt=at - limits.A_WEEK)
    if lately.count() >= limits.REQUESTS_OF_AN_ASKER:
        raise AskedEnough(
            _("You have asked %(most)s times within a week. Let those answer first.")
            % {"most": limits.REQUESTS_OF_AN_ASKER}
        )


@transaction.atomic
def withdraw(request: FeedbackRequest, *, by: Person, at: datetime) -> None:
    """Take the question back: for everybody asked it is gone. What was answered stays."""
    locked = locked_for_asker(request, by=by)
    if locked.withdrawn_at is None:
        request.withdrawn_at = at
        request.save(update_fields=["withdrawn_at"])
        settle(request.pk, kinds=[ASKED], at=at)
        audit.record(by=by, action="feedback_request.withdraw", on=request, at=at)


def locked_for_asker(request: FeedbackRequest, *, by: Person) -> FeedbackRequest:
    """Return the row as it is now, locked, for its asker only."""
    locked = FeedbackRequest.objects.select_for_update().get(pk=request.pk)
    if by.has_left or locked.asker_id != by.pk:
        raise PermissionDenied
    return locked


@transaction.atomic
def remind(request: FeedbackRequest, *, by: Person, at: datetime) -> int:
    """Remind, once and for all, whoever has not answered; return how many that are."""
    locked = locked_for_asker(request, by=by)
    if locked.withdrawn_at:
        raise RequestIsClosed(_("You took this question back."))
    waiting = locked.asked.filter(answered_at__isnull=True, declined_at__isnull=True)
    waiting = waiting.select_for_update(of=("self",))
    fresh = [one for one in waiting.select_related("person") if one.reminded_at is None]
    if not fresh:
        raise RemindedAlready(_("Everybody who has not answered was reminded once. Let it rest."))
    for one in fresh:
        one.reminded_at = at
        if one.person is None:
            one.round, one.mail_due_at, one.mailed_at = one.round + 1, at, None
            one.mail_failed_at, one.open_until = None, at + limits.LINK_LASTS
    fields = ["reminded_at", "round", "mail_due_at", "mailed_at", "mail_failed_at", "open_until"]
    Asked.objects.bulk_update(fresh, fields)
    people = [one.person for one in fresh if one.person]
    url = request.get_absolute_url()
    notify(people, kind=ASKED, subject=request.pk, slot="again", url=url, by=by, at=at)
    audit.record(by=by, action="feedback_request.remind", on=request, at=at)
    return len(fresh)


@transaction.atomic
def decline(request: FeedbackRequest, *, by: Person, at: datetime) -> None:
    """Say "not this time", without a reason."""
    asked = locked_asked(request, by=by)
    if asked.answered_at:
        raise RequestIsClosed(_("You have answered this already."))
    Asked.objects.filter(pk=asked.pk, declined_at__isnull=True).update(declined_at=at)
    settle(request.pk, kinds=[ASKED], at=at, person=by)
    audit.record(by=by, action="feedback_request.decline", on=request, at=at)


def locked_asked(request: FeedbackRequest, *, by: Person) -> Asked:
    """Return the row of the colleague who is asked, locked; nobody else answers or declines."""
    asked = Asked.objects.select_for_update().filter(request=request, person=by).first()
    if asked is None or by.has_left:
        raise PermissionDenied
    if request.withdrawn_at:
        raise RequestIsClosed(_("This question was taken back."))
    return asked


@transaction.atomic
def answer(
    request: FeedbackRequest, *, what: Piece, by: Person, at: datetime, draft: UUID | None = None
) -> Feedback:
    """Answer with a piece of feedback for the asker. More of them may follow, as ever."""
    asked = locked_asked(request, by=by)
    asker = request.asker
    [copy] = give([asker], what=what, by=by, at=at, draft=draft, asked_at=request.asked_at)
    if asked.answered_at is None:
        asked.answered_at, asked.answer, asked.declined_at = at, copy, None
        asked.save(update_fields=["answered_at", "answer", "declined_at"])
    settle(request.pk, kinds=[ASKED], at=at, person=by)
    audit.record(by=by, action="feedback_request.answer", on=request, at=at)
    return copy


@transaction.atomic
def open_link(request: FeedbackRequest, *, by: Person, at: datetime) -> FeedbackRequest:
    """Let any colleague with the link answer, for a while from now on."""
    locked_for_asker(request, by=by)
    if request.withdrawn_at:
        raise RequestIsClosed(_("You took this question back."))
    request.link_until = at + limits.LINK_LASTS
    request.save(update_fields=["link_until"])
    audit.record(by=by, action="feedback_request.open_link", on=request, at=at)
    return request


@transaction.atomic
def follow_link(request: FeedbackRequest, *, by: Person, at: datetime) -> None:
    """Count whoever comes by the link among the asked; the asker is led to their own question."""
    if request.asker_id == by.pk or Asked.objects.filter(request=request, person=by).exists():
        return
    is_open = request.withdrawn_at is None and not request.asker.has_left
    if not is_open or request.link_until is None or at >= request.link_until:
        raise RequestIsClosed(_("This link is closed. Ask for a new one."))
    Asked.objects.get_or_create(request=request, person=by, defaults={"asked_at": at})
    audit.record(by=by, action="feedback_request.follow_link", on=request, at=at)


@transaction.atomic
def answer_as_partner(
    asked: Asked, *, name: str, helped: str, next_time: str, at: datetime
) -> PartnerAnswer:
    """Answer by the personal link, once. The asker alone reads it."""
    asked = locked_partner(asked, at=at)
    given = {"helped": words.tidy(helped), "next_time": words.tidy(next_time)}
    name = " ".join(name.split())
    mistakes = {
        field: sentence
        for field, text in given.items()
        if (sentence := words.mistake_in(text, longest=limits.LONGEST_TEXT))
    }
    if not any(words.has_words(text) for text in given.values()):
        mistakes["helped"] = _("Write at least one of the two. One sentence is enough.")
    if not words.has_words(name) or words.mistake_in(name, longest=120):
        mistakes["name"] = _(
            "Write your name in at most 120 characters, so that it is clear who answers."
        )
    if mistakes:
        raise NothingAsked(next(iter(mistakes.values())), fields=mistakes)
    answer = PartnerAnswer.objects.create(asked=asked, name=name, given_at=at, **given)
    Asked.objects.filter(pk=asked.pk).update(answered_at=at)
    request = asked.request
    url = request.get_absolute_url()
    notify(
        [request.asker], kind="feedback.partner_answered", subject=asked.pk, url=url, by=None, at=at
    )
    audit.record(by=None, action="feedback_request.answer", on=request, at=at)
    return answer


def mark_read(request: FeedbackRequest, *, by: Person, at: datetime) -> None:
    """Remember that the asker has seen what partners answered."""
    answers = PartnerAnswer.objects.visible_to(by).filter(asked__request=request)
    answers.filter(read_at__isnull=True).update(read_at=at)


@transaction.atomic
def decline_as_partner(asked: Asked, *, at: datetime) -> None:
    """Say "not this time" by the personal link."""
    asked = locked_partner(asked, at=at)
    Asked.objects.filter(pk=asked.pk).update(declined_at=at)
    audit.record(by=None, action="feedback_request.decline", on=asked.request, at=at)


def locked_partner(asked: Asked, *, at: datetime) -> Asked:
    """Return the row of a partner, locked, while the link is open."""
    rows = Asked.objects.select_for_update(of=("self",)).with_request()
    locked = rows.get(pk=asked.pk)
    if not locked.is_open_to_a_partner(at) or locked.request.asker.has_left:
        raise RequestIsClosed(_("This link is closed. It works once, and for a while."))
    return locked
