"""What talks are prepared with: admins introduce, change and retire templates."""

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
def change(
    template: PromptTemplate, *, by: Person, at: datetime, name: str, questions: Sequence[str]
) -> PromptTemplate:
    """Replace a template by a new version; talks that are planned keep what they were asked."""
    require_admin(by)
    locked = lock_in_use(template)
    was_usual = locked.is_usual
    put_away(locked, by=by, at=at)
    successor = write(
        by=by, at=at, name=name, questions=questions, action="template.change", follows=locked
    )
    successor.is_usual = was_usual
    successor.save(update_fields=["is_usual"])
    return successor


@transaction.atomic
def retire(template: PromptTemplate, *, by: Person, at: datetime) -> None:
    """Offer a template no more; talks that have it keep it."""
    require_admin(by)
    locked = lock_in_use(template)
    if locked.is_usual:
        raise UsualTemplate(_("Make another template the usual one first."))
    put_away(locked, by=by, at=at)
    audit.record(by=by, action="template.retire", on=locked, at=at, admin=True, words=locked.name)


@transaction.atomic
def make_usual(template: PromptTemplate, *, by: Person, at: datetime) -> None:
    """From now on talks for which nobody chooses prompts take these."""
    require_admin(by)
    locked = lock_in_use(template)
    PromptTemplate.objects.filter(is_usual=True).update(is_usual=False)
    locked.is_usual = True
    locked.save(update_fields=["is_usual"])
    audit.record(
        by=by, action="template.make_usual", on=locked, at=at, admin=True, words=locked.name
    )


def require_admin(person: Person) -> None:
    if not policies.can_set_prompts(person):
        raise PermissionDenied


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
) -> PromptTemplate:
    name, texts = name.strip(), [text.strip() for text in questions if text.strip()]
    check(name, texts)
    template = PromptTemplate.objects.create(
        name=name, introduced_at=at, introduced_by=by, follows=follows
    )
    Prompt.objects.bulk_create(
        Prompt(template=template, position=position, text=text)
        for position, text in enumerate(texts, start=1)
    )
    audit.record(by=by, action=action, on=template, at=at, admin=True, words=name)
    return template


def check(name: str, texts: Sequence[str]) -> None:
    """Refuse a template without a name of its own, or with no, too many or too long questions."""
    wrong = {"name": name_problem(name), "questions": questions_problem(texts)}
    found = {field: sentence for field, sentence in wrong.items() if sentence}
    if found:
        raise UnusableTemplate(" ".join(found.values()), fields=found)


def name_problem(name: str) -> str:
    if not name or len(name) > LONGEST_NAME:
        return _("Give it a name of at most %(count)s characters.") % {"count": LONGEST_NAME}
    if PromptTemplate.objects.in_use().filter(name=name).exists():
        return _("Another template has this name. Choose one of its own.")
    return ""


def questions_problem(texts: Sequence[str]) -> str:
    if not 1 <= len(texts) <= MOST_QUESTIONS:
        return _("Ask between one and %(count)s questions.") % {"count": MOST_QUESTIONS}
    if any(len(text) > LONGEST_QUESTION for text in texts):
        sentence = _("Ask each question in at most %(count)s characters.")
        return sentence % {"count": LONGEST_QUESTION}
    return ""
