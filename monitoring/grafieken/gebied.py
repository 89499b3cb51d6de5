"""The tables and charts of one area, and of two beside each other. Each has a name by which it can be downloaded."""

from __future__ import annotations

import functools
from dataclasses import replace

from django.urls import reverse

from basis.models import Wijk
from monitoring import gebieden, tekeningen
from monitoring.gebieden import Plek
from monitoring.gebieden import cijfers as gebiedscijfers
from monitoring.gebieden.cijfers import Hier
from monitoring.grafiek import (
    Bouwer,
    Cijfers,
    Grafiek,
    Herkomst,
    doel_tekst,
    getekend,
    grafiek,
    ondertitel,
    stand,
    vorm_van,
    waarde_tekst,
)
from monitoring.grafieken.algemeen import (
    aangevuld,
    as_halfjaren,
    kolommen_van,
    waarden_van,
)
from monitoring.grafieken.projecten import regels
from monitoring.indicatoren import INDICATOREN
from monitoring.plannen import projecten
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, Tabel, tabel
from monitoring.tekeningen import Vorm
from monitoring.verborgen import Verborgen
from monitoring.zinnen import algemeen as zinnen
from monitoring.zinnen import wijken as zinnen_wijken

VERLOOP = ("V1", "T1")  # growth and the share of urgent seekers are followed through the half-years
HERKOMST_BIJ_WIJK = " Uit welke rijen een cijfer komt, ziet u bij de wijk waar het gebied in ligt."


def hier(cijfers: Cijfers, plek: Plek) -> Hier:
    """All figures of an area: `cijfers` has those of the city."""
    return gebiedscijfers.hier(cijfers, plek, gebiedscijfers.codes(), VERLOOP)


def nieuwste(here: Hier) -> dict[str, Punt | None]:
    """The newest figure of each indicator that exists per area, as this reader may see it."""
    return {code: here.nieuwste(code) for code in gebiedscijfers.codes()}


def cijfers_van(here: Hier) -> Grafiek:
    """All figures of an area as a table."""
    cijfers, plek, punten = here.cijfers, here.plek, nieuwste(here)
    rijen = [
        [
            f"{code} {INDICATOREN[code].naam}",
            waarde_tekst(code, punt),
            str(punt.halfjaar) if punt else "",
            doel_tekst(replace(cijfers, keuze=replace(cijfers.keuze, corporatie=None)), code) or "geen getal",
            _stand(cijfers, code, punt),
        ]
        for code, punt in punten.items()
    ]
    kolommen = [Kolom(naam) for naam in ("cijfer", "hier", "tot en met", "doel voor de hele stad", "stand")]
    made = tabel(kolommen, rijen)
    made = replace(made, rijen=[_linked(cijfers, plek, *each) for each in zip(punten.items(), made.rijen, strict=True)])
    titel, where = f"Alle cijfers van {plek.naam}", "" if isinstance(plek, Wijk) else HERKOMST_BIJ_WIJK
    return _zonder_tekening(cijfers, f"cijfers-{gebieden.sleutel(plek)}", titel, made, where=where)


def _zonder_tekening(
    cijfers: Cijfers, naam: str, titel: str, rijen: Tabel, onder: str = "", where: str = ""
) -> Grafiek:
    who = zinnen.met_hoofdletter(cijfers.keuze.in_woorden)
    under = onder or f"{who}. Elk cijfer heeft zijn eigen eenheid en periode.{where}"
    return grafiek(cijfers, naam, titel, under, rijen, None, [])


def _linked(cijfers: Cijfers, plek: Plek, pair, rij) -> list:
    """The name leads to the definition, the figure of a wijk to its passport."""
    code, punt = pair
    row = [replace(rij[0], adres=reverse("monitoring:indicator", args=[code])), *rij[1:]]
    waar = _herkomst(cijfers, plek, code, punt)
    if waar and row[1].tekst in waar.teksten:
        row[1] = replace(row[1], adres=waar.adres(cijfers.keuze.op))
    return row


def _herkomst(cijfers: Cijfers, plek: Plek, code: str, punt: Punt | None) -> Herkomst | None:
    """Figures of a wijk have a passport; those of a buurt or an own area lead there by the wijken they lie in."""
    if not isinstance(plek, Wijk) or punt is None:
        return None
    return Herkomst(code, punt, gebiedscijfers.corporatie(cijfers, code), plek.code)


def _stand(cijfers: Cijfers, code: str, punt: Punt | None) -> str:
    if punt is None:
        return "geen gegevens"
    together = cijfers.partij_voor(code) and not gebiedscijfers.corporatie(cijfers, code)
    return stand(punt) + (", alle corporaties samen" if together else "")


def verloop(here: Hier, code: str) -> Grafiek:
    """One figure of an area through the half-years. What may not be seen has no bar, and says so in the table."""
    cijfers, plek, punten = gebiedscijfers.eigen(here.cijfers, code), here.plek, here.punten(code)
    cijfers = gebiedscijfers.tot(cijfers, code, punten[-1].halfjaar if punten else None)
    indicator = INDICATOREN[code]
    newest = next((punt for punt in reversed(punten) if punt.waarde is not None), None)
    return grafiek(
        cijfers,
        f"verloop-{gebieden.sleutel(plek)}-{code.lower()}",
        zinnen.begin(f"{indicator.naam}, {plek.naam}", waarde_tekst(code, newest)),
        ondertitel(cijfers, code, zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")),
        _verloop_tabel(code, punten),
        _verloop_figuur(punten, indicator.is_deel, vorm_van(indicator)),
        [punt for punt in punten if punt.waarde is not None],
        herkomst=[_herkomst(cijfers, plek, code, punt) for punt in punten],
    )


def _verloop_tabel(code: str, punten: list[Punt]) -> Tabel:
    kolommen = kolommen_van(code)
    rijen = [[str(punt.halfjaar), *waarden_van(kolommen, punt), stand(punt)] for punt in punten]
    return tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen)


def _verloop_figuur(punten: list[Punt], aandeel: bool, vorm: Vorm) -> dict | None:
    values = [_shown(getekend(punt, aandeel)) for punt in punten]
    if not any(value is not None for value in values):
        return None
    labels = [str(punt.halfjaar) for punt in punten]
    open_ = aangevuld([punt.voorlopig for punt in punten], labels)
    return tekeningen.reeks(as_halfjaren(labels), aangevuld(values, labels, None), open_, vorm)


def _shown(value):
    return None if isinstance(value, Verborgen) else value


def projecten_van(cijfers: Cijfers, plek: Plek) -> Grafiek:
    """The plan list here, as it was delivered last: realised and to come."""
    found = projecten.projecten(cijfers.keuze, plek, cijfers.reeksen.leveringen)
    titel = zinnen_wijken.projecten(plek.naam, *_nieuwbouw_en_sloop(found))
    onder = f"Woningen, {cijfers.keuze.wie}. Bron: de laatste vastgestelde projectenlijst van elke partij."
    return _zonder_tekening(cijfers, f"projecten-{gebieden.sleutel(plek)}", titel, regels(found, cijfers.namen), onder)


def _nieuwbouw_en_sloop(found: list[projecten.Projectregel]) -> tuple[list[int], list[int]]:
    """The homes of each project, apart for what comes and what goes."""
    return tuple([regel.woningen for regel in found if regel.is_nieuwbouw is new] for new in (True, False))


def vergelijking(a: Hier, b: Hier) -> Grafiek:
    """Two areas beside each other, each figure in a row, with the difference in words; no area comes out first."""
    cijfers, here, there = a.cijfers, nieuwste(a), nieuwste(b)
    rijen = [
        [f"{code} {INDICATOREN[code].naam}", waarde_tekst(code, here[code]), waarde_tekst(code, there[code]),
         _difference(code, a.plek, b.plek, here[code], there[code]), _both(cijfers, code, here[code], there[code])]
        for code in here
    ]  # fmt: skip
    kolommen = [Kolom(naam) for naam in ("cijfer", a.plek.naam, b.plek.naam, "verschil", "stand")]
    made = tabel(kolommen, rijen)
    rows = []
    for code, rij in zip(here, made.rijen, strict=True):
        left, right = (
            _linked(cijfers, a.plek, (code, here[code]), rij),
            _linked(cijfers, b.plek, (code, there[code]), [rij[0], rij[2]]),
        )
        rows.append([left[0], left[1], right[1], *rij[3:]])
    naam = f"vergelijk-{gebieden.sleutel(a.plek)}-{gebieden.sleutel(b.plek)}"
    return _zonder_tekening(cijfers, naam, f"{a.plek.naam} en {b.plek.naam} naast elkaar", replace(made, rijen=rows))


def _difference(code: str, a: Plek, b: Plek, here: Punt | None, there: Punt | None) -> str:
    values = [punt and punt.waarde for punt in (here, there)]
    indicator = INDICATOREN[code]
    return zinnen_wijken.verschil_in_woorden(
        a.naam, b.naam, *values, aandeel=indicator.is_aandeel, eenheid=str(indicator.eenheid)
    )


def _both(cijfers: Cijfers, code: str, here: Punt | None, there: Punt | None) -> str:
    known = next((punt for punt in (here, there) if punt), None)
    return f"t/m {known.halfjaar}, {_stand(cijfers, code, known)}" if known else "geen gegevens"


def verlopen(a: Hier, b: Hier) -> list[tuple[Grafiek, Grafiek]]:
    """The charts of both areas, each pair on one scale."""
    pairs = [(verloop(a, code), verloop(b, code)) for code in VERLOOP]
    for pair in pairs:
        axes = [chart.figuur["layout"]["yaxis"] for chart in pair if chart.figuur]
        both = _beide([axis["range"] for axis in axes]) if axes else []
        for axis in axes:
            axis["range"] = both
    return pairs


def _beide(ranges: list[list[float]]) -> list[float]:
    """One scale for both, with room below what is negative to write its value."""
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    return [low - (high - low) * tekeningen.HOOGTE_LABEL if low < 0 else 0, high]


def _verloop_van(cijfers: Cijfers, plek: Plek, code: str) -> Grafiek:
    return verloop(gebiedscijfers.hier(cijfers, plek, [code], [code]), code)


def vind(naam: str) -> Bouwer | None:
    """The builder of a table or chart of an area by the name that stands in the address of its download."""
    soort, *parts = naam.split("-")
    if soort == "verloop" and len(parts) == 2 and parts[1].upper() in gebiedscijfers.codes():
        plek, code = gebieden.van_sleutel(parts[0]), parts[1].upper()
        return plek and Bouwer((code,), functools.partial(_verloop_van, plek=plek, code=code))
    plekken = [gebieden.van_sleutel(part) for part in parts]
    if not plekken or None in plekken:
        return None
    if soort == "vergelijk" and len(plekken) == 2:
        return Bouwer((), lambda cijfers: vergelijking(*(hier(cijfers, plek) for plek in plekken)))
    if soort == "cijfers" and len(plekken) == 1:
        return Bouwer((), lambda cijfers: cijfers_van(hier(cijfers, plekken[0])))
    if soort == "projecten" and len(plekken) == 1:
        return Bouwer((), functools.partial(projecten_van, plek=plekken[0]))
    return None
