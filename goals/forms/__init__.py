"""Forms of purpose, goals and numbers: they translate, the services decide."""

from goals.forms.filling import FillForm, RowReader
from goals.forms.goal import CommentForm, EditForm, EndForm, ProposeForm, VersionForm
from goals.forms.metric import ChangeForm, MeasureForm, MetricForm
from goals.forms.purpose import PurposeForm
from goals.forms.sending import sent

__all__ = [
    "ChangeForm",
    "CommentForm",
    "EditForm",
    "EndForm",
    "FillForm",
    "MeasureForm",
    "MetricForm",
    "ProposeForm",
    "PurposeForm",
    "RowReader",
    "VersionForm",
    "sent",
]
