"""Charts that fit any indicator, also one that was registered a minute ago, and what other charts share."""

from __future__ import annotations

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij, Partijsoort
from monitoring import charts, reeksen, small_numbers, zinnen
from monitoring.grafiek import (
    Cijfers,
    Grafiek,
    Herkomst,
    doel_zin,
    getekend,
    grafiek,
    ondertitel,
    per_punt,
    stand,
    vorm_van,
    waarde_tekst,
)
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, Tabel, tabel

GETAL, VERSCHIL, PROCENT, MAANDEN = "getal", "verschil", "procent", "maanden"
NAAM = {"daeb-koop": "DAEB-koop"}


def reeks(cijfers: Cijfers, code: str, naam: str = "", titel: str = "", eenheid: str = "") -> Grafiek:
    """Any indicator through time, against its goals: works for one that was registered a minute ago."""
    indicator = INDICATOREN[code]
    punten = cijfers.punten(code)
    aandeel = indicator.is_deel
    vorm = vorm_van(indicator)
    labels = [str(punt.halfjaar) for punt in punten]
    waarden = [getekend(punt, aandeel) for punt in punten]
    lines = cijfers.doellijnen(code, vorm, as_halfjaren(labels))
    known = any(waarde is not None for waarde in waarden)
    open_ = [punt.voorlopig for punt in punten]
    figure = charts.reeks(as_halfjaren(labels), aangevuld(waarden, labels, None), aangevuld(open_, labels), vorm, lines)
    return grafiek(
        cijfers,
        naam or f"indicator-{code.lower()}",
        titel or zinnen.begin(indicator.naam, waarde_tekst(code, cijfers.laatste(code)), doel_zin(cijfers, code)),
        ondertitel(cijfers, code, eenheid or zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")),
        _series_table(cijfers, code, punten),
        figure if known else None,
        punten,
        herkomst=per_punt(cijfers, code, punten),
    )


def _series_table(cijfers: Cijfers, code: str, punten: list[Punt]) -> Tabel:
    """Per half-year the figure, the parts that always are there, and of a state what changed."""
    parts = _vaste_delen(cijfers, code, punten)
    kolommen = _kolommen(code) + [Kolom(_deelkop(cijfers, code, part), deelvorm(code), part) for part in parts]
    values = [[*_waarden(code, punt), *(deelwaarde(code, punt, part) for part in parts)] for punt in punten]
    if any(punt.verschillen for punt in punten):
        kolommen.append(Kolom("verschil met halfjaar ervoor (aantal)", VERSCHIL))
        values = [[*row, punt.verschillen.get("")] for row, punt in zip(values, punten, strict=True)]
    rijen = [[str(punt.halfjaar), *row, stand(punt)] for punt, row in zip(punten, values, strict=True)]
    return tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen)


def _deelkop(cijfers: Cijfers, code: str, part: str) -> str:
    name = cijfers.namen.van(INDICATOREN[code], part)
    return f"{name} ({INDICATOREN[code].eenheid})" if INDICATOREN[code].is_gemiddelde else name


def _vaste_delen(cijfers: Cijfers, code: str, punten: list[Punt]) -> list[str]:
    """The parts with a name of their own; those that are named after a code have a table of their own."""
    indicator = INDICATOREN[code]
    found = {name for punt in punten for name in punt.onderdelen if "{" not in (indicator.patroon(name) or "")}
    return sorted(found, key=lambda name: cijfers.namen.volgorde(indicator, name))


def _kolommen(code: str) -> list[Kolom]:
    """The columns of the figure itself."""
    indicator = INDICATOREN[code]
    if indicator.is_gemiddelde:
        return [Kolom(indicator.telt[1], GETAL), Kolom(f"gemiddelde ({indicator.eenheid})", MAANDEN)]
    if indicator.is_deel:
        return deelkolommen(code)
    return [Kolom(f"aantal ({indicator.eenheid})", VERSCHIL if indicator.vorm.met_teken else GETAL)]


def _waarden(code: str, punt: Punt) -> list:
    """What stands in `_kolommen`."""
    indicator = INDICATOREN[code]
    if indicator.is_gemiddelde:
        return [punt.noemer, punt.waarde]
    return [punt.teller, punt.noemer, getekend(punt, True)] if indicator.is_deel else [punt.waarde]


def deelvorm(code: str) -> str:
    """How the values of a part are written."""
    indicator = INDICATOREN[code]
    if indicator.is_quotient:
        return MAANDEN if indicator.is_gemiddelde else PROCENT
    return VERSCHIL if indicator.vorm.met_teken else GETAL


def deelwaarde(code: str, punt: Punt, onderdeel: str):
    """A part of a share or a mean is one itself; any other is a count."""
    if punt.waarde is None:
        return None
    return punt.deel(onderdeel) if INDICATOREN[code].is_quotient else punt.onderdelen.get(onderdeel)


def deelkolommen(code: str) -> list[Kolom]:
    teller, noemer = INDICATOREN[code].telt or ("teller", "noemer")
    return [Kolom(teller, GETAL), Kolom(noemer, GETAL), Kolom("aandeel", PROCENT)]


def per_partij(cijfers: Cijfers, code: str) -> Grafiek:
    """The newest figure of each party that this indicator is made of; needs series of every party."""
    indicator = INDICATOREN[code]
    parties = [partij for partij in cijfers.reeksen.partijen if partij.soort in indicator.van]
    found = {partij: cijfers.reeksen.laatste(code, partij) for partij in parties}
    found = {partij: punt for partij, punt in found.items() if _takes_part(indicator, partij, punt)}
    known = [punt for punt in found.values() if punt]
    aandeel = indicator.is_deel
    vorm = vorm_van(indicator)
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


def _takes_part(indicator: Indicator, partij: Partij, punt: Punt | None) -> bool:
    """A corporation does, also while it has no figures; the municipality where it has any, such as projects."""
    if partij.soort == Partijsoort.CORPORATIE or not indicator.per_corporatie:
        return True
    return punt is not None and bool(punt.teller or punt.noemer)


def tot_en_met(punt: Punt | None) -> str:
    return str(punt.halfjaar) if punt else ""


def partijlabel(naam: str, punt: Punt | None) -> str:
    """A name under a bar, and until when its figures run: parties need not deliver at the same time."""
    return f"{naam}<br>t/m {punt.halfjaar}" if punt else f"{naam}<br>geen gegevens"


def per_wijk(cijfers: Cijfers, code: str) -> Grafiek:
    """The newest figure of each wijk, as a table. Small counts of people are for some readers only."""
    punt = cijfers.laatste(code)
    found = reeksen.load_wijken(code, punt.halfjaar, _own(cijfers, code), cijfers.keuze.moment) if punt else []
    hide = INDICATOREN[code].over_personen and not cijfers.kleine_aantallen
    rows = _means if INDICATOREN[code].is_gemiddelde else _shares if INDICATOREN[code].is_deel else _counts
    kolommen, rijen = _kolommen(code), rows(found, hide)
    if rijen and any(point.verschillen for _, point in found):  # states, which are counts of homes
        kolommen.append(Kolom("verschil met halfjaar ervoor (aantal)", VERSCHIL))
        rijen = [[*row, point.verschillen.get("")] for row, (_, point) in zip(rijen, found, strict=True)]
    return grafiek(
        cijfers,
        f"indicator-{code.lower()}-wijken",
        f"{INDICATOREN[code].naam}, per wijk",
        ondertitel(cijfers, code, zinnen.met_hoofdletter(f"{INDICATOREN[code].eenheid}, {INDICATOREN[code].periode}")),
        tabel([Kolom("wijk"), *kolommen], rijen),
        None,
        [],
        herkomst=[] if hide else [Herkomst(code, point, _own(cijfers, code), wijk.code) for wijk, point in found],
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


def _means(found, hide: bool) -> list[list]:
    """The number and their mean per wijk. It is one group of people: nothing for who may not see small counts."""
    return [] if hide else [[wijk.naam, point.noemer, point.waarde] for wijk, point in found]


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


def as_halfjaren(labels: list[str], least: int = 4) -> list[str]:
    """Half-years to draw: at least two years, so that one bar does not fill the box."""
    first = Halfjaar.parse(labels[0]) if labels else EERSTE
    return [str(first + n) for n in range(max(least, len(labels)))]


def aangevuld(values: list, labels: list[str], filler=False) -> list:
    return [*values, *[filler] * (len(as_halfjaren(labels)) - len(values))]
