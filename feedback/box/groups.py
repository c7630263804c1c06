"""Which groups of reviewers may be shown, so that no two of them give away a few by subtraction.

Answers are shown in two groupings of the same people: one for what is counted, one for comments,
each with its own threshold. A perspective below it is merged into "colleagues"; if that is too
small as well, nothing of it is shown. Then all shown sets are compared with each other, and where
a difference would be too small, both groupings are merged further until none is.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

Members = Mapping[str, Collection[Hashable]]  # those who answered, by perspective


@dataclass(frozen=True)
class Group:
    """Perspectives that are shown as one, and who answered in them."""

    perspectives: frozenset[str]
    members: frozenset[Hashable]

    def joined(self, others: "Iterable[Group]") -> "Group":
        """Return one group of this and others."""
        perspectives, members = set(self.perspectives), set(self.members)
        for other in others:
            perspectives |= other.perspectives
            members |= other.members
        return Group(frozenset(perspectives), frozenset(members))

    def meets(self, other: "Group") -> bool:
        """Tell whether a perspective is in both."""
        return not self.perspectives.isdisjoint(other.perspectives)


NOBODY = Group(frozenset(), frozenset())


@dataclass(frozen=True)
class Grouping:
    """All perspectives of a round, each in one group; shown are the groups that are big enough."""

    threshold: int
    groups: frozenset[Group]

    @property
    def shown(self) -> frozenset[Group]:
        """Return the groups that may be shown."""
        return frozenset(group for group in self.groups if self.suffices(group))

    @property
    def too_few(self) -> frozenset[Group]:
        """Return the groups of which only "too few answers" may be said."""
        return self.groups - self.shown

    def suffices(self, group: Group) -> bool:
        """Tell whether enough people answered in this group."""
        return len(group.members) >= self.threshold

    def joining(self, wish: Group) -> "Grouping":
        """Return this grouping with everything that the wish meets in one group."""
        met = {group for group in self.groups if group.meets(wish)}
        return Grouping(self.threshold, (self.groups - met) | {NOBODY.joined(met)})


@dataclass(frozen=True)
class Groupings:
    """The two groupings in which one round is shown."""

    counted: Grouping
    comments: Grouping

    def joining(self, wish: Group) -> "Groupings":
        """Return both with everything that the wish meets, on either side, in one group."""
        while True:
            joined = Groupings(self.counted.joining(wish), self.comments.joining(wish))
            wider = NOBODY.joined(group for group in joined.all if group.meets(wish))
            if wider == wish:
                return joined
            wish = wider

    @property
    def all(self) -> frozenset[Group]:
        """Return the groups of both."""
        return self.counted.groups | self.comments.groups


def groupings(members: Members, *, counted: int, comments: int) -> Groupings:
    """Return the finest groupings of these people that may be shown.

    `counted` and `comments` are the thresholds of the round, in people.
    """
    found = Groupings(by_threshold(members, counted), by_threshold(members, comments))
    while wish := next(too_close(found), None):
        found = found.joining(wish)
    return found


def by_threshold(members: Members, threshold: int) -> Grouping:
    """Group by perspective, those below the threshold together as colleagues."""
    alone = {Group(frozenset({name}), frozenset(people)) for name, people in members.items()}
    small = {group for group in alone if len(group.members) < threshold}
    merged = {NOBODY.joined(small)} if small else set()
    return Grouping(threshold, frozenset((alone - small) | merged))


def too_close(found: Groupings) -> Iterator[Group]:
    """Yield groups to be merged: sets of which others, taken away, would leave too few."""
    for own, other in ((found.counted, found.comments), (found.comments, found.counted)):
        for group in sorted(own.shown, key=lambda group: sorted(group.perspectives)):
            met = sorted(
                (one for one in other.shown if one.meets(group)),
                key=lambda group: sorted(group.perspectives),
            )
            for taken in subsets(met):
                if gives_away(group, taken, found, own.threshold):
                    yield group.joined(taken)


def gives_away(group: Group, taken: tuple[Group, ...], found: Groupings, threshold: int) -> bool:
    """Tell whether what is left of a group without some others is somebody, but too few.

    Without one other group the group's own threshold counts, without several the lower of the two.
    """
    left = group.members.difference(*(other.members for other in taken))
    if len(taken) > 1:
        threshold = min(found.counted.threshold, found.comments.threshold)
    return 0 < len(left) < threshold


def subsets(groups: list[Group]) -> Iterator[tuple[Group, ...]]:
    """Yield every choice of at least one of these groups, small ones first."""
    for size in range(1, len(groups) + 1):
        yield from combinations(groups, size)
