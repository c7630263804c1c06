"""People, teams, absences, tokens, and the organisation itself."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.querysets import (
    AbsenceQuerySet,
    ApiTokenQuerySet,
    MembershipQuerySet,
    PeopleImportQuerySet,
    PersonManager,
    PersonQuerySet,
    TeamQuerySet,
)


def monday_to_friday() -> list[int]:
    """Return the usual working days as ISO weekday numbers."""
    return [1, 2, 3, 4, 5]


class Organisation(models.Model):
    """The one organisation of this installation."""

    name = models.CharField(max_length=120)
    founded_at = models.DateTimeField(db_default=Now())
    is_demo = models.BooleanField(default=False)
    only_one = models.BooleanField(default=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["only_one"], name="there_is_one_organisation"),
            models.CheckConstraint(name="the_one_organisation", condition=Q(only_one=True)),
        ]

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Somebody of the organisation, who signs in with an address and a password."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        ADMIN = "admin", _("admin")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("email address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=150)
    preferred_name = models.CharField(_("preferred name"), max_length=80, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    location = models.CharField(_("location"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    time_zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    working_days = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(7)]),
        verbose_name=_("working days"),
        default=monday_to_friday,
    )
    shortcuts_off = models.BooleanField(_("no keyboard shortcuts"), default=False)
    personnel_no = models.CharField(max_length=40, null=True, blank=True, unique=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    is_trusted = models.BooleanField(default=False)
    started_on = models.DateField(null=True, blank=True)
    joined_at = models.DateTimeField(db_default=Now())
    leaves_on = models.DateField(_("last day"), null=True, blank=True)
    sessions_ended_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    search_key = models.CharField(max_length=500, editable=False)
    is_active = models.GeneratedField(
        expression=ExpressionWrapper(Q(left_at__isnull=True), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_address_is_kept_in_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="working_days_are_days_of_a_week",
                condition=Q(working_days__contained_by=[1, 2, 3, 4, 5, 6, 7])
                & Q(working_days__len__gt=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index("search_key", "id", name="people_by_name"),
            # So narrow that pages of people count them without reading their rows.
            models.Index("id", condition=Q(left_at__isnull=True), name="people_who_are_here"),
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="people_by_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Bind sessions to the password and to the moment they were all ended."""
        ended = self.sessions_ended_at
        key = f"{self.password}:{ended.timestamp() if ended else 0}"
        return salted_hmac("accounts.session", key, secret=secret, algorithm="sha256").hexdigest()

    @property
    def called(self) -> str:
        """What colleagues call this person."""
        return self.preferred_name or self.name.split(" ")[0]

    @property
    def is_admin(self) -> bool:
        return self.role == self.Role.ADMIN

    @property
    def has_left(self) -> bool:
        return self.left_at is not None


class Team(models.Model):
    """A team, a workstream, a community or a support group; people are in as many as they like.

    A support group is joined by agreement and is nobody's home (`dialogue.services.groups`); its
    goals, numbers and purpose are those of a team.
    """

    class Kind(models.TextChoices):
        TEAM = "team", _("team")
        WORKSTREAM = "workstream", _("workstream")
        COMMUNITY = "community", _("community")
        GROUP = "group", _("support group")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TEAM)
    about = models.CharField(_("what it is for"), max_length=300, blank=True)
    founded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    founded_at = models.DateTimeField(db_default=Now())

    members: "models.ManyToManyField[Person, Membership]" = models.ManyToManyField(
        Person, through="Membership", related_name="teams"
    )

    objects = models.Manager.from_queryset(TeamQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="a_team_name_is_used_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person is in a team; one of a person's teams is their home."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    is_home = models.BooleanField(default=False)
    joined_at = models.DateTimeField(db_default=Now())

    objects = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "person"], name="a_person_is_in_a_team_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_home=True), name="a_person_has_one_home_team"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"


class PeopleImport(models.Model):
    """A list of people between upload and import; it goes when applied, or after a day.

    `table` is the packed table without the columns that are never imported. `choices` mirrors
    the columns of whatever file it was, which is why it is JSON.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    table = models.BinaryField()
    choices = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = models.Manager.from_queryset(PeopleImportQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner"], name="an_admin_has_one_import_under_way"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Absence(models.Model):
    """Days away, first and last included; nudges pause and no due date moves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"))

    objects = models.Manager.from_queryset(AbsenceQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_absence_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]
        indexes: ClassVar = [models.Index("person", "ends_on", name="absences_of_a_person")]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"


class ApiToken(models.Model):
    """A personal token; only its digest is kept."""

    class Scope(models.TextChoices):
        READ = "read", _("read")
        WRITE = "write", _("read and write")
        ADMIN = "admin", _("settings")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(ApiTokenQuerySet)()

    def __str__(self) -> str:
        return self.name

    @property
    def allowed_scopes(self) -> set[str]:
        """The scopes it opens: who may write may read."""
        implied = {"admin": {"admin", "write", "read"}, "write": {"write", "read"}}
        return set().union(*(implied.get(scope, {scope}) for scope in self.scopes))
