"""Feedback can wait for a release, or be kept aside by its recipient."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("feedback", "0007_goals_started_from_feedback"),
    ]

    operations: ClassVar = [
        migrations.RemoveIndex(
            model_name="feedback",
            name="wall_of_praise",
        ),
        migrations.RemoveIndex(
            model_name="feedback",
            name="feedback_for_the_ratio",
        ),
        migrations.AddField(
            model_name="feedback",
            name="asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="feedback",
            name="held_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="feedback",
            name="kept_aside_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reply",
            name="kept_aside_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                models.OrderBy(models.F("given_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    ("readers", "everyone"),
                    ("taken_off_wall_at__isnull", True),
                    ("held_until__isnull", True),
                    ("withdrawn_at__isnull", True),
                ),
                name="wall_of_praise",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                condition=models.Q(("held_until__isnull", True), ("withdrawn_at__isnull", True)),
                fields=["given_at"],
                include=("giver", "recipient", "kind"),
                name="feedback_for_the_ratio",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                condition=models.Q(("held_until__isnull", False)),
                fields=["held_until"],
                name="feedback_that_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                condition=models.Q(("kept_aside_at__isnull", False)),
                fields=["recipient", "giver"],
                name="feedback_kept_aside",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_until__isnull", True),
                    models.Q(
                        ("kept_aside_at__isnull", True),
                        ("read_at__isnull", True),
                        ("thanked_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="what_waits_was_not_read",
            ),
        ),
    ]
