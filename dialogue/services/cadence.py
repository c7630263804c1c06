"""Setting and ending the rules by which talks recur."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from core import audit
from core.errors import RuleError
from dialogue.cadence import bounds_problems, problems, rhythm, target_problems
from dialogue.models import CadenceRule
from dialogue.policies import cadence as policies
from dialogue.selectors.cadence import Proposal, broader_rule

ONE_AT_A_TIME = 0x0CADE9CE  # the key of the lock under which rules change


class UnusableRule(RuleError):
    """Something in a rule cannot be; `fields` has a sentence for each."""


class OutOfBounds(RuleError):
    """The rhythm lies outside of what the organisation or the team allows."""


class AlreadyEnded(RuleError):
    """The rule was ended or replaced before."""


def check(proposal: Proposal) -> None:
    """Refuse a rule that cannot be, with a sentence for each field concerned."""
    found: dict[str, list[Promise]] = {
        **problems(proposal.rule),
        **target_problems(proposal.scope, proposal.given),
        **bounds_problems(proposal.scope, proposal.min_weeks, proposal.max_weeks),
    }
    if found:
        fields = {name: " ".join(map(str, texts)) for name, texts in found.items()}
        raise UnusableRule(_("Some parts of this rule need another look."), fields=fields)


@transaction.atomic
def set_rule(proposal: Proposal, *, by: Person, at: datetime) -> CadenceRule:
    """Make this the rule of its target from now on; the one before is ended, never edited.

    Setting what holds already changes nothing. Check-ins follow with the next planning.
    """
    if not policies.can_set_rule(by, proposal.coaching, proposal.person):
        raise PermissionDenied
    check(proposal)
    _lock()
    if policies.must_keep_bounds(by):
        _keep_bounds(proposal)
    before = CadenceRule.objects.open().filter(scope=proposal.scope, **proposal.targets).first()
    if before and _says_the_same(before, proposal):
        return before
    if before:
        _close(before, by=by, at=at)
    rule = CadenceRule.objects.create(
        scope=proposal.scope,
        **proposal.targets,
        **_columns(proposal),
        created_at=at,
        created_by=by,
    )
    _record(rule, "cadence.set", by=by, at=at)
    return rule


@transaction.atomic
def end_rule(rule: CadenceRule, *, by: Person, at: datetime) -> None:
    """End a rule; the next narrowest one takes over, and planned check-ins follow it."""
    if not policies.can_set_rule(by, rule.coaching, rule.person):
        raise PermissionDenied
    _lock()
    rule.refresh_from_db(fields=["ended_at", "ended_by"])
    if rule.ended_at:
        raise AlreadyEnded(_("This rule was ended or replaced before."))
    _close(rule, by=by, at=at)
    _record(rule, "cadence.end", by=by, at=at)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _columns(proposal: Proposal) -> dict[str, object]:
    rule = proposal.rule
    return {
        "every": rule.every,
        "unit": rule.unit,
        "weekdays": sorted(rule.weekdays),
        "local_time": rule.local_time,
        "lead_days": rule.lead_days,
        "remind_after_days": rule.remind_after_days,
        "quiet_from": rule.quiet_from,
        "quiet_to": rule.quiet_to,
        "country": rule.country,
        "starts_on": rule.starts_on,
        "min_weeks": proposal.min_weeks,
        "max_weeks": proposal.max_weeks,
    }


def _says_the_same(rule: CadenceRule, proposal: Proposal) -> bool:
    return all(getattr(rule, name) == value for name, value in _columns(proposal).items())


def _close(rule: CadenceRule, *, by: Person, at: datetime) -> None:
    rule.ended_at, rule.ended_by = at, by
    rule.save(update_fields=["ended_at", "ended_by"])


def _record(rule: CadenceRule, action: str, *, by: Person, at: datetime) -> None:
    words = f"{rule.scope}: {rhythm(rule.rule)}"
    audit.record(by=by, action=action, on=rule, at=at, admin=by.is_admin, words=words)


def _keep_bounds(proposal: Proposal) -> None:
    broader = broader_rule(proposal)
    if broader is None:
        return
    weeks = proposal.rule.rhythm_weeks
    if broader.min_weeks and weeks < broader.min_weeks:
        sentence = ngettext(
            "Choose %(n)s week or more: that is the shortest rhythm here.",
            "Choose %(n)s weeks or more: that is the shortest rhythm here.",
            broader.min_weeks,
        ) % {"n": broader.min_weeks}
        raise OutOfBounds(sentence, fields={"every": sentence})
    if broader.max_weeks and weeks > broader.max_weeks:
        sentence = ngettext(
            "Choose %(n)s week at most: that is the longest rhythm here.",
            "Choose %(n)s weeks at most: that is the longest rhythm here.",
            broader.max_weeks,
        ) % {"n": broader.max_weeks}
        raise OutOfBounds(sentence, fields={"every": sentence})
