"""Every transition, who may do it, and that a file and its figures are never half there."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection

from basis.models import Wijziging
from tests.factories.voorraad import maak_bevinding, maak_levering, upload
from tests.tegelijk import at_once
from voorraad import lifecycle
from voorraad.gevonden import Gevonden
from voorraad.models import Bevinding, Levering, Niveau, Status, Verwerking
from voorraad.signals import levering_vastgesteld

pytestmark = pytest.mark.django_db
WAARSCHUWING = Gevonden(Niveau.WAARSCHUWING, "sluiting", "14 woningen", "12", "Voorraad", 2, "aantal")
FOUT = Gevonden(Niveau.FOUT, "code", "een segment uit de lijst", "socail", "Voorraad", 3, "segment")


class TestTransitions:
    DEEDS = {
        Status.INGEDIEND: lambda levering, omnia, gemeente: lifecycle.submit(levering, by=omnia),
        Status.VASTGESTELD: lambda levering, omnia, gemeente: lifecycle.accept(levering, by=gemeente),
        Status.TERUGGESTUURD: lambda levering, omnia, gemeente: lifecycle.send_back(levering, by=gemeente, reden="?"),
    }
    ALLOWED = {
        ("concept", "ingediend"),
        ("teruggestuurd", "ingediend"),
        ("ingediend", "vastgesteld"),
        ("ingediend", "teruggestuurd"),
    }

    @pytest.mark.parametrize("van", Status.values)
    @pytest.mark.parametrize("naar", DEEDS)
    def test_transition_is_done_and_logged_or_refused(self, van, naar, omnia, medewerker):
        levering = maak_levering(status=van)
        if (van, naar) in self.ALLOWED:
            self.DEEDS[naar](levering, omnia, medewerker)
            line = Wijziging.objects.over(levering).get()
            assert (line.veld, line.van, line.naar) == ("status", van, naar)
            expected = naar
        else:
            with pytest.raises(lifecycle.Geweigerd, match="er is niets gewijzigd"):
                self.DEEDS[naar](levering, omnia, medewerker)
            expected = van
        assert Levering.objects.get().status == expected

    def test_submit_notes_who_and_when(self, omnia):
        levering = maak_levering()
        lifecycle.submit(levering, by=omnia)
        levering.refresh_from_db()
        assert levering.ingediend_door == omnia
        assert levering.ingediend_op is not None

    @pytest.mark.parametrize(
        ("verwerking", "niveau", "text"),
        [
            (Verwerking.WACHT, None, "loopt nog"),
            (Verwerking.MISLUKT, None, "niet gelukt"),
            (Verwerking.GECONTROLEERD, Niveau.FOUT, "Er is 1 fout gevonden"),
            (Verwerking.GECONTROLEERD, Niveau.WAARSCHUWING, "Er is 1 waarschuwing zonder uitleg"),
        ],
    )
    def test_submit_says_what_is_in_the_way(self, omnia, verwerking, niveau, text):
        levering = maak_levering(verwerking=verwerking)
        if niveau:
            maak_bevinding(levering, niveau)
        with pytest.raises(lifecycle.Geweigerd, match=text):
            lifecycle.submit(levering, by=omnia)
        levering.refresh_from_db()
        assert levering.status == Status.CONCEPT

    def test_submit_with_every_warning_explained(self, omnia):
        levering = maak_levering()
        warnings = [maak_bevinding(levering), maak_bevinding(levering)]
        lifecycle.explain(levering, {warning.pk: "Dat klopt." for warning in warnings}, by=omnia)
        lifecycle.submit(levering, by=omnia)
        assert levering.status == Status.INGEDIEND

    def test_explain_touches_warnings_of_this_delivery_only(self, omnia):
        levering, other = maak_levering(), maak_levering("portaal")
        error, strange = maak_bevinding(levering, Niveau.FOUT), maak_bevinding(other)
        assert lifecycle.explain(levering, {error.pk: "nee", strange.pk: "nee"}, by=omnia) == 0
        assert set(Bevinding.objects.values_list("toelichting", flat=True)) == {""}

    def test_explain_after_handing_in_is_refused(self, omnia):
        levering = maak_levering(status=Status.INGEDIEND)
        warning = maak_bevinding(levering)
        with pytest.raises(lifecycle.Geweigerd, match="al ingediend"):
            lifecycle.explain(levering, {warning.pk: "Dat klopt."}, by=omnia)

    def test_accept_replaces_the_version_accepted_before_and_sends_the_signal(self, medewerker):
        old, new = maak_levering(status=Status.VASTGESTELD), maak_levering(status=Status.INGEDIEND)
        seen = []

        def receiver(sender, levering, **kwargs):
            seen.append((levering.pk, levering.status, connection.in_atomic_block))

        levering_vastgesteld.connect(receiver)
        lifecycle.accept(new, by=medewerker)
        levering_vastgesteld.disconnect(receiver)
        old.refresh_from_db()
        assert (old.status, new.status) == (Status.VERVANGEN, Status.VASTGESTELD)
        assert seen == [(new.pk, Status.VASTGESTELD, True)]

    def test_accept_is_undone_when_a_receiver_fails(self, medewerker):
        old, new = maak_levering(status=Status.VASTGESTELD), maak_levering(status=Status.INGEDIEND)

        def receiver(sender, **kwargs):
            raise RuntimeError

        levering_vastgesteld.connect(receiver)
        with pytest.raises(RuntimeError):
            lifecycle.accept(new, by=medewerker)
        levering_vastgesteld.disconnect(receiver)
        assert list(Levering.objects.order_by("versie").values_list("status", flat=True)) == [
            "vastgesteld",
            "ingediend",
        ]
        old.refresh_from_db()
        assert old.status == Status.VASTGESTELD

    def test_send_back_needs_a_reason(self, medewerker):
        levering = maak_levering(status=Status.INGEDIEND)
        with pytest.raises(lifecycle.Geweigerd, match="waarom"):
            lifecycle.send_back(levering, by=medewerker, reden="  ")

    def test_send_back_keeps_the_reason_until_it_is_handed_in_again(self, omnia, medewerker):
        levering = maak_levering(status=Status.INGEDIEND)
        lifecycle.send_back(levering, by=medewerker, reden="De sloop in Liendert ontbreekt.")
        levering.refresh_from_db()
        assert (levering.status, levering.reden) == (Status.TERUGGESTUURD, "De sloop in Liendert ontbreekt.")
        lifecycle.submit(levering, by=omnia)
        levering.refresh_from_db()
        assert levering.reden == ""

    @pytest.mark.parametrize(
        ("deed", "rol", "partij"),
        [
            ("submit", "corporatie", "portaal"),
            ("submit", "medewerker", None),
            ("submit", "huurdersorganisatie", None),
            ("submit", "bo-lid", None),
            ("accept", "corporatie", "omnia-wonen"),
            ("accept", "huurdersorganisatie", None),
            ("accept", "bo-lid", None),
        ],
    )
    def test_deed_of_who_may_not_do_it_changes_nothing(self, gebruiker, deed, rol, partij):
        levering = maak_levering(status=Status.INGEDIEND if deed == "accept" else Status.CONCEPT)
        before = levering.status
        with pytest.raises(PermissionDenied):
            getattr(lifecycle, deed)(levering, by=gebruiker(rol, partij))
        assert Levering.objects.get().status == before

    def test_possible_names_the_deeds_of_this_moment(self, omnia, medewerker):
        levering = maak_levering()
        assert lifecycle.possible(levering, omnia) == {"explain", "submit", "withdraw"}
        assert lifecycle.possible(levering, medewerker) == set()
        lifecycle.submit(levering, by=omnia)
        assert lifecycle.possible(levering, omnia) == {"withdraw"}
        assert lifecycle.possible(levering, medewerker) == {"accept", "send_back"}
        lifecycle.accept(levering, by=medewerker)
        assert lifecycle.possible(levering, omnia) == {"correct"}
        assert lifecycle.possible(levering, medewerker) == set()


class TestWithdraw:
    @pytest.mark.parametrize("status", [Status.CONCEPT, Status.INGEDIEND, Status.TERUGGESTUURD])
    def test_withdrawn_delivery_is_kept_and_makes_room(self, omnia, status):
        levering = maak_levering(status=status)
        lifecycle.withdraw(levering, by=omnia, reden=" Verkeerd bestand. ")
        new = upload(omnia)
        levering.refresh_from_db()
        assert (levering.status, levering.reden, new.versie) == (Status.INGETROKKEN, "Verkeerd bestand.", 2)
        assert Wijziging.objects.over(levering).first().naar == Status.INGETROKKEN

    @pytest.mark.parametrize("status", [Status.VASTGESTELD, Status.VERVANGEN, Status.INGETROKKEN])
    def test_what_was_accepted_or_is_past_stays(self, omnia, status):
        levering = maak_levering(status=status)
        with pytest.raises(lifecycle.Geweigerd):
            lifecycle.withdraw(levering, by=omnia)
        assert Levering.objects.get().status == status

    @pytest.mark.parametrize(("rol", "partij"), [("medewerker", None), ("corporatie", "portaal"), ("bo-lid", None)])
    def test_only_by_who_delivered(self, gebruiker, rol, partij):
        with pytest.raises(PermissionDenied):
            lifecycle.withdraw(maak_levering(), by=gebruiker(rol, partij))


class TestCorrection:
    def test_correction_is_handed_in_with_its_reason(self, omnia):
        maak_levering(status=Status.VASTGESTELD)
        levering = maak_levering()
        with pytest.raises(lifecycle.Geweigerd, match="waarom u de vastgestelde cijfers verbetert"):
            lifecycle.submit(levering, by=omnia)
        lifecycle.submit(levering, by=omnia, aanleiding="Twee woningen telden dubbel.")
        levering.refresh_from_db()
        assert (levering.status, levering.aanleiding) == (Status.INGEDIEND, "Twee woningen telden dubbel.")

    def test_first_version_needs_no_reason(self, omnia):
        lifecycle.submit(maak_levering(), by=omnia)
        assert Levering.objects.get().aanleiding == ""


class TestOfTheMunicipality:
    def hand_in(self, by):
        levering = maak_levering("gemeente")
        lifecycle.submit(levering, by=by)
        return levering

    def test_colleague_accepts_what_an_officer_handed_in(self, gebruiker, medewerker):
        colleague = gebruiker("beheer")
        levering = self.hand_in(medewerker)
        with pytest.raises(lifecycle.Geweigerd, match="Vraag een collega"):
            lifecycle.accept(levering, by=medewerker)
        lifecycle.accept(levering, by=colleague)
        assert Levering.objects.get().status == Status.VASTGESTELD

    def test_officer_without_colleagues_accepts_alone(self, medewerker):
        lifecycle.accept(self.hand_in(medewerker), by=medewerker)
        assert Levering.objects.get().status == Status.VASTGESTELD


def test_send_back_keeps_a_remark_at_each_finding(omnia, medewerker):
    levering = maak_levering(status=Status.INGEDIEND)
    first, _ = maak_bevinding(levering), maak_bevinding(levering)
    elsewhere = maak_bevinding(maak_levering("portaal"))
    remarks = {first.pk: " Welke straat? ", elsewhere.pk: "Van een ander."}
    lifecycle.send_back(levering, by=medewerker, reden="Zie hieronder.", opmerkingen=remarks)
    said = Bevinding.objects.order_by("pk").values_list("opmerking", flat=True)
    assert list(said) == ["Welke straat?", "", ""]


def test_explain_a_kind_reaches_warnings_on_other_pages_and_spares_what_was_explained(omnia):
    levering = maak_levering()
    own, open_, other = (
        maak_bevinding(levering, soort=soort, toelichting=text)
        for soort, text in (("sprong", "Sloop."), ("sprong", ""), ("hardheid-anders", ""))
    )
    assert lifecycle.explain(levering, {}, by=omnia, per_soort={"sprong": "Klopt."}) == 1
    texts = dict(Bevinding.objects.values_list("pk", "toelichting"))
    assert texts == {own.pk: "Sloop.", open_.pk: "Klopt.", other.pk: ""}


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    @pytest.fixture(autouse=True)
    def _reference_data(self, transactional_db):
        """A test with real transactions starts with what the one before it left: nothing."""
        call_command("laad_basisgegevens", verbosity=0)

    def test_accept_twice_at_once_happens_once(self, gebruiker):
        pk = maak_levering(status=Status.INGEDIEND).pk
        one, two = Levering.objects.get(pk=pk), Levering.objects.get(pk=pk)
        users = gebruiker("medewerker"), gebruiker("beheer")
        outcomes = at_once(
            lambda: lifecycle.accept(one, by=users[0]),
            lambda: lifecycle.accept(two, by=users[1]),
            told=(lifecycle.Geweigerd,),
        )
        assert sorted(outcomes) == ["Deze levering is intussen vastgesteld; er is niets gewijzigd.", "gelukt"]
        assert Wijziging.objects.filter(naar="vastgesteld").count() == 1

    def test_twenty_uploads_of_the_same_file_are_one_delivery(self, gebruiker, uitkomst):
        user = gebruiker("corporatie", "portaal")
        outcomes = at_once(*[lambda: upload(user)] * 20, told=(lifecycle.Geweigerd,))
        pointed = "U heeft precies dit bestand al aangeleverd. Dit is het: versie 1."
        assert sorted(outcomes) == sorted(["gelukt", *[pointed] * 19])
        assert Levering.objects.count() == 1

    def test_upload_twice_at_once_leaves_one_version_to_work_on(self, gebruiker, uitkomst):
        users = gebruiker("corporatie", "portaal"), gebruiker("corporatie", "portaal")
        deeds = [lambda by=by, data=data: upload(by, data) for by, data in zip(users, (b"een", b"twee"), strict=True)]
        at_once(*deeds, told=(lifecycle.Geweigerd,))
        assert Levering.objects.filter(status=Status.CONCEPT).count() == 1
