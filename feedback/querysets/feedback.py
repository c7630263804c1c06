"""Who reads which piece of feedback, in SQL."""

import re
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import Func, OuterRef, Q
from django.db.models.functions import JSONObject, Lower

from accounts.querysets import names_of

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import Feedback
    from goals.querysets import ValueQuerySet

# The same expression as in the index `feedback_by_words`, or the index would not be used.
WORDS = SearchVector("situation", "behaviour", "impact", "recommendation", config="simple")

# The same texts as they stand, in small letters, and as words. No index knows them.
TEXT = Func(
    *("situation", "behaviour", "impact", "recommendation"),
    template="concat_ws(' ', %(expressions)s)",
    output_field=models.TextField(),
)
LETTERS = Lower(TEXT)
OWN_WORDS = Func(
    TEXT, template="to_tsvector('simple', %(expressions)s)", output_field=SearchVectorField()
)

NEWEST_ON_THE_WALL = 200  # of those that a search finds

# Given, and neither taken back nor waiting for the weekly batch.
STANDS = Q(withdrawn_at__isnull=True, held_until__isnull=True)
ON_THE_WALL = Q(readers="everyone", taken_off_wall_at__isnull=True) & STANDS
NOT_KEPT_ASIDE = Q(kept_aside_at__isnull=True)  # by a recipient who pauses


def words_of(text: str) -> list[str]:
    """Return the words that are looked for: the first few."""
    return re.findall(r"\w+", text)[:8]


def word_query(words: str) -> SearchQuery | None:
    """Return a search for all of the words, each as the beginning of a word; None without any."""
    found = words_of(words)
    prefixes = " & ".join(f"{word}:*" for word in found)
    return SearchQuery(prefixes, config="simple", search_type="raw") if found else None


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, person: "Person") -> Self:
        """What this person may read now (twin of `policies.can_read`).

        Giver and recipient; everyone while it is praise on the wall; the recipient's present
        coaches if the giver chose so; and those to whom the recipient shows it. What was taken
        back, and what waits, is there for its giver alone; what a pausing recipient keeps aside
        is missing for this recipient alone. Somebody who has left reads nothing.
        """
        if person.left_at is not None:
            return self.none()
        return self.filter(
            Q(giver=person)
            | STANDS
            & (
                Q(recipient=person) & NOT_KEPT_ASIDE
                | ON_THE_WALL
                | Q(readers="recipient_and_coaches", recipient__in=self._coachees_of(person))
                | Q(pk__in=person.feedback_shares.standing().values("feedback"))
            )
        )

    @staticmethod
    def _coachees_of(person: "Person") -> "models.QuerySet[Person, UUID]":
        return person.coachings_as_coach.active_of(person).values_list("coachee", flat=True)  # type: ignore[return-value]  # ids of people

    def received_by(self, person: "Person") -> Self:
        return self.filter(STANDS, NOT_KEPT_ASIDE, recipient=person)

    def filed(self) -> Self:
        """What its recipient put away."""
        return self.filter(filed_at__isnull=False)

    def unfiled(self) -> Self:
        return self.filter(filed_at__isnull=True)

    def given_by(self, person: "Person") -> Self:
        """What this person gave and did not take back, what waits included."""
        return self.filter(giver=person, withdrawn_at__isnull=True)

    def on_the_wall(self) -> Self:
        return self.filter(ON_THE_WALL)

    def shown_to(self, person: "Person") -> Self:
        """What others received and this person reads as their coach, or since they share it.

        The ways are united by id here and below, so that each uses its own index.
        """
        everything = self.model._default_manager
        as_coach = everything.filter(
            STANDS,
            readers="recipient_and_coaches",
            recipient__in=self._coachees_of(person),
        )
        shared = everything.filter(
            STANDS, pk__in=person.feedback_shares.standing().values("feedback")
        )
        ids = as_coach.values("pk").union(shared.values("pk"), all=True)
        return self.filter(pk__in=ids).exclude(giver=person)

    def concerning(self, person: "Person") -> Self:
        """All that this person may read and that stands, save the wall."""
        everything = self.model._default_manager
        ids = (
            everything.received_by(person)
            .values("pk")
            .union(
                everything.given_by(person).values("pk"),
                everything.shown_to(person).values("pk"),
                all=True,
            )
        )
        return self.filter(pk__in=ids)

    def found_by(self, person: "Person", words: str) -> Self:
        """All that this person may read and that holds the words; of the wall the newest."""
        everything = self.model._default_manager
        own = everything.concerning(person).matching(words)
        wall = everything.on_the_wall().matching(words).newest_first()[:NEWEST_ON_THE_WALL]
        ids = own.values("pk").union(wall.values("pk"), all=True)
        return self.visible_to(person).filter(pk__in=ids)

    def of_kind(self, kind: str) -> Self:
        """Praise or improvements; both for no kind."""
        return self.filter(kind=kind) if kind else self

    def with_somebody(self, person: str) -> Self:
        """What the person with this id gave or received; everything for no id."""
        return self.filter(Q(giver=person) | Q(recipient=person)) if person else self

    def between(self, one: "Person", other: "Person") -> Self:
        """What two people gave each other."""
        return self.filter(
            Q(giver=one, recipient=other) | Q(giver=other, recipient=one),
            withdrawn_at__isnull=True,
        )

    def arrived_for(self, person: "Person") -> Self:
        """What this person gave, or what has reached them."""
        return self.filter(Q(giver=person) | STANDS & NOT_KEPT_ASIDE)

    def kept_aside_from(self, person: "Person") -> Self:
        """What was given to this person while they paused, and was not let in yet."""
        return self.filter(recipient=person, kept_aside_at__isnull=False, withdrawn_at__isnull=True)

    def matching(self, words: str) -> Self:
        """Pieces that hold each of the words, or a word that begins so, in any language."""
        query = word_query(words)
        if query is None:
            return self if not words.strip() else self.none()
        return self.annotate(words=WORDS).filter(words=query)

    def matching_among_few(self, words: str) -> Self:
        """The same as `matching`, for somebody's own pieces, which are read one by one.

        The index of all words would find those of everybody first. To take a text apart into its
        words costs twenty times as much as to compare letters, so that is done before.
        """
        query = word_query(words)
        if query is None:
            return self.matching(words)
        few = self.alias(letters=LETTERS, own_words=OWN_WORDS)
        for word in words_of(words):
            if word.isascii():
                few = few.filter(letters__contains=word.lower())
        return few.filter(own_words=query)

    def saying(self, behaviour: str) -> Self:
        """Pieces that tell the behaviour in just these words, large and small letters alike."""
        return self.filter(behaviour__iexact=behaviour)

    def with_people(self) -> Self:
        return self.select_related("giver", "recipient", "goal")

    def with_links(self) -> Self:
        """With people, goal and capability; and `named_values`, each with its id and name."""
        return self.with_people().select_related("capability").with_named_values()

    def with_named_values(self) -> Self:
        """With `named_values`: of each value that a piece names, its id and name."""
        named = self._value_rows().filter(feedback=OuterRef("pk")).in_order()
        pairs = ArraySubquery(named.values(pair=JSONObject(id="pk", name="name")))
        return self.annotate(named_values=pairs)

    def _value_rows(self) -> "ValueQuerySet":
        values: ValueQuerySet = self.model._meta.get_field("values").related_model.objects.all()  # type: ignore[union-attr]  # the model of a relation
        return values

    def with_value(self, value: str) -> Self:
        """What names the value with this id; everything for no id."""
        return self.filter(values=value) if value else self

    def with_capability(self, capability: str) -> Self:
        """What names the capability with this id; everything for no id."""
        return self.filter(capability=capability) if capability else self

    def with_names(self) -> Self:
        """Whole pieces, with what a page shows of people, goal, capability and values."""
        own = [field.name for field in self.model._meta.concrete_fields]
        linked = self.select_related("giver", "recipient", "goal", "capability")
        names = names_of("giver", "recipient")
        return linked.only(*own, *names, "goal__title", "capability__name").with_named_values()

    def for_lists(self) -> Self:
        """With the names of both, and of the words only what was seen."""
        return self.select_related("giver", "recipient", "goal", "capability").only(
            "kind", "behaviour", "given_at", "read_at", "held_until", "thanked_at", "will_try",
            "giver__name", "recipient__name", "recipient__preferred_name", "goal__title",
            "capability__name",
        )  # fmt: skip

    def newest_first(self) -> Self:
        return self.order_by("-given_at", "-pk")
