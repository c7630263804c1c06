"""A proposal as its page shows it."""

from dataclasses import dataclass

from accounts.models import Person
from goals import policies
from goals.models import Ownership, Proposal, Wording
from goals.selectors.differences import Difference, differences


@dataclass(frozen=True)
class ProposalPage:
    """What would change, whether the goal has changed since, and what the viewer may do."""

    changes: tuple[Difference, ...]
    outdated: bool
    may_answer: bool
    may_withdraw: bool
    may_renew: bool


def proposal_page(proposal: Proposal, *, viewer: Person) -> ProposalPage:
    """Compose the page of a proposal that came `with_people` and `with_wordings`."""
    is_open = proposal.is_open and proposal.goal.is_open
    outdated = is_open and proposal.base.version != proposal.goal.version
    named = list(Ownership.objects.filter(goal=proposal.goal).select_related("person"))
    mine = next((one for one in named if one.person_id == viewer.pk), None)
    part = policies.Part(viewer, mine, has_joined=False)
    return ProposalPage(
        changes=tuple(differences(proposal.base, proposal.wording, now=now_of(proposal, outdated))),
        outdated=outdated,
        may_answer=is_open
        and policies.can_steer(part)
        and not asks_others(proposal, named, viewer),
        may_withdraw=is_open and policies.can_withdraw_proposal(viewer, proposal),
        may_renew=outdated and policies.can_renew(part, proposal),
    )


def now_of(proposal: Proposal, outdated: bool) -> Wording | None:
    """Return what stands now, where it is not what the proposal was based on."""
    if not outdated:
        return None
    standing = Wording.objects.filter(goal=proposal.goal, version=proposal.goal.version)
    return standing.in_full().first()


def asks_others(proposal: Proposal, named: list[Ownership], viewer: Person) -> bool:
    """Tell whether this is the viewer's own proposal, to be answered by another owner."""
    others = [one for one in named if one.person_id != viewer.pk and not one.declined_at]
    here = any(not one.person.has_left for one in others)
    return proposal.proposed_by_id == viewer.pk and here
