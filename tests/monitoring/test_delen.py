"""The tables of parts, and what nobody may read in them."""

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Wijk
from monitoring import grafieken
from monitoring.grafiek import load
from monitoring.indicatoren import INDICATOREN
from monitoring.keuze import Keuze
from tests.factories.monitoring import (
    gegeven,
    maak_vastgesteld,
    maak_volledig,
    mutatie,
    partij,
    project,
    stand,
    toewijzing,
)

pytestmark = pytest.mark.django_db
S = "\u00a0"
WIJKEN = ["WK030701", "WK030702", "WK030703", "WK030704"]


def tabel(code, keuze=None, **kwargs):
    return rows(grafieken.per_onderdeel(load([code], keuze or Keuze(), elk=True, **kwargs), code).tabel)


def rows(table):
    return [[kolom.naam for kolom in table.kolommen], *([cel.tekst for cel in rij] for rij in table.rijen)]


def test_groups_have_their_counts_per_half_year_and_their_newest_share():
    maak_vastgesteld("portaal", "2026-1", toewijzing("gezin", 20), toewijzing("jongere", 5))
    maak_vastgesteld("portaal", "2026-2", toewijzing("gezin", 30), toewijzing("statushouder", 10))
    assert tabel("T6") == [
        ["onderdeel", "2026-1", "2026-2", "aandeel, 2026-2"],
        ["Statushouder", "0", "10", f"25{S}%"],
        ["Jongere", "5", "0", f"0{S}%"],
        ["Gezin", "20", "30", f"75{S}%"],
    ]


def test_shares_have_numerator_and_denominator_of_the_newest_half_year():
    maak_vastgesteld("portaal", "2026-1", project(90), project(30, segment="middenhuur"))
    assert tabel("V4") == [
        ["onderdeel", "2026-1", "sociale huur, 2026-1", "alle woningen, 2026-1"],
        ["Corporatie", f"75{S}%", "90", "120"],
    ]


def test_plans_stand_per_half_year_in_which_they_are_expected():
    maak_vastgesteld(
        "portaal", "2026-1", project(92, "2028-1"), project(48, "2027-2", soort="sloop"),
        project(20, "2028-1", hardheid="zacht"),
    )  # fmt: skip
    assert tabel("V8") == [
        [
            "verwacht in",
            *(f"{soort}, {hard}" for hard in ("hard", "zacht") for soort in ("nieuwbouw", "sloop", "netto")),
        ],
        ["2027-2", "0", "−48", "−48", "0", "0", "0"],
        ["2028-1", "92", "0", "92", "20", "0", "20"],
    ]


@pytest.mark.parametrize("may_see", [True, False])
def test_groups_of_one_corporation_are_those_of_the_city_and_no_neighbourhood(may_see):
    maak_vastgesteld(
        "portaal", "2026-1", toewijzing("overig-urgent", 1), toewijzing("jongere", 20), toewijzing("gezin", 8)
    )
    found = tabel("T6", Keuze(corporatie=partij("portaal")), kleine_aantallen=may_see)
    assert [row[1] for row in found[1:]] == ["1", "20", "8"]


def test_wait_per_wijk_is_hidden_where_it_is_of_few_people():
    maak_volledig("2026-1", *(
        toewijzing("uitstroom-instelling", n, wachttijd_uitstroom=wait, wijk=wijk)
        for n, wait, wijk in ((9, 5.5, "WK030701"), (12, 4, "WK030702"), (3, 7, "WK030703"), (4, 2, "WK030704"))
    ))  # fmt: skip
    seen = [grafieken.per_wijk(load(["T4"], elk=True, kleine_aantallen=may), "T4").tabel for may in (True, False)]
    heads = ["wijk", "mensen met een woning", "gemiddelde (maanden)"]
    names = [wijk.naam for wijk in Wijk.objects.in_editie(2026).filter(code__in=WIJKEN).order_by("code")]
    all_, some = ({row[0]: row[1:] for row in rows(each)[1:]} for each in seen)
    assert [all_[naam] for naam in names] == [["9", "5,5"], ["12", "4,0"], ["3", "7,0"], ["4", "2,0"]]
    assert [some[naam] for naam in names[2:]] == [["< 5", "niet getoond"]] * 2
    assert some[names[1]] in (["12", "4,0"], ["niet getoond", "niet getoond"])
    assert rows(seen[0])[0] == rows(seen[1])[0] == heads


def test_series_has_the_mean_with_those_who_still_wait_beside_it():
    maak_vastgesteld("portaal", "2026-1", toewijzing("uitstroom-instelling", 4, wachttijd_uitstroom=5.5))
    maak_vastgesteld("gemeente", "2026-1", gegeven("wachtend-instelling", 58, wachttijd=8))
    chart = grafieken.reeks(load(["T4"], elk=True), "T4")
    assert rows(chart.tabel)[0] == [
        "halfjaar", "mensen met een woning", "gemiddelde (maanden)", "nog wachtend (maanden)", "stand"
    ]  # fmt: skip
    assert rows(chart.tabel)[1][1:4] == ["4", "5,5", "8,0"]
    assert chart.titel == (
        "Wachttijd van uitstroom uit een instelling: 5,5 maanden; het doel is gemiddeld hooguit 6 maanden."
    )


def test_state_has_what_changed_since_the_half_year_before():
    maak_vastgesteld("portaal", "2026-1", stand(100, geschikt="nultreden", wijk="WK030701"))
    maak_vastgesteld("portaal", "2026-2", stand(94, geschikt="nultreden", wijk="WK030701"))
    cijfers = load(["O1"], elk=True)
    assert [row[1:3] for row in rows(grafieken.reeks(cijfers, "O1").tabel)] == [
        ["aantal (woningen)", "verschil met halfjaar ervoor (aantal)"], ["100", "geen gegevens"], ["94", "−6"]
    ]  # fmt: skip
    assert rows(grafieken.per_wijk(cijfers, "O1").tabel)[1] == ["Stadskern", "94", "−6"]


def test_state_says_of_whom_an_earlier_one_is_counted():
    maak_vastgesteld("portaal", "2026-1", stand(100, geschikt="nultreden"))
    maak_vastgesteld("omnia-wonen", "2026-1", stand(10, geschikt="nultreden"))
    maak_vastgesteld("omnia-wonen", "2026-2", stand(12, geschikt="nultreden"))
    table = rows(grafieken.reeks(load(["O1"], elk=True), "O1").tabel)
    assert table[2][-1] == "voorlopig, zonder de Alliantie en met de vorige stand van Portaal"


def test_pages_of_every_indicator_with_and_without_figures(als):
    client = als("huurdersorganisatie")
    for code in INDICATOREN:
        assert client.get(f"/indicatoren/{code}/").status_code == 200
    fill()
    for code in INDICATOREN:
        page = client.get(f"/indicatoren/{code}/?tm=2026-1").content.decode()
        assert "geen gegevens." not in page.split("kernzin")[1][:200] or code == "L1", code
        for suffix in ("", "-partijen", "-wijken", "-onderdelen"):
            response = client.get(f"/grafieken/indicator-{code.lower()}{suffix}.xlsx")
            assert response.status_code == 200


def fill():
    """A little of everything, so that every indicator has a figure."""
    maak_vastgesteld(
        "portaal", "2026-1", mutatie("nieuwbouw", 30), mutatie("verkoop", 4), stand(80, energielabel="e"),
        project(90), project(10, gerealiseerd="2026-1", biobased=True), toewijzing("gezin", 20),
        toewijzing("uitstroom-instelling", 6, wachttijd_uitstroom=5),
    )  # fmt: skip
    maak_vastgesteld(
        "gemeente", "2026-1", gegeven("actief-woningzoekenden", 3600, doelgroep="gezin"),
        gegeven("taakstelling-statushouders", 10), gegeven("gehuisveste-statushouders", 9),
    )  # fmt: skip


def test_calendar_of_the_choice_holds_for_parts_too():
    maak_vastgesteld("portaal", "2026-1", toewijzing("gezin", 20))
    maak_vastgesteld("portaal", "2026-2", toewijzing("gezin", 30))
    assert tabel("T6", Keuze(tm=Halfjaar(2026, 1)))[0] == ["onderdeel", "2026-1", "aandeel, 2026-1"]


def test_municipality_stands_among_the_parties_where_it_brings_something():
    maak_vastgesteld("gemeente", "2026-1", project(35, initiatiefnemer="markt"))
    maak_vastgesteld("portaal", "2026-1", project(20), toewijzing("uitstroom-instelling", 2, wachttijd_uitstroom=5))
    charts = {code: grafieken.per_partij(load([code], elk=True), code) for code in ("V8", "T4")}
    names = {code: [row[0] for row in rows(chart.tabel)[1:]] for code, chart in charts.items()}
    corporations = ["de Alliantie", "Omnia Wonen", "Portaal"]
    assert names == {"V8": ["Gemeente Amersfoort", *corporations], "T4": corporations}
