"""Somebody shows their own exact figures to a coach, until they take that back."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_people_imports"),
        ("feedback", "0018_texts_of_a_round_can_be_reported"),
    ]

    operations = [
        migrations.CreateModel(
            name="RatioShare",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("shared_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "coaching",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratio_shares",
                        to="accounts.coaching",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("coaching",),
                        name="figures_are_shown_once_in_a_coaching",
                    )
                ],
            },
        ),
    ]
