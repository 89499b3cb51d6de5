"""To whom homes went: urgent seekers, free allocation, the task for statushouders."""

from __future__ import annotations

from basis.halfjaar import EERSTE, LAATSTE
from monitoring import tekeningen
from monitoring.grafiek import (
    Cijfers,
    Grafiek,
    Herkomst,
    Sleutel,
    grafiek,
    ondertitel,
    per_maat,
    per_punt,
    stand,
    verwijs,
)
from monitoring.grafieken.algemeen import (
    GETAL,
    aangevuld,
    as_halfjaren,
    deelkolommen,
    reeks,
)
from monitoring.herkomst import Verwijzing
from monitoring.maat import ACHTERSTAND, GEHUISVEST, OPGAVE, REST, TAAK
from monitoring.models import Doelsoort
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, Tabel, tabel
from monitoring.tekeningen import Vorm
from monitoring.zinnen import algemeen as zinnen


def urgent(cijfers: Cijfers) -> Grafiek:
    """T1 per half-year, against about 30 % and the 25 % it started from."""
    punt, doel = cijfers.laatste("T1"), cijfers.doel("T1")
    titel = zinnen.urgent(punt and punt.waarde, doel and doel.waarde, punt.halfjaar.voluit if punt else "")
    return reeks(cijfers, "T1", "urgent", titel, "Aandeel van de toewijzingen sociale huur, per halfjaar")


def vrije_toewijzing(cijfers: Cijfers) -> Grafiek:
    """T2 per calendar year, against the ceiling; the room that is left is said in words."""
    punten = cijfers.punten("T2")
    per_jaar = {punt.halfjaar.jaar: punt for punt in punten if punt.waarde is not None}
    years = list(range(EERSTE.jaar, LAATSTE.jaar + 1))
    shown = [per_jaar.get(jaar) for jaar in years]
    lines = cijfers.doellijnen("T2", Vorm(aandeel=True), [str(year) for year in years])
    waarden = [punt and punt.waarde for punt in shown]
    open_ = [bool(punt and punt.voorlopig) for punt in shown]
    rijen = [[_year_so_far(p), p.teller, p.noemer, p.waarde, stand(p)] for p in per_jaar.values()]
    return grafiek(
        cijfers,
        "vrije-toewijzing",
        vrij_zin(cijfers),
        ondertitel(cijfers, "T2", "Aandeel van de toewijzingen in een kalenderjaar; een plafond is geen streven"),
        tabel([Kolom("jaar"), *deelkolommen("T2"), Kolom("stand")], rijen),
        tekeningen.reeks([str(year) for year in years], waarden, open_, Vorm(aandeel=True), lines) if rijen else None,
        punten,
        herkomst=per_punt(cijfers, "T2", list(per_jaar.values())),
        klik={"": [punt and Herkomst("T2", punt, cijfers.partij_voor("T2")) for punt in shown]},
        genoemd=verwijs(cijfers, "vrije toewijzing", "T2", cijfers.laatste("T2")),
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
    punten, all_halves = opgaven(cijfers), cijfers.punten("T3")
    labels = [str(punt.halfjaar) for punt in all_halves]
    asked = [None if punt.taak is None else punt.taak + min(punt.achterstand, 0) for punt in all_halves]
    arrears = [None if punt.taak is None else max(punt.achterstand, 0) for punt in all_halves]
    open_ = [bool(punt.ontbreekt) for punt in all_halves]
    series = [aangevuld(values, labels, None) for values in (asked, arrears, [punt.gehuisvest for punt in all_halves])]
    points = per_punt(cijfers, "T3", all_halves)
    return grafiek(
        cijfers,
        "statushouders",
        statushouders_zin(cijfers),
        ondertitel(cijfers, "T3", "Personen per halfjaar; wat overblijft gaat mee naar het volgende halfjaar"),
        opgavetabel(punten),
        tekeningen.opgave(as_halfjaren(labels), *series, aangevuld(open_, labels)) if punten else None,
        punten,
        herkomst=per_punt(cijfers, "T3", punten),
        klik={
            "taakstelling": per_maat(points, TAAK),
            "achterstand vooraf": per_maat(points, ACHTERSTAND),
            "gehuisvest": per_maat(points, GEHUISVEST),
        },
        genoemd=statushouders_herkomst(cijfers),
        legenda=[
            Sleutel("taakstelling", tekeningen.KLEUR_TAAK),
            Sleutel("achterstand vooraf", tekeningen.KLEUR_ACHTERSTAND),
            Sleutel("gehuisvest", tekeningen.KLEUR_GEHUISVEST),
        ],
    )


def opgavetabel(punten: list[Punt]) -> Tabel:
    """How the task of each half-year follows from what was left of the one before."""
    koppen = {"taakstelling": TAAK, "achterstand vooraf": ACHTERSTAND, "samen": OPGAVE}
    koppen |= {"gehuisvest": GEHUISVEST, "blijft over": REST}
    kolommen = [Kolom(kop, GETAL, periode=maat.periode, wat=maat.wat) for kop, maat in koppen.items()]
    rijen = [[str(punt.halfjaar), *(maat.van(punt) for maat in koppen.values()), stand(punt)] for punt in punten]
    return tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen)


def statushouders_herkomst(cijfers: Cijfers) -> list[Verwijzing]:
    """The figures that `statushouders_zin` names."""
    punt = (opgaven(cijfers) or [None])[-1]
    named = {"gehuisvest": GEHUISVEST, "opgave": OPGAVE, "wat overblijft": REST}
    if punt and not REST.van(punt):
        del named["wat overblijft"]
    return [link for naam, maat in named.items() for link in verwijs(cijfers, naam, "T3", punt, maat)]


def statushouders_zin(cijfers: Cijfers) -> str:
    punten = opgaven(cijfers)
    if not punten:
        return zinnen.statushouders(None, None, "")
    return zinnen.statushouders(punten[-1].gehuisvest, punten[-1].opgave, punten[-1].halfjaar.voluit)
