"""Charts that fit any indicator, also one that was registered a minute ago, and what other charts share."""

from __future__ import annotations

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Wijk
from monitoring import charts, doelen, zichtbaar, zinnen
from monitoring.charts import Vorm
from monitoring.grafiek import (
    Cijfers,
    Grafiek,
    Herkomst,
    doel_tekst,
    getekend,
    grafiek,
    ondertitel,
    per_punt,
    stand,
    waarde_tekst,
)
from monitoring.indicatoren import INDICATOREN
from monitoring.reeksen import Punt
from monitoring.small_numbers import Verborgen
from monitoring.tabellen import Kolom, Tabel, tabel

GETAL, VERSCHIL, PROCENT = "getal", "verschil", "procent"
NAAM = {"daeb-koop": "DAEB-koop"}


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
    figure = charts.reeks(as_halfjaren(labels), aangevuld(waarden, labels, None), aangevuld(open_, labels), vorm, lines)
    return grafiek(
        cijfers,
        naam or f"indicator-{code.lower()}",
        titel or zinnen.begin(indicator.naam, waarde_tekst(code, cijfers.laatste(code)), doel_tekst(cijfers, code)),
        ondertitel(cijfers, code, eenheid or zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")),
        _series_table(code, punten, aandeel),
        figure if known else None,
        punten,
        herkomst=per_punt(cijfers, code, punten),
    )


def _series_table(code: str, punten: list[Punt], aandeel: bool) -> Tabel:
    parts = sorted({name for punt in punten for name in punt.onderdelen}, key=volgorde)
    vorm = VERSCHIL if parts else GETAL
    eenheid = INDICATOREN[code].eenheid
    if aandeel:
        kolommen = deelkolommen(code)
        values = [[p.teller, p.noemer, getekend(p, aandeel)] for p in punten]
    else:
        kolommen = [Kolom(f"aantal ({eenheid})", vorm), *(Kolom(NAAM.get(part, part), vorm, part) for part in parts)]
        values = [[p.waarde, *(p.onderdelen.get(part) for part in parts)] for p in punten]
    rijen = [[str(punt.halfjaar), *row, stand(punt)] for punt, row in zip(punten, values, strict=True)]
    return tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen)


def volgorde(onderdeel: str) -> tuple:
    """Known parts in the order of the drawing, others after them by name."""
    known = list(charts.KLEUR_ONDERDEEL)
    return (known.index(onderdeel) if onderdeel in known else len(known), onderdeel)


def deelkolommen(code: str) -> list[Kolom]:
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
    rijen = [[p.naam, waarde_tekst(code, punt), tot_en_met(punt), stand(punt)] for p, punt in found.items()]
    waar = [punt and Herkomst(code, punt, p) for p, punt in found.items()]
    return grafiek(
        cijfers,
        f"indicator-{code.lower()}-partijen",
        f"{indicator.naam}, per partij",
        ondertitel(cijfers, code, zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")),
        tabel([Kolom("partij"), Kolom("nieuwste cijfer"), Kolom("tot en met"), Kolom("stand")], rijen),
        charts.per_partij([partijlabel(p.naam, punt) for p, punt in found.items()], waarden, open_, vorm)
        if known
        else None,
        known,
        herkomst=waar,
    )


def tot_en_met(punt: Punt | None) -> str:
    return str(punt.halfjaar) if punt else ""


def partijlabel(naam: str, punt: Punt | None) -> str:
    """A name under a bar, and until when its figures run: parties need not deliver at the same time."""
    return f"{naam}<br>t/m {punt.halfjaar}" if punt else f"{naam}<br>geen gegevens"


def per_wijk(cijfers: Cijfers, code: str) -> Grafiek:
    """The newest figure of each wijk, as a table. Small counts of people are for some readers only."""
    indicator, found, partij = INDICATOREN[code], wijken(cijfers, code), _own(cijfers, code)
    if indicator.is_deel:
        kolommen = deelkolommen(code)
        rijen = [[wijk.naam, p.teller, p.noemer, getekend(p, True)] for wijk, p in found]
    else:
        vorm = VERSCHIL if any(punt.onderdelen for _, punt in found) else GETAL
        kolommen = [Kolom(f"aantal ({indicator.eenheid})", vorm)]
        rijen = [[wijk.naam, p.waarde] for wijk, p in found]
    hidden = [isinstance(p.waarde, Verborgen) for _, p in found]
    return grafiek(
        cijfers,
        f"indicator-{code.lower()}-wijken",
        f"{indicator.naam}, per wijk",
        ondertitel(
            cijfers,
            code,
            zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}"),
            found[0][1] if found else None,
        )
        + _wijknoot(cijfers, code, found),
        tabel([Kolom("wijk"), *kolommen], rijen),
        None,
        [],
        herkomst=[
            None if hid else Herkomst(code, p, partij, wijk.code) for (wijk, p), hid in zip(found, hidden, strict=True)
        ],
    )


def _own(cijfers: Cijfers, code: str):
    """One corporation's figures per wijk are only for who may see small counts."""
    return None if zichtbaar.verbergt(code, cijfers.kleine_aantallen) else cijfers.partij_voor(code)


def wijken(cijfers: Cijfers, code: str) -> list[tuple[Wijk, Punt]]:
    """The newest figure of each wijk, as this reader may see it."""
    punt, small, moment = cijfers.laatste(code), cijfers.kleine_aantallen, cijfers.keuze.moment
    half = punt and zichtbaar.laatste(code, punt.halfjaar, small, moment)
    if half is None:
        return []
    return zichtbaar.per_gebied(code, half, mag_klein=small, partij=_own(cijfers, code), op=moment, zelf=cijfers.zelf)


def _wijknoot(cijfers: Cijfers, code: str, found: list) -> str:
    """What a reader should know of hidden counts, and why an older half-year may stand here."""
    if not found or not zichtbaar.verbergt(code, cijfers.kleine_aantallen):
        return ""
    newest, shown = cijfers.laatste(code).halfjaar, found[0][1].halfjaar
    return zinnen.kleine_aantallen(shown.voluit if shown != newest else "")


def as_halfjaren(labels: list[str], least: int = 4) -> list[str]:
    """Half-years to draw: at least two years, so that one bar does not fill the box."""
    first = Halfjaar.parse(labels[0]) if labels else EERSTE
    return [str(first + n) for n in range(max(least, len(labels)))]


def aangevuld(values: list, labels: list[str], filler=False) -> list:
    return [*values, *[filler] * (len(as_halfjaren(labels)) - len(values))]
