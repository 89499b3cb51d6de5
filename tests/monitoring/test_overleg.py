"""What figures and deliveries put on an agenda: only what asks for attention, in words of its own."""

import datetime

import pytest
import time_machine

from acties import aandacht
from acties.models import Puntsoort
from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring import overleg as bronnen
from monitoring.indicatoren import INDICATOREN
from tests.factories.acties import maak_overleg
from tests.factories.monitoring import maak_vastgesteld, mutatie, toewijzing
from tests.factories.voorraad import maak_levering
from voorraad import ronde
from voorraad.models import Status, Termijn

pytestmark = pytest.mark.django_db
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
PARTIJEN = ["gemeente", "de-alliantie", "omnia-wonen", "portaal"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


def test_every_figure_is_known_to_forms_and_decisions():
    assert set(aandacht.INDICATOREN) == set(INDICATOREN)
    assert (aandacht.INDICATOREN["T1"].naam, aandacht.INDICATOREN["T1"].thema) == (
        INDICATOREN["T1"].naam,
        "aandachtsgroepen",
    )


def test_both_sources_are_asked():
    assert {bronnen.cijfers_met_aandacht, bronnen.leveringen_over_tijd} < set(aandacht._bronnen)


class TestTeLaat:
    """The figures over the first half of 2026 may come in until 31 August; today is 1 September."""

    def late(self, day="2026-09-01"):
        return [(each.code, half) for each, half, _ in ronde.te_laat(datetime.date.fromisoformat(day))]

    def test_everybody_who_delivers_is_late_the_day_after(self):
        assert self.late("2026-08-31") == []
        assert self.late() == [(code, H1) for code in PARTIJEN]

    def test_who_handed_in_is_not_late(self):
        maak_levering("gemeente", "2026-1", Status.INGEDIEND)
        maak_levering("portaal", "2026-1", Status.VASTGESTELD)
        maak_levering("omnia-wonen", "2026-1", Status.CONCEPT)
        maak_levering("de-alliantie", "2026-1", Status.TERUGGESTUURD)
        assert self.late() == [("de-alliantie", H1), ("omnia-wonen", H1)]

    def test_another_day_that_was_agreed_counts(self):
        Termijn.objects.create(halfjaar=H1, uiterlijk=datetime.date(2026, 9, 1))
        assert self.late() == []
        assert ronde.te_laat(datetime.date(2026, 9, 2))[0] == (
            Partij.objects.get(code="gemeente"), H1, datetime.date(2026, 9, 1),
        )  # fmt: skip

    def test_oldest_half_year_first(self):
        """On 1 March 2027 the second half of 2026, until 28 February, is late too."""
        assert self.late("2027-03-01") == [(code, half) for half in (H1, H2) for code in PARTIJEN]


def test_late_delivery_comes_on_the_agenda_without_blame():
    for code in PARTIJEN[:3]:
        maak_levering(code, "2026-1", Status.INGEDIEND)
    [punt] = bronnen.leveringen_over_tijd(maak_overleg(), datetime.date(2026, 9, 1))
    assert (punt.sleutel, punt.soort, punt.titel, punt.toelichting) == (
        "levering-portaal-2026-1",
        Puntsoort.LEVERING,
        "Cijfers van Portaal over de eerste helft 2026",
        "Ze zouden er tot en met 31 augustus 2026 zijn en zijn nog niet ingediend. Waar kunnen we mee helpen?",
    )


def test_only_figures_that_need_attention_come_on_the_agenda():
    """Of 10 allocations 2 are above the income limit: 20 %, 5 points above the ceiling of 15 %, of which the agreements
    speak at theme 2. No hard plans and 3 homes that were built make 3 together, 777 fewer than the 780 at the start.
    V1 has 3 of 1,380 homes and no path: it is on its way, and nobody says that it needs attention.
    """
    rows = [toewijzing("jongere", 2, boven_inkomensgrens=True), toewijzing("jongere", 8), mutatie("nieuwbouw", 3)]
    maak_vastgesteld("de-alliantie", "2026-1", *rows)
    for code in ("omnia-wonen", "portaal", "gemeente"):
        maak_vastgesteld(code, "2026-1")
    plans, free = bronnen.cijfers_met_aandacht(maak_overleg(), datetime.date(2026, 9, 1))
    assert (plans.sleutel, plans.thema) == ("indicator-V8", "voorraad")
    assert "777 woningen minder dan bij de start." in plans.toelichting
    assert (free.sleutel, free.indicator, free.thema) == ("indicator-T2", "T2", "voorraad")
    assert free.titel == "Vrije toewijzing (T2)"
    assert free.toelichting == "Na de eerste helft 2026: 20\u00a0%. 5 procentpunt boven het plafond."


def test_without_figures_nothing_comes_on_the_agenda():
    assert list(bronnen.cijfers_met_aandacht(maak_overleg(), datetime.date(2026, 9, 1))) == []
