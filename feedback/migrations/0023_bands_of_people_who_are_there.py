"""The people of bands are asked for once a statement, as their publication is.

A look-up for each of a hundred thousand bands would take as long as the counting.
"""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TOGETHER = """
CREATE FUNCTION refuse_bands_of_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM added LEFT JOIN accounts_person p ON p.id = added.person_id WHERE p.id IS NULL
    ) THEN
        RAISE EXCEPTION 'a band is that of a person'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER bands_are_those_of_people AFTER INSERT ON feedback_ratioband
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_bands_of_nobody();
CREATE FUNCTION refuse_to_lose_the_person_of_a_band() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM feedback_ratioband WHERE person_id = OLD.id) THEN
        RAISE EXCEPTION 'this person has a published band'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER people_with_bands_stay BEFORE DELETE ON accounts_person
    FOR EACH ROW EXECUTE FUNCTION refuse_to_lose_the_person_of_a_band();
"""
ONE_BY_ONE = """
DROP TRIGGER people_with_bands_stay ON accounts_person;
DROP FUNCTION refuse_to_lose_the_person_of_a_band();
DROP TRIGGER bands_are_those_of_people ON feedback_ratioband;
DROP FUNCTION refuse_bands_of_nobody();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("feedback", "0022_a_published_window_is_whole")]

    operations: ClassVar = [
        migrations.RunSQL(TOGETHER, ONE_BY_ONE),
        migrations.AlterField(
            model_name="ratioband",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ratio_bands",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
