"""Tables of the parts that are named after codes: groups, price categories, labels, plans per half-year."""

from __future__ import annotations

from monitoring.grafiek import Cijfers, Grafiek, Herkomst, grafiek, ondertitel
from monitoring.grafieken.algemeen import GETAL, PROCENT, deelvorm
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.vormen import NETTO, Planstand
from monitoring.maat import Maat, Wat
from monitoring.plannen.planpad import planpad
from monitoring.punten import met_nul
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.zinnen import algemeen as zinnen

HALFJAREN = 4  # so many stand beside each other


def heeft_delen(code: str) -> bool:
    return any("{" in naam for naam in INDICATOREN[code].onderdelen)


def per_onderdeel(cijfers: Cijfers, code: str) -> Grafiek:
    """Each part through the last half-years, and its newest share; plans per half-year in which they are expected."""
    build = _plannen if isinstance(INDICATOREN[code].vorm, Planstand) else _delen
    punten = [punt for punt in cijfers.punten(code) if punt.waarde is not None][-HALFJAREN:]
    kolommen, rijen, waar = build(cijfers, code, punten) if punten else ([], [], [])
    indicator = INDICATOREN[code]
    return grafiek(
        cijfers,
        f"indicator-{code.lower()}-onderdelen",
        f"{indicator.naam}, per onderdeel",
        ondertitel(cijfers, code, zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")),
        tabel(kolommen, rijen),
        None,
        punten,
        herkomst=waar,
    )


Blok = tuple[list[Kolom], list[list], list[list[Herkomst | None]]]  # columns, rows, and what each cell is about


def _delen(cijfers: Cijfers, code: str, punten: list[Punt]) -> Blok:
    """A row per part: its figure in each half-year, and what makes the newest."""
    indicator, last = INDICATOREN[code], punten[-1]
    found = {name for punt in punten for name in punt.onderdelen if "{" in (indicator.patroon(name) or "")}
    parts = sorted(found, key=lambda name: cijfers.namen.volgorde(indicator, name))
    now = _nu(code, last, parts)
    kolommen = [Kolom(str(punt.halfjaar), deelvorm(code)) for punt in punten]
    kolommen += [Kolom(f"{kop}, {last.halfjaar}", vorm) for kop, vorm, _ in now]
    cells = [(punt, Wat.CIJFER) for punt in punten] + [(last, wat) for _, _, wat in now]
    waar = [[_over(cijfers, code, punt, Maat(part, wat=wat)) for punt, wat in cells] for part in parts]
    labels = [zinnen.met_hoofdletter(cijfers.namen.van(indicator, part)) for part in parts]
    return _blok([Kolom("onderdeel"), *kolommen], labels, waar)


def _nu(code: str, last: Punt, parts: list[str]) -> list[tuple[str, str, Wat]]:
    """What stands of the newest half-year beside the figure of a part: numerator and denominator, or the share."""
    if INDICATOREN[code].is_quotient and parts:
        above, below = INDICATOREN[code].telwoorden(parts[0])
        return [(above, GETAL, Wat.TELLER), (below, GETAL, Wat.NOEMER)]
    return [("aandeel", PROCENT, Wat.AANDEEL)] if last.delen else []


def _over(cijfers: Cijfers, code: str, punt: Punt, maat: Maat) -> Herkomst:
    return Herkomst(code, punt, cijfers.partij_voor(code), maat=maat)


def _blok(kolommen: list[Kolom], labels: list[str], waar: list[list[Herkomst]]) -> Blok:
    """Each cell holds the number that it is about."""
    rijen = [[label, *(each.maat.van(each.punt) for each in row)] for label, row in zip(labels, waar, strict=True)]
    return kolommen, rijen, [[None, *row] for row in waar]


def _plannen(cijfers: Cijfers, code: str, punten: list[Punt]) -> Blok:
    """Per half-year what is expected to come and to go, in hard and in soft plans."""
    indicator = INDICATOREN[code]
    steps = planpad(punten[-1])
    kinds = sorted({kind for step in steps for kind in (*step.nieuwbouw, *step.sloop)})
    columns = [(kind, soort) for kind in kinds for soort in ("nieuwbouw", "sloop", NETTO)]
    parts = {step.halfjaar: [f"{kind}/{soort}/{step.halfjaar}" for kind, soort in columns] for step in steps}
    last = met_nul(indicator, punten[-1], [part for row in parts.values() for part in row])
    kolommen = [Kolom(f"{soort}, {cijfers.namen.van(indicator, kind)}", GETAL) for kind, soort in columns]
    waar = [[_over(cijfers, code, last, Maat(part)) for part in row] for row in parts.values()]
    return _blok([Kolom("verwacht in"), *kolommen], [str(half) for half in parts], waar)
