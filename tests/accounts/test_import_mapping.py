"""Columns find their fields by name and by the look of their values."""

from pathlib import Path

import pytest

from accounts.imports.mapping import Unmappable, guess, mapped_by, parse_choice
from accounts.imports.reading import Row, Table, read_table

EXPORT = Path(__file__).parent / "data" / "hr-export.csv"


def table(**columns: str) -> Table:
    return Table(columns=tuple(columns), rows=(Row(2, tuple(columns.values())),))


def heads(*names: str) -> Table:
    """A table whose cells all look like an address, so that names alone decide."""
    return Table(columns=names, rows=(Row(2, tuple("a@example.org" for _ in names)),))


def test_the_columns_of_the_export_are_all_understood():
    columns = guess(read_table(EXPORT.read_bytes()))
    assert columns.chosen() == {
        "Personnel No.": "personnel_no",
        "Surname": "family_name",
        "Given name": "given_name",
        "Known as": "preferred_name",
        "Work e-mail": "email",
        "Position": "job_title",
        "Org unit": "home_team",
        "Projects / workstreams": "other_teams",
        "Line manager (e-mail)": "coach_suggestion",
        "Site": "location",
        "Ctry": "country",
        "TZ": "time_zone",
        "Entry date": "started_on",
        "Exit date": "left_on",
        "Hrs/week": "",
        "Corr. language": "language",
        "Pay grade": "",
    }
    assert not columns.missing()
    never = {column.name: column.never for column in columns.columns if column.never}
    assert set(never) == {"Hrs/week", "Pay grade"}
    assert "no part in pay" in never["Pay grade"]


@pytest.mark.parametrize(
    "names",
    [
        ("Personalnummer", "Nachname", "Vorname", "E-Mail-Adresse", "Stelle", "Abteilung",
         "Vorgesetzter", "Standort", "Land", "Zeitzone", "Sprache", "Eintritt", "Austritt"),
        ("Matricule", "Nom", "Prénom", "Courriel", "Poste", "Équipe",
         "Responsable hiérarchique", "Ville", "Pays", "Fuseau horaire", "Langue",
         "Date d'entrée", "Date de sortie"),
        ("Matrícula", "Apellidos", "Nombre", "Correo electrónico", "Puesto", "Departamento",
         "Jefe directo", "Ciudad", "País", "Zona horaria", "Idioma", "Fecha de alta",
         "Fecha de baja"),
        ("Personeelsnummer", "Achternaam", "Voornaam", "E-mailadres", "Functie", "Afdeling",
         "Leidinggevende", "Standplaats", "Land", "Tijdzone", "Taal", "In dienst", "Uit dienst"),
        ("Ansattnummer", "Etternavn", "Fornavn", "E-post", "Stilling", "Avdeling", "Leder",
         "Sted", "Land", "Tidssone", "Språk", "Startdato", "Sluttdato"),
    ],
    ids=["de", "fr", "es", "nl", "nb"],
)  # fmt: skip
def test_names_are_understood_in_every_language_of_the_app(names):
    columns = guess(heads(*names))
    assert [column.field for column in columns.columns] == [
        "personnel_no", "family_name", "given_name", "email", "job_title", "home_team",
        "coach_suggestion", "location", "country", "time_zone", "language", "started_on",
        "left_on",
    ]  # fmt: skip


def test_the_look_of_values_helps_where_names_do_not():
    rows = tuple(
        Row(n, (f"Person {n}", f"p{n}@example.org", "boss@example.org", "Europe/Oslo", "Deutsch"))
        for n in range(2, 9)
    )
    columns = guess(Table(columns=("Wer", "A", "B", "C", "D"), rows=rows))
    assert columns.chosen() == {
        "Wer": "", "A": "email", "B": "", "C": "time_zone", "D": "language"
    }  # fmt: skip


def test_part_of_a_name_is_enough_where_it_tells():
    columns = guess(heads("Ansprechpartner Vorname", "Name", "Dienstliche E-Mail (neu)",
                          "Manager personnel no", "Work location code"))  # fmt: skip
    assert [column.field for column in columns.columns] == [
        "given_name", "family_name", "email", "coach_suggestion", "location",
    ]  # fmt: skip


def test_a_manager_column_with_names_suggests_nobody():
    columns = guess(table(Name="Ada", **{"E-mail": "a@example.org", "Manager": "Root Rot"}))
    assert columns.chosen()["Manager"] == ""


@pytest.mark.parametrize(
    "name",
    ["Pay grade", "Base salary", "Gehalt", "Grundgehalt", "Gehaltsgruppe", "Lohnart", "Salaire brut",
     "Sueldo", "Salaris", "Lønnstrinn", "Vergütungsgruppe", "Bonus %", "IBAN", "Hours per week",
     "Wochenstunden", "FTE", "Performance rating 2025", "Score", "Leistungsbeurteilung",
     "Évaluation annuelle", "Talent pool", "Date of birth", "Geburtsdatum", "Gender", "Kjønn"],
)  # fmt: skip
def test_some_columns_are_never_imported_whatever_anybody_chooses(name):
    columns = guess(table(**{"Name": "Ada", "E-mail": "a@example.org", name: "5"}))
    column = columns.columns[2]
    assert column.never
    assert not column.field
    with pytest.raises(Unmappable, match=r"never imported|nobody's business"):
        mapped_by(columns, {name: "job_title"})
    assert mapped_by(columns, {name: ""}).columns[2].field == ""


@pytest.mark.parametrize("name", ["Operating unit", "Upgrade team", "Payments team", "Language"])
def test_harmless_names_are_not_taken_for_forbidden_ones(name):
    assert not guess(table(Name="Ada", Mail="a@example.org", **{name: "x"})).columns[2].never


def test_a_choice_stands_above_the_guess():
    columns = guess(table(Name="Ada", Mail="a@example.org", Title="Engineer", Desk="Planner"))
    chosen = mapped_by(columns, [("desk", "job_title")])
    assert chosen.chosen() == {"Name": "name", "Mail": "email", "Title": "", "Desk": "job_title"}
    assert mapped_by(columns, {"Title": ""}).chosen()["Title"] == ""


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ([("Wage", "name")], "no column “Wage”. Its columns are: Name, Mail"),
        ([("Name", "nickname")], "no field “nickname”"),
        ([("Name", "email"), ("Mail", "email")], "“Name” and “Mail” cannot both be “email”"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_with_a_sentence(choices, said):
    with pytest.raises(Unmappable, match=said):
        mapped_by(guess(table(Name="Ada", Mail="a@example.org")), choices)


def test_the_same_choice_twice_is_no_quarrel():
    columns = guess(table(Name="Ada", Mail="a@example.org"))
    assert mapped_by(columns, [("Mail", "email"), ("Mail", "email")]) == columns


@pytest.mark.parametrize(
    ("text", "choice"),
    [("A=name", ("A", "name")), ("a=b=email", ("a=b", "email")), ("Pay grade=", ("Pay grade", ""))],
)
def test_a_typed_choice_is_taken_apart(text, choice):
    assert parse_choice(text) == choice


@pytest.mark.parametrize("text", ["email", "=email", ""])
def test_a_typed_choice_without_its_parts_is_refused(text):
    with pytest.raises(Unmappable, match="COLUMN=FIELD"):
        parse_choice(text)


def test_names_and_addresses_cannot_be_done_without():
    assert "e-mail address" in guess(table(Name="Ada", Ort="Oslo")).missing()
    assert "names" in guess(table(Mail="a@example.org", Ort="Oslo")).missing()
    assert not guess(table(Mail="a@example.org", Surname="Ås")).missing()
