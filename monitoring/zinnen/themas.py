"""Findings about homes for the elderly and about sustainability in words. No Django, no database."""

from __future__ import annotations

from basis.getallen import getal, procent
from monitoring.zinnen.algemeen import met_hoofdletter, opsomming, van_jaar


def _woningen(aantal, welke: str = "") -> str:
    word = "woning" if aantal == 1 else "woningen"
    return f"{getal(aantal)} {welke} {word}" if welke else f"{getal(aantal)} {word}"


def _dan_eerder(verschil) -> str:
    """'; dat zijn er 12 meer dan een halfjaar eerder', or nothing where it is not known."""
    if verschil is None:
        return ""
    if not verschil:
        return "; dat zijn er evenveel als een halfjaar eerder"
    verb = "is" if abs(verschil) == 1 else "zijn"
    return f"; dat {verb} er {getal(abs(verschil))} {'meer' if verschil > 0 else 'minder'} dan een halfjaar eerder"


def ouderen(aantal, verschil=None) -> str:
    """'1.234 woningen zijn geschikt voor ouderen; dat zijn er 12 meer dan een halfjaar eerder.'"""
    if aantal is None:
        return "Er zijn nog geen vastgestelde cijfers over woningen die geschikt zijn voor ouderen."
    return f"{_woningen(aantal)} {'is' if aantal == 1 else 'zijn'} geschikt voor ouderen{_dan_eerder(verschil)}."


def erbij_en_eraf(erbij, eraf, voluit: str) -> str:
    """'In de tweede helft van 2026 kwamen er 44 geschikte woningen bij en gingen er 17 af.'"""
    if erbij is None:
        return "Wat erbij kwam en wat eraf ging, staat hier zodra er cijfers over twee halfjaren na elkaar zijn."
    kwam, ging = ("kwam" if erbij == 1 else "kwamen"), ("ging" if eraf == 1 else "gingen")
    return f"In de {van_jaar(voluit)} {kwam} er {_woningen(erbij, 'geschikte')} bij en {ging} er {getal(eraf)} af."


def labels(aantal, aandeel=None, verschil=None) -> str:
    """'812 woningen hebben label E, F of G, 4,1 % van …; dat zijn er 120 minder dan een halfjaar eerder.'"""
    if aantal is None:
        return "Er zijn nog geen vastgestelde cijfers over energielabels."
    if not aantal:
        return f"Geen enkele woning heeft nog label E, F of G{_dan_eerder(verschil) if verschil else ''}."
    have = "heeft" if aantal == 1 else "hebben"
    share = f" ({procent(aandeel)})" if aandeel is not None else ""
    return f"{_woningen(aantal)} {have} label E, F of G{share}{_dan_eerder(verschil)}."


def bouwwijze(klaar, biobased, conceptueel, voluit: str) -> str:
    """'In de eerste helft van 2026 was 22 % van de 172 opgeleverde woningen biobased en 35 % conceptueel gebouwd.'"""
    if klaar is None:
        return "Er zijn nog geen vastgestelde cijfers over hoe er nieuw is gebouwd."
    if not klaar:
        return f"In de {van_jaar(voluit)} zijn geen nieuwbouwwoningen opgeleverd."
    parts = [f"{procent(biobased)} biobased", f"{procent(conceptueel)} conceptueel gebouwd"]
    return met_hoofdletter(f"in de {van_jaar(voluit)} was van {_woningen(klaar, 'opgeleverde')} {opsomming(parts)}.")
