"""An explanation goes along to the next version where the same warning stands at the same row, and nowhere else."""

import pytest

from basis.models import Wijziging
from tests.factories.voorraad import goede_rij, maak_levering, maak_werkmap
from voorraad import controle
from voorraad.models import Bevinding, Levering, Niveau, Status, Verwerking
from voorraad.uitleg import neem_over

pytestmark = pytest.mark.django_db
KLAAR = {"gerealiseerd_halfjaar": "2026-1"}  # ready, and no change speaks of it: a warning


def lever(*projecten, **bladen):
    """A new version with these projects, checked; the one before is replaced."""
    Levering.objects.filter(status=Status.CONCEPT, partij__code="omnia-wonen").update(status=Status.VERVANGEN)
    rijen = {"Projecten": [goede_rij("Projecten", **cellen) for cellen in projecten]} | bladen
    levering = maak_levering(data=maak_werkmap(rijen), verwerking=Verwerking.WACHT)
    controle.check(levering.pk)
    return levering


def leg_uit(levering, *teksten):
    """Say these texts about its warnings, in their order."""
    for bevinding, tekst in zip(waarschuwingen(levering), teksten, strict=True):
        bevinding.toelichting = tekst
        bevinding.save()


def waarschuwingen(levering):
    return list(levering.bevindingen.filter(niveau=Niveau.WAARSCHUWING).order_by("volgorde"))


def uitleg(levering):
    return [(each.rij, each.toelichting) for each in waarschuwingen(levering)]


def test_explanation_follows_its_row_wherever_it_stands_now():
    leg_uit(lever({"projectcode": "E01"} | KLAAR, {"projectcode": "E02"} | KLAAR), "Schoof door.", "Al geteld.")
    nieuw = lever({"projectcode": "E09"}, {"projectcode": "E02"} | KLAAR, {"projectcode": "E01"} | KLAAR)
    assert uitleg(nieuw) == [(3, "Al geteld."), (4, "Schoof door.")]


def test_row_that_changed_asks_anew():
    leg_uit(lever({"aantal": 40} | KLAAR), "Schoof door.")
    assert uitleg(lever({"aantal": 41} | KLAAR)) == [(2, "")]


def test_other_warning_at_the_same_row_asks_for_itself():
    leg_uit(lever(KLAAR), "Schoof door.")
    # zacht where 2A is usually hard: the row is another, and so are both warnings
    assert uitleg(lever({"hardheid": "zacht"} | KLAAR)) == [(2, ""), (2, "")]


def test_trail_says_what_was_taken_over_and_from_where():
    leg_uit(lever({"projectcode": "E01"} | KLAAR, {"projectcode": "E02"} | KLAAR), "Schoof door.", "Al geteld.")
    nieuw = lever({"projectcode": "E01"} | KLAAR, {"projectcode": "E02"} | KLAAR, {"projectcode": "E03"})
    said = Wijziging.objects.over(nieuw).filter(veld="uitleg").values_list("naar", "waarom", "door_naam")
    assert list(said) == [
        ("2 waarschuwingen", "Overgenomen van versie 1: dezelfde bevindingen bij dezelfde rijen.", "automatisch")
    ]


def test_newest_explanation_counts_also_over_a_version_without_the_warning():
    leg_uit(lever(KLAAR), "Eerst dit.")
    leg_uit(lever(KLAAR), "Toch zo.")
    lever({})
    assert uitleg(lever(KLAAR)) == [(2, "Toch zo.")]


def test_explanation_of_another_half_year_or_party_stays_there():
    leg_uit(lever(KLAAR), "Schoof door.")
    Bevinding.objects.update(levering=maak_levering("portaal"))
    assert uitleg(lever(KLAAR)) == [(2, "")]
    Bevinding.objects.update(levering=maak_levering(halfjaar="2026-2"))
    assert uitleg(lever(KLAAR)) == [(2, "")]


def test_equal_rows_take_their_explanations_in_order():
    rijen = [goede_rij("Mutaties", soort="sloop", koper_middeninkomen="ja", aantal=1)] * 2
    leg_uit(lever(Mutaties=rijen), "De ene.", "De andere.")
    nieuw = lever(Mutaties=[*rijen, rijen[0]])
    assert uitleg(nieuw) == [(2, "De ene."), (3, "De andere."), (4, "")]


def test_row_numbers_in_what_is_expected_may_move():
    """'Mutaties rij 2' became row 3: the same difference of the same rows."""
    levering, nieuw = maak_levering(status=Status.VERVANGEN), maak_levering()
    words = "124 woningen: 100 eind 2025-2, +24 door mutaties (Mutaties rij {}); het verschil is {}"
    values = {"niveau": "waarschuwing", "soort": "sluit-niet-aan", "kenmerk": "abc", "volgorde": 1}
    Bevinding.objects.create(levering=levering, verwacht=words.format("2, 3 …", "−4"), toelichting="Telling.", **values)
    same, other = (
        Bevinding(levering=nieuw, verwacht=words.format(*rest), **values) for rest in [("3", "−4"), ("2, 3 …", "−9")]
    )
    neem_over(nieuw, [same, other])
    assert (same.toelichting, other.toelichting) == ("Telling.", "")
