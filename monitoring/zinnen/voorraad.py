"""Findings about the stock in words: on which side of the path, what moved, what is planned. No database."""

from __future__ import annotations

from basis.getallen import getal, procent, verschil
from basis.halfjaar import Halfjaar
from monitoring.zinnen.algemeen import met_hoofdletter, opsomming

GEEN_GROEI = "Er zijn nog geen vastgestelde cijfers over de groei van de sociale huur."
GEEN_VERKOOP = "Er zijn nog geen vastgestelde cijfers over verkoop en nieuwbouw."
GEEN_PLANNEN = "Er is nog geen vastgestelde plannenlijst."


def eind(halfjaar: Halfjaar) -> str:
    """'eind juni 2026' or 'eind 2026'."""
    return f"eind {'juni ' if halfjaar.helft == 1 else ''}{halfjaar.jaar}"


def op_pad(netto: float, pad: float, halfjaar: Halfjaar) -> str:
    """'Eind 2026 lopen we 27 woningen achter op het pad van de plannen (+206).'"""
    gap, when = netto - pad, met_hoofdletter(eind(halfjaar))
    if gap < 0:
        return f"{when} lopen we {_homes(-gap)} achter op het pad van de plannen ({verschil(pad)})."
    ahead = f", {_homes(gap)} voor" if gap else ""
    return f"{when} zitten we op het pad van de plannen ({verschil(pad)}){ahead}."


def pad_onbekend(ontbreekt: list[str], pad: float, halfjaar: Halfjaar) -> str:
    """While not everybody is counted, the growth cannot be held against a path that counts everybody's plans."""
    start = f"Of we {eind(halfjaar)} op het pad van de plannen zitten ({verschil(pad)}), weten we pas"
    return f"{start} als ook de cijfers van {opsomming(ontbreekt)} zijn vastgesteld."


def pad_begint(begin: Halfjaar, laagste: Halfjaar, diepte: float, slot: Halfjaar, waarde: float) -> str:
    """When there is nothing to compare yet: 'Het pad begint eind juni 2026 en komt eind 2030 op +740.'"""
    dip = f", zakt eerst naar {verschil(diepte)} {eind(laagste)}" if laagste != begin else ""
    return f"Het pad van de plannen begint {eind(begin)}{dip} en komt {eind(slot)} op {verschil(waarde)}."


def plannen_leiden(slot: Halfjaar, alles: float, hard: float) -> str:
    """'Met alle plannen komen we eind 2030 op +1.400, met alleen de harde op +750.'"""
    if alles == hard:
        return f"Met de plannen komen we {eind(slot)} op {verschil(alles)}."
    return f"Met alle plannen komen we {eind(slot)} op {verschil(alles)}, met alleen de harde op {verschil(hard)}."


def bewogen(vorige: Halfjaar, delen: dict[str, float]) -> str:
    """'Sinds eind juni 2026 kwamen er 312 bij, vooral door nieuwbouw, en gingen er 133 af, vooral door sloop.'"""
    came = {naam: value for naam, value in delen.items() if value > 0}
    went = {naam: -value for naam, value in delen.items() if value < 0}
    if not came and not went:
        return f"Sinds {eind(vorige)} kwamen er geen sociale huurwoningen bij en gingen er geen af."
    bij = f"{'kwam' if sum(came.values()) == 1 else 'kwamen'} er {_most(came)} bij{_why(came)}"
    af = f"{'ging' if sum(went.values()) == 1 else 'gingen'} er {_most(went)} af{_why(went)}"
    return f"Sinds {eind(vorige)} {bij}{', ' if len(came) > 1 else ' '}en {af}."


def _most(delen: dict[str, float]) -> str:
    return getal(sum(delen.values())) if delen else "geen"


def _why(delen: dict[str, float]) -> str:
    """The part that did most: 'door sloop' when it is the only one, else 'vooral door sloop'."""
    if not delen:
        return ""
    most = max(delen, key=delen.get)
    return f", vooral door {most}" if len(delen) > 1 else f" door {most}"


def vooruitblik(hard: float, alles: float, doel: float | None, jaar: int) -> str:
    """'Met de harde plannen komen we op +612 in 2035, met de zachte erbij op +3.080; het doel is 3.200.'"""
    start = f"Met de harde plannen komen we op {verschil(hard)} in {jaar}, met de zachte erbij op {verschil(alles)}"
    return f"{start}; het doel is {getal(doel)}." if doel else f"{start}."


def capaciteit(hard: float, zacht: float, start: float | None) -> str:
    """'Er staan netto 640 woningen in harde plannen en 1.985 in zachte; bij de start waren 780 hard.'"""
    staan = "staat" if hard == 1 else "staan"
    words = f"Er {staan} netto {_homes(hard)} in harde plannen en {getal(zacht)} in zachte"
    return f"{words}; bij de start waren er {getal(start)} hard." if start else f"{words}."


def verkoop(verkocht: float, nieuw: float, middeninkomen: float) -> str:
    """'Sinds 1 januari 2026 werden 70 sociale huurwoningen verkocht en 380 gebouwd; 71 % van de verkoop ging naar …'"""
    if not verkocht:
        return f"Sinds 1 januari 2026 werden geen sociale huurwoningen verkocht en {getal(nieuw)} gebouwd."
    werden = "werd 1 sociale huurwoning" if verkocht == 1 else f"werden {getal(verkocht)} sociale huurwoningen"
    share = procent(middeninkomen / verkocht, 0)
    start = f"Sinds 1 januari 2026 {werden} verkocht en {getal(nieuw)} gebouwd"
    return f"{start}; {share} van de verkoop ging naar middeninkomens."


def middenhuur(netto: float, van: float | None, tot: float | None, jaar: int | None) -> str:
    """'Netto 83 middenhuurwoningen erbij; afgesproken is 350 tot 430 erbij in 2030.'"""
    start = f"Netto {_homes(abs(netto), 'middenhuurwoning')} {'erbij' if netto >= 0 else 'minder'}"
    if van is None or tot is None:
        return f"{start}."
    when = f" in {jaar}" if jaar else ""
    return f"{start}; afgesproken is {getal(van)} tot {getal(tot)} erbij{when}."


def prijzen(voorraad: dict[str, float], aanbod: dict[str, float]) -> str:
    """The category in which supply and stock differ most: 'Goedkoop is 18 % van de voorraad en 12 % van het …'"""
    if not voorraad:
        return "Er zijn nog geen vastgestelde cijfers over de prijscategorieën."
    if not aanbod:
        most = max(voorraad, key=voorraad.get)
        return (
            f"{met_hoofdletter(most)} is met {procent(voorraad[most], 0)} de grootste prijscategorie van de voorraad."
        )
    far = max(voorraad, key=lambda naam: abs(voorraad[naam] - aanbod.get(naam, 0)))
    stock, supply = procent(voorraad[far], 0), procent(aanbod.get(far, 0), 0)
    shares = f"{stock} van de voorraad en {supply} van het vrijkomende aanbod"
    return f"{met_hoofdletter(far)} is {shares}: daar is het verschil het grootst."


def projecten(lopend: int, later: int, klaar: int) -> str:
    """'42 projecten zijn nog niet klaar, 5 daarvan komen later dan eerst gedacht; 9 zijn er klaar.'"""
    if not lopend and not klaar:
        return GEEN_PLANNEN
    if not lopend:
        return "Het enige project is klaar." if klaar == 1 else f"Alle {_count(klaar)} zijn klaar."
    open_ = f"{_count(lopend)} {'is' if lopend == 1 else 'zijn'} nog niet klaar"
    late = f"{getal(later)} daarvan {'komt' if later == 1 else 'komen'} later dan eerst gedacht"
    done = f"{getal(klaar)} {'is' if klaar == 1 else 'zijn'} er klaar"
    return f"{met_hoofdletter(open_)}, {late if later else 'geen daarvan komt later dan eerst gedacht'}; {done}."


def programma(haalt: int, totaal: int, doel: float) -> str:
    """'In 12 van de 20 nieuwbouwprojecten is ten minste 35 % van de woningen sociale huur.'"""
    if not totaal:
        return "Er staan nog geen nieuwbouwprojecten op een vastgestelde plannenlijst."
    share = f"ten minste {procent(doel)} van de woningen sociale huur."
    if totaal == 1:
        return f"In het enige nieuwbouwproject is {'' if haalt else 'nog niet '}{share}"
    return f"In {getal(haalt)} van de {getal(totaal)} nieuwbouwprojecten is {share}"


def verschoven(halfjaren: int) -> str:
    """How an expected half-year moved: 'een halfjaar later', '3 halfjaren eerder', 'als gepland'."""
    if not halfjaren:
        return "als gepland"
    how = "later" if halfjaren > 0 else "eerder"
    return f"een halfjaar {how}" if abs(halfjaren) == 1 else f"{abs(halfjaren)} halfjaren {how}"


def _count(aantal: int) -> str:
    return f"{getal(aantal)} project{'' if aantal == 1 else 'en'}"


def _homes(aantal: float, enkel: str = "woning") -> str:
    return f"{getal(aantal)} {enkel}" if aantal == 1 else f"{getal(aantal)} {enkel}en"
