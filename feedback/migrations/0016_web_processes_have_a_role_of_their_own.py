"""Web processes work as the role mastery_web, to which the sealed table does not exist.

What the role may do is written in one function of the database, run here, after a restore, and by
`manage.py web_role`. It answers with nothing, or with one line for whoever has to help: an owner
that may not make roles needs somebody who may, once. Until then web processes work as the owner,
and `/readyz` says so.
"""

import sys
from typing import Any

from django.db import migrations

FUNCTION = """
CREATE FUNCTION let_web_processes_in() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    belongs text := CASE WHEN current_setting('server_version_num')::int < 160000
                    THEN 'MEMBER' ELSE 'SET' END;
    one record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mastery_web') THEN
        BEGIN
            CREATE ROLE mastery_web NOLOGIN;
        EXCEPTION
            -- another database of this cluster was quicker
            WHEN duplicate_object OR unique_violation THEN NULL;
            WHEN insufficient_privilege THEN
                RETURN format('Web processes can read sealed answers, since %I may not make roles.'
                    ' Let a superuser run: CREATE ROLE mastery_web; GRANT mastery_web TO %I;'
                    ' then run: manage.py web_role', current_user, current_user);
        END;
    END IF;
    IF NOT pg_has_role(current_user, 'mastery_web', belongs) THEN
        BEGIN
            IF belongs = 'SET' THEN
                EXECUTE 'GRANT mastery_web TO CURRENT_USER WITH SET TRUE, INHERIT FALSE';
            ELSE
                EXECUTE 'GRANT mastery_web TO CURRENT_USER';
            END IF;
        EXCEPTION
            WHEN unique_violation THEN NULL;
            WHEN insufficient_privilege THEN
                RETURN format('Web processes can read sealed answers, since %I does not belong to'
                    ' mastery_web. Let a superuser run: GRANT mastery_web TO %I;'
                    ' then run: manage.py web_role', current_user, current_user);
        END;
    END IF;
    GRANT USAGE ON SCHEMA public TO mastery_web;
    FOR one IN
        SELECT c.oid::regclass AS name, c.relkind = 'S' AS counts FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
          AND pg_has_role(c.relowner, 'USAGE')
    LOOP
        IF one.counts THEN
            EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO mastery_web', one.name);
        ELSE
            EXECUTE format(
                'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE %s TO mastery_web', one.name);
        END IF;
    END LOOP;
    REVOKE ALL ON feedback_sealedanswer FROM mastery_web, PUBLIC;
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM mastery_web;
    REVOKE UPDATE, DELETE ON feedback_roundkey FROM mastery_web;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mastery_web;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO mastery_web;
    REVOKE EXECUTE ON FUNCTION let_web_processes_in() FROM PUBLIC;
    REVOKE EXECUTE ON FUNCTION feedback_sealed_box(uuid, bytea[], bytea[], timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION feedback_sealed_box(uuid, bytea[], bytea[], timestamptz)
        TO mastery_web;
    RETURN '';
END $$;
"""
LOCK_OUT = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mastery_web') THEN
        ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM mastery_web;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM mastery_web;
        REVOKE ALL ON ALL TABLES IN SCHEMA public FROM mastery_web;
        REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM mastery_web;
        REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM mastery_web;
        REVOKE ALL ON SCHEMA public FROM mastery_web;
    END IF;
END $$;
DROP FUNCTION let_web_processes_in();
"""


def let_in(_apps: object, schema_editor: Any) -> None:
    """Make the role and its rights, or say in one line what is missing."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT let_web_processes_in()")
        (complaint,) = cursor.fetchone()
    if complaint:
        sys.stderr.write(f"{complaint}\n")


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0015_the_sealed_box_is_reached_by_one_function"),
        ("core", "0002_the_audit_log_cannot_be_edited"),
    ]
    operations = [
        migrations.RunSQL(FUNCTION, LOCK_OUT),
        migrations.RunPython(let_in, migrations.RunPython.noop),
    ]
