"""Files: the table under a chart with the same numbers, as numbers, and where they come from; and all definitions."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from acties.models import Thema
from basis.tabelbestand import Tabelbestand
from monitoring import reeksen
from monitoring.grafiek import Grafiek
from monitoring.indicatoren import INDICATOREN
from monitoring.tabellen import Cel
from monitoring.verborgen import Verborgen
from monitoring.zinnen import algemeen as zinnen

VORMEN = {"procent": "0.0%", "verschil": "+#,##0;-#,##0;0", "getal": "#,##0", "maanden": "0.0"}


VERBORGEN = "Kleine aantallen zijn niet te zien, omdat mensen erin te herkennen kunnen zijn."
LEEG = "Een lege cel betekent: geen gegevens. Nul staat er alleen als er nul geteld is."


def bestand(chart: Grafiek, *, fictief: bool, code: str = "") -> Tabelbestand:
    """`code` is the indicator that the chart is about."""
    kolommen = chart.tabel.kolommen
    toelichting = [
        ("Titel", chart.titel),
        ("Eenheid, periode en bron", chart.ondertitel),
        ("Selectie", chart.selectie),
        *(_definitie(code) if code else []),
        *([("Zo lezen we dit", chart.uitleg)] if chart.uitleg else []),
        *([("Voorlopig", chart.voorlopig)] if chart.voorlopig else []),
        *([("Kleine aantallen", VERBORGEN)] if _has_hidden(chart) else []),
        ("Lege cellen", LEEG),
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


def _definitie(code: str) -> list[tuple[str, str]]:
    """What the figure is, in which unit, and how it is counted."""
    indicator = INDICATOREN[code]
    return [
        ("Cijfer", f"{code} {indicator.naam}"),
        ("Eenheid", f"{indicator.eenheid}, {indicator.periode}"),
        ("Rekenregel", f"{zinnen.met_hoofdletter(indicator.formule)}."),
        ("Bron", zinnen.met_hoofdletter(zinnen.bron(indicator.van))),
    ]


def _has_hidden(chart: Grafiek) -> bool:
    return any(isinstance(cel.waarde, Verborgen) for rij in chart.tabel.rijen for cel in rij)


def definities(op: datetime.date | None = None) -> Tabelbestand:
    """Every figure of the agreements: what it is, how it is counted, and what was agreed, now or on a day."""
    goals = reeksen.doelen(op)
    themas = dict(Thema.objects.values_list("slug", "naam"))
    ordered = sorted(INDICATOREN.values(), key=lambda each: (list(themas).index(each.thema), each.code))
    return Tabelbestand(
        "Definities",
        ["code", "naam", "thema", "eenheid", "periode", "rekenregel", "doel", "paragraaf", "van", "over personen"],
        [
            [
                each.code,
                each.naam,
                themas[each.thema],
                str(each.eenheid),
                str(each.periode),
                zinnen.met_hoofdletter(each.formule),
                "; ".join(goal.omschrijving for goal in goals.get(each.code, [])) or "geen getal afgesproken",
                each.paragraaf,
                zinnen.bron(each.van),
                "ja" if each.over_personen else "nee",
            ]
            for each in ordered
        ],
        [
            ("Titel", "Zo rekenen we: alle cijfers bij de samenwerkingsafspraken"),
            ("Gemaakt op", date_format(timezone.localtime(), "j F Y H:i")),
        ],
    )


def _value(cel: Cel):
    return cel.waarde if cel.waarde is None or isinstance(cel.waarde, float) else cel.tekst
