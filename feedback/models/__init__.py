"""Praise and improvements, the words exchanged about them, and to whom they are shown."""

from feedback.models.feedback import Feedback as Feedback
from feedback.models.goal import StartedGoal as StartedGoal
from feedback.models.learning import CourseCondition as CourseCondition
from feedback.models.learning import Learner as Learner
from feedback.models.learning import Principles as Principles
from feedback.models.ratio import RatioBand as RatioBand
from feedback.models.ratio import RatioOptOut as RatioOptOut
from feedback.models.ratio import RatioPublication as RatioPublication
from feedback.models.ratio import RatioSetting as RatioSetting
from feedback.models.release import Release as Release
from feedback.models.reply import Reply as Reply
from feedback.models.share import Share as Share
