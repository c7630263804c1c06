"""Who may do what with purpose, goals and their numbers."""

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

__all__ = [
    "Part",
    "can_answer",
    "can_carry",
    "can_measure",
    "can_read",
    "can_read_comment",
    "can_read_proposal",
    "can_read_purpose",
    "can_renew",
    "can_state_purpose",
    "can_steer",
    "can_take_part",
    "can_undo",
    "can_withdraw_comment",
    "can_withdraw_proposal",
    "part_of",
]
