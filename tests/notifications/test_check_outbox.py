"""A worker is well when no mail has been due for long."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone


def test_nothing_waits_for_too_long(tell, capsys):
    tell(at=timezone.now())
    call_command("check_outbox")
    assert capsys.readouterr().out == "check_outbox: 0 mails wait for too long\n"


def test_mail_that_waits_for_long_is_told(tell):
    tell(at=timezone.now() - timedelta(hours=1))
    with pytest.raises(CommandError, match="1 mails wait"):
        call_command("check_outbox")
