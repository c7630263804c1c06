"""Bells for what is due by the calendar. Each can ring twice."""

from celery import shared_task
from django.utils import timezone

from accounts.services import administration, uploads


@shared_task(name="accounts.close_accounts")
def close_accounts() -> None:
    administration.close_accounts(at=timezone.now())


@shared_task(name="accounts.forget_uploads")
def forget_uploads() -> None:
    uploads.forget_expired(at=timezone.now())
