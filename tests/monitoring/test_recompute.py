"""Recomputing: what is stored, that the incremental way equals the full one, and that nobody sees half of it."""

import threading
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basis.halfjaar import Halfjaar
from basis.models import Wijk
from monitoring import reeksen
from monitoring.indicatoren import INDICATOREN
from monitoring.models import IndicatorWaarde, Rekenstand
from monitoring.rekenen import recompute as module
from monitoring.rekenen.recompute import recompute, recompute_all, recompute_half_year
from tests.factories.monitoring import (
    gegeven,
    maak_buurt,
    maak_prioriteitsgebied,
    maak_vastgesteld,
    mutatie,
    partij,
    project,
    stand,
    toewijzing,
)
from tests.tegelijk import at_once
from voorraad.models import Codewaarde, Levering, Status

H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)


def stored():
    fields = ["indicator", "halfjaar", "partij", "wijk", "buurt", "onderdeel", "teller", "noemer", "partijen"]
    return sorted(IndicatorWaarde.objects.values_list(*fields), key=str)


def teller(code="V1", halfjaar="2026-1", onderdeel="", **where):
    scope = {"partij": None, "wijk": None, "buurt": None, **where}
    waarden = IndicatorWaarde.objects.filter(indicator=code, halfjaar=Halfjaar.parse(halfjaar), onderdeel=onderdeel)
    return [value.teller for value in waarden if all(getattr(value, name) == what for name, what in scope.items())]


@pytest.mark.django_db
class TestRecompute:
    def test_rows_are_rolled_up_to_buurt_wijk_and_city(self):
        een, twee = maak_buurt("BU03070101"), maak_buurt("BU03070102")
        maak_vastgesteld(
            "portaal",
            "2026-1",
            mutatie("nieuwbouw", 10, buurt=een.code),
            mutatie("nieuwbouw", 5, buurt=twee.code),
            mutatie("nieuwbouw", 2, wijk="WK030701"),  # in the wijk, buurt unknown
            mutatie("nieuwbouw", 1, wijk="WK030702"),
            mutatie("nieuwbouw", 4),  # somewhere in the city
        )
        stadskern, nederberg = Wijk.objects.get(code="WK030701"), Wijk.objects.get(code="WK030702")
        for scope in ({}, {"partij": partij("portaal")}):
            assert teller(wijk=stadskern, buurt=een, **scope) == [10]
            assert teller(wijk=stadskern, buurt=twee, **scope) == [5]
            assert teller(wijk=stadskern, **scope) == [17]  # 10 + 5 + 2
            assert teller(wijk=nederberg, **scope) == [1]
            assert teller(**scope) == [22]  # 17 + 1 + 4

    def test_all_parties_together_are_the_sum_of_the_parties(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10, wijk="WK030701"))
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("sloop", 4, wijk="WK030701"))
        together = IndicatorWaarde.objects.get(indicator="V1", onderdeel="", partij=None, wijk=None)
        assert (together.teller, together.partijen) == (6, 2)
        assert teller(wijk=Wijk.objects.get(code="WK030701")) == [6]

    def test_delivery_without_rows_counts_zero(self):
        maak_vastgesteld("portaal", "2026-1")
        assert teller() == teller(partij=partij("portaal")) == [0]
        assert teller("T3") == []  # corporations deliver nothing for T3

    def test_recompute_twice_stores_the_same(self):
        levering = maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10), toewijzing("jongere", 3))
        before = stored()
        recompute(levering.halfjaar, levering.partij)
        assert stored() == before

    def test_correction_replaces_the_figures_of_its_party_alone(self):
        maak_vastgesteld("omnia-wonen", "2026-1", mutatie("nieuwbouw", 7))
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10, wijk="WK030701"))
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 12, wijk="WK030702"))
        assert teller() == [19]  # 7 + 12
        assert teller(wijk=Wijk.objects.get(code="WK030701")) == []
        assert teller(wijk=Wijk.objects.get(code="WK030702")) == [12]

    def test_party_without_accepted_delivery_has_no_figures(self):
        levering = maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10))
        Levering.objects.update(status=Status.VERVANGEN)
        recompute(levering.halfjaar, levering.partij)
        assert stored() == []
        assert Rekenstand.objects.get().leveringen == {}

    def test_half_year_knows_which_deliveries_are_in_its_figures(self):
        een = maak_vastgesteld("portaal", "2026-1")
        twee = maak_vastgesteld("gemeente", "2026-1")
        maak_vastgesteld("gemeente", "2026-2")
        expected = {str(een.partij_id): een.pk, str(twee.partij_id): twee.pk}
        assert Rekenstand.objects.get(halfjaar=H1).leveringen == expected

    def test_other_half_years_are_left_alone(self):
        maak_vastgesteld("portaal", "2026-2", mutatie("sloop", 3))
        kept = set(IndicatorWaarde.objects.values_list("pk", flat=True))
        maak_vastgesteld("portaal", "2026-1", mutatie("sloop", 5))
        assert kept < set(IndicatorWaarde.objects.values_list("pk", flat=True))

    def test_failure_halfway_leaves_what_was_there(self, monkeypatch):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10))
        before, generation = stored(), reeksen.generation()
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 99), bereken=False)
        monkeypatch.setattr(module, "_move_totals", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            recompute(H1, partij("portaal"))
        assert (stored(), reeksen.generation()) == (before, generation)


@pytest.mark.django_db
class TestFoundation:
    def test_group_that_becomes_urgent_changes_every_party_of_the_half_year(self):
        maak_vastgesteld("omnia-wonen", "2026-1", toewijzing("spoedzoeker", 4), toewijzing("gezin", 6))
        maak_vastgesteld("portaal", "2026-1", toewijzing("spoedzoeker", 1), toewijzing("gezin", 9))
        assert teller("T1") == [0]
        Codewaarde.objects.filter(code="spoedzoeker").update(urgent=True)
        recompute(H1, partij("portaal"))
        assert teller("T1") == [5]  # 4 + 1

    def test_changed_list_of_areas_is_seen_with_the_next_delivery(self):
        maak_vastgesteld("portaal", "2026-1")
        assert teller("L1") == []
        maak_prioriteitsgebied("2026-03-01", aanpak_sinds="2026-04-01")
        maak_vastgesteld("omnia-wonen", "2026-1")
        assert teller("L1") == [1]


@pytest.mark.django_db
class TestEverything:
    def test_generation_changes_with_every_computation_and_never_returns(self):
        seen = [reeksen.generation()]
        maak_vastgesteld("portaal", "2026-1", mutatie("sloop", 1))
        seen.append(reeksen.generation())
        maak_vastgesteld("portaal", "2026-2")
        seen.append(reeksen.generation())
        recompute_all()
        seen.append(reeksen.generation())
        recompute_half_year(H1)
        seen.append(reeksen.generation())
        assert seen == sorted(set(seen))

    def test_command_computes_everything_anew(self, capsys):
        maak_vastgesteld("portaal", "2026-1", mutatie("sloop", 1))
        maak_vastgesteld("gemeente", "2026-2", gegeven("taakstelling-statushouders", 5), bereken=False)
        IndicatorWaarde.objects.filter(indicator="V1").delete()
        call_command("herbereken")
        assert teller() == [-1]
        assert IndicatorWaarde.objects.get(indicator="T3", halfjaar=H2, partij=None).noemer == 5
        assert capsys.readouterr().out == f"{len(stored())} cijfers berekend.\n"

    def test_command_computes_one_half_year(self, capsys):
        maak_vastgesteld("portaal", "2026-1", mutatie("sloop", 1), bereken=False)
        maak_vastgesteld("portaal", "2026-2", mutatie("sloop", 1), bereken=False)
        call_command("herbereken", "2026-2")
        assert teller(halfjaar="2026-2") == [-1]
        assert teller() == []
        assert capsys.readouterr().out == f"{len(stored())} cijfers berekend over de tweede helft 2026.\n"

    def test_command_refuses_what_is_no_half_year(self):
        with pytest.raises(CommandError, match="‘2026-3’ is geen halfjaar"):
            call_command("herbereken", "2026-3")


ROWS = st.tuples(
    st.sampled_from(
        [
            "nieuwbouw",
            "verkoop",
            "splitsen",
            "correctie",
            "jongere",
            "statushouder",
            "uitstroom-instelling",
            "oplevering-markt",
            "actief-woningzoekenden",
            "voorraad",
            "plan",
            "sloopplan",
        ]
    ),
    st.integers(0, 30),
    st.sampled_from([{}, {"wijk": "WK030701"}, {"wijk": "WK030702"}, {"buurt": "BU03070101"}]),
)
DELIVERIES = st.tuples(
    st.sampled_from(["omnia-wonen", "portaal", "gemeente"]),
    st.sampled_from(["2026-1", "2026-2"]),
    st.lists(ROWS, max_size=4),
)
WITHDRAWALS = st.tuples(st.just("weg"), st.sampled_from(["omnia-wonen", "portaal"]), st.just("2026-1"))
CHANGES = st.sampled_from([("urgent",), ("gebied",)])


def _row(soort, aantal, plek):
    if soort in ("jongere", "statushouder", "uitstroom-instelling"):
        wait = aantal / 2 if soort == "uitstroom-instelling" else None
        new = aantal % 5 == 0
        ja = aantal % 2 == 0
        return toewijzing(soort, aantal, boven_inkomensgrens=ja, nieuwbouw=new, wachttijd_uitstroom=wait, **plek)
    if soort in ("oplevering-markt", "actief-woningzoekenden"):
        return gegeven(soort, aantal, segment="sociale-huur", doelgroep="jongere", **plek)
    if soort == "voorraad":
        return stand(aantal, energielabel="efgb"[aantal % 4], geschikt=["nee", "nultreden"][aantal % 2], **plek)
    if soort in ("plan", "sloopplan"):
        half = ["2027-1", "2029-2"][aantal % 2]
        kind = {"soort": "sloop" if soort == "sloopplan" else "nieuwbouw", "hardheid": ["hard", "zacht"][aantal % 2]}
        return project(aantal, half, half if aantal % 3 == 0 else None, **kind, **plek)
    return mutatie(soort, aantal, daeb_koop=aantal % 3 == 0, **plek)


def _happen(event):
    match event:
        case ("weg", code, half):
            Levering.objects.filter(partij__code=code, halfjaar=Halfjaar.parse(half)).update(status=Status.VERVANGEN)
            recompute(Halfjaar.parse(half), partij(code))
        case ("urgent",):
            Codewaarde.objects.filter(code="jongere").update(urgent=True)
        case ("gebied",):
            maak_prioriteitsgebied("2026-05-01", aanpak_sinds="2026-08-01")
        case (code, half, rows):
            maak_vastgesteld(code, half, *[_row(*row) for row in rows])


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(DELIVERIES, DELIVERIES, WITHDRAWALS, CHANGES), min_size=1, max_size=7))
def test_incremental_equals_full_after_any_sequence(events):
    with transaction.atomic():
        maak_buurt("BU03070101")
        for event in events:
            _happen(event)
        for stand in Rekenstand.objects.exclude(grondslag=module.grondslag()):  # as the sweep does
            recompute_half_year(stand.halfjaar)
        halves = set(Rekenstand.objects.values_list("halfjaar", flat=True))
        incremental = [row for row in stored() if row[1] in halves]
        recompute_all()
        assert incremental == [row for row in stored() if row[1] in halves]
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    @pytest.fixture(autouse=True)
    def _reference_data(self, transactional_db):
        call_command("laad_basisgegevens", verbosity=0)

    def test_two_recomputes_at_once_do_not_harm_each_other(self):
        for code in ("omnia-wonen", "portaal", "de-alliantie"):
            maak_vastgesteld(code, "2026-1", mutatie("nieuwbouw", 10, wijk="WK030701"), bereken=False)
        deeds = [lambda code=code: recompute(H1, partij(code)) for code in ("omnia-wonen", "portaal", "de-alliantie")]
        at_once(*deeds, *deeds, recompute_all, lambda: recompute_half_year(H1))
        incremental = stored()
        assert teller() == [30]
        recompute_all()
        assert stored() == incremental

    def test_reader_sees_everything_old_or_everything_new(self):
        """The seven components always add up to the total that is read with them."""
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 10), mutatie("sloop", 10))
        seen, done = [], threading.Event()

        def write():
            try:
                for n in range(15):
                    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 20 + n), mutatie("sloop", 5))
            finally:
                done.set()

        def read():
            while True:
                last = done.is_set()
                punt = reeksen.load(["V1"]).laatste("V1")
                seen.append((punt.waarde, punt.onderdelen["nieuwbouw"] + punt.onderdelen["sloop"]))
                if last:
                    return

        at_once(write, read)
        assert [total for total, parts in seen] == [parts for total, parts in seen]
        assert seen[-1] == (29, 29)  # 20 + 14 − 5


@pytest.mark.django_db
class TestGrondslag:
    def test_grondslag_differs_when_an_indicator_counts_otherwise(self, monkeypatch):
        before = module.grondslag()
        otherwise = replace(INDICATOREN["V1"], bereken=INDICATOREN["V3"].bereken)
        monkeypatch.setitem(INDICATOREN, "V1", otherwise)
        assert module.grondslag() != before

    def test_grondslag_is_the_same_in_other_words(self, monkeypatch):
        before = module.grondslag()
        monkeypatch.setitem(INDICATOREN, "V1", replace(INDICATOREN["V1"], formule="anders gezegd"))
        assert module.grondslag() == before

    def test_grondslag_differs_when_another_group_is_urgent(self):
        before = module.grondslag()
        Codewaarde.objects.filter(lijst="doelgroep", code="gezin").update(urgent=True)
        assert module.grondslag() != before
