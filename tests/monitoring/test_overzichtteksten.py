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
        assert "Dit staat er nu, van een ander:" in page
        assert "<p>Van de eerste.</p>" in page
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

    def test_pasted_text_is_not_cut_by_the_browser_and_the_message_says_how_long_it_may_be(self, als):
        client = als("medewerker")
        assert "maxlength" not in client.get(URL).content.decode().split("<main")[1]
        response = client.post(URL, posted(client, groei="c" * 20_000))
        page = response.content.decode()
        assert ("c" * 20_000 in page, response.status_code) == (True, 422)
        said = (
            "De groei van de sociale huur: Zorg dat deze waarde niet meer dan 400 tekens bevat (het zijn er nu 20000)."
        )
        assert said in page
        assert not Overzichttekst.objects.exists()


def test_image_of_40_mb_that_is_pasted_is_refused_with_what_was_sent_and_what_fits(als):
    client = als("medewerker")
    response = client.post(URL, {"gezien": "", "inleiding": "data:image/png;base64," + "A" * (40 << 20)})
    page = response.content.decode()
    assert response.status_code == 400
    assert "Dit is te groot: samen 40,0 MB tekst, en er past hooguit 2,5 MB in." in page
    assert not Overzichttekst.objects.exists()


VORIG = "notitie-thema-van-toen"


@pytest.fixture
def _los(by):
    """A note at a theme that is gone by now."""
    write_at(VORIG, "Wat de spreker bij dat thema: Thema van toen", "Vertel over de proef.", by)


def write_at(sleutel, naam, text, by):
    places = {sleutel: Plaats(sleutel, naam, "", "")}
    teksten.write(JAAR, places, {sleutel: text}, {sleutel: [kenmerk(""), kenmerk("")]}, by=by)


@pytest.mark.usefixtures("_los")
class TestZonderPlaats:
    def test_it_is_shown_by_the_name_that_its_place_had_and_stays_until_somebody_chooses(self, als):
        client = als("medewerker")
        page = client.get(URL).content.decode()
        assert ("Teksten zonder plaats" in page, "Vertel over de proef." in page, "Thema van toen" in page) == (
            *(True, True, True),
        )
        assert client.post(URL, posted(client, inleiding="Samen verder.")).status_code == 302
        assert teksten.eigen(JAAR) == {VORIG: "Vertel over de proef.", "inleiding": "Samen verder."}

    def test_it_is_taken_away_once_and_stands_in_the_trail(self, als):
        client = als("medewerker")
        typed = posted(client, **{f"los-{VORIG}": "weg"})
        for _ in range(2):
            assert client.post(URL, typed).status_code == 302
        assert teksten.eigen(JAAR) == {}
        lines = Wijziging.objects.order_by("pk").values_list("veld", "van", "naar")
        assert list(lines)[1:] == [("Wat de spreker bij dat thema: Thema van toen", "Vertel over de proef.", "")]
        assert "Teksten zonder plaats" not in client.get(URL).content.decode()

    def test_it_is_put_after_what_stands_in_another_place_also_when_sent_twice(self, als):
        client = als("medewerker")
        typed = posted(client, inleiding="Samen verder.", **{f"los-{VORIG}": "inleiding"})
        client.post(URL, typed)
        assert teksten.eigen(JAAR) == {"inleiding": "Samen verder.\n\nVertel over de proef."}
        assert client.post(URL, typed).status_code == 409  # it is another text by now: told, and nothing is lost
        assert teksten.eigen(JAAR) == {"inleiding": "Samen verder.\n\nVertel over de proef."}

    def test_it_has_to_fit_there(self, als):
        client = als("medewerker")
        response = client.post(URL, posted(client, groei="c" * 390, **{f"los-{VORIG}": "groei"}))
        # 390 + an empty line (2) + 21 signs
        said = "Samen met wat er bij ‘De groei van de sociale huur’ staat zijn het 413 tekens; daar passen er 400."
        assert (response.status_code, said in response.content.decode()) == (422, True)
        assert teksten.eigen(JAAR) == {VORIG: "Vertel over de proef."}

    def test_two_have_to_fit_there_together(self, als, by):
        """180 + 2 + 200 would fit, and 180 + 2 + 21; together they are 180 + 2 + 21 + 2 + 200 = 405."""
        write_at("notitie-ook-weg", "Nog een", "d" * 200, by)
        moved = {f"los-{VORIG}": "groei", "los-notitie-ook-weg": "groei"}
        client = als("medewerker")
        response = client.post(URL, posted(client, groei="c" * 180, **moved))
        assert (response.status_code, "zijn het 405 tekens" in response.content.decode()) == (422, True)

    def test_it_stays_where_the_text_of_the_system_comes_back(self, als):
        client = als("medewerker")
        client.post(URL, posted(client, inleiding="Eigen.", terug="inleiding", **{f"los-{VORIG}": "inleiding"}))
        assert teksten.eigen(JAAR) == {VORIG: "Vertel over de proef."}

    def test_it_stays_where_the_other_place_was_not_sent(self, als):
        client = als("medewerker")
        typed = posted(client, **{f"los-{VORIG}": "inleiding"})
        del typed["inleiding"]
        client.post(URL, typed)
        assert teksten.eigen(JAAR) == {VORIG: "Vertel over de proef."}

    @pytest.mark.parametrize("naar", ["ergens", VORIG])
    def test_place_that_is_not_there_is_refused(self, als, naar):
        client = als("medewerker")
        response = client.post(URL, posted(client, **{f"los-{VORIG}": naar}))
        assert (response.status_code, teksten.eigen(JAAR)) == (422, {VORIG: "Vertel over de proef."})
