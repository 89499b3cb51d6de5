"""One corporation at a time in a chart of all together: drawn from the frozen figures, never from those of now."""

from __future__ import annotations

from monitoring import grafieken, tekeningen
from monitoring.tekeningen import Vorm

PROCENT = "procent"


def per_partij(inhoud: dict, naam: str) -> list[dict]:
    """Of each party with figures a drawing of them: {partij, naam, titel, figuur}. Nothing for a single party."""
    about = code(naam)
    rows = [row for row in inhoud.get("cijfers", []) if row["code"] == about and row["partij"] and _getallen(row)]
    drawn = [
        {"partij": row["partij"], "naam": row["partijnaam"], "titel": _titel(row), "figuur": _figuur(row)}
        for row in rows
    ]
    return drawn if len(drawn) > 1 else []


def code(naam: str) -> str:
    """The figure that a chart is about; nothing where it is about several, or exists no more."""
    bouwer = grafieken.vind(naam)
    return bouwer.code if bouwer and naam != "per-corporatie" else ""


def _titel(row: dict) -> str:
    """'Omnia Wonen: Netto groei sociale huur, in woningen'."""
    return f"{row['partijnaam']}: {row['naam']}, in {row['eenheid'] if row['eenheid'] != PROCENT else 'procenten'}"


def _getallen(row: dict) -> list[dict]:
    return [punt for punt in row["reeks"] if isinstance(punt["waarde"], int | float)]


def _met_teken(row: dict) -> bool:
    return any(punt["tekst"].startswith(("+", "−")) for punt in _getallen(row))


def _figuur(row: dict) -> dict:
    """Its figures per half-year as bars; a half-year without a figure stays empty."""
    values = [punt["waarde"] if punt in _getallen(row) else None for punt in row["reeks"]]
    labels = [punt["halfjaar"] for punt in row["reeks"]]
    whole = all(value is None or value == int(value) for value in values)
    vorm = Vorm(aandeel=row["eenheid"] == PROCENT, decimalen=0 if whole else 1, met_teken=_met_teken(row))
    figure = tekeningen.reeks(labels, values, [bool(punt["ontbreekt"]) for punt in row["reeks"]], vorm)
    return figure | {"klik": [[punt["adres"] for punt in row["reeks"]]]}
