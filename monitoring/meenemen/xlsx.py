"""The figures of an overview as a workbook: numbers stay numbers, a sheet per subject."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from basis.tabelbestand import Tabelbestand, to_xlsx
from monitoring.meenemen.bron import Bron

LEEG = "Een lege cel betekent: geen gegevens. Nul staat er alleen als er nul geteld is."
GETAL = "#,##0.####"


def xlsx(bron: Bron) -> bytes:
    """Cover with where it comes from; then figures, parts, goals and definitions, actions, decisions, texts."""
    sheets = [sheet for sheet in (_cijfers(bron), _onderdelen(bron), _doelen(bron), _definities(bron), _acties(bron),
                                  _besluiten(bron), _teksten(bron)) if sheet.rijen]  # fmt: skip
    return to_xlsx(*(sheets or [_leeg(bron)]))


def _blad(bron: Bron, naam: str, koppen: list[str], rijen: Iterator[list], vormen: dict[str, str] | None = None):
    """`vormen`: the number format of a column, by its head."""
    about = [("Titel", bron.titel), *bron.gegevens, ("Lege cellen", LEEG)]
    formats = [(vormen or {}).get(kop, "") for kop in koppen]
    return Tabelbestand(naam, koppen, list(rijen), about, formats, bron.fictief)


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
            *(_number(punt.get(part)) for part in ("waarde", "teller", "noemer")),
            punt["tekst"],
            f"voorlopig: nog zonder {', '.join(punt['ontbreekt'])}" if punt.get("ontbreekt") else "",
        ]
        for row, punt in _punten(bron)
    )
    return _blad(bron, "Cijfers", heads, rows, {"waarde": GETAL, "teller": GETAL, "noemer": GETAL})


def _punten(bron: Bron) -> Iterator[tuple[dict, dict]]:
    for row in bron.inhoud.get("cijfers", []):
        for punt in row["reeks"]:
            yield row, punt


def _number(value) -> float | str | None:
    """A hidden count was frozen as its words."""
    return value if value is None or isinstance(value, str) else float(value)


def _onderdelen(bron: Bron) -> Tabelbestand:
    rows = (
        [row["code"], row["naam"], row["partijnaam"], punt["halfjaar"], part, _number(value)]
        for row, punt in _punten(bron)
        for part, value in sorted((punt.get("onderdelen") or {}).items())
    )
    heads = ["code", "cijfer", "partij", "halfjaar", "onderdeel", "aantal"]
    return _blad(bron, "Onderdelen", heads, rows, {"aantal": GETAL})


def _doelen(bron: Bron) -> Tabelbestand:
    rows = (
        [
            each["code"],
            each["naam"],
            doel["soortnaam"],
            doel["woorden"],
            doel["omschrijving"],
            *(_number(doel[part]) for part in ("waarde", "waarde_tot", "nulwaarde")),
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
    return _blad(bron, "Doelen", heads, rows, {"waarde": GETAL, "tot": GETAL, "bij de start": GETAL})


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
    rows = ([each["naam"], each["eigen"] or each["systeem"], "gemeente" if each["eigen"] else "automatisch"]
            for each in bron.inhoud.get("teksten", {}).values() if each["eigen"] or each["systeem"])  # fmt: skip
    return _blad(bron, "Teksten", ["plaats", "tekst", "geschreven door"], rows)
