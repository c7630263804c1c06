"""The sealed box as a web process reaches it: for one reviewer, by the one function there is.

What a reviewer answers is stored under tags that only whoever holds the key of the round, and
knows the reviewer, can derive; see `feedback.box`. Nothing else is written, no row says that
somebody answered.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import ObjectNotInPrerequisiteState

from core.errors import RuleError
from core.prepared import rows
from feedback.box import keys as box
from feedback.box.sealing import opened, seal
from feedback.models import Round, RoundKey

REACH = """
SELECT tag, box
FROM feedback_sealed_box(%s::uuid, %s::bytea[], %s::bytea[], %s::timestamptz)
"""
CAN_READ = "This process can read sealed answers: run web processes with DB_ROLE=mastery_web."
Boxes = dict[bytes, bytes]


class Closed(RuleError):
    """The round takes no answers: not yet, or no longer."""


class SecretIsMissing(RuleError):
    """The secret of the installation is not the one under which the round was sealed."""


def new_key(round_: Round) -> None:
    """Give a confidential round its random key, wrapped by the secret outside the database."""
    wrapped = box.wrap(box.new_round_key(), under=installation_key(), of=round_.pk)
    RoundKey.objects.create(round=round_, wrapped=wrapped)


def write(
    round_: Round, *, reviewer: UUID, answers: Mapping[str, str | None], at: datetime
) -> None:
    """Store what a reviewer (their nomination) says to some items; nothing or "" takes it away.

    Raises Closed when the round does not take answers at this moment.
    """
    keys = keys_of(round_)
    places = [
        (box.Place(reviewer, round_.subject_id, item), text) for item, text in answers.items()
    ]
    tags = [keys.tag(place) for place, _text in places]
    boxes = [seal(text, keys=keys, place=place) if text else None for place, text in places]
    try:
        with transaction.atomic():
            reach(round_, tags, boxes, at)
    except OperationalError as error:
        if isinstance(error.__cause__, ObjectNotInPrerequisiteState):
            raise closed() from error
        raise


def read(round_: Round, *, reviewer: UUID, items: Iterable[str]) -> dict[str, str]:
    """Return what a reviewer (their nomination) said to these items, where they said something.

    After the release nothing is there any more.
    """
    if not RoundKey.objects.filter(round=round_).exists():
        return {}
    keys = keys_of(round_)
    places = {keys.tag(place): place for place in places_of(round_, reviewer, items)}
    found = reach(round_, list(places), None, None)
    return {
        places[tag].item: opened(sealed, keys=keys, place=places[tag])
        for tag, sealed in found.items()
    }


def places_of(round_: Round, reviewer: UUID, items: Iterable[str]) -> list[box.Place]:
    """Return where the answers of a reviewer to these items would be."""
    return [box.Place(reviewer, round_.subject_id, item) for item in items]


def reach(
    round_: Round, tags: list[bytes], boxes: list[bytes | None] | None, at: datetime | None
) -> Boxes:
    """Write these boxes, if any are given, and return what lies under these tags.

    Tags and boxes travel beside the statement, never in it, so that no log and no view of what
    runs can show them.
    """
    found = rows(REACH, [round_.pk, tags, boxes, at])
    return {bytes(tag): bytes(sealed) for tag, sealed in found}


def keys_of(round_: Round) -> box.RoundKeys:
    """Return the keys of a round. Raises Closed where there are none, and SecretIsMissing."""
    row = RoundKey.objects.filter(round=round_).first()
    if row is None:
        raise closed()
    try:
        return box.round_keys(
            box.unwrap(bytes(row.wrapped), under=installation_key(), of=round_.pk)
        )
    except box.WrongSecret as error:
        raise SecretIsMissing(
            _(
                "The answers of this round cannot be opened: whoever runs Mastery Loop has to"
                " bring back the secret under which they were sealed."
            )
        ) from error


def closed() -> Closed:
    """Return the sentence for an answer that comes too early or too late."""
    return Closed(_("This round takes no answers now. What was written before stays as it is."))


def installation_key() -> bytes:
    """Return the key that wraps the keys of rounds here."""
    return box.wrapping_key(settings.SEALING_SECRET, settings.SECRET_KEY)


def who_reads_the_box() -> str:
    """Return a line for the operator when this process could read all boxes, else nothing."""
    ((can,),) = rows("SELECT has_table_privilege('feedback_sealedanswer', 'SELECT')", [])
    return CAN_READ if can else ""
