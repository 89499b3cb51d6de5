"""Three tensions that the agreements ask to talk about: two sides in figures, and a question without blame."""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.grafiek import Cijfers, waarde_tekst
from monitoring.herkomst import adres
from monitoring.indicatoren import INDICATOREN


@dataclass(frozen=True)
class Spanning:
    """Two sides of one matter: each a name and the figures that show it. `grafieken`: what is drawn beside it."""

    sleutel: str
    titel: str
    kanten: tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]
    vraag: str
    grafieken: tuple[tuple[str, str], ...] = ()


SPANNINGEN = [
    Spanning(
        "spanning-urgent",
        "Urgent woningzoekenden en de kansen van anderen",
        (("Wat naar urgent woningzoekenden ging", ("T1", "T3")), ("Wat er voor anderen overblijft", ("T5", "T6"))),
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
            {"naam": naam, "cijfers": [_cijfer(cijfers, code) for code in codes]} for naam, codes in spanning.kanten
        ],
        "grafieken": [{"naam": naam, "boven": words, "tekst": ""} for naam, words in spanning.grafieken],
    }


def _cijfer(cijfers: Cijfers, code: str) -> dict:
    punt = cijfers.laatste(code)
    return {
        "code": code,
        "naam": INDICATOREN[code].naam,
        "waarde": waarde_tekst(code, punt),
        "halfjaar": str(punt.halfjaar) if punt else "",
        "adres": adres(code, punt.halfjaar) if punt else "",
    }
