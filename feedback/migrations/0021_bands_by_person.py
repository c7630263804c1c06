"""Published bands keep one index, by person; their publication is asked for by a trigger."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("feedback", "0020_pieces_of_a_window_in_order")]

    operations: ClassVar = [
        migrations.RemoveConstraint(
            model_name="ratioband", name="a_person_has_one_band_in_a_window"
        ),
        migrations.AddConstraint(
            model_name="ratioband",
            constraint=models.UniqueConstraint(
                fields=("person", "publication"), name="a_person_has_one_band_in_a_window"
            ),
        ),
        migrations.AlterField(
            model_name="ratioband",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ratio_bands",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="ratioband",
            name="publication",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bands",
                to="feedback.ratiopublication",
            ),
        ),
    ]
