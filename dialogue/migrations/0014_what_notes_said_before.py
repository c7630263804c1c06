import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogue", "0013_pages_have_a_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NotesChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("length", models.PositiveIntegerField()),
                (
                    "before",
                    models.TextField(blank=True, verbose_name="what stood there before"),
                ),
                ("key", models.UUIDField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "checkin",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes_changes",
                        to="dialogue.checkin",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("made_at"), name="notes_changes_by_moment")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checkin", "version"), name="a_version_of_notes_was_left_once"
                    )
                ],
            },
        ),
    ]
