"""What the pages of figures share: the frame around a kept page, and the choices of the reader."""

from __future__ import annotations

from django.shortcuts import render

from monitoring import bewaard


def toon(request, naam, bouw, keuze, form, *deel, kruimels=(), sjabloon="monitoring/pagina.html", **context):
    """Frame a kept page: the reader's choices stand between its opening and its content.

    `bouw` makes the page `naam`, which depends on the choices and on `deel`. `kruimels` are (title, address); the day
    that a reader chose goes along.
    """
    kept = bewaard.pagina(naam, bouw, keuze.vraag, *deel)
    trail = [(title, address + keuze.dag) for title, address in kruimels]
    shown = {"kop": kept.kop, "html": kept.html, "form": form, "kruimels": trail, "dag": keuze.dag}
    return render(request, sjabloon, shown | context)
