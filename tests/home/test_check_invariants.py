"""The command that looks whether what must hold holds."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Person
from dialogue.models import CheckIn
from home.invariants import RULES


def test_a_sound_database_has_nothing_against_it(talk):
    said = StringIO()
    call_command("check_invariants", stdout=said)
    assert said.getvalue() == f"check_invariants: {len(RULES)} rules, 0 rows against them\n"


def test_a_talk_of_others_under_a_coaching_is_found(talk, cast):
    CheckIn.objects.filter(pk=talk.pk).update(partner=cast.dora)
    with pytest.raises(CommandError, match="1 against: talks of a coaching") as refused:
        call_command("check_invariants")
    assert refused.value.returncode == 1


def test_an_organisation_without_an_admin_is_found(cast, now):
    Person.objects.filter(role="admin").update(left_at=now, left_by=cast.ada)
    with pytest.raises(CommandError, match="an admin is here"):
        call_command("check_invariants")
