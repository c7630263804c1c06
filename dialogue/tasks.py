"""The doorbell of the cadence."""

from celery import shared_task

from core.clock import database_now
from dialogue.services.notes import forget_changes
from dialogue.services.nudging import plan_nudges
from dialogue.services.planning import plan_check_ins


@shared_task(name="dialogue.plan_check_ins")
def plan_next_check_ins() -> None:
    """Plan the next check-in of each pair."""
    plan_check_ins(at=database_now())


@shared_task(name="dialogue.plan_nudges")
def plan_due_nudges() -> None:
    """Put the nudges that are due into the outbox."""
    plan_nudges(at=database_now())


@shared_task(name="dialogue.forget_changes")
def forget_old_changes() -> None:
    """Forget what shared notes said long ago."""
    forget_changes(at=database_now())
