"""What every answer has, whichever address: version, methods, who may read it from a browser, and how long it holds.

Follows the NLGov REST API Design Rules: no trailing slash, only standard methods, `API-Version`, problem details.
"""

from __future__ import annotations

import functools
import hashlib
import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from api import vragen
from api.problemen import Probleem
from monitoring import bewaard

LOG = logging.getLogger("django.request")
VERSIE = "1.0.0"
METHODEN = "GET, HEAD, OPTIONS"
LEESBAAR = "API-Version, ETag, Allow, WWW-Authenticate"  # headers that a script on another site may read
SOORTEN = ("application/json", "application/problem+json")


def as_api(view, *, openbaar: bool = False):
    """Make a view one of the API. `openbaar`: every website may read it, such as the OpenAPI document."""

    @csrf_exempt
    @login_not_required
    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            response = _answer(view, request, args, kwargs)
        except Probleem as probleem:
            response = probleem.response()
        except SuspiciousOperation:
            response = Probleem(400, "Deze vraag is te groot. Laat parameters weg.").response()
        except Exception:
            LOG.exception("%s %s", request.method, request.path)  # nothing of what happened is told
            response = Probleem(500, "Er ging iets mis. Het is genoteerd; probeer het straks nog eens.").response()
        return _dressed(request, response, openbaar)

    return wrapped


def _answer(view, request: HttpRequest, args, kwargs) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODEN})
    if request.method not in ("GET", "HEAD"):
        raise Probleem(405, f"Gevonden: {request.method}. Deze API leest alleen: {METHODEN}.", Allow=METHODEN)
    if not any(request.accepts(soort) for soort in SOORTEN):
        raise Probleem(406, "Deze API geeft JSON. Stuur de kop ‘Accept: application/json’ mee, of laat hem weg.")
    method, request.method = request.method, "GET"  # HEAD is the same without its content, which the server leaves out
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def _dressed(request: HttpRequest, response: HttpResponse, openbaar: bool) -> HttpResponse:
    response["API-Version"] = VERSIE
    response["Cache-Control"] = "public, max-age=300" if openbaar else "private, no-cache"
    if etag := getattr(request, "etag", None):
        response["ETag"] = etag
    origin = request.headers.get("Origin")
    if openbaar:
        response["Access-Control-Allow-Origin"] = "*"
    else:
        patch_vary_headers(response, ["Authorization", "Cookie", "Origin"])
        if origin in settings.API_ORIGINS:
            response["Access-Control-Allow-Origin"] = origin
    if "Access-Control-Allow-Origin" in response:
        response["Access-Control-Expose-Headers"] = LEESBAAR
        response["Access-Control-Allow-Methods"] = METHODEN
        response["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
    return response


def with_etag(view):
    """Work an answer out only when it would differ from what the asker has. Goes around every operation."""

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        vragen.check_none(request)
        request.stand = bewaard.stand()
        etag = _etag(request)
        known = [each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))]
        answer = HttpResponseNotModified() if etag in known else view(request, *args, **kwargs)
        request.etag = etag
        return answer

    return wrapped


def _etag(request: HttpRequest) -> str:
    """Changes with any figure, action, goal or list, with the day, and with what this reader may see."""
    made_of = (request.get_full_path(), bewaard.zicht(request.user), _program(), *request.stand)
    return f'"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]}"'


@functools.cache
def _program() -> str:
    """Fingerprint of what makes answers, beside that of the pages."""
    rooms = {"api": "*.py", "acties": "*.py", "basis": "*.py", "fixtures": "*.json"}
    files = sorted(path for room, kind in rooms.items() for path in (settings.ROOT / room).rglob(kind))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
