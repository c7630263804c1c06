"""The indexes go before the columns come that make them needless: else they were built anew."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("dialogue", "0016_talks_are_found_by_their_words"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="answer",
            name="answers_by_words",
        ),
        migrations.RemoveIndex(
            model_name="checkin",
            name="talks_by_words",
        ),
        migrations.RemoveIndex(
            model_name="commitment",
            name="commitments_by_words",
        ),
    ]
