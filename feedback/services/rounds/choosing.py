"""What a round asks: questions of the library and own ones, and capabilities."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from feedback import limits, words
from feedback.models import Round, RoundCapability, RoundQuestion
from feedback.services.rounds.errors import WrongQuestions
from feedback.services.rounds.locks import lock_in
from goals.models import Capability


@transaction.atomic
def choose(
    about: Round,
    *,
    questions: Sequence[tuple[str, str]],
    capabilities: Sequence[Capability],
    by: Person,
    at: datetime,
) -> Round:
    """Choose all that the round asks, in this order, in place of what was chosen before.

    A question is its text and its code in the library, which is empty for an own one. Nothing at
    all can be chosen for a while; the launch wants at least one of either.
    """
    locked = lock_in(about, Round.State.PREPARING, by=by)
    asked = [(words.tidy(text), code) for text, code in questions if words.has_words(text)]
    check_questions([text for text, _code in asked])
    check_capabilities(capabilities)
    locked.questions.all().delete()
    locked.capabilities.all().delete()
    RoundQuestion.objects.bulk_create(
        RoundQuestion(round=locked, position=position, text=text, library_code=code)
        for position, (text, code) in enumerate(asked, start=1)
    )
    RoundCapability.objects.bulk_create(
        RoundCapability(round=locked, position=position, capability=one, name=one.name)
        for position, one in enumerate(capabilities, start=1)
    )
    audit.record(by=by, action="round.choose", on=locked, at=at)
    return locked


def check_questions(texts: Sequence[str]) -> None:
    """Raise `WrongQuestions` unless these can be asked together."""
    sentence = next(
        (
            mistake
            for text in texts
            if (mistake := words.mistake_in(text, longest=limits.LONGEST_QUESTION))
        ),
        "",
    )
    if len({text.casefold() for text in texts}) < len(texts):
        sentence = _("Ask each question once.")
    elif len(texts) > limits.MOST_QUESTIONS:
        sentence = _(
            "Choose at most %(most)s questions, so that an answer takes about %(minutes)s minutes."
        ) % {"most": limits.MOST_QUESTIONS, "minutes": limits.MINUTES_OF_AN_ANSWER}
    if sentence:
        raise WrongQuestions(sentence, fields={"questions": sentence})


def check_capabilities(capabilities: Sequence[Capability]) -> None:
    """Raise `WrongQuestions` unless each of these is adopted now and stands here once."""
    sentence = ""
    if gone := next((one for one in capabilities if not one.is_adopted), None):
        sentence = _("“%(name)s” is not adopted now. Choose others.") % {"name": gone.name}
    elif len(capabilities) > limits.MOST_CAPABILITIES:
        sentence = _("Choose at most %(most)s capabilities.") % {"most": limits.MOST_CAPABILITIES}
    elif len({one.pk for one in capabilities}) < len(capabilities):
        sentence = _("Choose each capability once.")
    if sentence:
        raise WrongQuestions(sentence, fields={"capabilities": sentence})
