"""Everything that `./test` runs, one step after the other, and the one line that sums it up."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from config.embedded.binaries import find_chromium
from config.embedded.places import ROOT

NOTHING_COLLECTED = 5
BROWSER_MISSING = "Chromium is missing: install it or name it in CHROMIUM."
PYTEST = [sys.executable, "-m", "pytest"]
PARALLEL = ["-n", "3", "--dist", "worksteal"]  # tests wait a third of their time
QUICK = ["-m", "not browser", *PARALLEL]
# Tests of behaviour are measured. The nets below them take twice as long under a tracer.
TWINS = "privacy/test_twins.py"  # policies and their querysets, asked about everything
MEASURED = [
    "accounts",
    "core",
    "dialogue",
    "feedback",
    "goals",
    "guide",
    "home",
    "mastery",
    "notifications",
    "rounds",
    TWINS,
]
RULES = ",".join(
    f"*/{name}{ending}"
    for name in ("services", "policies", "querysets")
    for ending in (".py", "/*")
)


@dataclass(frozen=True)
class Result:
    """How many checks or tests passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Result") -> "Result":
        """Sum two results."""
        return Result(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    def __str__(self) -> str:
        """The closing line."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def tool(name: str) -> str:
    """Return the path of a program of the environment."""
    return str(Path(sys.executable).with_name(name))


def apps() -> list[str]:
    """Return the project's apps that have migrations."""
    return sorted(path.parent.name for path in ROOT.glob("*/migrations"))


def templates() -> list[str]:
    """Return every template of the project."""
    return sorted(str(path) for path in ROOT.glob("**/templates/**/*.html") if in_project(path))


def python_files() -> list[str]:
    """Return every Python file of the project."""
    return sorted(str(path) for path in ROOT.glob("**/*.py") if in_project(path))


def in_project(path: Path) -> bool:
    """Whether a file is the project's own, not of an environment or a run."""
    return path.relative_to(ROOT).parts[0] not in {".venv", "var", "node_modules"}


def checks() -> list[tuple[str, list[str]]]:
    """Return the steps before the tests, each with its name."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    target = ["--target-version", "5.2"]
    steps = [
        ("ruff check", [tool("ruff"), "check", "."]),
        ("ruff format", [tool("ruff"), "format", "--check", "."]),
        ("mypy", [tool("mypy")]),
        ("import contracts", [tool("lint-imports"), "--no-cache"]),
        ("migrations are complete", [*manage, "makemigrations", "--check", "--dry-run"]),
        (
            "migrations are safe",
            [*manage, "lintmigrations", "--no-cache", "--include-apps", *apps()],
        ),
        ("django-upgrade", [tool("django-upgrade"), *target, "--check", *python_files()]),
    ]
    if pages := templates():
        steps.append(("djade", [tool("djade"), *target, "--check", *pages]))
    return steps


def run_check(name: str, command: Sequence[str]) -> Result:
    """Run one step; what it says is shown only when it fails."""
    began = time.monotonic()
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError as error:
        print(f"FAILED  {name}: {error}", flush=True)
        return Result(failed=1)
    seconds = time.monotonic() - began
    if answer.returncode == 0:
        print(f"ok      {name} ({seconds:.1f} s)", flush=True)
        return Result(passed=1)
    print(f"{answer.stdout}{answer.stderr}\nFAILED  {name} ({seconds:.1f} s)", flush=True)
    return Result(failed=1)


def read_report(report: Path, code: int) -> Result:
    """Sum a JUnit report. A run without one, or ended by more than failing tests, has failed."""
    if code == NOTHING_COLLECTED:
        return Result()
    try:
        suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - ours
    except (OSError, ET.ParseError):
        return Result(failed=1)
    tests, failed, errors, skipped = (
        sum(int(suite.get(name, "0")) for suite in suites)
        for name in ("tests", "failures", "errors", "skipped")
    )
    bad = failed + errors
    return Result(max(0, tests - bad - skipped), max(bad, 1 if code else 0), skipped)


def run_pytest(arguments: Sequence[str]) -> Result:
    """Run pytest once and sum what it reports."""
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory) / "report.xml"
        code = subprocess.run(
            [*PYTEST, *arguments, f"--junit-xml={report}"], cwd=ROOT, check=False
        ).returncode
        return read_report(report, code)


def count_browser_tests() -> int:
    """Return how many browser tests there are."""
    command = [*PYTEST, "-m", "browser", "--collect-only", "-q", "--no-header", "-p", "no:randomly"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return sum("::" in line for line in answer.stdout.splitlines())


def run_browser_tests() -> Result:
    """Run the browser tests; without Chromium they are skipped, or failed where `CI` is set."""
    if find_chromium():
        return run_pytest(["-m", "browser", *PARALLEL])
    if os.environ.get("CI"):
        print(f"FAILED  {BROWSER_MISSING}", flush=True)
        return Result(failed=1)
    print(f"skipped browser tests: {BROWSER_MISSING}", flush=True)
    return Result(skipped=count_browser_tests())


def run_everything() -> Result:
    """Run the checks, the quick tests and the browser tests; none stops the next."""
    total = Result()
    for name, command in checks():
        total += run_check(name, command)
    total += run_pytest([*parts(MEASURED), *QUICK, "--cov", "--cov-report="])
    total += run_check("coverage", coverage_report("--fail-under=98"))
    rules = coverage_report("--fail-under=100", f"--include={RULES}", "--show-missing")
    total += run_check("coverage of the rules", rules)
    others = [part for part in all_parts() if part not in MEASURED]
    total += run_pytest([*parts(others), *QUICK, *(f"--ignore={path}" for path in parts([TWINS]))])
    return total + run_browser_tests()


def coverage_report(*options: str) -> list[str]:
    """Return the command that reads what was measured, and fails below the gate."""
    return [tool("coverage"), "report", "--skip-covered", *options]


def all_parts() -> list[str]:
    """Return the folders and files of tests, by name."""
    no_tests = {"conftest.py", "__pycache__", "__init__.py"}
    return sorted({path.name for path in (ROOT / "tests").iterdir()} - no_tests)


def parts(names: Sequence[str]) -> list[str]:
    """Return the paths of some parts of the tests."""
    return [str(ROOT / "tests" / name) for name in names]


def main(arguments: list[str]) -> int:
    """Run everything, or pytest alone with the arguments given."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    total = run_pytest(arguments) if arguments else run_everything()
    sys.stdout.flush()
    print(total, flush=True)
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
