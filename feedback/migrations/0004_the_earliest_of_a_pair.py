"""The earliest pieces of a giver and a recipient are found by index."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("feedback", "0003_published_ratios_never_change")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                fields=["giver", "recipient", "given_at", "id"],
                include=["kind"],
                name="feedback_of_a_pair",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ),
    ]
