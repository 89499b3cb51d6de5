"""Seeded rows for a delivery of the demonstration: the tables of `verhaal` spread over the real wijken."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

from basis.halfjaar import LAATSTE, Halfjaar
from basis.models import Partij, Wijk
from demo import verhaal
from voorraad.models import Gemeentegegeven, Mutatie, Project, Toewijzing, Voorraadstand

HARD = {"1a", "1b", "2a", "2c"}
ZONDER_SOCIALE_HUUR = {"WK030712", "WK030727", "WK030733", "WK030734", "WK030705"}  # country, business, forest
NIEUWBOUWWONING = ("sociale-huur", "betaalbaar-laag", "appartement", "a", "nultreden")


def rijen(partij: Partij, halfjaar: Halfjaar) -> dict[type, list]:
    """Unsaved rows per model for one party and half-year. The same input gives the same rows."""
    if partij.code == "gemeente":
        return {Project: _projecten_markt(halfjaar), Gemeentegegeven: _gemeente(halfjaar)}
    return {
        Voorraadstand: _voorraad(partij.code, halfjaar),
        Mutatie: _mutaties(partij.code, halfjaar),
        Project: _projecten(partij.code, halfjaar),
        Toewijzing: _toewijzingen(partij.code, halfjaar),
    }


def _random(*parts: object) -> random.Random:
    return random.Random(":".join(map(str, parts)))  # noqa: S311  invented figures, no secret


def _wijken() -> dict[str, Wijk]:
    return {wijk.code: wijk for wijk in Wijk.objects.in_editie(2026)}


def _spread(total: int, keys: Iterable, rng: random.Random, per: int = 1) -> Counter:
    """Divide `total` homes over `keys` with random weights, in steps of `per`."""
    keys = list(keys)
    weights = [rng.random() + 0.15 for _ in keys]
    chosen = Counter(rng.choices(keys, weights, k=total // per))
    counts = Counter({key: n * per for key, n in chosen.items()})
    counts[rng.choice(keys)] += total % per
    return counts


def _beginstand(partij: str) -> Counter:
    """The invented stock at the end of 2025, per wijk and kind of home."""
    rng = _random(partij, "beginstand")
    wijken = [code for code in _wijken() if code not in ZONDER_SOCIALE_HUUR]
    kinds = [
        ("sociale-huur", prijs, woningtype, label, geschikt)
        for prijs, woningtype, label, geschikt in [
            ("goedkoop", "appartement", "d", "nee"),
            ("betaalbaar-laag", "appartement", "b", "nultreden"),
            ("betaalbaar-laag", "eengezinswoning", "c", "nee"),
            ("betaalbaar-hoog", "eengezinswoning", "c", "nee"),
            ("betaalbaar-hoog", "appartement", "a", "geclusterd"),
            ("bereikbaar", "eengezinswoning", "b", "nee"),
            ("betaalbaar-laag", "eengezinswoning", "e", "nee"),
        ]
    ]
    stock = _spread(verhaal.VOORRAAD[partij], [(wijk, *kind) for wijk in wijken for kind in kinds], rng)
    mid = ("middenhuur", "middenhuur", "appartement", "a", "nee")
    return stock + _spread(verhaal.MIDDENHUUR[partij], [(wijk, *mid) for wijk in wijken[::3]], rng)


def _voorraad(partij: str, halfjaar: Halfjaar) -> list[Voorraadstand]:
    stock = _beginstand(partij)
    for half in Halfjaar.range(verhaal.H1, halfjaar):
        for mutatie in _mutaties(partij, half):
            _apply(stock, mutatie)
    wijken = _wijken()
    return [
        Voorraadstand(
            wijk=wijken[wijk], segment=segment, prijscategorie=prijs, woningtype=woningtype,
            energielabel=label, geschikt=geschikt, aantal=aantal,
        )
        for (wijk, segment, prijs, woningtype, label, geschikt), aantal in sorted(stock.items())
        if aantal
    ]  # fmt: skip


def _apply(stock: Counter, mutatie: Mutatie) -> None:
    """Move the stock with a change, so that the books close."""
    leaving = mutatie.soort in ("verkoop", "sloop", "liberalisatie")
    if not leaving:
        stock[(mutatie.wijk.code, *NIEUWBOUWWONING)] += mutatie.aantal
        return
    left = mutatie.aantal
    for key in sorted(key for key in stock if key[0] == mutatie.wijk.code and key[1] == "sociale-huur"):
        taken = min(left, stock[key])
        stock[key] -= taken
        left -= taken
    if mutatie.soort == "liberalisatie":
        stock[(mutatie.wijk.code, "middenhuur", "middenhuur", "appartement", "a", "nee")] += mutatie.aantal


def _plannen(partij: str) -> list[tuple]:
    """(projectcode, naam, wijk, soort, aantal, planstatus, verwacht) of every plan of a corporation."""
    letter = partij.split("-")[-1][0].upper()
    return [
        (f"{letter}{nummer:02}", naam, wijk, soort, aantal, status, Halfjaar.parse(half))
        for nummer, (naam, wijk, soort, aantal, status, half) in enumerate(verhaal.PLANNEN[partij], 1)
    ]


def _mutaties(partij: str, halfjaar: Halfjaar) -> list[Mutatie]:
    rng, wijken = _random(partij, halfjaar, "mutaties"), _wijken()
    rows = [
        Mutatie(wijk=wijken[wijk], soort=soort, segment="sociale-huur", project=code, aantal=aantal)
        for code, _, wijk, soort, aantal, _, half in _plannen(partij)
        if half == halfjaar
    ]
    areas = [code for code in wijken if code not in ZONDER_SOCIALE_HUUR]
    for soort, total in verhaal.MUTATIES[partij, halfjaar].items():
        if soort in ("nieuwbouw", "sloop"):
            continue
        naar = {"liberalisatie": "middenhuur", "verkoop": "betaalbare-koop"}.get(soort, "")
        rows += [
            Mutatie(wijk=wijken[wijk], soort=soort, segment="sociale-huur", naar_segment=naar,
                    middeninkomen=soort == "verkoop", aantal=aantal)
            for wijk, aantal in sorted(_spread(total, areas, rng).items()) if aantal
        ]  # fmt: skip
    return _mark_daeb_koop(rows, verhaal.DAEB_KOOP.get((partij, halfjaar), 0))


def _mark_daeb_koop(rows: list[Mutatie], homes: int) -> list[Mutatie]:
    """Of the homes sold, so many were sold to a DAEB household: split rows where needed."""
    for row in [row for row in rows if row.soort == "verkoop"]:
        taken = min(homes, row.aantal)
        if not taken:
            break
        homes -= taken
        rows.append(Mutatie(wijk=row.wijk, soort="verkoop", segment="sociale-huur", naar_segment="sociale-koop",
                            daeb_koop=True, aantal=taken))  # fmt: skip
        row.aantal -= taken
    return [row for row in rows if row.aantal]


def _projecten(partij: str, halfjaar: Halfjaar) -> list[Project]:
    wijken = _wijken()
    return [
        Project(
            wijk=wijken[wijk], projectcode=code, naam=naam, initiatiefnemer="corporatie", eigenaar="corporatie",
            soort=soort, segment="sociale-huur", aantal=aantal, planstatus=status,
            hardheid="hard" if status in HARD else "zacht", verwacht_halfjaar=half,
            gerealiseerd_halfjaar=half if half <= halfjaar else None,
            biobased=soort == "nieuwbouw" and half > LAATSTE, conceptueel=soort == "nieuwbouw" and aantal > 100,
        )
        for code, naam, wijk, soort, aantal, status, half in _plannen(partij)
    ]  # fmt: skip


def _toewijzingen(partij: str, halfjaar: Halfjaar) -> list[Toewijzing]:
    rng, wijken = _random(partij, halfjaar, "toewijzingen"), _wijken()
    total, urgent, above, new = verhaal.TOEWIJZINGEN[partij, halfjaar]
    groups = [
        *rng.choices(list(verhaal.URGENTE_GROEPEN), list(verhaal.URGENTE_GROEPEN.values()), k=urgent),
        *rng.choices(list(verhaal.REGULIERE_GROEPEN), list(verhaal.REGULIERE_GROEPEN.values()), k=total - urgent),
    ]
    areas = [code for code in wijken if code not in ZONDER_SOCIALE_HUUR]
    prices = ["goedkoop", "betaalbaar-laag", "betaalbaar-hoog", "bereikbaar"]
    counts = Counter(
        (rng.choice(areas), group, index >= total - above, rng.choices(prices, [2, 5, 3, 2])[0], index % total < new)
        for index, group in enumerate(groups)
    )
    return [
        Toewijzing(
            wijk=wijken[wijk], doelgroep=groep, boven_inkomensgrens=boven, prijscategorie=prijs, nieuwbouw=nieuw,
            wachttijd_uitstroom=rng.choice([4, 5, 6, 7, 8]) if groep == "uitstroom-instelling" else None, aantal=aantal,
        )
        for (wijk, groep, boven, prijs, nieuw), aantal in sorted(counts.items())
    ]  # fmt: skip


def _projecten_markt(halfjaar: Halfjaar) -> list[Project]:
    wijken, codes = _wijken(), {}
    return [
        Project(
            wijk=wijken[wijk], projectcode=codes.setdefault(naam, f"M{len(codes) + 1:02}"), naam=naam,
            initiatiefnemer="markt", eigenaar=eigenaar, soort="nieuwbouw", segment=segment, aantal=aantal,
            planstatus=status, hardheid="hard" if status in HARD else "zacht", verwacht_halfjaar=Halfjaar.parse(half),
            gerealiseerd_halfjaar=Halfjaar.parse(half) if Halfjaar.parse(half) <= halfjaar else None,
        )
        for naam, wijk, segment, eigenaar, aantal, status, half in verhaal.PLANNEN_MARKT
    ]  # fmt: skip


def _gemeente(halfjaar: Halfjaar) -> list[Gemeentegegeven]:
    figures, wijken = verhaal.GEMEENTE[halfjaar], _wijken()
    persons = ("taakstelling-statushouders", "gehuisveste-statushouders")
    return [
        *(Gemeentegegeven(gegeven=gegeven, aantal=figures[gegeven]) for gegeven in persons),
        *(
            Gemeentegegeven(gegeven="actief-woningzoekenden", doelgroep=groep, aantal=aantal)
            for groep, aantal in verhaal.ZOEKENDEN.items()
        ),
        Gemeentegegeven(
            gegeven="oplevering-markt",
            segment="sociale-huur",
            wijk=wijken["WK030725" if halfjaar == verhaal.H1 else "WK030731"],
            aantal=figures["oplevering-markt"],
        ),
        Gemeentegegeven(gegeven="wachtend-instelling", aantal=figures["wachtend"], wachttijd=7.5),
    ]
