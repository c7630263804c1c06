"""What is installed is pinned with hashes and comes from the public index alone."""

import re

import pytest

from config.embedded.bootstrap import DEVELOPMENT, PIN, PRODUCTION, holds
from config.embedded.places import ROOT

PUBLIC = {"https://pypi.org", "https://files.pythonhosted.org"}


@pytest.mark.parametrize("name", ["uv.lock", "requirements.txt", "requirements-dev.txt"])
def test_no_other_host_is_named(name):
    text = (ROOT / name).read_text()
    assert set(re.findall(r"[a-z+]+://[^/\"'\s]+", text)) <= PUBLIC
    assert not re.search(r"^\s*--?(index|extra|find|trusted)", text, re.MULTILINE)


@pytest.mark.parametrize("file", [PRODUCTION, DEVELOPMENT])
def test_every_requirement_is_one_version_with_a_hash(file):
    entries = re.split(r"\n(?=\S)", file.read_text().strip())
    assert all(PIN.match(entry) and "--hash=sha256:" in entry for entry in entries)


def test_what_is_tested_is_what_is_locked():
    assert holds(DEVELOPMENT)
    assert set(PIN.findall(PRODUCTION.read_text())) <= set(PIN.findall(DEVELOPMENT.read_text()))


def test_a_pin_that_is_not_installed_is_noticed(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("django==0.1 \\\n    --hash=sha256:0\n")
    assert not holds(file)
    file.write_text("no-such-thing==1 ; sys_platform == 'win32' \\\n    --hash=sha256:0\n")
    assert holds(file)
