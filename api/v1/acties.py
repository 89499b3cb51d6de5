from __future__ import annotations

import datetime
from typing import Annotated

from ninja import Path, Query, Router
from pydantic import Field

from acties.models import Actie, Actiestatus, Mijlpaalstand, Thema
from api.problemen import Fout, onbekend, ongeldig
from api.vormen import Antwoord, Json, Lijst, Naam, bladzijde, stempel
from api.vragen import Bladvraag, Slug, een_van, heel_getal
from basis.models import Partij

router = Router(tags=["Acties"], by_alias=True)
JAREN = 2999
Nummer = Annotated[int, Path(ge=1, le=JAREN)]


class ActieVorm(Json):
    jaar: int
    nummer: int
    titel: str
    samenvatting: str
    thema: Naam | None = Field(description="Leeg: deze actie staat boven de thema’s.")
    trekkers: list[Naam]
    partners: list[Naam]
    planning: str
    deadline: datetime.date | None
    status: Actiestatus
    statusnaam: str = Field(examples=["aandacht nodig"])
    bijgewerkt_op: datetime.datetime | None = Field(description="Leeg zolang er nog geen statusmelding is.")


class Actielijst(Lijst):
    resultaten: list[ActieVorm]


class MijlpaalVorm(Json):
    naam: str
    gepland_op: datetime.date
    gehaald_op: datetime.date | None
    stand: Mijlpaalstand


class Melding(Json):
    """A status update, without the name of the person who wrote it."""

    van: Actiestatus
    naar: Actiestatus
    toelichting: str
    succes: str
    knelpunt: str
    op: datetime.datetime
    partij: str = Field(description="Namens welke partij.")


class Verwant(Json):
    jaar: int
    nummer: int
    titel: str


class ActieAntwoord(ActieVorm, Antwoord):
    officiele_tekst: str = Field(description="Zoals in de afspraken; leeg zolang het document niet is ingelezen.")
    noot: str
    vindplaats: str
    mijlpalen: list[MijlpaalVorm]
    laatste_melding: Melding | None
    verwant: list[Verwant]


class Actievraag(Bladvraag):
    jaar: heel_getal(JAREN) = Field(None, description="Alleen acties van dit jaar.")
    thema: Slug = Field(None, description="Alleen acties van dit thema; de code staat bij elke actie.")
    partij: Slug = Field(None, description="Alleen acties waarin deze partij trekker of partner is.")
    status: een_van(Actiestatus.values) = Field(None, description="Alleen acties met deze status.")


@router.get(
    "/acties",
    response=Actielijst,
    summary="De acties en hoe ze ervoor staan",
    description="De nieuwste jaren eerst.",
)
def acties(request, vraag: Actievraag = Query(...)):  # noqa: B008
    _check(vraag)
    rows = Actie.objects.visible_to(request.user).select_related("thema").prefetch_related("trekkers", "partners")
    asked = {"jaar": vraag.jaar, "thema__slug": vraag.thema, "status": vraag.status}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if vraag.partij:
        mine = rows.filter(trekkers__code=vraag.partij) | rows.filter(partners__code=vraag.partij)
        rows = mine.distinct()
    found, about = bladzijde(request, vraag, rows.order_by("-jaar", "nummer"))
    return Actielijst(resultaten=[ActieVorm(**_about(actie)) for actie in found], **about)


@router.get(
    "/acties/{int:jaar}/{int:nummer}",
    response=ActieAntwoord,
    summary="Eén actie, met mijlpalen en de laatste statusmelding",
    description="De status, wie trekt, wanneer er iets klaar is en wat er het laatst over is gemeld.",
)
def actie(request, jaar: Nummer, nummer: Nummer):
    rows = Actie.objects.visible_to(request.user).select_related("thema")
    found = rows.prefetch_related("trekkers", "partners").filter(jaar=jaar, nummer=nummer).first()
    if found is None:
        raise onbekend("Actie", f"{jaar}/{nummer}", "een jaar en nummer uit /acties")
    return ActieAntwoord(
        officiele_tekst=found.officiele_tekst,
        noot=found.noot,
        vindplaats=found.vindplaats,
        mijlpalen=[_mijlpaal(each) for each in found.mijlpalen.all()],
        laatste_melding=_melding(found.meldingen.first()),
        verwant=[Verwant(jaar=each.jaar, nummer=each.nummer, titel=each.titel) for each in found.verwant.all()],
        **_about(found),
        **stempel(),
    )


def _check(vraag: Actievraag) -> None:
    """A theme or party that does not exist is said back: an empty list would say that there are no such actions."""
    wrong = []
    if vraag.thema and not Thema.objects.filter(slug=vraag.thema).exists():
        wrong.append(Fout("thema", vraag.thema, "de code van een thema, zoals die bij een actie staat"))
    if vraag.partij and not Partij.objects.filter(code=vraag.partij).exists():
        wrong.append(Fout("partij", vraag.partij, "een code uit /partijen"))
    if wrong:
        raise ongeldig(*wrong)


def _about(found: Actie) -> dict:
    return {
        "jaar": found.jaar,
        "nummer": found.nummer,
        "titel": found.titel,
        "samenvatting": found.samenvatting,
        "thema": found.thema and Naam(code=found.thema.slug, naam=found.thema.naam),
        "trekkers": [Naam(code=partij.code, naam=partij.naam) for partij in found.trekkers.all()],
        "partners": [Naam(code=partij.code, naam=partij.naam) for partij in found.partners.all()],
        "planning": found.planning,
        "deadline": found.deadline,
        "status": found.status,
        "statusnaam": found.get_status_display(),
        "bijgewerkt_op": found.bijgewerkt_op,
    }


def _mijlpaal(found) -> MijlpaalVorm:
    return MijlpaalVorm(naam=found.naam, gepland_op=found.gepland_op, gehaald_op=found.gehaald_op, stand=found.stand)


def _melding(found) -> Melding | None:
    if found is None:
        return None
    return Melding(
        van=found.van,
        naar=found.naar,
        toelichting=found.toelichting,
        succes=found.succes,
        knelpunt=found.knelpunt,
        op=found.op,
        partij=found.door_partij,
    )
