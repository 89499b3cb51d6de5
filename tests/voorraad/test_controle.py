"""The check of a delivery: rows and findings are replaced at once, and a check that breaks says so."""

import pytest

from basis import bulk, jobs
from basis.models import Taak, Wijziging
from tests.factories.voorraad import maak_levering, upload
from voorraad import controle, lifecycle
from voorraad.gevonden import Gevonden
from voorraad.models import Bevinding, Levering, Niveau, Status, Verwerking, Voorraadstand

pytestmark = pytest.mark.django_db
WAARSCHUWING = Gevonden(Niveau.WAARSCHUWING, "sluiting", "14 woningen", "12", "Voorraad", 2, "aantal")
FOUT = Gevonden(Niveau.FOUT, "code", "een segment uit de lijst", "socail", "Voorraad", 3, "segment")


def test_check_stores_rows_and_findings(omnia, uitkomst):
    uitkomst(WAARSCHUWING)
    levering = upload(omnia)
    controle.check(levering.pk)
    levering.refresh_from_db()
    assert levering.verwerking == Verwerking.GECONTROLEERD
    assert list(Voorraadstand.objects.values_list("levering", "aantal")) == [(levering.pk, 12)]
    found = levering.bevindingen.get()
    assert (found.niveau, found.blad, found.rij, found.kolom) == ("waarschuwing", "Voorraad", 2, "aantal")
    assert (found.gevonden, found.verwacht, found.toelichting) == ("12", "14 woningen", "")


def test_check_keeps_no_rows_when_there_is_an_error(omnia, uitkomst):
    uitkomst(FOUT, WAARSCHUWING)
    levering = upload(omnia)
    controle.check(levering.pk)
    assert (Voorraadstand.objects.count(), levering.bevindingen.count()) == (0, 2)


def test_check_twice_gives_the_same(omnia, uitkomst):
    uitkomst(WAARSCHUWING)
    levering = upload(omnia)
    controle.check(levering.pk)
    before = list(Bevinding.objects.values()), list(Voorraadstand.objects.values())
    controle.check(levering.pk)
    assert (list(Bevinding.objects.values()), list(Voorraadstand.objects.values())) == before


def test_check_again_keeps_the_explanation_of_the_same_warning(omnia, uitkomst):
    uitkomst(WAARSCHUWING)
    levering = upload(omnia)
    controle.check(levering.pk)
    Bevinding.objects.update(toelichting="Twee woningen zijn samengevoegd.")
    Levering.objects.update(verwerking=Verwerking.WACHT)
    controle.check(levering.pk)
    assert levering.bevindingen.get().toelichting == "Twee woningen zijn samengevoegd."


@pytest.mark.parametrize("status", [Status.INGEDIEND, Status.VASTGESTELD, Status.VERVANGEN])
def test_check_leaves_alone_what_was_handed_in(uitkomst, status):
    levering = maak_levering(status=status, verwerking=Verwerking.WACHT)
    controle.check(levering.pk)
    assert Voorraadstand.objects.count() == 0


def test_check_cuts_off_what_does_not_fit(omnia, uitkomst):
    uitkomst(Gevonden(Niveau.FOUT, "code", "v" * 400, "g" * 400, "Voorraad", 2, "k" * 90))
    levering = upload(omnia)
    controle.check(levering.pk)
    found = levering.bevindingen.get()
    assert (len(found.verwacht), len(found.gevonden), len(found.kolom)) == (300, 200, 60)


def test_check_that_breaks_leaves_nothing_and_says_so_in_the_end(
    omnia, uitkomst, monkeypatch, django_capture_on_commit_callbacks
):
    uitkomst(WAARSCHUWING)

    def broken(*args, **kwargs):
        raise RuntimeError("schijf vol")

    monkeypatch.setattr(bulk, "insert", broken)
    with django_capture_on_commit_callbacks(execute=True):
        levering = upload(omnia)
    levering.refresh_from_db()
    assert (levering.verwerking, levering.bevindingen.count()) == (Verwerking.WACHT, 0)
    jobs.sweep()
    jobs.sweep()
    levering.refresh_from_db()
    assert levering.verwerking == Verwerking.MISLUKT
    assert levering.reden.endswith("Uw bestand is veilig bewaard.")
    seen = "".join(Wijziging.objects.over(levering).values_list("waarom", flat=True)) + levering.reden
    assert "schijf vol" not in seen  # what went wrong inside is for the administrators
    assert "schijf vol" in Taak.objects.get(soort=controle.CHECK).fout
    assert levering.bevindingen.count() == 0


def test_recheck_tries_a_failed_check_once_more(omnia, uitkomst):
    levering = maak_levering(verwerking=Verwerking.MISLUKT, reden="stuk")
    lifecycle.recheck(levering, by=omnia)
    assert (levering.verwerking, levering.reden) == (Verwerking.WACHT, "")
    jobs.sweep()
    levering.refresh_from_db()
    assert levering.verwerking == Verwerking.GECONTROLEERD


def test_recheck_refuses_what_did_not_fail(omnia):
    with pytest.raises(lifecycle.Geweigerd, match="al gecontroleerd"):
        lifecycle.recheck(maak_levering(), by=omnia)
