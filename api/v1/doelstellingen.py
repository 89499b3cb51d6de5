from __future__ import annotations

import datetime

from ninja import Query, Router
from pydantic import Field

from api.vormen import Getal, Halfjaarcode, Json, Lijst, bladzijde
from api.vragen import Bladvraag, Dag, een_van
from monitoring.indicatoren import INDICATOREN
from monitoring.models import Doelsoort, Doelstelling

router = Router(tags=["Cijfers"], by_alias=True)


class DoelstellingVorm(Json):
    indicator: str
    soort: Doelsoort
    omschrijving: str = Field(description="Het doel in woorden.")
    waarde: Getal | None = Field(description="In de eenheid van de indicator; een aandeel als breuk (0,3 is 30 %).")
    waarde_tot: Getal | None = Field(description="De bovenkant, bij een band.")
    uitgangswaarde: Getal | None
    uiterlijk: Halfjaarcode | None
    paragraaf: str
    sinds: datetime.date
    vervangen_op: datetime.date | None = Field(description="Leeg zolang het doel geldt.")
    reden: str = Field(description="Waarom dit doel een eerder doel vervangt.")


class Doelstellingenlijst(Lijst):
    resultaten: list[DoelstellingVorm]


class Doelvraag(Bladvraag):
    indicator: een_van(sorted(INDICATOREN)) = Field(None, description="Alleen doelen van deze indicator.")
    geldig_op: Dag = Field(None, description="Alleen doelen die op deze dag golden.")


@router.get(
    "/doelstellingen",
    response=Doelstellingenlijst,
    summary="Wat er per cijfer is afgesproken",
    description="Alle doelen, ook die later zijn aangepast: een doel wordt vervangen, nooit overschreven.",
)
def doelstellingen(request, vraag: Doelvraag = Query(...)):  # noqa: B008
    goals = Doelstelling.objects.geldig(vraag.geldig_op) if vraag.geldig_op else Doelstelling.objects.all()
    if vraag.indicator:
        goals = goals.filter(indicator=vraag.indicator)
    found, about = bladzijde(request, vraag, goals.select_related("vervangen_door"))
    return Doelstellingenlijst(resultaten=[doel_vorm(doel) for doel in found], **about)


def doel_vorm(doel: Doelstelling) -> DoelstellingVorm:
    return DoelstellingVorm(
        indicator=doel.indicator,
        soort=doel.soort,
        omschrijving=doel.omschrijving,
        waarde=doel.waarde,
        waarde_tot=doel.waarde_tot,
        uitgangswaarde=doel.nulwaarde,
        uiterlijk=str(doel.uiterlijk) if doel.uiterlijk else None,
        paragraaf=doel.paragraaf,
        sinds=doel.sinds,
        vervangen_op=doel.vervangen_door.sinds if doel.vervangen_door else None,
        reden=doel.reden,
    )
