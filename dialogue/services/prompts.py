"""What talks are prepared with: admins set up the organisation's templates, people their own."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from dialogue.models import Prompt, PromptTemplate
from dialogue.policies import prompts as policies

LONGEST_NAME = 80
LONGEST_QUESTION = 300
MOST_QUESTIONS = 12
MOST_OWN = 50


class UnusableTemplate(RuleError):
    """A template needs a name of its own and some questions."""


class TemplateIsRetired(RuleError):
    """The template was retired or replaced before."""


class UsualTemplate(RuleError):
    """The usual template stays until another one is."""


@transaction.atomic
def introduce(*, by: Person, at: datetime, name: str, questions: Sequence[str]) -> PromptTemplate:
    """Add a template that new talks can take."""
    require_admin(by)
    return write(by=by, at=at, name=name, questions=questions, action="template.introduce")


@transaction.atomic
def introduce_own(
    *, by: Person, at: datetime, name: str, questions: Sequence[str]
) -> PromptTemplate:
    """Add prompts of one's own, which nobody else is offered."""
    if PromptTemplate.objects.own_of(by).in_use().count() >= MOST_OWN:
        raise UnusableTemplate(_("You have many sets of your own. Retire one of them first."))
    return write(
        by=by, at=at, name=name, questions=questions, action="template.introduce", owner=by
    )


@transaction.atomic
def change(
    template: PromptTemplate, *, by: Person, at: datetime, name: str, questions: Sequence[str]
) -> PromptTemplate:
    """Replace a template by a new version; talks that are planned keep what they were asked."""
    locked = lock_in_use(template)
    require_setter(by, locked)
    was_usual = locked.is_usual
    put_away(locked, by=by, at=at)
    successor = write(
        by=by,
        at=at,
        name=name,
        questions=questions,
        action="template.change",
        follows=locked,
        owner=locked.owner,
    )
    successor.is_usual = was_usual
    successor.save(update_fields=["is_usual"])
    return successor


@transaction.atomic
def retire(template: PromptTemplate, *, by: Person, at: datetime) -> None:
    """Offer a template no more; talks that have it keep it."""
    locked = lock_in_use(template)
    require_setter(by, locked)
    if locked.is_usual:
        raise UsualTemplate(_("Make another template the usual one first."))
    put_away(locked, by=by, at=at)
    note(locked, "template.retire", by=by, at=at)


@transaction.atomic
def make_usual(template: PromptTemplate, *, by: Person, at: datetime) -> None:
    """From now on talks for which nobody chooses prompts take these."""
    require_admin(by)
    locked = lock_in_use(template)
    if locked.owner_id or locked.library:
        raise UsualTemplate(_("Only prompts of the organisation can be the usual ones."))
    PromptTemplate.objects.filter(is_usual=True).update(is_usual=False)
    locked.is_usual = True
    locked.save(update_fields=["is_usual"])
    note(locked, "template.make_usual", by=by, at=at)


def require_admin(person: Person) -> None:
    if not policies.can_set_prompts(person):
        raise PermissionDenied


def require_setter(person: Person, template: PromptTemplate) -> None:
    if not policies.can_set(person, template):
        raise PermissionDenied


def note(template: PromptTemplate, action: str, *, by: Person, at: datetime) -> None:
    """Record it; the organisation's are acts of an admin and named, one's own are not."""
    if template.owner_id:
        audit.record(by=by, action=action, on=template, at=at)
    else:
        audit.record(by=by, action=action, on=template, at=at, admin=True, words=template.name)


def lock_in_use(template: PromptTemplate) -> PromptTemplate:
    locked = PromptTemplate.objects.select_for_update().get(pk=template.pk)
    if locked.retired_at:
        raise TemplateIsRetired(_("This template was retired or changed before."))
    return locked


def put_away(template: PromptTemplate, *, by: Person, at: datetime) -> None:
    template.retired_at, template.retired_by, template.is_usual = at, by, False
    template.save(update_fields=["retired_at", "retired_by", "is_usual"])


def write(
    *,
    by: Person,
    at: datetime,
    name: str,
    questions: Sequence[str],
    action: str,
    follows: PromptTemplate | None = None,
    owner: Person | None = None,
) -> PromptTemplate:
    name, texts = name.strip(), [text.strip() for text in questions if text.strip()]
    check(name, texts, owner)
    template = PromptTemplate.objects.create(
        name=name, introduced_at=at, introduced_by=by, follows=follows, owner=owner
    )
    Prompt.objects.bulk_create(
        Prompt(template=template, position=position, text=text)
        for position, text in enumerate(texts, start=1)
    )
    note(template, action, by=by, at=at)
    return template


def check(name: str, texts: Sequence[str], owner: Person | None) -> None:
    """Refuse a template without a name of its own, or with no, too many or too long questions."""
    wrong = {"name": name_problem(name, owner), "questions": questions_problem(texts)}
    found = {field: sentence for field, sentence in wrong.items() if sentence}
    if found:
        raise UnusableTemplate(" ".join(found.values()), fields=found)


def name_problem(name: str, owner: Person | None) -> str:
    if not name or len(name) > LONGEST_NAME:
        return _("Give it a name of at most %(count)s characters.") % {"count": LONGEST_NAME}
    alike = PromptTemplate.objects.in_use().filter(name=name, owner=owner, library="")
    if alike.exists():
        return _("Another template has this name. Choose one of its own.")
    return ""


def questions_problem(texts: Sequence[str]) -> str:
    if not 1 <= len(texts) <= MOST_QUESTIONS:
        return _("Ask between one and %(count)s questions.") % {"count": MOST_QUESTIONS}
    if any(len(text) > LONGEST_QUESTION for text in texts):
        sentence = _("Ask each question in at most %(count)s characters.")
        return sentence % {"count": LONGEST_QUESTION}
    return ""
