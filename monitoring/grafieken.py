"""The charts, one builder each: from series of figures to a Grafiek.

Each builder takes the same `Cijfers` (series, goals, what was chosen). GRAFIEKEN names those that stand on a page of
their own; `vind` finds a builder by the name that stands in the address of a download.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from basis.halfjaar import EERSTE, LAATSTE, NULMETING, Halfjaar
from monitoring import charts, doelen, reeksen, small_numbers, zinnen
from monitoring.charts import Vorm
from monitoring.grafiek import (
    Cijfers,
    Grafiek,
    Sleutel,
    doel_tekst,
    getekend,
    grafiek,
    met_daeb,
    ondertitel,
    stand,
    waarde_tekst,
)
from monitoring.indicatoren import INDICATOREN
from monitoring.models import Doelsoort
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, Tabel, tabel

GETAL, VERSCHIL, PROCENT = "getal", "verschil", "procent"
ERBIJ = ("nieuwbouw", "aankoop", "woningdelen", "splitsen")
ERAF = ("verkoop", "sloop", "liberalisatie")
NAAM = {"daeb-koop": "DAEB-koop"}


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
    recht = [float(doel.waarde) * n / (len(half_years) - 1) for n in range(len(half_years))] if doel else None
    open_ = [bool(punt and punt.voorlopig) for punt in shown]
    lines = doelen.lijnen(cijfers.doelen_van("V1"), Vorm())
    last = cijfers.laatste("V1")
    figure = charts.groei([str(half) for half in half_years], netto, extra, open_, lines, recht) if last else None
    keys = [Sleutel("netto groei", charts.PETROL)]
    keys += [Sleutel("met DAEB-koop", charts.KLEUR_ONDERDEEL["daeb-koop"])] if extra else []
    kolommen = ["netto groei in het halfjaar", "netto groei sinds 2026", "DAEB-koop sinds 2026", "met DAEB-koop"]
    rijen = [
        [str(p.halfjaar), p.periode, p.waarde, p.onderdelen.get("daeb-koop"), met_daeb(p), stand(p)] for p in punten
    ]
    return grafiek(
        cijfers,
        "netto-groei",
        naar_doel_zin(cijfers),
        ondertitel(cijfers, "V1", "Woningen, cumulatief sinds 1 januari 2026"),
        tabel([Kolom("halfjaar"), *(Kolom(naam, VERSCHIL) for naam in kolommen), Kolom("stand")], rijen),
        figure,
        punten,
        legenda=[*keys, Sleutel("rechte lijn, alleen ter vergelijking", charts.STIL)] if recht else keys,
    )


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


def naar_doel_zin(cijfers: Cijfers) -> str:
    """The title of V1's chart, beside the sentence that the page opened with: how far on the way."""
    punt, doel = cijfers.laatste("V1"), cijfers.doel("V1")
    if punt is None or doel is None or doel.uiterlijk is None:
        return groei_zin(cijfers)
    return zinnen.naar_doel(punt.waarde, float(doel.waarde), doel.uiterlijk.jaar)


def opbouw(cijfers: Cijfers) -> Grafiek:
    """The seven components of V1 and DAEB-koop, per half-year."""
    punten = [punt for punt in cijfers.punten("V1") if punt.periode is not None]
    names = (*ERBIJ, "daeb-koop", *ERAF)
    labels = [str(punt.halfjaar) for punt in punten]
    parts = {name: [punt.onderdelen_periode.get(name) for punt in punten] for name in names}
    netto = [punt.periode for punt in punten]
    open_ = [punt.voorlopig for punt in punten]
    total = punten[-1].onderdelen if punten else {}
    erbij = {name: total.get(name, 0) for name in ERBIJ}
    kolommen = [Kolom("halfjaar"), *(Kolom(NAAM.get(name, name), VERSCHIL) for name in names)]
    kolommen += [Kolom("netto, zonder DAEB-koop", VERSCHIL), Kolom("correctie (telt niet mee)", VERSCHIL)]
    rijen = [
        [str(punt.halfjaar), *(punt.onderdelen_periode.get(name) for name in names), punt.periode, _correctie(punt)]
        for punt in punten
    ]
    return grafiek(
        cijfers,
        "opbouw",
        zinnen.opbouw(erbij, {name: total.get(name, 0) for name in ERAF}) if punten else zinnen.GEEN_GROEI + ".",
        ondertitel(cijfers, "V1", "Woningen per halfjaar; de ruit is de netto groei zonder DAEB-koop"),
        tabel(kolommen, rijen),
        charts.onderdelen(_padded(labels), _fill(parts, labels), NAAM, _pad(netto, labels, None), _pad(open_, labels))
        if punten
        else None,
        punten,
        legenda=[Sleutel(NAAM.get(name, name), charts.KLEUR_ONDERDEEL[name]) for name in names],
    )


def _correctie(punt: Punt):
    return punt.onderdelen_periode.get("correctie", 0)


def per_corporatie(cijfers: Cijfers) -> Grafiek:
    """V1 of each corporation, in a fixed order: no ranking."""
    found = {partij: cijfers.reeksen.laatste("V1", partij) for partij in cijfers.corporaties()}
    known = {partij: punt for partij, punt in found.items() if punt}
    total = cijfers.reeksen.laatste("V1")
    waarden = [punt and punt.waarde for punt in found.values()]
    open_ = [bool(punt and punt.voorlopig) for punt in found.values()]
    names = [_party_label(partij.naam, punt) for partij, punt in found.items()]
    rijen = [
        [partij.naam, p and p.waarde, p and p.onderdelen.get("daeb-koop"), p and met_daeb(p), _until(p), stand(p)]
        for partij, p in found.items()
    ]
    kolommen = [Kolom(naam, VERSCHIL) for naam in ("netto groei", "DAEB-koop", "met DAEB-koop")]
    return grafiek(
        cijfers,
        "per-corporatie",
        zinnen.samen(total and total.waarde, {partij.naam: punt.waarde for partij, punt in known.items()}),
        ondertitel(cijfers, "V1", "Woningen, netto groei sinds 1 januari 2026, zonder DAEB-koop"),
        tabel([Kolom("corporatie"), *kolommen, Kolom("tot en met"), Kolom("stand")], rijen),
        charts.per_partij(names, waarden, open_, Vorm(met_teken=True)) if known else None,
        list(known.values()),
    )


def _until(punt: Punt | None) -> str:
    return str(punt.halfjaar) if punt else ""


def _party_label(naam: str, punt: Punt | None) -> str:
    """A name under a bar, and until when its figures run: parties need not deliver at the same time."""
    return f"{naam}<br>t/m {punt.halfjaar}" if punt else f"{naam}<br>geen gegevens"


def urgent(cijfers: Cijfers) -> Grafiek:
    """T1 per half-year, against about 30 % and the 25 % it started from."""
    punt, doel = cijfers.laatste("T1"), cijfers.doel("T1")
    titel = zinnen.urgent(punt and punt.waarde, doel and doel.waarde)
    return reeks(cijfers, "T1", "urgent", titel, "Aandeel van de toewijzingen sociale huur, per halfjaar")


def vrije_toewijzing(cijfers: Cijfers) -> Grafiek:
    """T2 per calendar year, against the ceiling; the room that is left is said in words."""
    punten = cijfers.punten("T2")
    per_jaar = {punt.halfjaar.jaar: punt for punt in punten if punt.waarde is not None}
    years = list(range(EERSTE.jaar, LAATSTE.jaar + 1))
    shown = [per_jaar.get(jaar) for jaar in years]
    lines = doelen.lijnen(cijfers.doelen_van("T2"), Vorm(aandeel=True))
    waarden = [punt and punt.waarde for punt in shown]
    open_ = [bool(punt and punt.voorlopig) for punt in shown]
    rijen = [[_year_so_far(p), p.teller, p.noemer, p.waarde, stand(p)] for p in per_jaar.values()]
    return grafiek(
        cijfers,
        "vrije-toewijzing",
        vrij_zin(cijfers),
        ondertitel(cijfers, "T2", "Aandeel van de toewijzingen in een kalenderjaar; een plafond is geen streven"),
        tabel([Kolom("jaar"), *_share_columns("T2"), Kolom("stand")], rijen),
        charts.reeks([str(year) for year in years], waarden, open_, Vorm(aandeel=True), lines) if rijen else None,
        punten,
    )


def vrij_zin(cijfers: Cijfers) -> str:
    punt, plafond = cijfers.laatste("T2"), cijfers.doel("T2", Doelsoort.PLAFOND)
    if punt is None:
        return zinnen.vrije_toewijzing(None, None, None, "")
    return zinnen.vrije_toewijzing(punt.teller, punt.noemer, plafond and plafond.waarde, _year_so_far(punt))


def _year_so_far(punt: Punt) -> str:
    return f"{punt.halfjaar.jaar}{' tot en met juni' if punt.halfjaar.helft == 1 else ''}"


def opgaven(cijfers: Cijfers) -> list[Punt]:
    """The half-years of T3 that have a task."""
    return [punt for punt in cijfers.punten("T3") if punt.taak is not None]


def statushouders(cijfers: Cijfers) -> Grafiek:
    """T3: the task of each half-year with its arrears, and who was housed; in persons."""
    punten = opgaven(cijfers)
    labels = [str(punt.halfjaar) for punt in punten]
    asked = [punt.taak + min(punt.achterstand, 0) for punt in punten]
    arrears = [max(punt.achterstand, 0) for punt in punten]
    done = [punt.gehuisvest for punt in punten]
    open_ = [bool(punt.ontbreekt) for punt in punten]
    koppen = ("taakstelling", "achterstand vooraf", "samen", "gehuisvest", "blijft over")
    rijen = [
        [str(p.halfjaar), p.taak, p.achterstand, p.opgave, p.gehuisvest, p.opgave - p.gehuisvest, stand(p)]
        for p in punten
    ]
    series = [_pad(values, labels, None) for values in (asked, arrears, done)]
    return grafiek(
        cijfers,
        "statushouders",
        statushouders_zin(cijfers),
        ondertitel(cijfers, "T3", "Personen per halfjaar; wat overblijft gaat mee naar het volgende halfjaar"),
        tabel([Kolom("halfjaar"), *(Kolom(kop, GETAL) for kop in koppen), Kolom("stand")], rijen),
        charts.opgave(_padded(labels), *series, _pad(open_, labels)) if punten else None,
        punten,
        legenda=[
            Sleutel("taakstelling", charts.KLEUR_TAAK),
            Sleutel("achterstand vooraf", charts.KLEUR_ACHTERSTAND),
            Sleutel("gehuisvest", charts.KLEUR_GEHUISVEST),
        ],
    )


def statushouders_zin(cijfers: Cijfers) -> str:
    punten = opgaven(cijfers)
    if not punten:
        return zinnen.statushouders(None, None, "")
    return zinnen.statushouders(punten[-1].gehuisvest, punten[-1].opgave, punten[-1].halfjaar.voluit)


def reeks(cijfers: Cijfers, code: str, naam: str = "", titel: str = "", eenheid: str = "") -> Grafiek:
    """Any indicator through time, against its goals: works for one that was registered a minute ago."""
    indicator = INDICATOREN[code]
    punten = cijfers.punten(code)
    aandeel = indicator.is_deel
    vorm = Vorm(aandeel=aandeel, met_teken=any(punt.onderdelen for punt in punten))
    labels = [str(punt.halfjaar) for punt in punten]
    waarden = [getekend(punt, aandeel) for punt in punten]
    lines = doelen.lijnen(cijfers.doelen_van(code), vorm)
    known = any(waarde is not None for waarde in waarden)
    open_ = [punt.voorlopig for punt in punten]
    figure = charts.reeks(_padded(labels), _pad(waarden, labels, None), _pad(open_, labels), vorm, lines)
    return grafiek(
        cijfers,
        naam or f"indicator-{code.lower()}",
        titel or zinnen.begin(indicator.naam, waarde_tekst(code, cijfers.laatste(code)), doel_tekst(cijfers, code)),
        ondertitel(cijfers, code, eenheid or zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")),
        _series_table(code, punten, aandeel),
        figure if known else None,
        punten,
    )


def _series_table(code: str, punten: list[Punt], aandeel: bool) -> Tabel:
    parts = sorted({name for punt in punten for name in punt.onderdelen}, key=_volgorde)
    vorm = VERSCHIL if parts else GETAL
    eenheid = INDICATOREN[code].eenheid
    if aandeel:
        kolommen = _share_columns(code)
        values = [[p.teller, p.noemer, getekend(p, aandeel)] for p in punten]
    else:
        kolommen = [Kolom(f"aantal ({eenheid})", vorm), *(Kolom(NAAM.get(part, part), vorm) for part in parts)]
        values = [[p.waarde, *(p.onderdelen.get(part) for part in parts)] for p in punten]
    rijen = [[str(punt.halfjaar), *row, stand(punt)] for punt, row in zip(punten, values, strict=True)]
    return tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen)


def _volgorde(onderdeel: str) -> tuple:
    """Known parts in the order of the drawing, others after them by name."""
    known = list(charts.KLEUR_ONDERDEEL)
    return (known.index(onderdeel) if onderdeel in known else len(known), onderdeel)


def _share_columns(code: str) -> list[Kolom]:
    teller, noemer = INDICATOREN[code].telt or ("teller", "noemer")
    return [Kolom(teller, GETAL), Kolom(noemer, GETAL), Kolom("aandeel", PROCENT)]


def per_partij(cijfers: Cijfers, code: str) -> Grafiek:
    """The newest figure of each party that this indicator is made of; needs series of every party."""
    indicator = INDICATOREN[code]
    parties = [partij for partij in cijfers.reeksen.partijen if partij.soort in indicator.van]
    found = {partij: cijfers.reeksen.laatste(code, partij) for partij in parties}
    known = [punt for punt in found.values() if punt]
    aandeel = indicator.is_deel
    vorm = Vorm(aandeel=aandeel, met_teken=any(punt.onderdelen for punt in known))
    waarden = [punt and getekend(punt, aandeel) for punt in found.values()]
    open_ = [bool(punt and punt.voorlopig) for punt in found.values()]
    rijen = [[p.naam, waarde_tekst(code, punt), _until(punt), stand(punt)] for p, punt in found.items()]
    return grafiek(
        cijfers,
        f"indicator-{code.lower()}-partijen",
        f"{indicator.naam}, per partij",
        ondertitel(cijfers, code, zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")),
        tabel([Kolom("partij"), Kolom("nieuwste cijfer"), Kolom("tot en met"), Kolom("stand")], rijen),
        charts.per_partij([_party_label(p.naam, punt) for p, punt in found.items()], waarden, open_, vorm)
        if known
        else None,
        known,
    )


def per_wijk(cijfers: Cijfers, code: str) -> Grafiek:
    """The newest figure of each wijk, as a table. Small counts of people are for some readers only."""
    punt = cijfers.laatste(code)
    found = reeksen.load_wijken(code, punt.halfjaar, _own(cijfers, code)) if punt else []
    hide = INDICATOREN[code].over_personen and not cijfers.kleine_aantallen
    if INDICATOREN[code].is_deel:
        kolommen = _share_columns(code)
        rijen = _shares(found, hide)
    else:
        vorm = VERSCHIL if any(point.onderdelen for _, point in found) else GETAL
        kolommen = [Kolom(f"aantal ({INDICATOREN[code].eenheid})", vorm)]
        rijen = _counts(found, hide)
    return grafiek(
        cijfers,
        f"indicator-{code.lower()}-wijken",
        f"{INDICATOREN[code].naam}, per wijk",
        ondertitel(cijfers, code, zinnen.met_hoofdletter(f"{INDICATOREN[code].eenheid}, {INDICATOREN[code].periode}")),
        tabel([Kolom("wijk"), *kolommen], rijen),
        None,
        [],
    )


def _own(cijfers: Cijfers, code: str):
    """One corporation's figures per wijk would give away small counts by subtraction: only for who may see them."""
    return cijfers.partij_voor(code) if cijfers.kleine_aantallen or not INDICATOREN[code].over_personen else None


def _counts(found, hide: bool) -> list[list]:
    hidden = small_numbers.hidden([point.teller for _, point in found]) if hide else set()
    return [
        [wijk.naam, small_numbers.gezegd(point.teller) if place in hidden else point.waarde]
        for place, (wijk, point) in enumerate(found)
    ]


def _shares(found, hide: bool) -> list[list]:
    """Numerator, denominator and share per wijk. Both counts are of allocations: a small one is hidden in either."""
    tellers, noemers = ([getattr(point, side) for _, point in found] for side in ("teller", "noemer"))
    few = small_numbers.hidden(noemers) if hide else set()
    known = [sum(noemers) if place in few else noemer for place, noemer in enumerate(noemers)]
    hidden = small_numbers.hidden(tellers, known) if hide else set()
    rows = []
    for place, (wijk, point) in enumerate(found):
        teller = small_numbers.gezegd(point.teller) if place in hidden else point.teller
        noemer = small_numbers.gezegd(point.noemer) if place in few else point.noemer
        share = small_numbers.gezegd(point.teller) if place in hidden | few else getekend(point, True)
        rows.append([wijk.naam, teller, noemer, share])
    return rows


def _padded(labels: list[str], least: int = 4) -> list[str]:
    """Half-years to draw: at least two years, so that one bar does not fill the box."""
    first = Halfjaar.parse(labels[0]) if labels else EERSTE
    return [str(first + n) for n in range(max(least, len(labels)))]


def _pad(values: list, labels: list[str], filler=False) -> list:
    return [*values, *[filler] * (len(_padded(labels)) - len(values))]


def _fill(parts: dict[str, list], labels: list[str]) -> dict[str, list]:
    """Without parts that never occur: they would only crowd the picture."""
    return {name: _pad(values, labels, None) for name, values in parts.items() if any(values)}


GRAFIEKEN: dict[str, tuple[str, Callable[[Cijfers], Grafiek]]] = {
    "netto-groei": ("V1", netto_groei),
    "opbouw": ("V1", opbouw),
    "per-corporatie": ("V1", per_corporatie),
    "urgent": ("T1", urgent),
    "vrije-toewijzing": ("T2", vrije_toewijzing),
    "statushouders": ("T3", statushouders),
}
PER_INDICATOR = {"": reeks, "-partijen": per_partij, "-wijken": per_wijk}


def vind(naam: str) -> tuple[str, Callable[[Cijfers], Grafiek]] | None:
    """The indicator and the builder of the chart with this name, or None when there is no such chart."""
    if naam in GRAFIEKEN:
        return GRAFIEKEN[naam]
    for code in INDICATOREN:
        for suffix, build in PER_INDICATOR.items():
            if naam == f"indicator-{code.lower()}{suffix}":
                return code, functools.partial(build, code=code)
    return None
