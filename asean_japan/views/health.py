"""What supervisors and proxies ask."""

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

PLAIN = "text/plain; charset=utf-8"


def healthz(request: HttpRequest) -> HttpResponse:
    """200: the process is up. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type=PLAIN)


def readyz(request: HttpRequest) -> HttpResponse:
    """200: each database answers and has every migration applied; else 503 and what is wrong."""
    for alias in connections:
        name = "the database" if alias == DEFAULT_DB_ALIAS else f"the {alias}"
        try:
            executor = MigrationExecutor(connections[alias])
            missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return HttpResponse(f"{name} does not answer\n", content_type=PLAIN, status=503)
        if missing:
            said = f"migrations to apply: {len(missing)} ({name})\n"
            return HttpResponse(said, content_type=PLAIN, status=503)
    return HttpResponse("ok\n", content_type=PLAIN)
