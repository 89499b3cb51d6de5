"""One corporation at a time in a chart of all together: drawn from what was frozen, whatever indicators are now."""

from __future__ import annotations

from monitoring import tekeningen
from monitoring.tekeningen import Vorm

PROCENT = "procent"
# what the charts were about in the versions of before they said so themselves: these names and codes are those of then
VROEGER = {
    "indicator-l1": "L1",
    "netto-groei": "V1",
    "opbouw": "V1",
    "plancapaciteit": "V8",
    "middenhuur": "V5",
    "vrije-toewijzing": "T2",
    "urgent": "T1",
    "statushouders": "T3",
    "wachttijd": "T4",
    "ouderen": "O1",
    "energielabels": "D1",
    "bouwwijze": "D2",
    "kansen": "T5",
    "verkoop-en-nieuwbouw": "V7",
}


def per_partij(inhoud: dict, chart: dict) -> list[dict]:
    """Of each party with figures a drawing of them: {partij, naam, titel, figuur}. Nothing for a single party."""
    about = code(chart)
    rows = [row for row in inhoud.get("cijfers", []) if row["code"] == about and row["partij"] and _getallen(row)]
    drawn = [
        {"partij": row["partij"], "naam": row["partijnaam"], "titel": _titel(row), "figuur": _figuur(row)}
        for row in rows
    ]
    return drawn if len(drawn) > 1 else []


def code(chart: dict) -> str:
    """The figure that a chart is about; nothing where it is about several, or is of a slide without a name."""
    return chart["code"] if "code" in chart else VROEGER.get(chart.get("naam", ""), "")


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
