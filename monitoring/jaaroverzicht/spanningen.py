"""Three tensions that the agreements ask to talk about: two sides in figures, and a question without blame."""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.grafiek import Cijfers, maat_tekst, waarde_tekst, wanneer
from monitoring.grafieken.groepen import REGULIER
from monitoring.grafieken.kansen import nieuwste
from monitoring.herkomst import adres
from monitoring.indicatoren import INDICATOREN
from monitoring.maat import GEHEEL, Maat
from monitoring.reeksen import Punt
from monitoring.zinnen.toewijzing import mensen


@dataclass(frozen=True)
class Spanning:
    """Two sides of one matter: each a name and the figures that show it. `grafieken`: what is drawn beside it.

    A figure is a code, or 'T5/regulier': of that figure the groups that are not urgent.
    """

    sleutel: str
    titel: str
    kanten: tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]
    vraag: str
    grafieken: tuple[tuple[str, str], ...] = ()


SPANNINGEN = [
    Spanning(
        "spanning-urgent",
        "Urgent woningzoekenden en de kansen van anderen",
        (
            ("Wat naar urgent woningzoekenden ging", ("T1", "T3")),
            ("Wat er voor anderen overblijft", ("T6/regulier", "T5/regulier")),
        ),
        "Wat naar de een gaat, kan niet naar de ander. Vinden we de verdeling nog goed, en wat kan er samen bij?",
        (("kansen", "Urgent en de kansen van anderen"),),
    ),
    Spanning(
        "spanning-verkoop",
        "Verkoop en groei",
        (("Wat er werd verkocht", ("V7",)), ("Wat er netto bij kwam", ("V1", "V3"))),
        "Verkoop helpt mensen aan een eigen huis en betaalt nieuwbouw, en maakt de groei kleiner. Past het tempo bij "
        "elkaar?",
        (("verkoop-en-nieuwbouw", "Verkoop naast nieuwbouw"),),
    ),
    Spanning(
        "spanning-tempo",
        "Tempo en de veerkracht van wijken",
        (("Hoe snel het gaat", ("V1", "V8")), ("Hoe het met de wijken gaat", ("L1",))),
        "Snel bouwen en zorgvuldig zijn voor een buurt vragen allebei tijd. Waar willen we het tempo, en waar de rust?",
    ),
]


def deel(cijfers: Cijfers) -> dict:
    return {
        "soort": "spanningen",
        "boven": "Waar we over praten",
        "titel": "Drie spanningen die we samen wegen.",
        "spanningen": [_spanning(cijfers, each) for each in SPANNINGEN],
    }


def _spanning(cijfers: Cijfers, spanning: Spanning) -> dict:
    return {
        "sleutel": spanning.sleutel,
        "titel": spanning.titel,
        "kanten": [
            {"naam": naam, "cijfers": [each for code in codes for each in _van(cijfers, code)]}
            for naam, codes in spanning.kanten
        ],
        "grafieken": [{"naam": naam, "boven": words, "tekst": ""} for naam, words in spanning.grafieken],
    }


def _van(cijfers: Cijfers, gevraagd: str) -> list[dict]:
    code, _, part = gevraagd.partition("/")
    if not part:
        return [_cijfer(code, INDICATOREN[code].naam, cijfers.laatste(code))]
    return _toewijzingen(cijfers) if code == "T6" else _kansen(cijfers)


def _toewijzingen(cijfers: Cijfers) -> list[dict]:
    """T6 of the groups that are not urgent."""
    return [_cijfer("T6", "Toewijzingen aan reguliere groepen", cijfers.laatste("T6"), Maat(REGULIER))]


def _kansen(cijfers: Cijfers) -> list[dict]:
    """T5 of each group that is not urgent, in the newest half-year that is complete."""
    punt, _ = nieuwste(cijfers.reeksen.punten("T5"))
    groups = [part for part in punt.delen if part not in cijfers.namen.urgent] if punt else []
    groups.sort(key=lambda part: cijfers.namen.volgorde(INDICATOREN["T5"], part))
    names = {part: f"Kans van {mensen(part, cijfers.namen.van(INDICATOREN['T5'], part))}" for part in groups}
    return [_cijfer("T5", naam, punt, Maat(part)) for part, naam in names.items()] or [
        _cijfer("T5", "Kans van reguliere groepen", None)
    ]


def _cijfer(code: str, naam: str, punt: Punt | None, maat: Maat = GEHEEL) -> dict:
    whole = maat == GEHEEL
    return {
        "code": code,
        "naam": naam,
        "waarde": waarde_tekst(code, punt) if whole else maat_tekst(code, punt, maat, met_eenheid=True),
        "halfjaar": wanneer(code, punt),
        "adres": adres(code, punt.halfjaar, maat=maat) if punt else "",
    }
