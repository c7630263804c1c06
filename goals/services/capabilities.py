"""Propose capabilities and changes of them; admins adopt or decline, in the open."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person
from core import audit
from core.errors import RuleError, StaleVersion
from goals import policies
from goals.models import Capability, CapabilityProposal, Level, ProposedLevel
from goals.selectors.wording import Wording
from goals.services.words import needed, short_enough
from notifications.services.notify import notify, settle

FEWEST, MOST = 2, 9
LONGEST_NAME, LONGEST_LEVEL_NAME, LONGEST_TEXT, LONGEST_REASON = 120, 60, 2000, 5000


class WrongLevels(RuleError):
    """A capability has between two and nine levels, and a change keeps their number."""


class NameTaken(RuleError):
    """An adopted capability has this name already."""


class NothingChanged(RuleError):
    """The words that are proposed are those that stand."""


class NotAdopted(RuleError):
    """Only what is adopted now can be changed or retired."""


class Decided(RuleError):
    """The proposal was accepted, declined or withdrawn before."""


@transaction.atomic
def propose(
    words: Wording, *, by: Person, at: datetime, reason: str = "", slug: str = ""
) -> CapabilityProposal:
    """Propose a new capability; `slug` names the entry of the ready library it comes from."""
    allow(by)
    words = checked(words)
    refuse_taken_name(words.name)
    capability = Capability.objects.create(
        name=words.name,
        description=words.description,
        library_slug=slug,
        proposed_at=at,
        proposed_by=by,
    )
    Level.objects.bulk_create(
        Level(capability=capability, position=position, name=name, behaviour=behaviour)
        for position, (name, behaviour) in enumerate(words.levels, start=1)
    )
    reason = short_enough(reason, field="reason", longest=LONGEST_REASON)
    made = written(capability, words, kind="new", over=0, reason=reason, by=by, at=at)
    audit.record(by=by, action="capability.propose", on=capability, at=at)
    return made


@transaction.atomic
def propose_change(
    capability: Capability,
    *,
    words: Wording,
    reason: str,
    version: int,
    by: Person,
    at: datetime,
) -> CapabilityProposal:
    """Propose another wording over the `version` that was read."""
    allow(by)
    capability = locked(capability)
    refuse_unless_adopted(capability)
    refuse_if_reworded(capability, version)
    standing, words = Wording.of(capability), checked(words)
    if len(words.levels) != len(standing.levels):
        sentence = _("Keep the number of levels. People have said where they stand on them.")
        raise WrongLevels(sentence, fields={"levels": sentence})
    if words == standing:
        raise NothingChanged(_("Change something first. These are the words that stand."))
    refuse_taken_name(words.name, beside=capability)
    made = written(capability, words, kind="change", over=version, reason=why(reason), by=by, at=at)
    audit.record(by=by, action="capability.propose_change", on=made, at=at)
    return made


@transaction.atomic
def propose_retiring(
    capability: Capability, *, reason: str, version: int, by: Person, at: datetime
) -> CapabilityProposal:
    """Propose that it counts no more; what people wrote about it stays."""
    allow(by)
    capability = locked(capability)
    refuse_unless_adopted(capability)
    refuse_if_reworded(capability, version)
    words = Wording.of(capability)
    made = written(capability, words, kind="retire", over=version, reason=why(reason), by=by, at=at)
    audit.record(by=by, action="capability.propose_retiring", on=made, at=at)
    return made


@transaction.atomic
def accept(
    proposal: CapabilityProposal,
    *,
    by: Person,
    at: datetime,
    answer: str = "",
    version: int | None = None,
) -> Capability:
    """Adopt what is proposed (admins), with a word about it if there is one to say.

    `version` is the wording of the capability that was on the page. Without it, a proposal made
    over words that no longer stand is refused: whoever decides has to have seen both.
    """
    capability, proposal = to_decide(proposal, by=by)
    if proposal.kind != CapabilityProposal.Kind.NEW:
        refuse_unless_adopted(capability)
        refuse_if_reworded(capability, proposal.over_version if version is None else version)
    proposal.answer = short_enough(answer, field="answer", longest=LONGEST_REASON)
    enact(capability, proposal, by=by, at=at)
    return capability


@transaction.atomic
def decline(proposal: CapabilityProposal, *, answer: str, by: Person, at: datetime) -> None:
    """Say no to it (admins), with a reason that everybody reads."""
    capability, proposal = to_decide(proposal, by=by)
    sentence = _("Say why. Everybody can read it, and it helps the next proposal.")
    proposal.answer = needed(answer, field="answer", longest=LONGEST_REASON, sentence=sentence)
    proposal.declined_at, proposal.declined_by = at, by
    proposal.save(update_fields=["answer", "declined_at", "declined_by"])
    drop(capability, by=by, at=at)
    audit.record(
        by=by, action="capability.decline", on=capability, at=at, admin=True, words=capability.name
    )
    tell_proposer(proposal, by=by, at=at)


@transaction.atomic
def withdraw(proposal: CapabilityProposal, *, by: Person, at: datetime) -> None:
    """Take one's own proposal back while it is open."""
    if not policies.can_withdraw_capability_proposal(by, proposal):
        raise PermissionDenied
    capability, proposal = locked_both(proposal)
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])
    drop(capability, by=by, at=at)
    audit.record(by=by, action="capability.withdraw", on=proposal, at=at)
    settle(proposal.pk, kinds=["capability.proposed"], at=at)


# What the verbs above are made of


def allow(person: Person) -> None:
    if not policies.can_propose_capability(person):
        raise PermissionDenied


def locked(capability: Capability) -> Capability:
    return Capability.objects.select_for_update().get(pk=capability.pk)


def locked_both(proposal: CapabilityProposal) -> tuple[Capability, CapabilityProposal]:
    """Return both as they stand now, with nobody else at them, if the proposal is open."""
    capability = Capability.objects.select_for_update().get(pk=proposal.capability_id)
    proposal = CapabilityProposal.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.is_open:
        raise Decided(_("This proposal was decided or withdrawn before. Nothing was changed."))
    return capability, proposal


def to_decide(proposal: CapabilityProposal, *, by: Person) -> tuple[Capability, CapabilityProposal]:
    if not policies.can_decide_capability(by):
        raise PermissionDenied
    Organisation.objects.select_for_update(no_key=True).first()  # one decision after the other
    return locked_both(proposal)


def refuse_unless_adopted(capability: Capability) -> None:
    if not capability.is_adopted:
        raise NotAdopted(_("This capability is not adopted now. Only what counts can be changed."))


def refuse_if_reworded(capability: Capability, version: int) -> None:
    if capability.version != version:
        sentence = _("The capability was reworded in between. Read both wordings, then decide.")
        raise StaleVersion(sentence, current=capability.version)


def refuse_taken_name(name: str, *, beside: Capability | None = None) -> None:
    adopted = Capability.objects.adopted().filter(name__iexact=name)
    if adopted.exclude(pk__in=[beside.pk] if beside else []).exists():
        sentence = _("There is an adopted capability of this name. Choose another, or change it.")
        raise NameTaken(sentence, fields={"name": sentence})


def why(reason: str) -> str:
    sentence = _("Say why. Others decide by this whether they agree.")
    return needed(reason, field="reason", longest=LONGEST_REASON, sentence=sentence)


def checked(words: Wording) -> Wording:
    """Return the words as they may be kept: nothing empty, nothing too long, levels apart."""
    name = needed(
        words.name,
        field="name",
        longest=LONGEST_NAME,
        sentence=_("Name it in a few words, such as “Handing over”."),
    )
    description = needed(
        words.description,
        field="description",
        longest=LONGEST_TEXT,
        sentence=_("Say in a sentence what somebody does who has it."),
    )
    return Wording(name, description, checked_levels(words.levels))


def checked_levels(levels: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if not FEWEST <= len(levels) <= MOST:
        sentence = _("Describe between %(fewest)s and %(most)s levels. Five are usual.")
        told = sentence % {"fewest": FEWEST, "most": MOST}
        raise WrongLevels(told, fields={"levels": told})
    kept = tuple(
        (level_name(name, number), level_behaviour(behaviour, number))
        for number, (name, behaviour) in enumerate(levels)
    )
    if len({name.casefold() for name, _behaviour in kept}) < len(kept):
        sentence = _("Give each level a name of its own.")
        raise WrongLevels(sentence, fields={"levels": sentence})
    return kept


def level_name(name: str, number: int) -> str:
    return needed(
        name,
        field=f"levels.{number}.name",
        longest=LONGEST_LEVEL_NAME,
        sentence=_("Name this level in a few words."),
    )


def level_behaviour(behaviour: str, number: int) -> str:
    return needed(
        behaviour,
        field=f"levels.{number}.behaviour",
        longest=LONGEST_TEXT,
        sentence=_("Say what somebody could have seen at this level."),
    )


def write_levels(capability: Capability, words: Wording) -> None:
    """Reword the levels in place: they keep their identity, since mastery stands on them."""
    there = capability.levels.in_order()
    for level, (name, behaviour) in zip(there, words.levels, strict=True):
        level.name, level.behaviour = name, behaviour
        level.save(update_fields=["name", "behaviour"])


def written(
    capability: Capability,
    words: Wording,
    *,
    kind: str,
    over: int,
    reason: str,
    by: Person,
    at: datetime,
) -> CapabilityProposal:
    """Write the proposal down, and tell those who decide about it."""
    proposal = CapabilityProposal.objects.create(
        capability=capability,
        kind=kind,
        name=words.name,
        description=words.description,
        reason=reason,
        over_version=over,
        proposed_at=at,
        proposed_by=by,
    )
    ProposedLevel.objects.bulk_create(
        ProposedLevel(proposal=proposal, position=position, name=name, behaviour=behaviour)
        for position, (name, behaviour) in enumerate(words.levels, start=1)
    )
    tell(admins(beside=by), "capability.proposed", proposal, by=by, at=at)
    return proposal


def enact(
    capability: Capability, proposal: CapabilityProposal, *, by: Person, at: datetime
) -> None:
    """Adopt what nobody else is at, and tell whoever proposed it."""
    carry_out(capability, proposal, by=by, at=at)
    proposal.accepted_at, proposal.accepted_by = at, by
    proposal.made_version = capability.version
    proposal.save(update_fields=["answer", "accepted_at", "accepted_by", "made_version"])
    audit.record(
        by=by, action="capability.accept", on=capability, at=at, admin=True, words=capability.name
    )
    tell_proposer(proposal, by=by, at=at)


def carry_out(
    capability: Capability, proposal: CapabilityProposal, *, by: Person, at: datetime
) -> None:
    """Make true what the proposal says."""
    if proposal.kind == CapabilityProposal.Kind.NEW:
        refuse_taken_name(capability.name)
        capability.adopted_at, capability.adopted_by = at, by
    elif proposal.kind == CapabilityProposal.Kind.RETIRE:
        capability.retired_at, capability.retired_by = at, by
        capability.version += 1
    else:
        refuse_taken_name(proposal.name, beside=capability)
        capability.name, capability.description = proposal.name, proposal.description
        capability.version += 1
        write_levels(capability, Wording.of(proposal))
    capability.save()


def drop(capability: Capability, *, by: Person, at: datetime) -> None:
    """Leave a capability that was never adopted as one that will not be."""
    if capability.adopted_at is None:
        capability.dropped_at, capability.dropped_by = at, by
        capability.save(update_fields=["dropped_at", "dropped_by"])


def admins(*, beside: Person) -> QuerySet[Person]:
    return Person.objects.here().filter(role=Person.Role.ADMIN).exclude(pk=beside.pk)


def tell_proposer(proposal: CapabilityProposal, *, by: Person, at: datetime) -> None:
    settle(proposal.pk, kinds=["capability.proposed"], at=at)
    proposer = Person.objects.here().filter(pk=proposal.proposed_by_id).exclude(pk=by.pk)
    tell(proposer, "capability.decided", proposal, by=by, at=at)


def tell(
    people: Iterable[Person], kind: str, proposal: CapabilityProposal, *, by: Person, at: datetime
) -> None:
    url = reverse("capability_proposal", args=[proposal.pk])
    notify(people, kind=kind, subject=proposal.pk, url=url, by=by, at=at)
