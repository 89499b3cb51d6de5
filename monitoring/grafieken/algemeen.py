"""Charts that fit any indicator, also one that was registered a minute ago, and what other charts share."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij, Partijsoort, Wijk
from monitoring import tekeningen
from monitoring.gebieden import cijfers as gebiedscijfers
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
    verwijs,
    vorm_van,
    waarde_tekst,
)
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.maat import Wat
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, Tabel, tabel
from monitoring.zinnen import algemeen as zinnen

GETAL, VERSCHIL, PROCENT, MAANDEN = "getal", "verschil", "procent", "maanden"


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
    figure = tekeningen.reeks(
        as_halfjaren(labels), aangevuld(waarden, labels, None), aangevuld(open_, labels), vorm, lines
    )
    return grafiek(
        cijfers,
        naam or f"indicator-{code.lower()}",
        titel or zinnen.begin(indicator.naam, waarde_tekst(code, cijfers.laatste(code)), doel_zin(cijfers, code)),
        ondertitel(cijfers, code, eenheid or zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")),
        _series_table(cijfers, code, punten),
        figure if known else None,
        punten,
        herkomst=per_punt(cijfers, code, punten),
        genoemd=verwijs(cijfers, "dit cijfer", code, cijfers.laatste(code)),
    )


def _series_table(cijfers: Cijfers, code: str, punten: list[Punt]) -> Tabel:
    """Per half-year the figure, the parts that always are there, and of a state what changed."""
    parts = _vaste_delen(cijfers, code, punten)
    kolommen = kolommen_van(code) + [Kolom(_deelkop(cijfers, code, part), deelvorm(code), part) for part in parts]
    kolommen += _verschilkolom(punten)
    rijen = [[str(punt.halfjaar), *waarden_van(kolommen, punt), stand(punt)] for punt in punten]
    return tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen)


def _deelkop(cijfers: Cijfers, code: str, part: str) -> str:
    name = cijfers.namen.van(INDICATOREN[code], part)
    return f"{name} ({INDICATOREN[code].eenheid})" if INDICATOREN[code].is_gemiddelde else name


def _vaste_delen(cijfers: Cijfers, code: str, punten: list[Punt]) -> list[str]:
    """The parts with a name of their own; those that are named after a code have a table of their own."""
    indicator = INDICATOREN[code]
    found = {name for punt in punten for name in punt.onderdelen if "{" not in (indicator.patroon(name) or "")}
    return sorted(found, key=lambda name: cijfers.namen.volgorde(indicator, name))


def kolommen_van(code: str) -> list[Kolom]:
    """The columns of the figure itself."""
    indicator = INDICATOREN[code]
    if indicator.is_gemiddelde:
        people = Kolom(indicator.telt[1], GETAL, wat=Wat.NOEMER)
        return [people, Kolom(f"gemiddelde ({indicator.eenheid})", MAANDEN)]
    if indicator.is_deel:
        return deelkolommen(code)
    return [Kolom(f"aantal ({indicator.eenheid})", VERSCHIL if indicator.vorm.met_teken else GETAL)]


def _verschilkolom(punten: list[Punt]) -> list[Kolom]:
    """Of a state, which is a count of homes, what changed."""
    known = any(punt.verschillen for punt in punten)
    return [Kolom("verschil met halfjaar ervoor (aantal)", VERSCHIL, wat=Wat.VERSCHIL)] if known else []


def waarden_van(kolommen: list[Kolom], punt: Punt) -> list:
    """What stands in these columns: each says which number of the figure it holds."""
    return [kolom.maat.van(punt) for kolom in kolommen]


def deelvorm(code: str) -> str:
    """How the values of a part are written."""
    indicator = INDICATOREN[code]
    if indicator.is_quotient:
        return MAANDEN if indicator.is_gemiddelde else PROCENT
    return VERSCHIL if indicator.vorm.met_teken else GETAL


def deelkolommen(code: str) -> list[Kolom]:
    teller, noemer = INDICATOREN[code].telt or ("teller", "noemer")
    share = Wat.CIJFER if INDICATOREN[code].is_aandeel else Wat.AANDEEL
    return [
        Kolom(teller, GETAL, wat=Wat.TELLER),
        Kolom(noemer, GETAL, wat=Wat.NOEMER),
        Kolom("aandeel", PROCENT, wat=share),
    ]


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
        tekeningen.per_partij(
            [partijlabel(p.naam, punt) for p, punt in found.items()], waarden, open_, kleuren(cijfers, found), vorm
        )
        if known
        else None,
        known,
        herkomst=waar,
        klik={partijlabel(p.naam, punt): [where] for (p, punt), where in zip(found.items(), waar, strict=True)},
    )


def kleuren(cijfers: Cijfers, partijen: Iterable[Partij | None]) -> list[str]:
    """Each party has the same colour on every page, all together (None) that of the city."""
    everybody = sorted(cijfers.reeksen.partijen, key=lambda each: each.soort != Partijsoort.CORPORATIE)
    own = dict(zip(everybody, cycle(tekeningen.KLEUREN_PARTIJ), strict=False))
    return [tekeningen.PETROL if partij is None else own[partij] for partij in partijen]


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
    cijfers = gebiedscijfers.eigen(cijfers, code)
    indicator, found, partij = INDICATOREN[code], wijken(cijfers, code), cijfers.partij_voor(code)
    return grafiek(
        cijfers,
        f"indicator-{code.lower()}-wijken",
        f"{indicator.naam}, per wijk",
        _wijkondertitel(cijfers, code, found),
        _wijktabel(code, found),
        None,
        [],
        herkomst=[Herkomst(code, punt, partij, wijk.code) for wijk, punt in found],
    )


def _wijktabel(code: str, found: list[tuple[Wijk, Punt]]) -> Tabel:
    kolommen = kolommen_van(code) + _verschilkolom([punt for _, punt in found])
    return tabel([Kolom("wijk"), *kolommen], [[wijk.naam, *waarden_van(kolommen, punt)] for wijk, punt in found])


def wijken(cijfers: Cijfers, code: str) -> list[tuple[Wijk, Punt]]:
    """The newest figure of each wijk, as this reader may see it."""
    half = gebiedscijfers.halfjaar(cijfers, code)
    return gebiedscijfers.van_soort(cijfers, code, half) if half else []


def _wijkondertitel(cijfers: Cijfers, code: str, found: list) -> str:
    indicator, punt = INDICATOREN[code], found[0][1] if found else None
    eenheid = zinnen.met_hoofdletter(f"{indicator.eenheid}, {indicator.periode}")
    return ondertitel(cijfers, code, eenheid, punt) + gebiedscijfers.noot(cijfers, code, punt and punt.halfjaar)


def as_halfjaren(labels: list[str], least: int = 4) -> list[str]:
    """Half-years to draw: at least two years, so that one bar does not fill the box."""
    first = Halfjaar.parse(labels[0]) if labels else EERSTE
    return [str(first + n) for n in range(max(least, len(labels)))]


def aangevuld(values: list, labels: list[str], filler=False) -> list:
    return [*values, *[filler] * (len(as_halfjaren(labels)) - len(values))]
