"""The map of an indicator per wijk or buurt, with the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse

from basis.halfjaar import EERSTE
from basis.models import Buurt, Wijk
from monitoring.gebieden import cijfers as gebiedscijfers
from monitoring.gebieden import kaartvormen
from monitoring.grafiek import (
    Cijfers,
    Grafiek,
    Herkomst,
    Sleutel,
    getekend,
    grafiek,
    ondertitel,
    vorm_van,
    waarde_tekst,
)
from monitoring.grafieken.algemeen import kolommen_van, waarden_van
from monitoring.indicatoren import INDICATOREN
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import Vorm
from monitoring.tekeningen import kaart as tekening_kaart
from monitoring.tekeningen.kaart import KLEUR_GEEN, KLEUR_VERBORGEN, Vlak
from monitoring.verborgen import Verborgen
from monitoring.zinnen import algemeen as zinnen
from monitoring.zinnen import wijken as zinnen_wijken

SOORTEN = {"wijken": Wijk, "buurten": Buurt}


@dataclass(frozen=True)
class Kaartsleutel(Sleutel):
    """A key of the map; `teken` is the pattern that lies over its colour."""

    teken: str = ""


def kaart(cijfers: Cijfers, code: str, soort: str = "wijken") -> Grafiek:
    """The newest figure of each area, drawn and as a table; what may not be seen says so and has no class."""
    cijfers = gebiedscijfers.eigen(cijfers, code)
    model, half = SOORTEN[soort], gebiedscijfers.halfjaar(cijfers, code)
    note = gebiedscijfers.noot(cijfers, code, half)
    cijfers = gebiedscijfers.tot(cijfers, code, half)
    found = {area.code: punt for area, punt in gebiedscijfers.van_soort(cijfers, code, half, model)} if half else {}
    areas = gebieden(model, half, found)
    punten = {area.code: found.get(area.code) for area in areas}
    indicator = INDICATOREN[code]
    vorm = vorm_van(indicator)
    values = [punt and getekend(punt, indicator.is_deel) for punt in punten.values()]
    titel = zinnen_wijken.kaart(indicator.naam, values, model.__name__, vorm)
    made = grafiek(
        cijfers,
        f"indicator-{code.lower()}-kaart" if soort == "wijken" else f"indicator-{code.lower()}-buurtkaart",
        titel,
        ondertitel(cijfers, code, zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")) + note,
        _tabel(cijfers, code, areas, punten),
        None,
        [punt for punt in punten.values() if punt],
        herkomst=[_herkomst(cijfers, code, area, punten[area.code]) for area in areas],
    )
    return _getekend(made, cijfers, code, areas, punten, vorm) if found else made


def gebieden(model, half, found: dict[str, Punt]) -> list[Wijk | Buurt]:
    """The areas of the edition of this half-year in order of number, and those of other editions that have figures."""
    now = list(model.objects.in_editie((half or EERSTE).jaar).order_by("code"))
    missing = set(found) - {area.code for area in now}
    others = {area.code: area for area in model.objects.filter(code__in=missing).defer("vorm").order_by("editie")}
    return now + [others[code] for code in sorted(others)]


def nummer(area: Wijk | Buurt) -> str:
    """The last digits of the code: what stands on the map and in the table."""
    return area.code[6:8] if isinstance(area, Wijk) else area.code[6:]


def adres(cijfers: Cijfers, code: str) -> str:
    return reverse("monitoring:wijk", args=[code]) + cijfers.keuze.vraag


def _tabel(cijfers: Cijfers, code: str, areas, punten):
    *beside, figure = kolommen_van(code)
    kolommen = [figure, *beside]
    values = [waarden_van(kolommen, punt or Punt(EERSTE, None)) for punt in punten.values()]
    soort = "wijk" if not areas or isinstance(areas[0], Wijk) else "buurt"
    rijen = [
        [area.naam, nummer(area), *row, _zeker(punten[area.code])] for area, row in zip(areas, values, strict=True)
    ]
    made = tabel([Kolom(soort), Kolom("nr."), *kolommen, Kolom("stand")], rijen)
    linked = [
        [replace(rij[0], adres=adres(cijfers, area.code)), *rij[1:]]
        for area, rij in zip(areas, made.rijen, strict=True)
    ]
    return replace(made, rijen=linked)


def _zeker(punt: Punt | None) -> str:
    """Short: which parties are missing stands once, above the table."""
    if punt is None:
        return "geen gegevens"
    return "voorlopig" if punt.ontbreekt else "vastgesteld"


def _herkomst(cijfers: Cijfers, code: str, area, punt: Punt | None) -> Herkomst | None:
    """Figures of a wijk have a passport; those of a buurt are rows of its wijk's."""
    if punt is None or isinstance(area, Buurt):
        return None
    return Herkomst(code, punt, gebiedscijfers.corporatie(cijfers, code), area.code)


def _getekend(made: Grafiek, cijfers: Cijfers, code: str, areas, punten, vorm: Vorm) -> Grafiek:
    """The same with its map; areas without a place on it stand in the table only."""
    shapes = kaartvormen.vormen([area for area in areas if _on_map(area, areas)])
    drawn = [area for area in areas if area.code in shapes]
    if not drawn:
        return made
    vlakken = [_vlak(code, area, punten[area.code], *shapes[area.code]) for area in drawn]
    groepen = tekening_kaart.klassen([vlak.waarde for vlak in vlakken if vlak.waarde is not None], vorm)
    figure = tekening_kaart.kaart(vlakken, groepen, vorm)
    figure["klik"] = [[adres(cijfers, area.code)] for area in drawn]
    note = "" if all(area.vorm for area in drawn) else f" {zinnen_wijken.TEGELKAART}"
    return replace(
        made,
        figuur=figure,
        legenda=_legenda(groepen, vlakken),
        ondertitel=made.ondertitel + note,
        samenvatting=f"Kaart. {made.titel} De cijfers staan in de tabel bij de kaart.",
    )


def _on_map(area, areas) -> bool:
    return area.editie == areas[0].editie


def _vlak(code: str, area, punt: Punt | None, ringen, midden) -> Vlak:
    hidden = punt is not None and isinstance(punt.waarde, Verborgen)
    value = None if punt is None or hidden else getekend(punt, INDICATOREN[code].is_deel)
    open_ = bool(punt and punt.voorlopig)
    return Vlak(nummer(area), area.naam, ringen, midden, value, waarde_tekst(code, punt), open_, hidden)


def _legenda(groepen, vlakken) -> list[Kaartsleutel]:
    keys = [Kaartsleutel(groep.woorden, groep.kleur) for groep in groepen]
    if any(vlak.verborgen for vlak in vlakken):
        keys.append(Kaartsleutel("niet getoond of minder dan 5", KLEUR_VERBORGEN, "kruis"))
    if any(vlak.waarde is None and not vlak.verborgen for vlak in vlakken):
        keys.append(Kaartsleutel("geen gegevens", KLEUR_GEEN, "stip"))
    return keys


def buurtkaart(cijfers: Cijfers, code: str) -> Grafiek:
    return kaart(cijfers, code, "buurten")
