"""Whether this process is alive and can work, and figures for whoever operates it."""

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

Gauges = Callable[[], Iterable[Metric]]

_gauges: list[Gauges] = []
_migrated: set[bool] = set()


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive. It asks nothing and nobody."""
    return JsonResponse({"status": "alive"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers and has every migration; 503 while it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not every_migration_is_applied():
        return JsonResponse({"status": "migrations wait"}, status=503)
    return JsonResponse({"status": "ready"})


def every_migration_is_applied() -> bool:
    """Tell whether the tables fit the code. A yes holds for the life of this process."""
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(True)
    return True


def add_gauges(gauges: Gauges) -> None:
    """Show these figures too, read anew each time somebody looks. Apps do this when they start."""
    _gauges.append(gauges)


class Gauged:
    """The figures of the apps, as the library collects them."""

    def collect(self) -> Iterable[Metric]:
        for gauges in _gauges:
            yield from gauges()


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Show figures, to this machine or to whoever has the token; nothing is here for others."""
    if not may_see_metrics(request):
        raise Http404
    shown = CollectorRegistry()
    shown.register(Gauged())
    own = generate_latest(every_process())
    return HttpResponse(own + generate_latest(shown), content_type=CONTENT_TYPE_LATEST)


def every_process() -> CollectorRegistry:
    """Return what was counted, over all processes when they share a directory for it."""
    if not settings.PROMETHEUS_MULTIPROC_DIR:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=settings.PROMETHEUS_MULTIPROC_DIR)  # type: ignore[no-untyped-call]
    return registry


def may_see_metrics(request: HttpRequest) -> bool:
    """Tell whether the call comes from this machine itself, past no proxy, or bears the token."""
    sent = request.headers.get("Authorization", "")
    if token := settings.METRICS_TOKEN:
        return constant_time_compare(sent, f"Bearer {token}") or is_local(request)
    return is_local(request)


def is_local(request: HttpRequest) -> bool:
    """Tell whether the call comes from this machine itself and passed no proxy."""
    address: Any = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104  No address, not local.
    return ip_address(address).is_loopback and "X-Forwarded-For" not in request.headers
