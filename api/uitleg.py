"""What the page about the API shows: its resources as the OpenAPI document says them, so that the two never differ."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import reverse

from api import openapi
from api.antwoord import VERSIE

BLADEREN = ("pagina", "paginagrootte")  # the same for every list: explained once


@dataclass(frozen=True)
class Parameter:
    naam: str
    uitleg: str
    verwacht: str


@dataclass(frozen=True)
class Adres:
    """One resource: its address, what it gives, what may be asked, and an address to try."""

    pad: str
    titel: str
    uitleg: str
    parameters: list[Parameter]
    per_pagina: bool
    proberen: str


def pagina(request) -> dict:
    """The resources by subject, and the full address of the API for the examples."""
    base = reverse("api:uitleg").rstrip("/")
    document = openapi.document()
    groups: dict[str, list[Adres]] = {}
    for path, operations in document["paths"].items():
        operation = operations["get"]
        groups.setdefault(operation["tags"][0], []).append(_adres(base, path, operation))
    return {"groepen": groups, "basis": request.build_absolute_uri(base), "versie": VERSIE}


def _adres(base: str, path: str, operation: dict) -> Adres:
    parameters = [
        Parameter(each["name"], each.get("description", ""), _expected(each["schema"]))
        for each in operation["parameters"]
        if each["in"] == "query" and each["name"] not in BLADEREN
    ]
    paged = any(each["name"] in BLADEREN for each in operation["parameters"])
    return Adres(base + path, operation["summary"], operation["description"], parameters, paged, base + _example(path))


def _example(path: str) -> str:
    """The address with something that exists in the place of each {name}."""
    return re.sub("{([a-z]+)}", lambda found: str(openapi.voorbeeld(path, found[1])), path)


def _expected(schema: dict) -> str:
    """What a parameter accepts, in a few words."""
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if schema.get("type") == "integer":
        return f"1 tot en met {schema['maximum']}"
    if schema.get("type") == "boolean":
        return "true of false"
    return f"zoals {schema['example']}" if "example" in schema else "code"
