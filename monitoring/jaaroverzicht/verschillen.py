"""Which figures of a frozen overview are others by now: told beside it, so that nobody has to find out."""

from __future__ import annotations

from dataclasses import dataclass

from basis.halfjaar import Halfjaar
from monitoring.jaaroverzicht import cijfers as overzichtcijfers

ZELFDE = ("teller", "noemer", "onderdelen")


@dataclass(frozen=True)
class Verschil:
    """One figure of one half-year, as it was frozen and as it is now; `adres` leads to the figure of now.

    `gelijk`: both read the same, but it is made of other numbers by now.
    """

    code: str
    naam: str
    partij: str
    halfjaar: str
    toen: str
    nu: str
    adres: str
    gelijk: bool = False


def verschillen(inhoud: dict, *, openbaar: bool = False) -> list[Verschil]:
    """Every figure of the overview that is another one now. Nothing where it holds no figures apart (schema 0).

    `openbaar`: of the figures that everybody may read.
    """
    if not inhoud.get("cijfers"):
        return []
    bron = overzichtcijfers.tot_en_met(Halfjaar.parse(inhoud["tijdvak"]["tm"]), openbaar=openbaar)
    now = {
        (row["code"], row["partij"], punt["halfjaar"]): punt
        for row in overzichtcijfers.cijfers(bron)
        for punt in row["reeks"]
    }
    found = []
    for row in inhoud["cijfers"]:
        for punt in row["reeks"]:
            found += _verschil(row, punt, now.get((row["code"], row["partij"], punt["halfjaar"])))
    return found


def _verschil(row: dict, then: dict, now: dict | None) -> list[Verschil]:
    about = row["code"], row["naam"], row["partijnaam"], then["halfjaar"], then["tekst"]
    if now is None:
        return [Verschil(*about, "dit cijfer bestaat niet meer", "")]
    if now["waarde"] is None and now["ontbreekt"] and row.get("over_personen"):
        return []  # not of all parties any more, as an earlier figure for everybody may have been
    if then["tekst"] != now["tekst"]:
        return [Verschil(*about, now["tekst"], now["adres"])]
    if any(then.get(part) != now[part] for part in ZELFDE):
        return [Verschil(*about, now["tekst"], now["adres"], gelijk=True)]
    return []
