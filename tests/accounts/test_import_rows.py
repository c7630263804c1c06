"""Every odd row of an export is understood, or gets one clear sentence."""

from datetime import date
from pathlib import Path

import pytest

from accounts.imports.days import DayReader, NotADay
from accounts.imports.mapping import guess
from accounts.imports.people import People
from accounts.imports.reading import read_table
from accounts.imports.rows import read_people

EXPORT = Path(__file__).parent / "data" / "hr-export.csv"
HEADS = "No;Name;E-mail;Title;Team;Teams;Coach;Site;Country;TZ;Start date;End date;Language"
FIELDS = HEADS.replace("No;", "Staff no;", 1)


def read(*rows: str, heads: str = FIELDS) -> People:
    table = read_table("\n".join([heads, *rows]).encode())
    return read_people(table, guess(table))


def row(**cells: str) -> str:
    """One whole row; what is not said is filled with something harmless."""
    filled = {
        "no": "1", "name": "Ada Ås", "email": "ada@example.org", "title": "Engineer",
        "team": "Wind", "teams": "Choir", "coach": "root@example.org", "site": "Oslo",
        "country": "NO", "tz": "Europe/Oslo", "start": "2020-01-31", "end": "2030-01-31",
        "language": "nb", **cells,
    }  # fmt: skip
    return ";".join(filled.values())


def only(people: People) -> str:
    """The one sentence about the one broken row."""
    assert len(people.broken) == 1
    return people.broken[0].line


def test_the_export_holds_205_people_and_eight_rows_broken_by_themselves():
    table = read_table(EXPORT.read_bytes())
    people = read_people(table, guess(table))
    assert len(people.people) == 205
    assert people.doubled == (152,)
    assert [remarks.line for remarks in people.broken] == [
        "Row 62, Ravi Lund: “Work e-mail”: The e-mail address is missing. Fill it in.",
        (
            "Row 75, Noor Fischer: “Work e-mail”: The address yuki.tanaka@nordlys.example is that of "
            "Yuki Tanaka in row 12. Give each their own."
        ),
        (
            "Row 88, Sofie Rao: “Work e-mail”: The address “tuva moen@nordlys.example” has a space "
            "in it. Take it out."
        ),
        (
            "Row 101, Milan Haugen: “Entry date”: The day 31.02.2024 does not exist. Look it up in "
            "the calendar."
        ),
        "Row 127, Malik Yamamoto: “TZ”: “CET+1” is no time zone. Write it like Europe/Oslo.",
        (
            "Row 140, Gaurav Tran: “Exit date”: The last day 2025-03-01 is before the first day "
            "2025-09-01."
        ),
        "Row 154: The row stops after 6 of 17 columns. Write it out to its end.",
        "Row 167: “Given name + Surname”: The name is missing. Fill it in.",
    ]
    assert "nobody.here@nordlys.example" in {p.coach_suggestion for p in people.people}


def test_the_odd_but_whole_rows_of_the_export_are_tidied():
    table = read_table(EXPORT.read_bytes())
    by_address = {p.email: p for p in read_people(table, guess(table)).people}
    assert by_address["beatriz.rao@nordlys.example"].name == "Beatriz Müller-Lüdenscheidt"
    assert by_address["lars.visser@nordlys.example"].name == "Karin Visser"
    assert by_address["bjorn.thorsson@nordlys.example"].personnel_no == "100105"
    assert by_address["kofi.ibrahim@nordlys.example"].job_title == 'Lead engineer "blades", acting'
    assert by_address["leila.novak@nordlys.example"].name == "Eva Novák"
    assert by_address["fatima.elsayed@nordlys.example"].started_on == date(2017, 12, 4)
    assert by_address["hakon.nygard@nordlys.example"].started_on == date(2021, 4, 11)
    assert by_address["person.13@nordlys.example"].left_on == date(2026, 9, 10)
    assert by_address["chloe.lefevre@nordlys.example"].other_teams == (
        "Blade inspection 2.0",
        "Data for everyone",
    )
    assert {p.language for p in by_address.values()} == {"en", "de", "fr", "es", "nl", "nb"}


def test_a_whole_row_says_everything_it_says():
    person = read(row()).people[0]
    assert person.personnel_no == "1"
    assert person.coach_suggestion == "root@example.org"
    assert person.started_on == date(2020, 1, 31)
    assert person.left_on == date(2030, 1, 31)
    assert (person.country, person.time_zone, person.language) == ("NO", "Europe/Oslo", "nb")


def test_an_empty_cell_says_nothing():
    filled = row(no="2", name="Ben", email="ben@example.org")
    bare = "1;Ada;ada@example.org" + ";" * 10
    person = read(bare, filled).people[0]
    assert person.job_title is None
    assert person.other_teams == ()
    assert person.language is None


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"email": ""}, "“E-mail”: The e-mail address is missing."),
        ({"email": "ada example.org"}, "has a space in it"),
        ({"email": "ada@"}, "“ada@” is not an e-mail address"),
        ({"email": f"{'a' * 250}@example.org"}, "longer than 254"),
        ({"name": ""}, "“Name”: The name is missing."),
        ({"name": "x" * 151}, "longer than 150"),
        ({"name": "=1+1"}, "holds a formula"),
        ({"name": "@SUM(A1)"}, "holds a formula"),
        ({"title": "#REF!"}, "holds #REF!"),
        ({"title": "A\x00B"}, "lost on the way"),
        ({"name": "Ad\ufffd"}, "lost on the way"),
        ({"name": "Ada \u202esA"}, "turn the text around"),
        ({"teams": "Choir, " + "x" * 121}, "longer than 120"),
        ({"coach": "somebody"}, "“Coach”: “somebody” is not an e-mail address"),
        ({"tz": "CET+1"}, "“CET+1” is no time zone"),
        ({"start": "31.02.2024"}, "does not exist"),
        ({"start": "soon"}, "“soon” is not a day"),
        ({"start": "2025-02-01", "end": "2025-01-01"}, "before the first day"),
    ],
)
def test_a_broken_cell_breaks_its_row_with_a_sentence(cells, said):
    good = (row(no=str(n), name=f"P{n}", email=f"p{n}@example.org") for n in (2, 3, 4, 5, 6))
    people = read(row(**cells), *good)
    assert said in only(people)
    assert len(people.people) == 5


def test_a_name_of_two_halves_can_be_too_long():
    heads = "Vorname;Nachname;E-mail"
    people = read(f"{'x' * 100};{'y' * 100};a@example.org", heads=heads)
    assert "“Vorname + Nachname”: The name is too long." in only(people)


def test_a_table_whose_last_columns_are_mostly_empty_is_whole():
    people = read("Ada;a@example.org", heads="Name;E-mail;X;Y")
    assert len(people.people) == 1


def test_several_broken_cells_are_told_in_one_line():
    line = only(read(row(email="", tz="Mars/Base"), row(no="2", email="b@example.org")))
    assert "missing" in line
    assert "Mars/Base" in line


def test_rows_of_a_wrong_length_are_told():
    whole = row(no="2", name="Ben", email="ben@example.org")
    assert "stops after 3 of 13" in only(read("1;Ada;ada@example.org", whole, whole))
    assert "more cells than" in only(read(row() + ";extra", whole))


def test_cells_a_spreadsheet_dropped_at_the_end_are_not_missed():
    heads = "Name;E-mail;Site;Exit date"
    people = read("Ada;a@example.org;Oslo", "Ben;b@example.org;Oslo;2025-01-01",
                  "Cleo;c@example.org;Oslo", heads=heads)  # fmt: skip
    assert len(people.people) == 3


def test_what_the_app_does_not_know_is_left_out_with_a_note():
    people = read(row(language="Klingon", country="Atlantis"))
    assert people.people[0].language is None
    assert people.people[0].country is None
    assert "Klingon" in people.notes[0].line
    assert "Atlantis" in people.notes[0].line
    assert not people.broken


@pytest.mark.parametrize(
    ("word", "code"),
    [("Deutsch", "de"), ("Norwegian", "nb"), ("fr-FR", "fr"), ("Spanish (ES)", "es"), ("nl", "nl"),
     ("English (India)", "en"), ("en_GB", "en"), ("Norsk bokmål", "nb"), ("Français", "fr")],
)  # fmt: skip
def test_languages_are_known_by_many_names(word, code):
    assert read(row(language=word)).people[0].language == code


@pytest.mark.parametrize(
    ("word", "code"), [("no", "NO"), ("Germany", "DE"), ("DEU", "DE"), ("Österreich", "AT")]
)
def test_countries_are_known_by_many_names(word, code):
    assert read(row(country=word)).people[0].country == code


@pytest.mark.parametrize(
    ("written", "kept"),
    [("ADA@Example.ORG", "ada@example.org"), ("mailto:ada@example.org", "ada@example.org"),
     ("Ada <ada@example.org>", "ada@example.org"), ("\u00a0ada@example.org ", "ada@example.org")],
)  # fmt: skip
def test_addresses_are_kept_plain_and_in_lower_case(written, kept):
    assert read(row(email=written)).people[0].email == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Solberg, Ingrid", "Ingrid Solberg"), ("Sam Smith, Jr.", "Sam Smith, Jr."),
     ("Ås, Ada, PhD", "Ås, Ada, PhD"), ("Ada,", "Ada,")],
)  # fmt: skip
def test_a_turned_name_is_turned_back(written, kept):
    assert read(row(name=written)).people[0].name == kept


def test_the_same_row_again_counts_once():
    people = read(row(), row())
    assert len(people.people) == 1
    assert people.doubled == (3,)


def test_one_address_for_two_people_is_told_of_both():
    people = read(row(name="Ada", email="office@example.org"),
                  row(no="2", name="Ben", email="office@example.org"))  # fmt: skip
    assert [remarks.row for remarks in people.broken] == [2, 3]
    assert "Ben in row 3" in people.broken[0].line
    assert people.people == ()


def test_an_address_that_spells_the_name_of_one_is_theirs():
    people = read(row(no="2", name="Ben Moe", email="ada.as@example.org"),
                  row(name="Ada Ås", email="ada.as@example.org"))  # fmt: skip
    assert "that of Ada Ås in row 3" in only(people)


def test_one_number_for_two_people_is_told_of_both():
    people = read(row(), row(name="Ben", email="ben@example.org"))
    assert [remarks.row for remarks in people.broken] == [2, 3]
    assert "personnel number 1 is that of Ben" in people.broken[0].line


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22.09.2010", date(2010, 9, 22)),
        ("11.4.21", date(2021, 4, 11)),
        ("2019-12-30", date(2019, 12, 30)),
        ("2019-12-30 00:00:00", date(2019, 12, 30)),
        ("2019-12-30T08:00:00+01:00", date(2019, 12, 30)),
        ("31/08/2021", date(2021, 8, 31)),
        ("08/31/2021", date(2021, 8, 31)),
        ("05/05/2021", date(2021, 5, 5)),
        ("20190630", date(2019, 6, 30)),
        ("43829", date(2019, 12, 30)),
        ("1.2.68", date(1968, 2, 1)),
        ("3. März 2021", date(2021, 3, 3)),
        ("3 de mayo de 2021", date(2021, 5, 3)),
        ("22-Sep-10", date(2010, 9, 22)),
        ("September 22, 2010", date(2010, 9, 22)),
    ],
)
def test_days_are_read_as_people_write_them(text, day):
    assert DayReader().read(text) == day


@pytest.mark.parametrize(
    ("others", "day"),
    [(["31/08/2021", "1.2.2020"], date(2017, 12, 4)), (["08/31/2021"], date(2017, 4, 12))],
)
def test_an_ambiguous_day_follows_the_others_of_its_style(others, day):
    assert DayReader.of(others).read("04/12/2017") == day


@pytest.mark.parametrize("others", [[], ["31.08.2021"], ["31/08/2021", "08/31/2021"]])
def test_an_ambiguous_day_without_evidence_is_a_question(others):
    with pytest.raises(NotADay, match="two different days"):
        DayReader.of(others).read("04/12/2017")


@pytest.mark.parametrize("text", ["31.02.2024", "2024-13-01", "99/99/2020", "0001-01-01", "maybe",
                                  "00.00.0000", "7 Foo 2020"])  # fmt: skip
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NotADay):
        DayReader().read(text)
