"""All figures of an overview and how they were defined, as data that needs no indicator any more to be read."""

from __future__ import annotations

from dataclasses import replace

from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring.beoordeling import beoordeel
from monitoring.grafiek import Cijfers, doel_woorden, load, waarde_tekst
from monitoring.herkomst import adres
from monitoring.indicatoren import INDICATOREN
from monitoring.jaaroverzicht.openbaar import OpenbareReeksen
from monitoring.keuze import Keuze
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.models import Doelstelling
from monitoring.reeksen import Punt, te_geven
from monitoring.zinnen import algemeen as zinnen

ZONDER_RECHTEN = Lezer(False)  # everybody reads what is frozen: nothing in it is for some readers only


def tot_en_met(halfjaar: Halfjaar, *, openbaar: bool = False) -> Cijfers:
    """What an overview is made of: everything up to a half-year, as a reader without rights sees it.

    `openbaar`: as somebody without an account does.
    """
    found = load(None, Keuze(tm=halfjaar), elk=True, kleine_aantallen=ZONDER_RECHTEN)
    return replace(found, reeksen=OpenbareReeksen(found.reeksen)) if openbaar else found


def cijfers(bron: Cijfers) -> list[dict]:
    """Every indicator, of all parties together and of each that delivers for it, per half-year.

    A party without figures is there all the same: 'geen gegevens', never 0.
    """
    found = []
    for code, indicator in sorted(INDICATOREN.items()):
        parties = [partij for partij in bron.reeksen.partijen if partij.soort in indicator.van]
        found += [_reeks(bron, code, partij) for partij in (None, *parties)]
    return found


def _reeks(bron: Cijfers, code: str, partij: Partij | None) -> dict:
    indicator, punten = INDICATOREN[code], {p.halfjaar: p for p in te_geven(code, bron.reeksen.punten(code, partij))}
    parts = {part for punt in punten.values() for part in punt.onderdelen or {}}
    halves = Halfjaar.range(bron.reeksen.halfjaren[0], bron.keuze.tm) if bron.reeksen.halfjaren else []
    return {
        "code": code,
        "naam": indicator.naam,
        "eenheid": indicator.eenheid,
        "over_personen": indicator.over_personen,
        "delennamen": {part: bron.namen.van(indicator, part) for part in sorted(parts)},
        "delen_over_personen": sorted(part for part in parts if indicator.van_mensen(part)),
        "partij": partij.code if partij else "",
        "partijnaam": partij.naam if partij else "alle partijen samen",
        "reeks": [_punt(code, partij, punten.get(half) or Punt(half, None)) for half in halves],
    }


def _punt(code: str, partij: Partij | None, punt: Punt) -> dict:
    known = punt.waarde is not None or punt.gehuisvest is not None
    return {
        "halfjaar": str(punt.halfjaar),
        "waarde": punt.waarde,
        "tekst": waarde_tekst(code, punt),
        "teller": punt.teller,
        "noemer": punt.noemer,
        "onderdelen": punt.onderdelen,
        "ontbreekt": list(punt.ontbreekt),
        "adres": adres(code, punt.halfjaar, partij=partij) if known else "",
    }


def definities(bron: Cijfers) -> list[dict]:
    """Every indicator as it is defined, with its goals and how its newest figure stands against them."""
    return [_definitie(bron, code) for code in sorted(INDICATOREN)]


def _definitie(bron: Cijfers, code: str) -> dict:
    indicator, oordeel = INDICATOREN[code], beoordeel(bron, code)
    return {
        "code": code,
        "naam": indicator.naam,
        "eenheid": indicator.eenheid,
        "periode": indicator.periode,
        "formule": indicator.formule,
        "paragraaf": indicator.paragraaf,
        "thema": indicator.thema,
        "bron": zinnen.bron(indicator.van),
        "doelen": [_doel(code, doel) for doel in bron.doelen.get(code, [])],
        "oordeel": oordeel and {"status": oordeel.status, "naam": oordeel.naam, "zin": oordeel.zin},
    }


def _doel(code: str, doel: Doelstelling) -> dict:
    return {
        "soort": doel.soort,
        "soortnaam": doel.get_soort_display(),
        "woorden": doel_woorden(code, doel),
        "omschrijving": doel.omschrijving,
        "waarde": _number(doel.waarde),
        "waarde_tot": _number(doel.waarde_tot),
        "nulwaarde": _number(doel.nulwaarde),
        "uiterlijk": str(doel.uiterlijk or ""),
        "paragraaf": doel.paragraaf,
        "sinds": doel.sinds,
    }


def _number(value) -> float | None:
    return None if value is None else float(value)


def laatste(reeks: list[dict]) -> dict | None:
    """The newest entry of a frozen series that has a figure."""
    return next((punt for punt in reversed(reeks) if punt["waarde"] is not None), None)
