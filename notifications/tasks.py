"""The doorbell of the outbox."""

from celery import shared_task

from core.clock import database_now
from notifications.services.delivery import deliver
from notifications.services.look_backs import plan_look_backs


@shared_task(name="notifications.deliver")
def deliver_mail() -> None:
    """Send what is due."""
    deliver(at=database_now())


@shared_task(name="notifications.plan_look_backs")
def plan_due_look_backs() -> None:
    """Offer to look back at coaching agreements."""
    plan_look_backs(at=database_now())
