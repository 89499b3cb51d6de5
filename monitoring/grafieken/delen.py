"""Tables of the parts that are named after codes: groups, price categories, labels, plans per half-year."""

from __future__ import annotations

from collections.abc import Callable

from monitoring import small_numbers, zinnen
from monitoring.grafiek import Cijfers, Grafiek, Herkomst, grafiek, ondertitel
from monitoring.grafieken.algemeen import GETAL, PROCENT, VERSCHIL, deelvorm, deelwaarde
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.vormen import Planstand, binnen
from monitoring.planpad import planpad
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel

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


Kolommen = tuple[list[Kolom], list[list], list[Herkomst]]


def _delen(cijfers: Cijfers, code: str, punten: list[Punt]) -> Kolommen:
    indicator, last = INDICATOREN[code], punten[-1]
    found = {name for punt in punten for name in punt.onderdelen if "{" in (indicator.patroon(name) or "")}
    parts = sorted(found, key=lambda name: cijfers.namen.volgorde(indicator, name))
    halves = [Kolom(str(punt.halfjaar), deelvorm(code), halfjaar=str(punt.halfjaar)) for punt in punten]
    now, values = _nu(code, last)
    rows = [[*(deelwaarde(code, punt, part) for punt in punten), *values(part)] for part in parts]
    if indicator.over_personen and not cijfers.kleine_aantallen and cijfers.partij_voor(code):
        few = kleine_groepen(punten, parts)
        hidden = small_numbers.NIET_GETOOND
        rows = [[hidden] * len(row) if part in few else row for part, row in zip(parts, rows, strict=True)]
    labels = [zinnen.met_hoofdletter(cijfers.namen.van(indicator, part)) for part in parts]
    waar = [Herkomst(code, last, cijfers.partij_voor(code), onderdeel=part) for part in parts]
    return [Kolom("onderdeel"), *halves, *now], [[name, *row] for name, row in zip(labels, rows, strict=True)], waar


def _nu(code: str, last: Punt) -> tuple[list[Kolom], Callable[[str], list]]:
    """The columns of the newest half-year, and what stands in them: numerator and denominator, or the share."""
    indicator = INDICATOREN[code]
    if indicator.is_quotient:
        heads = [Kolom(f"{kop}, {last.halfjaar}", GETAL, halfjaar=str(last.halfjaar)) for kop in indicator.telt]
        cells = {part: [cell.teller, cell.noemer] for part, cell in last.delen.items()}
        return heads, lambda part: cells.get(part, [None, None])
    if last.delen:
        return [Kolom(f"aandeel, {last.halfjaar}", PROCENT)], lambda part: [last.deel(part)]
    return [], lambda part: []


def kleine_groepen(punten: list[Punt], parts: list[str]) -> set[str]:
    """Groups of people that are small in any of these half-years, and others until none follows from the total."""
    found = set()
    for around in {binnen(part) for part in parts}:
        beside = [part for part in parts if binnen(part) == around]
        for punt in punten:
            counts = [punt.onderdelen.get(part, 0) for part in beside]
            found |= {beside[place] for place in small_numbers.hidden(counts)}
    return found


def _plannen(cijfers: Cijfers, code: str, punten: list[Punt]) -> Kolommen:
    """Per half-year what is expected to come and to go, in hard and in soft plans."""
    indicator, last = INDICATOREN[code], punten[-1]
    steps = planpad(last)
    kinds = sorted({kind for step in steps for kind in (*step.nieuwbouw, *step.sloop)})
    kolommen, rijen = [Kolom("verwacht in")], [[str(step.halfjaar)] for step in steps]
    for kind in kinds:
        name = cijfers.namen.van(indicator, kind)
        kolommen += [Kolom(f"{soort}, {name}", VERSCHIL) for soort in ("nieuwbouw", "sloop", "netto")]
        for rij, step in zip(rijen, steps, strict=True):
            rij += [step.nieuwbouw.get(kind, 0), step.sloop.get(kind, 0), step.netto(kind)]
    return kolommen, rijen, []
