"""Two overviews beside each other: figures, goals, actions and texts. Pure: two contents in, rows of words out.

Only what was frozen is compared, as it was written then; nothing is asked of the indicators of today. A content of
before there were schemas has only slides, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from basis.getallen import verschil
from monitoring.jaaroverzicht import dias
from monitoring.jaaroverzicht.cijfers import laatste
from monitoring.jaaroverzicht.vorm import woorden
from monitoring.zinnen.algemeen import met_eenheid, opsomming

ZONDER = "niet in dit overzicht"
GELIJK = "gelijk"
PROCENT, GETELD = "procent", ("personen", "buurten")  # of '180 van de 200 personen' the 180 is compared
OUD = (
    "In {} staan de cijfers, doelen, acties en teksten niet apart. Daarvan zijn alleen de titels van de dia’s te "
    "vergelijken."
)


@dataclass(frozen=True)
class Rij:
    """One thing in both: what it is called, how it stands in the one and in the other, and what differs."""

    naam: str
    een: str
    ander: str
    verschil: str = ""
    waarom: str = ""

    @property
    def is_anders(self) -> bool:
        """Another half-year with the same figure is no difference."""
        return self.een != self.ander and self.verschil != GELIJK


class Rijen(list[Rij]):
    """Things in both, of which those that differ are read first."""

    @property
    def anders(self) -> list[Rij]:
        return [row for row in self if row.is_anders]

    @property
    def gelijk(self) -> list[Rij]:
        return [row for row in self if not row.is_anders]


@dataclass(frozen=True)
class Vergelijking:
    """`niet`: what cannot be compared, in words."""

    samen: list[Rij] = field(default_factory=list)
    per_partij: list[Rij] = field(default_factory=list)
    doelen: Rijen = field(default_factory=Rijen)
    acties: Rijen = field(default_factory=Rijen)
    teksten: list[Rij] = field(default_factory=list)
    titels: list[Rij] = field(default_factory=list)
    niet: str = ""


def vergelijk(een: dict, ander: dict, namen: tuple[str, str]) -> Vergelijking:
    """`namen`: what the two are called in a sentence."""
    old = [naam for naam, inhoud in zip(namen, (een, ander), strict=True) if not inhoud.get("schema")]
    if old:
        return Vergelijking(titels=_titels(een, ander), niet=OUD.format(opsomming(old)))
    return Vergelijking(
        [row for partij, row in _cijfers(een, ander) if not partij],
        [row for partij, row in _cijfers(een, ander) if partij],
        Rijen(_doelen(een, ander)),
        Rijen(_acties(een, ander)),
        _teksten(een, ander),
    )


def _cijfers(een: dict, ander: dict) -> list[tuple[str, Rij]]:
    """Every figure, newest against newest, with the code of its party ('' of all together)."""
    first, second = ({(row["code"], row["partij"]): row for row in each["cijfers"]} for each in (een, ander))
    why, meant = _waarom_bekend(een, ander), [_definities(each) for each in (een, ander)]
    found = []
    for code, partij in sorted({*first, *second}):
        rows = first.get((code, partij)), second.get((code, partij))
        points = tuple(row and laatste(row["reeks"]) for row in rows)
        name = next(row for row in rows if row)
        title = f"{code} {name['naam']}" + (f", {name['partijnaam']}" if partij else "")
        words = [_tekst(row, punt) for row, punt in zip(rows, points, strict=True)]
        cause = why.get(code) if not partij else None
        moved = _verschil(name["eenheid"], *points)
        told = cause or _waarom(rows, points, [each.get(code) for each in meant])
        found.append((partij, Rij(title, *words, moved, told)))
    return found


def _tekst(row: dict | None, punt: dict | None) -> str:
    if row is None:
        return ZONDER
    return f"{punt['tekst']} ({punt['halfjaar']})" if punt else "geen gegevens"


def _verschil(eenheid: str, een: dict | None, ander: dict | None) -> str:
    """What was added between the figures as they are written; nothing where that says little, or a count is hidden."""
    if not een or not ander:
        return ""
    part = "teller" if eenheid in GETELD else "waarde"
    values = een.get(part), ander.get(part)
    if not all(isinstance(value, int | float) for value in values):
        return ""
    before, after = (round(value * 100 if eenheid == PROCENT else value, 1) for value in values)
    moved = round(after - before, 1)
    if not moved:
        return GELIJK if part == "waarde" or een.get("noemer") == ander.get("noemer") else ""
    if eenheid == PROCENT:
        return f"{verschil(moved, 1)} procentpunt"
    return met_eenheid(verschil(moved, 0 if moved == int(moved) else 1), eenheid)


def _waarom_bekend(een: dict, ander: dict) -> dict[str, str]:
    """Per figure why it changed, where one overview tells so of the other."""
    for deel in ander["delen"]:
        before = deel.get("vorige", {}) if deel["soort"] == "sinds" else {}
        if before and (before["tijdvak"], before["versie"]) == (een["tijdvak"]["sleutel"], een.get("versie")):
            return {each["code"]: "; ".join(each["waarom"]) for each in deel["cijfers"]}
    return {}


def _waarom(rows: tuple, points: tuple, meant: list) -> str:
    """What about a figure is different, as far as the two contents say it themselves."""
    if not all(rows):
        return "nieuw cijfer" if rows[1] else "vervallen cijfer"
    found = []
    if all(points) and points[0]["halfjaar"] != points[1]["halfjaar"]:
        found.append("nieuw halfjaar" if points[0]["halfjaar"] < points[1]["halfjaar"] else "eerder halfjaar")
    elif all(points) and points[0]["tekst"] != points[1]["tekst"]:
        came = [naam for naam in points[0]["ontbreekt"] if naam not in points[1]["ontbreekt"]]
        found.append(f"later erbij: {opsomming(came)}" if came else "gecorrigeerd")
    if all(meant) and meant[0]["formule"] != meant[1]["formule"]:
        found.append("andere formule")
    return "; ".join(found)


def _definities(inhoud: dict) -> dict[str, dict]:
    return {each["code"]: each for each in inhoud["definities"]}


def _doelen(een: dict, ander: dict) -> list[Rij]:
    """The goals of every figure that has one in either, with how it stood against them."""
    first, second = _definities(een), _definities(ander)
    rows = [
        Rij(f"{code} {(first.get(code) or second[code])['naam']}", _doel(first.get(code)), _doel(second.get(code)))
        for code in sorted({*first, *second})
        if any(each and each["doelen"] for each in (first.get(code), second.get(code)))
    ]
    return rows


def _doel(definitie: dict | None) -> str:
    if definitie is None:
        return ZONDER
    goals = "; ".join(doel["woorden"] for doel in definitie["doelen"]) or "geen doel"
    judged = definitie["oordeel"]
    return f"{goals} ({judged['naam']})" if judged else goals


def _acties(een: dict, ander: dict) -> list[Rij]:
    """Actions by where they began: one that was carried on into a next year is the same, whatever its name there."""
    first, second = _per_actie(een), _per_actie(ander)
    pairs = [(first.get(key), second.get(key)) for key in dict.fromkeys([*first, *second])]
    return [Rij(_heet(*pair), *(actie["statusnaam"] if actie else ZONDER for actie in pair)) for pair in pairs]


def _per_actie(inhoud: dict) -> dict[str, dict]:
    """The actions by their key; before there were keys by their own year and number."""
    themes = (deel for deel in inhoud["delen"] if deel["soort"] == "thema")
    acties = (actie for deel in themes for actie in deel["acties"])
    return {actie.get("sleutel") or f"{actie['jaar']}/{actie['nummer']}": actie for actie in acties}


def _heet(een: dict | None, ander: dict | None) -> str:
    """'Actie 5: titel', in the words of the second; one that got another number is called by both."""
    newest = ander or een
    if een and ander and een["nummer"] != ander["nummer"]:
        return f"Actie {een['nummer']} ({een['jaar']}), actie {ander['nummer']} ({ander['jaar']}): {newest['titel']}"
    return f"Actie {newest['nummer']}: {newest['titel']}"


def _teksten(een: dict, ander: dict) -> list[Rij]:
    """In the order of the page, that of the second before what only the first has."""
    told = [key for each in (ander, een) for deel in each["delen"] for key in dias.plaatsen(deel)]
    there = {*een["teksten"], *ander["teksten"]}
    keys = dict.fromkeys([*(key for key in told if key in there), *sorted(there)])
    names = {key: (een["teksten"].get(key) or ander["teksten"][key])["naam"] for key in keys}
    rows = [Rij(names[key], woorden(een, key), woorden(ander, key)) for key in keys]
    return [row for row in rows if row.een or row.ander]


def _titels(een: dict, ander: dict) -> list[Rij]:
    pairs = zip_longest(_dia_titels(een), _dia_titels(ander), fillvalue=("", ZONDER))
    return [Rij(one[0] or other[0], one[1], other[1]) for one, other in pairs]


def _dia_titels(inhoud: dict) -> list[tuple[str, str]]:
    slides = inhoud["dias"] if not inhoud.get("schema") else inhoud["delen"]
    return [(each.get("boven", ""), each.get("titel", "")) for each in slides]
