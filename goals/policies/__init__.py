"""Who may do what with purpose, goals and their numbers."""

from goals.policies.mastery import (
    can_answer_as_witness,
    can_keep,
    can_read_evidence,
    can_read_level_entry,
    can_read_mastery,
    can_read_witness_request,
    can_withdraw_evidence,
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
    can_steer,
    can_take_part,
    can_undo,
    can_withdraw_comment,
    part_of,
)
from goals.policies.purpose import can_read_purpose, can_state_purpose

__all__ = [
    "Part",
    "can_answer",
    "can_answer_as_witness",
    "can_carry",
    "can_keep",
    "can_keep_metric",
    "can_measure",
    "can_read",
    "can_read_change",
    "can_read_comment",
    "can_read_evidence",
    "can_read_level_entry",
    "can_read_mastery",
    "can_read_measurement",
    "can_read_metric",
    "can_read_purpose",
    "can_read_witness_request",
    "can_state_purpose",
    "can_steer",
    "can_take_part",
    "can_undo",
    "can_withdraw_comment",
    "can_withdraw_evidence",
    "part_of",
]
