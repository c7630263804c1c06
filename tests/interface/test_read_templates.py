"""Every template of the app, read as text: what the strict content policy and the look demand."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "templates", *sorted(ROOT.glob("*/templates"))]
TEMPLATES = [
    (folder, file) for folder in FOLDERS for file in sorted(folder.rglob("*")) if file.is_file()
]
NAMES = [str(file.relative_to(folder)) for folder, file in TEMPLATES]
PAGES = [(name, file.read_text()) for name, (_, file) in zip(NAMES, TEMPLATES, strict=True)]

FORBIDDEN = {
    "inline style": r"\sstyle\s*=|<style\b",
    "inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "inline handler": r"<[^>]+\son[a-z]+\s*=|\shx-on\b|\shx-on:",
    "script in an address": r"javascript:",
    "evaluated values": r"hx-(vals|headers|vars)\s*=\s*['\"]js:|\shx-vars\b",
    "another host": r"(src|href)=\"(https?:)?//",
}


def sprite() -> set[str]:
    return set(re.findall(r'id="i-([^"]+)"', (ROOT / "static/icons/sprite.svg").read_text()))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    found = [
        name for name, text in PAGES if name.endswith(".html") and re.search(FORBIDDEN[what], text)
    ]
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_template_can_be_read(name):
    get_template(name)


def test_every_icon_that_is_named_is_drawn():
    named = re.compile(
        r'{%\s*icon\s+"([^"]+)"|\bicon="([^"]+)"|icon\|default:"([^"]+)"|#i-([a-z0-9-]+)'
    )
    wanted = {
        (name, next(group for group in match.groups() if group))
        for name, text in PAGES
        for match in named.finditer(text)
    }
    drawn = sprite()
    assert {(name, icon) for name, icon in wanted if icon not in drawn} == set()
    assert len(wanted) > 20


def test_every_static_file_that_is_named_is_there():
    for name, text in PAGES:
        for address in re.findall(r'{%\s*static\s+"([^"]+)"', text):
            assert finders.find(address), f"{name}: {address}"
        for script in re.findall(r'{%\s*script\s+"([^"]+)"', text):
            assert (ROOT / f"static/js/{script}.js").exists(), f"{name}: {script}"


def test_every_style_sheet_is_linked():
    linked = set(re.findall(r"css/([a-z-]+)\.css", (ROOT / "templates/core/head.html").read_text()))
    assert linked == {file.stem for file in (ROOT / "static/css").glob("*.css")}


def test_pages_speak_without_exclamation_marks_and_blame():
    never = re.compile(
        r"\w!(?!=)|\b(invalid|overdue|rating|mandatory|appraisal|successfully)\b", re.IGNORECASE
    )
    words = re.compile(
        r'{%\s*translate\s+"([^"]+)"|{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate',
        re.DOTALL,
    )
    said = [
        (name, "".join(group or "" for group in match.groups()))
        for name, text in PAGES
        for match in words.finditer(text)
    ]
    assert said
    assert [(name, words) for name, words in said if never.search(words)] == []
