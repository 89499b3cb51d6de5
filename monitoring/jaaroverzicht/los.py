"""An overview in one file that opens from a disk: style, script, font and content are in it, and nothing outside.

Its own policy says so to the browser: the scripts and styles in it are allowed by their hash, and no request is.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from basis.kenmerk import kenmerk
from monitoring import tekeningen
from monitoring.jaaroverzicht import projectie

LEEG = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="  # Plotly adds one empty style element


def bestand(titel: str, inhoud: dict) -> str:
    """The page as text; `inhoud` is without links."""
    slides = {"delen": projectie.delen(inhoud), "fictief": inhoud.get("fictief", False)}
    html = render_to_string("monitoring/_dias.html", {"pagina": slides, "sjabloon": tekeningen.SJABLOON})
    made = _gebouwd()
    context = {"titel": titel, "html": html, "fictief": slides["fictief"], **made, "beleid": _beleid(made)}
    return render_to_string("monitoring/los.html", context)


@functools.cache
def _gebouwd() -> dict[str, str]:
    """What was built for the browser, as it can stand inside a page."""
    css = re.sub(
        r"""url\(["']?([^)"']+\.woff2)["']?\)""", lambda found: _als_data(found[1]), _lees("projectie.css").decode()
    )
    scripts = {
        name: _lees(file).decode() for name, file in (("script", "projectie.js"), ("plotly", "plotly-basic.min.js"))
    }
    return {"stijl": css} | {name: _in_een_pagina(text) for name, text in scripts.items()}


@functools.cache
def gebouwd_kenmerk() -> str:
    """Changes with every new version of style and script: a page kept of before is not given then."""
    return kenmerk("".join(_gebouwd().values()))


def _lees(naam: str) -> bytes:
    return Path(finders.find(f"dist/{naam}")).read_bytes()


def _als_data(adres: str) -> str:
    return f"url(data:font/woff2;base64,{base64.b64encode(_lees(adres.split('/')[-1])).decode()})"


def _in_een_pagina(script: str) -> str:
    """A script that does not end the element in which it stands."""
    return re.sub(r"</(script)", r"<\\/\1", script, flags=re.IGNORECASE).replace("<!--", "<\\!--")


def _beleid(made: dict[str, str]) -> str:
    scripts = " ".join(f"'{_hash(made[name])}'" for name in ("plotly", "script"))
    styles = f"'{_hash(made['stijl'])}' '{LEEG}'"
    return f"default-src 'none'; script-src {scripts}; style-src {styles}; font-src data:; img-src data: blob:"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
