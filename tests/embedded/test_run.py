"""`./run` from nothing to ready, in use, killed, and back."""

import gzip
import os
import re
import signal
import socket
import urllib.request

import pytest

from tests.embedded.stacks import eventually, processes_of

pytestmark = pytest.mark.embedded

MOST_ON_A_FIRST_VISIT = 120_000
PRINT_THREE = ("shell", "--verbosity", "0", "-c", "print(1 + 2)")


def answer(port: int, path: str = "/readyz") -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as response:
        return int(response.status)


def first_visit(port: int) -> int:
    """Return how many bytes a browser loads with the first page, compressed: all that it names."""
    page, size = loaded(port, "/accounts/login/")
    named = set(re.findall(r'"(/static/[^"#]+)', page))
    sheets = [loaded(port, address) for address in named if address.endswith(".css")]
    for sheet, _size in sheets:
        named |= {f"/static/{one}" for one in re.findall(r'url\("?\.\./([^")]+)"?\)', sheet)}
    assert any(address.endswith(".woff2") for address in named)
    return size + sum(loaded(port, address)[1] for address in named)


def loaded(port: int, path: str) -> tuple[str, int]:
    """Return a text as it is read, and how many bytes travelled."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    asked.add_header("Accept-Encoding", "gzip")
    with urllib.request.urlopen(asked, timeout=30) as response:  # noqa: S310  Ours, over HTTP.
        body = response.read()
        packed = response.headers["Content-Encoding"] == "gzip"
    return (gzip.decompress(body) if packed else body).decode(errors="replace"), len(body)


def test_a_start_serves_tells_who_uses_it_and_leaves_nothing_behind(start, run, data):
    stack = start("--empty")
    assert stack.is_ready(), stack.lines
    assert stack.says("There is nobody yet")
    assert stack.says(f"Mails are written to {data}/mail")
    assert answer(stack.port) == 200
    assert first_visit(stack.port) < MOST_ON_A_FIRST_VISIT
    assert stack.processes("celery .* worker"), "the worker runs"
    assert stack.processes("celery .* beat"), "beat runs"

    second = run("--data", str(data), "--port", str(stack.port))
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.count("\n") == 1
    assert (
        f"running at http://127.0.0.1:{stack.port} (process {stack.process.pid})" in second.stderr
    )

    guest = run("manage", *PRINT_THREE, "--data", str(data))
    assert (guest.returncode, guest.stdout.strip()) == (0, "3"), guest.stderr

    assert stack.end(signal.SIGINT) == 0
    assert processes_of(data) == []
    assert stack.lines[-1] == "Stopping."


def test_what_dies_is_started_again_and_a_killed_supervisor_takes_all_with_it(start, run, data):
    stack = start("--empty")
    assert stack.is_ready(), stack.lines
    secret = (data / "secret-key").read_text()
    stack.end(signal.SIGKILL)

    again = start("--empty", port=stack.port)
    assert again.is_ready(), again.lines
    assert answer(again.port) == 200
    assert (data / "secret-key").read_text() == secret

    kill_and_see_again(again, "web", "gunicorn")
    kill_and_see_again(again, "worker", "celery .* worker")
    kill_and_see_again(again, "Valkey", "valkey-server")
    kill_and_see_again(again, "PostgreSQL", "bin/postgres")
    assert eventually(lambda: readiness(again.port) == 200), again.lines

    again.end(signal.SIGKILL)
    assert eventually(lambda: processes_of(data) == [], seconds=10)
    following = run("--data", str(data), "manage", *PRINT_THREE)
    assert (following.returncode, following.stdout.strip()) == (0, "3"), following.stderr


def kill_and_see_again(stack, name: str, pattern: str) -> None:
    before = set(stack.processes(pattern))
    os.kill(stack.child(pattern), signal.SIGKILL)
    assert stack.says(f"{name} ended unexpectedly"), stack.lines
    assert eventually(lambda: bool(set(stack.processes(pattern)) - before))


def readiness(port: int) -> int:
    try:
        return answer(port)
    except OSError:
        return 503


def test_a_command_starts_the_servers_for_itself_and_passes_its_exit_code_on(run, data):
    shown = run("--data", str(data), "manage", *PRINT_THREE)
    assert (shown.returncode, shown.stdout.strip()) == (0, "3"), shown.stderr
    failed = run("manage", "--data", str(data), "shell", "-c", "raise SystemExit(7)")
    assert failed.returncode == 7
    bare = run("--data", str(data), "manage", "plan_nudges")
    told = "This database lacks tables. Run `manage.py migrate` first."
    assert (bare.returncode, bare.stderr.strip()) == (1, told)
    assert processes_of(data) == []


def test_a_taken_port_is_one_line(run, data):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = run("--data", str(data), "--port", port)
    assert refused.returncode == 1
    assert (
        refused.stderr
        == f"Port {port} is in use by another program; choose another with --port N.\n"
    )
    assert processes_of(data) == []
