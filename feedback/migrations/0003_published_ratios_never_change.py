"""Nothing about a window changes after its publication, and no setting is rewritten."""

from django.db import migrations

TABLES = ("feedback_ratiopublication", "feedback_ratioband", "feedback_ratiosetting")


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0002_the_ratio"),
        ("core", "0002_the_audit_log_cannot_be_edited"),
    ]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER rows_are_final BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change();",
            f"DROP TRIGGER rows_are_final ON {table};",
        )
        for table in TABLES
    ]
