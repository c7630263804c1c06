"""Celery rings the doorbell; the rows in PostgreSQL are the queue that is trusted.

Every task is one line over a service, takes ids or nothing, and can run twice. The beat table
stands here and nowhere else.
"""

import os
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("mastery_loop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

MINUTE = 60.0


def every(task: str, seconds: float) -> dict[str, Any]:
    """Return a line of the beat table; a bell that nobody heard in time is rung again, not kept."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


app.conf.update(
    timezone="UTC",
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={"visibility_timeout": 900, "socket_timeout": 30},
    worker_hijack_root_logger=False,
    beat_schedule={
        "deliver": every("notifications.deliver", MINUTE),
        "plan-check-ins": every("dialogue.plan_check_ins", 5 * MINUTE),
        "plan-nudges": every("dialogue.plan_nudges", 5 * MINUTE),
        "forget-changes": every("dialogue.forget_changes", 60 * MINUTE),
        "plan-look-backs": every("notifications.plan_look_backs", 60 * MINUTE),
        "close-accounts": every("accounts.close_accounts", 15 * MINUTE),
        "forget-uploads": every("accounts.forget_uploads", 60 * MINUTE),
        "publish-ratios": every("feedback.publish_ratios", 10 * MINUTE),
        "release-feedback": every("feedback.release_batch", 5 * MINUTE),
        "close-rounds": every("feedback.close_rounds", MINUTE),
        "remind-reviewers": every("feedback.remind_reviewers", 10 * MINUTE),
        "write-to-reviewers": every("feedback.write_to_reviewers", MINUTE),
        "release-rounds": every("feedback.release_rounds", MINUTE),
        "write-to-partners": every("feedback.write_to_partners", MINUTE),
        "look-for-patterns": every("feedback.look_for_patterns", 60 * MINUTE),
    },
)
