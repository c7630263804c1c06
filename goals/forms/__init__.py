"""Forms of purpose, goals and numbers: they translate, the services decide."""

from goals.forms.goal import (
    AnswerForm,
    CommentForm,
    EditForm,
    EndForm,
    ProposalForm,
    ProposeForm,
    VersionForm,
)
from goals.forms.metric import ChangeForm, MeasureForm, MetricForm
from goals.forms.purpose import PurposeForm
from goals.forms.sending import sent

__all__ = [
    "AnswerForm",
    "ChangeForm",
    "CommentForm",
    "EditForm",
    "EndForm",
    "MeasureForm",
    "MetricForm",
    "ProposalForm",
    "ProposeForm",
    "PurposeForm",
    "VersionForm",
    "sent",
]
