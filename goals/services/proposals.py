"""Propose a change to a goal; accept it, decline it, withdraw it, propose it anew."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals import policies
from goals.models import Goal, Proposal
from goals.selectors.terms import WORDS, Terms, changed, merged, terms_of, terms_of_goal
from goals.services import owners as owning
from goals.services import wordings
from goals.services.words import needed, short_enough
from notifications.services.notify import notify, settle

LONGEST = 10_000


class NothingChanges(RuleError):
    """A proposal says what the goal says anyway."""


class ChangedSince(RuleError):
    """The goal says something else than what was read."""


class ProposeIt(RuleError):
    """What several people agreed to is changed by a proposal."""


class OwnProposal(RuleError):
    """Somebody else answers what one proposed oneself."""


class SettledBefore(RuleError):
    """A proposal is accepted, declined or withdrawn once."""


@transaction.atomic
def propose(
    goal: Goal,
    *,
    changes: Mapping[str, Any],
    by: Person,
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Proposal:
    """Propose a change; `version` is the one that was read, None the one that stands.

    Whoever owns the goal alone has nobody to ask: their proposal is accepted at once.
    """
    if not policies.can_take_part(by):
        raise PermissionDenied
    goal = owning.locked(goal)
    owning.refuse_if_ended(goal)
    if version is not None and version != goal.version:
        sentence = _("This goal was changed while you were writing. Read both, then decide.")
        raise ChangedSince(sentence, fields={"version": sentence})
    terms = wordings.wanted(goal, changes)
    refuse_empty(terms_of_goal(goal), terms)
    wordings.check(goal, terms)
    proposal = write(goal, terms, reason=reason, by=by, at=at)
    audit.record(by=by, action="goal.propose_change", on=goal, at=at)
    if is_alone(goal, by):
        put_in_force(proposal, goal, by=by, at=at)
    else:
        ask(proposal, by=by, at=at)
    return proposal


def refuse_empty(before: Terms, after: Terms) -> None:
    if not changed(before, after):
        raise NothingChanges(_("Change something first. The goal says this already."))


def is_alone(goal: Goal, by: Person) -> bool:
    """Tell whether somebody owns the goal, and no other owner is here."""
    return policies.can_steer(policies.part_of(by, goal)) and not owning.others(goal, by).exists()


def write(goal: Goal, terms: Terms, *, reason: str, by: Person, at: datetime) -> Proposal:
    """Keep a proposal on the wording that stands."""
    return Proposal.objects.create(
        goal=goal,
        base=wordings.standing(goal),
        wording=wordings.write(goal, terms, version=None, by=by, at=at),
        reason=short_enough(reason, field="reason", longest=LONGEST),
        proposed_by=by,
        proposed_at=at,
    )


def change_alone(goal: Goal, terms: Terms, *, by: Person, at: datetime) -> Goal:
    """Change an agreed goal, locked, that nobody else owns: a proposal that is accepted at once."""
    if not is_alone(goal, by):
        raise ProposeIt(_("Propose this change instead. The other owners agreed to the goal too."))
    proposal = write(goal, terms, reason="", by=by, at=at)
    put_in_force(proposal, goal, by=by, at=at)
    return goal


@transaction.atomic
def accept(proposal: Proposal, *, by: Person, at: datetime, reason: str = "") -> Proposal:
    """Let the goal say what was proposed. A yes of its owners stays; new owners are asked."""
    goal, proposal = to_settle(proposal, by=by)
    refuse_if_outdated(goal, proposal)
    proposal.answer = short_enough(reason, field="reason", longest=LONGEST)
    put_in_force(proposal, goal, by=by, at=at)
    tell([proposal.proposed_by], proposal, kind="goal.change_accepted", by=by, at=at)
    return proposal


@transaction.atomic
def decline(proposal: Proposal, *, reason: str, by: Person, at: datetime) -> Proposal:
    """Leave the goal as it is, and say why."""
    goal, proposal = to_settle(proposal, by=by)
    sentence = _("Say why. Whoever proposed it learns from your reason.")
    proposal.answer = needed(reason, field="reason", longest=LONGEST, sentence=sentence)
    proposal.declined_at, proposal.declined_by = at, by
    proposal.save(update_fields=["answer", "declined_at", "declined_by"])
    settle(proposal.pk, kinds=["goal.change_proposed"], at=at)
    audit.record(by=by, action="goal.decline_change", on=goal, at=at)
    tell([proposal.proposed_by], proposal, kind="goal.change_declined", by=by, at=at)
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Person, at: datetime) -> Proposal:
    """Take one's own proposal back; it stays in the history."""
    goal, proposal = still_open(proposal)
    if not policies.can_withdraw_proposal(by, proposal):
        raise PermissionDenied
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])
    settle(proposal.pk, kinds=["goal.change_proposed"], at=at)
    audit.record(by=by, action="goal.withdraw_change", on=goal, at=at)
    return proposal


@transaction.atomic
def renew(proposal: Proposal, *, by: Person, at: datetime) -> Proposal:
    """Propose the same change on what the goal says now; of its words nothing is lost."""
    goal, proposal = still_open(proposal)
    if not policies.can_renew(policies.part_of(by, goal), proposal):
        raise PermissionDenied
    now = terms_of_goal(goal)
    terms = merged(terms_of(proposal.base), now, terms_of(proposal.wording))
    refuse_empty(now, terms)
    wordings.check(goal, terms)
    proposal.base = wordings.standing(goal)
    proposal.save(update_fields=["base"])
    reword(proposal, terms)
    audit.record(by=by, action="goal.renew_change", on=goal, at=at)
    ask(proposal, by=by, at=at)
    return proposal


def reword(proposal: Proposal, terms: Terms) -> None:
    """Let the proposed wording say this."""
    wording = proposal.wording
    draft = Goal(**{name: terms[name] for name in WORDS})
    wordings.put(draft, {})
    for name in WORDS:
        setattr(wording, name, getattr(draft, name))
    wording.save(update_fields=list(WORDS))
    wording.parents.set(terms["parents"])
    wording.owners.set(terms["owners"])


def still_open(proposal: Proposal) -> tuple[Goal, Proposal]:
    """Return goal and proposal locked, if both are open."""
    goal = owning.locked(proposal.goal)
    found = Proposal.objects.with_wordings().select_related("proposed_by").get(pk=proposal.pk)
    if not found.is_open:
        raise SettledBefore(_("This proposal was settled before. Its outcome is on its page."))
    owning.refuse_if_ended(goal)
    return goal, found


def to_settle(proposal: Proposal, *, by: Person) -> tuple[Goal, Proposal]:
    """Return goal and proposal locked, if this person may answer."""
    if not policies.can_steer(policies.part_of(by, proposal.goal)):
        raise PermissionDenied
    goal, found = still_open(proposal)
    if found.proposed_by_id == by.pk and owning.others(goal, by).exists():
        raise OwnProposal(_("Let another owner answer. This is your own proposal."))
    return goal, found


def refuse_if_outdated(goal: Goal, proposal: Proposal) -> None:
    if proposal.base.version != goal.version:
        sentence = _("The goal has changed since. Read both, and let it be proposed anew.")
        raise ChangedSince(sentence, fields={"version": sentence})


def put_in_force(proposal: Proposal, goal: Goal, *, by: Person, at: datetime) -> None:
    """Let the goal say what the proposal says, as its next version."""
    told = set(owning.others(goal, by)) - {proposal.proposed_by}
    author = proposal.proposed_by
    wordings.change(goal, terms_of(proposal.wording), by=author, at=at)
    proposal.wording.version = goal.version
    proposal.wording.save(update_fields=["version"])
    proposal.accepted_at, proposal.accepted_by = at, by
    proposal.save(update_fields=["answer", "accepted_at", "accepted_by"])
    owning.ask_new(goal, by=author, at=at)
    settle(proposal.pk, kinds=["goal.change_proposed"], at=at)
    audit.record(by=by, action="goal.accept_change", on=goal, at=at)
    tell(told, proposal, kind="goal.changed", by=by, at=at)


def ask(proposal: Proposal, *, by: Person, at: datetime) -> None:
    """Tell the owners that their answer is waited for."""
    waiting = owning.others(proposal.goal, proposal.proposed_by).exclude(pk=by.pk)
    slot = f"v{proposal.base.version}"
    tell(waiting, proposal, kind="goal.change_proposed", by=proposal.proposed_by, at=at, slot=slot)


def tell(
    people: Iterable[Person],
    proposal: Proposal,
    *,
    kind: str,
    by: Person,
    at: datetime,
    slot: str = "",
) -> None:
    """Tell people about a proposal, except the one who acts."""
    notify(
        [one for one in people if one.pk != by.pk],
        kind=kind,
        subject=proposal.pk,
        slot=slot,
        url=reverse("proposal", args=[proposal.pk]),
        by=by,
        at=at,
    )
