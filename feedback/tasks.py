"""The doorbells of feedback: the published ratio, patterns, and what waited."""

from celery import shared_task

from core.clock import database_now
from feedback.services.batches import release_due
from feedback.services.protection_patterns import look_for_patterns
from feedback.services.ratio import publish_due


@shared_task(name="feedback.publish_ratios")
def publish_ratios() -> None:
    """Publish what is due."""
    publish_due(at=database_now())


@shared_task(name="feedback.look_for_patterns")
def find_patterns() -> None:
    """Look for what may hurt somebody."""
    look_for_patterns(at=database_now())


@shared_task(name="feedback.release_batch")
def release_batch() -> None:
    """Release what has waited for the weekly batch."""
    release_due(at=database_now())
