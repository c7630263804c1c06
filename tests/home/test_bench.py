"""The bench prints a line for each figure and leaves no trace."""

from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command

from feedback.models import Feedback


@pytest.fixture
def one_run(monkeypatch):
    monkeypatch.setattr("home.management.commands.bench.QUICK_RUNS", 2)


def lines_of(part) -> list[str]:
    said = StringIO()
    call_command("bench", only=part, quick=True, stdout=said)
    return said.getvalue().splitlines()


def test_pages_are_measured_and_nothing_is_kept(talk, cast, one_run):
    lines = lines_of("pages")
    assert any(line.startswith("home p50") for line in lines)
    assert any(line.startswith("search p95") for line in lines)
    assert not any("skipped" in line for line in lines)
    assert not Session.objects.exists()


@pytest.mark.parametrize("part", ["giving", "ratio", "nudges", "mail"])
def test_what_cannot_be_measured_says_why(talk, cast, one_run, part):
    lines = lines_of(part)
    assert len(lines) == 4  # how much there is, the header, one line, and the sum
    assert not Feedback.objects.exists()


def test_an_empty_database_is_told(db):
    with pytest.raises(CommandError, match="Run populate first"):
        call_command("bench")


def test_an_unknown_part_is_told(cast):
    with pytest.raises(CommandError, match="Choose one of"):
        call_command("bench", only="speed")


def test_open_pages_of_talks_are_measured_and_nothing_is_kept(talk, cast, one_run):
    lines = lines_of("together")
    assert any(line.startswith("open talks on 2 cores") for line in lines)
    assert not Session.objects.exists()
    talk.refresh_from_db()
    assert talk.page_version == 0


def test_without_a_talk_no_open_page_is_measured(cast, one_run):
    assert "no talk is planned" in lines_of("together")[2]
