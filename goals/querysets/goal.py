"""Goals and who carries them."""

from collections import defaultdict, deque
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections, models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from goals.querysets import search

if TYPE_CHECKING:
    from accounts.models import Person
    from goals.models import Comment, Goal, Ownership, Parentage, Participation

STATES = {
    "proposed": Q(agreed_at__isnull=True, achieved_at__isnull=True, let_go_at__isnull=True),
    "active": Q(agreed_at__isnull=False, achieved_at__isnull=True, let_go_at__isnull=True),
    "achieved": Q(achieved_at__isnull=False),
    "let_go": Q(let_go_at__isnull=False),
    "open": Q(achieved_at__isnull=True, let_go_at__isnull=True),
    "ended": Q(achieved_at__isnull=False) | Q(let_go_at__isnull=False),
}


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, person: "Person") -> Self:
        """Goals are open to every member."""
        return self if person.left_at is None else self.none()

    def in_state(self, state: str) -> Self:
        """Goals in one of the four states, or `open` or `ended`; with any other word, all."""
        return self.filter(STATES.get(state, Q()))

    def open(self) -> Self:
        return self.in_state("open")

    def carried_by(self, person: "Person") -> Self:
        """Goals the person owns (not those declined), has joined, or keeps a number of."""
        owned = self._rows("ownerships").filter(person=person, declined_at__isnull=True)
        joined = self._rows("participations").filter(person=person, left_at__isnull=True)
        kept = self._rows("metrics").filter(keeper=person, retired_at__isnull=True)
        # One index each; with OR the database would look at every goal.
        parts = [rows.order_by().values("goal") for rows in (owned, joined, kept)]
        return self.filter(pk__in=parts[0].union(*parts[1:]))

    def matching(self, words: str) -> Self:
        """Goals that hold all of these words in their title or reason; without any, all goals."""
        if not words.strip():
            return self
        known = search.words_of(words)
        return self.filter(search.holds(known)) if known else self.none()

    def similar_to(self, words: str) -> Self:
        """Goals that hold a part of each word, or whose title has something like it."""
        found = self
        for word in words.split()[: search.MOST_WORDS]:
            part = Q(title__icontains=word) | Q(why_it_matters__icontains=word)
            found = found.filter(part | search.Resembles(word))
        return found

    def best_first(self, words: str) -> Self:
        """Of those `matching`, the ones that fit best in front."""
        known = search.words_of(words)
        nearest = [search.closeness(known).desc()] if known else []
        return self.order_by(*nearest, "-proposed_at", "pk")

    def owned_by(self, people: "models.QuerySet[Person]") -> Self:
        """Goals that name one of these people as owner, and were not declined by them."""
        owned = self._rows("ownerships").filter(person__in=people, declined_at__isnull=True)
        return self.filter(pk__in=owned.order_by().values("goal"))

    def hanging_on(self, goal: UUID) -> Self:
        """Goals directly below this one."""
        return self.filter(pk__in=self._rows("parentages").filter(parent=goal).values("goal"))

    def due_within(self, first: date, last: date) -> Self:
        return self.filter(due_on__gte=first, due_on__lte=last)

    def undated(self) -> Self:
        """Goals without a due day."""
        return self.filter(due_on__isnull=True)

    def running_between(self, first: date, last: date) -> Self:
        """Goals with a due day that go on at some time between these days."""
        return self.filter(due_on__gte=first, starts_on__lte=last)

    def with_counts(self) -> Self:
        """Add `branches` (open sub-goals) and `carriers` (joined, without the owners)."""
        return self.annotate(
            branches=counted(self._open_branches(), "parent"),
            carriers=counted(self._joined_beside_owners(), "goal"),
        )

    def with_part_of(self, person: "Person") -> Self:
        """Add `is_joined` and `is_owned`: whether this person takes part."""
        return self.annotate(
            is_joined=Exists(self._of("participations", person=person, left_at__isnull=True)),
            is_owned=Exists(self._of("ownerships", person=person, declined_at__isnull=True)),
        )

    def with_parent_ids(self) -> Self:
        """Add `parent_ids`; a goal right under the purpose has none."""
        above = self._of("parentages").order_by("parent_id")
        return self.annotate(parent_ids=ArraySubquery(above.values("parent_id")))

    def with_page_parts(self, *, joined: int) -> Self:
        """Add `parents_told` and `joined_told`, as `{id, title}` and `{id, name, job_title}`.

        Of those who joined, the first `joined` that are not named as owners.
        """
        above = self.model._default_manager.filter(child_parentages__goal=OuterRef("pk"))
        told = JSONObject(id="pk", title="title")
        names = {part: f"person__{part}" for part in ("id", "name", "job_title")}
        people = self._joined_beside_owners().order_by("joined_at", "pk")
        first = people.values(told=JSONObject(**names))[:joined]
        return self.annotate(
            parents_told=ArraySubquery(above.order_by("title", "pk").values(told=told)),
            joined_told=ArraySubquery(first),
        )

    def newest_first(self) -> Self:
        return self.order_by("-proposed_at", "pk")

    def oldest_first(self) -> Self:
        return self.order_by("proposed_at", "pk")

    def by_title(self) -> Self:
        return self.order_by("title", "pk")

    def next_due_first(self) -> Self:
        """By due day, those without one at the end."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def _rows(self, relation: str) -> "models.QuerySet[models.Model]":
        """Return all rows of a relation of goals."""
        related = cast("type[models.Model]", self.model._meta.get_field(relation).related_model)
        return related._default_manager.all()

    def _of(self, relation: str, **conditions: object) -> "models.QuerySet[models.Model]":
        """Return the rows of a relation that belong to the goal of the outer query."""
        return self._rows(relation).filter(goal=OuterRef("pk"), **conditions)

    def _open_branches(self) -> "models.QuerySet[models.Model]":
        still_open = {"goal__achieved_at__isnull": True, "goal__let_go_at__isnull": True}
        return self._rows("child_parentages").filter(parent=OuterRef("pk"), **still_open)

    def _joined_beside_owners(self) -> "models.QuerySet[models.Model]":
        same = self._rows("ownerships").filter(goal=OuterRef("goal"), person=OuterRef("person"))
        owns = Exists(same.filter(declined_at__isnull=True))
        return self._of("participations", left_at__isnull=True).filter(~owns)


def counted(rows: "models.QuerySet[models.Model]", side: str) -> Coalesce:
    """Return how many rows there are for the goal at their `side`, 0 for none."""
    return Coalesce(Subquery(rows.order_by().values(side).values(n=Count("*"))), 0)


class ParentageQuerySet(models.QuerySet["Parentage"]):
    def goals_above(self, parents: Iterable[UUID]) -> set[UUID]:
        """Return these goals and all goals they hang on, however far up."""
        table = self.model._meta.db_table
        # The table's name is ours; the ids are parameters.
        above = f"""
            WITH RECURSIVE above (id) AS (
                SELECT unnest(%s::uuid[])
                UNION
                SELECT link.parent_id FROM {table} link JOIN above ON link.goal_id = above.id
            )
            SELECT id FROM above
        """  # noqa: S608
        with connections[self.db].cursor() as cursor:
            cursor.execute(above, [list(parents)])
            return {row[0] for row in cursor.fetchall()}

    def way_up(self, parents: Iterable[UUID], *, to: UUID) -> list[UUID]:
        """Return a shortest way from one of these goals up to another, both included.

        There has to be one: `to` is among the `goals_above` these parents.
        """
        links: dict[UUID, list[UUID]] = defaultdict(list)
        reached = self.goals_above(parents)
        for goal, parent in self.filter(goal__in=reached).values_list("goal", "parent"):
            links[goal].append(parent)
        ways, seen = deque([pk] for pk in parents), set(parents)
        way = ways.popleft()
        while way[-1] != to:
            fresh = [parent for parent in links[way[-1]] if parent not in seen]
            seen.update(fresh)
            ways.extend([*way, parent] for parent in fresh)
            way = ways.popleft()
        return way


class OwnershipQuerySet(models.QuerySet["Ownership"]):
    def with_people(self) -> Self:
        """With their people, those named first in front."""
        return self.select_related("person").order_by("named_at", "person__search_key", "pk")

    def still_here(self) -> Self:
        """Of people who have not left."""
        return self.filter(person__left_at__isnull=True)

    def unanswered(self) -> Self:
        """Named, with no yes and no no so far, to a goal that is open."""
        return self.filter(
            agreed_at__isnull=True,
            declined_at__isnull=True,
            goal__achieved_at__isnull=True,
            goal__let_go_at__isnull=True,
        )

    def wanting_a_word(self, *, undated_before: datetime) -> Self:
        """Unanswered ones first; then those of agreed goals, proposed before, with no due day."""
        undated = Q(
            agreed_at__isnull=False,
            goal__agreed_at__isnull=False,
            goal__due_on__isnull=True,
            goal__undated_at__isnull=True,
            goal__proposed_at__lt=undated_before,
        )
        unanswered = Q(agreed_at__isnull=True, declined_at__isnull=True)
        is_open = {"goal__achieved_at__isnull": True, "goal__let_go_at__isnull": True}
        found = self.filter(undated | unanswered, **is_open)
        return found.order_by(F("agreed_at").asc(nulls_first=True), "named_at", "pk")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def current(self) -> Self:
        return self.filter(left_at__isnull=True)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: "Person") -> Self:
        """Every member reads what is said about goals, and what was not taken back."""
        return self.filter(withdrawn_at__isnull=True) if person.left_at is None else self.none()

    def with_authors(self) -> Self:
        """With their authors, in the order in which they were said."""
        return self.select_related("author").order_by("at", "pk")
