"""Errors as problem+json (RFC 9457), in Dutch: where, what was found, and what was expected, all at once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from django.http import HttpResponse

TITELS = {
    400: "Deze vraag klopt niet",
    401: "Geen toegang",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    406: "Deze vorm is er niet",
    500: "Er ging iets mis",
}
LANGSTE = 80  # characters that are repeated of what somebody sent


@dataclass(frozen=True)
class Fout:
    """One thing that is wrong with a question."""

    waar: str
    gevonden: str
    verwacht: str

    def __str__(self):
        return f"{self.waar}: gevonden ‘{self.gevonden}’, verwacht {self.verwacht}."


class Probleem(Exception):  # noqa: N818  an answer, no fault of ours
    """An answer that is no 200. `koppen` are extra headers."""

    def __init__(self, status: int, detail: str, fouten: list[Fout] | None = None, **koppen: str):
        super().__init__(detail)
        self.status, self.detail, self.fouten, self.koppen = status, detail, fouten or [], koppen

    def response(self) -> HttpResponse:
        body = {"status": self.status, "title": TITELS[self.status], "detail": self.detail}
        if self.fouten:
            body["fouten"] = [asdict(fout) for fout in self.fouten]
        headers = {name.replace("_", "-"): value for name, value in self.koppen.items()}
        return HttpResponse(
            json.dumps(body, ensure_ascii=False),
            status=self.status,
            content_type="application/problem+json",
            headers=headers,
        )


def ongeldig(*fouten: Fout) -> Probleem:
    return Probleem(400, " ".join(map(str, fouten)), list(fouten))


def onbekend(wat: str, gevonden: object, verwacht: str) -> Probleem:
    """What the address names is not there, or not for this reader."""
    return Probleem(404, f"{wat} ‘{kort(gevonden)}’ is er niet. Verwacht: {verwacht}.")


def kort(value: object) -> str:
    text = str(value)
    return text if len(text) <= LANGSTE else f"{text[:LANGSTE]}…"
