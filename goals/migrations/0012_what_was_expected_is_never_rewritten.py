"""What somebody expected of a number stays as it was said."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0011_a_number_remembers_what_was_expected"),
        ("core", "0002_the_audit_log_cannot_be_edited"),
    ]
    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER changes_of_numbers_are_final BEFORE UPDATE ON goals_metricchange
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            """,
            "DROP TRIGGER changes_of_numbers_are_final ON goals_metricchange;",
        )
    ]
