import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_people_imports"),
        ("goals", "0007_no_due_day_on_purpose"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnerAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("says_yes", models.BooleanField()),
                ("completes", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=10000, verbose_name="reason")),
                ("proposed_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, max_length=10000, verbose_name="answer")),
            ],
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(blank=True, null=True)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "why_it_matters",
                    models.TextField(max_length=20000, verbose_name="why it matters"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("collective", "collective"), ("personal", "personal")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[("routine", "routine work"), ("change", "change")],
                        max_length=10,
                        verbose_name="work",
                    ),
                ),
                (
                    "aim",
                    models.CharField(
                        choices=[("learning", "learning"), ("performing", "performing")],
                        max_length=10,
                        verbose_name="aim",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="start")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("written_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="owneranswer",
            name="goal",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="owner_answers",
                to="goals.goal",
            ),
        ),
        migrations.AddField(
            model_name="owneranswer",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="goal",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proposals",
                to="goals.goal",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="wordings",
                to="goals.goal",
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="owners",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="wording",
            name="parents",
            field=models.ManyToManyField(related_name="+", to="goals.goal"),
        ),
        migrations.AddField(
            model_name="wording",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.team",
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="base",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="goals.wording",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="wording",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposal",
                to="goals.wording",
            ),
        ),
        migrations.AddIndex(
            model_name="owneranswer",
            index=models.Index(
                models.F("goal"),
                models.OrderBy(models.F("at"), descending=True),
                name="answers_of_owners",
            ),
        ),
        migrations.AddConstraint(
            model_name="owneranswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("completes", False), ("says_yes", True), _connector="OR"),
                name="only_a_yes_makes_a_goal_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("goal", "version"), name="a_version_of_a_goal_has_one_wording"
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(("title__regex", "\\S"), ("why_it_matters__regex", "\\S")),
                name="a_wording_has_a_title_and_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__isnull", True),
                    ("due_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="a_wording_is_due_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("written_at__isnull", True), ("written_by__isnull", True)),
                    models.Q(("written_at__isnull", False), ("written_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_wording_is_written_at_a_moment_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                models.F("goal"),
                models.OrderBy(models.F("proposed_at"), descending=True),
                models.F("id"),
                name="proposals_of_a_goal",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(
                    ("accepted_at__isnull", True),
                    ("declined_at__isnull", True),
                    ("withdrawn_at__isnull", True),
                ),
                fields=["goal"],
                name="open_proposals",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("declined_at__isnull", True)),
                    models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                    models.Q(("declined_at__isnull", True), ("withdrawn_at__isnull", True)),
                    _connector="OR",
                ),
                name="a_proposal_is_settled_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_proposal_is_accepted_at_a_moment_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_at__isnull", True), ("declined_by__isnull", True)),
                    models.Q(("declined_at__isnull", False), ("declined_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_proposal_is_declined_at_a_moment_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("declined_at__isnull", True), ("answer__regex", "\\S"), _connector="OR"
                ),
                name="a_proposal_is_declined_with_a_reason",
            ),
        ),
    ]
