"""From how many answers on something is shown: of the organisation, and of one round."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.policies import can_administer
from core import audit
from feedback import limits
from feedback.models import Round, RoundSetting
from feedback.services.rounds.errors import ThresholdOnlyRises
from feedback.services.rounds.locks import lock_in


def thresholds_in_force() -> tuple[int, int]:
    """Return from how many answers on a new round counts, and shows comments."""
    setting = RoundSetting.objects.newest() or RoundSetting()
    return setting.counted_threshold, setting.comment_threshold


@transaction.atomic
def set_thresholds(*, counted: int, comments: int, by: Person, at: datetime) -> RoundSetting:
    """An admin sets what rounds get that are launched from now on; others keep theirs."""
    if not can_administer(by):
        raise PermissionDenied
    floor = limits.FLOOR_OF_A_ROUND
    sentence = _("Choose a number from %(least)s to %(most)s.")
    check(counted, comments, least=(floor, max(counted, floor)), sentence=sentence)
    if thresholds_in_force() == (counted, comments):
        return RoundSetting.objects.newest() or RoundSetting(set_at=at)
    setting = RoundSetting.objects.create(
        counted_threshold=counted, comment_threshold=comments, set_at=at, set_by=by
    )
    words = audit.figures({"counted_threshold": counted, "comment_threshold": comments})
    audit.record(by=by, action="round.set_thresholds", at=at, admin=True, words=words)
    return setting


@transaction.atomic
def raise_threshold(
    about: Round, *, counted: int, comments: int, by: Person, at: datetime
) -> Round:
    """Ask for more answers before anything is shown. It can be done until the release; only up."""
    states = (Round.State.PREPARING, Round.State.OPEN, Round.State.CLOSED)
    locked = lock_in(about, *states, by=by)
    least = (locked.counted_threshold, max(locked.comment_threshold, counted))
    sentence = _("Choose a number from %(least)s to %(most)s. A threshold of a round only rises.")
    check(counted, comments, least=least, sentence=sentence)
    locked.counted_threshold, locked.comment_threshold = counted, comments
    locked.save(update_fields=["counted_threshold", "comment_threshold"])
    words = f"counted_threshold: {counted}, comment_threshold: {comments}"
    audit.record(by=by, action="round.raise_threshold", on=locked, at=at, words=words)
    return locked


def check(counted: int, comments: int, *, least: tuple[int, int], sentence: str) -> None:
    """Raise `ThresholdOnlyRises` with a sentence for each number that is too low or too high."""
    most = limits.HIGHEST_THRESHOLD
    given = {"counted_threshold": (counted, least[0]), "comment_threshold": (comments, least[1])}
    mistakes = {
        field: sentence % {"least": lowest, "most": most}
        for field, (number, lowest) in given.items()
        if not lowest <= number <= most
    }
    if mistakes:
        raise ThresholdOnlyRises(next(iter(mistakes.values())), fields=mistakes)
