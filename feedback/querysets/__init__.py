"""The read language of feedback."""

from feedback.querysets.feedback import FeedbackQuerySet as FeedbackQuerySet
from feedback.querysets.release import ReleaseQuerySet as ReleaseQuerySet
from feedback.querysets.reply import ReplyQuerySet as ReplyQuerySet
from feedback.querysets.share import ShareQuerySet as ShareQuerySet
