"""T2 against its ceiling: what room is left this year, of the city and of each corporation."""

from __future__ import annotations

from dataclasses import replace

from monitoring import doelen, tekeningen
from monitoring.grafiek import LOS, Cijfers, Grafiek, Herkomst, grafiek, ondertitel, stand
from monitoring.grafieken.algemeen import GETAL, deelkolommen, kleuren, tot_en_met
from monitoring.models import Doelsoort
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import Vorm
from monitoring.zinnen import toewijzing as zinnen

SAMEN = "alle corporaties samen"


def ruimte(cijfers: Cijfers) -> Grafiek:
    """Per corporation and of all together: the share, and how many allocations more may be free this year.

    The ceiling was agreed for all together, and is shown to each as the room it has of its own allocations.
    """
    ceiling = next((doel for doel in cijfers.doelen.get("T2", []) if doel.soort == Doelsoort.PLAFOND), None)
    found = _points(cijfers)
    left = [_left(punt, ceiling) for _, _, punt in found]
    rijen = [[naam, *_counts(punt), over, tot_en_met(punt), stand(punt)]
             for (naam, _, punt), over in zip(found, left, strict=True)]  # fmt: skip
    line = ceiling and doelen.lijn(ceiling, Vorm(aandeel=True))
    names = _namen(found, left)
    waar = [punt and Herkomst("T2", punt, partij) for _, partij, punt in found]
    known = [punt for _, _, punt in found if punt]
    return grafiek(
        cijfers,
        "ruimte",
        _zin(found, left),
        ondertitel(cijfers, "T2", _uitleg(ceiling)),
        tabel(
            [Kolom("corporatie"), *deelkolommen("T2"), Kolom("nog ruimte (toewijzingen)", GETAL),
             Kolom("tot en met"), Kolom("stand")], rijen,
        ),
        _drawn(cijfers, names, found, [line] if line else []) if known else None,
        known,
        herkomst=[each and _cellen(each) for each in waar],
        klik={naam: [each] for naam, each in zip(names, waar, strict=True)},
    )  # fmt: skip


def _uitleg(ceiling) -> str:
    text = "Aandeel vrije toewijzingen in dit kalenderjaar, en hoeveel er nog bij kunnen; een plafond is geen streven"
    rounded = "telkens naar beneden afgerond, dus samen kan het iets meer zijn"
    return f"{text}. Gerekend over de toewijzingen tot nu toe, {rounded}" if ceiling else text


def _points(cijfers: Cijfers) -> list[tuple[str, object, Punt | None]]:
    """Names, parties and their figure in the newest calendar year that any of them has; first all together."""
    city = cijfers.reeksen.laatste("T2")
    parties = [cijfers.keuze.corporatie] if cijfers.keuze.corporatie else cijfers.corporaties()
    each = [(partij.naam, partij, cijfers.reeksen.laatste("T2", partij)) for partij in parties]
    return [(naam, partij, _this_year(punt, city)) for naam, partij, punt in [(SAMEN, None, city), *each]]


def _this_year(punt: Punt | None, city: Punt | None) -> Punt | None:
    return punt if punt and city and punt.halfjaar.jaar == city.halfjaar.jaar else None


def _counts(punt: Punt | None) -> list:
    return [punt.teller, punt.noemer, punt.waarde] if punt else [None, None, None]


def _left(punt: Punt | None, ceiling) -> int | None:
    return zinnen.over(punt.teller, punt.noemer, ceiling and ceiling.waarde) if punt else None


def _zin(found, left) -> str:
    """Of the city with each corporation; of one corporation alone when that was chosen."""
    city = found[0][2]
    parts = {naam: over for (naam, _, _), over in zip(found[1:], left[1:], strict=True) if over is not None}
    return zinnen.ruimte_per_corporatie(left[0], parts, str(city.halfjaar.jaar) if city else "")


def _cellen(waar: Herkomst) -> list[Herkomst | str | None]:
    """Of each cell in a row; the room that is left is worked out from the others."""
    counts = [replace(waar, maat=kolom.maat) for kolom in deelkolommen("T2")]
    return [None, *counts, LOS, None, None]


def _namen(found, left) -> list[str]:
    """Under a bar: whose it is, what room is left, and until when its figures run."""
    return [
        f"{'samen' if partij is None else naam}<br>{zinnen.ruimte_tekst(over)}{_tot(punt, found[0][2])}"
        for (naam, partij, punt), over in zip(found, left, strict=True)
    ]


def _drawn(cijfers: Cijfers, names, found, lines) -> dict:
    waarden = [punt and punt.waarde for _, _, punt in found]
    open_ = [bool(punt and punt.voorlopig) for _, _, punt in found]
    return tekeningen.per_partij(
        names, waarden, open_, kleuren(cijfers, [partij for _, partij, _ in found]), Vorm(aandeel=True), lines
    )


def _tot(punt: Punt | None, city: Punt) -> str:
    """Until when the figures of a party run, where that is less far than those of all together."""
    return f"<br>t/m {punt.halfjaar}" if punt and punt.halfjaar < city.halfjaar else ""
