"""Something is reported to the trusted persons, with only what the reporter shows of it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.drafts import discard
from core.errors import RuleError
from feedback import limits, policies, words
from feedback.models import Feedback, Report, ReportLook, ReportText, Round
from feedback.policies.rounds import can_report_text
from feedback.selectors.protection import trusted_for, trusted_for_text
from notifications.services.notify import notify, settle

WAITS, LOOKED, CLOSED = (
    "protection.report_waits",
    "protection.report_looked_at",
    "protection.report_closed",
)
PARTS_OF_A_PIECE = frozenset(Report.Part.values) - {Report.Part.TEXT}


class IncompleteReport(RuleError):
    """The reason is missing or too long, or a part is unknown."""


class NobodyToReportTo(RuleError):
    """No trusted person is there who is not a party."""


class NothingToReport(RuleError):
    """It was taken back, or has not reached anybody yet."""


class AlreadyReported(RuleError):
    """The same person has an open report of the same piece."""


class ReportIsOver(RuleError):
    """It was taken back, closed, or its thirty days are over."""


def check_may(feedback: Feedback, *, by: Person) -> None:
    """Refuse whoever is no side of this piece."""
    if not policies.can_report(by, feedback):
        raise PermissionDenied


@transaction.atomic
def report(
    feedback: Feedback, *, reason: str, shows: Sequence[str], by: Person, at: datetime
) -> Report:
    """Report a piece for thirty days; the trusted persons who are no party to it are told."""
    locked = Feedback.objects.select_for_update().get(pk=feedback.pk)
    check_may(locked, by=by)
    shows = list(dict.fromkeys(shows))
    check_report(reason, shows, parts=PARTS_OF_A_PIECE)
    if not policies.can_read_thread(by, locked):
        raise NothingToReport(_("This has reached nobody, so there is nothing to report."))
    made = Report(feedback=locked, reporter=by, reason=reason, shows=shows, reported_at=at)
    open_report(made, trusted_for(locked))
    audit.record(by=by, action="feedback.report", on=made, at=at)
    discard(by, f"report/{feedback.pk}")
    return made


@transaction.atomic
def report_text(
    text: ReportText, *, reason: str, shows: Sequence[str], by: Person, at: datetime
) -> Report:
    """Report one text of the report of one's own round; who wrote it is told to nobody."""
    Round.objects.select_for_update().get(pk=text.round_id)
    if not can_report_text(by, text):
        raise PermissionDenied
    shows = list(dict.fromkeys(shows))
    check_report(reason, shows, parts=[Report.Part.TEXT])
    made = Report(round_text=text, reporter=by, reason=reason, shows=shows, reported_at=at)
    open_report(made, trusted_for_text(text))
    audit.record(by=by, action="round.report_text", on=made, at=at)
    discard(by, f"report/{text.pk}")
    return made


def open_report(made: Report, trusted: Sequence[Person]) -> None:
    """Write the report for thirty days and tell these trusted persons; refuse a second one."""
    at = made.reported_at
    if not trusted:
        raise NobodyToReportTo(nobody_there())
    same = Report.objects.open().filter(
        feedback=made.feedback, round_text=made.round_text, reporter=made.reporter
    )
    if same.filter(closes_at__gt=at).exists():
        raise AlreadyReported(_("You have reported this already. Take that back to change it."))
    same.update(withdrawn_at=at)
    made.reason, made.closes_at = words.tidy(made.reason), at + limits.TIME_OF_A_REPORT
    made.save(force_insert=True)
    url = made.get_absolute_url()
    notify(trusted, kind=WAITS, subject=made.pk, url=url, by=None, at=at)


def nobody_there() -> str:
    """Say why nothing can be reported now, and who can change that."""
    return _(
        "Nobody could read a report of this now. Ask an admin to name two trusted persons who "
        "have no part in it. You need not say why."
    )


def check_report(reason: str, shows: Sequence[str], *, parts: Collection[str]) -> None:
    """Raise `IncompleteReport` with a sentence for each field to be corrected."""
    reason = words.tidy(reason)
    mistake = words.mistake_in(reason, longest=limits.LONGEST_TEXT)
    if not words.has_words(reason):
        mistake = _("Say in a few words what troubles you.")
    fields = {"reason": mistake} if mistake else {}
    if not set(shows) <= set(parts):
        fields["show"] = _("Choose among the parts of this piece.")
    if fields:
        raise IncompleteReport(next(iter(fields.values())), fields=fields)


@transaction.atomic
def look(report: Report, *, by: Person, at: datetime) -> None:
    """Write down that a trusted person looks, and tell the reporter, once a day."""
    if not policies.can_look(by, report):
        return
    ReportLook.objects.create(report=report, by=by, at=at)
    audit.record(by=by, action="report.look", on=report, at=at)
    url, day = report.get_absolute_url(), at.date().isoformat()
    notify([report.reporter], kind=LOOKED, subject=report.pk, url=url, by=None, at=at, slot=day)
    settle(report.pk, kinds=[WAITS], at=at, person=by)


@transaction.atomic
def withdraw_report(report: Report, *, by: Person, at: datetime) -> None:
    """Take a report back: from now on nobody looks at it, and the piece counts as any other."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if not policies.can_withdraw_report(by, locked):
        raise PermissionDenied
    if not locked.is_open:
        raise ReportIsOver(_("This report is over already."))
    report.withdrawn_at = at
    report.save(update_fields=["withdrawn_at"])
    audit.record(by=by, action="report.withdraw", on=report, at=at)


@transaction.atomic
def close_report(report: Report, *, answer: str, by: Person, at: datetime) -> None:
    """Answer the reporter and close the report: nobody looks at it any more."""
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("feedback", "round_text")
        .get(pk=report.pk)
    )
    if not policies.can_look(by, locked):
        raise PermissionDenied
    if locked.closes_at <= at:
        raise ReportIsOver(_("The thirty days of this report are over."))
    answer = words.tidy(answer)
    mistake = words.mistake_in(answer, longest=limits.LONGEST_TEXT)
    if not words.has_words(answer):
        mistake = _("Write a few words to the person who reported this.")
    if mistake:
        raise IncompleteReport(mistake, fields={"answer": mistake})
    report.answer, report.closed_at, report.closed_by = answer, at, by
    report.save(update_fields=["answer", "closed_at", "closed_by"])
    audit.record(by=by, action="report.close", on=report, at=at)
    discard(by, f"report-answer/{report.pk}")
    url = report.get_absolute_url()
    notify([report.reporter], kind=CLOSED, subject=report.pk, url=url, by=None, at=at)
