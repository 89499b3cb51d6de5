"""How a figure stands against its goal, for each of the five kinds: values in, a status and a sentence out.

Pure rules without blame: 'op schema', 'aandacht nodig', 'onderweg' where there is still time to reach the goal, or 'nog
niet te beoordelen' where the figures do not say it yet; the sentence says why. The words of each rule (REGELS) are
shown beside the judgement, so that everybody can check it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from basis.getallen import getal
from monitoring.zinnen.algemeen import PAD, ruimte

OP_SCHEMA, AANDACHT, ONDERWEG, NOG_NIET = "op-schema", "aandacht", "onderweg", "nog-niet"
NAMEN = {
    OP_SCHEMA: "op schema",
    AANDACHT: "aandacht nodig",
    ONDERWEG: "onderweg",
    NOG_NIET: "nog niet te beoordelen",
}
PRECIES = 6  # decimals beyond which a difference is noise of the computer
REGELS = {
    "minstens": "Op schema: het doel is bereikt, of het cijfer ligt op of boven het pad van de plannen. "
    "Aandacht nodig: het ligt onder dat pad, of de afgesproken tijd is voorbij. "
    "Is er geen pad, dan zeggen we alleen hoeveel er nog te gaan is.",
    "plafond": "Op schema: het cijfer ligt op of onder het plafond; een plafond is geen streven. "
    "Aandacht nodig: het ligt erboven. Is het plafond nul, dan zeggen we alleen hoeveel er nog te gaan is.",
    "band": "Op schema: het cijfer ligt in de band, of op of boven het pad van de plannen. "
    "Aandacht nodig: het ligt boven de band of onder dat pad, of nog onder de band als de tijd voorbij is.",
    "gemiddelde": "Op schema: het gemiddelde is niet hoger dan afgesproken. Aandacht nodig: het is hoger. "
    "Wie nog wacht, telt pas mee als er een woning is.",
    "planstand": "We tellen de harde plannen op bij wat er sinds 2026 netto bij kwam, want wat klaar is gaat van de "
    "plannen af. Op schema: samen zijn het er minstens zo veel als bij de start. Aandacht nodig: het zijn er minder.",
}


ELK_PROJECT = (
    "Het doel geldt voor elk project. Op schema: elk nieuwbouwproject op de plannenlijsten haalt het. "
    "Aandacht nodig: een of meer projecten halen het niet."
)
VOORLOPIG = "Zolang nog niet alle cijfers zijn vastgesteld, zeggen we niet dat er aandacht nodig is."


@dataclass(frozen=True)
class Oordeel:
    """`status` is one of NAMEN; `regel` says in words how it was judged.

    `kan_keren`: what is still missing may turn it, so that nothing is said before all is in.
    """

    status: str
    zin: str
    regel: str = ""
    kan_keren: bool = True

    @property
    def naam(self) -> str:
        return NAMEN[self.status]


@dataclass(frozen=True)
class Meting:
    """A figure beside its goal, in one unit. `zeg` words a difference: '12 woningen', '1,9 procentpunt'.

    `pad`: what the plans expected by now. `voorbij`: the day by which the goal was to be reached has passed. `teller`
    and `noemer`: what a share was made of. `gebouwd`: what was added since the state of plans that is the goal.
    `gepland`: plans are counted in the figure, so that a goal is not reached yet.
    """

    waarde: float
    doel: float
    zeg: Callable[[float], str]
    tot: float | None = None
    pad: float | None = None
    voorbij: bool = False
    teller: float | None = None
    noemer: float | None = None
    gebouwd: float | None = None
    gepland: bool = False


def judge(soort: str, meting: Meting) -> Oordeel:
    """The judgement by the rule of this kind of goal. An unknown kind raises KeyError."""
    status, zin = _RULES[soort](meting)
    return Oordeel(status, zin, f"{REGELS[soort]} {PAD}" if meting.pad is not None else REGELS[soort])


def judge_projects(haalt: int, totaal: int, zin: str) -> Oordeel:
    """Of a goal that holds for each project apart: all together may reach it while one of them does not."""
    return Oordeel(OP_SCHEMA if haalt == totaal else AANDACHT, zin, ELK_PROJECT, kan_keren=False)


def provisional(found: Oordeel) -> Oordeel:
    """The same where figures are still to come: what is missing must not look like falling behind."""
    if found.status == AANDACHT and not found.kan_keren:
        return Oordeel(NOG_NIET, f"{found.zin} Dit is voorlopig.", f"{found.regel} {VOORLOPIG}")
    if found.status == NOG_NIET:
        return found
    if found.status == AANDACHT:
        return Oordeel(NOG_NIET, "Nog niet alle cijfers zijn vastgesteld.", VOORLOPIG)
    return Oordeel(found.status, f"{found.zin} Dit is voorlopig.", found.regel)


def _difference(a: float, b: float) -> float:
    return round(float(a) - float(b), PRECIES)


def _minstens(m: Meting) -> tuple[str, str]:
    if _difference(m.waarde, m.doel) >= 0:
        return OP_SCHEMA, "Met alle plannen erbij wordt het doel gehaald." if m.gepland else "Het doel is bereikt."
    return _on_the_way(m, f"nog {m.zeg(_difference(m.doel, m.waarde))} te gaan")


def _on_the_way(m: Meting, to_go: str) -> tuple[str, str]:
    """Below the goal: against the day, then against the path, and else only how much is still to come."""
    if m.voorbij:
        return AANDACHT, f"De afgesproken tijd is voorbij; {to_go}."
    if m.pad is None:
        return ONDERWEG, f"{to_go[0].upper()}{to_go[1:]}."
    ahead = _difference(m.waarde, m.pad)
    if ahead < 0:
        return AANDACHT, f"{m.zeg(-ahead)} minder dan de plannen nu verwachtten; {to_go}."
    if ahead == 0:
        return OP_SCHEMA, f"Precies op het pad van de plannen; {to_go}."
    return OP_SCHEMA, f"{m.zeg(ahead)} meer dan de plannen nu verwachtten; {to_go}."


def _plafond(m: Meting) -> tuple[str, str]:
    over = _difference(m.waarde, m.doel)
    if not m.doel:
        return (ONDERWEG, f"Nog {m.zeg(over)} te gaan naar nul.") if over > 0 else (OP_SCHEMA, "Het staat op nul.")
    if over > 0:
        return AANDACHT, f"{m.zeg(over)} boven het plafond."
    if not m.noemer:
        return OP_SCHEMA, "Onder het plafond." if over else "Precies op het plafond."
    room = ruimte(m.teller, m.noemer, m.doel)
    if not room:
        return OP_SCHEMA, "De ruimte onder het plafond is precies gebruikt."
    return (
        OP_SCHEMA,
        f"Onder het plafond is ruimte voor nog {getal(room)} {'toewijzing' if room == 1 else 'toewijzingen'}.",
    )


def _band(m: Meting) -> tuple[str, str]:
    high = m.doel if m.tot is None else m.tot
    if _difference(m.waarde, high) > 0:
        return AANDACHT, f"{m.zeg(_difference(m.waarde, high))} boven de band."
    if _difference(m.waarde, m.doel) >= 0:
        return OP_SCHEMA, "Binnen de band."
    return _on_the_way(m, f"nog {m.zeg(_difference(m.doel, m.waarde))} te gaan tot de band")


def _gemiddelde(m: Meting) -> tuple[str, str]:
    over = _difference(m.waarde, m.doel)
    if over > 0:
        return AANDACHT, f"Gemiddeld {m.zeg(over)} meer dan afgesproken."
    return (
        OP_SCHEMA,
        f"Gemiddeld {m.zeg(-over)} minder dan afgesproken." if over else "Precies het afgesproken gemiddelde.",
    )


def _planstand(m: Meting) -> tuple[str, str]:
    if m.gebouwd is None:
        return NOG_NIET, "Er zijn nog geen cijfers over wat er netto bij kwam."
    together = m.waarde + m.gebouwd
    less = _difference(m.doel, together)
    said = f"Met wat er sinds 2026 netto bij kwam zijn het er samen {getal(together)}"
    if less > 0:
        return AANDACHT, f"{said}, {m.zeg(less)} minder dan bij de start."
    return (
        OP_SCHEMA,
        f"{said}, {m.zeg(-less)} meer dan bij de start." if less else f"{said}, net zo veel als bij de start.",
    )


_RULES: dict[str, Callable[[Meting], tuple[str, str]]] = {
    "minstens": _minstens,
    "plafond": _plafond,
    "band": _band,
    "gemiddelde": _gemiddelde,
    "planstand": _planstand,
}
