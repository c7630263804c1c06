"""Rows of the dialogue."""

from dialogue.models.cadence import CadenceRule
from dialogue.models.checkins import CheckIn, Confirmation
from dialogue.models.commitments import AgendaPoint, Commitment
from dialogue.models.goals import StartedGoal
from dialogue.models.notes import NotesChange
from dialogue.models.preparations import Answer, Preparation, PrivateNote
from dialogue.models.prompts import Prompt, PromptTemplate

__all__ = [
    "AgendaPoint",
    "Answer",
    "CadenceRule",
    "CheckIn",
    "Commitment",
    "Confirmation",
    "NotesChange",
    "Preparation",
    "PrivateNote",
    "Prompt",
    "PromptTemplate",
    "StartedGoal",
]
