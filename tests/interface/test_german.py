"""German is complete: every text of the interface, and the compiled file beside the source."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext

ROOT = Path(__file__).resolve().parents[2]
GERMAN = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
APART = (".venv", "var", ".git", "__pycache__", "node_modules", "screenshots", "tests")


def keys(catalogue: polib.POFile) -> set[tuple[str, str]]:
    return {(entry.msgctxt or "", entry.msgid) for entry in catalogue if not entry.obsolete}


@pytest.fixture(scope="module")
def german() -> polib.POFile:
    return polib.pofile(str(GERMAN))


def test_every_text_is_translated_and_nothing_is_a_guess(german):
    assert [entry.msgid for entry in german.untranslated_entries()] == []
    assert [entry.msgid for entry in german.fuzzy_entries()] == []


def test_the_compiled_file_is_that_of_the_source(german):
    compiled = polib.mofile(str(GERMAN.with_suffix(".mo")))
    texts = {(e.msgctxt or "", e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled}
    assert texts == {
        (e.msgctxt or "", e.msgid): (e.msgstr, e.msgstr_plural) for e in german.translated_entries()
    }


def test_no_text_of_the_interface_is_missing(german, tmp_path):
    if shutil.which("xgettext") is None:
        assert not os.environ.get("CI"), "gettext is missing"
        pytest.skip("gettext is not here")
    copy = tmp_path / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*APART))
    command = [sys.executable, "manage.py", "makemessages", "-l", "de", "--no-location"]
    subprocess.run(
        [*command, "--ignore=benchmarks"], cwd=copy, check=True, capture_output=True, text=True
    )
    found = keys(polib.pofile(str(copy / GERMAN.relative_to(ROOT))))
    assert sorted(found - keys(german)) == []
    assert sorted(keys(german) - found) == []


def test_every_text_is_asked_for_by_a_name_that_the_collector_knows():
    """A function under a name of our own would leave its texts out of every language."""
    renamed = re.compile(r"\b(\w*gettext\w*) as (\w+)")
    apps = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in APART]
    sources = [path.read_text() for app in apps for path in app.rglob("*.py")]
    found = {match for source in sources for match in renamed.findall(source)}
    assert found == {("gettext", "_"), ("gettext_lazy", "_")}


def test_a_page_speaks_german_to_whoever_chose_it(client_for, ben):
    ben.language = "de"
    ben.save(update_fields=["language"])
    page = client_for(ben).get("/ratios/").content.decode()
    assert '<html lang="de"' in page
    assert "Verhältnis" in page


def test_every_placeholder_survives():
    with translation.override("de"):
        assert "Ada" in gettext("%(actor)s gave you feedback") % {"actor": "Ada"}
