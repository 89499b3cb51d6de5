"""Seeded rows for a delivery of the demonstration: the tables of `verhaal` spread over the real wijken."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

from basis.halfjaar import Halfjaar
from basis.models import Partij, Wijk
from demo import verhaal
from voorraad.models import Gemeentegegeven, Mutatie, Project, Toewijzing, Voorraadstand

HARD = {"1a", "1b", "2a", "2c"}
ZONDER_SOCIALE_HUUR = {"WK030712", "WK030727", "WK030733", "WK030734", "WK030705"}  # country, business, forest
# segment → price category, kind, label, suited to the elderly, of a home that is built or comes another way
NIEUW = {
    "sociale-huur": ("betaalbaar-laag", "appartement", "a", "nultreden"),
    "middenhuur": ("middenhuur", "appartement", "a", "nultreden"),
}
BESTAAND = {
    "sociale-huur": ("betaalbaar-laag", "appartement", "b", "nee"),
    "middenhuur": ("middenhuur", "appartement", "a", "nee"),
}
SLECHTER = {"f": 5, "g": 12, "onbekend": 20}  # of every so many homes with label E one has this instead


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
    _with_worse_labels(stock)
    mid = ("middenhuur", *BESTAAND["middenhuur"])
    return stock + _spread(verhaal.MIDDENHUUR[partij], [(wijk, *mid) for wijk in wijken[::3]], rng)


def _with_worse_labels(stock: Counter) -> None:
    """Some of the homes with label E have a worse one, or nobody knows."""
    for key, homes in list(stock.items()):
        *kind, label, geschikt = key
        for other, one_in in SLECHTER.items() if label == "e" else ():
            stock[(*kind, other, geschikt)] += homes // one_in
            stock[key] -= homes // one_in


def _voorraad(partij: str, halfjaar: Halfjaar) -> list[Voorraadstand]:
    stock = _beginstand(partij)
    for half in Halfjaar.range(verhaal.H1, halfjaar):
        for mutatie in _mutaties(partij, half):
            _apply(stock, mutatie)
        _improve(stock, partij, half)
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
    wijk, segment = mutatie.wijk.code, mutatie.segment
    if mutatie.soort not in ("verkoop", "sloop", "liberalisatie"):
        kind = (NIEUW if mutatie.soort == "nieuwbouw" else BESTAAND)[segment]
        stock[(wijk, segment, *kind)] += mutatie.aantal
        return
    _take(stock, mutatie.aantal, [key for key in sorted(stock) if key[:2] == (wijk, segment)])
    if mutatie.soort == "liberalisatie":
        stock[(wijk, mutatie.naar_segment, *BESTAAND[mutatie.naar_segment])] += mutatie.aantal


def _improve(stock: Counter, partij: str, half: Halfjaar) -> None:
    """What happens to homes that stay: the worst labels first, homes for the elderly made and given up."""
    worst = sorted((key for key in stock if key[4] in "efg"), key=lambda key: (-ord(key[4]), key))
    _change(stock, verhaal.VERDUURZAAMD[partij], worst, 4, "b")
    flats = [key for key in sorted(stock) if (key[3], key[5]) == ("appartement", "nee")]
    _change(stock, verhaal.GESCHIKT_GEMAAKT[partij], flats, 5, "nultreden")
    clustered = [key for key in sorted(stock) if key[5] == "geclusterd"]
    _change(stock, verhaal.ONTLABELD.get((partij, half), 0), clustered, 5, "nee")


def _change(stock: Counter, homes: int, keys: list[tuple], place: int, value: str) -> None:
    for key, taken in _take(stock, homes, keys):
        stock[(*key[:place], value, *key[place + 1 :])] += taken


def _take(stock: Counter, homes: int, keys: list[tuple]) -> list[tuple[tuple, int]]:
    """Take so many homes out of the stock, from these kinds in this order."""
    found = []
    for key in keys:
        taken = min(homes, stock[key])
        stock[key] -= taken
        homes -= taken
        found.append((key, taken))
    return found


def _codes(letter: str, plannen: list) -> dict[str, str]:
    """A code per project; parts of one project share it."""
    names = dict.fromkeys(plan.naam for plan in plannen)
    return {naam: f"{letter}{nummer:02}" for nummer, naam in enumerate(names, 1)}


def _plannen(partij: str) -> list[tuple[str, verhaal.Plan]]:
    """Every plan of a corporation, with the code of its project."""
    plannen = verhaal.PLANNEN[partij]
    codes = _codes(partij.split("-")[-1][0].upper(), plannen)
    return [(codes[plan.naam], plan) for plan in plannen]


def _mutaties(partij: str, halfjaar: Halfjaar) -> list[Mutatie]:
    rng, wijken = _random(partij, halfjaar, "mutaties"), _wijken()
    rows = [
        Mutatie(wijk=wijken[plan.wijk], soort=plan.soort, segment=plan.segment, project=code, aantal=plan.aantal)
        for code, plan in _plannen(partij)
        if plan.verwacht == str(halfjaar)
    ]
    rows += [
        Mutatie(wijk=wijken[plan.wijk], soort="aankoop", segment=plan.segment, aantal=plan.aantal,
                toelichting=f"overgenomen van een marktpartij: {plan.naam}")
        for plan in verhaal.PLANNEN_MARKT
        if (plan.koper, plan.verwacht) == (partij, str(halfjaar))
    ]  # fmt: skip
    areas = [code for code in wijken if code not in ZONDER_SOCIALE_HUUR]
    for segment, mutaties in (("sociale-huur", verhaal.MUTATIES), ("middenhuur", verhaal.MUTATIES_MIDDENHUUR)):
        places = areas if segment == "sociale-huur" else list(wijken)[::3]  # where mid-rent stands
        for soort, total in mutaties.get((partij, halfjaar), {}).items():
            naar = {"liberalisatie": "middenhuur", "verkoop": "betaalbare-koop"}.get(soort, "")
            rows += [
                Mutatie(wijk=wijken[wijk], soort=soort, segment=segment, naar_segment=naar, aantal=aantal)
                for wijk, aantal in sorted(_spread(total, places, rng).items()) if aantal
            ]  # fmt: skip
    return _sold_to_middle_incomes(_mark_daeb_koop(rows, verhaal.DAEB_KOOP.get((partij, halfjaar), 0)))


def verkeerd_geboekt(mutaties: list[Mutatie], woningen: int) -> None:
    """Book so many sales (or a few more) as an administrative change: the stock still closes, the growth is larger."""
    for row in [row for row in mutaties if row.soort == "verkoop" and row.segment == "sociale-huur"]:
        if woningen <= 0:
            break
        woningen -= row.aantal
        row.soort, row.aantal, row.naar_segment = "correctie", -row.aantal, ""
        row.daeb_koop = row.middeninkomen = False
        row.toelichting = "administratie bijgewerkt"


def _sold_to_middle_incomes(rows: list[Mutatie]) -> list[Mutatie]:
    """Some seven out of ten sales that are no DAEB-koop."""
    sales = [row for row in rows if row.soort == "verkoop" and row.segment == "sociale-huur" and not row.daeb_koop]
    for number, row in enumerate(sales):
        row.middeninkomen = number % 10 < 7
    return rows


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


def _expected(plan: verhaal.Plan, halfjaar: Halfjaar) -> Halfjaar:
    """As the list of this half-year has it: some projects slipped in the second."""
    return Halfjaar.parse(plan.later if plan.later and halfjaar >= verhaal.H2 else plan.verwacht)


def _projecten(partij: str, halfjaar: Halfjaar) -> list[Project]:
    wijken = _wijken()
    return [
        Project(
            wijk=wijken[plan.wijk], projectcode=code, naam=plan.naam, initiatiefnemer="corporatie",
            eigenaar="corporatie", soort=plan.soort, segment=plan.segment, aantal=plan.aantal,
            **_stage(plan, _expected(plan, halfjaar), halfjaar),
        )
        for code, plan in _plannen(partij)
    ]  # fmt: skip


def _stage(plan: verhaal.Plan | verhaal.Marktplan, half: Halfjaar, halfjaar: Halfjaar) -> dict:
    """How far a project is, and how it is built."""
    return {
        "planstatus": plan.planstatus,
        "hardheid": "hard" if plan.planstatus in HARD else "zacht",
        "verwacht_halfjaar": half,
        "gerealiseerd_halfjaar": half if half <= halfjaar else None,
        "biobased": verhaal.BIO in plan.bouw,
        "conceptueel": verhaal.CONCEPT in plan.bouw,
    }


def _toewijzingen(partij: str, halfjaar: Halfjaar) -> list[Toewijzing]:
    rng, wijken = _random(partij, halfjaar, "toewijzingen"), _wijken()
    total, urgent, above, new = verhaal.TOEWIJZINGEN[partij, halfjaar]
    groups = [
        *rng.choices(list(verhaal.URGENTE_GROEPEN), list(verhaal.URGENTE_GROEPEN.values()), k=urgent),
        *rng.choices(list(verhaal.REGULIERE_GROEPEN), list(verhaal.REGULIERE_GROEPEN.values()), k=total - urgent),
    ]
    areas = [code for code in wijken if code not in ZONDER_SOCIALE_HUUR]
    prices = ["goedkoop", "betaalbaar-laag", "betaalbaar-hoog", "bereikbaar"]
    waits = verhaal.WACHTTIJD[halfjaar]
    fresh = set(rng.sample(range(total), new))
    counts = Counter(
        (rng.choice(areas), group, index >= total - above, rng.choices(prices, [2, 5, 3, 2])[0], index in fresh)
        for index, group in enumerate(groups)
    )
    return [
        Toewijzing(
            wijk=wijken[wijk], doelgroep=groep, boven_inkomensgrens=boven, prijscategorie=prijs, nieuwbouw=nieuw,
            wachttijd_uitstroom=rng.choice(waits) if groep == "uitstroom-instelling" else None, aantal=aantal,
        )
        for (wijk, groep, boven, prijs, nieuw), aantal in sorted(counts.items())
    ]  # fmt: skip


def _projecten_markt(halfjaar: Halfjaar) -> list[Project]:
    wijken, codes = _wijken(), _codes("M", verhaal.PLANNEN_MARKT)
    return [
        Project(
            wijk=wijken[plan.wijk], projectcode=codes[plan.naam], naam=plan.naam, initiatiefnemer="markt",
            eigenaar=plan.eigenaar, soort="nieuwbouw", segment=plan.segment, aantal=plan.aantal,
            **_stage(plan, Halfjaar.parse(plan.verwacht), halfjaar),
        )
        for plan in verhaal.PLANNEN_MARKT
    ]  # fmt: skip


def _gemeente(halfjaar: Halfjaar) -> list[Gemeentegegeven]:
    figures, wijken = verhaal.GEMEENTE[halfjaar], _wijken()
    persons = ("taakstelling-statushouders", "gehuisveste-statushouders")
    waiting, months = figures["wachtend"]
    return [
        *(Gemeentegegeven(gegeven=gegeven, aantal=figures[gegeven]) for gegeven in persons),
        *(
            Gemeentegegeven(gegeven="actief-woningzoekenden", doelgroep=groep, aantal=aantallen[halfjaar.helft - 1])
            for groep, aantallen in verhaal.ZOEKENDEN.items()
        ),
        *(
            Gemeentegegeven(
                gegeven="oplevering-markt", segment=plan.segment, wijk=wijken[plan.wijk], aantal=plan.aantal
            )
            for plan in verhaal.PLANNEN_MARKT
            if plan.verwacht == str(halfjaar)
        ),
        Gemeentegegeven(gegeven="wachtend-instelling", aantal=waiting, wachttijd=months),
    ]
