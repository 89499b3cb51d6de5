"""Allocations by group (T6), new-build apart, and the chance of each group beside the urgent share (T5, T1)."""

from __future__ import annotations

from django.utils.formats import date_format

from monitoring import small_numbers, tekening_groepen
from monitoring import zinnen_toewijzing as zinnen
from monitoring.grafiek import Cijfers, Grafiek, Herkomst, Sleutel, grafiek, ondertitel, stand
from monitoring.grafieken.algemeen import GETAL, PROCENT
from monitoring.grafieken.delen import kleine_groepen
from monitoring.indicatoren import INDICATOREN
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekening_groepen import KLEUR_EERDER, KLEUR_REGULIER, KLEUR_URGENT
from monitoring.zinnen import bron, met_hoofdletter
from voorraad.models import Codewaarde

HALFJAREN = 4  # so many stand beside each other in the table
NIEUWBOUW, URGENT, REGULIER = "nieuwbouw", "urgent", "regulier"
SAMEN = {URGENT: "urgent samen", REGULIER: "regulier samen", "": "alle toewijzingen"}


def groepen(cijfers: Cijfers) -> Grafiek:
    """T6: how many homes each group got per half-year, and its share now and before."""
    punten = _bekend(cijfers, "T6")
    parts = _delen(cijfers, punten, "{doelgroep}")
    few = _klein(cijfers, punten, parts)
    rows = [[_naam(cijfers, part), *_cellen(punten, part, part in few)] for part in parts]
    rows += [[naam, *_cellen(punten, part, False)] for part, naam in SAMEN.items()] if punten else []
    return grafiek(
        cijfers,
        "groepen",
        _zin(cijfers, punten, [part for part in parts if part not in few]),
        ondertitel(cijfers, "T6", "Aandeel in de toegewezen sociale huurwoningen, per halfjaar"),
        tabel(_kolommen(punten), rows),
        _tekening(cijfers, punten, parts, few) if parts else None,
        punten,
        herkomst=_herkomst(cijfers, punten, [*parts, *SAMEN]),
        legenda=_legenda(punten),
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
    """Small groups of one corporation are for who may see them; of the city they are published."""
    if cijfers.kleine_aantallen or not cijfers.partij_voor("T6"):
        return set()
    return kleine_groepen(punten, parts)


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


def _zin(cijfers: Cijfers, punten: list[Punt], parts: list[str]) -> str:
    if not punten or not punten[-1].teller:
        return zinnen.groepen(None, None, [], None, "")
    last = punten[-1]
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
        small_numbers.NIET_GETOOND if part in few else f"{PROCENT_TEKST(share)} ({_aantal(last, part):.0f})"
        for part, share in zip(parts, shown, strict=True)
    ]
    return tekening_groepen.per_groep(
        [_naam(cijfers, part) for part in parts], shown, earlier, words, _kleuren(parts), last.voorlopig
    )


PROCENT_TEKST = Kolom("", PROCENT).tekst


def _kleuren(parts: list[str]) -> list[str]:
    urgent = set(Codewaarde.objects.urgent().values_list("code", flat=True))
    return [KLEUR_URGENT if part.rpartition("/")[2] in urgent else KLEUR_REGULIER for part in parts]


def _legenda(punten: list[Punt]) -> list[Sleutel]:
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
        _nieuwbouw_zin(punten, parts),
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


def _nieuwbouw_zin(punten: list[Punt], parts: list[str]) -> str:
    if not punten:
        return zinnen.nieuwbouw(None, None, None)
    total = punten[-1].onderdelen.get(NIEUWBOUW, 0)
    colours = zip(parts, _kleuren(parts), strict=True)
    urgent = sum(punten[-1].onderdelen[part] for part, colour in colours if colour == KLEUR_URGENT)
    return zinnen.nieuwbouw(total, urgent / total if total else None, punten[-1].deel(URGENT))


def _tekening_nieuw(cijfers: Cijfers, punt: Punt, parts: list[str], few: set[str]) -> dict:
    rows = [_nieuw(punt, part, part in few) for part in parts]
    words = [
        row[0] if part in few else f"{PROCENT_TEKST(row[1])} ({row[0]:.0f})"
        for part, row in zip(parts, rows, strict=True)
    ]
    shown, beside = ([None if part in few else row[n] for part, row in zip(parts, rows, strict=True)] for n in (1, 2))
    names = [_naam(cijfers, part) for part in parts]
    return tekening_groepen.per_groep(names, shown, beside, words, _kleuren(parts), punt.voorlopig)


def kansen(cijfers: Cijfers) -> Grafiek:
    """T5 per group now and a half-year before, with the urgent share (T1) that moved in the same time."""
    punten = cijfers.punten("T5")
    last, newer = _nieuwste(punten)
    before = _ervoor(punten, last)
    urgent = {punt.halfjaar: punt for punt in cijfers.punten("T1")}
    parts = sorted({*(last.delen if last else ()), *(before.delen if before else ())}, key=_volgorde(cijfers))
    shares = tuple(
        urgent[punt.halfjaar].waarde if punt and punt.halfjaar in urgent else None for punt in (before, last)
    )
    same = _vergelijkbaar(before, last)
    rows = [[_groep(cijfers, part), *_kans(before, last, part, same)] for part in parts]
    rows += [["aandeel urgent (T1)", *shares, _verschuiving(*shares), None, None, stand(last)]] if last else []
    waar = [Herkomst("T5", last, None, onderdeel=part) for part in parts]
    waar += [Herkomst("T1", urgent[last.halfjaar])] if last and last.halfjaar in urgent else [None] if last else []
    return grafiek(
        cijfers,
        "kansen",
        _kans_zin(cijfers, before, last, parts, same, shares),
        _kans_ondertitel(cijfers, last, newer),
        tabel(_kanskolommen(before, last), rows),
        _kanstekening(cijfers, before, last, parts, same) if parts else None,
        [last] if last else [],
        herkomst=waar,
        legenda=_legenda([before, last] if before and same else []),
    )


def _kans_ondertitel(cijfers: Cijfers, last: Punt | None, newer: Punt | None) -> str:
    """Of the half-year that is drawn, which need not be the newest; and why it is not."""
    eenheid = "Toewijzingen op de honderd actief woningzoekenden van een groep, per halfjaar"
    peil = f" Peildatum {date_format(last.halfjaar.peildatum, 'j F Y')}." if last else ""
    open_ = zinnen.nog_zonder(newer.halfjaar.voluit, newer.ontbreekt) if newer else ""
    return f"{eenheid}, {cijfers.keuze.wie}.{peil} Bron: {bron(INDICATOREN['T5'].van)}.{open_}"


def _nieuwste(punten: list[Punt]) -> tuple[Punt | None, Punt | None]:
    """The newest half-year of which all figures are in, and a newer one where they are not.

    Without the allocations of one corporation everybody's chance looks smaller than it is.
    """
    known = [punt for punt in punten if punt.waarde is not None]
    whole = [punt for punt in known if not punt.voorlopig]
    if not whole:
        return (known[-1] if known else None), None
    return whole[-1], known[-1] if known[-1] is not whole[-1] else None


def _ervoor(punten: list[Punt], last: Punt | None) -> Punt | None:
    """The half-year right before, where it has figures."""
    return next((p for p in punten if last and p.halfjaar == last.halfjaar - 1 and p.waarde is not None), None)


def _vergelijkbaar(before: Punt | None, last: Punt | None) -> bool:
    """A corporation whose allocations are in one of both would look like a change of everybody's chance."""
    return before is not None and last is not None and before.ontbreekt == last.ontbreekt


def _volgorde(cijfers: Cijfers):
    return lambda part: cijfers.namen.volgorde(INDICATOREN["T5"], part)


def _groep(cijfers: Cijfers, part: str) -> str:
    return met_hoofdletter(cijfers.namen.van(INDICATOREN["T5"], part))


def _kanskolommen(before: Punt | None, last: Punt | None) -> list[Kolom]:
    if last is None:
        return [Kolom("groep")]
    earlier, now = str(last.halfjaar - 1), str(last.halfjaar)
    return [
        Kolom("groep"),
        Kolom(f"kans {earlier}", PROCENT, halfjaar=earlier),
        Kolom(f"kans {now}", PROCENT, halfjaar=now),
        Kolom("verandering"),
        Kolom(f"toewijzingen {now}", GETAL),
        Kolom(f"actief woningzoekenden {now}", GETAL),
        Kolom("stand"),
    ]


def _kans(before: Punt | None, last: Punt, part: str, same: bool) -> list:
    earlier, now = before and before.deel(part), last.deel(part)
    cell = last.delen.get(part)
    words = zinnen.verandering(earlier if same else None, now)
    return [earlier, now, words, cell and cell.teller, cell and cell.noemer, stand(last)]


def _verschuiving(earlier, now) -> str:
    if earlier is None or now is None:
        return zinnen.NIET_TE_VERGELIJKEN
    return f"van {PROCENT_TEKST(earlier)} naar {PROCENT_TEKST(now)}"


def _kans_zin(cijfers: Cijfers, before, last, parts: list[str], same: bool, shares) -> str:
    if last is None:
        return zinnen.GEEN_KANS
    pairs = {
        zinnen.mensen(part, _groep(cijfers, part)): (before.deel(part) if same else None, last.deel(part))
        for part in parts
    }
    return zinnen.kans(pairs, shares if same else (None, None))


def _kanstekening(cijfers: Cijfers, before, last: Punt, parts: list[str], same: bool) -> dict:
    now = [last.deel(part) for part in parts]
    earlier = [before.deel(part) for part in parts] if same else []
    words = [zinnen.op_de_honderd(value) for value in now]
    names = [_groep(cijfers, part) for part in parts]
    return tekening_groepen.per_groep(names, now, earlier, words, _kleuren(parts), last.voorlopig)
