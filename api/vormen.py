"""The shapes of answers that every resource shares. Keys are camelCase, days and moments as in ISO 8601, in UTC."""

from __future__ import annotations

import datetime
from typing import Annotated

from django.core.paginator import Paginator
from django.db.models import Max
from ninja import Schema
from pydantic import ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic.alias_generators import to_camel

from api.problemen import onbekend
from basis.halfjaar import Halfjaar
from monitoring import context
from monitoring.models import Berekening, Rekenstand


def _plain(value: float) -> float | int:
    """Homes and people are whole: 253, not 253.0."""
    return int(value) if value == int(value) else value


Getal = Annotated[float, PlainSerializer(_plain), WithJsonSchema({"type": "number"})]
Halfjaarcode = Annotated[
    str,
    Field(description="Halfjaar: 2026-1 is januari tot en met juni.", examples=["2026-1"], pattern="^[0-9]{4}-[12]$"),
]


class Json(Schema):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Naam(Json):
    """What something is called, and under which code it is known."""

    code: str
    naam: str


class Antwoord(Json):
    """What every answer says first."""

    fictief: bool = Field(description="Of deze cijfers verzonnen zijn, voor een demonstratie.")
    berekend_op: datetime.datetime | None = Field(
        description="Wanneer de cijfers het laatst zijn doorgerekend; leeg als er nog geen cijfers zijn."
    )


class Links(Json):
    zelf: str
    vorige: str | None
    volgende: str | None


class Lijst(Antwoord):
    """One page of a list."""

    aantal: int = Field(description="Hoeveel er in totaal zijn.")
    pagina: int
    paginas: int = Field(description="Hoeveel pagina’s er zijn.")
    links: Links


def stempel(op: datetime.datetime | None = None) -> dict:
    """Whether figures are invented, and when they were last computed, now or by a moment."""
    if op is None:
        last = Rekenstand.objects.aggregate(last=Max("berekend_op"))["last"]
    else:
        last = Berekening.objects.filter(op__lte=op).aggregate(last=Max("op"))["last"]
    return {"fictief": context.fictief(), "berekend_op": last}


def berekend(op: datetime.datetime | None = None) -> dict[Halfjaar, datetime.datetime]:
    """When the figures of each half-year were last computed, now or by a moment."""
    if op is None:
        return dict(Rekenstand.objects.filter(berekend_op__isnull=False).values_list("halfjaar", "berekend_op"))
    return dict(Berekening.objects.filter(op__lte=op).order_by("op").values_list("halfjaar", "op"))


def bladzijde(request, vraag, rows) -> tuple[list, dict]:
    """The rows of the page that was asked for, and what a list says about itself."""
    pages = Paginator(rows, vraag.paginagrootte)
    if vraag.pagina > pages.num_pages:
        raise onbekend("Pagina", vraag.pagina, f"een pagina van 1 tot en met {pages.num_pages}")
    page = pages.page(vraag.pagina)
    links = Links(
        zelf=_link(request, vraag.pagina),
        vorige=_link(request, vraag.pagina - 1) if page.has_previous() else None,
        volgende=_link(request, vraag.pagina + 1) if page.has_next() else None,
    )
    about = {"aantal": pages.count, "pagina": vraag.pagina, "paginas": pages.num_pages, "links": links}
    return list(page.object_list), {**stempel(), **about}


def _link(request, pagina: int) -> str:
    query = request.GET.copy()
    query["pagina"] = pagina
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
