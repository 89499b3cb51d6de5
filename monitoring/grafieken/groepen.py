"""Allocations by group (T6), and those of new-build homes apart."""

from __future__ import annotations

from monitoring import small_numbers, tekening_groepen
from monitoring import zinnen_toewijzing as zinnen
from monitoring.grafiek import Cijfers, Grafiek, Herkomst, Sleutel, grafiek, ondertitel
from monitoring.grafieken.algemeen import GETAL, PROCENT
from monitoring.grafieken.delen import kleine_groepen
from monitoring.indicatoren import INDICATOREN
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekening_groepen import KLEUR_EERDER, KLEUR_REGULIER, KLEUR_URGENT
from monitoring.zinnen import met_hoofdletter
from voorraad.models import Codewaarde

HALFJAREN = 4  # so many stand beside each other in the table
NIEUWBOUW, URGENT, REGULIER = "nieuwbouw", "urgent", "regulier"
procent_tekst = Kolom("", PROCENT).tekst
SAMEN = {URGENT: "urgent samen", REGULIER: "regulier samen", "": "alle toewijzingen"}


def groepen(cijfers: Cijfers) -> Grafiek:
    """T6: how many homes each group got per half-year, and its share now and before."""
    punten = _bekend(cijfers, "T6")
    parts = _delen(cijfers, punten, "{doelgroep}")
    few = _klein(cijfers, punten, parts)
    rows = [[_naam(cijfers, part), *_cellen(punten, part, part in few)] for part in parts]
    rows += [[naam, *_cellen(punten, part, part in few)] for part, naam in SAMEN.items()] if punten else []
    return grafiek(
        cijfers,
        "groepen",
        _zin(cijfers, punten, [part for part in parts if part not in few], URGENT in few),
        ondertitel(cijfers, "T6", "Aandeel in de toegewezen sociale huurwoningen, per halfjaar"),
        tabel(_kolommen(punten), rows),
        _tekening(cijfers, punten, parts, few) if parts else None,
        punten,
        herkomst=_herkomst(cijfers, punten, [*parts, *SAMEN]),
        legenda=legenda(punten),
    )


def _herkomst(cijfers: Cijfers, punten: list[Punt], parts: list[str]) -> list[Herkomst]:
    """Per row of the newest half-year; a column of another one says so itself."""
    return [Herkomst("T6", punten[-1], cijfers.partij_voor("T6"), onderdeel=part) for part in parts if punten]


def _bekend(cijfers: Cijfers, code: str) -> list[Punt]:
    return [punt for punt in cijfers.punten(code) if punt.waarde is not None][-HALFJAREN:]


def _delen(cijfers: Cijfers, punten: list[Punt], patroon: str) -> list[str]:
    """The groups that occur, in the order of the code list."""
    indicator = INDICATOREN["T6"]
    found = {part for punt in punten for part in punt.onderdelen if indicator.patroon(part) == patroon}
    return sorted(found, key=lambda part: cijfers.namen.volgorde(indicator, part))


def _klein(cijfers: Cijfers, punten: list[Punt], parts: list[str]) -> set[str]:
    """Small groups of one corporation are for who may see them; of the city they are published.

    The sums of urgent and of regular groups stand in the table too, so nothing may follow from those either.
    """
    if cijfers.kleine_aantallen or not cijfers.partij_voor("T6"):
        return set()
    urgent = _urgent(parts)
    sides = [[part for part in parts if (part in urgent) is side] for side in (True, False)]
    few = kleine_groepen(punten, parts).union(*(kleine_groepen(punten, side) for side in sides))
    sums = {part: min(_aantal(punt, part) for punt in punten) for part in (URGENT, REGULIER)} if few else {}
    return few | set(sums if sums and min(sums.values()) < small_numbers.GRENS else ())


def _naam(cijfers: Cijfers, part: str) -> str:
    return met_hoofdletter(cijfers.namen.van(INDICATOREN["T6"], part.rpartition("/")[2]))


def _kolommen(punten: list[Punt]) -> list[Kolom]:
    halves = [(str(punt.halfjaar), GETAL) for punt in punten]
    shares = [(f"aandeel {punt.halfjaar}", PROCENT) for punt in punten[-2:]]
    return [Kolom("groep"), *(Kolom(naam, vorm, halfjaar=naam[-6:]) for naam, vorm in [*halves, *shares])]


def _cellen(punten: list[Punt], part: str, hidden: bool) -> list:
    """Counts per half-year, and the last two shares."""
    if hidden:
        return [small_numbers.NIET_GETOOND] * (len(punten) + len(punten[-2:]))
    return [*(_aantal(punt, part) for punt in punten), *(_aandeel(punt, part) for punt in punten[-2:])]


def _aantal(punt: Punt, part: str) -> float:
    return punt.onderdelen.get(part, 0) if part else punt.teller


def _aandeel(punt: Punt, part: str) -> float | None:
    return punt.deel(part) if part else 1.0 if punt.teller else None


def _zin(cijfers: Cijfers, punten: list[Punt], parts: list[str], alleen_samen: bool) -> str:
    if not punten or not punten[-1].teller:
        return zinnen.groepen(None, None, [], None, "")
    last = punten[-1]
    if alleen_samen:
        return zinnen.groepen_samen(last.teller, last.halfjaar.voluit)
    most = max((_aantal(last, part) for part in parts), default=0)
    largest = [part for part in parts if most and _aantal(last, part) == most]
    namen = [zinnen.mensen(part, _naam(cijfers, part)) for part in largest]
    counts = [_aantal(last, part) for part in (URGENT, REGULIER)]
    return zinnen.groepen(*counts, namen, largest and last.deel(largest[0]), last.halfjaar.voluit)


def _tekening(cijfers: Cijfers, punten: list[Punt], parts: list[str], few: set[str]) -> dict:
    last, before = punten[-1], punten[-2] if len(punten) > 1 else None
    shown = [None if part in few else _aandeel(last, part) for part in parts]
    earlier = [None if part in few else before and _aandeel(before, part) for part in parts]
    words = [
        small_numbers.NIET_GETOOND if part in few else f"{procent_tekst(share)} ({_aantal(last, part):.0f})"
        for part, share in zip(parts, shown, strict=True)
    ]
    return tekening_groepen.per_groep(
        [_naam(cijfers, part) for part in parts], shown, earlier, words, kleuren(parts), last.voorlopig
    )


def kleuren(parts: list[str]) -> list[str]:
    urgent = _urgent(parts)
    return [KLEUR_URGENT if part in urgent else KLEUR_REGULIER for part in parts]


def _urgent(parts: list[str]) -> set[str]:
    """Those of the parts that are of an urgent group."""
    codes = set(Codewaarde.objects.urgent().values_list("code", flat=True))
    return {part for part in parts if part.rpartition("/")[2] in codes}


def legenda(punten: list[Punt]) -> list[Sleutel]:
    keys = [Sleutel("urgente groepen", KLEUR_URGENT), Sleutel("reguliere groepen", KLEUR_REGULIER)]
    return [*keys, Sleutel(f"streepje: {punten[-2].halfjaar}", KLEUR_EERDER)] if len(punten) > 1 else keys


def nieuwbouw(cijfers: Cijfers) -> Grafiek:
    """T6 of new-build homes alone: who moves into what was just built, beside all allocations."""
    punten = _bekend(cijfers, "T6")[-1:]
    parts = _delen(cijfers, punten, "nieuwbouw/{doelgroep}")
    few = _klein(cijfers, punten, parts)
    rows = [[_naam(cijfers, part), *_nieuw(punten[-1], part, part in few)] for part in parts]
    rows += [["alle groepen", *_nieuw(punten[-1], NIEUWBOUW, False)]] if parts else []
    half = str(punten[-1].halfjaar) if punten else ""
    koppen = [(f"nieuwbouw {half}", GETAL), ("aandeel in nieuwbouw", PROCENT), ("aandeel in alle", PROCENT)]
    return grafiek(
        cijfers,
        "groepen-nieuwbouw",
        _nieuwbouw_zin(punten, parts, bool(few)),
        ondertitel(cijfers, "T6", f"Aandeel in de toegewezen nieuwbouw voor sociale huur{half and f' in {half}'}"),
        tabel([Kolom("groep"), *(Kolom(naam, vorm) for naam, vorm in koppen)], rows),
        _tekening_nieuw(cijfers, punten[-1], parts, few) if parts else None,
        punten,
        herkomst=_herkomst(cijfers, punten, [*parts, NIEUWBOUW] if parts else []),
        legenda=[
            Sleutel("urgente groepen", KLEUR_URGENT),
            Sleutel("reguliere groepen", KLEUR_REGULIER),
            Sleutel("streepje: aandeel in alle toewijzingen", KLEUR_EERDER),
        ],
    )


def _nieuw(punt: Punt, part: str, hidden: bool) -> list:
    if hidden:
        return [small_numbers.NIET_GETOOND] * 3
    if part == NIEUWBOUW:
        return [punt.onderdelen[part], 1.0, punt.deel(part)]
    return [punt.onderdelen[part], punt.deel(part), punt.deel(part.rpartition("/")[2])]


def _nieuwbouw_zin(punten: list[Punt], parts: list[str], alleen_samen: bool) -> str:
    if not punten:
        return zinnen.nieuwbouw(None, None, None)
    last = punten[-1]
    total = last.onderdelen.get(NIEUWBOUW, 0)
    if alleen_samen:
        return zinnen.nieuwbouw_samen(total, last.halfjaar.voluit)
    urgent = sum(last.onderdelen[part] for part in _urgent(parts))
    return zinnen.nieuwbouw(total, urgent / total if total else None, last.deel(URGENT))


def _tekening_nieuw(cijfers: Cijfers, punt: Punt, parts: list[str], few: set[str]) -> dict:
    rows = [_nieuw(punt, part, part in few) for part in parts]
    words = [
        row[0] if part in few else f"{procent_tekst(row[1])} ({row[0]:.0f})"
        for part, row in zip(parts, rows, strict=True)
    ]
    shown, beside = ([None if part in few else row[n] for part, row in zip(parts, rows, strict=True)] for n in (1, 2))
    names = [_naam(cijfers, part) for part in parts]
    return tekening_groepen.per_groep(names, shown, beside, words, kleuren(parts), punt.voorlopig)
