from __future__ import annotations

import datetime

from ninja import Query, Router
from pydantic import Field

from api.vormen import Halfjaarcode, Json, Lijst, berekend, bladzijde
from api.vragen import Bladvraag
from basis.halfjaar import EERSTE, LAATSTE, Halfjaar
from basis.models import Partij
from monitoring import reeksen

router = Router(tags=["Partijen en halfjaren"], by_alias=True)


class HalfjaarVorm(Json):
    code: Halfjaarcode
    naam: str
    begin: datetime.date
    peildatum: datetime.date
    berekend_op: datetime.datetime | None = Field(description="Leeg als er over dit halfjaar nog geen cijfers zijn.")
    meegeteld: list[str] = Field(description="Codes van de partijen van wie de cijfers meetellen.")
    ontbreekt: list[str] = Field(description="Codes van de partijen van wie nog niets is vastgesteld of doorgerekend.")


class Halfjarenlijst(Lijst):
    resultaten: list[HalfjaarVorm]


@router.get(
    "/halfjaren",
    response=Halfjarenlijst,
    summary="De halfjaren van de afspraken, en van wie er cijfers zijn",
    description="Van 2026-1 tot en met 2030-2. Zolang er een partij ontbreekt, zijn cijfers voorlopig.",
)
def halfjaren(request, vraag: Bladvraag = Query(...)):  # noqa: B008
    halves, about = bladzijde(request, vraag, Halfjaar.range(EERSTE, LAATSTE))
    counted, moments = set(reeksen.geteld()), berekend()
    parties = list(Partij.objects.aanleverend())
    return Halfjarenlijst(resultaten=[_vorm(half, parties, counted, moments) for half in halves], **about)


def _vorm(half: Halfjaar, parties: list[Partij], counted: set, moments: dict) -> HalfjaarVorm:
    inside = [partij.code for partij in parties if (partij.pk, half) in counted]
    return HalfjaarVorm(
        code=str(half),
        naam=half.voluit,
        begin=half.begin,
        peildatum=half.peildatum,
        berekend_op=moments.get(half),
        meegeteld=inside,
        ontbreekt=[partij.code for partij in parties if partij.code not in inside],
    )
