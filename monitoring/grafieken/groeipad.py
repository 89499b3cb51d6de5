"""V1 against the path of the accepted plans, and what moved it since the half-year before."""

from __future__ import annotations

from basis.halfjaar import LAATSTE, NULMETING, Halfjaar
from monitoring import tekeningen
from monitoring.grafiek import (
    LOS,
    MET_DAEB,
    Cijfers,
    Grafiek,
    Herkomst,
    Sleutel,
    grafiek,
    met_daeb,
    ondertitel,
    per_punt,
    stand,
    verwijs,
)
from monitoring.grafieken.algemeen import VERSCHIL
from monitoring.grafieken.voorraad import ERAF, ERBIJ, groei_zin
from monitoring.herkomst import Verwijzing
from monitoring.maat import GEHEEL, Maat
from monitoring.plannen.groeipad import EERSTE, Groeipad
from monitoring.plannen.groeipad import groeipad as reken_pad
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import Vorm
from monitoring.tekeningen import voorraad as tekening_voorraad
from monitoring.zinnen import algemeen as zinnen
from monitoring.zinnen import voorraad as zinnen_voorraad

NOG_NIET = "nog niet te zeggen"
KOPPEN = ("netto groei", "met DAEB-koop", "pad van de harde plannen", "pad van alle plannen", "verschil met het pad")
ONDERDELEN = (*ERBIJ, *ERAF)
APART = {"daeb-koop": "DAEB-koop", "correctie": "correctie (telt niet mee)"}


def het_pad(cijfers: Cijfers) -> Groeipad | None:
    """Of what the reader chose."""
    return reken_pad(cijfers.punten("V1"), cijfers.punten("V8"))


def pad_zin(cijfers: Cijfers) -> str:
    """On which side of the path the growth is; before there is anything to compare, where the path leads."""
    pad, punt = het_pad(cijfers), cijfers.laatste("V1")
    if pad is None or punt is None or punt.halfjaar not in pad.halfjaren:
        return ""
    if punt.halfjaar == EERSTE:
        return zinnen_voorraad.pad_begint(EERSTE, *pad.laagste, LAATSTE, pad.alles[-1])
    missing = _ontbreekt(cijfers, punt)
    if missing:
        return zinnen_voorraad.pad_onbekend(missing, pad.bij(punt.halfjaar), punt.halfjaar)
    return zinnen_voorraad.op_pad(punt.waarde, pad.bij(punt.halfjaar), punt.halfjaar)


def koers_zin(cijfers: Cijfers) -> str:
    """The growth against the path, and where the plans lead; without a path the growth alone."""
    pad, punt = het_pad(cijfers), cijfers.laatste("V1")
    said = pad_zin(cijfers)
    if not said or punt.halfjaar == EERSTE:  # where the path begins it is said where it leads
        return said or groei_zin(cijfers)
    return f"{said} {zinnen_voorraad.plannen_leiden(LAATSTE, pad.alles[-1], pad.hard[-1])}"


def _ontbreekt(cijfers: Cijfers, punt: Punt) -> list[str]:
    """Who is not in the growth, or not in the plan list that the path is made of."""
    plans = [each.ontbreekt for each in cijfers.punten("V8") if each.halfjaar == EERSTE]
    return list(dict.fromkeys([*punt.ontbreekt, *(naam for names in plans for naam in names)]))


def groei_op_pad(cijfers: Cijfers) -> Grafiek:
    """V1 upon the path of the plan list that was accepted for the first half-year."""
    punten, pad, last = cijfers.punten("V1"), het_pad(cijfers), cijfers.laatste("V1")
    half_years = Halfjaar.range(NULMETING, LAATSTE)
    by_half = {punt.halfjaar: punt for punt in punten}
    figure = _figuur(cijfers, half_years, by_half, pad) if last else None
    keys = [Sleutel("netto groei", tekeningen.PETROL)]
    keys += [Sleutel("pad van de harde plannen", tekening_voorraad.KLEUR_HARD)] if pad else []
    keys += [Sleutel("pad van alle plannen", tekening_voorraad.KLEUR_ZACHT)] if pad else []
    keys += [Sleutel("rechte lijn, alleen ter vergelijking", tekeningen.STIL)] if cijfers.doel("V1") else []
    rijen, waar = _rijen(cijfers, half_years[1:], by_half, pad)
    heads = [Kolom(head, VERSCHIL) for head in KOPPEN]
    return grafiek(
        cijfers,
        "netto-groei",
        koers_zin(cijfers),
        ondertitel(cijfers, "V1", "Woningen, cumulatief sinds 1 januari 2026"),
        tabel([Kolom("halfjaar"), *heads, Kolom("stand")], rijen),
        figure,
        [*punten, *(punt for punt in cijfers.punten("V8") if pad and punt.halfjaar == EERSTE)],
        herkomst=waar,
        klik={"netto groei": [None, *per_punt(cijfers, "V1", punten)]},  # the baseline is no figure
        genoemd=verwijs(cijfers, "netto groei", "V1", last) + _plannenlijst(cijfers),
        legenda=keys,
        uitleg=zinnen.PAD if pad else "",
    )


def _plannenlijst(cijfers: Cijfers) -> list[Verwijzing]:
    """What the path is made of."""
    first = next((punt for punt in cijfers.punten("V8") if punt.halfjaar == EERSTE), None)
    return verwijs(cijfers, f"harde plannen in {EERSTE}", "V8", first)


def _figuur(cijfers: Cijfers, half_years: list[Halfjaar], by_half: dict[Halfjaar, Punt], pad: Groeipad | None) -> dict:
    doel = cijfers.doel("V1")
    shown = [by_half.get(half) for half in half_years]
    netto = [0 if half == NULMETING else punt and punt.waarde for half, punt in zip(half_years, shown, strict=True)]
    before = len(half_years) - len(pad.halfjaren) if pad else 0
    hard, everything = ([[None] * before + values for values in (pad.hard, pad.alles)]) if pad else ([], [])
    steps = (doel.uiterlijk or LAATSTE) - NULMETING if doel else 0
    recht = [float(doel.waarde) * n / steps for n in range(len(half_years))] if doel else None
    labels = [str(half) for half in half_years]
    return tekening_voorraad.groeipad(
        labels,
        netto,
        [met_daeb(punt) if punt else None for punt in shown],
        [bool(punt and punt.voorlopig) for punt in shown],
        hard,
        everything,
        cijfers.doellijnen("V1", Vorm(), labels),
        recht,
    )


def _rijen(cijfers: Cijfers, half_years: list[Halfjaar], by_half: dict[Halfjaar, Punt], pad: Groeipad | None):
    """Every half-year that has a figure or a place on the path; only figures of V1 have a passport."""
    rijen, waar = [], []
    for half in half_years:
        punt, asked = by_half.get(half), pad.bij(half) if pad else None
        if punt is None and asked is None:
            continue
        value = punt and punt.waarde
        hard = pad.hard[pad.halfjaren.index(half)] if asked is not None else None
        known = value is not None and asked is not None and not _ontbreekt(cijfers, punt)
        gap = value - asked if known else NOG_NIET if punt else ""
        how = stand(punt) if punt else "nog te komen"
        rijen.append([str(half), value, met_daeb(punt) if punt else None, hard, asked, gap, how])
        here = [_van(cijfers, punt), _van(cijfers, punt, MET_DAEB)] if value is not None else [None, None]
        waar.append([None, *here, LOS, LOS, LOS, None])
    return rijen, waar


def waterval(cijfers: Cijfers) -> Grafiek:
    """The seven parts that lead from the growth of the half-year before to that of now."""
    known = [punt for punt in cijfers.punten("V1") if punt.waarde is not None]
    last = known[-1] if known else None
    before = known[-2] if len(known) > 1 else Punt(NULMETING, 0)
    parts = {name: _bewoog(before, last, name) for name in ONDERDELEN} if last else {}
    return grafiek(
        cijfers,
        "waterval",
        zinnen_voorraad.bewogen(before.halfjaar, parts) if last else zinnen_voorraad.GEEN_GROEI,
        ondertitel(cijfers, "V1", "Woningen; links en rechts de netto groei sinds 1 januari 2026, zonder DAEB-koop"),
        *_waterval(before, last, parts),
        [last] if last else [],
        herkomst=_bronnen(cijfers, before, last) if last else None,
        klik={"": _klik(cijfers, before, last)} if last else {},
    )


def _klik(cijfers: Cijfers, before: Punt, last: Punt) -> list[Herkomst | None]:
    """Per bar: the state before, the parts, the state now."""
    bars = _bronnen(cijfers, before, last)[: len(ONDERDELEN) + 2]
    return [None if waar == LOS else waar for _, waar in bars]


def _waterval(before: Punt, last: Punt | None, parts: dict[str, float]) -> tuple:
    """Table and drawing."""
    kolommen = [Kolom("stap"), Kolom("woningen", VERSCHIL)]
    if last is None:
        return tabel(kolommen, []), None
    names = (f"eind {before.halfjaar}", f"eind {last.halfjaar}")
    drawn = tekening_voorraad.waterval(names, before.waarde, list(parts.items()), last.waarde, last.voorlopig)
    extra = [[label, _bewoog(before, last, name)] for name, label in APART.items()]
    moved = [[name, amount] for name, amount in parts.items()]
    ends = [
        [names[0], before.waarde],
        *moved,
        [names[1], last.waarde],
        *extra,
        [f"{names[1]}, met DAEB-koop", met_daeb(last)],
    ]
    return tabel(kolommen, ends), drawn


def _bewoog(before: Punt, last: Punt, name: str) -> float:
    """What a part brought between two half-years, also when one in between was not delivered."""
    return last.onderdelen.get(name, 0) - before.onderdelen.get(name, 0)


def _bronnen(cijfers: Cijfers, before: Punt, last: Punt) -> list[list]:
    """Per row of the table: the state before, the parts, the state now, DAEB-koop, correction, the state with both."""
    first = LOS if before.halfjaar == NULMETING else _van(cijfers, before)
    parts, apart = ([_stap(cijfers, before, last, name) for name in names] for names in (ONDERDELEN, APART))
    rows = [first, *parts, _van(cijfers, last), *apart, _van(cijfers, last, MET_DAEB)]
    return [[None, waar] for waar in rows]


def _stap(cijfers: Cijfers, before: Punt, last: Punt, name: str) -> Herkomst | str:
    """What a part brought in one half-year is a figure; in two together it is worked out here."""
    return _van(cijfers, last, Maat(name, periode=True)) if last.halfjaar == before.halfjaar + 1 else LOS


def _van(cijfers: Cijfers, punt: Punt, maat: Maat = GEHEEL) -> Herkomst:
    return Herkomst("V1", punt, cijfers.partij_voor("V1"), maat=maat)
