"""The sealed table is reached by one function, and leaves no traces in the planner's statistics.

The function runs as the owner. It writes given boxes under given tags, refuses to once the round is
closed, and returns the boxes of given tags: whoever cannot derive a tag reads nothing by it. The
lock on the round makes a closing wait for what is being written, and late answers see the closing.
Statistics of the columns would keep samples of them after the rows have gone.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION feedback_sealed_box(
    for_round uuid, tags bytea[], boxes bytea[], at timestamptz
) RETURNS TABLE (tag bytea, box bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF boxes IS NOT NULL THEN
        IF cardinality(tags) <> cardinality(boxes) THEN
            RAISE EXCEPTION 'there is one box for each tag' USING ERRCODE = 'array_subscript_error';
        END IF;
        PERFORM 1 FROM feedback_round AS asked
        WHERE asked.id = for_round AND asked.mode = 'confidential'
          AND asked.launched_at IS NOT NULL AND asked.cancelled_at IS NULL
          AND asked.closed_at IS NULL AND at < asked.closes_at
        FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the sealed box of this round is closed'
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
        DELETE FROM feedback_sealedanswer AS kept USING unnest(tags, boxes) AS given (tag, box)
        WHERE kept.round_id = for_round AND kept.tag = given.tag AND given.box IS NULL;
        INSERT INTO feedback_sealedanswer (tag, round_id, box)
        SELECT given.tag, for_round, given.box FROM unnest(tags, boxes) AS given (tag, box)
        WHERE given.box IS NOT NULL ORDER BY given.tag
        ON CONFLICT (tag) DO UPDATE SET box = excluded.box
        WHERE feedback_sealedanswer.round_id = for_round;
    END IF;
    RETURN QUERY SELECT kept.tag, kept.box FROM feedback_sealedanswer AS kept
    WHERE kept.round_id = for_round AND kept.tag = ANY (tags);
END $$;
REVOKE EXECUTE ON FUNCTION feedback_sealed_box(uuid, bytea[], bytea[], timestamptz) FROM PUBLIC;
"""
NO_TRACES = """
ALTER TABLE feedback_sealedanswer
    ALTER tag SET STATISTICS 0, ALTER box SET STATISTICS 0, ALTER box SET STORAGE EXTERNAL;
ALTER TABLE feedback_roundkey ALTER wrapped SET STATISTICS 0;
"""
TRACES = """
ALTER TABLE feedback_sealedanswer
    ALTER tag SET STATISTICS -1, ALTER box SET STATISTICS -1, ALTER box SET STORAGE EXTENDED;
ALTER TABLE feedback_roundkey ALTER wrapped SET STATISTICS -1;
"""


class Migration(migrations.Migration):
    dependencies = [("feedback", "0014_rounds_keep_their_promise")]
    operations = [
        migrations.RunSQL(
            FUNCTION,
            "DROP FUNCTION feedback_sealed_box(uuid, bytea[], bytea[], timestamptz);",
        ),
        migrations.RunSQL(NO_TRACES, TRACES),
    ]
