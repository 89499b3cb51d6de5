"""The OpenAPI document: what django-ninja knows of the resources, and what the design rules ask beside it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from api.antwoord import VERSIE
from api.problemen import TITELS
from api.v1.api import api

TEKST = (
    "De cijfers, doelen, acties en gebieden van de Samenwerkingsafspraken Amersfoort 2026–2030, om in een ander "
    "systeem te gebruiken. Alleen lezen. U ziet wat de website u laat zien, met dezelfde rechten. Een cijfer dat er "
    "niet is, is leeg en nooit 0."
)
KOPPEN = {
    "API-Version": {
        "description": "Het volledige versienummer.",
        "required": True,
        "schema": {"type": "string", "example": VERSIE},
    },
    "ETag": {
        "description": "Kenmerk van dit antwoord. Stuur het de volgende keer mee als If-None-Match.",
        "schema": {"type": "string"},
    },
}
PROBLEEM = {
    "type": "object",
    "title": "Probleem",
    "description": "Wat er niet lukte (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "example": 400},
        "title": {"type": "string", "example": TITELS[400]},
        "detail": {
            "type": "string",
            "example": "vanaf: gevonden ‘2026-3’, verwacht een halfjaar zoals 2026-1 of 2026-2.",
        },
        "fouten": {
            "type": "array",
            "description": "Bij 400: alles wat er niet klopt, tegelijk.",
            "items": {
                "type": "object",
                "required": ["waar", "gevonden", "verwacht"],
                "properties": {name: {"type": "string"} for name in ("waar", "gevonden", "verwacht")},
            },
        },
    },
}
UITLEG = {
    400: "Een parameter klopt niet.",
    401: "Er is geen token, of het is ingetrokken of verlopen.",
    404: "Wat het adres noemt is er niet, of is er niet voor u.",
    406: "Er is een andere vorm gevraagd dan JSON.",
}


def document() -> dict:
    """The whole document, with addresses relative to the version."""
    found = api.get_openapi_schema(path_prefix="")
    found["info"]["description"] = TEKST
    found["info"]["contact"] = {
        "name": "Beheer van de monitor",
        "url": settings.SITE_URL + reverse("api:uitleg"),
        "email": settings.DEFAULT_FROM_EMAIL,
    }
    found["servers"] = [{"url": reverse("api:uitleg").rstrip("/"), "description": "Deze website"}]
    found["components"]["schemas"]["Probleem"] = PROBLEEM
    found["components"]["headers"] = {name.replace("-", ""): head for name, head in KOPPEN.items()}
    for path, operations in found["paths"].items():
        for operation in operations.values():
            _complete(path, operation)
    return found


VOORBEELDEN = {
    "/indicatoren": {"code": "V1"},
    "/gebieden": {"code": "WK030710"},
    "/acties": {"jaar": 2026, "nummer": 1},
}


def voorbeeld(path: str, naam: str) -> str | int:
    """Something that exists, to stand in an address in the place of {naam}."""
    return VOORBEELDEN[f"/{path.split('/')[1]}"][naam]


def _complete(path: str, operation: dict) -> None:
    """Headers with every answer, and the errors that this address can give."""
    for parameter in operation["parameters"]:
        if parameter["schema"].get("default", True) is None:
            del parameter["schema"]["default"]
        if parameter["in"] == "path":
            parameter["example"] = voorbeeld(path, parameter["name"])
    answers = operation["responses"]
    headers = {name: {"$ref": f"#/components/headers/{name.replace('-', '')}"} for name in KOPPEN}
    answers[200] |= {"description": operation["summary"], "headers": headers}
    answers[304] = {"description": "Niet veranderd sinds het antwoord met deze ETag.", "headers": headers}
    lists = any(parameter["name"] == "pagina" for parameter in operation["parameters"])
    for status in (400, 401, 404, 406):
        if status != 404 or "{" in path or lists:
            answers[status] = _problem(status)


def _problem(status: int) -> dict:
    return {
        "description": UITLEG[status],
        "headers": {"API-Version": {"$ref": "#/components/headers/APIVersion"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}},
    }
