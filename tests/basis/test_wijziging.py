"""The trail: append-only, and each sees what is theirs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from basis.models import Partij, Wijziging

pytestmark = pytest.mark.django_db


@pytest.fixture
def omnia():
    return Partij.objects.get(code="omnia-wonen")


@pytest.fixture
def wijziging(omnia, gebruiker):
    bea = gebruiker("beheer", first_name="Bea", last_name="Heer")
    return Wijziging.objects.log(omnia, by=bea, veld="actief", van=True, naar=False, waarom="x")


def stored(wijziging):
    found = Wijziging.objects.get(pk=wijziging.pk)
    return found.onderwerp, found.onderwerp_id, found.veld, found.van, found.naar, found.waarom, found.door_naam


def test_log_keeps_who_what_from_to_and_why(wijziging, omnia):
    assert stored(wijziging) == ("basis.partij", omnia.pk, "actief", "True", "False", "x", "Bea Heer")
    assert (wijziging.omschrijving, str(wijziging)) == ("Omnia Wonen", "Omnia Wonen: actief")


def test_log_without_a_user_is_automatic(omnia):
    made = Wijziging.objects.log(omnia, by=None, veld="actief")
    assert (made.door, made.door_naam, made.van, made.naar, made.waarom) == (None, "automatisch", "", "", "")


def test_log_cuts_a_long_subject_to_what_fits(omnia):
    omnia.naam = "x" * 300
    assert Wijziging.objects.log(omnia, by=None, veld="naam").omschrijving == "x" * 200


def test_over_gives_the_lines_of_one_subject(wijziging, omnia, gebruiker):
    other = Partij.objects.get(code="portaal")
    Wijziging.objects.log(other, by=None, veld="actief")
    same_number = gebruiker("corporatie", pk=omnia.pk)
    Wijziging.objects.log(same_number, by=None, veld="rol")
    assert list(Wijziging.objects.over(omnia)) == [wijziging]


def test_wijziging_keeps_the_name_when_the_account_is_gone(wijziging):
    wijziging.door.delete()
    wijziging.refresh_from_db()
    assert (wijziging.door, wijziging.door_naam) == (None, "Bea Heer")


class TestAppendOnly:
    def test_save_of_a_stored_line_is_refused(self, wijziging):
        wijziging.naar = "iets anders"
        with pytest.raises(TypeError, match="niet gewijzigd"):
            wijziging.save()
        assert stored(wijziging)[4] == "False"

    def test_delete_of_a_line_is_refused(self, wijziging):
        with pytest.raises(TypeError, match="niet verwijderd"):
            wijziging.delete()
        assert Wijziging.objects.count() == 1

    @pytest.mark.parametrize(
        "deed",
        [
            lambda lines: lines.update(naar="iets anders"),
            lambda lines: lines.delete(),
            lambda lines: lines.bulk_update(lines, ["naar"]),
        ],
    )
    def test_many_lines_at_once_are_refused_too(self, wijziging, deed):
        with pytest.raises(TypeError, match="Een wijziging wordt niet"), transaction.atomic():
            deed(Wijziging.objects.all())
        assert stored(wijziging)[4] == "False"


class TestVisible:
    @pytest.fixture
    def lines(self, omnia, gebruiker):
        """One line by each role, and one by nobody."""
        users = {rol: gebruiker(rol) for rol in ("beheer", "medewerker", "corporatie", "huurdersorganisatie", "bo-lid")}
        for user in users.values():
            Wijziging.objects.log(omnia, by=user, veld="actief")
        Wijziging.objects.log(omnia, by=None, veld="actief")
        return users

    def test_visible_to_beheer_is_all(self, lines):
        assert Wijziging.objects.visible_to(lines["beheer"]).count() == 6

    @pytest.mark.parametrize("rol", ["medewerker", "corporatie"])
    def test_visible_to_who_edits_is_what_they_did_themselves(self, lines, rol):
        assert [line.door for line in Wijziging.objects.visible_to(lines[rol])] == [lines[rol]]

    @pytest.mark.parametrize("rol", ["huurdersorganisatie", "bo-lid"])
    def test_visible_to_readers_is_nothing(self, lines, rol):
        assert list(Wijziging.objects.visible_to(lines[rol])) == []

    def test_visible_without_login_is_nothing(self, lines):
        assert list(Wijziging.objects.visible_to(AnonymousUser())) == []

    def test_visible_to_a_colleague_of_the_same_party_is_not_ones_own(self, lines, gebruiker):
        assert list(Wijziging.objects.visible_to(gebruiker("corporatie"))) == []
