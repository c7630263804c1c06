"""The doorbell of the outbox."""

from celery import shared_task

from core.clock import database_now
from notifications.services.delivery import deliver


@shared_task(name="notifications.deliver")
def deliver_mail() -> None:
    """Send what is due."""
    deliver(at=database_now())
