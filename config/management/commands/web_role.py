"""`web_role`: give web processes a database role that cannot read the sealed answers."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from config.web_role import WEB_ROLE, is_fit, let_in, let_sign_in


class Command(BaseCommand):
    """Make the role and its rights; with `WEB_PASSWORD` in the environment it can sign in."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run again it changes nothing."""
        if complaint := let_in():
            raise CommandError(complaint)
        if not is_fit():
            raise CommandError(f"{WEB_ROLE} lacks a table that somebody else made here.")
        if settings.WEB_PASSWORD:
            try:
                let_sign_in(settings.WEB_PASSWORD)
            except Error as error:
                raise CommandError(f"{WEB_ROLE} cannot be given a password: {error}") from error
        self.stdout.write(f"web_role: {WEB_ROLE} has everything but the sealed answers")
