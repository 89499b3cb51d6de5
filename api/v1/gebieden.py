from __future__ import annotations

import datetime
from enum import StrEnum

from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from acties.models import Prioriteitsgebied
from api import gebiedscijfers
from api.gebiedscijfers import Gebiedscijfer
from api.problemen import onbekend
from api.vormen import Antwoord, Getal, Halfjaarcode, Json, Lijst, Naam, bladzijde, stempel
from api.vragen import Bladvraag, Dag, HalfjaarVraag, Vraag, een_van, heel_getal
from basis.models import Gebied, Wijk
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import Eenheid
from monitoring.keuze import Keuze
from monitoring.kleine_aantallen.zichtbaar import Lezer

router = Router(tags=["Gebieden"], by_alias=True)


class Gebiedsoort(StrEnum):
    WIJK = "wijk"
    EIGEN = "eigen-gebied"


class Prioriteit(Json):
    """A place on the list of priority neighbourhoods."""

    sinds: datetime.date
    waarom: str
    aanpak: str
    aanpak_sinds: datetime.date | None = Field(description="Leeg zolang er nog geen gezamenlijke aanpak is.")
    partners: list[Naam]


class GebiedVorm(Naam):
    soort: Gebiedsoort
    editie: int | None = Field(description="Het jaar van de indeling van het CBS; leeg bij een eigen gebied.")
    wijken: list[str] = Field(description="Codes van de wijken van een eigen gebied.")
    buurten: list[str] = Field(description="Codes van de buurten van een eigen gebied.")
    prioriteit: Prioriteit | None = Field(
        description="Leeg: dit gebied staat niet op de lijst van prioriteitsgebieden."
    )


class Gebiedenlijst(Lijst):
    resultaten: list[GebiedVorm]


class GebiedAntwoord(GebiedVorm, Antwoord):
    pass


class Verborgen(Json):
    """What stands in the place of a number that this reader may not see."""

    waarde: str | None = Field(None, examples=["< 5", "niet getoond"])
    teller: str | None = Field(None, examples=["< 5"])
    noemer: str | None = Field(None, examples=["niet getoond"])


class Gebiedswaarde(Json):
    indicator: str
    naam: str
    eenheid: Eenheid
    halfjaar: Halfjaarcode
    waarde: Getal | None = Field(
        description="Een aandeel als breuk (0,279 is 27,9 %). Leeg: verborgen of geen gegevens."
    )
    teller: Getal | None
    noemer: Getal | None
    verborgen: Verborgen | None = Field(description="Wat er niet staat omdat het over te weinig mensen gaat.")
    voorlopig: bool
    ontbreekt: list[str] = Field(description="De namen van de partijen van wie nog cijfers ontbreken.")
    stand: str


class Gebiedswaarden(Naam, Antwoord):
    editie: int
    bekend_op: datetime.date | None
    waarden: list[Gebiedswaarde]


class Gebiedvraag(Bladvraag):
    soort: een_van([soort.value for soort in Gebiedsoort]) = Field(None, description="Alleen gebieden van deze soort.")
    editie: heel_getal(2100) = Field(
        None, description="De wijken volgens de indeling van dit jaar, of de laatste daarvoor; zonder: die van nu."
    )


class Gebiedswaardenvraag(Vraag):
    indicator: een_van(sorted(INDICATOREN)) = Field(None, description="Alleen dit cijfer.")
    tot_en_met: HalfjaarVraag = Field(None, description="Het laatste halfjaar; zonder: het nieuwste.")
    bekend_op: Dag = Field(None, description="De cijfers zoals die op deze dag bekend waren.")


@router.get(
    "/gebieden",
    response=Gebiedenlijst,
    summary="De wijken en de eigen gebieden",
    description="Wijken van het CBS in één jaarlijkse indeling, en daarna de gebieden die de partijen zelf benoemden.",
)
def gebieden(request, vraag: Gebiedvraag = Query(...)):  # noqa: B008
    found: list[GebiedVorm] = []
    if vraag.soort != Gebiedsoort.EIGEN:
        wijken = Wijk.objects.in_editie(vraag.editie or timezone.localdate().year).defer("vorm")
        found += [_wijk(wijk) for wijk in wijken.order_by("code")]
    if vraag.soort != Gebiedsoort.WIJK:
        found += _eigen(Gebied.objects.all())
    shown, about = bladzijde(request, vraag, found)
    return Gebiedenlijst(resultaten=shown, **about)


@router.get(
    "/gebieden/{code}",
    response=GebiedAntwoord,
    summary="Eén wijk of eigen gebied",
    description="Van een wijk de nieuwste indeling.",
)
def gebied(request, code: str):
    wijk = _newest(code)
    found = [_wijk(wijk)] if wijk else _eigen(Gebied.objects.filter(code=_plain(code)))
    if not found:
        raise onbekend("Gebied", code, "een code uit /gebieden, zoals WK030710")
    return GebiedAntwoord(**found[0].dict(), **stempel())


@router.get(
    "/gebieden/{code}/waarden",
    response=Gebiedswaarden,
    summary="De cijfers van een wijk",
    description="Van elke indicator die per wijk bestaat het nieuwste cijfer, van alle partijen samen. Kleine "
    "aantallen mensen ziet alleen wie ze op de website ook ziet.",
)
def gebiedswaarden(request, code: str, vraag: Gebiedswaardenvraag = Query(...)):  # noqa: B008
    wijk = _newest(code)
    if wijk is None:
        raise onbekend("Wijk", code, "een wijk uit /gebieden, zoals WK030710; van eigen gebieden zijn er geen cijfers")
    codes = [vraag.indicator] if vraag.indicator else sorted(INDICATOREN)
    keuze = Keuze(tm=vraag.tot_en_met, op=vraag.bekend_op)
    small = Lezer.van(request.user, None)
    found = gebiedscijfers.van_wijk(wijk.code, codes, keuze, kleine_aantallen=small, state=request.stand)
    return Gebiedswaarden(
        code=wijk.code,
        naam=wijk.naam,
        editie=wijk.editie,
        bekend_op=vraag.bekend_op,
        waarden=[_waarde(each) for each in found],
        **stempel(keuze.moment),
    )


def _plain(code: str) -> str:
    return code.replace("\0", "")  # PostgreSQL refuses that sign


def _newest(code: str) -> Wijk | None:
    return Wijk.objects.filter(code=_plain(code)).defer("vorm").order_by("-editie").first()


def _wijk(wijk: Wijk) -> GebiedVorm:
    return GebiedVorm(
        code=wijk.code,
        naam=wijk.naam,
        soort=Gebiedsoort.WIJK,
        editie=wijk.editie,
        wijken=[],
        buurten=[],
        prioriteit=None,
    )


def _eigen(rows) -> list[GebiedVorm]:
    """Areas of our own, with the codes of what lies in them; each code once, whatever its editions."""
    areas = rows.prefetch_related("wijken", "buurten", "prioriteiten__partners")
    return [
        GebiedVorm(
            code=area.code,
            naam=area.naam,
            soort=Gebiedsoort.EIGEN,
            editie=None,
            wijken=sorted({wijk.code for wijk in area.wijken.all()}),
            buurten=sorted({buurt.code for buurt in area.buurten.all()}),
            prioriteit=_prioriteit(next((each for each in area.prioriteiten.all() if each.tot is None), None)),
        )
        for area in areas
    ]


def _prioriteit(found: Prioriteitsgebied | None) -> Prioriteit | None:
    if found is None:
        return None
    return Prioriteit(
        sinds=found.sinds,
        waarom=found.waarom,
        aanpak=found.aanpak,
        aanpak_sinds=found.aanpak_sinds,
        partners=[Naam(code=partij.code, naam=partij.naam) for partij in found.partners.all()],
    )


def _waarde(cijfer: Gebiedscijfer) -> Gebiedswaarde:
    return Gebiedswaarde(
        indicator=cijfer.code,
        naam=INDICATOREN[cijfer.code].naam,
        eenheid=INDICATOREN[cijfer.code].eenheid,
        halfjaar=str(cijfer.halfjaar),
        waarde=cijfer.waarden.get("waarde"),
        teller=cijfer.waarden.get("teller"),
        noemer=cijfer.waarden.get("noemer"),
        verborgen=Verborgen(**cijfer.verborgen) if cijfer.verborgen else None,
        voorlopig=cijfer.voorlopig,
        ontbreekt=list(cijfer.ontbreekt),
        stand=cijfer.stand,
    )
