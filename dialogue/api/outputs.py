"""What calls about talks answer. Shapes only; who reads what was decided before."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Person
from core.api import person_ref
from dialogue.models import AgendaPoint, CheckIn, Commitment, Confirmation
from dialogue.selectors.about import About, abouts
from dialogue.selectors.history import Entry
from dialogue.selectors.names import with_groups
from dialogue.selectors.places import Place


class SideRef(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


@extend_schema_field(
    {
        "oneOf": [
            {"$ref": "#/components/schemas/SideRef"},
            {"type": "array", "items": {"$ref": "#/components/schemas/SideRef"}},
        ]
    }
)
class WithField(serializers.Field[Any, Any, Any, Any]):
    """The other one, or a list of all others."""

    def to_representation(self, value: Any) -> Any:
        if isinstance(value, list):
            return SideRef(value, many=True).data
        return dict(SideRef(value).data)


class CheckInOut(serializers.Serializer[Any]):
    """A talk. What this caller may not read of it is null.

    `with` is the other one of a pair; of a group all others; of a reflection nobody (`[]`).
    """

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=CheckIn.Kind.choices)
    title = serializers.CharField(allow_null=True)
    participants = SideRef(many=True)
    person = SideRef()
    partner = SideRef(allow_null=True)
    coaching = serializers.UUIDField(allow_null=True)
    template = serializers.UUIDField(allow_null=True)
    slot = serializers.CharField(allow_null=True)
    planned_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=["open", "held", "skipped", "cancelled"])
    held_at = serializers.DateTimeField(allow_null=True)
    skipped_at = serializers.DateTimeField(allow_null=True)
    skip_reason = serializers.CharField(allow_null=True)
    cancelled_at = serializers.DateTimeField(allow_null=True)
    notes = serializers.CharField(allow_null=True)
    notes_version = serializers.IntegerField(allow_null=True)
    confirmed_by = SideRef(many=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {**super().get_fields(), "with": WithField()}


class AboutOut(serializers.Serializer[Any]):
    """What a point is about, for a caller who may open that."""

    kind = serializers.ChoiceField(choices=["goal", "feedback", "commitment", "mastery"])
    url = serializers.CharField()
    title = serializers.CharField()


class AgendaPointOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    checkin = serializers.UUIDField()
    text = serializers.CharField()
    author = SideRef()
    position = serializers.IntegerField()
    done_at = serializers.DateTimeField(allow_null=True)
    carried_from = serializers.UUIDField(allow_null=True)
    about = AboutOut(allow_null=True)


class CommitmentOut(serializers.Serializer[Any]):
    """A commitment. Whether it was kept is null for who no longer reads the talk in full."""

    id = serializers.UUIDField()
    checkin = serializers.UUIDField()
    what = serializers.CharField()
    who = SideRef()
    until = serializers.DateField(allow_null=True)
    made_by = SideRef()
    made_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=["open", "done", "dropped"], allow_null=True)
    done_at = serializers.DateTimeField(allow_null=True)
    dropped_at = serializers.DateTimeField(allow_null=True)


class PreparedAnswerOut(serializers.Serializer[Any]):
    prompt = serializers.UUIDField()
    question = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


class PreparedAnswersOut(serializers.Serializer[Any]):
    text = serializers.CharField(allow_blank=True)
    answers = PreparedAnswerOut(many=True)
    feelings = serializers.ListField(child=serializers.CharField())


class OthersAnswersOut(PreparedAnswersOut):
    person = SideRef()


class PreparationOut(PreparedAnswersOut):
    """One's own answers, and those of the others once they are shared.

    `theirs` are those of the other one of a pair.
    """

    version = serializers.IntegerField()
    shared = serializers.BooleanField()
    shares_at_start = serializers.BooleanField()
    theirs = OthersAnswersOut(allow_null=True)
    others = OthersAnswersOut(many=True)


class PrivateNoteOut(serializers.Serializer[Any]):
    text = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()


class EntryOut(serializers.Serializer[Any]):
    """A line of the history, or with `q` a place where the words stand."""

    kind = serializers.CharField()
    checkin = serializers.UUIDField(allow_null=True)
    commitment = serializers.UUIDField(allow_null=True)
    goal = serializers.UUIDField(allow_null=True)
    feedback = serializers.UUIDField(allow_null=True)
    coaching = serializers.UUIDField(allow_null=True)
    giver = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    state = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


def checkin_bodies(rows: Iterable[CheckIn], viewer: Person) -> list[dict[str, Any]]:
    """Describe talks in two queries, however many; a former coach gets no words of others."""
    page = with_groups(rows)
    ids = [row.pk for row in page]
    in_full = set(
        CheckIn.objects.read_in_full_by(viewer).filter(pk__in=ids).values_list("pk", flat=True)
    )
    confirmed: dict[Any, set[Any]] = {}
    pairs = Confirmation.objects.filter(checkin__in=in_full).values_list("checkin", "person")
    for checkin, person in pairs:
        confirmed.setdefault(checkin, set()).add(person)
    return [
        checkin_body(row, viewer, row.pk in in_full, confirmed.get(row.pk, set())) for row in page
    ]


def checkin_body(
    row: CheckIn, viewer: Person, in_full: bool, confirmed: set[Any]
) -> dict[str, Any]:
    tells_reason = in_full or row.skipped_by_id == viewer.pk
    sides = row.sides if in_full or not row.is_group else (viewer,)
    others = [person_ref(side) for side in sides if side.pk != viewer.pk]
    states = ("held", "skipped", "cancelled")
    return {
        "id": row.pk,
        "kind": row.kind,
        "with": others[0] if row.partner_id else others,
        "title": row.title if in_full else None,
        "participants": [person_ref(side) for side in sides],
        "person": person_ref(row.person if in_full or not row.is_group else viewer),
        "partner": person_ref(row.partner) if row.partner else None,
        "coaching": row.coaching_id,
        "template": row.template_id,
        "slot": row.slot,
        "planned_at": row.planned_at,
        "state": next((state for state in states if getattr(row, f"{state}_at")), "open"),
        "held_at": row.held_at,
        "skipped_at": row.skipped_at,
        "skip_reason": row.skip_reason if tells_reason else None,
        "cancelled_at": row.cancelled_at,
        "notes": row.notes if in_full else None,
        "notes_version": row.notes_version if in_full else None,
        "confirmed_by": [person_ref(side) for side in sides if side.pk in confirmed],
    }


def point_bodies(
    points: Iterable[AgendaPoint], viewer: Person, *, in_full: bool
) -> list[dict[str, Any]]:
    """Describe points of one talk in one query more, however many."""
    page = list(points)
    told = abouts(page, viewer)
    return [point_body(one, in_full, told.get(one.pk)) for one in page]


def point_body(point: AgendaPoint, in_full: bool, about: About | None) -> dict[str, Any]:
    return {
        "id": point.pk,
        "checkin": point.checkin_id,
        "text": point.text,
        "author": person_ref(point.author),
        "position": point.position,
        "done_at": point.done_at if in_full else None,
        "carried_from": point.carried_from_id,
        "about": vars(about) if about else None,
    }


def commitment_bodies(rows: Iterable[Commitment], viewer: Person) -> list[dict[str, Any]]:
    """Describe commitments in one query more, however many."""
    page = list(rows)
    talks = {row.checkin_id for row in page}
    in_full = set(
        CheckIn.objects.read_in_full_by(viewer).filter(pk__in=talks).values_list("pk", flat=True)
    )
    return [
        commitment_body(row, tells_state=row.checkin_id in in_full or row.who_id == viewer.pk)
        for row in page
    ]


def commitment_body(row: Commitment, *, tells_state: bool) -> dict[str, Any]:
    state = "done" if row.done_at else "dropped" if row.dropped_at else "open"
    return {
        "id": row.pk,
        "checkin": row.checkin_id,
        "what": row.what,
        "who": person_ref(row.who),
        "until": row.until,
        "made_by": person_ref(row.made_by),
        "made_at": row.made_at,
        "state": state if tells_state else None,
        "done_at": row.done_at if tells_state else None,
        "dropped_at": row.dropped_at if tells_state else None,
    }


NAMES_OF = {
    "checkins": "checkin",
    "commitments": "commitment",
    "goals": "goal",
    "feedback": "feedback",
    "agreement": "coaching",
}


def entry_body(entry: Entry) -> dict[str, Any]:
    """Describe a line; what it is about has its id under the name of that kind of thing."""
    name = NAMES_OF[entry.kind]
    return {
        **dict.fromkeys(NAMES_OF.values()),
        "kind": "agreement" if name == "coaching" else name,
        name: entry.about or entry.pk,
        "at": entry.at,
        "state": entry.state,
        "text": entry.words,
        "giver": entry.giver,
        "url": entry.url,
    }


def place_body(place: Place) -> dict[str, Any]:
    is_feedback = place.source == "feedback"
    return {
        "kind": place.source,
        "checkin": None if is_feedback else place.talk,
        "commitment": None,
        "goal": None,
        "coaching": None,
        "giver": "",
        "feedback": place.talk if is_feedback else None,
        "at": place.at,
        "state": "",
        "text": f"{place.before}{place.hit}{place.after}",
        "url": place.url,
    }
