"""Kept pages: one until something it shows changes, and never shared by readers who may not see the same."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.utils.safestring import SafeString

from acties import status
from acties.models import Actie
from basis.models import Rol, Wijziging
from monitoring import bewaard
from monitoring.dashboards import Kop
from monitoring.models import Doelstelling
from tests.factories.monitoring import maak_vastgesteld, maak_volledig, mutatie, partij, toewijzing
from tests.factories.voorraad import maak_levering
from voorraad.models import Status

pytestmark = pytest.mark.django_db
DAG = datetime.datetime(2026, 11, 23, 12)


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(DAG, tick=False):
        yield


class Pagina:
    """A page that counts how often it was made."""

    def __init__(self):
        self.gemaakt = 0

    def maak(self):
        self.gemaakt += 1
        return SimpleNamespace(kop=Kop(f"Gemaakt {self.gemaakt}"), themas=[])

    def vraag(self, *deel, naam="themas"):
        return bewaard.pagina(naam, self.maak, *deel).kop.titel


@pytest.fixture
def pagina():
    return Pagina()


def new_figure(user):
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5))


def corrected_figure(user):
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 9))


def new_status(user):
    actie = Actie.objects.first()
    status.change_status(
        actie, by=user, naar="aandacht", toelichting="t", succes="s", knelpunt="k", versie=actie.versie
    )


def state_of_a_delivery(user):
    Wijziging.objects.log(maak_levering("portaal", "2026-1"), by=user, veld="status", naar=Status.CONCEPT)


@pytest.mark.parametrize("change", [new_figure, corrected_figure, new_status, state_of_a_delivery])
def test_page_is_kept_until_something_changes(pagina, gebruiker, change):
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 5))
    user = gebruiker("medewerker")
    assert [pagina.vraag(), pagina.vraag()] == ["Gemaakt 1", "Gemaakt 1"]
    change(user)
    assert [pagina.vraag(), pagina.vraag()] == ["Gemaakt 2", "Gemaakt 2"]


def test_page_is_made_anew_at_midnight_in_amersfoort(pagina):
    """In winter that is 23:00 UTC; the page would be kept for an hour."""
    with time_machine.travel(datetime.datetime(2026, 11, 23, 22, 50, tzinfo=datetime.UTC), tick=False) as clock:
        assert [pagina.vraag(), pagina.vraag()] == ["Gemaakt 1", "Gemaakt 1"]
        clock.shift(datetime.timedelta(minutes=20))
        assert pagina.vraag() == "Gemaakt 2"


def test_page_is_made_anew_when_figures_turn_out_invented(pagina, settings):
    assert pagina.vraag() == "Gemaakt 1"
    settings.DEMO = True
    assert pagina.vraag() == "Gemaakt 2"


def test_page_is_not_kept_for_ever(pagina, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # in this clock's time
    assert pagina.vraag() == "Gemaakt 1"
    with time_machine.travel(DAG + datetime.timedelta(seconds=bewaard.BEWAARTIJD + 1), tick=False):
        assert pagina.vraag() == "Gemaakt 2"


def test_page_of_another_part_is_another_page(pagina):
    assert [pagina.vraag("?tm=2026-1"), pagina.vraag("?tm=2026-2"), pagina.vraag("?tm=2026-1")] == [
        "Gemaakt 1",
        "Gemaakt 2",
        "Gemaakt 1",
    ]
    assert pagina.vraag("?tm=2026-1", True) == "Gemaakt 3"


def test_page_of_another_name_is_another_page(pagina):
    assert [pagina.vraag(), pagina.vraag(naam="indicatoren"), pagina.vraag()] == ["Gemaakt 1", "Gemaakt 2", "Gemaakt 1"]


def test_page_is_kept_as_it_was_made(pagina):
    first = bewaard.pagina("themas", pagina.maak)
    assert bewaard.pagina("themas", pagina.maak) == first
    assert (first.kop, isinstance(first.html, SafeString)) == (Kop("Gemaakt 1"), True)


@pytest.mark.parametrize(
    ("rol", "van", "zicht"),
    [
        (Rol.BEHEER, None, "gemeente"),
        (Rol.MEDEWERKER, None, "gemeente"),
        (Rol.HUURDERSORGANISATIE, None, "lezer"),
        (Rol.BO_LID, None, "lezer"),
        (Rol.BO_LID, "portaal", "lezer"),
    ],
)
def test_zicht_is_the_same_for_who_sees_the_same(gebruiker, rol, van, zicht):
    assert bewaard.zicht(gebruiker(rol, van)) == zicht


def test_zicht_of_each_corporation_is_its_own(gebruiker):
    codes = ("de-alliantie", "omnia-wonen", "portaal")
    assert [bewaard.zicht(gebruiker("corporatie", code)) for code in codes] == [
        f"partij-{partij(code).pk}" for code in codes
    ]


class TestRolesDoNotShare:
    """What the first reader made must not be shown to the next: each order of two readers is tried."""

    LEZERS = (("medewerker", None), ("corporatie", "portaal"), ("corporatie", "omnia-wonen"), ("bo-lid", None))

    @pytest.mark.parametrize("first", LEZERS)
    @pytest.mark.parametrize("second", LEZERS)
    def test_start_page_shows_the_state_of_a_delivery_to_whom_may_know_it(self, client, gebruiker, first, second):
        maak_levering("portaal", "2026-1", Status.INGEDIEND)
        for lezer in (first, second):
            client.force_login(gebruiker(*lezer))
            shown = "Portaal: ingediend" in client.get("/").content.decode()
            assert shown is (lezer in self.LEZERS[:2])

    @pytest.mark.parametrize("first", LEZERS)
    @pytest.mark.parametrize("second", LEZERS)
    def test_small_counts_are_shown_to_whom_may_see_them(self, client, gebruiker, first, second):
        rows = [toewijzing("statushouder", 3, wijk="WK030701"), toewijzing("gezin", 97, wijk="WK030701")]
        rows += [toewijzing("statushouder", 2, wijk="WK030702"), toewijzing("gezin", 98, wijk="WK030702")]
        maak_volledig("2026-1", *rows, partij="portaal")
        for lezer in (first, second):
            client.force_login(gebruiker(*lezer))
            answer = client.get("/indicatoren/T1/?corporatie=portaal")
            page = answer.content.decode()
            hidden = "niet getoond" in page or "Per wijk zijn de aantallen te klein om te laten zien" in page
            assert (answer.status_code, hidden) == (200, lezer not in self.LEZERS[:2])


def test_start_page_shows_a_new_figure_at_once(als):
    client = als("bo-lid")
    assert client.get("/").context["kop"].kernzin.startswith("Er zijn nog geen vastgestelde cijfers")
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5))
    assert client.get("/").context["kop"].kernzin.startswith("Netto 5 sociale huurwoningen erbij")


def test_goal_that_beheer_changes_shows_at_once(client, gebruiker):
    goal = Doelstelling.objects.get(indicator="T2")
    client.force_login(gebruiker("beheer"))
    assert "Hooguit een zevende" not in client.get("/indicatoren/T2/").content.decode()
    form = {"omschrijving": "hooguit een zevende", "paragraaf": goal.paragraaf, "reden": "", "vervangen_door": ""}
    response = client.post(f"/beheer/monitoring/doelstelling/{goal.pk}/change/", form)
    assert response.status_code == 302
    assert "Hooguit een zevende" in client.get("/indicatoren/T2/").content.decode()


def test_emptied_cache_costs_only_time(als):
    client = als("bo-lid")
    before = client.get("/").context["html"]
    cache.clear()
    assert client.get("/").context["html"] == before
