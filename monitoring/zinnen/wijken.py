"""What is said about areas: figures in, one Dutch sentence out. No Django, no database."""

from __future__ import annotations

from dataclasses import replace

from basis.getallen import getal, procent
from monitoring.tekeningen import Vorm
from monitoring.verborgen import Verborgen
from monitoring.zinnen.algemeen import met_eenheid, opsomming

ONBEKEND = "Er zijn nog geen cijfers per wijk die we kunnen laten zien."
TEGELKAART = "Elk vierkant is een wijk, ongeveer op haar plaats: de grenzen van het CBS zijn nog niet geladen."
WOORD = {"Wijk": ("wijk", "wijken"), "Buurt": ("buurt", "buurten")}


def kaart(naam: str, waarden: list, soort: str, vorm: Vorm) -> str:
    """'Netto groei: van −9 tot +40 per wijk; in 12 van de 33 wijken kwam er netto iets bij.' No area is ranked."""
    shown = [value for value in waarden if value is not None and not isinstance(value, Verborgen)]
    een, meer = WOORD[soort]
    if not shown:
        return f"{naam}: er zijn nog geen cijfers per {een} die we kunnen laten zien."
    low, high = (replace(vorm, eenheid="")(value) for value in (min(shown), max(shown)))
    start = f"{naam}: {low}" if low == high else f"{naam}: van {low} tot {high}"
    start += f" {vorm.eenheid}" if vorm.eenheid else ""
    start += f" in {getal(len(shown))} {een if len(shown) == 1 else meer}"
    if vorm.met_teken and not vorm.aandeel:
        more, less = sum(value > 0 for value in shown), sum(value < 0 for value in shown)
        start += f"; in {getal(more)} kwam er netto bij, in {getal(less)} ging er netto af"
    hidden = sum(isinstance(value, Verborgen) for value in waarden)
    if hidden:
        start += f"; {getal(hidden)} {een if hidden == 1 else meer} laten we niet zien"
    return f"{start}."


def gebied(groei=None, urgent=None, op_lijst: list[str] | None = None) -> str:
    """The opening of the page of an area: what is known of growth and urgent seekers, and whether it has priority."""
    parts = []
    if groei is not None and not isinstance(groei, Verborgen):
        parts.append(_growth(groei))
    if urgent is not None and not isinstance(urgent, Verborgen):
        parts.append(f"{procent(urgent)} van het vrijkomende aanbod ging naar urgent woningzoekenden")
    text = opsomming(parts) if parts else "Over dit gebied zijn nog geen cijfers die we kunnen laten zien"
    said = f"{text[:1].upper()}{text[1:]}."
    if op_lijst:
        said += (
            f" {opsomming(op_lijst)} {'staat' if len(op_lijst) == 1 else 'staan'} op de lijst van prioriteitsbuurten."
        )
    return said


def _growth(groei: float) -> str:
    if groei == 0:
        return "netto bleef het aantal sociale huurwoningen gelijk"
    homes = f"{getal(abs(groei))} sociale {'huurwoning' if abs(groei) == 1 else 'huurwoningen'}"
    return f"netto {homes} {'erbij' if groei > 0 else 'minder'} sinds de start van de afspraken"


def prioriteiten(aantal: int, met_aanpak: int) -> str:
    """'3 gebieden staan op de lijst; 1 daarvan heeft een gezamenlijke aanpak.'"""
    if not aantal:
        return "Er staat nog geen gebied op de lijst van prioriteitsbuurten."
    start = f"{getal(aantal)} {'gebied staat' if aantal == 1 else 'gebieden staan'} op de lijst"
    if not met_aanpak:
        return f"{start}; een gezamenlijke aanpak is er nog niet."
    return f"{start}; {getal(met_aanpak)} daarvan {'heeft' if met_aanpak == 1 else 'hebben'} een gezamenlijke aanpak."


def projecten(naam: str, nieuwbouw: list[int], sloop: list[int]) -> str:
    """'Op de plannenlijst van Liendert staan 3 projecten: nieuwbouw van 120 en sloop van 40 woningen.'"""
    count = len(nieuwbouw) + len(sloop)
    if not count:
        return f"In {naam} staat nu niets op de plannenlijst."
    parts = [
        f"{soort} van {getal(sum(homes))}" for soort, homes in (("nieuwbouw", nieuwbouw), ("sloop", sloop)) if homes
    ]
    verb = "staat één project" if count == 1 else f"staan {getal(count)} projecten"
    word = "woning" if count == 1 and sum(nieuwbouw + sloop) == 1 else "woningen"
    return f"Op de plannenlijst van {naam} {verb}: {' en '.join(parts)} {word}."


def verschil_in_woorden(a: str, b: str, waarde_a, waarde_b, *, aandeel: bool, eenheid: str) -> str:
    """'12 woningen meer in A', '3,1 procentpunt meer in B', 'evenveel'; nothing when one of the two is not shown."""
    if waarde_a is None or waarde_b is None:
        return "niet te vergelijken: geen gegevens"
    if isinstance(waarde_a, Verborgen) or isinstance(waarde_b, Verborgen):
        return "niet te vergelijken: niet getoond"
    gap = (waarde_a - waarde_b) * (100 if aandeel else 1)
    gap = round(gap, 1)
    if gap == 0:
        return "evenveel"
    text = getal(abs(gap), 0 if float(gap).is_integer() else 1)
    return f"{met_eenheid(text, 'procentpunt' if aandeel else eenheid)} meer in {a if gap > 0 else b}"
