"""Whether this process can work, and figures for whoever operates it."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

Gauges = Callable[[], Iterable[Metric]]
Look = Callable[[], str]

_gauges: list[Gauges] = []
_looks: list[Look] = []
_notes: list[str] = []
_migrated: set[bool] = set()


def every_migration_is_applied() -> bool:
    """Ask whether the tables fit the code. A yes holds for the life of this process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # whether the database answers is asked each time
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(True)
        _notes[:] = filter(None, (look() for look in _looks))
    return True


def add_look(look: Look) -> None:
    """Let an app look once in each process at what an operator should put right, in one line."""
    _looks.append(look)


def notes() -> list[str]:
    """Return what an operator should put right, though the process can work."""
    return list(_notes)


def add_gauges(gauges: Gauges) -> None:
    """Show these figures too, read anew each time somebody looks. Apps do this when they start."""
    _gauges.append(gauges)


class Gauged:
    """The figures of the apps, as the library collects them."""

    def collect(self) -> Iterable[Metric]:
        for gauges in _gauges:
            yield from gauges()


def figures() -> bytes:
    """Return all figures in the text format of Prometheus."""
    gauged = CollectorRegistry()
    gauged.register(Gauged())
    return generate_latest(every_process()) + generate_latest(gauged)


def every_process() -> CollectorRegistry:
    """Return what was counted, over all processes when they share a directory for it."""
    if not settings.PROMETHEUS_MULTIPROC_DIR:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=settings.PROMETHEUS_MULTIPROC_DIR)  # type: ignore[no-untyped-call]
    return registry
