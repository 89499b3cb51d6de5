"""From the content of an overview to sections with slides of one message each. Reads nothing but that content.

An old content may miss what was added later, and may name indicators and actions that exist no more.
"""

from __future__ import annotations

from itertools import count

from monitoring.jaaroverzicht.vorm import woorden


def delen(inhoud: dict) -> list[dict]:
    """Every section as {soort, dias, …}: what it holds, and the slides that tell it, whole."""
    if not inhoud.get("schema"):
        return _genummerd([{"soort": "dias", "dias": [_oud(each) for each in inhoud["dias"]]}])
    return _genummerd([_deel(inhoud, deel) for deel in inhoud["delen"]])


def _deel(inhoud: dict, deel: dict) -> dict:
    slides = _DIAS.get(deel["soort"], _algemeen)(inhoud, deel)
    return deel | {"dias": slides}


_PLAATSEN = {
    "opening": lambda deel: ["inleiding", *deel["regels"]],
    "spanningen": lambda deel: [each["sleutel"] for each in deel["spanningen"]],
}


def plaatsen(deel: dict) -> list[str]:
    """The keys of the texts in a section, in order."""
    return _PLAATSEN.get(deel["soort"], lambda deel: [deel["soort"]])(deel)


def _genummerd(found: list[dict]) -> list[dict]:
    """The same with a number on every slide."""
    numbers = count(1)
    return [deel | {"dias": [each | {"nummer": next(numbers)} for each in deel["dias"]]} for deel in found]


def dia(deel: dict, titel: str | None = None, **extra) -> dict:
    """One slide; `soort` decides how it looks."""
    usual = {
        "soort": deel["soort"],
        "boven": deel["boven"],
        "tekst": "",
        "punten": [],
        "grafiek": None,
    }
    return usual | {"titel": deel["titel"] if titel is None else titel} | extra


def _oud(found: dict) -> dict:
    """A slide of before there were sections, with what it may miss."""
    whole = dia({"soort": "tekst", "boven": "", "titel": ""}) | found
    return whole | {"punten": [_punt("") | each for each in whole["punten"]]}


def _punt(titel: str, tekst: str = "", onder: str = "", statussen: list | None = None, **extra) -> dict:
    return {"titel": titel, "tekst": tekst, "onder": onder, "statussen": statussen or [], "adres": ""} | extra


def _lijst(found: list[dict]) -> list[dict]:
    return [_punt("") | each for each in found]


def _algemeen(inhoud: dict, deel: dict) -> list[dict]:
    return [dia(deel, tekst=woorden(inhoud, deel["soort"]), punten=_lijst(deel.get("punten", [])))]


def _opening(inhoud: dict, deel: dict) -> list[dict]:
    lines = [_punt(inhoud["teksten"].get(key, {}).get("naam", ""), woorden(inhoud, key)) for key in deel["regels"]]
    first = dia(deel, tekst=woorden(inhoud, "inleiding"))
    return [first, dia(deel, "Waar staan we?", soort="regels", punten=lines)]


def _sinds(inhoud: dict, deel: dict) -> list[dict]:
    return _grafieken(inhoud, deel) or [dia(deel)]


def _thema(inhoud: dict, deel: dict) -> list[dict]:
    goals = [_punt(doel) for doel in deel["doelen"]]
    none = "" if deel["statussen"] else "Bij dit thema staan nog geen acties."
    goals.append(_punt("Acties", none, "", deel["statussen"]))
    slides = [dia(deel, punten=goals), *_grafieken(inhoud, deel)]
    boven = f"{deel['boven']}: {deel['titel']}"
    if deel["knelpunten"]:
        slides.append(dia(deel, "Wat hier aandacht vraagt", boven=boven, punten=_lijst(deel["knelpunten"])))
    return slides


def _grafieken(inhoud: dict, deel: dict) -> list[dict]:
    """A slide per chart that has something drawn."""
    found = []
    for each in deel.get("grafieken", []):
        chart = inhoud["grafieken"].get(each["naam"])
        if chart and chart["figuur"]:
            about = {"boven": each["boven"], "tekst": each["tekst"], "grafiek": chart}
            found.append(dia(deel, chart["titel"], soort="grafiek", **about))
    return found


def _spanningen(inhoud: dict, deel: dict) -> list[dict]:
    found = []
    for each in deel["spanningen"]:
        sides = [
            _punt(kant["naam"], "\n".join(map(_cijfer, kant["cijfers"])), cijfers=kant["cijfers"])
            for kant in each["kanten"]
        ]
        question = _punt(woorden(inhoud, each["sleutel"]))
        found.append(dia(deel, each["titel"], soort="spanning", punten=[*sides, question]))
        found += _grafieken(inhoud, deel | each)
    return found


def _cijfer(each: dict) -> str:
    """'Verkoop: 36 woningen (2026-1)'."""
    return f"{each['naam']}: {each['waarde']}{f' ({half})' if (half := each.get('halfjaar')) else ''}"


def _besluiten(inhoud: dict, deel: dict) -> list[dict]:
    found = [
        _punt(each["wat"], each["uitkomst"], f"{each['partij']} · {each['overleg']}", [
            {"status": each["status"], "naam": each["statusnaam"], "aantal": ""}
        ], adres=each["adres"])
        for each in deel["besluiten"]
    ]  # fmt: skip
    return [dia(deel, punten=_lijst(found))]


def _bijsturen(inhoud: dict, deel: dict) -> list[dict]:
    found = [_punt(each["naam"], each["zin"]) for each in deel["cijfers"]]
    found += [
        _punt(f"Actie {each['nummer']}: {each['titel']}", each["waarom"], adres=each["adres"])
        for each in deel["acties"]
    ]
    return [dia(deel, tekst=woorden(inhoud, "bijsturen"), punten=_lijst(found))]


_DIAS = {
    "opening": _opening,
    "sinds": _sinds,
    "thema": _thema,
    "spanningen": _spanningen,
    "besluiten": _besluiten,
    "bijsturen": _bijsturen,
}
