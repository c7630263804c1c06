"""A text of one's report is reported to the trusted persons who cannot have written it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services.trusted import name_trusted
from feedback.models import Report, ReportText
from feedback.policies import can_read_report
from feedback.selectors.protection import shown_by, trusted_for_text
from feedback.services import reports
from feedback.services.ratio import counting
from feedback.services.rounds import answering, showing
from notifications.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(launched, items, cast, now, released):
    """What ada wrote, released to ben."""
    about = launched()
    answering.answer(about, answers={items(about)["text"]: "Go home."}, by=cast.ada, at=now)
    released(about)
    return ReportText.objects.select_related("round").get()


def test_the_subject_reports_a_text_to_trusted_persons_who_were_not_invited(text, cast, newcomer):
    ben, at = cast.ben, text.round.releases_at
    with pytest.raises(reports.NobodyToReportTo):  # tess was invited, so she may have written it
        reports.report_text(text, reason="It hurts.", shows=["text"], by=ben, at=at)
    eve = newcomer("Eve Moreau")
    name_trusted([eve, cast.tess], by=cast.root, at=at)
    eve.refresh_from_db()
    assert trusted_for_text(text) == [eve]
    for reason, shows in ((" ", ["text"]), ("It hurts.", ["situation"])):
        with pytest.raises(reports.IncompleteReport):
            reports.report_text(text, reason=reason, shows=shows, by=ben, at=at)
    showing.share(text.round, people=[cast.ada], by=ben, at=at)
    with pytest.raises(PermissionDenied):
        reports.report_text(text, reason="It hurts.", shows=[], by=cast.ada, at=at)
    made = reports.report_text(text, reason=" It hurts. ", shows=["text"], by=ben, at=at)
    assert shown_by(made).texts == (("What was written in the round", "Go home."),)
    assert counting.reported_at(at + timedelta(days=1)) == []  # no piece of the ratio is held back
    assert [row.person for row in Notification.objects.filter(channel="app", subject=made.pk)] == [
        eve
    ]
    assert not Report.objects.visible_to(cast.tess).exists()
    assert (can_read_report(cast.tess, made), can_read_report(eve, made)) == (False, True)
    with pytest.raises(reports.AlreadyReported):
        reports.report_text(text, reason="Again.", shows=[], by=ben, at=at)
    found = Report.objects.visible_to(eve).get()
    reports.look(found, by=eve, at=at)
    reports.close_report(found, answer="Let us talk.", by=eve, at=at)
    assert Report.objects.visible_to(ben).get().answer == "Let us talk."


def test_only_the_words_that_are_shown_are_shown(text, cast, newcomer):
    eve, at = newcomer("Eve Moreau"), text.round.releases_at
    name_trusted([eve, cast.tess], by=cast.root, at=at)
    made = reports.report_text(text, reason="It hurts.", shows=[], by=cast.ben, at=at)
    assert shown_by(made).texts == ()
    later = made.closes_at + timedelta(days=1)
    again = reports.report_text(text, reason="It still does.", shows=[], by=cast.ben, at=later)
    made.refresh_from_db()
    assert (made.withdrawn_at, again.is_open) == (later, True)
