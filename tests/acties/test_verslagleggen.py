"""Minutes that several people write at once: what one leaves alone never overwrites what another wrote."""

import pytest

from acties.models import Agendapunt, Deelname, Overlegvorm
from acties.overleg import verslagleggen
from acties.overleg.verslagleggen import Botsing, vakken, write
from basis.kenmerk import kenmerk
from basis.models import Partij, Wijziging
from tests.factories.acties import maak_overleg, maak_punt

pytestmark = pytest.mark.django_db


@pytest.fixture
def medewerker(gebruiker):
    return gebruiker("medewerker")


def opened(overleg) -> tuple[dict, dict]:
    """A form that was just opened: what stands in it, and what it remembers of that."""
    there = {name: vak.waarde for name, vak in vakken(overleg).items()}
    return there, {name: kenmerk(text) for name, text in there.items()}


def test_form_has_the_parties_of_the_table_those_who_came_and_the_points():
    overleg = maak_overleg()
    overleg.vorm.partijen.set(Partij.objects.filter(code__in=["gemeente", "show"]))
    guest = Partij.objects.get(code="habion")
    Deelname.objects.create(overleg=overleg, partij=guest, aanwezig="ja", namen="Han")
    punt = maak_punt(overleg)
    maak_punt(overleg, "Weg", weg=True)
    numbers = [partij.pk for partij in Partij.objects.filter(code__in=["gemeente", "show", "habion"])]
    expected = [name for number in numbers for name in (f"aanwezig-{number}", f"namen-{number}")]
    assert list(vakken(overleg)) == [*expected, "gasten", f"notulen-{punt.pk}"]
    assert vakken(overleg)[f"namen-{guest.pk}"].waarde == "Han"


def test_write_stores_what_changed_with_a_trail(medewerker):
    overleg = maak_overleg()
    punt, omnia = maak_punt(overleg), Partij.objects.get(code="omnia-wonen")
    typed, seen = opened(overleg)
    typed |= {f"notulen-{punt.pk}": "Zo gaan we verder.", f"aanwezig-{omnia.pk}": "ja", f"namen-{omnia.pk}": "Omar"}
    assert write(overleg, typed | {"gasten": "De pers"}, seen, by=medewerker) == 4
    assert Agendapunt.objects.get().notulen == "Zo gaan we verder."
    [deelname] = Deelname.objects.all()
    assert (deelname.partij, deelname.aanwezig, deelname.namen) == (omnia, "ja", "Omar")
    overleg.refresh_from_db()
    assert overleg.gasten == "De pers"
    lines = Wijziging.objects.values_list("onderwerp", "veld", "van", "naar")
    assert sorted(lines) == [
        ("acties.agendapunt", "verslag", "", "Zo gaan we verder."),
        ("acties.deelname", "aanwezig", "", "aanwezig"),
        ("acties.deelname", "namen", "", "Omar"),
        ("acties.overleg", "wie er nog meer waren", "", "De pers"),
    ]


def test_write_twice_is_once(medewerker):
    overleg = maak_overleg()
    punt = maak_punt(overleg)
    _, seen = opened(overleg)
    assert write(overleg, {f"notulen-{punt.pk}": "Tekst."}, seen, by=medewerker) == 1
    assert write(overleg, {f"notulen-{punt.pk}": "Tekst."}, seen, by=medewerker) == 0
    assert Wijziging.objects.count() == 1


def test_two_people_in_different_fields_both_keep_their_words(medewerker, gebruiker):
    overleg = maak_overleg()
    een, twee = maak_punt(overleg, "een"), maak_punt(overleg, "twee")
    mine, seen = opened(overleg)
    write(overleg, {f"notulen-{een.pk}": "Van de ander."}, seen, by=gebruiker("beheer"))
    write(overleg, mine | {f"notulen-{twee.pk}": "Van mij."}, seen, by=medewerker)
    assert dict(Agendapunt.objects.values_list("titel", "notulen")) == {"een": "Van de ander.", "twee": "Van mij."}


def test_two_people_in_one_field_are_told_and_nothing_is_stored(medewerker, gebruiker):
    overleg = maak_overleg()
    een, twee = maak_punt(overleg, "een"), maak_punt(overleg, "twee")
    mine, seen = opened(overleg)
    write(overleg, {f"notulen-{een.pk}": "Van de ander."}, seen, by=gebruiker("beheer"))
    mine |= {f"notulen-{een.pk}": "Van mij.", f"notulen-{twee.pk}": "Ook van mij."}
    with pytest.raises(Botsing) as caught:
        write(overleg, mine, seen, by=medewerker)
    assert caught.value.nu == {f"notulen-{een.pk}": "Van de ander."}
    assert dict(Agendapunt.objects.values_list("titel", "notulen")) == {"een": "Van de ander.", "twee": ""}


def test_words_at_a_point_that_went_away_are_told_and_nothing_is_stored(medewerker):
    overleg = maak_overleg()
    weg, blijft = maak_punt(overleg, "weg"), maak_punt(overleg, "blijft")
    mine, seen = opened(overleg)
    Agendapunt.objects.filter(pk=weg.pk).update(weg=True)
    with pytest.raises(Botsing) as caught:
        write(overleg, mine | {f"notulen-{weg.pk}": "A.", f"notulen-{blijft.pk}": "B."}, seen, by=medewerker)
    assert (caught.value.nu, caught.value.weg) == ({}, [f"notulen-{weg.pk}"])
    assert set(Agendapunt.objects.values_list("notulen", flat=True)) == {""}


def test_same_words_by_both_are_no_conflict(medewerker, gebruiker):
    overleg = maak_overleg()
    punt = maak_punt(overleg)
    _, seen = opened(overleg)
    for user in (gebruiker("beheer"), medewerker):
        write(overleg, {f"notulen-{punt.pk}": "Akkoord."}, seen, by=user)
    assert Agendapunt.objects.get().notulen == "Akkoord."


def test_point_of_another_meeting_is_left_alone(medewerker):
    elsewhere = maak_punt(maak_overleg("ambtelijk"))
    with pytest.raises(Botsing):
        write(maak_overleg(), {f"notulen-{elsewhere.pk}": "Inbraak."}, {}, by=medewerker)
    assert Agendapunt.objects.get().notulen == ""


def test_party_that_no_longer_sits_there_keeps_its_attendance():
    overleg = maak_overleg()
    show = Partij.objects.get(code="show")
    Deelname.objects.create(overleg=overleg, partij=show, aanwezig="ja")
    Overlegvorm.objects.get(code="bo").partijen.remove(show)
    assert show in [deelname.partij for deelname in verslagleggen.aan_tafel(overleg)]
