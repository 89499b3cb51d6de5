"""Per check within a delivery: a case that is found, with the whole finding, and one that is in order."""

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Partij
from tests.factories.voorraad import goede_rij, maak_gelezen
from voorraad.checks import samenhang
from voorraad.gevonden import Gevonden
from voorraad.models import Niveau
from voorraad.tabellen import lay_out

pytestmark = pytest.mark.django_db
FOUT, LET_OP = Niveau.FOUT, Niveau.WAARSCHUWING


def vind(check, bladen, partij="omnia-wonen"):
    """What a check finds in a workbook with these rows: {sheet: [cells by head, …]}."""
    rijen = {blad: [goede_rij(blad, **cellen) for cellen in lijst] for blad, lijst in bladen.items()}
    gelezen = maak_gelezen(rijen, partij=partij)
    return list(check(lay_out(gelezen, Partij.objects.get(code=partij), Halfjaar(2026, 1))))


# check, what is found, in which rows, where it is in order
GEVALLEN = [
    (
        samenhang.gerealiseerd_zonder_mutatie,
        {"Projecten": [{"gerealiseerd_halfjaar": "2026-1"}], "Mutaties": [{"project": "E02"}]},
        Gevonden(LET_OP, "project-zonder-mutatie", "een mutatie met project «E01», want het project is dit halfjaar "
                 "gerealiseerd", "E01", "Projecten", 2, "projectcode"),
        {"Projecten": [{"gerealiseerd_halfjaar": "2026-1"}], "Mutaties": [{"project": "E01"}]},
    ),
    (
        samenhang.halfjaren_van_projecten,
        {"Projecten": [{"verwacht_halfjaar": "1900-1"}]},
        Gevonden(FOUT, "onwaarschijnlijk-halfjaar", "een halfjaar tussen 2015-1 en 2060-2", "1900-1", "Projecten", 2,
                 "verwacht halfjaar"),
        {"Projecten": [{"verwacht_halfjaar": "2060-2"}]},
    ),
    (
        samenhang.naar_een_ander_segment,
        {"Mutaties": [{"soort": "liberalisatie", "naar_segment": "sociale-huur"}]},
        Gevonden(FOUT, "zelfde-segment", "een ander segment dan «sociale-huur», waar de woning uit komt",
                 "sociale-huur", "Mutaties", 2, "naar segment"),
        {"Mutaties": [{"soort": "liberalisatie", "naar_segment": "middenhuur"}]},
    ),
    (
        samenhang.mutatie_zonder_project,
        {"Mutaties": [{"project": "E02"}], "Projecten": [{}]},
        Gevonden(LET_OP, "project-onbekend", "een projectcode die ook op het blad Projecten staat", "E02", "Mutaties",
                 2, "project"),
        {"Mutaties": [{"project": "E01"}, {"project": None}], "Projecten": [{}]},
    ),
    (
        samenhang.project_en_mutatie_tellen_gelijk,
        {"Mutaties": [{"project": "E01", "aantal": 30}, {"project": "E01", "aantal": 8}],
         "Projecten": [{"gerealiseerd_halfjaar": "2026-1", "aantal": 40}]},
        Gevonden(LET_OP, "project-ander-aantal", "38 woningen, zoals op het blad Mutaties bij project «E01»", "40",
                 "Projecten", 2, "aantal"),
        {"Mutaties": [{"project": "E01", "aantal": 30}, {"project": "E01", "aantal": 10}],
         "Projecten": [{"gerealiseerd_halfjaar": "2026-1", "aantal": 40}]},
    ),
    (
        samenhang.planning_voorbij,
        {"Projecten": [{"verwacht_halfjaar": "2026-1"}]},
        Gevonden(LET_OP, "planning-voorbij", "een halfjaar na 2026-1, of het halfjaar waarin het klaar was", "2026-1",
                 "Projecten", 2, "verwacht halfjaar"),
        {"Projecten": [{"verwacht_halfjaar": "2026-1", "gerealiseerd_halfjaar": "2026-1"},
                       {"verwacht_halfjaar": "2026-2"}]},
    ),
    (
        samenhang.hardheid,
        {"Projecten": [{"planstatus": "3", "hardheid": "hard"}]},
        Gevonden(LET_OP, "hardheid-anders", "«zacht», want gebruikelijk is 1A tot en met 2C hard; dit plan staat op "
                 "«3»", "hard", "Projecten", 2, "hardheid"),
        {"Projecten": [{"planstatus": "2c", "hardheid": "hard"}, {"planstatus": "onbekend", "hardheid": "zacht"}]},
    ),
    (
        samenhang.prijs_past_bij_segment,
        {"Voorraad": [{"segment": "middenhuur", "prijscategorie": "goedkoop"}]},
        Gevonden(LET_OP, "prijs-bij-segment", "een prijscategorie die past bij «middenhuur»: «middenhuur»", "goedkoop",
                 "Voorraad", 2, "prijscategorie"),
        {"Voorraad": [{}, {"segment": "dure-koop", "prijscategorie": "koop"}]},
    ),
    (
        samenhang.prijs_past_bij_segment,
        {"Toewijzingen": [{"prijscategorie": "vrije-sector"}]},
        Gevonden(LET_OP, "prijs-bij-segment", "een prijscategorie van sociale huur: «bereikbaar» of «betaalbaar-hoog» "
                 "of «betaalbaar-laag» of «goedkoop»", "vrije-sector", "Toewijzingen", 2, "prijscategorie"),
        {"Toewijzingen": [{"prijscategorie": "bereikbaar"}]},
    ),
    (
        samenhang.alleen_bij_verkoop,
        {"Mutaties": [{"soort": "sloop", "DAEB-koop": "ja"}]},
        Gevonden(LET_OP, "alleen-bij-verkoop", "«nee»; dit hoort bij verkoop, en deze rij is «sloop»", "ja", "Mutaties",
                 2, "DAEB-koop"),
        {"Mutaties": [{"soort": "verkoop", "DAEB-koop": "ja", "koper_middeninkomen": "ja"}]},
    ),
    (
        samenhang.daeb_koop_naar_sociale_koop,
        {"Mutaties": [{"soort": "verkoop", "DAEB-koop": "ja", "naar_segment": "dure-koop"}]},
        Gevonden(LET_OP, "daeb-koop-segment", "«sociale-koop», want de woning ging naar een DAEB-huishouden",
                 "dure-koop", "Mutaties", 2, "naar segment"),
        {"Mutaties": [{"soort": "verkoop", "DAEB-koop": "ja", "naar_segment": "sociale-koop"},
                      {"soort": "verkoop", "naar_segment": "dure-koop"}]},
    ),
    (
        samenhang.wachttijd_bij_uitstroom,
        {"Toewijzingen": [{"doelgroep": "uitstroom-instelling"}]},
        Gevonden(LET_OP, "wachttijd-ontbreekt", "de gemiddelde wachttijd in maanden; zonder telt deze rij niet mee in "
                 "de wachttijd", "niets", "Toewijzingen", 2, "gem. wachttijd uitstroom"),
        {"Toewijzingen": [{"doelgroep": "uitstroom-instelling", "gem._wachttijd_uitstroom": 4.5}, {}]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "spoilt", "found", "right"), GEVALLEN, ids=[each[2].soort for each in GEVALLEN])
def test_check_finds_what_does_not_hang_together(check, spoilt, found, right):
    assert vind(check, spoilt) == [found]
    assert vind(check, right) == []


def test_wachttijd_of_another_group_is_asked_about():
    rijen = {"Toewijzingen": [{"doelgroep": "gezin", "gem._wachttijd_uitstroom": 4.5}]}
    verwacht = "niets; de wachttijd hoort bij uitstroom uit een instelling, en deze rij is «gezin»"
    assert vind(samenhang.wachttijd_bij_uitstroom, rijen) == [
        Gevonden(LET_OP, "wachttijd-te-veel", verwacht, "4,5", "Toewijzingen", 2, "gem. wachttijd uitstroom")
    ]


@pytest.mark.parametrize(
    ("gegeven", "kolom", "verwacht"),
    [
        ("actief-woningzoekenden", "doelgroep", "de groep waar deze woningzoekenden bij horen"),
        ("wachtend-instelling", "gem. wachttijd", "hoelang zij gemiddeld al wachten, in maanden"),
        ("oplevering-markt", "segment", "het segment van deze woningen"),
        ("oplevering-markt", "buurtcode", "de buurt of wijk"),
    ],
)
def test_gegeven_compleet_asks_for_what_its_kind_needs(gegeven, kolom, verwacht):
    vol = {"doelgroep": "gezin", "gem. wachttijd": 7.5, "segment": "sociale-huur", "buurtcode": "WK030710"}
    leeg = vol | {kolom: None}
    assert vind(samenhang.gegeven_compleet, {"Gemeente": [vol | {"gegeven": gegeven}]}, "gemeente") == []
    assert vind(samenhang.gegeven_compleet, {"Gemeente": [leeg | {"gegeven": gegeven}]}, "gemeente") == [
        Gevonden(FOUT, "leeg", verwacht, "niets", "Gemeente", 2, kolom)
    ]


def test_gemeente_volledig_asks_for_task_and_result_of_the_statushouders():
    one = {"Gemeente": [{"gegeven": "taakstelling-statushouders"}]}
    verwacht = "een rij «gehuisveste-statushouders»; zonder is er over dit halfjaar geen cijfer over statushouders"
    assert vind(samenhang.gemeente_volledig, one, "gemeente") == [
        Gevonden(LET_OP, "gegeven-ontbreekt", verwacht, "geen rij", "Gemeente", None, "gegeven")
    ]
    both = {"Gemeente": [*one["Gemeente"], {"gegeven": "gehuisveste-statushouders"}]}
    assert vind(samenhang.gemeente_volledig, both, "gemeente") == []
    assert vind(samenhang.gemeente_volledig, {}) == []


def test_projecten_van_de_markt_asks_the_municipality_about_those_of_a_corporation():
    verwacht = "«markt»; een corporatie levert haar eigen projecten zelf aan, en zou zo dubbel tellen"
    assert vind(samenhang.projecten_van_de_markt, {"Projecten": [{}]}, "gemeente") == [
        Gevonden(LET_OP, "project-van-corporatie", verwacht, "corporatie", "Projecten", 2, "initiatiefnemer")
    ]
    assert vind(samenhang.projecten_van_de_markt, {"Projecten": [{"initiatiefnemer": "markt"}]}, "gemeente") == []
    assert vind(samenhang.projecten_van_de_markt, {"Projecten": [{}]}) == []


def test_opleveringen_van_de_markt_stand_alike_on_both_sheets():
    built = {"initiatiefnemer": "markt", "gerealiseerd_halfjaar": "2026-1", "aantal": 20}
    other = [built | {"segment": "middenhuur"}, built | {"gerealiseerd_halfjaar": "2025-2"}]
    told = {"gegeven": "oplevering-markt", "segment": "sociale-huur", "buurtcode": "WK030710"}
    check = samenhang.opleveringen_van_de_markt
    right = {"Projecten": [*other, built, built], "Gemeente": [told | {"aantal": 15}, told | {"aantal": 25}, {}]}
    assert vind(check, right, "gemeente") == []
    assert vind(check, {"Projecten": [*other, built], "Gemeente": [told | {"aantal": 35}]}, "gemeente") == [
        Gevonden(
            LET_OP,
            "oplevering-anders",
            "35 woningen, zoals op het blad Gemeente bij «oplevering-markt» in sociale huur",
            "20 woningen sociale huur gerealiseerd in 2026-1",
            "Projecten",
            4,
            "aantal",
        )
    ]
    assert vind(check, {"Projecten": [built]}) == []
