"""The table under a chart as a file: the same numbers, as numbers, and where they come from."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format

from basis.tabelbestand import Tabelbestand
from monitoring.grafiek import Grafiek
from monitoring.tabellen import Cel

VORMEN = {"procent": "0.0%", "verschil": "+#,##0;-#,##0;0", "getal": "#,##0", "maanden": "0.0"}


def bestand(chart: Grafiek, filters: str, *, fictief: bool) -> Tabelbestand:
    """`filters` says in words which part of the figures this is."""
    kolommen = chart.tabel.kolommen
    toelichting = [
        ("Titel", chart.titel),
        ("Eenheid, periode en bron", chart.ondertitel),
        ("Selectie", filters),
        ("Gemaakt op", date_format(timezone.localtime(), "j F Y H:i")),
    ]
    return Tabelbestand(
        "Cijfers",
        [kolom.naam for kolom in kolommen],
        [[_value(cel) for cel in rij] for rij in chart.tabel.rijen],
        toelichting,
        [VORMEN.get(kolom.vorm, "") for kolom in kolommen],
        fictief,
    )


def _value(cel: Cel):
    return cel.waarde if cel.waarde is None or isinstance(cel.waarde, float) else cel.tekst
