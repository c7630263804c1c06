"""What can be wrong with a round, each with a sentence fit for people."""

from core.errors import RuleError


class WrongRound(RuleError):
    """The title, a date, a threshold or the mode cannot be taken."""


class WrongQuestions(RuleError):
    """A question or capability is missing, doubled, unknown, or one too many."""


class WrongReviewer(RuleError):
    """Oneself, somebody twice, somebody who has left, or in the wrong perspective."""


class TooFewReviewers(RuleError):
    """So few are asked that nothing could ever be shown."""


class NotInThisState(RuleError):
    """The round is not where this can be done: launched already, not yet, closed, or over."""


class RoundIsClosed(RuleError):
    """It takes no answers, not yet or no longer; what was written before stays as it is."""


class WrongAnswer(RuleError):
    """An answer is too long, or names an item or a level that the round does not have."""


class ThresholdOnlyRises(RuleError):
    """A threshold is lowered, or set below the floor."""


class NothingCameOfIt(RuleError):
    """A round ends with a goal, a commitment, or "nothing this time"."""
