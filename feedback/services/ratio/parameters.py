"""The parameters of the published ratio: who may be shown, frozen for the window that runs."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.policies import can_administer
from core import audit
from core.errors import RuleError
from core.prepared import Question
from feedback.models import RatioSetting
from feedback.windows import Window, window_at

LOCK = 7_301_001  # one publisher or setter at a time; the others wait and find the work done


class BelowThePromise(RuleError):
    """A number is looser than what everybody was promised."""


def setting_in_force(window: Window) -> RatioSetting:
    """Return the parameters of a window: those set, or else what the promise says."""
    return settings_in_force(window)[0]


def settings_in_force(*windows: Window) -> list[RatioSetting]:
    """Return the parameters of each window: of those that reach it the ones set last.

    Whoever is strict today overrides whoever was generous yesterday from next period on. There are
    as many rows as anybody ever changed them, a few: they are read at once.
    """
    made: list[RatioSetting] = SET.all()
    promised = RatioSetting(from_window=0)
    return [
        next((one for one in made if one.from_window <= window.number), promised)
        for window in windows
    ]


SET = Question(RatioSetting.objects.last_set_first, ids=0)


def wait_for_my_turn() -> None:
    """Wait until nobody else publishes or sets anything, and keep others waiting until the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@dataclass(frozen=True)
class Parameters:
    """What an admin can set; see `RatioSetting` for the meaning and the units."""

    publishes: bool
    allows_opt_out: bool
    fewest_items: int
    fewest_recipients: int
    largest_share: int
    fewest_givers: int
    most_for_a_pair: int
    adds_noise: bool

    @classmethod
    def of(cls, setting: RatioSetting) -> "Parameters":
        return cls(**{name: getattr(setting, name) for name in cls.__dataclass_fields__})

    def is_stricter_than(self, other: "Parameters") -> bool:
        """Tell whether nothing becomes looser: only such a change may reach a running window."""
        return (
            self.publishes <= other.publishes
            and self.allows_opt_out >= other.allows_opt_out
            and self.adds_noise >= other.adds_noise
            and self.fewest_items >= other.fewest_items
            and self.fewest_recipients >= other.fewest_recipients
            and self.fewest_givers >= other.fewest_givers
            and self.largest_share <= other.largest_share
            and self.most_for_a_pair <= other.most_for_a_pair
        )


@transaction.atomic
def set_parameters(parameters: Parameters, *, by: Person, at: datetime) -> Window:
    """Set the parameters, and return the window they hold from, until others are set.

    Stricter ones hold for the running window, looser ones from the next. A closed window that
    waits for its publication keeps its own. A trigger refuses whatever is otherwise.
    """
    if not can_administer(by):
        raise PermissionDenied
    wait_for_my_turn()
    running = window_at(at)
    standing = Parameters.of(setting_in_force(running))
    strict = parameters.is_stricter_than(standing)
    start = running if strict else Window(running.number + 1)
    setting = RatioSetting(from_window=start.number, set_at=at, set_by=by, **asdict(parameters))
    refuse_below_the_promise(setting)
    setting.save(force_insert=True)
    words = audit.figures(asdict(parameters))
    audit.record(by=by, action="ratio.set_parameters", at=at, admin=True, words=words)
    return start


def refuse_below_the_promise(setting: RatioSetting) -> None:
    """The thresholds that everybody was promised are floors, not suggestions."""
    kept = (
        setting.fewest_items >= 8
        and setting.fewest_recipients >= 5
        and setting.fewest_givers >= 10
        and 1 <= setting.largest_share <= 40
        and 1 <= setting.most_for_a_pair <= 3
    )
    if not kept:
        raise BelowThePromise(
            _(
                "Everybody was promised at least 8 pieces, 5 recipients, 10 people, at most 40 % "
                "for one recipient and at most 3 for each pair. Choose stricter numbers."
            )
        )
