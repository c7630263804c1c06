"""The doorbell of the published ratio."""

from celery import shared_task

from core.clock import database_now
from feedback.services.ratio import publish_due


@shared_task(name="feedback.publish_ratios")
def publish_ratios() -> None:
    """Publish what is due."""
    publish_due(at=database_now())
