from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0006_goals_started_from_talks")]

    operations = [
        migrations.AddField(
            model_name="checkin",
            name="page_version",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
