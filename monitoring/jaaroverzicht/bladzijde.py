"""From the content of an overview to the page that is read: every section with an anchor, nothing cut, each thing once.

Reads nothing but that content. An old one may miss what was added later; one of before there were sections is its
slides, one below the other.
"""

from __future__ import annotations

from monitoring.jaaroverzicht import dias
from monitoring.jaaroverzicht.vorm import woorden

MENU = {"opening": "Waar staan we?", "sinds": "Sinds het vorige overzicht"}  # where `boven` says something else


def delen(inhoud: dict) -> list[dict]:
    """Every section as {soort, anker, menu, boven, titel, tekst, kaarten, vervangen, …}: `kaarten` are its charts."""
    if not inhoud.get("schema"):
        return [_van_dia(dia) for deel in dias.delen(inhoud) for dia in deel["dias"]]
    return [_deel(inhoud, deel) for deel in inhoud["delen"]]


def _van_dia(dia: dict) -> dict:
    chart = dia["grafiek"]
    cards = [{"boven": "", "tekst": "", "grafiek": chart, "zonder_kop": True}] if chart else []
    return dia | {"anker": f"dia-{dia['nummer']}", "menu": dia["titel"], "kaarten": cards}


def _deel(inhoud: dict, deel: dict) -> dict:
    usual = {
        "anker": f"deel-{deel.get('sleutel') or deel['soort']}",
        "menu": naam(deel),
        "tekst": woorden(inhoud, deel["soort"]),
        "kaarten": _kaarten(inhoud, deel),
        "vervangen": _vervangen(inhoud, dias.plaatsen(deel)),
    }
    return deel | usual | _EIGEN.get(deel["soort"], lambda inhoud, deel: {})(inhoud, deel)


def naam(deel: dict) -> str:
    """What a section is called, where its title may be a finding that changes with the figures."""
    return f"{deel['boven']}: {deel['titel']}" if deel["soort"] == "thema" else MENU.get(deel["soort"], deel["boven"])


def _kaarten(inhoud: dict, deel: dict) -> list[dict]:
    """The charts that a section names and that have something drawn, each with the few words above it.

    One whose title is the heading of its section has no heading of its own.
    """
    charts = inhoud["grafieken"]
    named = [(each, charts.get(each["naam"])) for each in deel.get("grafieken", [])]
    return [
        each | {"grafiek": chart, "zonder_kop": chart["titel"] == deel.get("titel")}
        for each, chart in named
        if chart and chart["figuur"]
    ]


def _vervangen(inhoud: dict, keys: list[str]) -> list[dict]:
    """The texts of the system that an officer put others in the place of."""
    texts = [inhoud["teksten"][key] for key in keys if key in inhoud["teksten"]]
    return [text for text in texts if text["eigen"] and text["systeem"]]


def _opening(inhoud: dict, deel: dict) -> dict:
    """The lines, each with links to the figures that it names; an own text may name others, so it has none."""
    texts = {key: inhoud["teksten"].get(key, {}) for key in deel["regels"]}
    links = deel.get("herkomst", [])
    lines = [
        {
            "naam": text.get("naam", ""),
            "tekst": woorden(inhoud, key),
            "herkomst": [link for link in links if link["regel"] == key and not text.get("eigen")],
        }
        for key, text in texts.items()
    ]
    return {"boven": deel["titel"], "titel": MENU["opening"], "tekst": woorden(inhoud, "inleiding"), "regels": lines}


def _spanningen(inhoud: dict, deel: dict) -> dict:
    told = [each | {"vraag": woorden(inhoud, each["sleutel"]), "kaarten": _kaarten(inhoud, each)}
            for each in deel["spanningen"]]  # fmt: skip
    return {"spanningen": told}


def _bijsturen(inhoud: dict, deel: dict) -> dict:
    """The figures and actions, each with the theme where more of it is told; what is said there is not said again."""
    themes = [_deel(inhoud, each) for each in inhoud["delen"] if each["soort"] == "thema"]
    return {
        "cijfers": [each | {"thema": _thema(themes, "standen", each, "code")} for each in deel["cijfers"]],
        "acties": [_actie(each, _thema(themes, "acties", each, "jaar", "nummer")) for each in deel["acties"]],
    }


def _thema(themes: list[dict], waar: str, each: dict, *names: str) -> dict | None:
    """The theme that has this figure or action among its own."""
    return next(
        (thema for thema in themes if any(all(row[name] == each[name] for name in names) for row in thema[waar])), None
    )


def _actie(each: dict, thema: dict | None) -> dict:
    told = thema is not None and any(punt["titel"] == each["waarom"] for punt in thema["knelpunten"])
    return each | {"thema": thema, "waarom": "" if told else each["waarom"]}


_EIGEN = {"opening": _opening, "spanningen": _spanningen, "bijsturen": _bijsturen}
