"""Findings about allocations in words: who got a home, what chance a group has, how long people wait.

Figures in, one Dutch sentence out. No Django, no database. A change is said only of what was counted the same way
twice; nothing here says that one change caused another.
"""

from __future__ import annotations

from basis.getallen import getal, procent
from monitoring.zinnen.algemeen import met_hoofdletter, opsomming, ruimte, van_jaar

VAN_DE_STAD = (
    "Statushouders en de kans per groep tellen we voor de hele stad. Kies ‘alle corporaties samen’ om ze te zien."
)
KANS_UITLEG = (
    "De kans is het aantal woningen dat naar een groep ging, op elke honderd mensen in die groep die actief zoeken. "
    "Gaat een groter deel naar urgent woningzoekenden, dan blijft er minder over voor de andere groepen. Of hun kans "
    "daalt, hangt ook af van hoeveel woningen vrijkomen en hoeveel mensen zoeken. We vergelijken twee halfjaren "
    "pas als van allebei alle cijfers er zijn."
)
GEEN_KANS = "Er zijn nog geen vastgestelde cijfers over de kans op een woning per groep."
NIET_TE_VERGELIJKEN = "nog niet te vergelijken"
MEERVOUD = {
    "statushouder": "statushouders",
    "uitstroom-instelling": "mensen uit een instelling",
    "medisch-sociaal": "mensen met een medische of sociale urgentie",
    "sloop-herstructurering": "mensen uit een sloopwoning",
    "overig-urgent": "andere urgent woningzoekenden",
    "jongere": "jongeren",
    "spoedzoeker": "spoedzoekers",
    "gezin": "gezinnen",
    "oudere-doorstromer": "ouderen en doorstromers",
    "overig": "overige woningzoekenden",
}


def mensen(code: str, naam: str) -> str:
    """A group in running text: 'jongeren'; one that was added to the code list by its name, 'de groep ‘student’'."""
    return MEERVOUD.get(code, f"de groep ‘{naam}’")


def ruimte_tekst(over: int | None) -> str:
    """Under a bar: 'nog 18', 'plafond bereikt', '3 erboven', 'geen gegevens'."""
    if over is None:
        return "geen gegevens"
    return f"nog {getal(over)}" if over > 0 else f"{getal(-over)} erboven" if over < 0 else "plafond bereikt"


def ruimte_per_corporatie(stad: int | None, per_naam: dict[str, int], jaar: str) -> str:
    """'In 2026 is nog ruimte voor 81 vrije toewijzingen: bij de Alliantie 36, bij Portaal 36.'

    `stad` and the rest are what is left under the ceiling, each rounded down, so they need not add up.
    """
    if stad is None:
        return "Er zijn nog geen vastgestelde cijfers over de ruimte voor vrije toewijzing."
    if stad > 0:
        start = f"In {jaar} is nog ruimte voor {_vrij(stad)}"
    elif stad == 0:
        start = f"In {jaar} is de ruimte voor vrije toewijzing precies gebruikt"
    else:
        start = f"In {jaar} {'is' if stad == -1 else 'zijn'} er {_vrij(-stad)} boven het plafond"
    return (
        f"{start}: {opsomming([f'bij {naam} {_links(n)}' for naam, n in per_naam.items()])}."
        if per_naam
        else start + "."
    )


def _vrij(aantal: int) -> str:
    return f"{getal(aantal)} vrije {'toewijzing' if aantal == 1 else 'toewijzingen'}"


def _links(over: int) -> str:
    return getal(over) if over >= 0 else f"{getal(-over)} erboven"


def over(teller, noemer, plafond) -> int | None:
    """What is left under the ceiling, or None where a figure lacks."""
    return ruimte(teller, noemer, plafond) if noemer and plafond is not None else None


def groepen(urgent, regulier, grootste: list[str], aandeel, voluit: str) -> str:
    """'In de tweede helft van 2026 gingen 190 woningen naar urgente groepen en 488 naar reguliere; de meeste …'"""
    if urgent is None:
        return "Er zijn nog geen vastgestelde cijfers over de toewijzingen per groep."
    start = f"In de {van_jaar(voluit)} {_gingen(urgent)} naar urgente groepen en {getal(regulier)} naar reguliere"
    if not grootste:
        return f"{start}."
    most = opsomming([f"naar {naam}" for naam in grootste])
    return f"{start}; de meeste gingen {most} ({'elk ' if len(grootste) > 1 else ''}{procent(aandeel)})."


def _gingen(aantal) -> str:
    return f"{'ging' if aantal == 1 else 'gingen'} {_woningen(aantal)}"


def _woningen(aantal) -> str:
    return f"{getal(aantal)} {'woning' if aantal == 1 else 'woningen'}"


def nieuwbouw(aantal, urgent, alle_urgent) -> str:
    """'Van de 172 toegewezen nieuwbouwwoningen ging 24 % naar urgente groepen; van alle woningen 28 %.'"""
    if aantal is None:
        return "Er zijn nog geen vastgestelde cijfers over toegewezen nieuwbouw."
    if not aantal:
        return "In dit halfjaar zijn geen nieuwbouwwoningen toegewezen."
    van = (
        "Van de ene toegewezen nieuwbouwwoning"
        if aantal == 1
        else f"Van de {getal(aantal)} toegewezen nieuwbouwwoningen"
    )
    return f"{van} ging {procent(urgent)} naar urgente groepen; van alle toegewezen woningen {procent(alle_urgent)}."


def nog_zonder(voluit: str, namen) -> str:
    """Why a newer half-year is not the one that is drawn."""
    ontbreekt = f"over de {van_jaar(voluit)} ontbreken de cijfers van {opsomming(namen)} nog"
    return f" Na dit halfjaar is de kans nog niet te geven: {ontbreekt}."


def op_de_honderd(kans) -> str:
    """0.0123 → '1,2'."""
    return getal(None if kans is None else kans * 100, 1)


def verandering(eerder, nu) -> str:
    """How a chance changed: 'van 1,2 naar 1,0 op de honderd', 'bleef 1,2 op de honderd'; as far as it can be said."""
    if nu is None or eerder is None:
        return NIET_TE_VERGELIJKEN
    before, now = op_de_honderd(eerder), op_de_honderd(nu)
    return f"bleef {now} op de honderd" if before == now else f"van {before} naar {now} op de honderd"


def kans(
    kansen: dict[str, tuple[float | None, float | None]], urgent: tuple[float | None, float | None] = (None, None)
) -> str:
    """The tension between urgent seekers and the chance of the others, from (half-year before, now) per group.

    'Het aandeel urgent ging van 26 % naar 28 %. De kans op een woning daalde voor jongeren (van 1,2 naar 1,0 op de
    honderd) en steeg voor gezinnen (…).'
    """
    if not any(now is not None for _, now in kansen.values()):
        return GEEN_KANS
    moved = {naam: pair for naam, pair in kansen.items() if _richting(*pair)}
    if not any(None not in pair for pair in kansen.values()):
        return _uitersten({naam: now for naam, (_, now) in kansen.items() if now is not None})
    start = _aandeel(*urgent)
    if not moved:
        return f"{start}De kans op een woning bleef voor elke groep gelijk."
    parts = [
        f"{woord} voor {opsomming([f'{naam} ({verandering(*pair)})' for naam, pair in found.items()])}"
        for woord, way in (("daalde", -1), ("steeg", 1))
        if (found := {naam: pair for naam, pair in moved.items() if _richting(*pair) == way})
    ]
    return f"{start}De kans op een woning {opsomming(parts)}."


def _aandeel(eerder, nu) -> str:
    if eerder is None or nu is None:
        return ""
    before, now = procent(eerder), procent(nu)
    return f"Het aandeel urgent {f'bleef {now}' if before == now else f'ging van {before} naar {now}'}. "


def _richting(eerder, nu) -> int:
    """−1 for less, 1 for more, as far as it shows in what is printed."""
    if eerder is None or nu is None or op_de_honderd(eerder) == op_de_honderd(nu):
        return 0
    return 1 if nu > eerder else -1


def _uitersten(nu: dict[str, float]) -> str:
    least, most = min(nu, key=nu.get), max(nu, key=nu.get)
    if least == most:
        return f"De kans op een woning was voor {least} {op_de_honderd(nu[least])} op de honderd."
    return (
        f"De kans op een woning was het kleinst voor {least} ({op_de_honderd(nu[least])} op de honderd) "
        f"en het grootst voor {most} ({op_de_honderd(nu[most])})."
    )


def wachttijd(gemiddeld, wachtend=None, hooguit=None, voluit: str = "") -> str:
    """'Wie uit een instelling een woning kreeg, wachtte gemiddeld 5,5 maanden, binnen de 6 … Wie nog wacht, al 8,0.'"""
    if gemiddeld is None and wachtend is None:
        return "Er zijn nog geen vastgestelde cijfers over de wachttijd van uitstroom uit een instelling."
    parts = []
    if gemiddeld is not None:
        when = f"in de {van_jaar(voluit)} " if voluit else ""
        parts.append(f"wie {when}uit een instelling een woning kreeg, wachtte gemiddeld {getal(gemiddeld, 1)} maanden")
        if hooguit is not None:
            inside = round(gemiddeld, 1) <= float(hooguit)
            parts[0] += f"; dat is {'binnen' if inside else 'meer dan'} de afgesproken {_maanden(hooguit)}"
    if wachtend is not None:
        parts.append(f"wie nog wacht, wacht gemiddeld al {getal(wachtend, 1)} maanden")
    return " ".join(f"{met_hoofdletter(part)}." for part in parts)


def _maanden(aantal) -> str:
    return f"{getal(aantal, 0 if aantal == round(aantal) else 1)} maanden"
