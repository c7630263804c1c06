"""What a round promised at its launch stays so, and what it published is never changed."""

from django.db import migrations

FINAL = ("feedback_reportgroup", "feedback_reporttext", "feedback_reportbehaviour")
FIXED = ("feedback_roundquestion", "feedback_roundcapability")

ROUND = """
CREATE FUNCTION a_round_keeps_its_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.subject_id <> NEW.subject_id
    OR OLD.proposed_by_id IS DISTINCT FROM NEW.proposed_by_id
    OR OLD.launched_at IS NOT NULL AND (
        (OLD.launched_at, OLD.mode, OLD.title, OLD.closes_at, OLD.releases_at)
            IS DISTINCT FROM (NEW.launched_at, NEW.mode, NEW.title, NEW.closes_at, NEW.releases_at)
        OR NEW.counted_threshold < OLD.counted_threshold
        OR NEW.comment_threshold < OLD.comment_threshold)
    OR OLD.closed_at IS NOT NULL AND OLD.closed_at IS DISTINCT FROM NEW.closed_at
    OR OLD.cancelled_at IS NOT NULL AND OLD.cancelled_at IS DISTINCT FROM NEW.cancelled_at
    OR OLD.released_at IS NOT NULL AND
        (OLD.released_at, OLD.counted_threshold, OLD.comment_threshold) IS DISTINCT FROM
        (NEW.released_at, NEW.counted_threshold, NEW.comment_threshold)
    OR OLD.ended_at IS NOT NULL AND
        (OLD.ended_at, OLD.nothing_at) IS DISTINCT FROM (NEW.ended_at, NEW.nothing_at)
    THEN
        RAISE EXCEPTION 'a round keeps what it promised at its launch'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION a_launched_round_is_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.launched_at IS NOT NULL THEN
        RAISE EXCEPTION 'a launched round is not deleted'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER rounds_keep_their_promise BEFORE UPDATE ON feedback_round
    FOR EACH ROW EXECUTE FUNCTION a_round_keeps_its_promise();
CREATE TRIGGER launched_rounds_stay BEFORE DELETE ON feedback_round
    FOR EACH ROW EXECUTE FUNCTION a_launched_round_is_not_deleted();
"""

PARTS = """
CREATE FUNCTION parts_of_a_launched_round_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concerned uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.round_id ELSE OLD.round_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM feedback_round WHERE id = concerned AND launched_at IS NOT NULL) THEN
        RAISE EXCEPTION 'rows of % are fixed at the launch of their round', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0013_rounds"),
        ("core", "0002_the_audit_log_cannot_be_edited"),
    ]
    operations = [
        migrations.RunSQL(
            ROUND,
            """
            DROP TRIGGER launched_rounds_stay ON feedback_round;
            DROP TRIGGER rounds_keep_their_promise ON feedback_round;
            DROP FUNCTION a_launched_round_is_not_deleted();
            DROP FUNCTION a_round_keeps_its_promise();
            """,
        ),
        migrations.RunSQL(PARTS, "DROP FUNCTION parts_of_a_launched_round_stay();"),
        *(
            migrations.RunSQL(
                "CREATE TRIGGER parts_are_fixed_at_the_launch"
                f" BEFORE INSERT OR UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION parts_of_a_launched_round_stay();",
                f"DROP TRIGGER parts_are_fixed_at_the_launch ON {table};",
            )
            for table in FIXED
        ),
        migrations.RunSQL(
            "CREATE TRIGGER reviewers_are_fixed_at_the_launch BEFORE INSERT OR DELETE OR"
            " UPDATE OF round_id, person_id, email, name, perspective, invited_at"
            " ON feedback_nomination"
            " FOR EACH ROW EXECUTE FUNCTION parts_of_a_launched_round_stay();",
            "DROP TRIGGER reviewers_are_fixed_at_the_launch ON feedback_nomination;",
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER rows_are_final BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_change();",
                f"DROP TRIGGER rows_are_final ON {table};",
            )
            for table in FINAL
        ),
    ]
