"""The release: at its fixed moment the box is opened, the report written, and the key destroyed.

All of that happens in one transaction. Killed at any statement and run again it gives the same
report, up to the order of texts and their ids, which are chance; the key is gone exactly when the
report is there. What does not pass the thresholds is deleted as it lies, undecrypted.
"""

import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import RuleError
from core.prepared import rows
from feedback.box import items
from feedback.box.groups import Group
from feedback.box.sealing import NotThisBox
from feedback.box.seen import most_seen
from feedback.models import (
    NamedAnswer,
    ReportBehaviour,
    ReportGroup,
    Round,
    RoundLevel,
)
from feedback.rounds.items import Part
from feedback.services.rounds import sealed
from feedback.services.rounds.closing import close_due, forget
from feedback.services.rounds.opening import Box
from notifications.services.notify import notify

logger = logging.getLogger(__name__)
COLLEAGUES = "colleagues"  # the key of a group that joins several perspectives
PARTS = {"question": Part.TEXT, "keep": Part.KEEP, "next": Part.NEXT}
TIDY = "VACUUM feedback_sealedanswer, feedback_roundkey"


WRITE_TEXTS = """
INSERT INTO feedback_reporttext
    (round_id, id, question_id, capability_id, part, group_id, nomination_id, text)
SELECT %s::uuid, *
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::uuid[], %s::uuid[], %s::text[])
RETURNING 1
"""


class Text(NamedTuple):
    """One row of words; of a group, by name, or (neither) the subject's own."""

    id: UUID
    question: UUID | None
    capability: UUID | None
    part: str
    group: UUID | None
    nomination: UUID | None
    words: str


class NotYet(RuleError):
    """The round is not closed, or the moment of its release has not come."""


@dataclass(frozen=True)
class Released:
    """What one run did."""

    rounds: int = 0
    texts: int = 0
    failed: int = 0


def release_due(*, at: datetime) -> Released:
    """Close and release every round whose moment has come, oldest first; each by itself.

    A round that cannot be opened stays as it is and is counted; the others go on.
    """
    close_due(at=at)
    due = Round.objects.due_to_release(at).order_by("releases_at", "pk")
    written = [release_or_say_why(pk, at=at) for pk in due.values_list("pk", flat=True)]
    texts = [count for count in written if count is not None]
    if written and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(TIDY)  # what was deleted does not wait in the files for an idle hour
    return Released(rounds=len(texts), texts=sum(texts), failed=len(written) - len(texts))


def release_or_say_why(pk: UUID, *, at: datetime) -> int | None:
    """Release one round; return how many texts are shown, or None when it cannot be opened."""
    try:
        return release(pk, at=at)
    except (sealed.SecretIsMissing, sealed.Closed, NotThisBox) as error:
        logger.error("round %s cannot be opened: %s", pk, type(error).__name__)  # noqa: TRY400  no words, no stack
        return None


@transaction.atomic
def release(pk: UUID, *, at: datetime) -> int:
    """Release one round, all of it or nothing; return how many texts its report shows.

    Released before, nothing happens. Raises NotYet before its moment. The round of a subject who
    has left comes to nothing: it is cancelled, and what was written about them is destroyed.
    """
    about = Round.objects.select_for_update(of=("self",)).select_related("subject").get(pk=pk)
    if about.released_at or about.cancelled_at:
        return 0
    if about.closed_at is None or about.releases_at is None or at < about.releases_at:
        raise NotYet(_("This round is released at the moment that was set, not before."))
    if about.subject.left_at is not None:
        Round.objects.filter(pk=pk).update(cancelled_at=at)
        forget(pk, at=at)
        return 0
    texts = write_report(about)
    forget(pk, at=at)
    Round.objects.filter(pk=pk).update(released_at=at)
    tell(about, at=at)
    return texts


def tell(about: Round, *, at: datetime) -> None:
    """Let the subject know that the report is there."""
    audit.record(by=None, action="round.release", on=about, at=at)
    notify(
        [about.subject],
        kind="feedback.round_released",
        subject=about.pk,
        url=about.get_absolute_url(),
        by=None,
        at=at,
    )


def write_report(about: Round) -> int:
    """Write all rows of the report; return how many texts there are."""
    texts, behaviours = list(named_texts(about)), list(named_behaviours(about))
    if about.is_confidential:
        box = Box(about, sealed.keys_of(about))
        texts += sealed_texts(box)
        behaviours += sealed_behaviours(box)
    write_texts(about, texts)
    ReportBehaviour.objects.bulk_create(sorted(behaviours, key=lambda row: row.pk))
    return len(texts)


def write_texts(about: Round, texts: list[Text]) -> None:
    """Write the rows of the words, by their ids, which are chance: their order tells nothing."""
    if texts:
        rows(WRITE_TEXTS, [about.pk, *map(list, zip(*sorted(texts), strict=True))])


def sealed_texts(box: Box) -> Iterator[Text]:
    """Yield the words of every group that may be shown, those of each item shuffled."""
    grouping = box.groupings.comments
    groups = write_groups(box.round_, ReportGroup.Of.TEXTS, grouping.shown, grouping.too_few)
    for group, item, words in box.shown_texts():
        secrets.SystemRandom().shuffle(words)
        question, capability, part = place(item)
        for text in words:
            yield Text(uuid4(), question, capability, part, groups[group].pk, None, text)


def sealed_behaviours(box: Box) -> Iterator[ReportBehaviour]:
    """Yield what most of every group have seen, where enough have answered."""
    grouping = box.groupings.counted
    groups = write_groups(box.round_, ReportGroup.Of.BEHAVIOURS, grouping.shown, grouping.too_few)
    levels = {
        (level.capability_id, str(level.position)): level
        for level in RoundLevel.objects.filter(capability__round=box.round_)
    }
    for group, item, answers in box.shown_levels():
        capability = UUID(item.partition(":")[2])
        for answer in most_seen(answers):
            yield ReportBehaviour(
                round=box.round_,
                capability_id=capability,
                group=groups[group],
                level=None if answer == items.NOT_SEEN else levels[capability, answer],
            )


def write_groups(
    about: Round, of: ReportGroup.Of, shown: frozenset[Group], too_few: frozenset[Group]
) -> dict[Group, ReportGroup]:
    """Write which groups there are of one kind of answers, and which of them are too few."""
    state = ReportGroup.State
    found = {
        group: ReportGroup(
            round=about,
            of=of,
            key=COLLEAGUES if len(group.perspectives) > 1 else min(group.perspectives),
            perspectives=sorted(group.perspectives),
            state=state.SHOWN if group in shown else state.TOO_FEW,
        )
        for group in shown | too_few
    }
    ReportGroup.objects.bulk_create(sorted(found.values(), key=lambda row: row.key))
    return found


def place(item: str) -> tuple[UUID | None, UUID | None, str]:
    """Return what a text is about: a question, or a part of a capability."""
    word, _colon, pk = item.partition(":")
    about = (UUID(pk), None) if word == "question" else (None, UUID(pk))
    return (*about, PARTS[word].value)


def named(about: Round) -> list[NamedAnswer]:
    """Return what was said by name: in a named round, and by the subject and coaches in any."""
    answers = about.named_answers.filter(nomination__named_decline__isnull=True)
    return list(answers.select_related("nomination"))


def named_texts(about: Round) -> Iterator[Text]:
    """Yield the words of everybody who answers by name."""
    for answer in named(about):
        if answer.part != Part.SEEN.value:
            about_what = (answer.question_id, answer.capability_id, answer.part)
            yield Text(uuid4(), *about_what, None, answer.nomination_id, answer.text)


def named_behaviours(about: Round) -> Iterator[ReportBehaviour]:
    """Yield what everybody who answers by name has seen."""
    for answer in named(about):
        if answer.part == Part.SEEN.value and answer.capability_id is not None:
            yield ReportBehaviour(
                round=about,
                nomination_id=answer.nomination_id,
                capability_id=answer.capability_id,
                level_id=answer.level_id,
            )
