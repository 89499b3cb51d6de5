"""Dutch number format: 1.380, 12,5 %, −12. No value is 'geen gegevens', never 0."""

from __future__ import annotations

GEEN = "geen gegevens"
MIN = "\u2212"


def getal(value, decimalen: int = 0) -> str:
    """1380 → '1.380'; 12.5 with one decimal → '12,5'; None → 'geen gegevens'; words, such as '< 5', as they are."""
    if value is None or isinstance(value, str):
        return value or GEEN
    text = f"{abs(value):,.{int(decimalen)}f}".translate(str.maketrans(",.", ".,"))
    return f"{MIN}{text}" if value < 0 and text.strip("0,.") else text


def procent(fraction, decimalen: int = 1) -> str:
    """0.125 → '12,5 %' (with a no-break space); None → 'geen gegevens'."""
    if fraction is None or isinstance(fraction, str):
        return fraction or GEEN
    text = getal(fraction * 100, decimalen)
    if decimalen and text.endswith("," + "0" * int(decimalen)):
        text = text.split(",")[0]
    return f"{text}\u00a0%"


def verschil(value, decimalen: int = 0) -> str:
    """212 → '+212', −3 → '−3', 0 → '0'."""
    text = getal(value, decimalen)
    if isinstance(value, str):
        return text
    return f"+{text}" if value and value > 0 and text.strip("0,.") else text
