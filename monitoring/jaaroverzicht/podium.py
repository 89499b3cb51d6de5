"""What the big screen tells in another order than the page: goals and figures in one table, a theme on one slide.

Reads nothing but frozen content, as `dias` does.
"""

from __future__ import annotations

from monitoring.jaaroverzicht.dias import dia

DOELEN, KNELPUNTEN, GEEN_ACTIES = (
    "De cijfers naast de doelen",
    "Wat hier aandacht vraagt",
    "Hier staan nog geen acties.",
)
GEEN_OORDEEL = {"status": "onbekend", "naam": "geen oordeel", "aantal": ""}


def dias(inhoud: dict, deel: dict) -> list[dict]:
    """The slides of a section on the big screen; most are those of the page."""
    make = _PODIUM.get(deel["soort"])
    return make(inhoud, deel) if make else deel["dias"]


def _opening(inhoud: dict, deel: dict) -> list[dict]:
    rows = [_stand(stand) for each in inhoud["delen"] for stand in each.get("standen", []) if stand.get("doel")]
    return [*deel["dias"], *([dia(deel, DOELEN, soort="doelen", punten=rows)] if rows else [])]


def _stand(stand: dict) -> dict:
    """A figure, its goal, and how it stands: a row of a table."""
    judged = stand["oordeel"]
    badge = {"status": judged["status"], "naam": judged["naam"], "aantal": ""} if judged else GEEN_OORDEEL
    return {"titel": stand["naam"], "tekst": stand["doel"], "cijfer": stand, "statussen": [badge]}


def _thema(inhoud: dict, deel: dict) -> list[dict]:
    """What we want and how the actions stand, with what is in their way; then the charts."""
    named = {f"Actie {actie['nummer']}:": actie for actie in deel["acties"]}
    asks = {name: [each for each in deel["knelpunten"] if each["onder"].startswith(name)] for name in named}
    points = [_actie(actie, asks[name]) for name, actie in named.items()] or [{"titel": GEEN_ACTIES, "tekst": ""}]
    goals = "\n".join(f"•\u2002{doel}" for doel in deel["doelen"])
    elsewhere = [each for each in deel["knelpunten"] if not any(each in found for found in asks.values())]
    above = f"{deel['boven']}: {deel['titel']}"
    return [
        dia(deel, tekst=goals, punten=points),
        *(each for each in deel["dias"] if each["grafiek"]),
        *([dia(deel, KNELPUNTEN, boven=above, punten=elsewhere)] if elsewhere else []),
    ]


def _actie(actie: dict, asks: list[dict]) -> dict:
    return {
        "titel": f"Actie {actie['nummer']}: {actie['titel']}",
        "tekst": "\n".join(each["titel"] for each in asks),
        "adres": actie["adres"],
        "statussen": [{"status": actie["status"], "naam": actie["statusnaam"], "aantal": ""}],
    }


def _huurders(inhoud: dict, deel: dict) -> list[dict]:
    """The words of tenant organisations with what was answered; in public content they are only counted."""
    said = deel.get("opmerkingen")
    return [dia(deel, punten=[_opmerking(each) for each in said])] if said else deel["dias"]


def _opmerking(each: dict) -> dict:
    answer, kind = each["antwoord"], each["soort"]
    return {
        "titel": each["tekst"],
        "tekst": f"Antwoord van {answer['wie']}: {answer['tekst']}" if answer else "",
        "onder": f"{kind[:1].upper()}{kind[1:]} van {each['wie']} · {each['actie']}",
    }


_PODIUM = {"opening": _opening, "thema": _thema, "huurders": _huurders}
