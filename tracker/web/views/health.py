"""Alive and ready, for whoever watches over the desk's processes."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.store.health import check_readiness


@require_safe
@never_cache
def healthz(_: HttpRequest) -> JsonResponse:
    """200 while the web server runs; asks nobody else."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(_: HttpRequest) -> JsonResponse:
    """200 when the database, the broker and a worker answer, else 503 with what does not."""
    readiness = check_readiness()
    return JsonResponse(asdict(readiness), status=200 if readiness.is_ready else 503)
