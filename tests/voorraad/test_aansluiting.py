"""Whether a delivery fits what was accepted before. The sums of each case stand in its comment."""

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Partij, Wijk
from tests.factories.monitoring import maak_buurt, maak_vastgesteld, mutatie, toewijzing
from tests.factories.voorraad import goede_rij, maak_gelezen
from voorraad.checks import aansluiting
from voorraad.gevonden import Gevonden
from voorraad.models import Gemeentegegeven, Niveau, Project, Status, Voorraadstand
from voorraad.tabellen import lay_out

pytestmark = pytest.mark.django_db
LET_OP, MEDEDELING = Niveau.WAARSCHUWING, Niveau.MEDEDELING
OMNIA, LIENDERT, H2 = "omnia-wonen", "WK030710", Halfjaar(2026, 2)


def stand(aantal, wijk=LIENDERT, buurt=None, segment="sociale-huur", label="b", geschikt="nee"):
    place = Wijk.objects.get(code=wijk, editie=2025)
    return Voorraadstand(wijk=place, buurt=buurt, segment=segment, prijscategorie="betaalbaar-laag",
                         woningtype="appartement", energielabel=label, geschikt=geschikt, aantal=aantal)  # fmt: skip


def plan(code, aantal, klaar=None):
    return Project(projectcode=code, naam=f"Project {code}", wijk=Wijk.objects.get(code=LIENDERT, editie=2025),
                   initiatiefnemer="corporatie", eigenaar="corporatie", soort="nieuwbouw", segment="sociale-huur",
                   aantal=aantal, planstatus="2a", hardheid="hard", verwacht_halfjaar=Halfjaar(2028, 1),
                   gerealiseerd_halfjaar=klaar)  # fmt: skip


def vind(check, partij=OMNIA, halfjaar=H2, **bladen):
    rijen = {blad: [goede_rij(blad, **cellen) for cellen in lijst] for blad, lijst in bladen.items()}
    gelezen = maak_gelezen(rijen, partij=partij, halfjaar=str(halfjaar))
    return list(check(lay_out(gelezen, Partij.objects.get(code=partij), halfjaar)))


class TestSluitAan:
    def test_books_that_close_are_in_order(self):
        # 100 + 30 nieuwbouw − 6 verkoop − 4 liberalisatie + 2 splitsen − 1 correctie = 121
        maak_vastgesteld(OMNIA, "2026-1", stand(100), bereken=False)
        mutaties = [{"soort": "nieuwbouw", "aantal": 30}, {"soort": "verkoop", "aantal": 6},
                    {"soort": "liberalisatie", "naar_segment": "middenhuur", "aantal": 4},
                    {"soort": "splitsen", "aantal": 2}, {"soort": "correctie", "aantal": -1}]  # fmt: skip
        voorraad = [{"aantal": 121}, {"aantal": 4, "segment": "middenhuur", "prijscategorie": "middenhuur"}]
        assert vind(aansluiting.sluit_aan, Voorraad=voorraad, Mutaties=mutaties) == []

    def test_difference_is_named_with_the_rows_that_make_it(self):
        # 100 + 30 − 6 = 124; there are 120: 4 short
        maak_vastgesteld(OMNIA, "2026-1", stand(100), bereken=False)
        mutaties = [{"soort": "nieuwbouw", "aantal": 30}, {"soort": "verkoop", "aantal": 6}]
        found = vind(aansluiting.sluit_aan, Voorraad=[{"aantal": 70}, {"aantal": 50, "energielabel": "a"}],
                     Mutaties=mutaties)  # fmt: skip
        verwacht = "124 woningen: 100 eind 2026-1, +24 door mutaties (Mutaties rij 2, 3); het verschil is −4"
        gevonden = "120 woningen sociale-huur in Liendert (WK030710)"
        assert found == [Gevonden(LET_OP, "sluit-niet-aan", verwacht, gevonden, "Voorraad", 2, "aantal")]

    def test_stock_that_disappeared_is_found_without_a_row(self):
        maak_vastgesteld(OMNIA, "2026-1", stand(100), stand(9, wijk="WK030704"), bereken=False)
        found = vind(aansluiting.sluit_aan, Voorraad=[{"aantal": 100}])
        assert [(each.rij, each.verwacht) for each in found] == [
            (None, "9 woningen: 9 eind 2026-1, zonder mutaties; het verschil is −9")
        ]

    def test_wijk_and_buurt_are_compared_on_the_level_that_both_know(self):
        # then per buurt 60 + 40, now for the wijk as a whole 100
        one, other = maak_buurt("BU03071001"), maak_buurt("BU03071002")
        maak_vastgesteld(OMNIA, "2026-1", stand(60, buurt=one), stand(40, buurt=other), bereken=False)
        assert vind(aansluiting.sluit_aan, Voorraad=[{"aantal": 100}]) == []

    def test_only_accepted_figures_of_the_own_party_are_compared_with(self):
        maak_vastgesteld("portaal", "2026-1", stand(5), bereken=False)
        replaced = maak_vastgesteld(OMNIA, "2026-1", stand(7), bereken=False)
        replaced.status = Status.VERVANGEN
        replaced.save()
        assert vind(aansluiting.sluit_aan, Voorraad=[{"aantal": 100}]) == []
        verwacht = "vastgestelde cijfers over 2026-1; zonder kunnen we niet nagaan of de voorraad daarop aansluit"
        assert vind(aansluiting.geen_vorige, Voorraad=[{"aantal": 100}]) == [
            Gevonden(MEDEDELING, "niets-om-mee-te-vergelijken", verwacht, "niet vergeleken", "Voorraad")
        ]

    def test_there_is_something_to_compare_with(self):
        maak_vastgesteld(OMNIA, "2026-1", stand(7), bereken=False)
        assert vind(aansluiting.geen_vorige, Voorraad=[{"aantal": 100}]) == []


class TestVolgende:
    def test_correction_that_no_longer_fits_the_next_half_year_is_found(self):
        # the next one ends with 130 after +10: it began with 120; the correction says 118
        maak_vastgesteld(OMNIA, "2027-1", stand(130), mutatie("nieuwbouw", 10, wijk=LIENDERT), bereken=False)
        verwacht = "120 woningen, want daar ging de vastgestelde levering over 2027-1 van uit; het verschil is −2"
        assert vind(aansluiting.volgende_sluit_aan, Voorraad=[{"aantal": 118}]) == [
            Gevonden(LET_OP, "volgende-sluit-niet-aan", verwacht, "118 woningen sociale-huur in Liendert (WK030710)",
                     "Voorraad", 2, "aantal")
        ]  # fmt: skip
        assert vind(aansluiting.volgende_sluit_aan, Voorraad=[{"aantal": 120}]) == []

    def test_nothing_follows_the_newest_half_year(self):
        assert vind(aansluiting.volgende_sluit_aan, Voorraad=[{"aantal": 118}]) == []


class TestSprong:
    def test_explained_jump_in_stock_is_mentioned_only(self):
        # 100 → 130 is 30 %, and 30 homes; 100 → 120 is no more than 20 %
        maak_vastgesteld(OMNIA, "2026-1", stand(100), bereken=False)
        nieuw = [{"soort": "nieuwbouw", "aantal": 30}]
        verwacht = "ongeveer 100, zoals eind 2026-1; de mutaties verklaren dit"
        assert vind(aansluiting.sprong_in_voorraad, Voorraad=[{"aantal": 130}], Mutaties=nieuw) == [
            Gevonden(MEDEDELING, "sprong-verklaard", verwacht, "130 woningen sociale-huur in Liendert (WK030710)",
                     "Voorraad", 2, "aantal")
        ]  # fmt: skip
        nieuw = [{"soort": "nieuwbouw", "aantal": 20}]
        assert vind(aansluiting.sprong_in_voorraad, Voorraad=[{"aantal": 120}], Mutaties=nieuw) == []

    @pytest.mark.parametrize(("nu", "gevonden"), [(125, 0), (126, 1), (75, 0), (74, 1), (0, 1)])
    def test_jump_in_allocations_is_more_than_a_fifth_and_more_than_25(self, nu, gevonden):
        maak_vastgesteld(OMNIA, "2026-1", toewijzing("gezin", 100, wijk=LIENDERT), bereken=False)
        found = vind(aansluiting.sprong_in_toewijzingen, Toewijzingen=[{"aantal": nu}])
        assert len(found) == gevonden

    def test_jump_names_then_and_now(self):
        maak_vastgesteld(OMNIA, "2026-1", toewijzing("gezin", 100, wijk=LIENDERT), bereken=False)
        found = vind(aansluiting.sprong_in_toewijzingen, Toewijzingen=[{"aantal": 1100}, {"aantal": 100,
                     "prijscategorie": "bereikbaar"}])  # fmt: skip
        verwacht = "ongeveer 100, zoals over 2026-1"
        assert found == [Gevonden(LET_OP, "sprong", verwacht, "1.200 gezin", "Toewijzingen", 2, "doelgroep")]

    def test_jump_in_what_the_municipality_says(self):
        before = [Gemeentegegeven(gegeven="actief-woningzoekenden", doelgroep=groep, aantal=400)
                  for groep in ("gezin", "jongere")]  # fmt: skip
        maak_vastgesteld("gemeente", "2026-1", *before, bereken=False)
        now = [{"gegeven": "actief-woningzoekenden", "doelgroep": "gezin", "aantal": 4000},
               {"gegeven": "actief-woningzoekenden", "doelgroep": "jongere", "aantal": 410}]  # fmt: skip
        found = vind(aansluiting.sprong_in_gegevens, "gemeente", Gemeente=now)
        assert [(each.gevonden, each.verwacht, each.rij) for each in found] == [
            ("4.000 actief-woningzoekenden, gezin", "ongeveer 400, zoals over 2026-1", 2)
        ]


class TestProjecten:
    def test_project_that_left_the_list_is_asked_about(self):
        maak_vastgesteld(OMNIA, "2026-1", plan("E01", 40), plan("E02", 30), bereken=False)
        verwacht = "een rij voor «E02», want dit project stond in de levering over 2026-1"
        assert vind(aansluiting.project_verdwenen, Projecten=[{}]) == [
            Gevonden(LET_OP, "project-verdwenen", verwacht, "geen rij voor Project E02 (30 woningen)", "Projecten",
                     None, "projectcode")
        ]  # fmt: skip
        assert vind(aansluiting.project_verdwenen, Projecten=[{}, {"projectcode": "E02"}]) == []

    def test_project_that_was_ready_half_a_year_ago_may_leave_the_list(self):
        done = plan("E02", 30)
        done.gerealiseerd_halfjaar = Halfjaar(2026, 1)
        maak_vastgesteld(OMNIA, "2026-1", plan("E01", 40), done, bereken=False)
        assert vind(aansluiting.project_verdwenen, Projecten=[{}]) == []

    def test_project_that_grew_much_is_asked_about(self):
        maak_vastgesteld(OMNIA, "2026-1", plan("E01", 40), plan("E02", 100), bereken=False)
        found = vind(aansluiting.project_gesprongen, Projecten=[{"aantal": 66}, {"projectcode": "E02", "aantal": 120}])
        assert [(each.gevonden, each.verwacht, each.rij) for each in found] == [
            ("66", "ongeveer 40 woningen, zoals in de levering over 2026-1", 2)
        ]


class TestAandelen:
    def deliver(self, *urgent):
        """Accepted deliveries of Portaal, each with 100 allocations, so many of them to an urgent group."""
        for n, count in enumerate(urgent):
            maak_vastgesteld(
                "portaal", str(H2 - n), toewijzing("medisch-sociaal", count, wijk=LIENDERT),
                toewijzing("gezin", 100 - count, wijk=LIENDERT), bereken=False,
            )  # fmt: skip

    def rijen(self, urgent):
        return [{"doelgroep": "medisch-sociaal", "aantal": urgent}, {"aantal": 100 - urgent}]

    @pytest.mark.parametrize(("urgent", "gevonden"), [(19, 1), (20, 0), (37, 0), (38, 1)])
    def test_share_outside_what_was_seen_is_asked_about(self, urgent, gevonden):
        # seen 25, 30 and 32 %: with five points to spare 20 to 37 %
        self.deliver(25, 30, 32)
        found = vind(aansluiting.aandeel_buiten_wat_gezien_is, Toewijzingen=self.rijen(urgent))
        assert len(found) == gevonden

    def test_share_is_named_with_what_was_seen(self):
        self.deliver(25, 30, 32)
        verwacht = "een aandeel «urgent» tussen 20\u00a0% en 37\u00a0%, zoals in andere leveringen"
        assert vind(aansluiting.aandeel_buiten_wat_gezien_is, Toewijzingen=self.rijen(90)) == [
            Gevonden(LET_OP, "aandeel-ongewoon", verwacht, "90\u00a0% urgent", "Toewijzingen", None, "doelgroep")
        ]

    def test_two_deliveries_do_not_say_what_is_usual(self):
        self.deliver(25, 30)
        assert vind(aansluiting.aandeel_buiten_wat_gezien_is, Toewijzingen=self.rijen(90)) == []


def test_queries_do_not_grow_with_what_is_found(django_assert_num_queries):
    wijken = list(Wijk.objects.filter(editie=2025).values_list("code", flat=True)[:20])
    maak_vastgesteld(OMNIA, "2026-1", *(stand(10, wijk=code) for code in wijken), bereken=False)
    for codes in (wijken[:1], wijken):
        rijen = [goede_rij("Voorraad", buurtcode=code, aantal=11) for code in codes]
        gelezen = maak_gelezen({"Voorraad": rijen}, halfjaar=str(H2))
        werk = lay_out(gelezen, Partij.objects.get(code=OMNIA), H2)
        with django_assert_num_queries(4):  # the delivery before, its stock, names of wijken and of buurten
            assert len(list(aansluiting.sluit_aan(werk))) == len(wijken)
