"""A file becomes a table, or one sentence that says what it is instead."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from accounts.imports.limits import MAX_BYTES, Unreadable
from accounts.imports.reading import read_table
from accounts.imports.spreadsheet import text_of

EXPORT = Path(__file__).parent / "data" / "hr-export.csv"
PLAIN = "Name;E-mail\nAda Ås;ada@example.org\nBen Østby;ben@example.org\n"


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_export_of_an_hr_system_is_read_whole():
    table = read_table(EXPORT.read_bytes())
    assert len(table.columns) == 17
    assert len(table.rows) == 214
    assert table.columns[0] == "Personnel No."
    assert table.rows[30].cells[5] == 'Lead engineer "blades",\nacting'
    assert table.rows[30].number == 32


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_in_any_dress_is_read(encoding):
    table = read_table(PLAIN.encode(encoding))
    assert table.columns == ("Name", "E-mail")
    assert table.rows[1].cells[0] == "Ben Østby"
    assert table.notes == ()


def test_windows_text_is_read_and_said_to_be_so():
    table = read_table(PLAIN.encode("cp1252"))
    assert table.rows[0].cells[0] == "Ada Ås"
    assert "Windows" in table.notes[0]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_separator_is_found(separator, ending):
    text = f"Name{separator}Mail{separator}Hours{ending}"
    text += f'Ada{separator}ada@example.org{separator}"37,5"{ending}'
    table = read_table(text.encode())
    assert table.columns == ("Name", "Mail", "Hours")
    assert table.rows[0].cells == ("Ada", "ada@example.org", "37,5")


def test_a_separator_announced_in_the_first_line_is_believed():
    table = read_table(b"sep=|\nName|E-mail\nAda; A|ada@example.org\n")
    assert table.columns == ("Name", "E-mail")
    assert table.rows[0].number == 3


def test_a_tab_announced_in_the_first_line_is_believed():
    assert read_table(b"sep=\t\nName\tE-mail\nAda\ta@example.org\n").rows[0].number == 3


def test_a_title_above_the_heads_and_blank_rows_are_passed_over():
    table = read_table(b"People;\n;\nName;E-mail\n;\nAda;ada@example.org\n;;\n")
    assert table.columns == ("Name", "E-mail")
    assert [row.number for row in table.rows] == [5]
    assert "row 3" in table.notes[0]


def test_heads_that_come_again_are_left_out():
    table = read_table(b"Name;E-mail\nAda;ada@example.org\nName;E-mail\nBen;ben@example.org\n")
    assert [row.cells[0] for row in table.rows] == ["Ada", "Ben"]
    assert "Row 3" in table.notes[0]


def test_columns_of_one_name_and_of_none_are_told_apart():
    table = read_table(b"Mail;Mail;;\na@example.org;b@example.org;x;\n")
    assert table.columns == ("Mail", "Mail (2)", "Column 3")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "PNG"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "old or locked Excel"),
        (bytes(range(256)) * 40, "not a table"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"Dear all,\nhere is the list.\nBest wishes\n", "Only one column"),
        (b"E-mail\nada@example.org\n", "No columns"),
        (b"Ada;ada@example.org\nBen;ben@example.org\n", "The first row holds a person"),
        (b"Name;E-mail\n", "no person below"),
        (b"Name;E-mail\n;\n;\n", "no person below"),
        (b"Name;E-mail\n" * 3, "no person below"),
        (b'Name;E-mail\n"Ada;ada@example.org\n' + b"Ben;b@example.org\n" * 90, "never closed"),
        (b'Name;E-mail\n"' + b"x" * 200_000, "far too long"),
        (b";".join(b"c%d" % n for n in range(300)) + b"\n" + b";" * 299 + b"x", "200 columns"),
    ],
)
def test_what_is_no_table_gets_one_sentence(content, said):
    with pytest.raises(Unreadable, match=said):
        read_table(content)


def test_eleven_megabytes_are_too_many():
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        read_table(b"x" * (MAX_BYTES + 1))


def test_more_rows_than_may_be_are_too_many():
    assert len(read_table(b"a;b\n" + b"1;2\n" * 5, most_rows=5).rows) == 5
    for content in (b"a;b\n" + b"1;2\n" * 6, workbook(("One", [["a", "b"]] * 7))):
        with pytest.raises(Unreadable, match="more than 5 rows"):
            read_table(content, most_rows=5)


def test_a_spreadsheet_is_read_like_a_text():
    content = workbook(
        ("Leer", []),
        (
            "People",
            [
                ["No", "Name", "E-mail", "Start"],
                [100007.0, "Ada Ås", "ada@example.org", date(2019, 12, 30)],
                [None, None, None, None],
                [100014, "Ben", "ben@example.org"],
            ],
        ),
    )
    table = read_table(content)
    assert table.rows[0].cells == ("100007", "Ada Ås", "ada@example.org", "2019-12-30")
    assert table.rows[1].cells == ("100014", "Ben", "ben@example.org", "")
    assert table.rows[1].number == 4
    assert "“People”" in table.notes[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (100007.0, "100007"),
        (37.5, "37.5"),
        (date(2019, 12, 30), "2019-12-30"),
        (datetime(2019, 12, 30), "2019-12-30"),
        (datetime(2019, 12, 30, 8, 30), "2019-12-30 08:30:00"),
        (True, "True"),
    ],
)
def test_values_of_a_spreadsheet_become_what_a_person_would_type(value, text):
    assert text_of(value) == text


def test_a_hidden_sheet_stays_unread():
    book = load_workbook(io.BytesIO(workbook(("Pay", [["a", "b"]]), ("People", [["c", "d"]] * 2))))
    book["People"].append(["x", "y"])
    book["Pay"].sheet_state = "hidden"
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    assert read_table(out.getvalue()).columns == ("c", "d")


def test_a_formula_nobody_computed_stays_a_formula():
    rows = [["Name", "E-mail"], ['=CONCAT("A","da")', "ada@example.org"]]
    table = read_table(workbook(("One", rows)))
    assert table.rows[0].cells[0].startswith("=CONCAT")
    assert table.notes == ()


def test_a_formula_counts_as_what_was_shown_for_it():
    content = workbook(("One", [["Name", "E-mail"], ["=B2", "ada@example.org"]]))
    shown = _replaced(content, b"<f>B2</f><v />", b"<f>B2</f><v>Ada</v>", b"<f>B2</f><v></v>")
    assert read_table(shown).rows[0].cells[0] == "Ada"


def _replaced(content: bytes, old: bytes, new: bytes, also: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name).replace(old, new).replace(also, new)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'<c r="A2">', b'<c r="A2" t="str">')
            after.writestr(name, part)
    return out.getvalue()


def test_an_empty_workbook_and_a_packed_folder_are_refused():
    with pytest.raises(Unreadable, match="empty"):
        read_table(workbook(("One", []), ("Two", [])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("people.csv", PLAIN)
    with pytest.raises(Unreadable, match="no XLSX"):
        read_table(out.getvalue())


def test_a_file_that_unpacks_to_a_mountain_is_refused_unopened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(4):
            packed.writestr(f"xl/sheet{number}.xml", bytes(40 * 1024 * 1024))
    with pytest.raises(Unreadable, match="unpacks"):
        read_table(out.getvalue())


def test_a_damaged_spreadsheet_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(Unreadable, match="damaged"):
        read_table(out.getvalue())
