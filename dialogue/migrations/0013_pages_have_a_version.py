from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0012_joining_support_groups")]

    operations = [
        migrations.AddField(
            model_name="checkin",
            name="page_version",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
