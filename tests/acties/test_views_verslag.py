"""The pages of the minutes of a meeting."""

import datetime

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertRedirects

from acties import spoor
from acties.models import Agendapunt
from basis.models import Partij
from tests.acties.test_views_overleg import errors
from tests.factories.acties import maak_overleg, maak_punt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 6, 18, 12, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


class TestVerslag:
    def test_there_are_no_minutes_before_the_day(self, als):
        """Today is 18 June 2026; who had the form open when the date moved loses nothing."""
        overleg = maak_overleg(datum="2026-06-19")
        punt = maak_punt(overleg)
        client, address = als("medewerker"), f"/overleg/{overleg.pk}/verslag/"
        page = client.get(address, follow=True)
        assertRedirects(page, overleg.get_absolute_url())
        assertContains(page, "Dit overleg is pas op 19 juni 2026. Schrijf het verslag daarna.")
        response = client.post(address, {"gezien": "{}", f"notulen-{punt.pk}": "Vast getypt."})
        assertContains(response, "Dit overleg is pas op 19 juni 2026.", status_code=422)
        assertContains(response, "Vast getypt.</textarea>", status_code=422)
        assert Agendapunt.objects.get().notulen == ""

    def test_attendance_has_visible_labels_that_name_the_party_to_who_listens(self, als):
        overleg = maak_overleg()
        page = als("medewerker").get(f"/overleg/{overleg.pk}/verslag/")
        portaal = Partij.objects.get(code="portaal")
        for name, label in [("aanwezig", "Aanwezig"), ("namen", "Namen")]:
            words = f'<span class="visually-hidden">Portaal: </span>{label}'
            tag = f'<label for="id_{name}-{portaal.pk}" class="form-label">{words}</label>'
            assertContains(page, tag, html=True)

    def test_minutes_of_20000_signs_are_kept_and_one_more_is_refused(self, als):
        overleg = maak_overleg()
        punt = maak_punt(overleg)
        client, address = als("medewerker"), f"/overleg/{overleg.pk}/verslag/"
        page = client.get(address)
        given = {"gezien": page.context["form"]["gezien"].value(), f"notulen-{punt.pk}": "é" * 20_000}
        assertRedirects(client.post(address, given), overleg.get_absolute_url())
        response = client.post(address, given | {f"notulen-{punt.pk}": "é" * 20_001})
        assert list(errors(response)) == [f"notulen-{punt.pk}"]
        assert Agendapunt.objects.get().notulen == "é" * 20_000

    def test_two_people_in_one_field_see_both_texts_and_a_second_save_succeeds(self, als, gebruiker):
        overleg = maak_overleg()
        punt = maak_punt(overleg)
        client, address = als("medewerker"), f"/overleg/{overleg.pk}/verslag/"
        given = {"gezien": client.get(address).context["form"]["gezien"].value(), f"notulen-{punt.pk}": "Van mij."}
        spoor.change(punt, {"notulen": "Van de ander."}, by=gebruiker("beheer"))
        response = client.post(address, given)
        assertContains(response, "Iemand anders schreef hier intussen: ‘Van de ander.’", status_code=409)
        assertContains(response, "Van mij.</textarea>", status_code=409)
        client.post(address, given | {"gezien": response.context["form"]["gezien"].value()})
        assert Agendapunt.objects.get().notulen == "Van mij."

    @pytest.mark.parametrize("gezien", ["", "geen json", "[1]", '{"gasten": 3}', "[" * 99_000])
    def test_spoilt_memory_of_the_form_loses_nothing(self, als, gezien):
        """Nobody knows what the user saw: what is new is stored, what stood there is not overwritten unseen."""
        overleg = maak_overleg(gasten="De pers")
        punt = maak_punt(overleg)
        client, address = als("medewerker"), f"/overleg/{overleg.pk}/verslag/"
        response = client.post(address, {"gezien": gezien, "gasten": "Anders", f"notulen-{punt.pk}": "Tekst."})
        assertContains(response, "‘De pers’", status_code=409)
        overleg.refresh_from_db()
        assert (overleg.gasten, Agendapunt.objects.get().notulen) == ("De pers", "")

    @pytest.mark.parametrize("hoe", ["van de agenda gehaald", "verwijderd", "de ander vulde ook iets fout in"])
    def test_words_at_a_point_that_went_off_the_agenda_come_back_until_they_are_moved(self, als, hoe):
        overleg = maak_overleg()
        blijft, punt = maak_punt(overleg, "Blijft"), maak_punt(overleg, "Weg", volgorde=2, notulen="Stond er.")
        show = Partij.objects.get(code="show")
        client, address = als("medewerker"), f"/overleg/{overleg.pk}/verslag/"
        seen = client.get(address).context["form"]["gezien"].value()
        if hoe == "verwijderd":
            Agendapunt.objects.filter(pk=punt.pk).delete()
        else:
            Agendapunt.objects.filter(pk=punt.pk).update(weg=True)
        wrong = hoe == "de ander vulde ook iets fout in"
        typed = {"gezien": seen, f"notulen-{punt.pk}": "Van mij.", f"notulen-{blijft.pk}": "Ook van mij."}
        response = client.post(address, typed | ({f"aanwezig-{show.pk}": "misschien"} if wrong else {}))
        assertContains(response, "Van mij.</textarea>", status_code=422 if wrong else 409)
        if not wrong:
            assert list(errors(response)) == [f"notulen-{punt.pk}"]
            assertContains(response, "Dit punt is van de agenda gehaald.", status_code=409)
        assert Agendapunt.objects.get(pk=blijft.pk).notulen == ""
        moved = {f"notulen-{punt.pk}": "", f"notulen-{blijft.pk}": "Ook van mij.\nVan mij."}
        assertRedirects(client.post(address, typed | moved), overleg.get_absolute_url())
        assert Agendapunt.objects.get(pk=blijft.pk).notulen == "Ook van mij.\nVan mij."

    def test_point_that_went_off_the_agenda_and_was_left_alone_asks_nothing(self, als):
        overleg = maak_overleg()
        punt = maak_punt(overleg, notulen="Een.\nTwee.")
        client, address = als("medewerker"), f"/overleg/{overleg.pk}/verslag/"
        seen = client.get(address).context["form"]["gezien"].value()
        Agendapunt.objects.filter(pk=punt.pk).update(weg=True)
        given = {"gezien": seen, f"notulen-{punt.pk}": "Een.\r\nTwee.", "gasten": "De pers"}
        assertRedirects(client.post(address, given), overleg.get_absolute_url())

    def test_names_of_a_party_that_left_the_table_come_back(self, als):
        overleg, show = maak_overleg(), Partij.objects.get(code="show")
        client, address = als("medewerker"), f"/overleg/{overleg.pk}/verslag/"
        seen = client.get(address).context["form"]["gezien"].value()
        overleg.vorm.partijen.remove(show)
        response = client.post(address, {"gezien": seen, f"namen-{show.pk}": "Hanna", f"aanwezig-{show.pk}": "ja"})
        assertContains(response, "Deze partij zit niet meer aan tafel.", status_code=409)
        assertContains(response, "Hanna</textarea>", status_code=409)

    def test_nothing_changed_is_no_success_so_that_what_was_typed_stays_in_the_browser(self, als):
        overleg = maak_overleg()
        response = als("medewerker").post(f"/overleg/{overleg.pk}/verslag/", {"gezien": "{}"}, follow=True)
        assert [message.level_tag for message in response.context["messages"]] == ["info"]

    def test_attendance_that_does_not_exist_is_refused(self, als):
        overleg, show = maak_overleg(), Partij.objects.get(code="show")
        response = als("medewerker").post(f"/overleg/{overleg.pk}/verslag/", {f"aanwezig-{show.pk}": "misschien"})
        assert list(errors(response)) == [f"aanwezig-{show.pk}"]

    def test_point_that_came_while_writing_is_left_alone(self, als):
        overleg = maak_overleg()
        client, address = als("medewerker"), f"/overleg/{overleg.pk}/verslag/"
        seen = client.get(address).context["form"]["gezien"].value()
        maak_punt(overleg, notulen="Van een ander.")
        assertContains(client.post(address, {"gezien": seen, "gasten": ""}, follow=True), "Niets gewijzigd")
