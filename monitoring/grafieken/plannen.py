"""What is still to come: the ten-year look-ahead (V2) and what the plan list expects per half-year (V8)."""

from __future__ import annotations

from basis.halfjaar import EERSTE, NULMETING, Halfjaar
from monitoring import charts, doelen, tekening_voorraad, zinnen_voorraad
from monitoring.charts import Vorm
from monitoring.grafiek import Cijfers, Grafiek, Herkomst, Sleutel, grafiek, ondertitel, stand
from monitoring.grafieken.algemeen import VERSCHIL
from monitoring.groeipad import Groeipad, vanaf
from monitoring.indicatoren.plannen import HORIZON
from monitoring.models import Doelsoort
from monitoring.planpad import Planstap, planpad
from monitoring.punten import GEREALISEERD, Punt
from monitoring.tabellen import Kolom, tabel


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
        legenda=[
            Sleutel("gerealiseerd", charts.PETROL),
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
    lines = doelen.lijnen([*cijfers.doelen_van("V2"), *cijfers.doelen_van("V1")], Vorm())
    open_ = [bool((punt := points.get(half)) and punt.voorlopig) for half in half_years]
    labels = [str(half) for half in half_years]
    figure = tekening_voorraad.vooruitblik(labels, done, open_, before + pad.hard, before + pad.alles, lines)
    return figure | {"eerste": 1}


def _gerealiseerd(punt: Punt | None) -> float | None:
    return punt.onderdelen.get(GEREALISEERD) if punt else None


def _rijen(cijfers: Cijfers, points: dict[Halfjaar, Punt], pad: Groeipad):
    """Every half-year of the ten years; what is realised and what the newest list adds has a passport."""
    rijen, waar = [], []
    for half in Halfjaar.range(EERSTE, HORIZON):
        punt = points.get(half)
        place = pad.halfjaren.index(half) if half in pad.halfjaren else None
        ahead = [None, None] if place is None else [pad.hard[place], pad.alles[place]]
        how = stand(punt) if punt or half < pad.halfjaren[0] else "nog te komen"
        rijen.append([str(half), _gerealiseerd(punt), *("" if each is None else each for each in ahead), how])
        waar.append(Herkomst("V2", punt, cijfers.partij_voor("V2")) if punt else None)
    return rijen, waar


def plancapaciteit(cijfers: Cijfers) -> Grafiek:
    """V8: per half-year in which it is expected what comes and what goes, in hard and in soft plans."""
    last = cijfers.laatste("V8")
    steps = planpad(last)
    goal = cijfers.doel("V8", Doelsoort.PLANSTAND)
    hard, soft = (sum(step.netto(kind) for step in steps) for kind in ("hard", "zacht"))
    start = float(goal.waarde) if goal and goal.waarde else None
    series = _reeksen()
    halves = Halfjaar.range(steps[0].halfjaar, steps[-1].halfjaar) if steps else []
    return grafiek(
        cijfers,
        "plancapaciteit",
        zinnen_voorraad.capaciteit(hard, soft, start) if last else zinnen_voorraad.GEEN_PLANNEN,
        ondertitel(cijfers, "V8", "Woningen, nieuwbouw en sloop per halfjaar waarin ze worden verwacht"),
        tabel(
            [Kolom("verwacht in"), *(Kolom(name, VERSCHIL) for name, _, _ in series), Kolom("netto", VERSCHIL)],
            [[str(step.halfjaar), *(get(step) for _, _, get in series), step.netto()] for step in steps],
        ),
        _staven(halves, steps, series, last) if steps else None,
        [last] if last else [],
        legenda=[Sleutel(name, colour) for name, colour, _ in series],
    )


def _reeksen() -> list[tuple]:
    """The four kinds of what is expected, each with its colour and how it is read from a step."""
    return [
        ("nieuwbouw, hard", tekening_voorraad.KLEUR_HARD, lambda step: step.nieuwbouw.get("hard", 0)),
        ("nieuwbouw, zacht", tekening_voorraad.KLEUR_ZACHT, lambda step: step.nieuwbouw.get("zacht", 0)),
        ("sloop, hard", tekening_voorraad.KLEUR_SLOOP, lambda step: step.sloop.get("hard", 0)),
        ("sloop, zacht", tekening_voorraad.KLEUR_SLOOP_ZACHT, lambda step: step.sloop.get("zacht", 0)),
    ]


def _staven(halves: list[Halfjaar], steps: list[Planstap], series: list[tuple], last: Punt) -> dict:
    by_half = {step.halfjaar: step for step in steps}
    drawn = [
        (name, colour, [get(by_half[half]) or None if half in by_half else None for half in halves])
        for name, colour, get in series
    ]
    return tekening_voorraad.capaciteit([str(half) for half in halves], drawn, last.voorlopig)
