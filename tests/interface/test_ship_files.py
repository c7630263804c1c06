"""What the browser loads: unchanged libraries, small enough, and nothing that is not there."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
ON_EVERY_PAGE = ("once-form", "own-words", "shortcuts", "theme", "toasts")


def compressed(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_libraries_are_as_their_makers_released_them():
    written_down = {}
    for library in json.loads((STATIC / "vendor/manifest.json").read_text()):
        assert library["name"]
        assert library["version"]
        assert library["licence"]
        written_down |= library["files"]
    found = {
        str(file.relative_to(STATIC / "vendor")): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (STATIC / "vendor").rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }
    assert found == written_down


def test_every_library_folder_has_its_licence():
    folders = [folder for folder in (STATIC / "vendor").iterdir() if folder.is_dir()]
    assert folders
    assert all((folder / "LICENSE").exists() for folder in folders)


def test_styles_stay_below_48_kilobytes():
    assert sum(file.stat().st_size for file in (STATIC / "css").glob("*.css")) < 48_000


def test_fonts_stay_below_80_kilobytes_and_bring_their_licences():
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert sum(file.stat().st_size for file in fonts) < 80_000
    for name in {file.name.split("-")[0].title() for file in fonts}:
        assert (STATIC / f"fonts/LICENSE-{name}.txt").exists()


def test_a_first_visit_with_every_font_leaves_room_for_the_page():
    scripts = [STATIC / f"js/{name}.js" for name in (*ON_EVERY_PAGE, "draft-form", "person-picker")]
    text = compressed(
        *(STATIC / "css").glob("*.css"),
        *scripts,
        *(STATIC / "vendor").rglob("*.js"),
        STATIC / "icons/sprite.svg",
    )
    fonts = sum(file.stat().st_size for file in (STATIC / "fonts").glob("*.woff2"))
    latin_alone = sum(file.stat().st_size for file in (STATIC / "fonts").glob("*-latin.woff2"))
    assert text + latin_alone < 105_000
    assert text + fonts < 125_000


def test_styles_name_only_files_that_are_there():
    for sheet in (STATIC / "css").glob("*.css"):
        for address in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text()):
            assert (sheet.parent / address).resolve().exists(), f"{sheet.name}: {address}"


def test_styles_know_no_left_and_right_beyond_what_a_time_axis_needs():
    physical = re.compile(
        r"\b(margin|padding|border|inset)-(left|right)\b|float:|text-align: (left|right)"
    )
    for sheet in (STATIC / "css").glob("*.css"):
        found = [match[0] for match in physical.finditer(sheet.read_text())]
        allowed = ["padding-left"] if sheet.name == "graphic.css" else []
        assert found == allowed, sheet.name


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.stem)
def test_scripts_stand_alone_and_say_what_they_are_for(script):
    text = script.read_text()
    assert text.startswith("//")
    assert "ithout script" in text, "say what happens without script"
    assert not re.search(
        r"^\s*(import|export)\b|\beval\(|new Function|innerHTML|document\.write", text, re.MULTILINE
    )
    assert len(text.splitlines()) < 400


@pytest.mark.skipif(not shutil.which("node"), reason="node is not here to read the scripts")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.stem)
def test_scripts_can_be_read(script):
    subprocess.run(["node", "--check", script], check=True, capture_output=True)
