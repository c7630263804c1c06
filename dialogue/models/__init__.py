"""Check-ins, prompts, commitments."""

from dialogue.models.checkins import CheckIn, Confirmation
from dialogue.models.commitments import AgendaPoint, Commitment
from dialogue.models.preparations import Answer, Preparation, PrivateNote
from dialogue.models.prompts import Prompt, PromptTemplate

__all__ = [
    "AgendaPoint",
    "Answer",
    "CheckIn",
    "Commitment",
    "Confirmation",
    "Preparation",
    "PrivateNote",
    "Prompt",
    "PromptTemplate",
]
