"""Forms of purpose, goals and numbers: they translate, the services decide."""

from goals.forms.goal import CommentForm, EditForm, EndForm, ProposeForm, VersionForm
from goals.forms.metric import ChangeForm, MeasureForm, MetricForm
from goals.forms.purpose import PurposeForm
from goals.forms.sending import sent

__all__ = [
    "ChangeForm",
    "CommentForm",
    "EditForm",
    "EndForm",
    "MeasureForm",
    "MetricForm",
    "ProposeForm",
    "PurposeForm",
    "VersionForm",
    "sent",
]
