import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_people_imports"),
        ("goals", "0005_a_noted_level_stays_as_it_was"),
    ]

    operations = [
        migrations.AddField(
            model_name="goal",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="goals",
                to="accounts.team",
            ),
        ),
    ]
