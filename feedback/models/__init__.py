"""Praise and improvements, the words exchanged about them, and to whom they are shown."""

from feedback.models.asking import Asked as Asked
from feedback.models.asking import FeedbackRequest as FeedbackRequest
from feedback.models.asking import PartnerAnswer as PartnerAnswer
from feedback.models.feedback import Feedback as Feedback
from feedback.models.goal import StartedGoal as StartedGoal
from feedback.models.learning import CourseCondition as CourseCondition
from feedback.models.learning import Learner as Learner
from feedback.models.learning import Principles as Principles
from feedback.models.protection import Flag as Flag
from feedback.models.protection import HelpOffer as HelpOffer
from feedback.models.protection import Pause as Pause
from feedback.models.protection import ProtectionSetting as ProtectionSetting
from feedback.models.ratio import RatioBand as RatioBand
from feedback.models.ratio import RatioOptOut as RatioOptOut
from feedback.models.ratio import RatioPublication as RatioPublication
from feedback.models.ratio import RatioSetting as RatioSetting
from feedback.models.ratio import RatioShare as RatioShare
from feedback.models.release import Release as Release
from feedback.models.reply import Reply as Reply
from feedback.models.report import Report as Report
from feedback.models.report import ReportLook as ReportLook
from feedback.models.share import Share as Share
