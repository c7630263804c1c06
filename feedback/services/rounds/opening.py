"""Opening a sealed box: who took part is found by tags alone, and only what is shown is decrypted.

Of everything else not one byte is opened; it is deleted as it lies there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from core.prepared import rows
from feedback.box import items
from feedback.box.groups import Group, Groupings, groupings
from feedback.box.keys import Place, RoundKeys
from feedback.box.sealing import opened
from feedback.models import Perspective, Round

TAGS = "SELECT tag FROM feedback_sealedanswer WHERE round_id = %s::uuid"
WANTED = """
SELECT tag, box FROM feedback_sealedanswer WHERE round_id = %s::uuid AND tag = ANY(%s::bytea[])
"""


@dataclass(frozen=True)
class Box:
    """The box of a closed round, with the keys that open it."""

    round_: Round
    keys: RoundKeys

    @cached_property
    def reviewers(self) -> dict[UUID, str]:
        """Return everybody who could have answered in it, with their perspective."""
        asked = self.round_.nominations.exclude(perspective=Perspective.COACHES)
        return dict(asked.values_list("pk", "perspective"))

    @cached_property
    def texts(self) -> list[str]:
        """Return the items that are answered in words."""
        capabilities = self.capabilities
        words = [items.question(pk) for pk in self.round_.questions.values_list("pk", flat=True)]
        return words + [name(pk) for pk in capabilities for name in (items.keep, items.next_time)]

    @cached_property
    def levels(self) -> list[str]:
        """Return the items that are answered by what was seen."""
        return [items.level(pk) for pk in self.capabilities]

    @cached_property
    def capabilities(self) -> list[UUID]:
        return list(self.round_.capabilities.values_list("pk", flat=True))

    @cached_property
    def answered(self) -> dict[UUID, set[str]]:
        """Return which items each reviewer answered; who declined answered none."""
        lying = {bytes(tag) for (tag,) in rows(TAGS, [self.round_.pk])}
        found: dict[UUID, set[str]] = {}
        for place, tag in self.tags.items():
            if tag in lying:
                found.setdefault(place.reviewer, set()).add(place.item)
        return {who: what for who, what in found.items() if items.DECLINED not in what}

    @cached_property
    def groupings(self) -> Groupings:
        """Return in which groups this round may be shown."""
        members: dict[str, set[UUID]] = {name: set() for name in self.reviewers.values()}
        for reviewer in self.answered:
            members[self.reviewers[reviewer]].add(reviewer)
        return groupings(
            members,
            counted=self.round_.counted_threshold,
            comments=self.round_.comment_threshold,
        )

    def shown_texts(self) -> Iterator[tuple[Group, str, list[str]]]:
        """Yield for each group and item the words that may be shown, ordered by the words."""
        grouping = self.groupings.comments
        yield from self.shown(grouping.shown, self.texts, grouping.threshold)

    def shown_levels(self) -> Iterator[tuple[Group, str, list[str]]]:
        """Yield for each group and item the behaviours that may be counted."""
        grouping = self.groupings.counted
        yield from self.shown(grouping.shown, self.levels, grouping.threshold)

    def shown(
        self, groups: Iterable[Group], asked: list[str], threshold: int
    ) -> Iterator[tuple[Group, str, list[str]]]:
        """Open what enough of a group have answered."""
        places = {
            (group, item): [
                self.place(reviewer, item)
                for reviewer in sorted(self.answered.keys() & group.members)
                if item in self.answered[reviewer]
            ]
            for group in groups
            for item in asked
        }
        enough = {what: where for what, where in places.items() if len(where) >= threshold}
        found = self.open(place for where in enough.values() for place in where)
        for (group, item), where in enough.items():
            yield group, item, sorted(found[place] for place in where)

    def open(self, places: Iterable[Place]) -> dict[Place, str]:
        """Decrypt these answers and no others."""
        wanted = {self.tags[place]: place for place in places}
        found = rows(WANTED, [self.round_.pk, list(wanted)])
        boxes = {wanted[bytes(tag)]: bytes(sealed) for tag, sealed in found}
        return {place: opened(box, keys=self.keys, place=place) for place, box in boxes.items()}

    @cached_property
    def tags(self) -> dict[Place, bytes]:
        """Return under what each possible answer of each reviewer would lie."""
        asked = [items.DECLINED, *self.texts, *self.levels]
        places = (self.place(reviewer, item) for reviewer in self.reviewers for item in asked)
        return {place: self.keys.tag(place) for place in places}

    def place(self, reviewer: UUID, item: str) -> Place:
        return Place(reviewer, self.round_.subject_id, item)
