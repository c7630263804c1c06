"""Somebody writes the same person at the very same moment: one of the two is told so."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts.imports.mapping import guess
from accounts.imports.reading import read_table
from accounts.imports.rows import read_people
from accounts.models import Person
from accounts.services import administration
from accounts.services.imports import ChangedMeanwhile, apply_import
from accounts.services.people import AddressTaken, create_person

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"


class Rival(threading.Thread):
    """Creates a person, and commits only when somebody else waits for that."""

    def __init__(self, email: str, at) -> None:
        super().__init__()
        self.email, self.at = email, at
        self.has_written = threading.Event()

    def run(self) -> None:
        try:
            with transaction.atomic():
                create_person(email=self.email, name="Rival", by=None, at=self.at)
                self.has_written.set()
                self.wait_for_the_other()
        finally:
            connection.close()

    def wait_for_the_other(self) -> None:
        name = connection.settings_dict["NAME"]
        pause = threading.Event()
        for _look in range(500):
            with connection.cursor() as cursor:
                cursor.execute(WAITING, [name])
                if cursor.fetchone()[0]:
                    return
            pause.wait(0.02)


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_is_told_in_words(cast, now):
    table = read_table(b"E-mail;Name\nnew1@example.org;New\n")
    people = read_people(table, guess(table))
    root, later = cast.root, now + timedelta(hours=1)
    acts = {
        "new1@example.org": (
            lambda: apply_import(people, by=root, at=later),
            ChangedMeanwhile,
        ),
        "new2@example.org": (
            lambda: administration.bring_in(
                details={"email": "new2@example.org", "name": "New"},
                home_team="",
                by=root,
                at=later,
            ),
            AddressTaken,
        ),
        "new3@example.org": (
            lambda: administration.edit(
                cast.ben, details={"email": "new3@example.org"}, home_team=None, by=root, at=later
            ),
            AddressTaken,
        ),
    }
    for email, (act, refusal) in acts.items():
        rival = Rival(email, now)
        rival.start()
        assert rival.has_written.wait(10)
        with pytest.raises(refusal, match="just now"):
            act()
        rival.join()
        assert Person.objects.get(email=email).name == "Rival"
