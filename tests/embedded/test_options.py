"""What the command line of `./run` understands, and how it answers what it does not."""

from pathlib import Path

import pytest

from config.embedded.failures import Failure
from config.embedded.options import parse
from config.embedded.places import ROOT


def test_without_arguments_everything_has_its_default():
    options = parse([])
    assert (options.data, options.port, options.people) == (ROOT / "var", 8000, 60)
    assert not options.empty
    assert options.open_browser
    assert options.command is None


def test_all_options_are_taken():
    options = parse(["--port", "9", "--data=d", "--empty", "--people", "70", "--no-open"])
    assert (options.port, options.data, options.people) == (9, Path("d"), 70)
    assert options.empty
    assert not options.open_browser


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (
            "--data d manage token ada@example.org --scopes read",
            "token ada@example.org --scopes read",
        ),
        ("manage --data d populate --people 10", "populate --people 10"),
        ("manage populate --people 10 --data=d", "populate --people 10"),
        ("bench --data d --short", "bench --short"),
        ("--data d bench", "bench"),
        ("--port 9 --data d manage", ""),
    ],
)
def test_a_command_keeps_its_own_words_and_data_counts_anywhere(line, command):
    options = parse(line.split())
    assert options.data == Path("d")
    assert options.command == tuple(command.split())


def test_nothing_after_two_dashes_is_ours():
    assert parse(["manage", "x", "--", "--data", "d"]).command == ("x", "--", "--data", "d")


@pytest.mark.parametrize(
    "line",
    [
        "--port 0", "--port 65536", "--port x", "--port", "--port ²", "--people -1", "--people 0",
        "--people 1.5", "--nonsense", "--dat d", "frobnicate", "--data", "manage x --data",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_one_line_and_exit_code_2(line):
    with pytest.raises(Failure) as refused:
        parse(line.split())
    assert refused.value.code == 2
    assert str(refused.value).startswith("run: ")
    assert "\n" not in str(refused.value)


def test_the_exit_code_and_the_line_reach_the_terminal(run):
    refused = run("--port", "many")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "run: argument --port: a port is a whole number from 1 to 65535 (see ./run --help)\n"
    )


def test_a_file_as_data_directory_is_one_line(run, tmp_path):
    file = tmp_path / "file"
    file.touch()
    refused = run("--data", str(file))
    assert refused.returncode == 2
    assert refused.stderr == f"--data {file} is a file, and a directory is needed.\n"
