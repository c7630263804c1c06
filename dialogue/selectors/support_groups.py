"""The pages of support groups, composed in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership, Person, Team
from dialogue.models import GroupCapability, GroupQuestion
from goals.models import Capability

FEWEST, MOST = 7, 13  # members with whom a group works best: a hint, never a block


@dataclass(frozen=True)
class GroupLine:
    """A group in the list, as this reader stands to it."""

    group: Team
    size: int
    capabilities: tuple[str, ...]
    is_mine: bool
    asked_me: bool


@dataclass(frozen=True)
class GroupPage:
    """A group on its page; `questions` are those that wait, as far as the reader may know."""

    group: Team
    capabilities: tuple[Capability, ...]
    size: int
    is_mine: bool
    invitation: GroupQuestion | None
    my_question: GroupQuestion | None
    questions: tuple[GroupQuestion, ...]

    @property
    def missing(self) -> int:
        """How many members are wanting for a group of the usual size."""
        return max(FEWEST - self.size, 0)

    @property
    def is_crowded(self) -> bool:
        return self.size > MOST


def group_lines(groups: Sequence[Team], viewer: Person) -> list[GroupLine]:
    """Return the lines of some groups (`TeamQuerySet.with_size`), in the order given."""
    mine = set(Membership.objects.filter(person=viewer).values_list("team", flat=True))
    asked = set(
        GroupQuestion.objects.open()
        .filter(person=viewer)
        .exclude(asked_by=viewer)
        .values_list("group", flat=True)
    )
    names: dict[UUID, list[str]] = {}
    around = GroupCapability.objects.filter(group__in=[group.pk for group in groups])
    for pk, name in around.order_by("capability__name").values_list("group", "capability__name"):
        names.setdefault(pk, []).append(name)
    return [
        GroupLine(
            group=group,
            size=group.size,  # type: ignore[attr-defined]  # annotated by with_size
            capabilities=tuple(names.get(group.pk, ())),
            is_mine=group.pk in mine,
            asked_me=group.pk in asked,
        )
        for group in groups
    ]


def group_page(group: Team, viewer: Person) -> GroupPage:
    """Compose the page of a group, which comes with its size."""
    questions = list(
        GroupQuestion.objects.visible_to(viewer).open().filter(group=group).with_people()
    )
    own = next((one for one in questions if one.person_id == viewer.pk), None)
    return GroupPage(
        group=group,
        capabilities=capabilities_of(group),
        size=group.size,  # type: ignore[attr-defined]  # annotated by with_size
        is_mine=Membership.objects.filter(team=group, person=viewer).exists(),
        invitation=own if own and own.is_invitation else None,
        my_question=own if own and not own.is_invitation else None,
        questions=tuple(one for one in questions if one.person_id != viewer.pk),
    )


def capabilities_of(group: Team) -> tuple[Capability, ...]:
    """Return what the group meets around, by name."""
    around = GroupCapability.objects.filter(group=group).values("capability")
    return tuple(Capability.objects.filter(pk__in=around).order_by("name", "pk"))
