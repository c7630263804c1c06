"""No line of a log tells who answered a round, or which personal link was used."""

import logging
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from config.access_log import AccessLog, is_silent
from config.logging import without_links

ROUND = "/rounds/7a37cdbc-a09b-4dab-8d17-5cddc1df625a"


@pytest.mark.parametrize(
    ("path", "silent"),
    [
        (f"{ROUND}/answer/", True),
        (f"/api/v1{ROUND}/answer", True),
        ("/asked/rounds/some-link/", True),
        ("/asked/some-link/", True),
        (f"{ROUND}/", False),
        (f"/api/v1{ROUND}/report", False),
        ("/feedback-requests/x/answer/", False),
        ("/", False),
    ],
)
def test_calls_about_answers_leave_no_line(path, silent, capsys):
    assert is_silent(path) == silent
    config = Config()
    config.set("accesslog", "-")
    config.set("access_log_format", "%(m)s %(U)s %(s)s")
    request = SimpleNamespace(headers=[], path=path)
    response = SimpleNamespace(status="200 OK", status_code=200, sent=1, headers=[])
    environ = {"PATH_INFO": path, "RAW_URI": path, "REQUEST_METHOD": "PUT", "SERVER_PROTOCOL": ""}
    AccessLog(config).access(response, request, environ, timedelta(milliseconds=3))
    written = capsys.readouterr()
    assert (f"PUT {path} 200" in written.out + written.err) == (not silent)


def test_production_uses_the_log_that_can_be_silent():
    command = (Path(__file__).resolve().parents[2] / "Dockerfile").read_text()
    assert "--logger-class=config.access_log.AccessLog" in command


def test_a_refusal_by_a_personal_link_is_logged_without_it():
    event = {"event": "Unprocessable Entity: /asked/rounds/abc:def/"}
    assert without_links(None, "", event)["event"] == "Unprocessable Entity: /asked/..."
    number = {"event": 3}
    assert without_links(logging.getLogger(), "", number) == {"event": 3}
