"""T4: how long who left an institution had waited, with who still waits beside it, or the mean would flatter."""

from __future__ import annotations

from monitoring.grafiek import Cijfers, Grafiek, Sleutel, grafiek, ondertitel, per_maat, per_punt, stand
from monitoring.grafieken.algemeen import GETAL, MAANDEN, aangevuld, as_halfjaren, waarden_van
from monitoring.maat import Maat, Wat
from monitoring.models import Doelsoort
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import PETROL, Vorm
from monitoring.tekeningen import groepen as tekening_groepen
from monitoring.tekeningen.groepen import Reeks
from monitoring.zinnen import toewijzing as zinnen

WACHTEND = "wachtend"
KLEUR_WACHTEND = "#a67c00"
MAAND = Vorm(decimalen=1, eenheid="maanden")


def wachttijd(cijfers: Cijfers) -> Grafiek:
    """Per half-year both means and how many people each is of, against the agreed months."""
    punten = cijfers.punten("T4")
    shown = [punt.waarde for punt in punten]
    waiting = [punt.deel(WACHTEND) for punt in punten]
    known = any(value is not None for value in [*shown, *waiting])
    kolommen = [
        Kolom("mensen met een woning", GETAL, wat=Wat.NOEMER),
        Kolom("wachtten gemiddeld (maanden)", MAANDEN),
        Kolom("mensen die nog wachten", GETAL, WACHTEND, wat=Wat.NOEMER),
        Kolom("wachten gemiddeld al (maanden)", MAANDEN, WACHTEND),
    ]
    rijen = [[str(punt.halfjaar), *_cellen(kolommen, punt), stand(punt)] for punt in punten]
    rows = per_punt(cijfers, "T4", punten)
    return grafiek(
        cijfers,
        "wachttijd",
        _zin(cijfers, punten),
        ondertitel(cijfers, "T4", "Gemiddelde wachttijd in maanden, per halfjaar"),
        tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen),
        _tekening(cijfers, punten, shown, waiting) if known else None,
        punten,
        herkomst=rows,
        klik={"kreeg een woning": rows, "wacht nog": per_maat(rows, Maat(WACHTEND))},
        legenda=[Sleutel("kreeg een woning", PETROL), Sleutel("wacht nog", KLEUR_WACHTEND)],
    )


def _cellen(kolommen: list[Kolom], punt: Punt) -> list:
    """Nobody who waits is not known to be nobody before the municipality delivered."""
    people, mean, waiting, so_far = waarden_van(kolommen, punt)
    return [people, mean, waiting or None, so_far]


def _zin(cijfers: Cijfers, punten: list[Punt]) -> str:
    last = next((punt for punt in reversed(punten) if punt.waarde is not None), None)
    goal = cijfers.doel("T4", Doelsoort.GEMIDDELDE)
    if last is None:
        return zinnen.wachttijd(None)
    return zinnen.wachttijd(last.waarde, last.deel(WACHTEND), goal and goal.waarde, last.halfjaar.voluit)


def _tekening(cijfers: Cijfers, punten: list[Punt], shown: list, waiting: list) -> dict:
    labels = [str(punt.halfjaar) for punt in punten]
    lines = cijfers.doellijnen("T4", MAAND, as_halfjaren(labels))
    open_ = aangevuld([punt.voorlopig for punt in punten], labels)
    series = [
        Reeks("kreeg een woning", PETROL, aangevuld(shown, labels, None)),
        Reeks("wacht nog", KLEUR_WACHTEND, aangevuld(waiting, labels, None)),
    ]
    return tekening_groepen.naast_elkaar(as_halfjaren(labels), series, open_, MAAND, lines)
