"""What the writing guide asks about a goal that is being written, or that stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import Person
from core.guide import Hint, Typed
from core.guide.choices import choices_of
from goals.guide import GOAL_GUIDE
from goals.models import Goal


def hints_on_goal(
    texts: Mapping[str, str],
    *,
    by: Person,
    facts: Mapping[str, Any],
    passed: Sequence[str] = (),
) -> tuple[Hint, ...]:
    """Return what to ask whoever writes it. Nothing of the texts is kept anywhere."""
    typed = Typed(texts, language=by.language, facts=facts, passed=passed)
    return GOAL_GUIDE.read(typed, chosen=choices_of(by))


def hints_on_standing_goal(goal: Goal, *, owner: Person, metrics: int) -> tuple[Hint, ...]:
    """Return what to ask an owner about the goal as it is worded now.

    Its page asks for a due day by itself, and takes "on purpose" for an answer.
    """
    texts = {"title": goal.title, "why_it_matters": goal.why_it_matters}
    facts = {"metrics": metrics, "due_on": goal.due_on, "aim": goal.aim}
    return hints_on_goal(texts, by=owner, facts=facts, passed=["no_date"])
