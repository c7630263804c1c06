"""What people are told about joining support groups, and until when."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from dialogue.models import GroupQuestion
from notifications.kinds import Kind, always, register


def is_invited(_at: datetime) -> Q:
    """The invitation is open."""
    return Q(Exists(GroupQuestion.objects.open().filter(pk=OuterRef("subject"))))


def is_asked_as_a_member(_at: datetime) -> Q:
    """The question is open, and who is told of it still belongs to the group."""
    own = Membership.objects.filter(person=OuterRef(OuterRef("person"))).values("team")
    questions = GroupQuestion.objects.open().filter(pk=OuterRef("subject"), group__in=own)
    return Q(Exists(questions))


def register_group_events() -> None:
    """Make these kinds known to the outbox."""
    register(
        Kind(
            code="group.asked",
            title=_("%(actor)s would like to join your support group"),
            why=_("You are in this group, and any member may say yes."),
            action=_("Answer"),
            still_due=is_asked_as_a_member,
        )
    )
    register(
        Kind(
            code="group.invited",
            title=_("%(actor)s asks you to join a support group"),
            why=_("You were asked, and the answer is yours."),
            action=_("Answer"),
            still_due=is_invited,
        )
    )
    register(
        Kind(
            code="group.accepted",
            title=_("%(actor)s said yes to joining a support group"),
            why=_("You had asked."),
            action=_("Open the group"),
            still_due=always,
        )
    )
