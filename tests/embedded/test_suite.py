"""The closing line of `./test` counts what ran, and a run of nothing is not a success."""

from pathlib import Path

import pytest

from config.embedded.suite import Result, read_report, run_check

REPORT = '<testsuites><testsuite tests="9" failures="2" errors="1" skipped="3"/></testsuites>'


def test_the_parts_are_summed_into_one_line():
    total = Result(5, 1, 2) + Result(passed=3, skipped=1)
    assert str(total) == "8 passed, 1 failed, 3 skipped"


@pytest.mark.parametrize(
    ("text", "code", "result"),
    [
        (REPORT, 1, Result(3, 3, 3)),
        (REPORT.replace('"2"', '"0"').replace('"1"', '"0"'), 0, Result(6, 0, 3)),
        (REPORT.replace('"2"', '"0"').replace('"1"', '"0"'), 3, Result(6, 1, 3)),
        ("", 0, Result(failed=1)),
        ("", 5, Result()),
    ],
)
def test_a_report_is_read_and_a_missing_one_is_a_failure(tmp_path, text, code, result):
    report = tmp_path / "report.xml"
    report.write_text(text)
    assert read_report(report, code) == result


def test_a_check_that_fails_shows_what_it_said(capsys):
    assert run_check("quiet", ["true"]) == Result(passed=1)
    assert run_check("loud", ["sh", "-c", "echo words; exit 1"]) == Result(failed=1)
    assert "words" in capsys.readouterr().out


def test_a_tool_that_is_not_there_is_a_failure(tmp_path):
    assert run_check("none", [str(tmp_path / "none")]) == Result(failed=1)


def test_every_part_of_the_tests_is_run():
    from config.embedded.suite import MEASURED, TWINS, all_parts, parts

    assert set(MEASURED) - {TWINS} < set(all_parts())
    assert all(Path(path).exists() for path in parts(MEASURED))
    assert {"config", "privacy", "interface", "embedded", "test_architecture.py"} < set(all_parts())
