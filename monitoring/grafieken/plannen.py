"""What is still to come: the ten-year look-ahead (V2) and what the plan list expects per half-year (V8)."""

from __future__ import annotations

from basis.halfjaar import EERSTE, NULMETING, Halfjaar
from monitoring import tekeningen
from monitoring.grafiek import LOS, Cijfers, Grafiek, Herkomst, Sleutel, grafiek, ondertitel, stand, waarden
from monitoring.grafieken.algemeen import GETAL, VERSCHIL
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.plannen import HORIZON
from monitoring.maat import Maat
from monitoring.models import Doelsoort
from monitoring.plannen.groeipad import Groeipad, vanaf
from monitoring.plannen.planpad import planpad
from monitoring.punten import GEREALISEERD, Punt, met_nul
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import Vorm
from monitoring.tekeningen import voorraad as tekening_voorraad
from monitoring.zinnen import voorraad as zinnen_voorraad


def vooruitblik(cijfers: Cijfers) -> Grafiek:
    """V2: what is there, and what the newest plan list adds to it, hard and soft, until the end of 2035."""
    last, goal = cijfers.laatste("V2"), cijfers.doel("V2")
    pad = _vooruit(cijfers, last)
    points = {punt.halfjaar: punt for punt in cijfers.punten("V2") if punt.waarde is not None}
    rijen, waar = _rijen(cijfers, points, pad) if pad else ([], [])
    year = HORIZON.jaar
    title = zinnen_voorraad.vooruitblik(pad.hard[-1], pad.alles[-1], goal and goal.waarde, year) if pad else ""
    heads = [Kolom(head, VERSCHIL) for head in ("gerealiseerd", "met harde plannen", "met harde en zachte plannen")]
    return grafiek(
        cijfers,
        "vooruitblik",
        title or zinnen_voorraad.GEEN_PLANNEN,
        ondertitel(cijfers, "V2", f"Woningen, netto groei sinds 1 januari 2026 tot en met {year}, zonder DAEB-koop"),
        tabel([Kolom("halfjaar"), *heads, Kolom("stand")], rijen),
        _tekening(cijfers, points, pad) if pad else None,
        [last] if last else [],
        herkomst=waar,
        klik={"gerealiseerd": [None, *(cells[1] for cells in waar)]},  # the baseline is no figure
        legenda=[
            Sleutel("gerealiseerd", tekeningen.PETROL),
            Sleutel("met harde plannen", tekening_voorraad.KLEUR_HARD),
            Sleutel("met zachte plannen erbij", tekening_voorraad.KLEUR_ZACHT),
        ],
    )


def _vooruit(cijfers: Cijfers, last: Punt | None) -> Groeipad | None:
    """From what is realised by the newest half-year on, by the newest plan list."""
    plans = next((punt for punt in cijfers.punten("V8") if last and punt.halfjaar == last.halfjaar), None)
    if last is None or plans is None or last.halfjaar >= HORIZON:
        return None
    return vanaf(last.halfjaar, HORIZON, last.onderdelen.get(GEREALISEERD, 0), planpad(plans))


def _tekening(cijfers: Cijfers, points: dict[Halfjaar, Punt], pad: Groeipad) -> dict:
    half_years = Halfjaar.range(NULMETING, HORIZON)
    done = [0 if half == NULMETING else _gerealiseerd(points.get(half)) for half in half_years]
    before = [None] * (len(half_years) - len(pad.halfjaren))
    open_ = [bool((punt := points.get(half)) and punt.voorlopig) for half in half_years]
    labels = [str(half) for half in half_years]
    lines = [line for code in ("V2", "V1") for line in cijfers.doellijnen(code, Vorm(), labels)]
    return tekening_voorraad.vooruitblik(labels, done, open_, before + pad.hard, before + pad.alles, lines)


def _gerealiseerd(punt: Punt | None) -> float | None:
    return punt.onderdelen.get(GEREALISEERD) if punt else None


def _rijen(cijfers: Cijfers, points: dict[Halfjaar, Punt], pad: Groeipad):
    """Every half-year of the ten years; what is realised has a passport."""
    rijen, waar = [], []
    for half in Halfjaar.range(EERSTE, HORIZON):
        punt = points.get(half)
        place = pad.halfjaren.index(half) if half in pad.halfjaren else None
        ahead = [None, None] if place is None else [pad.hard[place], pad.alles[place]]
        how = stand(punt) if punt or half < pad.halfjaren[0] else "nog te komen"
        rijen.append([str(half), _gerealiseerd(punt), *("" if each is None else each for each in ahead), how])
        waar.append([None, _van(cijfers, "V2", punt, GEREALISEERD) if punt else None, LOS, LOS, None])
    return rijen, waar


def _van(cijfers: Cijfers, code: str, punt: Punt, onderdeel: str) -> Herkomst:
    return Herkomst(code, punt, cijfers.partij_voor(code), maat=Maat(onderdeel))


def plancapaciteit(cijfers: Cijfers) -> Grafiek:
    """V8: per half-year in which it is expected what comes and what goes, in hard and in soft plans."""
    last = cijfers.laatste("V8")
    steps = planpad(last)
    goal = cijfers.doel("V8", Doelsoort.PLANSTAND)
    hard, soft = (sum(step.netto(kind) for step in steps) for kind in ("hard", "zacht"))
    start = float(goal.waarde) if goal and goal.waarde else None
    series = _reeksen()
    halves = [step.halfjaar for step in steps]
    parts = [[f"{part}/{half}" for _, _, part in series] for half in halves]
    last = last and met_nul(INDICATOREN["V8"], last, [part for row in parts for part in row])
    waar = [[_van(cijfers, "V8", last, part) for part in row] for row in parts]
    return grafiek(
        cijfers,
        "plancapaciteit",
        zinnen_voorraad.capaciteit(hard, soft, start) if last else zinnen_voorraad.GEEN_PLANNEN,
        ondertitel(cijfers, "V8", "Woningen, nieuwbouw en sloop per halfjaar waarin ze worden verwacht"),
        tabel(
            [Kolom("verwacht in"), *(Kolom(name, GETAL) for name, _, _ in series), Kolom("netto", VERSCHIL)],
            [[str(step.halfjaar), *waarden(cells), step.netto()] for step, cells in zip(steps, waar, strict=True)],
        ),
        _staven(halves, waar, series, last) if steps else None,
        [last] if last else [],
        herkomst=[[None, *cells, LOS] for cells in waar],
        klik={name: [cells[place] for cells in waar] for place, (name, _, _) in enumerate(series)},
        legenda=[Sleutel(name, colour) for name, colour, _ in series],
    )


def _reeksen() -> list[tuple]:
    """The four kinds of what is expected, each with its colour and the part of V8 that it is."""
    return [
        ("nieuwbouw, hard", tekening_voorraad.KLEUR_HARD, "hard/nieuwbouw"),
        ("nieuwbouw, zacht", tekening_voorraad.KLEUR_ZACHT, "zacht/nieuwbouw"),
        ("sloop, hard", tekening_voorraad.KLEUR_SLOOP, "hard/sloop"),
        ("sloop, zacht", tekening_voorraad.KLEUR_SLOOP_ZACHT, "zacht/sloop"),
    ]


def _staven(halves: list[Halfjaar], waar: list[list[Herkomst]], series: list[tuple], last: Punt) -> dict:
    """A bar per half-year and kind; nothing where nothing is planned."""
    columns = zip(*map(waarden, waar), strict=True)
    drawn = [
        (name, colour, [value or None for value in values])
        for (name, colour, _), values in zip(series, columns, strict=True)
    ]
    return tekening_voorraad.capaciteit([str(half) for half in halves], drawn, last.voorlopig)
