"""Limits, patterns, offers of help, pauses and reports."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("feedback", "0008_feedback_can_wait"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=models.Func(
                            function="gen_random_uuid", output_field=models.UUIDField()
                        ),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pattern",
                    models.CharField(
                        choices=[
                            ("many_givers", "Many people, one recipient"),
                            ("one_on_one", "One person, again and again"),
                            ("in_kind", "An answer in kind"),
                            ("ring", "Praise among few"),
                            ("same_text", "The same words to many"),
                        ],
                        max_length=11,
                    ),
                ),
                ("week", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("pieces", models.PositiveIntegerField()),
                ("others", models.PositiveIntegerField(db_default=0)),
                ("people", models.PositiveIntegerField(db_default=1)),
                ("usual", models.DecimalField(db_default=0, decimal_places=2, max_digits=8)),
                (
                    "hours",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True),
                ),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HelpOffer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=models.Func(
                            function="gen_random_uuid", output_field=models.UUIDField()
                        ),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("week", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("put_away_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "since_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ProtectionSetting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "improvements_for_a_pair",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="improvements from one to another within a week, at most",
                    ),
                ),
                (
                    "pieces_of_a_giver",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="pieces that one person sends within 24 hours, at most",
                    ),
                ),
                (
                    "uses_slow_mode",
                    models.BooleanField(
                        default=True, verbose_name="improvements can be slowed to once a week"
                    ),
                ),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "shows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "Who gave it to whom, of which kind, and on which day"),
                                ("situation", "When and where it was"),
                                ("behaviour", "What was seen or heard"),
                                ("impact", "What it led to"),
                                ("recommendation", "What to try"),
                                ("thread", "What was written below it until now"),
                            ],
                            max_length=14,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReportLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="flag",
            name="about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="helpoffer",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pause",
            name="giver",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pause",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="feedback_pauses",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="protectionsetting",
            name="set_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="feedback",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="feedback.feedback",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="reporter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feedback_reports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportlook",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportlook",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="looks",
                to="feedback.report",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pattern__in", ["many_givers", "one_on_one", "in_kind", "ring", "same_text"])
                ),
                name="a_flag_is_of_a_known_pattern",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("about__isnull", True),
                    models.Q(("about", models.F("person")), _negated=True),
                    _connector="OR",
                ),
                name="a_flag_is_about_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                fields=("person", "about", "pattern", "week"),
                name="a_pattern_is_noticed_once_a_week",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="helpoffer",
            constraint=models.UniqueConstraint(
                fields=("person", "week"), name="help_is_offered_once_a_week"
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("giver__isnull", True),
                    models.Q(("giver", models.F("person")), _negated=True),
                    _connector="OR",
                ),
                name="a_pause_is_from_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("person", "giver"),
                name="a_person_has_one_pause_from_somebody",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="protectionsetting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("improvements_for_a_pair__range", (1, 5)),
                    ("pieces_of_a_giver__range", (5, 50)),
                ),
                name="limits_of_feedback_stay_within_bounds",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")), name="a_report_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.LessThanOrEqual(
                        django.db.models.functions.text.Length("reason"), 10000
                    ),
                    django.db.models.lookups.LessThanOrEqual(
                        django.db.models.functions.text.Length("answer"), 10000
                    ),
                ),
                name="words_of_a_report_have_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "shows__contained_by",
                        ["name", "situation", "behaviour", "impact", "recommendation", "thread"],
                    )
                ),
                name="a_report_shows_known_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("closed_at__isnull", True), ("closed_by__isnull", True)
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("closed_by", models.F("reporter")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_report_is_closed_at_a_moment_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("feedback", "reporter"),
                name="a_piece_is_reported_once_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="reportlook",
            index=models.Index(
                models.F("report"),
                models.OrderBy(models.F("at"), descending=True),
                name="looks_at_a_report",
            ),
        ),
    ]
