"""What admins let the organisation teach about feedback, and how people go through the course."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person
from accounts.policies import can_administer
from core import audit, drafts
from core.errors import RuleError, StaleVersion
from feedback import learning, limits, words
from feedback.models import CourseCondition, Learner, Principles

REWRITING = "course/rewriting"  # the draft of what is written in the last lesson


class NotAnswered(RuleError):
    """A lesson asks for a choice, or for words."""


class OutOfOrder(RuleError):
    """The lessons build on each other."""


class CourseFirst(RuleError):
    """The organisation asks for the course before the first improvement."""


@transaction.atomic
def state_principles(
    text: str, *, language: str, version: int | None, by: Person, at: datetime
) -> Principles | None:
    """Put a new wording above the ones before it, and return the wording that counts now.

    `version` is the one that was read (0: the app's own); None asks nothing. The same words again
    change nothing.
    """
    if not can_administer(by):
        raise PermissionDenied
    text = as_principles(text)
    Organisation.objects.select_for_update(no_key=True).first()  # one wording after the other
    newest = Principles.objects.in_language(language).first()
    standing = newest.version if newest else 0
    if text == (newest.text if newest else learning.principles(language)):
        return newest
    if version is not None and version != standing:
        sentence = _("Somebody changed the principles while you were writing. Read both texts.")
        raise StaleVersion(sentence, current=standing)
    stated = Principles.objects.create(
        language=language, version=standing + 1, text=text, stated_at=at, stated_by=by
    )
    audit.record(by=by, action="principles.state", at=at, admin=True, words=language)
    return stated


def as_principles(text: str) -> str:
    """Return the text as it can be kept; raise `NotAnswered` with a sentence when it cannot."""
    text = words.tidy(text)
    sentence = words.mistake_in(text, longest=limits.LONGEST_PRINCIPLES)
    if not words.has_words(text):
        sentence = _("Write at least one principle. It is what people read before they give.")
    if sentence:
        raise NotAnswered(sentence, fields={"text": sentence})
    return text


@transaction.atomic
def require_course(is_required: bool, *, by: Person, at: datetime) -> None:
    """Make the course a condition for improvements, or no longer. The same again does nothing."""
    if not can_administer(by):
        raise PermissionDenied
    if CourseCondition.objects.in_force() != is_required:
        CourseCondition.objects.create(is_required=is_required, set_at=at, set_by=by)
        said = "required" if is_required else "voluntary"
        audit.record(by=by, action="course.require", at=at, admin=True, words=said)


@transaction.atomic
def choose(lesson: learning.Choice, option: int | None, *, by: Person, at: datetime) -> bool:
    """Answer a lesson with one of its two versions (0 or 1); tell whether it is the better one."""
    if option not in (0, 1):
        sentence = _("Choose one of the two.")
        raise NotAnswered(sentence, fields={"option": sentence})
    is_better = lesson.options[option].is_better
    if is_better:
        move_on(lesson, by=by, at=at)
    return is_better


@transaction.atomic
def rewrite(lesson: learning.Rewriting, text: str, *, by: Person, at: datetime) -> None:
    """Answer a lesson with words. They are looked at and not kept; any attempt passes."""
    if not words.has_words(text):
        sentence = _("Write your version first. It can be short.")
        raise NotAnswered(sentence, fields={"text": sentence})
    move_on(lesson, by=by, at=at)
    drafts.discard(by, REWRITING)


def move_on(lesson: learning.Lesson, *, by: Person, at: datetime) -> None:
    """Note that a lesson is passed; after the last one the course is finished, once and for all."""
    slugs = [one.slug for one in learning.course()]
    number = slugs.index(lesson.slug) + 1
    Learner.objects.get_or_create(person=by)
    learner = Learner.objects.select_for_update().get(person=by)
    if number > learner.passed + 1:
        raise OutOfOrder(
            _("Go through the lessons before this one first. They take a minute each.")
        )
    learner.passed = max(learner.passed, number)
    if learner.passed >= len(slugs) and not learner.finished_at:
        learner.finished_at = at
        audit.record(by=by, action="course.finish", on=by, at=at)
    learner.save(update_fields=["passed", "finished_at"])


def refuse_before_course(giver: Person) -> None:
    """Raise `CourseFirst` where the organisation asks for the course and it is not finished."""
    if not CourseCondition.objects.in_force():
        return
    if not Learner.objects.filter(person=giver, finished_at__isnull=False).exists():
        sentence = _(
            "Take the five-minute course first: your organisation asks for it. "
            "Keep this as a draft, it waits for you."
        )
        raise CourseFirst(sentence, fields={"kind": sentence})
