from __future__ import annotations

import datetime

from ninja import Query, Router
from pydantic import Field

from api.problemen import Fout, onbekend, ongeldig
from api.v1.doelstellingen import DoelstellingVorm, doel_vorm
from api.vormen import Antwoord, Getal, Halfjaarcode, Json, Lijst, Naam, berekend, bladzijde, stempel
from api.vragen import Bladvraag, Dag, HalfjaarVraag, JaNee, Slug, Vraag
from basis.models import Partij, Partijsoort
from monitoring import namen, reeksen
from monitoring.grafiek import stand, waarde_tekst
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Eenheid, Periode
from monitoring.keuze import Keuze
from monitoring.models import Doelstelling
from monitoring.namen import Namen
from monitoring.reeksen import Punt

router = Router(tags=["Cijfers"], by_alias=True)


class Telwoorden(Json):
    teller: str
    noemer: str


class IndicatorVorm(Naam):
    eenheid: Eenheid
    periode: Periode = Field(description="Wat een halfjaar in de reeks betekent.")
    formule: str = Field(description="De rekenregel in woorden.")
    paragraaf: str = Field(description="De plaats in de afspraken.")
    thema: str = Field(description="Code van het thema.")
    van: list[Partijsoort] = Field(description="Van wie de cijfers komen; leeg als ze uit de acties volgen.")
    over_personen: bool = Field(
        description="Of kleine aantallen per gebied verborgen worden voor wie ze niet mag zien."
    )
    telt: Telwoorden | None = Field(description="Hoe teller en noemer heten, bij een deel van een geheel.")


class Indicatorenlijst(Lijst):
    resultaten: list[IndicatorVorm]


class IndicatorAntwoord(IndicatorVorm, Antwoord):
    doelstellingen: list[DoelstellingVorm] = Field(description="De doelen die nu gelden.")


class Onderdeel(Json):
    code: str = Field(examples=["nieuwbouw", "hard/sloop/2027-1"])
    naam: str = Field(description="Zoals het op de website heet.", examples=["nieuwbouw", "label E"])
    waarde: Getal | None = Field(
        description="Over dezelfde periode als de waarde van het cijfer zelf. Is dat een aandeel of een gemiddelde, "
        "dan is dit dat ook. Leeg: geen gegevens."
    )
    teller: Getal | None = Field(description="Wat telt, bij een aandeel of een gemiddelde.")
    noemer: Getal | None = Field(description="Waardoor gedeeld wordt: het geheel waar het onderdeel in ligt.")
    halfjaarwaarde: Getal | None = Field(description="Van dit halfjaar alleen, bij een aantal.")


class Opgave(Json):
    """A task in persons: what was asked, what was carried over, what was done."""

    taak: Getal
    achterstand: Getal = Field(description="Uit eerdere halfjaren; onder nul is het een voorsprong.")
    gedaan: Getal


class Waarde(Json):
    halfjaar: Halfjaarcode
    peildatum: datetime.date
    waarde: Getal | None = Field(
        description="In de eenheid van de indicator, een aandeel als breuk (0,279 is 27,9 %). Leeg: geen gegevens."
    )
    tekst: str = Field(description="Zoals het op de website staat.", examples=["27,9 %", "geen gegevens"])
    teller: Getal | None
    noemer: Getal | None
    halfjaarwaarde: Getal | None = Field(
        description="Van dit halfjaar alleen, waar de waarde optelt over meer halfjaren."
    )
    voorlopig: bool = Field(description="Of er nog cijfers van een partij ontbreken.")
    ontbreekt: list[str] = Field(description="De namen van wie nog ontbreekt.")
    stand: str = Field(examples=["vastgesteld", "voorlopig, zonder Portaal"])
    opgave: Opgave | None = Field(description="Bij een cijfer met een opgave, in personen.")
    onderdelen: list[Onderdeel]
    berekend_op: datetime.datetime | None


class Waardenreeks(Naam, Antwoord):
    eenheid: Eenheid
    periode: Periode
    partij: Naam | None = Field(description="Leeg: alle partijen samen.")
    bekend_op: datetime.date | None = Field(description="Leeg: zoals nu bekend.")
    waarden: list[Waarde]


class Waardenvraag(Vraag):
    partij: Slug = Field(None, description="Code van een partij uit /partijen; zonder: alle partijen samen.")
    vanaf: HalfjaarVraag = Field(None, description="Het eerste halfjaar.")
    tot_en_met: HalfjaarVraag = Field(None, description="Het laatste halfjaar.")
    bekend_op: Dag = Field(None, description="De cijfers zoals die op deze dag bekend waren.")
    onderdelen: JaNee = Field(True, description="Of de onderdelen van het cijfer erbij staan.")


@router.get(
    "/indicatoren",
    response=Indicatorenlijst,
    summary="Alle cijfers die de afspraken volgen",
    description="Wat elk cijfer betekent: eenheid, periode, rekenregel en plaats in de afspraken.",
)
def indicatoren(request, vraag: Bladvraag = Query(...)):  # noqa: B008
    found, about = bladzijde(request, vraag, [INDICATOREN[code] for code in sorted(INDICATOREN)])
    return Indicatorenlijst(resultaten=[IndicatorVorm(**_about(each)) for each in found], **about)


@router.get(
    "/indicatoren/{code}",
    response=IndicatorAntwoord,
    summary="Wat één cijfer betekent",
    description="De definitie van één cijfer, met de doelen die nu gelden.",
)
def indicator(request, code: str):
    found = find(code)
    goals = [doel_vorm(doel) for doel in Doelstelling.objects.geldig().filter(indicator=code)]
    return IndicatorAntwoord(doelstellingen=goals, **_about(found), **stempel())


@router.get(
    "/indicatoren/{code}/waarden",
    response=Waardenreeks,
    summary="Een cijfer door de tijd",
    description="Dezelfde cijfers als op de website, per halfjaar, voor alle partijen samen of voor één partij. "
    "Een cijfer dat er niet is, is leeg en nooit 0.",
)
def waarden(request, code: str, vraag: Waardenvraag = Query(...)):  # noqa: B008
    found = find(code)
    partij = party_of(found, vraag.partij)
    if vraag.vanaf and vraag.tot_en_met and vraag.vanaf > vraag.tot_en_met:
        raise ongeldig(Fout("vanaf", str(vraag.vanaf), f"een halfjaar tot en met {vraag.tot_en_met} (totEnMet)"))
    moment = Keuze(op=vraag.bekend_op).moment
    known = reeksen.load([code], partij=partij, tot=vraag.tot_en_met, op=moment).punten(code, partij)
    punten = reeksen.te_geven(code, known)
    moments, names = berekend(moment), namen.load() if vraag.onderdelen else None
    shown = [punt for punt in punten if not vraag.vanaf or punt.halfjaar >= vraag.vanaf]
    return Waardenreeks(
        code=code,
        naam=found.naam,
        eenheid=found.eenheid,
        periode=found.periode,
        partij=partij and Naam(code=partij.code, naam=partij.naam),
        bekend_op=vraag.bekend_op,
        waarden=[_waarde(code, punt, names, moments) for punt in shown],
        **stempel(moment),
    )


def find(code: str) -> Indicator:
    if code not in INDICATOREN:
        raise onbekend("Indicator", code, f"een van {', '.join(sorted(INDICATOREN))}")
    return INDICATOREN[code]


def party_of(found: Indicator, code: str | None) -> Partij | None:
    """The party that was asked for, which must be one that this figure is made of."""
    if code is None:
        return None
    parties = {partij.code: partij for partij in Partij.objects.aanleverend() if partij.soort in found.van}
    if code not in parties:
        those = ", ".join(parties)
        raise ongeldig(
            Fout("partij", code, f"een van {those}" if those else f"geen partij: {found.code} is er niet per partij")
        )
    return parties[code]


def _about(found: Indicator) -> dict:
    return {
        "code": found.code,
        "naam": found.naam,
        "eenheid": found.eenheid,
        "periode": found.periode,
        "formule": found.formule,
        "paragraaf": found.paragraaf,
        "thema": found.thema,
        "van": list(found.van),
        "over_personen": found.over_personen,
        "telt": Telwoorden(teller=found.telt[0], noemer=found.telt[1]) if found.telt else None,
    }


def _waarde(code: str, punt: Punt, names: Namen | None, moments: dict) -> Waarde:
    return Waarde(
        halfjaar=str(punt.halfjaar),
        peildatum=punt.halfjaar.peildatum,
        waarde=punt.waarde,
        tekst=waarde_tekst(code, punt),
        teller=punt.teller,
        noemer=punt.noemer if INDICATOREN[code].telt else None,
        halfjaarwaarde=punt.periode,
        voorlopig=punt.voorlopig,
        ontbreekt=list(punt.ontbreekt),
        stand=stand(punt),
        opgave=_opgave(punt),
        onderdelen=_onderdelen(code, punt, names) if names else [],
        berekend_op=moments.get(punt.halfjaar),
    )


def _opgave(punt: Punt) -> Opgave | None:
    if punt.taak is None:
        return None
    return Opgave(taak=punt.taak, achterstand=punt.achterstand, gedaan=punt.gehuisvest)


def _onderdelen(code: str, punt: Punt, names: Namen) -> list[Onderdeel]:
    return [_onderdeel(code, punt, part, names) for part in sorted(punt.onderdelen)]


def _onderdeel(code: str, punt: Punt, part: str, names: Namen) -> Onderdeel:
    share = punt.delen.get(part)
    return Onderdeel(
        code=part,
        naam=names.van(INDICATOREN[code], part),
        waarde=punt.cijfer(part),
        teller=share and share.teller,
        noemer=share and share.noemer,
        halfjaarwaarde=None if punt.in_quotienten else punt.onderdelen_periode.get(part),
    )
