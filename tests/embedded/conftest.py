"""A data directory of its own for each test, and whole stacks on it."""

import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.embedded.stacks import Started, free_port, to_the_end


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mastery-stack-", ignore_cleanup_errors=True) as name:
        yield Path(name).resolve() / "data"


@pytest.fixture
def start(data: Path) -> Iterator[Callable[..., Started]]:
    """Start stacks; those still running afterwards are ended."""
    begun: list[Started] = []

    def begin(*options: str, port: int = 0) -> Started:
        begun.append(Started(data, port or free_port(), *options))
        return begun[-1]

    yield begin
    for started in begun:
        if started.process.poll() is None:
            started.end(signal.SIGTERM)
        started.reader.join(5)


@pytest.fixture
def run():
    """`./run` with arguments, to its end."""
    return to_the_end
