"""Per theme: what we want, its figures and charts, its actions with their status, and what stands in the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from acties.models import VRAAGT, Actie, Actiestatus, Thema
from monitoring import dashboards, grafieken
from monitoring.dashboards import Stand, beoordeelde_standen
from monitoring.grafiek import Cijfers, Grafiek
from monitoring.grafieken.groeipad import pad_zin
from monitoring.grafieken.voorraad import groei_herkomst, groei_zin
from monitoring.indicatoren import INDICATOREN
from monitoring.jaaroverzicht.terugblik import Bron, melding_als_punt
from monitoring.zinnen import algemeen as zinnen

PER_PARTIJ = "per-corporatie"
# theme → charts, each with what it is about in a few words
GRAFIEKEN = {
    "leefbare-wijken": [("indicator-l1", "Prioriteitsbuurten")],
    "voorraad": [
        ("netto-groei", "Groei van de sociale huur"),
        ("opbouw", "Waar de groei vandaan komt"),
        (PER_PARTIJ, "Samen en per corporatie"),
        ("plancapaciteit", "Plannen die nog komen"),
        ("middenhuur", "Middenhuur"),
        ("vrije-toewijzing", "Vrije toewijzing"),
    ],
    "aandachtsgroepen": [
        ("urgent", "Urgent woningzoekenden"),
        ("statushouders", "Statushouders"),
        ("wachttijd", "Wachttijd bij uitstroom"),
    ],
    "ouderen": [("ouderen", "Woningen voor ouderen")],
    "duurzaam": [("energielabels", "Energielabels"), ("bouwwijze", "Hoe er wordt gebouwd")],
}
BOVEN = "boven"  # the actions that stand above the themes


def tekenen(cijfers: Cijfers, naam: str) -> Grafiek:
    """The chart with this name. That of the growth says how many homes came, as the start page does."""
    chart = grafieken.vind(naam).bouw(cijfers)
    if naam == "netto-groei":
        chart = replace(chart, titel=groei_zin(cijfers), herkomst=groei_herkomst(cijfers))
    return replace(chart, downloads=[])


def code(naam: str) -> str:
    """The figure that a chart is about; nothing where that is several, or where every party stands in it already."""
    bouwer = grafieken.vind(naam)
    return bouwer.code if bouwer and naam != PER_PARTIJ else ""


def delen(bron: Bron) -> list[dict]:
    """A section per theme, after one for the actions that stand above the themes."""
    themes = list(Thema.objects.prefetch_related("doelen"))
    found = [_deel(bron, thema, f"Thema {place}") for place, thema in enumerate(themes, 1)]
    above = _acties(bron, None)
    return ([_samen(bron, above)] if above else []) + found


def _samen(bron: Bron, acties: list[Actie]) -> dict:
    return {
        "soort": "thema",
        "sleutel": BOVEN,
        "boven": "Boven de thema’s",
        "titel": "Samen sturen",
        "tekst": _stand(acties),
        "doelen": [],
        "standen": [],
        "grafieken": [],
        **_wat_er_gebeurt(bron, acties),
    }


def _deel(bron: Bron, thema: Thema, boven: str) -> dict:
    acties = _acties(bron, thema)
    return {
        "soort": "thema",
        "sleutel": thema.slug,
        "boven": boven,
        "titel": thema.naam,
        "tekst": _stand(acties),
        "doelen": [doel.tekst for doel in thema.doelen.all()],
        "standen": [_als_data(stand) for stand in beoordeelde_standen(bron.cijfers, thema.slug)],
        "grafieken": [
            {"naam": naam, "boven": words, "tekst": pad_zin(bron.cijfers) if naam == "netto-groei" else ""}
            for naam, words in GRAFIEKEN.get(thema.slug, [])
        ],
        **_wat_er_gebeurt(bron, acties),
    }


def _wat_er_gebeurt(bron: Bron, acties: list[Actie]) -> dict:
    """The actions, how many stand how, and what was told to be in the way."""
    count = Counter(actie.status for actie in acties)
    asks = {actie.pk for actie in acties if actie.status in VRAAGT}
    return {
        "statussen": [
            dashboards.Statustelling(s.value, s.label, count[s.value]) for s in Actiestatus if count[s.value]
        ],
        "acties": [actie_als_data(bron, actie) for actie in acties],
        "knelpunten": [melding_als_punt(m, m.knelpunt or m.toelichting) for m in bron.nieuwste if m.actie_id in asks],
    }


def _acties(bron: Bron, thema: Thema | None) -> list[Actie]:
    return [actie for actie in bron.acties if actie.thema_id == (thema and thema.pk)]


def _stand(acties: list[Actie]) -> str:
    return zinnen.acties_stand(Counter(actie.status for actie in acties), dict(Actiestatus.choices))


def actie_als_data(bron: Bron, actie: Actie) -> dict:
    """`sleutel` stays the same when the action is carried on into a next year."""
    return {
        "sleutel": bron.begin[actie.pk],
        "jaar": actie.jaar,
        "nummer": actie.nummer,
        "titel": actie.titel,
        "status": actie.status,
        "statusnaam": actie.get_status_display(),
        "trekkers": [partij.naam for partij in actie.trekkers.all()],
        "planning": actie.planning,
        "adres": actie.get_absolute_url(),
    }


def _als_data(stand: Stand) -> dict:
    """A figure at a glance. Without a goal that is said, so that nobody looks for one."""
    oordeel = stand.oordeel
    return {
        "code": stand.code,
        "naam": f"{stand.naam}, alle groepen samen" if INDICATOREN[stand.code].is_kans else stand.naam,
        "waarde": stand.waarde,
        "doel": stand.doel,
        "stand": stand.stand,
        "adres": stand.adres,
        "oordeel": oordeel and {"status": oordeel.status, "naam": oordeel.naam, "zin": oordeel.zin},
    }
