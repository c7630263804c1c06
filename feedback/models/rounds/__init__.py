"""360 rounds: what is asked of whom, answers named and sealed, reports, and what comes of them."""

from feedback.models.rounds.answer import NamedAnswer as NamedAnswer
from feedback.models.rounds.answer import NamedDecline as NamedDecline
from feedback.models.rounds.nomination import Nomination as Nomination
from feedback.models.rounds.nomination import Perspective as Perspective
from feedback.models.rounds.outcome import RoundOutcome as RoundOutcome
from feedback.models.rounds.outcome import RoundShare as RoundShare
from feedback.models.rounds.report import ReportBehaviour as ReportBehaviour
from feedback.models.rounds.report import ReportGroup as ReportGroup
from feedback.models.rounds.report import ReportText as ReportText
from feedback.models.rounds.round import Round as Round
from feedback.models.rounds.round import RoundCapability as RoundCapability
from feedback.models.rounds.round import RoundLevel as RoundLevel
from feedback.models.rounds.round import RoundQuestion as RoundQuestion
from feedback.models.rounds.round import RoundSetting as RoundSetting
from feedback.models.rounds.sealed import RoundKey as RoundKey
from feedback.models.rounds.sealed import SealedAnswer as SealedAnswer
