"""Forms of purpose, capabilities, goals and numbers: they translate, the services decide."""

from goals.forms.capability import (
    AcceptForm,
    CapabilityForm,
    ChangeCapabilityForm,
    DeclineForm,
    RetireCapabilityForm,
)
from goals.forms.filling import FillForm, RowReader
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
from goals.forms.value import EditValueForm, ValueForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "CapabilityForm",
    "ChangeCapabilityForm",
    "ChangeForm",
    "CommentForm",
    "DeclineForm",
    "EditForm",
    "EditValueForm",
    "EndForm",
    "FillForm",
    "MeasureForm",
    "MetricForm",
    "ProposalForm",
    "ProposeForm",
    "PurposeForm",
    "RetireCapabilityForm",
    "RowReader",
    "ValueForm",
    "VersionForm",
    "sent",
]
