"""The plans as a path through time, of any scope."""

import pytest

from basis.halfjaar import Halfjaar
from monitoring import gebiedsreeksen, reeksen
from monitoring.plannen.planpad import Planstap, planpad
from monitoring.punten import Punt
from tests.factories.monitoring import maak_vastgesteld, partij, project

H1 = Halfjaar(2026, 1)


def test_path_has_every_half_year_between_the_first_and_the_last():
    parts = {
        "hard": 44,
        "hard/nieuwbouw/2028-1": 92,
        "hard/netto/2028-1": 92,
        "hard/sloop/2027-1": -48,
        "hard/netto/2027-1": -48,
        "zacht": 10,
        "zacht/nieuwbouw/2028-1": 10,
        "zacht/netto/2028-1": 10,
    }
    path = planpad(Punt(H1, 44, onderdelen=parts))
    assert path == [
        Planstap(Halfjaar(2027, 1), {}, {"hard": -48}),
        Planstap(Halfjaar(2027, 2)),
        Planstap(Halfjaar(2028, 1), {"hard": 92, "zacht": 10}, {}),
    ]
    assert [step.netto() for step in path] == [-48, 0, 102]
    assert [step.netto("hard") for step in path] == [-48, 0, 92]


@pytest.mark.parametrize("punt", [None, Punt(H1, None), Punt(H1, 0, onderdelen={"hard": 0, "zacht": 0})])
def test_no_plans_are_no_path(punt):
    assert planpad(punt) == []


@pytest.mark.django_db
def test_city_corporation_and_wijk_each_have_a_path():
    maak_vastgesteld(
        "portaal", "2026-1", project(92, "2028-1", wijk="WK030701"), project(10, "2028-2", wijk="WK030702")
    )
    maak_vastgesteld("omnia-wonen", "2026-1", project(84, "2028-1", wijk="WK030701"))
    series = reeksen.load(["V8"], partij=partij("portaal"))
    assert [step.netto() for step in planpad(series.laatste("V8"))] == [176, 10]  # 92 + 84
    assert [step.netto() for step in planpad(series.laatste("V8", partij("portaal")))] == [92, 10]
    wijken = {wijk.naam: planpad(punt) for wijk, punt in gebiedsreeksen.load_gebieden("V8", H1)}
    assert {naam: [step.netto() for step in path] for naam, path in wijken.items()} == {
        "Nederberg": [10],
        "Stadskern": [176],
    }
