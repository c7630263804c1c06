"""Who may do what with purpose, values, capabilities, goals and their numbers."""

from goals.policies.capability import (
    can_decide_capability,
    can_propose_capability,
    can_read_capability,
    can_read_capability_comment,
    can_read_capability_proposal,
    can_withdraw_capability_comment,
    can_withdraw_capability_proposal,
)
from goals.policies.metrics import (
    can_keep_metric,
    can_read_change,
    can_read_measurement,
    can_read_metric,
)
from goals.policies.part import (
    Part,
    can_answer,
    can_carry,
    can_measure,
    can_read,
    can_read_comment,
    can_read_proposal,
    can_renew,
    can_steer,
    can_take_part,
    can_undo,
    can_withdraw_comment,
    can_withdraw_proposal,
    part_of,
)
from goals.policies.purpose import can_read_purpose, can_state_purpose
from goals.policies.value import can_keep_values, can_read_value

__all__ = [
    "Part",
    "can_answer",
    "can_carry",
    "can_decide_capability",
    "can_keep_metric",
    "can_keep_values",
    "can_measure",
    "can_propose_capability",
    "can_read",
    "can_read_capability",
    "can_read_capability_comment",
    "can_read_capability_proposal",
    "can_read_change",
    "can_read_comment",
    "can_read_measurement",
    "can_read_metric",
    "can_read_proposal",
    "can_read_purpose",
    "can_read_value",
    "can_renew",
    "can_state_purpose",
    "can_steer",
    "can_take_part",
    "can_undo",
    "can_withdraw_capability_comment",
    "can_withdraw_capability_proposal",
    "can_withdraw_comment",
    "can_withdraw_proposal",
    "part_of",
]
