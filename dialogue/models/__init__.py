"""Rows of the dialogue."""

from dialogue.models.cadence import CadenceRule
from dialogue.models.checkins import CheckIn
from dialogue.models.commitments import AgendaPoint, Commitment
from dialogue.models.goals import StartedGoal
from dialogue.models.handover import HandedOver, Handover
from dialogue.models.help import HelpAsked, HelpWanted
from dialogue.models.notes import NotesChange
from dialogue.models.preparations import Answer, Preparation, PrivateNote
from dialogue.models.prompts import Prompt, PromptTemplate
from dialogue.models.sides import Confirmation, Participant
from dialogue.models.sources import PointSource
from dialogue.models.support_groups import GroupCapability, GroupQuestion

__all__ = [
    "AgendaPoint",
    "Answer",
    "CadenceRule",
    "CheckIn",
    "Commitment",
    "Confirmation",
    "GroupCapability",
    "GroupQuestion",
    "HandedOver",
    "Handover",
    "HelpAsked",
    "HelpWanted",
    "NotesChange",
    "Participant",
    "PointSource",
    "Preparation",
    "PrivateNote",
    "Prompt",
    "PromptTemplate",
    "StartedGoal",
]
