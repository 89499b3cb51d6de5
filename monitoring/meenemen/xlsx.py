"""The figures of an overview as a workbook: numbers stay numbers, a sheet per subject."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from basis.tabelbestand import Getal, Tabelbestand, to_xlsx
from monitoring.jaaroverzicht import dias
from monitoring.meenemen.bron import Bron
from monitoring.meenemen.stuk import doelsoort

LEEG = "Een lege cel betekent: geen gegevens. Nul staat er alleen als er nul geteld is."
GEHEEL, BREUK, AANDEEL = "#,##0", "#,##0.0", "0.0%"  # the spreadsheet writes them in the reader's own way
IN_DELEN = ("procent", "personen")  # units of figures of which the value is a share: so many of so many


def xlsx(bron: Bron) -> bytes:
    """Cover with where it comes from; then figures, parts, goals and definitions, actions, decisions, texts."""
    sheets = [sheet for sheet in (_cijfers(bron), _onderdelen(bron), _doelen(bron), _definities(bron), _acties(bron),
                                  _besluiten(bron), _teksten(bron)) if sheet.rijen]  # fmt: skip
    return to_xlsx(*(sheets or [_leeg(bron)]), titel=bron.titel)


def _blad(bron: Bron, naam: str, koppen: list[str], rijen: Iterator[list]) -> Tabelbestand:
    about = [("Titel", bron.titel), *bron.gegevens, ("Lege cellen", LEEG)]
    return Tabelbestand(naam, [kop[0].upper() + kop[1:] for kop in koppen], list(rijen), about, fictief=bron.fictief)


def _leeg(bron: Bron) -> Tabelbestand:
    """What was frozen before there were figures apart holds only its slides."""
    rows = ([dia.get("titel", ""), dia.get("tekst", "")] for dia in bron.inhoud.get("dias", []))
    return _blad(bron, "Dia’s", ["titel", "tekst"], rows)


def _cijfers(bron: Bron) -> Tabelbestand:
    heads = ["code", "cijfer", "eenheid", "partij", "halfjaar", "waarde", "teller", "noemer", "zoals getoond", "stand"]
    rows = (
        [
            row["code"],
            row["naam"],
            row["eenheid"],
            row["partijnaam"],
            punt["halfjaar"],
            _number(punt.get("waarde"), aandeel=row["eenheid"] in IN_DELEN),
            _number(punt.get("teller")),
            _number(punt.get("noemer") or None),  # a sum is of nothing
            punt["tekst"],
            f"voorlopig: nog zonder {', '.join(punt['ontbreekt'])}" if punt.get("ontbreekt") else "",
        ]
        for row, punt in _punten(bron)
    )
    return _blad(bron, "Cijfers", heads, rows)


def _punten(bron: Bron) -> Iterator[tuple[dict, dict]]:
    for row in bron.inhoud.get("cijfers", []):
        for punt in row["reeks"]:
            yield row, punt


def _number(value: float | str | None, *, aandeel: bool = False) -> Getal | str | None:
    """A hidden count was frozen as its words."""
    if value is None or isinstance(value, str):
        return value
    return Getal(float(value), AANDEEL if aandeel else GEHEEL if float(value).is_integer() else BREUK)


def _onderdelen(bron: Bron) -> Tabelbestand:
    """A part in words, as the code lists called it then, and its code beside it."""
    rows = (
        [row["code"], row["naam"], row["partijnaam"], punt["halfjaar"], _deelnaam(row, part), _number(value), part]
        for row, punt in _punten(bron)
        for part, value in sorted((punt.get("onderdelen") or {}).items())
    )
    heads = ["code", "cijfer", "partij", "halfjaar", "onderdeel", "aantal", "code van het onderdeel"]
    return _blad(bron, "Onderdelen", heads, rows)


def _deelnaam(row: dict, part: str) -> str:
    """An overview of before names were frozen has the words that its code is made of."""
    return row.get("delennamen", {}).get(part) or ", ".join(part.split("/"))


def _doelen(bron: Bron) -> Tabelbestand:
    rows = (
        [
            each["code"],
            each["naam"],
            doelsoort(doel),
            doel["woorden"],
            doel["omschrijving"],
            *(_number(doel[part], aandeel=_in_delen(each, doel)) for part in ("waarde", "waarde_tot", "nulwaarde")),
            doel["uiterlijk"],
            doel["paragraaf"],
            (each["oordeel"] or {}).get("naam", ""),
            (each["oordeel"] or {}).get("zin", ""),
        ]
        for each in bron.inhoud.get("definities", [])
        for doel in each["doelen"]
    )
    heads = ["code", "cijfer", "soort doel", "doel", "omschrijving", "waarde", "tot", "bij de start", "uiterlijk",
             "paragraaf", "oordeel", "toelichting"]  # fmt: skip
    return _blad(bron, "Doelen", heads, rows)


def _in_delen(definitie: dict, doel: dict) -> bool:
    """Whether a goal is a share; all neighbourhoods of a list are 1 too."""
    return definitie["eenheid"] in IN_DELEN or (definitie["eenheid"] == "buurten" and doel["waarde"] == 1)


def _definities(bron: Bron) -> Tabelbestand:
    parts = ["code", "naam", "eenheid", "periode", "formule", "paragraaf", "bron"]
    rows = ([str(each[part]) for part in parts] for each in bron.inhoud.get("definities", []))
    return _blad(bron, "Definities", parts, rows)


def _acties(bron: Bron) -> Tabelbestand:
    rows = (
        [deel["titel"], actie["nummer"], actie["titel"], ", ".join(actie["trekkers"]), actie["planning"],
         actie["statusnaam"]]
        for deel in bron.inhoud.get("delen", [])
        if deel["soort"] == "thema"
        for actie in deel["acties"]
    )  # fmt: skip
    return _blad(bron, "Acties", ["thema", "nummer", "actie", "trekker", "planning", "status"], rows)


def _besluiten(bron: Bron) -> Tabelbestand:
    rows = (
        [each["wat"], each["waarom"], each["overleg"], _dag(each["datum"]), each["partij"], _dag(each["uiterlijk"]),
         each["statusnaam"], each["uitkomst"]]
        for deel in bron.inhoud.get("delen", [])
        if deel["soort"] == "besluiten"
        for each in deel["besluiten"]
    )  # fmt: skip
    heads = ["besluit", "waarom", "overleg", "datum", "wie", "uiterlijk", "stand", "wat ervan kwam"]
    return _blad(bron, "Besluiten", heads, rows)


def _dag(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _teksten(bron: Bron) -> Tabelbestand:
    """In the order in which the overview tells them."""
    found = bron.inhoud.get("teksten", {})
    keys = [key for deel in bron.inhoud.get("delen", []) for key in dias.plaatsen(deel) if key in found]
    texts = [found[key] for key in dict.fromkeys([*keys, *found])]
    rows = ([each["naam"], each["eigen"] or each["systeem"], "gemeente" if each["eigen"] else "automatisch"]
            for each in texts if each["eigen"] or each["systeem"])  # fmt: skip
    return _blad(bron, "Teksten", ["plaats", "tekst", "geschreven door"], rows)
