"""A call that is sent again is told the same version as the first time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_hints_can_be_chosen"),
    ]

    operations = [
        migrations.AddField(
            model_name="idempotentcall",
            name="etag",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
    ]
