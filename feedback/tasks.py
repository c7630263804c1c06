"""The doorbells of feedback: the published ratio, patterns, what waited, and partners' mail."""

from celery import shared_task

from core.clock import database_now
from feedback.services.batches import release_due
from feedback.services.partner_mail import write_to_partners
from feedback.services.protection_patterns import look_for_patterns
from feedback.services.ratio import publish_due
from feedback.services.rounds.closing import close_due
from feedback.services.rounds.letters import write_to_reviewers
from feedback.services.rounds.releasing import release_due as release_rounds_due
from feedback.services.rounds.reminding import remind_due


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


@shared_task(name="feedback.write_to_partners")
def write() -> None:
    """Send partners outside their personal links."""
    write_to_partners(at=database_now())


@shared_task(name="feedback.close_rounds")
def close_rounds() -> None:
    """Close the 360 rounds that are past their date."""
    close_due(at=database_now())


@shared_task(name="feedback.release_rounds")
def release_rounds() -> None:
    """Release the 360 rounds whose moment has come."""
    release_rounds_due(at=database_now())


@shared_task(name="feedback.remind_reviewers")
def remind_reviewers() -> None:
    """Remind everybody who was invited to a 360 round."""
    remind_due(at=database_now())


@shared_task(name="feedback.write_to_reviewers")
def write_outside() -> None:
    """Send reviewers outside their personal links."""
    write_to_reviewers(at=database_now())
