"""The texts of an overview: the officer's beside the system's, and two officers at once."""

import pytest
import time_machine

from acties.overleg.verslagleggen import Botsing
from basis.kenmerk import kenmerk
from basis.models import Wijziging
from monitoring.jaaroverzicht import teksten
from monitoring.jaaroverzicht.teksten import Plaats
from monitoring.models import Overzichttekst
from monitoring.tijdvak import Tijdvak

pytestmark = pytest.mark.django_db
JAAR = Tijdvak(2026)
URL, OVERZICHT = "/jaaroverzicht/2026/teksten/", "/jaaroverzicht/2026/"
SYSTEEM = "Er zijn nog geen vastgestelde cijfers over de toewijzingen in deze tijd."


@pytest.fixture(autouse=True)
def _februari():
    with time_machine.travel("2027-02-01 12:00", tick=False):
        yield


@pytest.fixture
def by(gebruiker):
    return gebruiker("medewerker")


def plek(eigen="", systeem="Van het systeem."):
    return {"groei": Plaats("groei", "De groei", systeem, eigen)}


def write(typed, by, seen=None, **where):
    """`seen` is what the user had before them: (own text, shown text)."""
    own, shown = seen or ("", "Van het systeem.")
    places = plek(**where)
    return teksten.write(JAAR, places, {"groei": typed}, {"groei": [kenmerk(own), kenmerk(shown)]}, by=by)


class TestWrite:
    def test_own_text_is_kept_apart_and_stands_in_the_trail(self, by):
        assert write("Van ons.", by) == 1
        assert teksten.eigen(JAAR) == {"groei": "Van ons."}
        line = Wijziging.objects.get()
        assert (line.omschrijving, line.veld, line.van, line.naar) == (
            *("Jaaroverzicht 2026", "De groei", "", "Van ons."),
        )

    @pytest.mark.parametrize("typed", ["", "Van het systeem."])
    def test_empty_and_the_words_of_the_system_are_the_text_of_the_system_again(self, by, typed):
        write("Van ons.", by)
        assert write(typed, by, seen=("Van ons.", "Van ons.")) == 1
        assert not Overzichttekst.objects.exists()
        assert list(Wijziging.objects.order_by("pk").values_list("van", "naar")) == [
            ("", "Van ons."),
            ("Van ons.", ""),
        ]

    def test_text_that_was_left_alone_changes_nothing_also_when_the_figures_moved(self, by):
        assert write("Van het systeem.", by, systeem="Nieuwe cijfers.") == 0
        assert not Overzichttekst.objects.exists()

    def test_twice_the_same_is_once(self, by):
        write("Van ons.", by)
        assert write("Van ons.", by) == 0
        assert Wijziging.objects.count() == 1

    def test_second_writer_is_told_and_nothing_is_overwritten(self, by):
        write("Van de eerste.", by)
        with pytest.raises(Botsing) as found:
            write("Van de tweede.", by)
        assert found.value.nu == {"groei": "Van de eerste."}
        assert teksten.eigen(JAAR) == {"groei": "Van de eerste."}

    def test_text_of_another_tijdvak_is_another_text(self, by):
        write("Van ons.", by)
        assert teksten.eigen(Tijdvak(2026, 1)) == {}


def posted(client, **typed):
    """The form as the page gave it, with these places filled in."""
    form = client.get(URL).context["form"]
    return {"gezien": form["gezien"].value(), **{name: form[name].value() for name in form.plaatsen}, **typed}


class TestPagina:
    @pytest.mark.parametrize("rol", ["beheer", "medewerker"])
    def test_municipality_writes_and_reads_its_words(self, als, rol):
        client = als(rol)
        response = client.post(URL, posted(client, inleiding="Samen verder."), follow=True)
        assert response.redirect_chain == [(OVERZICHT, 302)]
        assert [str(message) for message in response.context["messages"]] == ["De teksten zijn bewaard."]
        assert "Samen verder." in response.context["html"]
        assert teksten.eigen(JAAR) == {"inleiding": "Samen verder."}

    @pytest.mark.parametrize("rol", ["corporatie", "huurdersorganisatie", "bo-lid"])
    def test_others_cannot(self, als, rol):
        client = als(rol)
        codes = [client.get(URL).status_code, client.post(URL, {"inleiding": "x"}).status_code]
        assert (codes, Overzichttekst.objects.exists()) == ([404, 404], False)

    def test_both_texts_stand_beside_each_other_with_the_way_back(self, als):
        client = als("medewerker")
        client.post(URL, posted(client, toewijzing="Onze zin.", groei="Nog een."))
        page = client.get(URL).content.decode()
        assert (SYSTEEM in page, "Onze zin." in page, 'name="terug" value="toewijzing"' in page) == (True, True, True)
        response = client.post(URL, posted(client, terug="toewijzing", inleiding="Ook getypt."))
        assert response.url == URL
        assert teksten.eigen(JAAR) == {"groei": "Nog een.", "inleiding": "Ook getypt."}

    def test_text_of_the_system_stays_to_be_read_in_the_overview(self, als):
        client = als("medewerker")
        client.post(URL, posted(client, toewijzing="Onze zin."))
        html = client.get(OVERZICHT).context["html"]
        assert ("Onze zin." in html, "Wat het systeem schreef" in html, SYSTEEM in html) == (True, True, True)

    def test_second_officer_keeps_what_was_typed_and_can_save_after_all(self, als):
        client = als("medewerker")
        mine = posted(client, toewijzing="Van de tweede.", groei="Ook van de tweede.")
        client.post(URL, posted(client, toewijzing="Van de eerste."))
        response = client.post(URL, mine)
        page = response.content.decode()
        assert response.status_code == 409
        assert "‘Van de eerste.’" in page
        assert ("Van de tweede." in page, "Ook van de tweede." in page) == (True, True)
        again = {**mine, "gezien": response.context["form"].data["gezien"]}
        assert client.post(URL, again).status_code == 302
        assert teksten.eigen(JAAR) == {"toewijzing": "Van de tweede.", "groei": "Ook van de tweede."}

    def test_two_officers_in_other_places_do_not_meet(self, als):
        client = als("medewerker")
        mine = posted(client, groei="Van de tweede.")
        client.post(URL, posted(client, toewijzing="Van de eerste."))
        assert client.post(URL, mine).status_code == 302
        assert teksten.eigen(JAAR) == {"toewijzing": "Van de eerste.", "groei": "Van de tweede."}

    def test_20_000_signs_fit_and_one_more_comes_back_with_a_message(self, als):
        client = als("medewerker")
        assert client.post(URL, posted(client, inleiding="a" * 20_000)).status_code == 302
        assert client.get(OVERZICHT).status_code == 200
        response = client.post(URL, posted(client, inleiding="b" * 20_001))
        assert response.status_code == 422
        assert "b" * 20_001 in response.content.decode()
        response = client.post(URL, posted(client, groei="c" * 401))  # a line is a line
        assert (response.status_code, "groei" in response.context["form"].errors) == (422, True)

    @pytest.mark.parametrize("gezien", ["", "geen json", "[]", '{"groei": 1}', '{"groei": ["a"]}', "[" * 9_000,
                                        '{"groei": [[["a"]], 1]}', '{"groei":' * 800 + "1" + "}" * 800])  # fmt: skip
    def test_form_without_what_was_seen_overwrites_nothing(self, als, gezien):
        client = als("medewerker")
        client.post(URL, posted(client, groei="Van de eerste."))
        response = client.post(URL, {"gezien": gezien, "groei": "Van de tweede."})
        assert response.status_code == 409
        assert teksten.eigen(JAAR) == {"groei": "Van de eerste."}
