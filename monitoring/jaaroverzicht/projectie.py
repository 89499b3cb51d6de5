"""From the slides of an overview to slides that can be read from the back of the room, and what the speaker says.

The stage is 1920×1080 pixels, and nothing on it is smaller than 24 (static/css/projectie.css has the sizes). What is
long is spread over several slides, never cut and never made smaller. How many lines a text takes is reckoned here, a
little on the safe side; a browser test looks whether it fits.
"""

from __future__ import annotations

from itertools import count
from math import ceil

from monitoring.jaaroverzicht import dias, keuzes, podium
from monitoring.jaaroverzicht.breedte import breed, gebroken
from monitoring.jaaroverzicht.vorm import notitie, woorden

# in pixels of the stage: what is left below the top line and above the bar, and the height of a line of each kind
RUIMTE = 860
KOP, TEKST, PUNT, ONDER, TUSSEN = 66, 48, 42, 38, 36
# how many signs of each kind stand on a line (wide ones count for more: breedte.py); of a point when two stand side by
# side, and when it is alone
KOP_TEKENS, TEKST_TEKENS, PUNT_TEKENS, PUNT_BREED = 62, 84, 48, 72
BREED = "regels", "doelen"  # kinds of slides with a point on each line, its title before it
VAST = *BREED, "spanning"  # kinds of which the letters are large as they are
GROOT_TEKENS, GROOT = 34, 1.36  # signs of a point in larger type, and how much higher its lines are
CIJFER_TEKENS = 24  # of what a figure is called, with its value beside it
# of a table of goals: its head, a line, the air around a row, and signs of a name, a value and a goal
TAFELKOP, RIJ, LUCHT, NAAM_TEKENS, WAARDE_TEKENS, DOEL_TEKENS = 56, 39, 20, 35, 23, 32
STUK, KOPSTUK, TEKST_ERBIJ, TEKST_ALLEEN = 480, 320, 420, 1000  # signs that stay together


def delen(inhoud: dict) -> list[dict]:
    """Every section as {soort, naam, dias, …}, with what the speaker has at each slide where the content holds that."""
    numbers = count(1)
    found = []
    for deel in dias.delen(inhoud):
        told = podium.dias(inhoud, deel)
        slides = [each for dia in told for each in _verdeeld(_met_keuze(inhoud, dia) | _over(deel, dia))]
        notes = _notities(inhoud, deel)
        numbered = [each | {"nummer": next(numbers), "notities": notes + _bij(each)} for each in slides]
        found.append(deel | {"naam": _naam(deel), "dias": numbered})
    return found


def _naam(deel: dict) -> str:
    """What a section is called where one jumps to it."""
    return f"{deel['boven']}: {deel['titel']}" if deel["soort"] == "thema" else deel.get("boven", "Overzicht")


def _met_keuze(inhoud: dict, dia: dict) -> dict:
    """A slide with a chart of all corporations together can show one of them, where the frozen figures have that."""
    return dia | {"keuzes": keuzes.per_partij(inhoud, dia["grafiek"]) if dia["grafiek"] else []}


def _over(deel: dict, dia: dict) -> dict:
    """What a decision on this slide is probably about: a figure by its code, and the action where there is one."""
    acties = deel.get("acties", [])
    actie = f"Actie {acties[0]['nummer']} ({acties[0]['jaar']}):" if len(acties) == 1 else ""
    named = [each["code"] for punt in dia["punten"] for each in punt.get("cijfers", [])]
    cijfer = keuzes.code(dia["grafiek"]) if dia["grafiek"] else next(iter(named), "")
    return {"over": {"actie": actie, "cijfer": cijfer}}


def _notities(inhoud: dict, deel: dict) -> list[str]:
    own = woorden(inhoud, notitie(deel), "notities")
    return own.split("\n\n") if own else []


def _bij(dia: dict) -> list[str]:
    """What stands beside a chart on the page, and is too small for the room."""
    chart = dia["grafiek"] or {}
    said = [chart.get("uitleg", ""), chart.get("voorlopig", "")]
    return [text for text in said if text]


def _verdeeld(dia: dict) -> list[dict]:
    """One slide as so many as it takes, each with which one of how many it is."""
    if dia["grafiek"]:
        return [dia | {"deel": ""}]
    texts = _gewikkeld(dia["tekst"], TEKST_ALLEEN) if breed(dia["tekst"]) > TEKST_ERBIJ else []
    found = [dia | {"tekst": text, "punten": []} for text in texts]
    rest = dia | ({"tekst": ""} if texts else {})
    if rest["punten"] or not texts:
        found += [
            rest
            | {"punten": page, "groot": dia["soort"] not in VAST and _past_groot(rest, page)}
            | ({"tekst": ""} if at else {})
            for at, page in enumerate(_paginas(rest))
        ]
    total = len(found)
    return [each | {"deel": f"{at} van {total}" if total > 1 else ""} for at, each in enumerate(found, 1)]


def _paginas(dia: dict) -> list[list[dict]]:
    """The points, as many on each slide as fit below its heading."""
    pieces = [piece for punt in dia["punten"] for piece in _stukken(punt)]
    if len(pieces) == 1:
        return [pieces]
    used = _regels(dia["titel"], KOP_TEKENS) * KOP
    used += TAFELKOP if dia["soort"] == "doelen" else 0
    room = RUIMTE - used - (_regels(dia["tekst"], TEKST_TEKENS) * TEKST + TUSSEN if dia["tekst"] else 0)
    rows, next_room = _rijen(dia, pieces), RUIMTE - used
    full = _gevuld(rows, room, next_room)
    evenly = _gevuld(rows, room, next_room, len(full))
    pages = evenly if len(evenly) == len(full) else full
    return [[piece for row in page for piece in row] for page in pages]


def _rijen(dia: dict, pieces: list[dict]) -> list[tuple[list[dict], int]]:
    """What stands side by side, and how high it is with the air below it."""
    if dia["soort"] == "doelen":
        return [([piece], _rijhoogte(piece)) for piece in pieces]
    across, signs = (1, PUNT_BREED) if dia["soort"] in BREED else (2, PUNT_TEKENS)
    found = [pieces[at : at + across] for at in range(0, len(pieces), across)]
    return [(row, max(_hoogte(piece, signs) for piece in row) + TUSSEN) for row in found]


def _gevuld(rows: list[tuple[list[dict], int]], first: int, room: int, over: int = 1) -> list[list[list[dict]]]:
    """Pages with rows that fit in the room of the first, and of each that follows; spread evenly `over` so many."""
    pages, left, most = [[]], first, ceil(len(rows) / over)
    for at, (row, height) in enumerate(rows):
        if pages[-1] and (height > left or len(pages[-1]) >= most):
            pages.append([])
            left, most = room, ceil((len(rows) - at) / max(over - len(pages) + 1, 1))
        pages[-1].append(row)
        left -= height
    return pages


def _hoogte(punt: dict, tekens: int) -> int:
    """Of a point in a column in which so many signs stand on a line."""
    parts = ("tekst",) if tekens == PUNT_BREED and punt.get("tekst") else ("titel", "tekst")
    if punt.get("cijfers"):
        lines = 1 + sum(_regels(each["naam"], CIJFER_TEKENS) * 1.2 for each in punt["cijfers"])
    else:
        lines = sum(_regels(punt.get(part, ""), tekens) for part in parts)
    lines += ceil(len(punt.get("statussen", [])) / 2) * 1.2
    below = _regels(punt.get("onder", ""), tekens * PUNT / ONDER) * ONDER
    return ceil(lines * PUNT) + below


def _rijhoogte(punt: dict) -> int:
    """Of a row in a table of goals."""
    said = (punt["titel"], NAAM_TEKENS), (punt["cijfer"]["waarde"], WAARDE_TEKENS), (punt["tekst"], DOEL_TEKENS)
    name, value, goal = (_regels(text, signs) for text, signs in said)
    return max(name, value + 1, goal) * RIJ + LUCHT


def _past_groot(dia: dict, page: list[dict]) -> bool:
    """Whether the few points of a slide fit in larger type."""
    across = 1 if dia["soort"] in BREED or len(page) == 1 else 2
    signs = GROOT_TEKENS * 2 if across == 1 else GROOT_TEKENS
    rows = [max(_hoogte(piece, signs) for piece in page[at : at + across]) for at in range(0, len(page), across)]
    used = _regels(dia["titel"], KOP_TEKENS) * KOP + _regels(dia["tekst"], TEKST_TEKENS) * TEKST
    return sum(rows) * GROOT + len(rows) * TUSSEN * 2 < RUIMTE - used


def _gewikkeld(text: str, tekens: int) -> list[str]:
    """Pieces of a long text that keep its paragraphs; a piece holds so many signs at most."""
    found = [""]
    for alinea in text.split("\n"):
        for part in gebroken(alinea, tekens) or [""]:
            if breed(found[-1]) + 1 + breed(part) <= tekens:
                found[-1] += f"\n{part}"
            else:
                found.append(part)
    return [piece for each in found if (piece := each.strip("\n"))]


def _regels(text: str, tekens: int) -> int:
    return sum(max(len(gebroken(line, tekens)), 1) for line in text.split("\n")) if text else 0


def _stukken(punt: dict) -> list[dict]:
    """A point of many words as several, the first with its title and the last with what stands below it."""
    punt = {"onder": "", "statussen": []} | punt
    title, text = punt["titel"], punt["tekst"]
    if breed(title) > KOPSTUK:
        first, *more = gebroken(title, KOPSTUK)
        title, text = f"{first} …", "\n".join(filter(None, [" ".join(more), text]))
    if breed(text) <= STUK:
        return [punt | {"titel": title, "tekst": text}]
    parts = _gewikkeld(text, STUK)
    found = [punt | {"titel": title if at == 0 else "(vervolg)", "tekst": part} for at, part in enumerate(parts)]
    return [*(each | {"onder": "", "statussen": []} for each in found[:-1]), found[-1]]
