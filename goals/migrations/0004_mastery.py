"""A person's mastery: levels over time, what they rest on, and who may see them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_people_imports"),
        ("goals", "0003_values"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mastery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("why", models.TextField(max_length=4000, verbose_name="why")),
                ("begun_at", models.DateTimeField()),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "capability",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="masteries",
                        to="goals.capability",
                    ),
                ),
                (
                    "ideal_level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goals.level",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="masteries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LevelEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reached_on", models.DateField(verbose_name="since when")),
                (
                    "reflection",
                    models.TextField(blank=True, max_length=10000, verbose_name="reflection"),
                ),
                ("at", models.DateTimeField()),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goals.level",
                    ),
                ),
                (
                    "mastery",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="goals.mastery",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reflection", "own reflection"),
                            ("measurement", "measurement"),
                            ("feedback", "feedback"),
                            ("witness", "witness"),
                        ],
                        max_length=11,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("to_try", models.TextField(blank=True)),
                ("is_improvement", models.BooleanField(default=False)),
                ("said_on", models.DateField()),
                ("added_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goals.level",
                    ),
                ),
                (
                    "measurement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="goals.measurement",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mastery",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="goals.mastery",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("coaches", "my coaches"),
                            ("person", "a person"),
                            ("team", "a team"),
                            ("everyone", "every member"),
                        ],
                        max_length=8,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "mastery",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="goals.mastery",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WitnessRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "question",
                    models.TextField(blank=True, max_length=2000, verbose_name="question"),
                ),
                ("asked_at", models.DateTimeField()),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="request",
                        to="goals.evidence",
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="witness_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mastery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="witness_requests",
                        to="goals.mastery",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="mastery",
            constraint=models.UniqueConstraint(
                fields=("person", "capability"), name="a_person_masters_a_capability_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="mastery",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__regex", "\\S")), name="mastery_says_why"
            ),
        ),
        migrations.AddIndex(
            model_name="levelentry",
            index=models.Index(
                models.F("mastery"),
                models.OrderBy(models.F("reached_on"), descending=True),
                models.OrderBy(models.F("at"), descending=True),
                name="levels_of_a_mastery",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                models.F("mastery"),
                models.OrderBy(models.F("said_on"), descending=True),
                models.OrderBy(models.F("added_at"), descending=True),
                condition=models.Q(("withdrawn_at__isnull", True)),
                name="evidence_that_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "measurement"), ("measurement__isnull", False)),
                    models.Q(
                        models.Q(("kind", "measurement"), _negated=True),
                        ("measurement__isnull", True),
                        ("words__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="evidence_has_words_or_a_measurement",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["feedback", "witness"]), _negated=True),
                    ("level__isnull", False),
                    _connector="OR",
                ),
                name="what_others_saw_speaks_for_a_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "feedback"),
                    models.Q(("is_improvement", False), ("to_try", "")),
                    _connector="OR",
                ),
                name="only_feedback_says_what_to_try",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="evidence_is_withdrawn_at_a_moment_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("team__isnull", True), ("to", "person")),
                    models.Q(("person__isnull", True), ("team__isnull", False), ("to", "team")),
                    models.Q(
                        ("person__isnull", True),
                        ("team__isnull", True),
                        ("to__in", ["coaches", "everyone"]),
                    ),
                    _connector="OR",
                ),
                name="an_opening_names_whom_it_is_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.UniqueConstraint(
                fields=("mastery", "to", "person", "team"),
                name="a_mastery_is_opened_once_to_each",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="witnessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__isnull", True), ("answered_at__isnull", True)),
                    models.Q(
                        ("answer__isnull", False),
                        ("answered_at__isnull", False),
                        ("withdrawn_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_witness_answers_at_a_moment_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="witnessrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("mastery", "asked"),
                name="a_witness_is_asked_once_at_a_time",
            ),
        ),
    ]
