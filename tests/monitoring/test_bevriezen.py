"""Freezing: versions that nothing changes any more, with a hash; publishing opens the newest one."""

import datetime
import io
import json
import re
from contextlib import suppress
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from openpyxl import load_workbook
from pytest_django.asserts import assertContains

from acties.dossier.opmerken import place_remark
from basis import onveranderlijk
from basis.kenmerk import kenmerk
from basis.models import Wijziging
from monitoring import bewaard
from monitoring.jaaroverzicht import bevriezen, openen, story, verschillen, vorm
from monitoring.meenemen import xlsx
from monitoring.meenemen.bron import bron
from monitoring.models import Jaaroverzicht, Publicatie, Rekenstand, Vastlegging
from monitoring.tijdvak import Tijdvak
from tests.factories.acties import maak_actie
from tests.factories.monitoring import maak_vastgesteld, mutatie, toewijzing
from tests.factories.overzicht import OUD, leg_vast, maak_oud
from tests.tegelijk import at_once

pytestmark = pytest.mark.django_db
FEBRUARI = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
VANDAAG = FEBRUARI.date()
JAAR = Tijdvak(2026)


@pytest.fixture
def _februari():
    with time_machine.travel(FEBRUARI, tick=False):
        yield


@pytest.fixture
def by(gebruiker):
    return gebruiker("beheer", first_name="Bea", last_name="Heer")


@pytest.fixture
def _growth(_februari):
    """Net 10 in 2026-1 of omnia-wonen; the others delivered nothing that changed."""
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12), mutatie("sloop", 2))
    for code in ("gemeente", "de-alliantie", "portaal"):
        maak_vastgesteld(code, "2026-1")


def correct(nieuwbouw=50):
    """A later correction."""
    maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", nieuwbouw))


def freeze(by):
    return bevriezen.freeze(JAAR, by=by, today=VANDAAG)


def groei(inhoud):
    row = next(row for row in inhoud["cijfers"] if (row["code"], row["partij"]) == ("V1", ""))
    return row["reeks"][0]["waarde"]


@pytest.mark.usefixtures("_growth")
class TestFreeze:
    def test_version_holds_what_was_and_says_who_and_when(self, by):
        made, new = freeze(by)
        assert (made.versie, made.schema, made.op, made.door, made.door_naam, new) == (
            *(1, 1, FEBRUARI, by, "Bea Heer", True),
        )
        correct()
        assert groei(openen.lees(Vastlegging.objects.get())) == 10
        line = Wijziging.objects.get(veld="vastgelegd")
        hashes = f"{made.sha256}, openbaar {made.sha256_openbaar}"
        assert (line.omschrijving, line.naar) == ("Jaaroverzicht 2026", f"versie 1, {hashes}")

    def test_content_is_canonical_and_its_hash_is_that_of_its_bytes(self, by):
        made, _ = freeze(by)
        again = json.dumps(json.loads(made.inhoud), sort_keys=True, separators=(",", ":"))
        assert (made.inhoud == again, kenmerk(again) == made.sha256, len(made.sha256)) == (True, True, 64)
        assert kenmerk('{"a":1}') == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"

    def test_other_notes_of_the_speaker_give_the_next_version_and_stand_in_neither_content(self, by):
        freeze(by)
        Jaaroverzicht.objects.get().teksten.create(sleutel="notitie-opening", tekst="Noem het jaar.")
        second, new = freeze(by)
        assert (second.versie, new) == (2, True)
        assert "Noem het jaar." not in second.inhoud + second.openbaar
        assert openen.lees_met_notities(second)["notities"]["notitie-opening"]["eigen"] == "Noem het jaar."
        assert "notities" not in openen.lees(second)

    def test_correction_gives_the_next_version_and_leaves_the_first(self, by):
        first, _ = freeze(by)
        correct()
        with time_machine.travel(FEBRUARI + datetime.timedelta(days=1), tick=False):
            second, new = freeze(by)
        assert (second.versie, new) == (2, True)
        found = {row.versie: groei(openen.lees(row)) for row in Vastlegging.objects.all()}
        assert found == {1: 10, 2: 50}
        assert Vastlegging.objects.get(versie=1).sha256 == first.sha256

    def test_asked_twice_there_is_one_version(self, by):
        first, _ = freeze(by)
        with time_machine.travel(FEBRUARI + datetime.timedelta(hours=1), tick=False):
            again, new = freeze(by)
        assert (again, new, Vastlegging.objects.count()) == (first, False, 1)
        assert Wijziging.objects.filter(veld="vastgelegd").count() == 1

    def test_version_cannot_be_changed_or_deleted(self, by):
        made, _ = freeze(by)
        for deed in (
            made.save,
            made.delete,
            Vastlegging.objects.all().delete,
            lambda: Vastlegging.objects.update(inhoud=""),
        ):
            with pytest.raises(TypeError, match="vastgelegde versie"):
                deed()

    def test_accepted_delivery_that_is_not_computed_yet_is_waited_for(self, by):
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 3), bereken=False)
        with pytest.raises(bevriezen.InBerekening):
            freeze(by)
        assert not Vastlegging.objects.exists()

    def test_changed_foundation_of_the_figures_is_waited_for(self, by):
        Rekenstand.objects.update(grondslag="van vroeger")
        with pytest.raises(bevriezen.InBerekening):
            freeze(by)

    def test_figure_that_moves_while_it_is_told_makes_it_be_told_anew(self, by, monkeypatch):
        """The first telling meets a recompute in its middle: what is kept is of after it, all of it."""
        tell, told = story.story, []

        def interrupted(*args):
            inhoud = tell(*args)
            if not told:
                correct()
            told.append(inhoud)
            return inhoud

        monkeypatch.setattr(bevriezen, "story", interrupted)
        made, _ = freeze(by)
        assert [groei(each) for each in told] == [10, 50]
        assert groei(openen.lees(made)) == 50

    def test_figures_that_never_rest_are_not_frozen(self, by, monkeypatch):
        versions = iter(range(100))
        monkeypatch.setattr(bewaard, "versions", lambda: next(versions))
        with pytest.raises(bevriezen.InBerekening):
            freeze(by)

    def test_links_lead_to_what_was_known_then(self, by):
        made, _ = freeze(by)
        addresses = [punt["adres"] for row in openen.lees(made)["cijfers"] for punt in row["reeks"] if punt["adres"]]
        assert addresses
        assert all("op=2027-02-01T12%3A00%3A00" in address for address in addresses)

    def test_invented_figures_stay_invented_once_frozen(self, by, settings):
        settings.DEMO = True
        made, _ = freeze(by)
        settings.DEMO = False
        assert openen.lees(made)["fictief"] is True


def test_without_figures_nothing_is_frozen(by):
    with pytest.raises(bevriezen.ZonderCijfers):
        freeze(by)
    assert not Jaaroverzicht.objects.exists()


@pytest.mark.usefixtures("_growth")
class TestOpenbaar:
    def test_everybody_reads_no_words_of_tenants_no_links_and_no_replaced_texts(self, by, gebruiker):
        actie = maak_actie(41, jaar=2026)
        place_remark(actie, by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Woorden van huurders")
        Jaaroverzicht.objects.create(jaar=2026).teksten.create(sleutel="groei", tekst="Mooi begin.")
        made, _ = freeze(by)
        public = openen.lees(made, openbaar=True)
        assert "Woorden van huurders" in made.inhoud
        assert "Woorden van huurders" not in made.openbaar
        assert ("/cijfer/" in made.inhoud, "/cijfer/" in made.openbaar, "/acties/" in made.openbaar) == (
            *(True, False, False),
        )
        assert public["teksten"]["groei"] == {
            "naam": "De groei van de sociale huur",
            "systeem": "",
            "eigen": "Mooi begin.",
        }
        [tenants] = [deel for deel in public["delen"] if deel["soort"] == "huurders"]
        assert tenants["titel"] == "Huurdersorganisaties plaatsten 1 opmerking."

    def test_small_counts_of_one_party_are_in_nothing_that_everybody_reads(self, by, client):
        """Two homes of one corporation in one wijk, and 4321 of another: with the 4323 of both the two would follow."""
        maak_vastgesteld("omnia-wonen", "2026-1", toewijzing("uitstroom-instelling", 2, wijk="WK030710"))
        maak_vastgesteld("portaal", "2026-1", toewijzing("uitstroom-instelling", 4321))
        made = leg_vast("2026", by, VANDAAG)
        book = load_workbook(io.BytesIO(xlsx.xlsx(bron(made, openbaar=True))))
        rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
        names = "", "projectie/", "projectie.html"
        pages = [client.get(f"/jaaroverzicht/2026/{name}").content.decode().split("<script>")[0] for name in names]
        for text in (made.openbaar, str(rows), *pages):
            numbers = {found.replace(".", "").removesuffix("0") for found in re.findall(r"\d[\d.]*\d", text)}
            assert ("4323" in numbers, "4321" in numbers) == (True, False)
        assert '"code":"T6"' in made.openbaar
        people = {"T1", "T2", "T3", "T4", "T5", "T6"}
        assert {row["partij"] for row in json.loads(made.openbaar)["cijfers"] if row["code"] in people} == {""}
        parties = {"Omnia Wonen", "Portaal", "de Alliantie", "gemeente Amersfoort"}
        assert [row for row in rows if row[0] in people and parties & set(map(str, row))] == []
        assert "4321" in made.inhoud  # who is logged in reads it (docs/adr/0012)

    def test_people_are_counted_for_everybody_only_once_all_corporations_are_in_it(self, by, client):
        """7919 of 8932 in 2026-2 of one corporation: what is called all together would be of that one."""
        rows = toewijzing("uitstroom-instelling", 7919), toewijzing("gezin", 1013)
        maak_vastgesteld("de-alliantie", "2026-2", *rows)
        one = leg_vast("2026", by, VANDAAG)
        public = openen.lees(one, openbaar=True)
        pages = [client.get(f"/jaaroverzicht/2026/{name}").content.decode() for name in ("", "projectie/")]
        book = load_workbook(io.BytesIO(xlsx.xlsx(bron(one, openbaar=True))))
        pages += [str([row for sheet in book for row in sheet.iter_rows(values_only=True)])]
        for text in (one.openbaar, *pages):
            assert [n for n in ("7919", "7.919", "8932", "8.932", "1013", "1.013", "88,7") if n in text] == []
        assert ("7919" in one.inhoud, "88,7" in one.inhoud) == (True, True)  # who is logged in reads it
        [shares] = [row["reeks"] for row in public["cijfers"] if row["code"] == "T1"]
        missing = ["Omnia Wonen", "Portaal"]
        assert (shares[1]["tekst"], shares[1]["teller"], sorted(shares[1]["ontbreekt"])) == (
            *("geen gegevens", None, missing),
        )
        assert bevriezen.freeze(JAAR, by=by, today=VANDAAG) == (one, False)
        for code in ("gemeente", "omnia-wonen", "portaal"):
            maak_vastgesteld(code, "2026-2")
        all_ = leg_vast("2026", by, VANDAAG)
        assert ("7919" in all_.openbaar, "88,7" in all_.openbaar) == (True, True)

    def test_nothing_of_it_is_per_neighbourhood(self, by):
        """Small counts are hidden per area: an overview has none, for any reader."""
        maak_vastgesteld("portaal", "2026-2", mutatie("nieuwbouw", 3, wijk="WK030710"))
        made, _ = freeze(by)
        assert ("WK0307" in made.inhoud, "Liendert" in made.openbaar) == (False, False)


@pytest.mark.usefixtures("_growth")
class TestPublish:
    def test_only_the_newest_version_is_published_and_the_earlier_stays_open(self, by):
        first = leg_vast("2026", by, VANDAAG)
        correct()
        second, _ = freeze(by)
        with pytest.raises(bevriezen.NietNieuwste):
            bevriezen.publish(JAAR, 1, by=by)
        bevriezen.publish(JAAR, 2, by=by)
        bevriezen.publish(JAAR, 2, by=by)
        assert list(Vastlegging.objects.openbaar()) == [second, first]
        assert list(Wijziging.objects.filter(veld="gepubliceerd").order_by("pk").values_list("naar", flat=True)) == [
            *("versie 1", "versie 2"),
        ]

    def test_withdrawn_is_closed_and_can_be_published_again(self, by):
        leg_vast("2026", by, VANDAAG)
        assert [bevriezen.withdraw(JAAR, [1], by=by) for _ in range(2)] == [True, False]
        assert not Vastlegging.objects.openbaar().exists()
        line = Wijziging.objects.filter(veld="gepubliceerd").first()
        assert (line.van, line.naar) == ("versie 1", "ingetrokken")
        bevriezen.publish(JAAR, 1, by=by)
        assert Publicatie.objects.count() == 2
        assert Vastlegging.objects.openbaar().count() == 1

    def test_what_does_not_exist_is_not_published_or_withdrawn(self, by):
        with pytest.raises(bevriezen.NietNieuwste):
            bevriezen.publish(JAAR, 1, by=by)
        assert not bevriezen.withdraw(JAAR, [1], by=by)
        assert not Wijziging.objects.filter(veld="gepubliceerd").exists()

    @pytest.mark.parametrize("versie", ["", "-1", "een", "²", "9" * 5_000])
    def test_number_that_is_no_version_is_told_and_publishes_nothing(self, als, by, versie):
        freeze(by)
        response = als("beheer").post("/jaaroverzicht/2026/publiceren/", {"versie": versie}, follow=True)
        assertContains(response, "Er is intussen een nieuwere versie.")
        assert not Publicatie.objects.exists()

    def test_damaged_version_is_not_published(self, by):
        made, _ = freeze(by)
        damage(made)
        with pytest.raises(openen.Beschadigd):
            bevriezen.publish(JAAR, 1, by=by)
        assert not Publicatie.objects.exists()


def damage(row, van="10.0", naar="11.0"):
    """One figure is another one, as it could be after a fault of the disk or a hand in the database."""
    table = Vastlegging._meta.db_table
    onveranderlijk.laat_los(connection, table)
    with connection.cursor() as cursor:
        for column in ("inhoud", "openbaar"):
            cursor.execute(
                f"UPDATE {table} SET {column} = REPLACE({column}, %s, %s) WHERE id = %s",
                [van, naar, row.pk],
            )
    onveranderlijk.bewaak(connection, table)


class TestOpenen:
    @pytest.mark.usefixtures("_growth")
    def test_damaged_content_is_not_given(self, by):
        made, _ = freeze(by)
        damage(made)
        row = Vastlegging.objects.get()
        for public in (False, True):
            with pytest.raises(openen.Beschadigd):
                openen.lees(row, openbaar=public)

    @pytest.mark.usefixtures("_growth")
    def test_previous_is_the_newest_version_of_what_ended_last_before_it(self, by):
        assert openen.vorige(JAAR) is None
        leg_vast("2026-1", by, VANDAAG)
        correct()
        leg_vast("2026-1", by, VANDAAG)
        leg_vast("2026", by, VANDAAG)  # ends with 2026-2, so it is no previous one of itself or of 2026-2
        found = [openen.vorige(Tijdvak.parse(each)) for each in ("2026-1", "2026-2", "2026", "2027-1")]
        assert [each and (str(each.tijdvak), each.versie) for each in found] == [
            *(None, ("2026-1", 2), ("2026-1", 2), ("2026", 1)),
        ]

    @pytest.mark.usefixtures("_growth")
    def test_damaged_previous_is_passed_over(self, by):
        leg_vast("2026-1", by, VANDAAG)
        correct(10)
        damage(Vastlegging.objects.get())
        assert openen.vorige(JAAR) is None

    @pytest.mark.usefixtures("_februari")
    def test_previous_of_an_older_schema_with_figures_counts(self, monkeypatch):
        maak_oud()  # schema 1
        monkeypatch.setattr(vorm, "SCHEMA", 2)
        assert str(openen.vorige(JAAR).tijdvak) == "2026-1"

    def test_previous_without_schema_has_no_figures_to_compare(self):
        maak_oud(inhoud={"dias": [], "gemaakt_op": OUD["gemaakt_op"]}, schema=0)
        assert openen.vorige(JAAR) is None


@pytest.mark.usefixtures("_growth")
class TestVerschillen:
    def test_nothing_differs_right_after_it(self, by):
        made, _ = freeze(by)
        assert verschillen.verschillen(openen.lees(made)) == []

    def test_correction_is_told_old_and_new_with_the_way_to_the_new_one(self, by):
        made, _ = freeze(by)
        correct(12)  # without the demolition of 2
        found = {(each.code, each.partij): each for each in verschillen.verschillen(openen.lees(made))}
        changed = found["V1", "alle partijen samen"]
        assert (changed.halfjaar, changed.toen, changed.nu) == ("2026-1", "+10 woningen", "+12 woningen")
        assert changed.adres == "/cijfer/V1/2026-1/"
        assert {code for code, _ in found} == {"V1", "V2"}
        assert ("V1", "Omnia Wonen") in found
        assert ("V1", "Portaal") not in found

    def test_same_figure_made_of_other_parts_is_told(self, by):
        made, _ = freeze(by)
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 11), mutatie("sloop", 1))  # 10 again
        found = {each.code: each for each in verschillen.verschillen(openen.lees(made)) if each.partij == "Omnia Wonen"}
        assert (found["V1"].toen, found["V1"].nu, found["V1"].gelijk) == (*("+10 woningen", "+10 woningen", True),)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    @pytest.fixture(autouse=True)
    def _reference_data(self, transactional_reference_data):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 12))

    def test_freeze_asked_by_two_at_once_is_one_version(self, by):
        at_once(*[lambda: freeze(by)] * 3)
        assert Vastlegging.objects.count() == 1

    def test_freeze_beside_recomputes_holds_one_state_of_the_figures(self, by):
        """Whatever is frozen, the parts add up to the whole, and each version is another state."""

        def ask():
            with suppress(bevriezen.InBerekening):  # that is told, and nothing is frozen
                freeze(by)

        def correct_twice():
            correct(20)
            correct(30)

        at_once(ask, correct_twice, ask, ask)
        kept = [openen.lees(row) for row in Vastlegging.objects.order_by("versie")]
        for inhoud in kept:
            rows = [row for row in inhoud["cijfers"] if row["code"] == "V1"]
            whole, *parts = (row["reeks"][0]["waarde"] or 0 for row in rows)
            assert whole == sum(parts)
        assert all(groei(first) != groei(second) for first, second in pairwise(kept))
