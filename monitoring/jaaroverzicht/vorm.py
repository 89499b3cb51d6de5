"""The shape of the content of an overview: plain data, with a number for its schema (docs/adr/0018).

    schema, tijdvak, gemaakt_op, fictief
    teksten      sleutel → {naam, systeem, eigen}: what the system wrote, and what an officer put in its place
    notities     the same, of what the speaker has before them; frozen apart, and only there for who prepares
    delen        the sections of the story in order, each {soort, boven, titel, …} with what belongs to its kind
    grafieken    naam → a Grafiek as data: drawing, table, words; `code` of the figure that it is about ('' if several)
    cijfers      every figure per half-year, of all together and per party: {code, partij, reeks: [{halfjaar, …}]}
    definities   every indicator as it was defined, with its goals

What was made before there were schemas (0) has only `dias`, the slides themselves.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass

from django.core.serializers.json import DjangoJSONEncoder

from monitoring.herkomst import met

SCHEMA = 1
MET_CIJFERS = 1  # the first schema in which figures stand apart, so that a later overview can start from them
# what a content of each shape cannot do without; before there were schemas it was a row of slides
DELEN: dict[int, dict[str, type]] = {
    0: {"dias": list},
    1: {"tijdvak": dict, "teksten": dict, "delen": list, "grafieken": dict, "cijfers": list, "definities": list},
}
PASPOORT = "/cijfer/"
NOTITIE = "notitie-"  # how the keys begin of notes; versions of before they were kept apart have these in `teksten`


def plain(made: object) -> dict:
    """Dataclasses, days and decimals as JSON has them."""
    return json.loads(json.dumps(made, cls=_Encoder))


class _Encoder(DjangoJSONEncoder):
    def default(self, o):
        return asdict(o) if is_dataclass(o) else super().default(o)


def canonical(inhoud: dict) -> str:
    """One text for one content: keys in order, no spaces, plain ASCII. This is what is stored and hashed."""
    return json.dumps(inhoud, sort_keys=True, separators=(",", ":"), allow_nan=False)


def bekend_op(inhoud: dict, moment: str) -> dict:
    """The same content with links to figures as they were known at this moment, whatever is corrected later."""
    return _links(inhoud, lambda adres: met(adres, op=moment) if adres.startswith(PASPOORT) else adres)


def openbaar(inhoud: dict) -> dict:
    """What somebody without an account may read: no links inward, no words of tenants or speaker, no replaced texts.

    Counts of people are in it of all parties together only: of one party they can be small (docs/adr/0012).
    """
    found, _ = zonder_notities(_links(inhoud, lambda adres: ""))
    for tekst in found.get("teksten", {}).values():
        if tekst["eigen"]:
            tekst["systeem"] = ""
    for deel in found.get("delen", []):
        deel.pop("opmerkingen", None)
    if isinstance(found.get("cijfers"), list):  # what has another shape stays so, and is told when it is read
        found["cijfers"] = [row for row in found["cijfers"] if not (row["partij"] and row.get("over_personen"))]
        for row in found["cijfers"]:
            _zonder_mensen(row)
    return found


def _zonder_mensen(row: dict) -> None:
    """Take the parts that count people out of the figures of one party."""
    for punt in row["reeks"] if row["partij"] else ():
        parts = punt.get("onderdelen") or {}
        punt["onderdelen"] = {name: n for name, n in parts.items() if name not in row.get("delen_over_personen", ())}


def zonder_notities(inhoud: dict) -> tuple[dict, dict]:
    """The content that others read, and the notes of the speaker apart."""
    texts = inhoud.get("teksten", {})
    notes = {key: text for key, text in texts.items() if key.startswith(NOTITIE)} | inhoud.get("notities", {})
    found = {name: part for name, part in inhoud.items() if name != "notities"}
    if "teksten" in inhoud:
        found["teksten"] = {key: text for key, text in texts.items() if key not in notes}
    return found, notes


def _links(inhoud: dict, change: Callable[[str], str]) -> dict:
    """The same content with other addresses; a link without an address is left out."""
    found = copy.deepcopy(inhoud)
    _change_links(found, change)
    return found


def _change_links(value: object, change: Callable[[str], str]) -> None:
    if isinstance(value, list):
        for each in value:
            _change_links(each, change)
    if not isinstance(value, dict):
        return
    if value.get("adres"):
        value["adres"] = change(value["adres"])
    if "klik" in value:
        value["klik"] = [[adres and change(adres) for adres in points] for points in value["klik"]]
    for name, each in value.items():
        if name != "klik":
            _change_links(each, change)
    if "herkomst" in value:
        value["herkomst"] = [link for link in value["herkomst"] if link["adres"]]


def notitie(deel: dict) -> str:
    """The key of the words that the speaker has at a section."""
    return f"{NOTITIE}{deel.get('sleutel') or deel['soort']}"


def woorden(inhoud: dict, sleutel: str, waar: str = "teksten") -> str:
    """What stands in this place: the words of the officer, or else those of the system."""
    tekst = inhoud.get(waar, {}).get(sleutel, {})
    return tekst.get("eigen") or tekst.get("systeem", "")
