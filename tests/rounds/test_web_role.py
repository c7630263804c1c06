"""Web processes work as a role to which the sealed table does not exist."""

from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from config import web_role
from core import health
from feedback.box import items
from feedback.models import SealedAnswer
from feedback.services.rounds import sealed
from tests.rounds.world import OPEN, answer, crowd, groups_of, round_about


@contextmanager
def as_role(name):
    """Work as another role, as a process does whose connections say so."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def about(ben):
    return round_about(ben, reviewers=groups_of(crowd(6), peers=6))


REFUSED = [
    "SELECT count(*) FROM feedback_sealedanswer",
    "SELECT round_id FROM feedback_sealedanswer",
    "TABLE feedback_sealedanswer",
    "COPY feedback_sealedanswer TO STDOUT",
    "INSERT INTO feedback_sealedanswer (tag) VALUES ('tag')",
    "UPDATE feedback_sealedanswer SET box = box",
    "DELETE FROM feedback_sealedanswer",
    "TRUNCATE feedback_sealedanswer",
    "LOCK TABLE feedback_sealedanswer",
    "ALTER TABLE feedback_sealedanswer ADD COLUMN who text",
    "CREATE TRIGGER copy AFTER INSERT ON feedback_sealedanswer EXECUTE FUNCTION refuse_change()",
    "CREATE VIEW answers AS SELECT * FROM feedback_sealedanswer",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "SELECT let_web_processes_in()",
    "UPDATE feedback_roundkey SET wrapped = wrapped",
    "DELETE FROM feedback_roundkey",
    "DELETE FROM django_migrations",
    "ALTER TABLE feedback_round DISABLE TRIGGER USER",
]


def test_the_role_is_refused(about):
    with as_role("mastery_web"), connection.cursor() as cursor:
        for statement in REFUSED:
            with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
                with transaction.atomic():
                    cursor.execute(statement)


def test_the_role_answers_and_reads_back_through_its_one_function(about):
    mine, other = about.nominations.order_by("pk")[:2]
    name = items.question(about.questions.first().pk)
    with as_role("mastery_web"):
        answer(about, mine)
        sealed.write(about, reviewer=mine.pk, answers={name: "Ask first."}, at=OPEN)
        assert sealed.read(about, reviewer=mine.pk, items=[name]) == {name: "Ask first."}
        assert sealed.read(about, reviewer=other.pk, items=[name]) == {}
        sealed.write(about, reviewer=mine.pk, answers={name: None}, at=OPEN)
        assert sealed.read(about, reviewer=mine.pk, items=[name]) == {}
    assert SealedAnswer.objects.count() == 4


def test_the_function_keeps_to_its_round_and_wants_a_box_for_each_tag(about, ada):
    other = round_about(ada, reviewers=groups_of(crowd(2, start=50), peers=2))
    answer(about, about.nominations.first())
    tags = [bytes(tag) for tag in SealedAnswer.objects.values_list("tag", flat=True)]
    assert sealed.reach(other, tags, None, None) == {}
    sealed.reach(other, tags, [b"stolen"] * len(tags), OPEN)
    sealed.reach(other, tags, [None] * len(tags), OPEN)
    assert SealedAnswer.objects.filter(round=about).exclude(box=b"stolen").count() == 5
    with pytest.raises(Exception, match="one box for each tag"), transaction.atomic():
        sealed.reach(about, tags, [b"x"], OPEN)


def test_everything_else_is_open_to_the_role_tables_of_later_migrations_too(cast, client_for):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_later (id bigserial PRIMARY KEY)")
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
            " AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT has_table_privilege("
            "     'mastery_web', c.oid, 'SELECT') ORDER BY 1"
        )
        assert cursor.fetchall() == [("feedback_sealedanswer",)]
        cursor.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
            " AND NOT has_sequence_privilege('mastery_web', quote_ident(sequencename), 'USAGE')"
        )
        assert cursor.fetchall() == []
    with as_role("mastery_web"):
        client = client_for(cast.ada)
        for path in ("/", "/people/", "/feedback/", "/goals/", "/checkins/", "/me/settings/"):
            assert client.get(path, follow=True).status_code == 200


def test_a_process_that_could_read_the_table_says_so_where_it_is_watched(db, client):
    health._migrated.clear()
    assert client.get("/readyz").json() == {"status": "ready", "notes": [sealed.CAN_READ]}
    health._migrated.clear()
    with as_role("mastery_web"):
        assert client.get("/readyz").json() == {"status": "ready"}
    health._migrated.clear()


def test_rights_that_were_lost_are_given_again(db, capsys):
    assert web_role.make_fit()
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON feedback_sealedanswer TO mastery_web")
        cursor.execute("REVOKE SELECT ON feedback_round FROM mastery_web")
    assert not web_role.is_fit()
    assert web_role.make_fit()
    call_command("web_role")
    assert capsys.readouterr().out.startswith("web_role: mastery_web has everything but")


def owner_without_rights(cursor, name, more=""):
    """Make somebody to whom the tables belong, and who is no superuser."""
    cursor.execute(f"CREATE ROLE {name} {more}")
    cursor.execute(f"GRANT ALL ON SCHEMA public TO {name}")
    for relation in ("feedback_sealedanswer", "feedback_round", "feedback_roundkey"):
        cursor.execute(f"ALTER TABLE {relation} OWNER TO {name}")
    cursor.execute(f"ALTER TABLE django_migrations OWNER TO {name}")
    for function in (
        "let_web_processes_in()",
        "feedback_sealed_box(uuid, bytea[], bytea[], timestamptz)",
    ):
        cursor.execute(f"ALTER FUNCTION {function} OWNER TO {name}")


def test_an_owner_who_may_make_roles_needs_no_superuser(db):
    with connection.cursor() as cursor:
        owner_without_rights(cursor, "landlord", "CREATEROLE")
        with away_with_the_role(cursor):
            with as_role("landlord"):
                assert web_role.let_in() == ""
                cursor.execute("SET ROLE mastery_web")
                with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
                    cursor.execute("SELECT 1 FROM feedback_sealedanswer")
                cursor.execute("SELECT count(*) FROM feedback_round")


def test_an_owner_who_may_not_is_told_what_to_ask_for_in_one_line(db):
    with connection.cursor() as cursor:
        owner_without_rights(cursor, "tenant")
        with as_role("tenant"):
            line = web_role.let_in()
            assert "GRANT mastery_web TO tenant" in line
            assert "\n" not in line
            assert not web_role.make_fit()
            with pytest.raises(CommandError, match="does not belong"):
                call_command("web_role")
        with away_with_the_role(cursor), as_role("tenant"):
            assert "CREATE ROLE mastery_web; GRANT mastery_web TO tenant" in web_role.let_in()


@contextmanager
def away_with_the_role(cursor):
    """Let the role be unknown for a moment, in this transaction alone."""
    cursor.execute("ALTER ROLE mastery_web RENAME TO mastery_web_before")
    try:
        yield
    finally:
        cursor.execute("RESET ROLE")


def test_the_role_gets_a_sign_in_of_its_own_where_a_password_is_set(db, settings):
    settings.WEB_PASSWORD = "correct horse"
    call_command("web_role")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolcanlogin, rolpassword FROM pg_authid WHERE rolname = 'mastery_web'"
        )
        may, password = cursor.fetchone()
    assert may
    assert password.startswith("SCRAM-SHA-256$")


def test_with_a_role_in_the_environment_connections_begin_as_it(db):
    import os
    import subprocess
    import sys

    shown = subprocess.run(
        [sys.executable, "-c", SHOW], env={**os.environ, "DB_ROLE": "mastery_web"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "-c role=mastery_web" in shown.stdout


SHOW = "from config import settings; print(settings.DATABASES['default']['OPTIONS']['options'])"
