"""A remark is kept under the name of who wrote it, and leaves a line in the trail."""

import pytest
from pytest_django.asserts import assertContains

from acties.dossier.opmerken import Beantwoord, answer, place_remark
from acties.models import Antwoord
from basis.models import Bericht, Partij, Wijziging
from tests.factories.acties import maak_actie

pytestmark = pytest.mark.django_db


def test_place_remark_keeps_name_and_party_and_leaves_a_line(gebruiker):
    actie, user = maak_actie(1), gebruiker("huurdersorganisatie", first_name="Hanna", last_name="Huurder")
    remark = place_remark(actie, by=user, soort="vraag", tekst="Hoe dan?")
    assert list(actie.opmerkingen.values_list("pk", "soort", "tekst", "door", "door_naam", "door_partij")) == [
        (remark.pk, "vraag", "Hoe dan?", user.pk, "Hanna Huurder", "SHOW")
    ]
    assert list(Wijziging.objects.over(actie).values_list("veld", "naar")) == [("opmerking", "Hoe dan?")]


def test_same_remark_sent_twice_is_placed_once(gebruiker):
    actie, user = maak_actie(1), gebruiker("huurdersorganisatie")
    first, second, other = (
        place_remark(actie, by=user, soort="vraag", tekst=text) for text in ("Hoe?", "Hoe?", "Wie?")
    )
    assert (first, actie.opmerkingen.count()) == (second, 2)
    assert other.tekst == "Wie?"


class TestAnswer:
    @pytest.fixture
    def remark(self, gebruiker):
        tenant = gebruiker("huurdersorganisatie", "show", first_name="Hanna", last_name="Huurder")
        return place_remark(maak_actie(1, ["omnia-wonen"]), by=tenant, soort="vraag", tekst="Hoe dan?")

    def test_answer_is_kept_with_who_and_told_to_the_organisation(self, remark, gebruiker):
        colleague, other = gebruiker("huurdersorganisatie", "show"), gebruiker("huurdersorganisatie", "hbva")
        by = gebruiker("medewerker", first_name="Mieke", last_name="Stad")
        made = answer(remark, by=by, tekst="Zo.")
        assert (made.door_naam, made.door_partij, made.tekst) == ("Mieke Stad", "Gemeente Amersfoort", "Zo.")
        told = Bericht.objects.order_by("gebruiker")
        assert [each.gebruiker for each in told] == [remark.door, colleague]
        assert told[0].tekst == "Gemeente Amersfoort antwoordt op uw opmerking ‘Hoe dan?’:\n\nZo."
        assert not other.berichten.exists()
        change = Wijziging.objects.over(remark.actie).filter(veld="antwoord op opmerking").get()
        assert (change.van, change.naar) == ("Hoe dan?", "Zo.")

    def test_notice_of_an_answer_quotes_the_beginning_of_a_long_remark(self, gebruiker):
        hanna = gebruiker("huurdersorganisatie")
        long = place_remark(maak_actie(), by=hanna, soort="vraag", tekst="x" * 4000)
        answer(long, by=gebruiker("medewerker"), tekst="Zo.")
        assert f"‘{'x' * 299}…’:" in Bericht.objects.get(gebruiker=hanna).tekst

    def test_answer_reaches_the_organisation_when_its_member_has_moved_on(self, remark, gebruiker):
        remark.door.partij = Partij.objects.get(code="hbva")
        remark.door.save()
        colleague = gebruiker("huurdersorganisatie", "show")
        answer(remark, by=gebruiker("medewerker"), tekst="Zo.")
        assert [each.gebruiker for each in Bericht.objects.all()] == [colleague]

    def test_answer_sent_twice_is_one_and_a_second_is_refused(self, remark, gebruiker):
        by = gebruiker("medewerker")
        first = answer(remark, by=by, tekst="Zo.")
        assert answer(remark, by=by, tekst="Zo.") == first
        with pytest.raises(Beantwoord) as caught:
            answer(remark, by=gebruiker("corporatie"), tekst="Anders.")
        assert (caught.value.antwoord, Antwoord.objects.count()) == (first, 1)

    @pytest.mark.parametrize(
        ("rol", "partij", "code"),
        [("medewerker", None, 200), ("corporatie", "omnia-wonen", 200), ("corporatie", "portaal", 404),
         ("huurdersorganisatie", None, 404), ("bo-lid", "omnia-wonen", 404)],
    )  # fmt: skip
    def test_answering_is_for_the_municipality_and_who_leads(self, als, remark, rol, partij, code):
        assert als(rol, partij).get(f"/acties/opmerking/{remark.pk}/antwoord/").status_code == code

    def test_answer_stands_under_the_remark(self, als, remark):
        client = als("corporatie")
        page = client.post(f"/acties/opmerking/{remark.pk}/antwoord/", {"tekst": "Zo <b>."}, follow=True)
        assertContains(page, "SHOW krijgt een bericht.")
        assertContains(page, "Zo &lt;b&gt;.")

    def test_answer_after_another_shows_that_one_and_keeps_the_words(self, als, remark, gebruiker):
        answer(remark, by=gebruiker("medewerker"), tekst="Zo.")
        page = als("corporatie").post(f"/acties/opmerking/{remark.pk}/antwoord/", {"tekst": "Anders."})
        assertContains(page, "al geantwoord", status_code=409)
        assertContains(page, "Anders.", status_code=409)

    def test_empty_answer_is_refused(self, als, remark):
        page = als("medewerker").post(f"/acties/opmerking/{remark.pk}/antwoord/", {"tekst": "  "})
        assert page.context["form"].errors == {"tekst": ["Schrijf uw antwoord."]}
        assert not Antwoord.objects.exists()


@pytest.mark.parametrize(("length", "code"), [(4000, 302), (4001, 422)])
def test_remark_has_room_for_4000_signs(als, length, code):
    actie = maak_actie()
    sent = {"soort": "vraag", "tekst": "é" * length}
    assert als("huurdersorganisatie").post(f"{actie.get_absolute_url()}opmerking/", sent).status_code == code
