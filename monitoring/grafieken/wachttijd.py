"""T4: how long who left an institution had waited, with who still waits beside it, or the mean would flatter."""

from __future__ import annotations

from monitoring import doelen, small_numbers, tekening_groepen
from monitoring import zinnen_toewijzing as zinnen
from monitoring.charts import PETROL, Vorm
from monitoring.grafiek import Cijfers, Grafiek, Sleutel, grafiek, ondertitel, per_punt, stand
from monitoring.grafieken.algemeen import GETAL, MAANDEN, aangevuld, as_halfjaren
from monitoring.models import Doelsoort
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekening_groepen import Reeks

WACHTEND = "wachtend"
KLEUR_WACHTEND = "#a67c00"
MAAND = Vorm(decimalen=1, eenheid="maanden")


def wachttijd(cijfers: Cijfers) -> Grafiek:
    """Per half-year both means and how many people each is of, against the agreed months."""
    punten = cijfers.punten("T4")
    shown = [_getoond(cijfers, punt) for punt in punten]
    waiting = [punt.deel(WACHTEND) for punt in punten]
    known = any(value is not None for value in [*shown, *waiting])
    rijen = [[str(punt.halfjaar), *_cellen(cijfers, punt), stand(punt)] for punt in punten]
    koppen = [("mensen met een woning", GETAL, ""), ("wachtten gemiddeld (maanden)", MAANDEN, "")]
    koppen += [("mensen die nog wachten", GETAL, WACHTEND), ("wachten gemiddeld al (maanden)", MAANDEN, WACHTEND)]
    return grafiek(
        cijfers,
        "wachttijd",
        _zin(cijfers, punten),
        ondertitel(cijfers, "T4", "Gemiddelde wachttijd in maanden, per halfjaar"),
        tabel([Kolom("halfjaar"), *(Kolom(*kop) for kop in koppen), Kolom("stand")], rijen),
        _tekening(cijfers, punten, shown, waiting) if known else None,
        punten,
        herkomst=per_punt(cijfers, "T4", punten),
        legenda=[Sleutel("kreeg een woning", PETROL), Sleutel("wacht nog", KLEUR_WACHTEND)],
    )


def _te_weinig(cijfers: Cijfers, punt: Punt) -> bool:
    """The mean of a few people of one corporation is for who may see small counts."""
    if cijfers.kleine_aantallen or not cijfers.partij_voor("T4"):
        return False
    return bool(punt.noemer) and punt.noemer < small_numbers.GRENS


def _getoond(cijfers: Cijfers, punt: Punt) -> float | None:
    return None if _te_weinig(cijfers, punt) else punt.waarde


def _cellen(cijfers: Cijfers, punt: Punt) -> list:
    waiting = punt.delen.get(WACHTEND)
    beside = [waiting.noemer, waiting.quotient] if waiting and waiting.noemer else [None, None]
    if _te_weinig(cijfers, punt):
        return [small_numbers.KLEIN, small_numbers.NIET_GETOOND, *beside]
    return [punt.noemer, punt.waarde, *beside]


def _zin(cijfers: Cijfers, punten: list[Punt]) -> str:
    last = next((punt for punt in reversed(punten) if punt.waarde is not None), None)
    goal = cijfers.doel("T4", Doelsoort.GEMIDDELDE)
    if last is None:
        return zinnen.wachttijd(None)
    if _te_weinig(cijfers, last):
        return zinnen.wachttijd_te_weinig(last.halfjaar.voluit)
    return zinnen.wachttijd(last.waarde, last.deel(WACHTEND), goal and goal.waarde)


def _tekening(cijfers: Cijfers, punten: list[Punt], shown: list, waiting: list) -> dict:
    labels = [str(punt.halfjaar) for punt in punten]
    open_ = aangevuld([punt.voorlopig for punt in punten], labels)
    series = [
        Reeks("kreeg een woning", PETROL, aangevuld(shown, labels, None)),
        Reeks("wacht nog", KLEUR_WACHTEND, aangevuld(waiting, labels, None)),
    ]
    lines = doelen.lijnen(cijfers.doelen_van("T4"), MAAND)
    return tekening_groepen.naast_elkaar(as_halfjaren(labels), series, open_, MAAND, lines)
