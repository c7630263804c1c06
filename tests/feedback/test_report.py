"""A piece is reported to the trusted persons, who see what the reporter shows and nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services.people import deactivate
from accounts.services.trusted import name_trusted
from core.models import AuditEntry, Draft
from feedback.models import Report, ReportLook
from feedback.selectors.ratio import mirror_of
from feedback.services import reply, withdraw
from feedback.services.ratio import setting_in_force
from feedback.services.ratio.counting import count
from feedback.services.reports import (
    AlreadyReported,
    NobodyToReportTo,
    ReportIsOver,
    close_report,
    look,
    report,
    withdraw_report,
)
from feedback.windows import window_at
from notifications import bell
from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("_at_now")

REASON = "He does this every week, in front of the crew."


@pytest.fixture
def piece(given):
    return given("cleo", "ben", kind="improvement")


@pytest.fixture
def reported(piece, cast, now):
    return report(piece, reason=REASON, shows=["behaviour"], by=cast.ben, at=now)


def kinds_for(person):
    rows = Notification.objects.filter(person=person, channel="app")
    return list(rows.order_by("kind").values_list("kind", flat=True))


# Reporting


def test_who_reads_it_is_said_before_and_the_report_shows_what_was_chosen(
    piece, client_for, cast, now
):
    client, url = client_for(cast.ben), f"/feedback/{piece.pk}/report/"
    page = client.get(url).content.decode()
    assert "This person will read what you write here: Tess Vogel." in page
    assert piece.behaviour in page
    Draft.objects.create(owner=cast.ben, key=f"report/{piece.pk}", saved_at=now)
    answer = client.post(url, {"reason": REASON, "show": ["behaviour"]}, follow=True)
    mine = answer.content.decode()
    assert REASON in mine
    assert "Nobody has looked yet." in mine
    assert not Draft.objects.exists()
    seen = client_for(cast.tess).get(answer.redirect_chain[-1][0]).content.decode()
    assert REASON in seen
    assert piece.behaviour in seen
    for hidden in (piece.impact, piece.recommendation, piece.situation, cast.cleo.name):
        assert hidden not in seen


def test_all_that_is_shown_is_shown_and_the_thread_as_it_was(piece, client_for, api_for, cast, now):
    reply(piece, text="Before the report.", by=cast.cleo, at=now)
    shows = ["name", "situation", "behaviour", "impact", "recommendation", "thread"]
    made = report(piece, reason=REASON, shows=shows, by=cast.ben, at=now)
    reply(piece, text="After the report.", by=cast.cleo, at=now + timedelta(minutes=1))
    page = client_for(cast.tess).get(f"/reports/{made.pk}/").content.decode()
    for shown in (piece.impact, piece.recommendation, piece.situation, cast.cleo.name):
        assert shown in page
    assert "Before the report." in page
    assert "After the report." not in page
    called = api_for(cast.tess).get(f"/api/v1/reports/{made.pk}").json()
    assert called["shown"]["giver"]["name"] == cast.cleo.name
    assert [one["text"] for one in called["shown"]["thread"]] == ["Before the report."]
    assert called["looks"] == []


def test_nobody_else_learns_of_a_report(reported, client_for, api_for, cast):
    for person in (cast.cleo, cast.ada, cast.root, cast.dora):
        assert client_for(person).get(f"/reports/{reported.pk}/").status_code == 404
        assert api_for(person).get(f"/api/v1/reports/{reported.pk}").status_code == 404
        assert api_for(person).get("/api/v1/reports").json()["results"] == []
    assert kinds_for(cast.cleo) == []
    assert kinds_for(cast.tess) == ["protection.report_waits"]
    row = Notification.objects.get(person=cast.tess, channel="app")
    assert row.actor is None
    written = " ".join(AuditEntry.objects.values_list("words", flat=True))
    assert REASON not in written


def test_a_side_reports_and_others_who_read_it_do_not(given, client_for, api_for, cast):
    piece = given("cleo", "ben", readers="everyone")
    assert client_for(cast.dora).get(f"/feedback/{piece.pk}/report/").status_code == 403
    url = f"/api/v1/feedback/{piece.pk}/report"
    assert api_for(cast.dora).post(url, {"reason": REASON}).status_code == 403
    made = api_for(cast.cleo).post(url, {"reason": REASON, "show": "thread"})
    assert made.status_code == 201
    assert made.json()["shows"] == ["thread"]


def test_what_is_missing_is_said_and_the_words_stay(piece, client_for, api_for, cast):
    url = f"/feedback/{piece.pk}/report/"
    answer = client_for(cast.ben).post(url, {"reason": " ", "show": ["impact"]})
    assert answer.status_code == 422
    assert "Say in a few words what troubles you." in answer.content.decode()
    assert 'value="impact" checked' in answer.content.decode()
    strange = client_for(cast.ben).post(url, {"reason": REASON, "show": ["everything"]})
    assert strange.status_code == 422
    assert REASON in strange.content.decode()
    called = api_for(cast.ben).post(f"/api{'/v1'}{url[:-1]}", {"reason": "", "show": []}).json()
    assert called["errors"] == {"reason": "Say in a few words what troubles you."}
    assert not Report.objects.exists()


def test_a_part_that_is_none_is_refused_by_the_service(piece, cast, now):
    from feedback.services.reports import IncompleteReport

    with pytest.raises(IncompleteReport):
        report(piece, reason=REASON, shows=["secret"], by=cast.ben, at=now)


def test_once_at_a_time(reported, piece, client_for, cast, now):
    with pytest.raises(AlreadyReported):
        report(piece, reason="Again.", shows=[], by=cast.ben, at=now)
    assert "You have reported this already." in (
        client_for(cast.ben).get(f"/feedback/{piece.pk}/report/").content.decode()
    )
    later = now + timedelta(days=31)
    report(piece, reason="Again.", shows=[], by=cast.ben, at=later)
    assert Report.objects.open().count() == 1


# To whom


def test_a_trusted_person_who_is_a_party_sees_nothing_and_the_other_one_does(
    given, client_for, cast, now
):
    name_trusted([cast.tess, cast.dora], by=cast.root, at=now)
    piece = given("tess", "ben", kind="improvement")
    page = client_for(cast.ben).get(f"/feedback/{piece.pk}/report/").content.decode()
    assert "This person will read what you write here: Dora" in page
    made = report(piece, reason=REASON, shows=[], by=cast.ben, at=now)
    cast.dora.refresh_from_db()
    assert client_for(cast.tess).get(f"/reports/{made.pk}/").status_code == 404
    assert client_for(cast.dora).get(f"/reports/{made.pk}/").status_code == 200
    assert "protection.report_waits" not in kinds_for(cast.tess)
    assert "Nothing waits for you" in client_for(cast.tess).get("/reports/").content.decode()


def test_with_nobody_to_read_it_that_is_said_before_writing(piece, client_for, cast, now):
    name_trusted([], by=cast.root, at=now)
    page = client_for(cast.ben).get(f"/feedback/{piece.pk}/report/").content.decode()
    assert "Nobody could read a report of this now." in page
    assert "<textarea" not in page
    with pytest.raises(NobodyToReportTo):
        report(piece, reason=REASON, shows=[], by=cast.ben, at=now)
    sent = client_for(cast.ben).post(f"/feedback/{piece.pk}/report/", {"reason": REASON})
    assert sent.status_code == 422


def test_an_admin_is_no_reader_even_when_trusted(reported, client_for, cast):
    cast.root.is_trusted = True
    cast.root.save(update_fields=["is_trusted"])
    assert client_for(cast.root).get(f"/reports/{reported.pk}/").status_code == 404


def test_who_is_not_trusted_any_more_or_has_left_looks_no_longer(reported, client_for, cast, now):
    name_trusted([cast.dora], by=cast.root, at=now)
    assert client_for(cast.tess).get(f"/reports/{reported.pk}/").status_code == 404
    assert client_for(cast.dora).get(f"/reports/{reported.pk}/").status_code == 200
    deactivate(cast.ben, by=cast.root, at=now)
    cast.ben.refresh_from_db()
    assert not Report.objects.visible_to(cast.ben).exists()


# Looking


def test_every_look_is_written_down_and_seen_by_the_reporter(reported, client_for, cast, now):
    waiting = client_for(cast.tess).get("/reports/").content.decode()
    assert cast.ben.name in waiting
    assert REASON not in waiting
    assert not ReportLook.objects.exists()
    for _time in range(2):
        assert client_for(cast.tess).get(f"/reports/{reported.pk}/").status_code == 200
    assert ReportLook.objects.filter(report=reported, by=cast.tess).count() == 2
    page = client_for(cast.ben).get(f"/reports/{reported.pk}/").content.decode()
    assert page.count(f"<b>{cast.tess.name}</b>") == 2
    assert "protection.report_looked_at" in kinds_for(cast.ben)
    assert kinds_for(cast.ben).count("protection.report_looked_at") == 1
    assert ReportLook.objects.count() == 2
    assert bell.number_waiting(cast.tess, at=now) == 0
    look(reported, by=cast.dora, at=now)
    assert ReportLook.objects.count() == 2


def test_after_thirty_days_nobody_looks_and_the_reporter_still_does(
    reported, client_for, cast, now, time_machine
):
    time_machine.move_to(now + timedelta(days=29, hours=23), tick=False)
    tess, ben = client_for(cast.tess), client_for(cast.ben)
    assert tess.get(f"/reports/{reported.pk}/").status_code == 200
    time_machine.move_to(now + timedelta(days=30), tick=False)
    assert tess.get(f"/reports/{reported.pk}/").status_code == 404
    assert "its 30 days are over" in ben.get(f"/reports/{reported.pk}/").content.decode()
    with pytest.raises(ReportIsOver):
        close_report(reported, answer="Late.", by=cast.tess, at=now + timedelta(days=30))


def test_taken_back_nobody_looks_any_more(reported, client_for, api_for, cast, now):
    answer = client_for(cast.ben).post(f"/reports/{reported.pk}/withdraw/", follow=True)
    assert "Nobody can look at it any more." in answer.content.decode()
    assert "You took it back" in answer.content.decode()
    assert client_for(cast.tess).get(f"/reports/{reported.pk}/").status_code == 404
    assert bell.number_waiting(cast.tess, at=now) == 0
    again = api_for(cast.ben).post(f"/api/v1/reports/{reported.pk}/withdraw")
    assert again.status_code == 422
    assert client_for(cast.ben).get(f"/reports/{reported.pk}/").status_code == 200


def test_only_the_reporter_takes_it_back_and_only_the_trusted_close_it(
    reported, client_for, api_for, cast, now
):
    assert client_for(cast.tess).post(f"/reports/{reported.pk}/withdraw/").status_code == 403
    url = f"/reports/{reported.pk}/close/"
    assert client_for(cast.ben).post(url, {"answer": "Solved."}).status_code == 403
    called = api_for(cast.ben).post(f"/api/v1/reports/{reported.pk}/close", {"answer": "Mine."})
    assert called.status_code == 403
    with pytest.raises(PermissionDenied):
        withdraw_report(reported, by=cast.cleo, at=now)


def test_answered_and_closed_the_reporter_reads_it_and_nobody_looks_any_more(
    reported, client_for, cast
):
    tess, url = client_for(cast.tess), f"/reports/{reported.pk}/close/"
    empty = tess.post(url, {"answer": ""})
    assert empty.status_code == 422
    assert "Write a few words to the person who reported this." in empty.content.decode()
    answer = tess.post(url, {"answer": "I am here on Thursday at ten."}, follow=True)
    assert "Answered and closed" in answer.content.decode()
    assert tess.get(f"/reports/{reported.pk}/").status_code == 404
    assert "I am here on Thursday" in (
        client_for(cast.ben).get(f"/reports/{reported.pk}/").content.decode()
    )
    assert "Tess Vogel answered" in client_for(cast.ben).get("/reports/").content.decode()
    assert "protection.report_closed" in kinds_for(cast.ben)


def test_by_call(piece, api_for, cast):
    ben, tess = api_for(cast.ben), api_for(cast.tess)
    url = f"/api/v1/feedback/{piece.pk}/report"
    made = ben.post(url, {"reason": REASON, "show": ["behaviour", "name"]}).json()
    assert made["shown"]["behaviour"] == piece.behaviour
    assert "impact" not in made["shown"]
    (line,) = tess.get("/api/v1/reports").json()["results"]
    assert "reason" not in line
    assert tess.get(f"/api/v1/reports/{made['id']}").json()["reason"] == REASON
    (look,) = ben.get(f"/api/v1/reports/{made['id']}").json()["looks"]
    assert look["by"]["name"] == cast.tess.name
    closed = tess.post(f"/api/v1/reports/{made['id']}/close", {"answer": "Come by."})
    assert (closed.status_code, closed.json()["closed"]) == (200, True)
    assert ben.get(f"/api/v1/reports/{made['id']}").json()["answer"] == "Come by."
    assert tess.get(f"/api/v1/reports/{made['id']}").status_code == 404


# The rest of the world


def test_under_report_a_piece_never_counts_in_the_ratio_until_it_is_taken_back(
    reported, given, cast, now
):
    given("cleo", "ben", kind="praise")
    given("cleo", "dora", kind="praise")
    window = window_at(now)
    totals, _counts = count(window, setting_in_force(window))
    assert (totals.praise, totals.improvements, totals.givers) == (2, 0, 1)
    assert mirror_of(cast.cleo, at=now).given.improvements == 1
    withdraw_report(reported, by=cast.ben, at=now)
    assert count(window, setting_in_force(window))[0].improvements == 1


def test_the_only_piece_of_a_pair_under_report_leaves_nothing(reported, now):
    window = window_at(now)
    totals, _counts = count(window, setting_in_force(window))
    assert (totals.praise, totals.improvements, totals.givers) == (0, 0, 0)


def test_taken_back_by_its_giver_a_reported_piece_is_still_shown_as_it_was(
    reported, piece, client_for, cast, now
):
    withdraw(piece, by=cast.cleo, at=now)
    assert piece.behaviour in client_for(cast.tess).get(f"/reports/{reported.pk}/").content.decode()


def test_the_pages_cost_the_same_at_two_sizes(reported, given, client_for, cast, now):
    tess, ben = client_for(cast.tess), client_for(cast.ben)

    def asked(client, url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    urls = [(tess, "/reports/"), (ben, f"/reports/{reported.pk}/"), (ben, "/reports/")]
    few = [asked(*one) for one in urls]
    for number in range(4):
        more = given("dora", "ben", behaviour=f"Number {number}.")
        report(more, reason=REASON, shows=["name", "thread"], by=cast.ben, at=now)
        look(reported, by=cast.tess, at=now)
    assert [asked(*one) for one in urls] == few
    assert max(few) <= 12
    assert asked(ben, f"/feedback/{more.pk}/report/") <= 12
    look_at_it = Report.objects.exclude(pk=reported.pk).first()
    assert asked(tess, f"/reports/{look_at_it.pk}/") <= 16  # a look is written and told


def test_what_has_reached_nobody_is_not_reported(piece, client_for, cast, now):
    withdraw(piece, by=cast.cleo, at=now)
    answer = client_for(cast.cleo).post(f"/feedback/{piece.pk}/report/", {"reason": REASON})
    assert answer.status_code == 422
    assert "there is nothing to report" in answer.content.decode()
