"""Pictures of the charts of a document, drawn by the browser of this machine as the screen draws them; all in one go.

Without a browser there are none: the document says so and carries the tables. One that is there and fails is another
matter, of which the caller hears.
"""

from __future__ import annotations

import base64
import copy
import logging
import os
import shutil
import tempfile
from pathlib import Path

import kaleido
import typst
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings

from monitoring import tekeningen
from monitoring.meenemen import letter

logger = logging.getLogger(__name__)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SECONDEN = 30  # at most for one picture
BREED, HOOG = 720, 310  # pixels, as a box of the page on a desk
GROOTTE = 14
PUNTEN_PER_INCH = 180
STATIC = settings.ROOT / "static" / "dist"
_DUTCH = "Plotly.register({moduleType:'locale',name:'nl',format:{decimal:',',thousands:'.',grouping:[3]}});"
# from bytes that are there already: a font that has to be fetched comes after the first chart was measured
_LETTER = """const bytes = Uint8Array.from(atob("%s"), (sign) => sign.charCodeAt(0));
document.fonts.add(new FontFace("Source Sans 3", bytes, { weight: "200 900" }));"""


class Onvolledig(Exception):  # noqa: N818  a Dutch name for what is the matter
    """The browser is there, and did not draw everything. `getekend`: what it did draw."""

    def __init__(self, getekend: dict[str, bytes], gevraagd: int):
        super().__init__(f"{len(getekend)} van de {gevraagd} grafieken zijn getekend")
        self.getekend = getekend


def teken(figuren: dict[str, dict]) -> dict[str, bytes]:
    """Name → picture as SVG; none of them without a browser. Raises Onvolledig."""
    browser = _browser()
    if not browser or not figuren:
        return {}
    with tempfile.TemporaryDirectory(prefix="grafieken-") as folder:
        paths = {naam: Path(folder) / f"{naam}.svg" for naam in figuren}
        asked = [_asked(figuur, paths[naam]) for naam, figuur in figuren.items()]
        options = {"path": browser, "page_generator": _page(Path(folder)), "timeout": SECONDEN}
        try:
            for error in kaleido.write_fig_from_object_sync(asked, kopts=options) or ():
                logger.warning("Een grafiek is niet getekend: %s", error)
        except SoftTimeLimitExceeded:  # the job has to end now
            raise
        except Exception:  # a browser that does not start, or stops: what it drew before is there
            logger.exception("Niet alle grafieken zijn getekend.")
        made = {naam: path.read_bytes() for naam, path in paths.items() if path.exists() and path.stat().st_size}
    if len(made) < len(figuren):
        raise Onvolledig(made, len(figuren))
    return made


def als_png(plaatjes: dict[str, bytes]) -> dict[str, bytes]:
    """The same pictures for programs that show no SVG, in our own letter: a browser sets it in another one."""
    with tempfile.TemporaryDirectory(prefix="grafieken-") as folder:
        return {naam: _png(Path(folder), picture) for naam, picture in plaatjes.items()}


def _png(folder: Path, picture: bytes) -> bytes:
    (folder / "grafiek.svg").write_bytes(picture)
    page = folder / "grafiek.typ"
    page.write_text(f'#set page(width: auto, height: auto, margin: 0pt)\n#image("grafiek.svg", width: {BREED}pt)')
    options = {"font_paths": [letter.MAP], "ignore_system_fonts": True, "ppi": PUNTEN_PER_INCH}
    return typst.compile(page, root=folder, format="png", **options)


def _browser() -> str | None:
    return os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)


def _asked(figuur: dict, path: Path) -> dict:
    layout = copy.deepcopy(figuur["layout"]) | {"template": tekeningen.SJABLOON, "font": {"size": GROOTTE}}
    return {
        "fig": {"data": figuur["data"], "layout": layout, "config": {"locale": "nl"}},
        "path": path,
        "opts": {"format": "svg", "width": BREED, "height": HOOG},
    }


def _page(folder: Path) -> kaleido.PageGenerator:
    """The page that draws: the same Plotly, numbers and letter as on the screen."""
    font = next(STATIC.glob("source-sans-3-latin-wght-normal*.woff2"), None)
    script = folder / "huis.js"
    script.write_text(_DUTCH + (_LETTER % base64.b64encode(font.read_bytes()).decode() if font else ""))
    return kaleido.PageGenerator(plotly=STATIC / "plotly-basic.min.js", mathjax=False, others=[script])
