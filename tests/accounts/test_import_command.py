"""The command looks by default, applies when told, and says all of it in words."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Person

EXPORT = str(Path(__file__).parent / "data" / "hr-export.csv")


@pytest.fixture
def run(cast, capsys):
    def call(*args: str) -> tuple[int, str]:
        try:
            call_command("import_people", *args)
        except SystemExit as left:
            return int(left.code), capsys.readouterr().out
        return 0, capsys.readouterr().out

    return call


@pytest.fixture
def file(tmp_path):
    def write(content: bytes | str, name: str = "people.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def test_without_apply_it_only_looks_and_says_which_rows_are_broken(run):
    before = Person.objects.count()
    code, said = run(EXPORT)
    assert code == 1
    assert Person.objects.count() == before
    assert "Pay grade is not imported. The app takes no part in pay" in said
    assert "Line manager (e-mail) = coach_suggestion" in said
    assert said.count("  Row ") == 10  # nine broken rows, and a note on a link in a name
    last = said.strip().splitlines()[-1]
    assert last.startswith("Nothing was imported: 204 new")
    assert last.endswith("broken rows: 9.")


def test_broken_rows_stop_apply_unless_left_out(run):
    before = Person.objects.count()
    code, said = run(EXPORT, "--apply")
    assert code == 1
    assert "Nothing was imported" in said
    assert Person.objects.count() == before
    code, said = run(EXPORT, "--apply", "--skip-broken")
    assert code == 0
    assert said.strip().splitlines()[-1].startswith("Imported: 204 new")
    assert Person.objects.count() == before + 204
    code, said = run(EXPORT, "--apply", "--skip-broken")
    assert code == 0
    assert "Imported: 0 new, 0 changed, 204 unchanged" in said


def test_columns_are_mapped_by_hand_where_the_guess_is_wrong(run, file):
    path = file("Wer;Wo erreichbar;Desk\nBen Haddad;ben@example.org;Planner\n")
    code, said = run(path, "--map", "Wer=name", "Desk=job_title", "--apply")
    assert code == 0
    assert Person.objects.get(email="ben@example.org").job_title == "Planner"
    assert "Job title: “Commissioning engineer” to “Planner”" in said


def test_a_column_is_left_out_by_hand(run, file):
    path = file("Name;E-mail;Title\nBen Haddad;ben@example.org;Planner\n")
    code, said = run(path, "--map", "Title=", "--apply")
    assert code == 0
    assert "1 unchanged" in said


@pytest.mark.parametrize(
    ("content", "args", "said"),
    [
        ("", (), "The file is empty"),
        (b"%PDF-1.4", (), "This is a PDF file"),
        ("Name;E-mail\n", (), "no person below them"),
        ("Name;Site\nAda;Oslo\n", (), "No column is the e-mail address"),
        ("Name;E-mail\nAda;a@example.org\n", ("--map", "Wage=name"), "no column “Wage”"),
        ("Name;E-mail\nAda;a@example.org\n", ("--map", "Name=wage"), "no field “wage”"),
        ("Name;E-mail\nAda;a@example.org\n", ("--map", "Name"), "COLUMN=FIELD"),
        (
            "Name;E-mail\nAda;a@example.org\n",
            ("--map", "Name=email", "--map", "E-mail=email"),
            "cannot both be “email”",
        ),
        ("Name;E-mail;Salary\nAda;a@example.org;9\n", ("--map", "Salary=job_title"), "no part in"),
    ],
)
def test_bad_input_is_answered_with_one_sentence(run, file, content, args, said):
    with pytest.raises(CommandError, match=said):
        run(file(content), *args)


def test_a_file_that_is_not_there_or_too_large(run, file, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(str(tmp_path / "nothing.csv"))
    with pytest.raises(CommandError, match="cannot be read"):
        run(str(tmp_path))
    with pytest.raises(CommandError, match="larger than 10 MB"):
        run(file(b"x" * (11 * 1024 * 1024)))


def test_the_last_admin_cannot_be_imported_away(run, file):
    path = file("Name;E-mail;Exit date\nRoot Solberg;root@example.org;2020-01-01\n")
    code, said = run(path, "--apply")
    assert code == 1
    assert "the last admin has left" in said
