"""The pieces of a window lie together, those of each giver and recipient in order of time."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from django.db import migrations, models
from django.db.models import F, Func, Q, Value

START_OF_THE_WINDOW = Func(
    Value(timedelta(days=91)),
    F("given_at"),
    Value(datetime(2024, 1, 1, tzinfo=UTC)),
    function="date_bin",
    output_field=models.DateTimeField(),
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("feedback", "0019_figures_shown_to_a_coach")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                START_OF_THE_WINDOW,
                F("giver"),
                F("recipient"),
                F("given_at"),
                F("id"),
                include=["kind"],
                name="feedback_of_a_window",
                condition=Q(withdrawn_at__isnull=True, held_until__isnull=True),
            ),
        ),
        migrations.RemoveIndex(model_name="feedback", name="feedback_for_the_ratio"),
    ]
