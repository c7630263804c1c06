"""A backup holds everything and is restored all or nothing, into an empty database only."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Person
from accounts.services.people import create_person
from core.models import AuditEntry
from feedback.services.rounds.releasing import release_due
from tests.rounds.world import RELEASES, crowd, groups_of, round_about, sealed_at_once


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


LOOK = """
from config import web_role
from feedback.models import ReportText, Round, RoundKey, SealedAnswer
released = Round.objects.filter(released_at__isnull=False).count()
left = RoundKey.objects.count() + SealedAnswer.objects.count()
print("released", released, "texts", ReportText.objects.count(), "left", left, web_role.is_fit())
"""


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_an_empty_cluster_gets_all_of_it_with_the_rights_and_without_the_keys_of_due_rounds(
    tmp_path,
):
    subject, *rest = crowd(9)
    sealed_at_once(round_about(subject, reviewers=groups_of(rest, peers=8)))
    release_due(at=RELEASES)
    sealed_at_once(round_about(subject, reviewers=groups_of(rest, peers=8)))  # due in the meantime
    file = tmp_path / "mastery.backup"
    call_command("backup", str(file))
    python, manage = sys.executable, "manage.py"
    steps = f"{python} {manage} restore {file} && {python} {manage} shell -v0 -c '{LOOK}'"
    done = subprocess.run(
        [python, "-m", "config.embedded.testing", "--", "sh", "-c", steps],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    restored, looked = done.stdout.strip().splitlines()
    assert restored == "restore: 9 people are back, 1 rounds were due"
    assert looked == "released 2 texts 64 left 0 True"
