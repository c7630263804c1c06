"""Bands come in the transaction of their publication, and parameters only become stricter.

A publication knows the transaction that wrote it; whatever comes in a later one is refused, a band
without a publication too. Parameters for a window that has closed are refused, and looser ones for
the window that runs.
"""

from typing import ClassVar

from django.db import migrations

WHOLE = """
ALTER TABLE feedback_ratiopublication ADD COLUMN written_in xid8;
ALTER TABLE feedback_ratiopublication ALTER COLUMN written_in SET DEFAULT pg_current_xact_id();
CREATE FUNCTION refuse_bands_that_come_later() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT publication_id FROM added) here
        LEFT JOIN feedback_ratiopublication p ON p."window" = here.publication_id
        WHERE p.written_in IS DISTINCT FROM pg_current_xact_id()
    ) THEN
        RAISE EXCEPTION 'a published window gets no more bands'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER bands_come_with_their_publication AFTER INSERT ON feedback_ratioband
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_bands_that_come_later();
"""
NOT_WHOLE = """
DROP TRIGGER bands_come_with_their_publication ON feedback_ratioband;
DROP FUNCTION refuse_bands_that_come_later();
ALTER TABLE feedback_ratiopublication DROP written_in;
"""
STRICTER = """
CREATE FUNCTION refuse_looser_ratio_setting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    running int := floor(extract(epoch FROM NEW.set_at - timestamptz '2024-01-01 00:00+00')
                         / extract(epoch FROM interval '91 days'));
    standing feedback_ratiosetting;
BEGIN
    IF NEW.from_window < running THEN
        RAISE EXCEPTION 'a closed window keeps its parameters'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.from_window > running THEN
        RETURN NEW;
    END IF;
    SELECT * INTO standing FROM feedback_ratiosetting
    WHERE from_window <= running ORDER BY id DESC LIMIT 1;
    IF NEW.publishes > coalesce(standing.publishes, true)
       OR NEW.allows_opt_out < coalesce(standing.allows_opt_out, true)
       OR NEW.adds_noise < coalesce(standing.adds_noise, false)
       OR NEW.fewest_items < coalesce(standing.fewest_items, 8)
       OR NEW.fewest_recipients < coalesce(standing.fewest_recipients, 5)
       OR NEW.fewest_givers < coalesce(standing.fewest_givers, 10)
       OR NEW.largest_share > coalesce(standing.largest_share, 40)
       OR NEW.most_for_a_pair > coalesce(standing.most_for_a_pair, 3) THEN
        RAISE EXCEPTION 'the parameters of the window that runs only become stricter'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER parameters_only_become_stricter BEFORE INSERT ON feedback_ratiosetting
    FOR EACH ROW EXECUTE FUNCTION refuse_looser_ratio_setting();
"""
NOT_STRICTER = """
DROP TRIGGER parameters_only_become_stricter ON feedback_ratiosetting;
DROP FUNCTION refuse_looser_ratio_setting();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("feedback", "0021_bands_by_person")]

    operations: ClassVar = [
        migrations.RunSQL(WHOLE, NOT_WHOLE),
        migrations.RunSQL(STRICTER, NOT_STRICTER),
    ]
