"""A backup holds everything and is restored all or nothing, into an empty database only."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Person
from accounts.services.people import create_person
from core.models import AuditEntry


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back(tmp_path, now, capsys):
    create_person(email="ben@example.org", name="Ben Haddad", by=None, at=now)
    file = tmp_path / "mastery.backup"
    call_command("backup", str(file))
    assert file.stat().st_mode & 0o077 == 0
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_person CASCADE")
    call_command("restore", str(file))
    assert Person.objects.get().name == "Ben Haddad"
    assert AuditEntry.objects.count() == 1
    out = capsys.readouterr().out
    assert "backup: " in out
    assert "restore: 1 people are back" in out


def test_a_database_with_people_is_not_overwritten(cast, tmp_path):
    file = tmp_path / "any.backup"
    file.write_bytes(b"")
    with pytest.raises(CommandError, match="holds people"):
        call_command("restore", str(file))


def test_a_file_that_is_not_there_gets_a_sentence(db, tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(tmp_path / "none"))


def test_a_file_that_is_no_backup_changes_nothing(db, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear database")
    with pytest.raises(CommandError, match="Nothing was restored"):
        call_command("restore", str(file))


def test_a_place_that_cannot_be_written_leaves_nothing_behind(db, tmp_path):
    with pytest.raises(CommandError, match="Nothing was backed up"):
        call_command("backup", str(tmp_path / "no" / "folder" / "x"))
    assert list(tmp_path.iterdir()) == []
