"""Allocations by group (T6), and those of new-build homes apart."""

from __future__ import annotations

from monitoring.grafiek import LOS, Cijfers, Grafiek, Herkomst, Sleutel, grafiek, ondertitel, telling
from monitoring.grafieken.algemeen import GETAL, PROCENT
from monitoring.indicatoren import INDICATOREN
from monitoring.maat import Maat, Wat
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import groepen as tekening_groepen
from monitoring.tekeningen.groepen import KLEUR_EERDER, KLEUR_REGULIER, KLEUR_URGENT
from monitoring.zinnen import toewijzing as zinnen
from monitoring.zinnen.algemeen import met_hoofdletter

HALFJAREN = 4  # so many stand beside each other in the table
NIEUWBOUW, URGENT, REGULIER = "nieuwbouw", "urgent", "regulier"
procent_tekst = Kolom("", PROCENT).tekst
SAMEN = {URGENT: "urgent samen", REGULIER: "regulier samen", "": "alle toewijzingen"}


def groepen(cijfers: Cijfers) -> Grafiek:
    """T6: how many homes each group got per half-year, and its share now and before."""
    punten = _bekend(cijfers, "T6")
    parts = _delen(cijfers, punten, "{doelgroep}")
    names = {part: _naam(cijfers, part) for part in parts} | (SAMEN if punten else {})
    waar = {part: _cellen(cijfers, punten, part) for part in names}
    last = [Herkomst("T6", punten[-1], cijfers.partij_voor("T6"), maat=_deel(part)) for part in parts]
    return grafiek(
        cijfers,
        "groepen",
        _zin(cijfers, punten, parts),
        ondertitel(cijfers, "T6", "Aandeel in de toegewezen sociale huurwoningen, per halfjaar"),
        tabel(_kolommen(punten), [[naam, *_waarden(waar[part])] for part, naam in names.items()]),
        _tekening(cijfers, punten, parts) if parts else None,
        punten,
        herkomst=[[None, *cells] for cells in waar.values()],
        klik={"": last},
        legenda=legenda(punten),
    )


def _bekend(cijfers: Cijfers, code: str) -> list[Punt]:
    return [punt for punt in cijfers.punten(code) if punt.waarde is not None][-HALFJAREN:]


def _delen(cijfers: Cijfers, punten: list[Punt], patroon: str) -> list[str]:
    """The groups that occur, in the order of the code list."""
    indicator = INDICATOREN["T6"]
    found = {part for punt in punten for part in punt.onderdelen if indicator.patroon(part) == patroon}
    return sorted(found, key=lambda part: cijfers.namen.volgorde(indicator, part))


def _naam(cijfers: Cijfers, part: str) -> str:
    return met_hoofdletter(cijfers.namen.van(INDICATOREN["T6"], part.rpartition("/")[2]))


def _kolommen(punten: list[Punt]) -> list[Kolom]:
    halves = [Kolom(str(punt.halfjaar), GETAL) for punt in punten]
    return [Kolom("groep"), *halves, *(Kolom(f"aandeel {punt.halfjaar}", PROCENT) for punt in punten[-2:])]


def _cellen(cijfers: Cijfers, punten: list[Punt], part: str) -> list[Herkomst | str]:
    """Counts per half-year, and the last two shares; the share of everything is no figure."""
    partij = cijfers.partij_voor("T6")
    counts = [Herkomst("T6", punt, partij, maat=Maat(part)) for punt in punten]
    return counts + [Herkomst("T6", punt, partij, maat=_deel(part)) if part else LOS for punt in punten[-2:]]


def _deel(part: str) -> Maat:
    return Maat(part, wat=Wat.AANDEEL)


def _waarden(cells: list[Herkomst | str]) -> list[float | None]:
    return [1.0 if cell == LOS else cell.maat.van(cell.punt) for cell in cells]


def _aantal(punt: Punt, part: str) -> float:
    return punt.onderdelen.get(part, 0) if part else punt.teller


def _zin(cijfers: Cijfers, punten: list[Punt], parts: list[str]) -> str:
    if not punten or not punten[-1].teller:
        return zinnen.groepen(None, None, [], None, "")
    last = punten[-1]
    most = max((_aantal(last, part) for part in parts), default=0)
    largest = [part for part in parts if most and _aantal(last, part) == most]
    namen = [zinnen.mensen(part, _naam(cijfers, part)) for part in largest]
    counts = [_aantal(last, part) for part in (URGENT, REGULIER)]
    return zinnen.groepen(*counts, namen, largest and last.deel(largest[0]), last.halfjaar.voluit)


def _tekening(cijfers: Cijfers, punten: list[Punt], parts: list[str]) -> dict:
    last, before = punten[-1], punten[-2] if len(punten) > 1 else None
    shares = [last.deel(part) for part in parts]
    earlier = [before.deel(part) for part in parts] if before else []
    counts = [_aantal(last, part) for part in parts]
    names = [_naam(cijfers, part) for part in parts]
    return tekening_groepen.per_groep(
        names, shares, earlier, _woorden(shares, counts), kleuren(cijfers, parts), last.voorlopig
    )


def _woorden(shares: list, counts: list) -> list[str]:
    return [f"{procent_tekst(share)} ({telling(count)})" for share, count in zip(shares, counts, strict=True)]


def kleuren(cijfers: Cijfers, parts: list[str]) -> list[str]:
    urgent = _urgent(cijfers, parts)
    return [KLEUR_URGENT if part in urgent else KLEUR_REGULIER for part in parts]


def _urgent(cijfers: Cijfers, parts: list[str]) -> set[str]:
    """Those of the parts that are of an urgent group."""
    return {part for part in parts if part.rpartition("/")[2] in cijfers.namen.urgent}


def legenda(punten: list[Punt]) -> list[Sleutel]:
    keys = [Sleutel("urgente groepen", KLEUR_URGENT), Sleutel("reguliere groepen", KLEUR_REGULIER)]
    return [*keys, Sleutel(f"streepje: {punten[-2].halfjaar}", KLEUR_EERDER)] if len(punten) > 1 else keys


def nieuwbouw(cijfers: Cijfers) -> Grafiek:
    """T6 of new-build homes alone: who moves into what was just built, beside all allocations."""
    punten = _bekend(cijfers, "T6")[-1:]
    parts = _delen(cijfers, punten, "nieuwbouw/{doelgroep}")
    waar = [_nieuw(cijfers, punten[-1], part) for part in parts]
    rows = [[_naam(cijfers, part), *_waarden(cells)] for part, cells in zip(parts, waar, strict=True)]
    if parts:
        waar.append(_nieuw(cijfers, punten[-1], NIEUWBOUW))
        rows.append(["alle groepen", *_waarden(waar[-1])])
    half = str(punten[-1].halfjaar) if punten else ""
    koppen = [(f"nieuwbouw {half}", GETAL), ("aandeel in nieuwbouw", PROCENT), ("aandeel in alle", PROCENT)]
    return grafiek(
        cijfers,
        "groepen-nieuwbouw",
        _nieuwbouw_zin(cijfers, punten),
        ondertitel(cijfers, "T6", f"Aandeel in de toegewezen nieuwbouw voor sociale huur{half and f' in {half}'}"),
        tabel([Kolom("groep"), *(Kolom(naam, vorm) for naam, vorm in koppen)], rows),
        _tekening_nieuw(cijfers, punten[-1], parts) if parts else None,
        punten,
        herkomst=[[None, *cells] for cells in waar],
        klik={"": [cells[1] for cells in waar[: len(parts)]]},
        legenda=[
            Sleutel("urgente groepen", KLEUR_URGENT),
            Sleutel("reguliere groepen", KLEUR_REGULIER),
            Sleutel("streepje: aandeel in alle toewijzingen", KLEUR_EERDER),
        ],
    )


def _nieuw(cijfers: Cijfers, punt: Punt, part: str) -> list[Herkomst | str]:
    """Count and share of new-build of a group, and its share of all; of all new-build its share of all."""
    whole = part == NIEUWBOUW
    asked = [Maat(part), _deel(part), _deel(part if whole else part.rpartition("/")[2])]
    cells = [Herkomst("T6", punt, cijfers.partij_voor("T6"), maat=maat) for maat in asked]
    return [cells[0], LOS if whole else cells[1], cells[2]]


def _nieuwbouw_zin(cijfers: Cijfers, punten: list[Punt]) -> str:
    if not punten:
        return zinnen.nieuwbouw(None, None, None)
    last = punten[-1]
    total = last.onderdelen.get(NIEUWBOUW, 0)
    new = [part for part in last.onderdelen if part.startswith(f"{NIEUWBOUW}/")]
    urgent = sum(last.onderdelen[part] for part in _urgent(cijfers, new))
    return zinnen.nieuwbouw(total, urgent / total if total else None, last.deel(URGENT))


def _tekening_nieuw(cijfers: Cijfers, punt: Punt, parts: list[str]) -> dict:
    shares, beside = ([punt.deel(each) for each in names] for names in (parts, [p.rpartition("/")[2] for p in parts]))
    words = _woorden(shares, [_aantal(punt, part) for part in parts])
    names = [_naam(cijfers, part) for part in parts]
    return tekening_groepen.per_groep(names, shares, beside, words, kleuren(cijfers, parts), punt.voorlopig)
