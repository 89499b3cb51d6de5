"""The filtered tables of actions and of decisions as files."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from acties.dossier import samen
from acties.models import Actie, Actiestatus, Besluit, Knelpunt
from basis.tabelbestand import Tabelbestand

KOPPEN = ["Jaar", "Nr", "Actie", "Samenvatting", "Thema", "Trekkers", "Partners", "Planning", "Deadline", "Status",
          "Laatste toelichting", "Bijgewerkt"]  # fmt: skip
BESLUITKOPPEN = ["Nr", "Besluit", "Waarom", "Actie", "Cijfer", "Thema", "Partij", "Persoon", "Uiterlijk", "Stand",
                 "Wat ervan kwam", "Klaar op", "Genomen in", "Datum overleg"]  # fmt: skip
KNELPUNTKOPPEN = ["Nr", "Soort", "Titel", "Toelichting", "Stand", "Sinds", "Hoe het afliep", "Partij", "Persoon",
                  "Actie", "Thema", "Gebied", "Project", "Doorbraakteam", "Wie erin zitten", "Wat het opleverde",
                  "Gemeld door", "Partij van de melder", "Gemeld op"]  # fmt: skip


def bestand(acties: Iterable[Actie], filters: str) -> Tabelbestand:
    """`filters` says in words which actions these are."""
    return _bestand("Acties", KOPPEN, [_row(actie) for actie in acties], filters)


def besluiten(rows: Iterable[Besluit], filters: str) -> Tabelbestand:
    """The same of decisions."""
    return _bestand("Besluiten", BESLUITKOPPEN, [_decision(besluit) for besluit in rows], filters)


def knelpunten(rows: Iterable[Knelpunt], filters: str) -> Tabelbestand:
    """The same of bottlenecks and chances."""
    return _bestand("Knelpunten en kansen", KNELPUNTKOPPEN, [_knelpunt(each) for each in rows], filters)


def _bestand(blad: str, koppen: list[str], rijen: list[list], filters: str) -> Tabelbestand:
    toelichting = [
        ("Titel", f"{blad} van de samenwerkingsafspraken Amersfoort"),
        ("Keuze", filters),
        ("Gemaakt op", date_format(timezone.localdate(), "j F Y")),
    ]
    return Tabelbestand(blad, koppen, rijen, toelichting, fictief=settings.DEMO)


def werkmap(acties: Iterable[Actie]) -> Tabelbestand:
    """The open actions to be filled in and read back by `samen.preview`: what has no note stays as it is."""
    toelichting = [
        ("Titel", "Acties om bij te werken"),
        (
            "Zo werkt het",
            f"Verander zo nodig de status en schrijf bij ‘{samen.NIEUWS}’ wat er speelt. Zonder dat blijft een rij "
            "zoals ze is. De kolommen Actie, Laatste toelichting en Bijgewerkt zijn alleen om te lezen.",
        ),
        ("Statussen", ", ".join(Actiestatus.labels)),
        ("Versie", "Laat deze kolom staan: zo zien we of iemand anders de actie intussen heeft bijgewerkt."),
        ("Gemaakt op", date_format(timezone.localdate(), "j F Y")),
    ]
    rijen = []
    for actie in acties:
        title, note, updated = samen.to_read(actie).values()
        words = [actie.jaar, actie.nummer, title, actie.get_status_display(), "", "", ""]
        rijen.append([*words, note, updated, actie.versie])
    return Tabelbestand("Acties", samen.KOPPEN, rijen, toelichting, fictief=settings.DEMO)


def _row(actie: Actie) -> list:
    return [
        actie.jaar,
        actie.nummer,
        actie.titel,
        actie.samenvatting,
        str(actie.thema or "boven de thema’s"),
        ", ".join(map(str, actie.trekkers.all())),
        ", ".join(map(str, actie.partners.all())),
        actie.planning,
        actie.deadline,
        actie.get_status_display(),
        samen.last_note(actie),
        actie.bijgewerkt_op and timezone.localdate(actie.bijgewerkt_op),
    ]


def _decision(besluit: Besluit) -> list:
    return [
        besluit.pk,
        besluit.wat,
        besluit.waarom,
        str(besluit.actie or ""),
        besluit.indicator,
        "het hele overleg" if besluit.hele_overleg else str(besluit.thema or ""),
        str(besluit.partij),
        besluit.wie_naam,
        besluit.uiterlijk,
        besluit.get_status_display(),
        besluit.uitkomst,
        besluit.afgerond_op,
        besluit.overleg.naam,
        besluit.overleg.datum,
    ]


def _knelpunt(each: Knelpunt) -> list:
    return [
        each.pk,
        each.get_soort_display(),
        each.titel,
        each.tekst,
        each.get_stand_display(),
        timezone.localdate(each.stand_op),
        each.afloop,
        str(each.partij),
        each.wie_naam,
        str(each.actie or ""),
        str(each.thema or ""),
        str(each.wijk or each.gebied or ""),
        each.project,
        "ja" if each.doorbraakteam else "nee",
        each.team,
        each.team_uitkomst,
        each.gemeld_door_naam,
        each.gemeld_door_partij,
        timezone.localdate(each.gemeld_op),
    ]
