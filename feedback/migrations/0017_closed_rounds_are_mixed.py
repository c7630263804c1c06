"""When the sealed rows of a closed round were written anew, in an order of chance."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0016_web_processes_have_a_role_of_their_own")]
    operations = [
        migrations.AddField(
            model_name="round",
            name="mixed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
