"""The time line of the actions: their milestones, planned, reached and moved, as a drawing and as a table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format

from acties.models import Actie, Mijlpaal
from acties.status import GEPLAND_OP
from acties.tijdlijn import shifts
from monitoring.grafiek import Grafiek, Sleutel
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import acties as tekening_acties
from monitoring.tekeningen.acties import GEHAALD, VOORBIJ, VORMEN, Merk, Regel

KOLOMMEN = [Kolom("Actie"), Kolom("Mijlpaal"), Kolom("Stand"), Kolom("Datum"), Kolom("Eerder gepland op")]


def mijlpalen(acties: Sequence[Actie], vandaag: datetime.date) -> Grafiek:
    """Every action that has milestones, in the order given; a milestone that was dropped is left out, and one
    that goes on in a next year stands there."""
    prefetch_related_objects(acties, "mijlpalen")
    history = shifts(mijlpaal.pk for actie in acties for mijlpaal in actie.mijlpalen.all())
    several = len({actie.jaar for actie in acties}) > 1
    regels = [regel for actie in acties if (regel := _regel(actie, history, several)).merken]
    addresses = [merk.adres for regel in regels for merk in regel.merken]
    made = tabel(KOLOMMEN, (_row(regel, merk) for regel in regels for merk in regel.merken))
    rows = [[replace(rij[0], adres=adres), *rij[1:]] for rij, adres in zip(made.rijen, addresses, strict=True)]
    figure = tekening_acties.tijdlijn(regels, vandaag, _day) if regels else None
    titel = _finding([merk.stand for regel in regels for merk in regel.merken])
    return Grafiek(
        "mijlpalen",
        titel,
        "Mijlpalen per actie. Een mijlpaal die is verschoven, heeft een stippellijn vanaf de eerdere datum.",
        replace(made, rijen=rows),
        figuur=figure and {**figure, "klik": tekening_acties.klik(regels)},
        samenvatting=f"Tijdlijn. {titel} De mijlpalen staan in de tabel onder de tijdlijn.",
        legenda=[Sleutel(naam, kleur) for naam, (kleur, _) in VORMEN.items()],
        figuur_id="figuur-mijlpalen",
        bestandsnaam="mijlpalen",
    )


def _regel(actie: Actie, history: dict, met_jaar: bool) -> Regel:
    kept = [mijlpaal for mijlpaal in actie.mijlpalen.all() if not (mijlpaal.vervallen_op or mijlpaal.doorgezet_op)]
    number = f"{actie.jaar}-{actie.nummer}" if met_jaar else str(actie.nummer)
    return Regel(f"{number}. {actie.titel}", [_merk(mijlpaal, history[mijlpaal.pk], actie) for mijlpaal in kept])


def _merk(mijlpaal: Mijlpaal, changes: list, actie: Actie) -> Merk:
    earlier = [datetime.date.fromisoformat(change.van) for change in changes if change.veld == GEPLAND_OP]
    day = mijlpaal.gehaald_op or mijlpaal.gepland_op
    return Merk(mijlpaal.naam, day, mijlpaal.stand.label, tuple(earlier), actie.get_absolute_url())


def _row(regel: Regel, merk: Merk) -> list[str]:
    return [regel.naam, merk.naam, merk.stand, _day(merk.op), ", ".join(map(_day, merk.eerder))]


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")


def _finding(standen: list[str]) -> str:
    """'Van de 40 mijlpalen zijn er 9 gehaald. Bij 5 is de datum voorbij.'"""
    if not standen:
        return "Er zijn nog geen mijlpalen bij deze keuze."
    done, late = standen.count(GEHAALD), standen.count(VOORBIJ)
    verb = "is er" if done == 1 else "zijn er"
    first = f"Van de {len(standen)} mijlpalen {verb} {done} gehaald."
    if len(standen) == 1:
        first = "De mijlpaal is gehaald." if done else "De mijlpaal is nog niet gehaald."
    return f"{first} Bij {late} is de datum voorbij." if late else first
