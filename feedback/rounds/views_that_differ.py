"""Where views on one capability differ, said in words: who saw what, and who named what.

Nobody is called better or worse by it. It is a place to start a talk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class View:
    """What one voice has seen of a capability, as places and names of levels, and what it named."""

    name: str
    is_own: bool
    levels: tuple[tuple[int, str], ...]
    keeps: bool
    tries: bool


def differences(views: Sequence[View], *, subject: str) -> list[str]:
    """Return a sentence for each way in which others see something else than the subject."""
    own = next((view for view in views if view.is_own), None)
    others = [view for view in views if not view.is_own]
    if own is None or not others:
        return []
    found = [levels_differ(own, others), *words_differ(own, others, subject)]
    return [sentence for sentence in found if sentence]


def levels_differ(own: View, others: Iterable[View]) -> str:
    """Say which level the subject sees, and which the others do, where none of them is the same."""
    seen = [other for other in others if other.levels]
    if not own.levels or not seen or any(set(one.levels) & set(own.levels) for one in seen):
        return ""
    told = [f"{other.name}: {listed(name for _place, name in other.levels)}" for other in seen]
    return _("%(name)s sees “%(own)s”. Others see something else. %(others)s.") % {
        "name": own.name,
        "own": listed(name for _place, name in own.levels),
        "others": "; ".join(told),
    }


def words_differ(own: View, others: Iterable[View], subject: str) -> list[str]:
    """Say who named something to keep, or to try, where the subject named nothing."""
    told = list(others)
    keeping = [other.name for other in told if other.keeps]
    trying = [other.name for other in told if other.tries]
    found = []
    if keeping and not own.keeps:
        found.append(
            ngettext(
                "%(subject)s named nothing to keep here. This view did: %(others)s.",
                "%(subject)s named nothing to keep here. These views did: %(others)s.",
                len(keeping),
            )
            % {"subject": subject, "others": listed(keeping)}
        )
    if own.tries and not trying:
        found.append(
            _("%(subject)s names something to try next that nobody else named.")
            % {"subject": subject}
        )
    return found


def listed(names: Iterable[str]) -> str:
    """Return names as a list within a sentence."""
    return str(get_text_list(list(names), _("and")))
