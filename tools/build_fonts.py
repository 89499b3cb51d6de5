"""The font of the PDF: Source Sans 3 as the browser loads it, as files that a typesetter reads.

The npm package has one variable WOFF2 per range of signs; a typesetter wants a TrueType file per weight. Each range is
a family of its own, of which the text tries the next one where a sign is missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
FOUND = ROOT / "node_modules/@fontsource-variable/source-sans-3/files"
MADE = ROOT / "monitoring/meenemen/lettertypen"
RANGES = {
    "latin": "Source Sans 3",
    "latin-ext": "Source Sans 3 Ext",
    "greek": "Source Sans 3 Greek",
    "cyrillic": "Source Sans 3 Cyrillic",
}
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


def main() -> None:
    MADE.mkdir(exist_ok=True)
    for old in MADE.glob("*.ttf"):
        old.unlink()
    for signs, family in RANGES.items():
        for weight, style in WEIGHTS.items():
            _static(FOUND / f"source-sans-3-{signs}-wght-normal.woff2", family, weight, style)


def _static(source: Path, family: str, weight: int, style: str) -> None:
    if not source.exists():
        sys.exit(f"{source} ontbreekt: haal eerst de pakketten op met npm ci.")
    font = instantiateVariableFont(TTFont(source), {"wght": weight}, inplace=True)
    font.flavor = None
    font["OS/2"].usWeightClass = weight
    names = font["name"]
    for name_id in (16, 17, 21, 22, 25):
        names.removeNames(nameID=name_id)
    told = {1: family if weight in (400, 700) else f"{family} {style}", 2: "Bold" if weight == 700 else "Regular"}
    told |= {4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", ""), 16: family, 17: style}
    for name_id, text in told.items():
        names.setName(text, name_id, 3, 1, 0x409)
        names.setName(text, name_id, 1, 0, 0)
    font.save(MADE / f"{family}-{style}.ttf".replace(" ", ""))


if __name__ == "__main__":
    main()
