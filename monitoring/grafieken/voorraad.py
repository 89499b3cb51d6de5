"""The growth of the social stock: V1 on its way to the goal, what it is made of, and per corporation."""

from __future__ import annotations

from basis.halfjaar import LAATSTE, NULMETING, Halfjaar
from monitoring import charts, zinnen
from monitoring.charts import Vorm
from monitoring.grafiek import (
    MET_DAEB,
    Cijfers,
    Grafiek,
    Herkomst,
    Sleutel,
    grafiek,
    met_daeb,
    ondertitel,
    per_maat,
    per_punt,
    stand,
    verwijs,
)
from monitoring.grafieken.algemeen import (
    VERSCHIL,
    aangevuld,
    as_halfjaren,
    partijlabel,
    tot_en_met,
)
from monitoring.herkomst import Verwijzing
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.voorraad import ERAF, ERBIJ
from monitoring.maat import GEHEEL, Maat, Wat
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, Tabel, tabel


def netto_groei(cijfers: Cijfers) -> Grafiek:
    """V1 on the way to the goal: without and with DAEB-koop, the 780 of the hard plans and the 1.380."""
    punten = cijfers.punten("V1")
    doel = cijfers.doel("V1")
    half_years = Halfjaar.range(NULMETING, LAATSTE)
    by_half = {punt.halfjaar: punt for punt in punten}
    shown = [by_half.get(half) for half in half_years]
    netto = [0 if half == NULMETING else punt and punt.waarde for half, punt in zip(half_years, shown, strict=True)]
    extra = [0 if half == NULMETING else punt and met_daeb(punt) for half, punt in zip(half_years, shown, strict=True)]
    extra = extra if extra != netto else None  # two lines upon each other say nothing
    steps = (doel.uiterlijk or LAATSTE) - NULMETING if doel else 0
    recht = [float(doel.waarde) * n / steps for n in range(len(half_years))] if doel else None
    open_ = [bool(punt and punt.voorlopig) for punt in shown]
    lines = [line for code in ("V1", "V8") for line in cijfers.doellijnen(code, Vorm(), [str(h) for h in half_years])]
    last = cijfers.laatste("V1")
    figure = charts.groei([str(half) for half in half_years], netto, extra, open_, lines, recht) if last else None
    rows = per_punt(cijfers, "V1", punten)
    points = [None, *rows]  # the first point is the baseline, which is no figure
    keys = [Sleutel("netto groei", charts.PETROL)]
    keys += [Sleutel("met DAEB-koop", charts.KLEUR_ONDERDEEL["daeb-koop"])] if extra else []
    return grafiek(
        cijfers,
        "netto-groei",
        naar_doel_zin(cijfers),
        ondertitel(cijfers, "V1", "Woningen, cumulatief sinds 1 januari 2026"),
        _groeitabel(punten),
        figure,
        punten,
        herkomst=rows,
        klik={"netto groei": per_maat(points, GEHEEL), "met DAEB-koop": per_maat(points, MET_DAEB)},
        genoemd=verwijs(cijfers, "netto groei", "V1", last),
        legenda=[*keys, Sleutel("rechte lijn, alleen ter vergelijking", charts.STIL)] if recht else keys,
    )


def _groeitabel(punten: list[Punt]) -> Tabel:
    """Per half-year what came in it, and what there is since 2026: without and with DAEB-koop."""
    kolommen = [
        Kolom("netto groei in het halfjaar", VERSCHIL, periode=True),
        Kolom("netto groei sinds 2026", VERSCHIL),
        Kolom("DAEB-koop sinds 2026", VERSCHIL, "daeb-koop"),
        Kolom("met DAEB-koop", VERSCHIL, "daeb-koop", wat=Wat.MET),
    ]
    rijen = [[str(punt.halfjaar), *(kolom.maat.van(punt) for kolom in kolommen), stand(punt)] for punt in punten]
    return tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen)


def groei_zin(cijfers: Cijfers) -> str:
    """The sentence of V1: the start page opens with it."""
    punt, doel = cijfers.laatste("V1"), cijfers.doel("V1")
    van = cijfers.keuze.corporatie.naam if cijfers.keuze.corporatie else ""
    return zinnen.groei(
        punt and punt.waarde,
        punt and met_daeb(punt),
        doel and doel.waarde,
        doel and doel.uiterlijk and doel.uiterlijk.jaar,
        van,
    )


def groei_herkomst(cijfers: Cijfers) -> list[Verwijzing]:
    """The figures that `groei_zin` names: the second total only where it differs."""
    punt = cijfers.laatste("V1")
    links = verwijs(cijfers, "netto groei", "V1", punt)
    if punt and met_daeb(punt) != punt.waarde:
        links += verwijs(cijfers, "met DAEB-koop", "V1", punt, MET_DAEB)
    return links


def naar_doel_zin(cijfers: Cijfers) -> str:
    """The title of V1's chart, beside the sentence that the page opened with: how far on the way."""
    punt, doel = cijfers.laatste("V1"), cijfers.doel("V1")
    if punt is None or doel is None or doel.uiterlijk is None:
        return groei_zin(cijfers)
    return zinnen.naar_doel(punt.waarde, float(doel.waarde), doel.uiterlijk.jaar)


def opbouw(cijfers: Cijfers) -> Grafiek:
    """The seven components of V1 and DAEB-koop, per half-year."""
    punten = cijfers.punten("V1")
    names = (*ERBIJ, "daeb-koop", *ERAF)
    heten = {name: cijfers.namen.van(INDICATOREN["V1"], name) for name in names}
    labels = [str(punt.halfjaar) for punt in punten]
    parts = {name: [punt.onderdelen_periode.get(name) for punt in punten] for name in names}
    netto = [punt.periode for punt in punten]
    open_ = [punt.voorlopig for punt in punten]
    total = punten[-1].onderdelen if punten else {}
    erbij, eraf = ({name: total.get(name, 0) for name in side} for side in (ERBIJ, ERAF))
    kolommen = [Kolom("halfjaar"), *(Kolom(heten[name], VERSCHIL, name, periode=True) for name in names)]
    kolommen.append(Kolom("netto, zonder DAEB-koop", VERSCHIL, periode=True))
    kolommen.append(Kolom("correctie (telt niet mee)", VERSCHIL, "correctie", periode=True))
    rijen = [
        [str(punt.halfjaar), *(punt.onderdelen_periode.get(name) for name in names), punt.periode, _correctie(punt)]
        for punt in punten
    ]
    rows = per_punt(cijfers, "V1", punten)
    klik = {heten[name]: per_maat(rows, Maat(name, periode=True)) for name in names}
    return grafiek(
        cijfers,
        "opbouw",
        zinnen.opbouw(erbij, eraf) if punten else zinnen.GEEN_GROEI + ".",
        ondertitel(cijfers, "V1", "Woningen per halfjaar; de ruit is de netto groei zonder DAEB-koop"),
        tabel(kolommen, rijen),
        charts.onderdelen(
            as_halfjaren(labels), _fill(parts, labels), heten, aangevuld(netto, labels, None), aangevuld(open_, labels)
        )
        if punten
        else None,
        punten,
        herkomst=rows,
        klik={**klik, "netto": per_maat(rows, Maat(periode=True))},
        genoemd=_opbouw_herkomst(cijfers, total),
        legenda=[Sleutel(heten[name], charts.KLEUR_ONDERDEEL[name]) for name in names],
    )


def _opbouw_herkomst(cijfers: Cijfers, total: dict[str, float]) -> list[Verwijzing]:
    """The parts that the title names: what brought most, and all that left."""
    plus = {name: total[name] for name in ERBIJ if total.get(name, 0) > 0}
    least = [max(plus, key=plus.get)] if plus else []
    named = [*least, *(name for name in ERAF if total.get(name)), *(name for name in ERBIJ if total.get(name, 0) < 0)]
    return [link for name in named for link in verwijs(cijfers, name, "V1", cijfers.laatste("V1"), Maat(name))]


def _correctie(punt: Punt):
    return None if punt.periode is None else punt.onderdelen_periode.get("correctie", 0)


def _fill(parts: dict[str, list], labels: list[str]) -> dict[str, list]:
    """Without parts that never occur: they would only crowd the picture."""
    return {name: aangevuld(values, labels, None) for name, values in parts.items() if any(values)}


def per_corporatie(cijfers: Cijfers) -> Grafiek:
    """V1 of each corporation, in a fixed order: no ranking."""
    found = {partij: cijfers.reeksen.laatste("V1", partij) for partij in cijfers.corporaties()}
    known = {partij: punt for partij, punt in found.items() if punt}
    total = cijfers.reeksen.laatste("V1")
    waarden = [punt and punt.waarde for punt in found.values()]
    open_ = [bool(punt and punt.voorlopig) for punt in found.values()]
    names = [partijlabel(partij.naam, punt) for partij, punt in found.items()]
    rijen = [
        [partij.naam, p and p.waarde, p and p.onderdelen.get("daeb-koop"), p and met_daeb(p), tot_en_met(p), stand(p)]
        for partij, p in found.items()
    ]
    kolommen = [
        Kolom("netto groei", VERSCHIL),
        Kolom("DAEB-koop", VERSCHIL, "daeb-koop"),
        Kolom("met DAEB-koop", VERSCHIL, "daeb-koop", wat=Wat.MET),
    ]
    rows = [punt and Herkomst("V1", punt, partij) for partij, punt in found.items()]
    genoemd = verwijs(cijfers, "samen", "V1", total)
    for partij, punt in known.items():
        genoemd += verwijs(cijfers, partij.naam, "V1", punt, partij=partij)
    return grafiek(
        cijfers,
        "per-corporatie",
        zinnen.samen(total and total.waarde, {partij.naam: punt.waarde for partij, punt in known.items()}),
        ondertitel(cijfers, "V1", "Woningen, netto groei sinds 1 januari 2026, zonder DAEB-koop"),
        tabel([Kolom("corporatie"), *kolommen, Kolom("tot en met"), Kolom("stand")], rijen),
        charts.per_partij(names, waarden, open_, Vorm(met_teken=True)) if known else None,
        list(known.values()),
        herkomst=rows,
        klik={name: [where] for name, where in zip(names, rows, strict=True)},
        genoemd=genoemd,
    )
