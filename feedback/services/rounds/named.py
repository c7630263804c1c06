"""Answers that carry a name: kept for their author alone until the release."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from feedback.models import NamedAnswer, NamedDecline, Nomination, Round
from feedback.rounds.items import NOT_SEEN, Item, Part
from feedback.services.rounds.errors import RoundIsClosed

ITEM = ("round", "nomination", "question", "capability", "part")


@transaction.atomic
def write(
    about: Round, author: Nomination | None, *, answers: Mapping[Item, str], at: datetime
) -> None:
    """Save these; an empty one goes, and with any of them a decline."""
    lock_open(about, at=at)
    kept = {item: value for item, value in answers.items() if value}
    gone = [item for item in answers if item not in kept]
    own = NamedAnswer.objects.filter(round=about, nomination=author)
    for item in gone:
        own.filter(about_item(item)).delete()
    NamedAnswer.objects.bulk_create(
        [row_of(about, author, item, value, at=at) for item, value in kept.items()],
        update_conflicts=True,
        unique_fields=ITEM,
        update_fields=["text", "level", "saved_at"],
    )
    NamedDecline.objects.filter(nomination=author).delete()


@transaction.atomic
def decline(about: Round, author: Nomination, *, at: datetime) -> None:
    """Keep "not this time" in place of what was written. It is shown to nobody."""
    lock_open(about, at=at)
    NamedAnswer.objects.filter(round=about, nomination=author).delete()
    NamedDecline.objects.get_or_create(nomination=author, defaults={"declined_at": at})


def has_declined(author: Nomination | None) -> bool:
    """Whether this reviewer has declined; the subject never has."""
    return author is not None and NamedDecline.objects.filter(nomination=author).exists()


def read(about: Round, author: Nomination | None) -> dict[Item, str]:
    """Return what was written by name."""
    return {
        item_of(row): value_of(row)
        for row in NamedAnswer.objects.filter(round=about, nomination=author)
    }


def lock_open(about: Round, *, at: datetime) -> None:
    """Lock the round, so that it does not close while somebody writes; late is late."""
    locked = Round.objects.select_for_update(no_key=True).get(pk=about.pk)
    if not locked.takes_answers(at):
        raise RoundIsClosed(_("This round has closed just now. Late answers are not taken."))


def row_of(
    about: Round, author: Nomination | None, item: Item, value: str, *, at: datetime
) -> NamedAnswer:
    """Return the row of one answer."""
    is_text, is_level = item.part != Part.SEEN, item.part == Part.SEEN and value != NOT_SEEN
    return NamedAnswer(
        round=about,
        nomination=author,
        question_id=item.of if item.part == Part.TEXT else None,
        capability_id=None if item.part == Part.TEXT else item.of,
        part=item.part.value,
        text=value if is_text else "",
        level_id=value if is_level else None,
        saved_at=at,
    )


def about_item(item: Item) -> Q:
    """The condition that a row is about this item."""
    return Q(part=item.part.value) & (Q(question=item.of) | Q(capability=item.of))


def item_of(row: NamedAnswer) -> Item:
    """Return what a row is about."""
    of = row.question_id or row.capability_id
    assert of is not None  # noqa: S101  # a constraint says so
    return Item(of, Part(row.part))


def value_of(row: NamedAnswer) -> str:
    """Return what a row says, as it was given."""
    if row.part != Part.SEEN:
        return row.text
    return str(row.level_id) if row.level_id else NOT_SEEN
