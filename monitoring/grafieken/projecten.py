"""The project list, and the social share of the programme per project (V4): tables that download as charts do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format

from monitoring.grafiek import LOS, Cijfers, Grafiek, grafiek, met_adressen
from monitoring.grafieken.algemeen import GETAL, PROCENT
from monitoring.namen import Namen
from monitoring.plannen.projecten import Projectregel, haalt, projecten
from monitoring.tabellen import Cel, Kolom, Tabel, tabel
from monitoring.zinnen import voorraad as zinnen_voorraad
from monitoring.zinnen.algemeen import opsomming
from voorraad.models import Codelijst


@dataclass(frozen=True)
class Projectgroep:
    """The rows of the projects that are expected in one year, or that are done."""

    naam: str
    anker: str
    rijen: list[list[Cel]]


def projectenlijst(cijfers: Cijfers) -> Grafiek:
    """Every project: of whom, where, how many homes, how sure, when expected, and how far that moved."""
    return _lijst(cijfers, projecten(cijfers.keuze, geteld=cijfers.reeksen.leveringen))


def projecten_per_jaar(cijfers: Cijfers) -> tuple[Grafiek, list[Projectgroep]]:
    """The same list, and its rows by the year in which they are expected; what is done comes last."""
    found = projecten(cijfers.keuze, geteld=cijfers.reeksen.leveringen)
    made = _lijst(cijfers, found)
    years: dict[int | None, list[list[Cel]]] = {}
    for each, rij in zip(found, made.tabel.rijen, strict=True):
        years.setdefault(None if each.gerealiseerd else each.verwacht.jaar, []).append(rij)
    done = [Projectgroep("Klaar", "klaar", years.pop(None))] if None in years else []
    return made, [*(Projectgroep(f"Verwacht in {jaar}", f"jaar-{jaar}", years[jaar]) for jaar in sorted(years)), *done]


def _lijst(cijfers: Cijfers, found: list[Projectregel]) -> Grafiek:
    open_ = [each for each in found if each.gerealiseerd is None]
    late = len([each for each in open_ if each.verschoven > 0])
    return grafiek(
        cijfers,
        "projecten",
        zinnen_voorraad.projecten(len(open_), late, len(found) - len(open_)),
        _ondertitel(cijfers, found, "Projecten op de nieuwste vastgestelde plannenlijsten, in woningen"),
        regels(found, cijfers.namen),
        None,
        cijfers.punten("V4")[-1:],
    )


def regels(found: list[Projectregel], namen: Namen) -> Tabel:
    """Projects as a table: a row each."""
    heads = [Kolom(head) for head in ("project", "wijk", "partij", "soort")]
    heads += [Kolom("woningen", GETAL), Kolom("waarvan sociale huur", GETAL)]
    heads += [Kolom(head) for head in ("planstatus", "hard of zacht", "verwacht", "tegenover het eerste plan")]
    return _zonder_paspoort(tabel(heads, [_rij(each, namen) for each in found]))


def _rij(regel: Projectregel, namen: Namen) -> list:
    done = regel.gerealiseerd
    return [
        regel.naam or regel.code,
        opsomming(regel.wijken) or "niet opgegeven",
        wie(regel, namen),
        regel.soort,
        regel.woningen,
        regel.sociaal,
        opsomming(namen.van_code(Codelijst.PLANSTATUS, each) for each in regel.planstatussen),
        opsomming(regel.hardheden),
        f"klaar in {done}" if done else str(regel.verwacht),
        zinnen_voorraad.verschoven(regel.verschoven),
    ]


def wie(regel: Projectregel, namen: Namen) -> str:
    """The corporation, or what kind of party builds what the municipality lists."""
    if regel.initiatiefnemer == "corporatie":
        return regel.partij.naam
    return namen.van_code(Codelijst.INITIATIEFNEMER, regel.initiatiefnemer)


def programma(cijfers: Cijfers) -> Grafiek:
    """V4 per project: which part of the new homes is social rent, against the 35 % that was agreed for each."""
    every = projecten(cijfers.keuze, geteld=cijfers.reeksen.leveringen)
    found = [each for each in every if each.is_nieuwbouw]
    goal = next(iter(cijfers.doelen.get("V4", [])), None)
    share = float(goal.waarde) if goal and goal.waarde else None
    heads = [Kolom(head) for head in ("project", "wijk", "partij")]
    heads += [Kolom("woningen", GETAL), Kolom("sociale huur", GETAL), Kolom("aandeel sociaal", PROCENT)]
    rijen = [[*_rij(each, cijfers.namen)[:3], each.woningen, each.sociaal, each.sociaal_aandeel] for each in found]
    title = (
        zinnen_voorraad.programma(len(haalt(found, share)), len(found), share)
        if share
        else "Sociale huur per nieuwbouwproject."
    )
    return grafiek(
        cijfers,
        "programma",
        title,
        _ondertitel(cijfers, found, "Nieuwbouwprojecten, gerealiseerd en nog te komen, in woningen"),
        _zonder_paspoort(tabel(heads, rijen)),
        None,
        cijfers.punten("V4")[-1:],
    )


def _zonder_paspoort(table: Tabel) -> Tabel:
    """The numbers are those of the lists themselves."""
    return met_adressen(table, [[LOS] * len(table.kolommen) for _ in table.rijen])


def _ondertitel(cijfers: Cijfers, found: list[Projectregel], eenheid: str) -> str:
    """Unit, whose projects, the reference date of the newest list, and that lists may be of different half-years."""
    who = cijfers.keuze.wie if cijfers.keuze.corporatie else "alle partijen samen"
    if not found:
        return f"{eenheid}, {who}."
    newest = max(each.levering.halfjaar for each in found)
    older = sorted({f"{each.partij} ({each.levering.halfjaar})" for each in found if each.levering.halfjaar < newest})
    note = f" Van een eerder halfjaar: {opsomming(older)}." if older else ""
    peil = date_format(newest.peildatum, "j F Y")
    return f"{eenheid}, {who}. Peildatum {peil}. Bron: de plannenlijsten.{note}"
