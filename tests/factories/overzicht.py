"""An overview as it was frozen long ago, written by hand: an indicator, an action and a theme that exist no more.

Kept as it is whatever the program becomes: this is what schema 1 looks like in a database.
"""

from __future__ import annotations

import datetime

from acties.dossier.opmerken import place_remark
from acties.models import Statusmelding
from basis.kenmerk import kenmerk
from monitoring.jaaroverzicht import bevriezen, vorm
from monitoring.jaaroverzicht.story import story
from monitoring.models import Jaaroverzicht, Publicatie, Vastlegging
from monitoring.tijdvak import Tijdvak
from tests.factories.acties import maak_actie, maak_besluit, maak_overleg
from tests.factories.monitoring import maak_vastgesteld, mutatie, stand, toewijzing

GEGEVENS = [("Versie", "3"), ("Vastgelegd op", "1 februari 2027, 12:00 uur"), ("Controlegetal (SHA-256)", "ab12" * 16)]
# markup of Typst, HTML and Markdown, signs that no letter has, and words from right to left
RAAR = "#eval(1) $x^2$ *vet* <b>&amp;</b> `code` \\n @ref _x_ // niets /* ook niet */ 😀👩‍👩‍👧 漢字 שלום مرحبا é ő Ж"
LANG = ("Een lange zin die doorgaat. " * 800)[:20_000]
OUD = {
    "schema": 1,
    "tijdvak": {"sleutel": "2026-1", "naam": "toen", "titel": "Halfjaaroverzicht eerste helft 2026",
                "tm": "2026-1"},
    "gemaakt_op": "2026-09-17T10:00:00+00:00",
    "fictief": False,
    "teksten": {
        "inleiding": {"naam": "Inleiding", "systeem": "Hoe staan we ervoor?", "eigen": "Zo stonden we ervoor."},
        "groei": {"naam": "De groei", "systeem": "Netto 61 erbij.", "eigen": ""},
        "spanning-oud": {"naam": "Oud", "systeem": "Wat vonden we daarvan?", "eigen": ""},
    },
    "delen": [
        {"soort": "opening", "boven": "Halfjaaroverzicht", "titel": "Samenwerking", "regels": ["groei"]},
        {"soort": "thema", "sleutel": "weg", "boven": "Thema 9", "titel": "Een thema van toen", "tekst": "",
         "doelen": ["Meer van toen"],
         "standen": [{"code": "X9", "naam": "Cijfer van toen", "waarde": "61 dingen", "doel": "", "stand": "2026-1",
                      "adres": "/cijfer/X9/2026-1/", "oordeel": None}],
         "grafieken": [{"naam": "van-toen", "boven": "Van toen", "tekst": ""}, {"naam": "kwijt", "boven": ""}],
         "statussen": [{"status": "in-de-ijskast", "naam": "in de ijskast", "aantal": 1}],
         "acties": [{"jaar": 2026, "nummer": 99, "titel": "Actie van toen", "status": "in-de-ijskast",
                     "statusnaam": "in de ijskast", "trekkers": ["Partij van toen"], "planning": "ooit",
                     "adres": "/acties/2026/99/"}],
         "knelpunten": []},
        {"soort": "spanningen", "boven": "Waar we over praten", "titel": "Een spanning", "spanningen": [
            {"sleutel": "spanning-oud", "titel": "Toen en nu", "grafieken": [], "kanten": [
                {"naam": "Toen", "cijfers": [{"code": "X9", "naam": "Cijfer van toen", "waarde": "61 dingen",
                                              "halfjaar": "2026-1", "adres": ""}]}]}]},
        {"soort": "soort-van-later", "boven": "Iets", "titel": "Wat dit programma niet kent",
         "punten": [{"titel": "Een punt", "tekst": "", "onder": ""}]},
    ],
    "grafieken": {"van-toen": {
        "naam": "van-toen", "titel": "Het waren er 61.", "ondertitel": "Dingen", "figuur_id": "figuur-van-toen",
        "figuur": {"data": [{"type": "bar", "x": ["2026-1"], "y": [61], "name": ""}], "layout": {},
                   "klik": [["/cijfer/X9/2026-1/"]]},
        "tabel": {"kolommen": [{"naam": "halfjaar", "vorm": ""}], "rijen": [
            [{"tekst": "2026-1", "is_getal": False}, {"tekst": "61", "is_getal": True, "adres": "/cijfer/X9/2026-1/"}],
        ]},
        "herkomst": [{"naam": "dit cijfer", "adres": "/cijfer/X9/2026-1/"}]}},
    "cijfers": [
        {"code": "X9", "naam": "Cijfer van toen", "eenheid": "dingen", "partij": "", "partijnaam": "alles samen",
         "reeks": [{"halfjaar": "2026-1", "waarde": 61.0, "tekst": "61 dingen", "teller": 61.0, "noemer": 0.0,
                    "onderdelen": {}, "ontbreekt": [], "adres": "/cijfer/X9/2026-1/"}]},
    ],
    "definities": [{"code": "X9", "naam": "Cijfer van toen", "eenheid": "dingen", "periode": "per halfjaar",
                    "formule": "dingen bij elkaar", "paragraaf": "weg", "thema": "weg", "bron": "de dingentelling",
                    "doelen": [], "oordeel": None}],
}  # fmt: skip


def maak_oud(*, openbaar: bool = True, inhoud: dict | None = None, schema: int = 1, door=None) -> Vastlegging:
    """The overview of the first half-year of 2026, frozen on 17 September 2026, and public unless told otherwise."""
    content = inhoud or OUD
    row = Jaaroverzicht.objects.create(jaar=2026, helft=1)
    whole, public = vorm.canonical(content), vorm.canonical(vorm.openbaar(content))
    made = Vastlegging.objects.create(
        jaaroverzicht=row, versie=1, schema=schema, inhoud=whole, openbaar=public, sha256=kenmerk(whole),
        sha256_openbaar=kenmerk(public), door=door, door_naam=str(door or "Iemand van toen"),
        op=datetime.datetime(2026, 9, 17, 10, tzinfo=datetime.UTC),
    )  # fmt: skip
    if openbaar:
        Publicatie.objects.create(vastlegging=made, op=made.op)
    return made


def leg_vast(tijdvak: str, by, today: datetime.date, *, openbaar: bool = True) -> Vastlegging:
    """Freeze this overview as it stands now, and publish that version unless told otherwise."""
    made, _ = bevriezen.freeze(Tijdvak.parse(tijdvak), by=by, today=today)
    if openbaar:
        bevriezen.publish(Tijdvak.parse(tijdvak), made.versie, by=by)
    return made


def lastig(huurder) -> dict:
    """A year with figures of one half-year, a decision, a remark of this tenant, a success, and nasty texts."""
    rows = [mutatie("nieuwbouw", 1212), mutatie("sloop", 2), toewijzing("statushouders", 30), stand(4321)]
    maak_vastgesteld("omnia-wonen", "2026-1", *rows)
    for code in ("gemeente", "de-alliantie", "portaal"):
        maak_vastgesteld(code, "2026-1")
    actie = maak_actie(91, jaar=2026, thema="voorraad", titel="Bouwen waar het kan", status="aandacht")
    Statusmelding.objects.create(
        actie=actie, van="op-schema", naar="aandacht", knelpunt="Weinig grond.", succes="Het eerste dak."
    )
    place_remark(actie, by=huurder, soort="vraag", tekst=f"Waarom {RAAR}")
    maak_besluit(maak_overleg("bo", "2026-06-18"), "Wij bouwen 77 woningen eerder.", waarom=LANG)
    eigen = {"inleiding": RAAR, "volgend": "eenwoord" * 60, "bijsturen": LANG, "groei": "Zelf geschreven: 1.210 erbij."}
    return vorm.plain(story(Tijdvak(2026), datetime.date(2027, 2, 1), eigen)) | {"fictief": True}
