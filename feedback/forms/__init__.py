"""What is typed about feedback, translated for the services."""

from feedback.forms.answers import ReplyForm as ReplyForm
from feedback.forms.answers import ShareForm as ShareForm
from feedback.forms.answers import ThankForm as ThankForm
from feedback.forms.composer import ComposerForm as ComposerForm
from feedback.forms.filters import FilterForm as FilterForm
from feedback.forms.guide import GuideForm as GuideForm
