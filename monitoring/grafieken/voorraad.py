"""The growth of the social stock (V1): in one sentence, what it is made of, and per corporation."""

from __future__ import annotations

from monitoring import tekeningen
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
    kleuren,
    partijlabel,
    tot_en_met,
)
from monitoring.herkomst import Verwijzing
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.voorraad import ERAF, ERBIJ
from monitoring.maat import Maat, Wat
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import Vorm
from monitoring.zinnen import algemeen as zinnen


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
        tekeningen.onderdelen(
            as_halfjaren(labels), _fill(parts, labels), heten, aangevuld(netto, labels, None), aangevuld(open_, labels)
        )
        if punten
        else None,
        punten,
        herkomst=rows,
        klik={**klik, "netto": per_maat(rows, Maat(periode=True))},
        genoemd=_opbouw_herkomst(cijfers, total),
        legenda=[Sleutel(heten[name], tekeningen.KLEUR_ONDERDEEL[name]) for name in names],
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
        zinnen.samen(
            total and total.waarde,
            {partij.naam: punt.waarde for partij, punt in known.items()},
            {partij.naam: str(punt.halfjaar) for partij, punt in known.items()},
        ),
        ondertitel(cijfers, "V1", "Woningen, netto groei sinds 1 januari 2026, zonder DAEB-koop"),
        tabel([Kolom("corporatie"), *kolommen, Kolom("tot en met"), Kolom("stand")], rijen),
        tekeningen.per_partij(names, waarden, open_, kleuren(cijfers, found), Vorm(met_teken=True)) if known else None,
        list(known.values()),
        herkomst=rows,
        klik={name: [where] for name, where in zip(names, rows, strict=True)},
        genoemd=genoemd,
    )
