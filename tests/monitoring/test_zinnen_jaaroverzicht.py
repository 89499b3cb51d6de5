"""Sentences of the overview: figures in, one Dutch sentence out."""

import pytest

from monitoring.jaaroverzicht.opening import REGELS, Gegevens, regels
from monitoring.zinnen import jaaroverzicht as zinnen
from monitoring.zinnen.jaaroverzicht import Telling


@pytest.mark.parametrize(
    ("tellingen", "zin"),
    [
        ({}, "Er zijn nog geen acties voor deze tijd."),
        ({"vervallen": 3}, "Er zijn nog geen acties voor deze tijd."),
        ({"op-schema": 1}, "De ene actie is op schema."),
        ({"bijsturen": 1, "vervallen": 1}, "De ene actie vraagt om bijsturen."),
        ({"aandacht": 2}, "Van de 2 acties geldt: 2 vragen aandacht."),
        (
            {"afgerond": 3, "op-schema": 12, "aandacht": 4, "bijsturen": 1},
            "Van de 20 acties zijn er 3 afgerond en 12 op schema; 4 vragen aandacht en 1 vraagt om bijsturen.",
        ),
        ({"afgerond": 1, "niet-gestart": 2}, "Van de 3 acties is er 1 afgerond en 2 nog niet gestart."),
    ],
)
def test_acties(tellingen, zin):
    assert zinnen.acties(tellingen) == zin


@pytest.mark.parametrize(
    ("stand", "zin"),
    [
        ((0, [], 0), "Er is nog geen cijfer met een doel om het mee te vergelijken."),
        ((1, [], 0), "Het ene cijfer met een doel is op schema."),
        ((7, ["Wachttijd"], 4), "Van de 12 cijfers met een doel zijn er 7 op schema en 4 onderweg; "
         "1 vraagt aandacht: ‘Wachttijd’."),
        ((0, ["A", "B"], 0), "Van de 2 cijfers met een doel geldt: 2 vragen aandacht: ‘A’ en ‘B’."),
        ((7, [], 0, 2), "Van de 9 cijfers met een doel zijn er 7 op schema en 2 nog niet te beoordelen."),
        ((0, [], 0, 1), "Het ene cijfer met een doel is nog niet te beoordelen."),
        ((1, [], 1), "Van de 2 cijfers met een doel is er 1 op schema en 1 onderweg."),
    ],
)  # fmt: skip
def test_doelen(stand, zin):
    assert zinnen.doelen(*stand) == zin


@pytest.mark.parametrize(
    ("gevraagd", "ontbreekt", "zin"),
    [
        (False, [], "Over deze tijd zijn nog geen cijfers gevraagd."),
        (True, [], "Alle gevraagde cijfers zijn vastgesteld."),
        (True, [("eerste helft van 2026", ["Portaal"]), ("tweede helft van 2026", ["Omnia Wonen", "Portaal"])],
         "Nog niet alles is vastgesteld: over de eerste helft van 2026 komen de cijfers van Portaal nog en over de "
         "tweede helft van 2026 komen de cijfers van Omnia Wonen en Portaal nog."),
    ],
)  # fmt: skip
def test_zekerheid(gevraagd, ontbreekt, zin):
    assert zinnen.zekerheid(gevraagd, ontbreekt) == zin


@pytest.mark.parametrize(
    ("toen", "nu", "delen", "zin"),
    [
        (None, None, [], "Er zijn nog geen cijfers om met het vorige overzicht te vergelijken."),
        (10, 10, [], "De netto groei is dezelfde als in het vorige overzicht: +10."),
        (10, 10, [("door correcties", 2), ("bij A", -2)],
         "De netto groei bleef +10: +2 door correcties en −2 bij A."),
        (58, 212, [("door een nieuw halfjaar", 150), ("door correcties", 4), ("bij niemand", 0)],
         "De netto groei ging van +58 naar +212: +150 door een nieuw halfjaar en +4 door correcties."),
        (None, 12, [("door een nieuw halfjaar", 12)],
         "De netto groei ging van geen gegevens naar +12: +12 door een nieuw halfjaar."),
        (None, 0, [("door een nieuw halfjaar", 0)], "De netto groei ging van geen gegevens naar 0."),
    ],
)  # fmt: skip
def test_sinds(toen, nu, delen, zin):
    assert zinnen.sinds(toen, nu, delen) == zin


@pytest.mark.parametrize(
    ("aantal", "klaar", "zin"),
    [
        (0, 0, "In deze tijd zijn geen besluiten vastgelegd."),
        (1, 0, "Er ligt 1 besluit; er is nog niets van afgerond."),
        (2, 1, "Er liggen 2 besluiten; daarvan is er 1 uitgevoerd."),
        (3, 3, "Er liggen 3 besluiten; daarvan zijn er 3 uitgevoerd."),
    ],
)
def test_besluiten(aantal, klaar, zin):
    assert zinnen.besluiten(aantal, klaar) == zin


@pytest.mark.parametrize(
    ("stand", "zin"),
    [
        ((0, 0), "Er is nu niets dat om bijsturen vraagt."),
        ((1, 0), "1 cijfer vraagt om een gesprek."),
        ((2, 1), "2 cijfers en 1 actie vragen om een gesprek."),
    ],
)
def test_bijsturen(stand, zin):
    assert zinnen.bijsturen(*stand) == zin


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ((0, "2027", False), "Voor 2027 staan nog geen acties klaar."),
        ((1, "2027", True), "Voor 2027 staat 1 actie klaar."),
        ((3, "de tweede helft van 2026", False), "3 acties lopen door in de tweede helft van 2026."),
    ],
)
def test_volgend(vraag, zin):
    assert zinnen.volgend(*vraag) == zin


@pytest.mark.parametrize(
    ("aantal", "zin"),
    [
        (0, "De cijfers zijn sindsdien niet veranderd."),
        (1, "Sindsdien is 1 cijfer veranderd. Dit overzicht blijft zoals het is vastgelegd."),
        (4, "Sindsdien zijn 4 cijfers veranderd. Dit overzicht blijft zoals het is vastgelegd."),
    ],
)
def test_anders(aantal, zin):
    assert zinnen.anders(aantal) == zin


def test_allocations_say_their_time_and_what_is_provisional():
    said = zinnen.toewijzingen(
        Telling(1, 4, "de tweede helft van 2026", True),
        Telling(1, 10, "2026"),
        Telling(1, 2, "de tweede helft van 2026"),
    )
    assert said == (
        "In de tweede helft van 2026 ging 25\xa0% (1 van de 4) van het vrijkomende aanbod naar urgent woningzoekenden "
        "en kreeg 1 van de 2 statushouders een woning. Dit is voorlopig. In 2026 is 10\xa0% vrij toegewezen."
    )


class TestOpening:
    def test_there_are_always_five_lines_also_when_nothing_is_known(self):
        assert regels(Gegevens()) == {
            "groei": "Er zijn nog geen vastgestelde cijfers over de groei van de sociale huur.",
            "toewijzing": "Er zijn nog geen vastgestelde cijfers over de toewijzingen in deze tijd.",
            "acties": "Er zijn nog geen acties voor deze tijd.",
            "doelen": "Er is nog geen cijfer met een doel om het mee te vergelijken.",
            "cijfers": "Over deze tijd zijn nog geen cijfers gevraagd.",
        }
        assert list(regels(Gegevens())) == list(REGELS)

    def test_each_line_says_its_figures(self):
        known = Gegevens(
            netto=212, met_daeb=216, doel=1380, doeljaar=2030, pad="Op het pad.", urgent=Telling(271, 1000, "2026"),
            vrij=Telling(76, 1000, "2026"), taak=Telling(187, 212, "2026"),
            statussen={"op-schema": 2, "aandacht": 1}, op_schema=3, aandacht=["A"],
            onderweg=0, gevraagd_cijfers=True,
        )  # fmt: skip
        assert list(regels(known).values()) == [
            "Netto 212 sociale huurwoningen erbij, 216 met DAEB-koop; het doel voor 2030 is 1.380. Op het pad.",
            "In 2026 ging 27,1\xa0% (271 van de 1.000) van het vrijkomende aanbod naar urgent woningzoekenden, "
            "is 7,6\xa0% vrij toegewezen en kregen 187 van de 212 statushouders een woning.",
            "Van de 3 acties zijn er 2 op schema; 1 vraagt aandacht.",
            "Van de 4 cijfers met een doel zijn er 3 op schema; 1 vraagt aandacht: ‘A’.",
            "Alle gevraagde cijfers zijn vastgesteld.",
        ]
