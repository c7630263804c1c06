"""Where somebody saw themselves on a day is not rewritten later; another entry comes after it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0004_mastery"),
        ("core", "0002_the_audit_log_cannot_be_edited"),
    ]
    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER entries_are_not_rewritten BEFORE UPDATE ON goals_levelentry"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change();",
            "DROP TRIGGER entries_are_not_rewritten ON goals_levelentry;",
        )
    ]
