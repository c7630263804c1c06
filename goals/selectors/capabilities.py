"""What the pages of capabilities show: wordings side by side, history, and who said what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from accounts.models import Person
from goals.library import Ready, ready_in
from goals.models import (
    Capability,
    CapabilityComment,
    CapabilityProposal,
    CapabilitySupport,
    ProposedLevel,
)
from goals.selectors.wording import Part, Wording, changed

STEPS = 20  # of a history, on a page
SHOWN_SUPPORTS = 50
SHOWN_COMMENTS = 100


@dataclass(frozen=True)
class Step:
    """A proposal beside the words it was made over; `parts` are those that differ."""

    proposal: CapabilityProposal
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class CapabilityPage:
    """A capability, what is open about it, how its words came to be, and what was not taken."""

    capability: Capability
    open: tuple[CapabilityProposal, ...]
    steps: tuple[Step, ...]
    not_taken: tuple[CapabilityProposal, ...]
    has_earlier: bool


@dataclass(frozen=True)
class ProposalPage:
    """A proposal: its own difference, that to the words of today, and what people say."""

    proposal: CapabilityProposal
    parts: tuple[Part, ...]
    since: tuple[Part, ...]
    supports: tuple[Person, ...]
    supports_too: bool
    comments: tuple[CapabilityComment, ...]

    @property
    def is_outdated(self) -> bool:
        """The capability was reworded after this was proposed, and nobody has decided yet."""
        standing = self.proposal.capability.version
        is_change = self.proposal.kind != CapabilityProposal.Kind.NEW
        return is_change and self.proposal.is_open and self.proposal.over_version != standing


@dataclass(frozen=True)
class ReadyRow:
    """An entry of the ready library, and what became of it here, if anything did."""

    ready: Ready
    capability: Capability | None


def capability_page(capability: Capability, *, viewer: Person, earlier: int = 1) -> CapabilityPage:
    """Compose the page of a capability that came `with_levels`; `earlier` pages its history."""
    visible = CapabilityProposal.objects.visible_to(viewer).filter(capability=capability)
    proposals = visible.with_people()
    start = (earlier - 1) * STEPS
    made = proposals.in_state("accepted").order_by("-made_version").prefetch_related("levels")
    taken = list(made[start : start + STEPS + 1])
    before = {one.made_version: one for one in taken}
    steps = [
        Step(one, changed(worded(before.get((one.made_version or 0) - 1)), Wording.of(one)))
        for one in taken[:STEPS]
    ]
    ended = proposals.in_state("declined") | proposals.in_state("withdrawn")
    return CapabilityPage(
        capability=capability,
        open=tuple(proposals.open().newest_first()[:STEPS]),
        steps=tuple(steps),
        not_taken=tuple(ended.newest_first()[:STEPS]),
        has_earlier=len(taken) > STEPS,
    )


def worded(proposal: CapabilityProposal | None) -> Wording | None:
    return Wording.of(proposal) if proposal else None


def proposal_page(proposal: CapabilityProposal, *, viewer: Person) -> ProposalPage:
    """Compose the page of a proposal that came with its capability and all levels."""
    over = CapabilityProposal.objects.filter(
        capability=proposal.capability_id, made_version=proposal.over_version
    )
    before = over.prefetch_related("levels").first() if proposal.over_version else None
    supports = CapabilitySupport.objects.filter(proposal=proposal).with_people()
    people = tuple(one.person for one in supports[:SHOWN_SUPPORTS])
    said = CapabilityComment.objects.visible_to(viewer).filter(proposal=proposal).with_authors()
    return ProposalPage(
        proposal=proposal,
        parts=changed(worded(before), Wording.of(proposal)),
        since=changed(Wording.of(proposal.capability), Wording.of(proposal)),
        supports=people,
        supports_too=viewer in people or supports.filter(person=viewer).exists(),
        comments=tuple(said[:SHOWN_COMMENTS]),
    )


def with_all_levels(viewer: Person) -> Any:
    """Return the proposals that this person reads, each with its words and those that stand."""
    levels = Prefetch("levels", ProposedLevel.objects.in_order())
    found = CapabilityProposal.objects.visible_to(viewer).with_people()
    return found.prefetch_related(levels, "capability__levels")


def ready_rows(language: str, *, words: str) -> list[ReadyRow]:
    """Return the library in this language, as far as it holds the words, with what became of it."""
    here = {one.library_slug: one for one in Capability.objects.from_library()}
    entries: Sequence[Ready] = list(ready_in(language).values())
    wanted = words.casefold().split()[:8]
    return [
        ReadyRow(one, here.get(one.slug))
        for one in entries
        if all(word in text_of(one) for word in wanted)
    ]


def text_of(ready: Ready) -> str:
    levels = " ".join(behaviour for _name, behaviour in ready.levels)
    return f"{ready.name} {ready.description} {levels}".casefold()
