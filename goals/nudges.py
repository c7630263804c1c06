"""What the outbox tells about goals, and until when."""

from django.utils.translation import gettext_lazy as _

from goals.selectors import reasons
from notifications.kinds import Kind, always, register

KINDS = [
    Kind(
        code="goal.named",
        title=_("%(actor)s names you as an owner of a goal"),
        why=_("A goal is agreed when everyone it names as owner has said yes."),
        action=_("Say yes or no"),
        still_due=reasons.answer_is_waited_for,
    ),
    Kind(
        code="goal.joined",
        title=_("%(actor)s joined a goal of yours"),
        why=_("You are an owner of this goal."),
        action=_("Open the goal"),
        still_due=reasons.still_in,
        channels=("app",),
    ),
    Kind(
        code="goal.commented",
        title=_("%(actor)s commented on a goal of yours"),
        why=_("You are an owner of this goal, or have joined it."),
        action=_("Read and answer"),
        still_due=reasons.still_said,
    ),
    Kind(
        code="goal.ended",
        title=_("%(actor)s ended a goal of yours"),
        why=_("You were an owner of this goal, or had joined it."),
        action=_("Open the goal"),
        still_due=always,
    ),
    Kind(
        code="goal.change_proposed",
        title=_("%(actor)s proposes to change a goal of yours"),
        why=_("You are an owner of this goal. An owner accepts a change or declines it."),
        action=_("Read and answer"),
        still_due=reasons.change_is_waited_for,
    ),
    Kind(
        code="goal.change_accepted",
        title=_("%(actor)s accepted the change you proposed"),
        why=_("You proposed a change to this goal."),
        action=_("Read the answer"),
        still_due=always,
    ),
    Kind(
        code="goal.change_declined",
        title=_("%(actor)s declined the change you proposed, and says why"),
        why=_("You proposed a change to this goal."),
        action=_("Read the answer"),
        still_due=always,
    ),
    Kind(
        code="goal.changed",
        title=_("%(actor)s changed a goal of yours"),
        why=_("You are an owner of this goal. Your yes stays."),
        action=_("Read what changed"),
        still_due=always,
    ),
    Kind(
        code="mastery.witness_asked",
        title=_("%(actor)s asks you what you saw"),
        why=_("Somebody would like you to say what you saw them do. You can decline silently."),
        action=_("Answer or decline"),
        still_due=reasons.witness_is_waited_for,
    ),
    Kind(
        code="mastery.witness_answered",
        title=_("%(actor)s told you what they saw"),
        why=_("You asked for this on your mastery page."),
        action=_("Read it"),
        still_due=reasons.still_evidence,
    ),
    Kind(
        code="capability.proposed",
        title=_("%(actor)s proposes something about our capabilities"),
        why=_("Admins adopt or decline it, in the open."),
        action=_("Read and decide"),
        still_due=reasons.capability_proposal_is_open,
    ),
    Kind(
        code="capability.decided",
        title=_("%(actor)s answered your proposal about a capability"),
        why=_("You proposed it."),
        action=_("Read the answer"),
        still_due=always,
    ),
    Kind(
        code="capability.commented",
        title=_("%(actor)s commented on your proposal about a capability"),
        why=_("You proposed it."),
        action=_("Read and answer"),
        still_due=reasons.still_said_about_capability,
    ),
]


def register_all() -> None:
    """Make the kinds known; the app does this once when it starts."""
    register(*KINDS)
