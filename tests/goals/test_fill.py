"""Values come from a file: looked at first, then all of them or none; and leave as one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from goals.models import Measurement
from goals.services import filling, goals, measurements, metrics
from goals.services.filling import BrokenLines, Line
from goals.services.owners import GoalHasEnded

KEY = "33333333-3333-4333-8333-333333333333"


def counting(metric):
    found = metric.measurements.that_count().order_by("measured_on")
    return [(one.measured_on.isoformat(), one.value, one.note) for one in found]


def in_german(person):
    person.language = "de"
    person.save(update_fields=["language"])


@pytest.mark.parametrize(("name", "status"), [("ben", 200), ("ada", 200), ("dora", 403)])
def test_those_who_carry_the_goal_fill_its_numbers(client_for, cast, metric, joined, name, status):
    browser = client_for(getattr(cast, name))
    for address in (f"/metrics/{metric.pk}/fill/", f"/goals/{metric.goal_id}/fill/"):
        assert browser.get(address).status_code == status
        assert browser.post(address, {"rows": "Fixed;1;2"}).status_code in {status, 422, 403}


def test_a_file_is_looked_at_and_then_taken_as_a_whole(client_for, ben, metric):
    address, browser = f"/metrics/{metric.pk}/fill/", client_for(ben)
    rows = "day,value,note\n2026-10-01,80,\n2026-10-08,84.5,Damp cellars.\n"
    seen = browser.post(address, {"rows": rows})
    assert "2 new values" in seen.content.decode()
    assert counting(metric) == []
    sent = {"rows": rows, "apply": "1", "idempotency_key": KEY}
    assert browser.post(address, sent).headers["Location"] == f"/metrics/{metric.pk}/"
    assert counting(metric) == [
        ("2026-10-01", Decimal(80), ""),
        ("2026-10-08", Decimal("84.5"), "Damp cellars."),
    ]
    again = browser.post(address, {"rows": rows})
    assert "2 there before" in again.content.decode()
    assert "There is nothing to take" in again.content.decode()
    browser.post(address, {"rows": rows, "apply": "1"})
    assert Measurement.objects.count() == 2


def test_another_value_for_a_day_corrects_it_and_the_old_file_does_not_bring_it_back(
    client_for, ben, metric
):
    address, browser = f"/metrics/{metric.pk}/fill/", client_for(ben)
    browser.post(address, {"rows": "2026-10-01;8\n2026-10-02;9", "apply": "1"})
    seen = browser.post(address, {"rows": "2026-10-01;80\n2026-10-02;9"}).content.decode()
    assert "<del>8 %</del> 80 %" in seen
    browser.post(address, {"rows": "2026-10-01;80\n2026-10-02;9", "apply": "1"})
    assert [value for _day, value, _note in counting(metric)] == [80, 9]
    assert Measurement.objects.get(value=8).corrected_by.value == 80
    browser.post(address, {"rows": "2026-10-01;8\n2026-10-02;9", "apply": "1"})
    assert [value for _day, value, _note in counting(metric)] == [80, 9]


def test_every_row_that_cannot_be_read_says_why_and_none_is_taken(client_for, ben, metric):
    rows = "\n".join(
        [
            "Day;Value;Note",
            "2026-10-01;80;",
            "2026-02-30;1;",
            "soon;1;",
            "2026-10-02;many;",
            "2026-10-03;;",
            ";5;",
            "2026-11-13;1;",
            "1999-12-31;1;",
            "2026-10-04;1e30;",
            "2026-10-05;NaN;",
            "2026-10-06;1.23456;",
            "2026-10-07;=1+1;",
            "2026-10-01;81;",
            "2026-10-09;1;" + "x" * 501,
            "03/04/2026;1;",
            "2026-10-10;1;a;b",
        ]
    )
    page = client_for(ben).post(f"/metrics/{metric.pk}/fill/", {"rows": rows, "apply": "1"})
    assert page.status_code == 422
    told = {one.row: one.sentence for one in page.context["problems"]}
    assert sorted(told) == list(range(3, 18))
    assert "does not exist" in told[3]
    assert "Write it like 2026-04-12" in told[4]
    assert told[5] == "“many” is no plain number. Write it like 74.5."
    assert "value is missing" in told[6]
    assert "day is missing" in told[7]
    assert "has not come yet" in told[8]
    assert "from the year 2000 on" in told[9]
    assert "4 decimal places" in told[12]
    assert "=1+1" in told[13]
    assert "another row" in told[14]
    assert "Shorten this to 500" in told[15]
    assert "two different days" in told[16]
    assert "semicolons" in told[17]
    assert "2026-10-07;=1+1;" in page.content.decode()
    assert not Measurement.objects.exists()


def test_files_of_german_spreadsheets(client_for, ben, metric, subtests):
    in_german(ben)
    browser, address = client_for(ben), f"/metrics/{metric.pk}/fill/"
    text = "Tag;Wert;Notiz\r\n01.10.2026;1.234,5 %;Kühl\r\n02.10.2026;3,5;\r\n"
    for name, content in [
        ("utf-8", text.encode()),
        ("bom", text.encode("utf-8-sig")),
        ("cp1252", text.encode("cp1252")),
        ("utf-16", text.encode("utf-16")),
        ("tabs", text.replace(";", "\t").encode()),
        ("announced", b"sep=;\r\n" + text.encode()),
        ("no heads", text.split("\r\n", 1)[1].encode()),
    ]:
        with subtests.test(case=name):
            file = SimpleUploadedFile("werte.csv", content)
            page = browser.post(address, {"file": file})
            lines = page.context["form"].sheet.lines
            assert [one.value for one in lines] == [Decimal("1234.5"), Decimal("3.5")]
            assert [one.note for one in lines] == ["Kühl", ""]
            assert lines[0].measured_on == date(2026, 10, 1)


def test_a_comma_that_cuts_a_number_is_noticed(client_for, ben, metric):
    in_german(ben)
    page = client_for(ben).post(f"/metrics/{metric.pk}/fill/", {"rows": "2026-10-01,3,5"})
    assert len(page.context["problems"]) == 1


def test_what_is_no_table_is_told_in_a_sentence(client_for, ben, metric, subtests):
    browser, address = client_for(ben), f"/metrics/{metric.pk}/fill/"
    for name, sent, words in [
        ("nothing", {"rows": " "}, "Paste rows"),
        ("an empty file", {"file": SimpleUploadedFile("a.csv", b"")}, "Paste rows"),
        ("one column", {"rows": "80\n81"}, "No columns"),
        ("heads alone", {"rows": "day;value"}, "no value below"),
        ("separators alone", {"rows": ";;\n;;"}, ""),
        ("a spreadsheet", {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04...")}, "Save it as"),
        ("a picture", {"file": SimpleUploadedFile("a.png", bytes(range(256)) * 9)}, "Save the"),
        ("too large", {"file": SimpleUploadedFile("a.csv", b"1;2\n" * 600_000)}, "2 MB"),
        ("too many", {"rows": "2026-10-01;1\n" * 10_001}, "10,000 rows"),
        ("an open quotation", {"rows": '2026-10-01;1;"a\n' + "x\n" * 60}, "never closed"),
    ]:
        with subtests.test(case=name):
            page = browser.post(address, sent)
            assert page.status_code == 422
            assert words in str(page.context["form"].errors).replace("&quot;", "")


def test_ten_thousand_rows_at_once(ben, metric, now, django_assert_max_num_queries):
    day = date(2000, 1, 1)
    lines = [
        Line(row=n, metric=metric, measured_on=day + timedelta(days=n % 9_000), value=Decimal(n))
        for n in range(9_000)
    ]
    with django_assert_max_num_queries(20):
        assert filling.fill(lines, by=ben, at=now).added == 9_000
    with django_assert_max_num_queries(12):
        assert filling.fill(lines, by=ben, at=now).unchanged == 9_000


def test_a_goal_is_filled_by_the_names_of_its_numbers(client_for, ben, goal, metric, now):
    other = metrics.add(goal, name="Calls at night", by=ben, at=now)
    twin = metrics.add(goal, name="Twin", by=ben, at=now)
    address, browser = f"/goals/{goal.pk}/fill/", client_for(ben)
    rows = "Number;Day;Value\nVISITS fixed at once;2026-10-01;80\nCalls at night;2026-10-01;5\n"
    assert browser.post(address, {"rows": rows, "apply": "1"}).status_code == 303
    assert [counting(one)[0][1] for one in (metric, other)] == [80, 5]
    unnamed = browser.post(address, {"rows": "Day;Value\n2026-10-01;80"})
    assert "Add a column" in unnamed.content.decode()
    metrics.add(goal, name="twin", by=ben, at=now)
    page = browser.post(address, {"rows": f"Nobody;2026-10-01;8\n{twin.name};2026-10-01;8"})
    told = [one.sentence for one in page.context["problems"]]
    assert "no number with the name “Nobody”" in told[0]
    assert "Two numbers" in told[1]


def test_a_file_of_values_can_be_read_in_again(client_for, ben, dora, goal, metric, now):
    for days, value, note in [(5, "80", "=cmd|calc"), (4, "-3.5", "+49 call"), (3, "7", "")]:
        at = now - timedelta(days=days)
        measurements.measure(metric, value=Decimal(value), note=note, by=ben, at=at)
    later = now - timedelta(days=3) + timedelta(hours=1)
    measurements.measure(metric, value=Decimal(8), by=ben, at=later)
    file = client_for(dora).get(f"/metrics/{metric.pk}/values.csv")
    text = file.content.decode("utf-8-sig")
    assert "attachment" in file.headers["Content-Disposition"]
    assert "'=cmd|calc" in text
    assert "-3.5,'+49 call" in text
    assert ",8," in text
    page = client_for(ben).post(f"/metrics/{metric.pk}/fill/", {"rows": text})
    assert page.context["plan"].unchanged == 3
    whole = client_for(ben).get(f"/goals/{goal.pk}/values.csv").content.decode("utf-8-sig")
    page = client_for(ben).post(f"/goals/{goal.pk}/fill/", {"rows": whole})
    assert (page.context["plan"].unchanged, page.context["count"]) == (3, 0)
    in_german(ben)
    german = client_for(ben).get(f"/metrics/{metric.pk}/values.csv").content.decode("utf-8-sig")
    assert ";-3,5;" in german
    page = client_for(ben).post(f"/metrics/{metric.pk}/fill/", {"rows": german})
    assert page.context["plan"].unchanged == 3


def test_the_rules_hold_without_a_form(ben, dora, goal, metric, now):
    line = Line(row=2, metric=metric, measured_on=now.date(), value=Decimal(1))
    with pytest.raises(PermissionDenied):
        filling.fill([line], by=dora, at=now)
    with pytest.raises(BrokenLines, match="Row 2"):
        filling.fill([line, line], by=ben, at=now)
    taken = measurements.measure(metric, value=Decimal(1), by=ben, at=now)
    measurements.withdraw(taken, by=ben, at=now)
    assert filling.fill([line], by=ben, at=now).added == 1
    goals.achieve(goal, by=ben, at=now)
    with pytest.raises(GoalHasEnded):
        filling.fill([line], by=ben, at=now)
