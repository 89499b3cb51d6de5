"""Small counts stay hidden, also for a reader who knows all totals and solves the equations."""

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitoring.kleine_aantallen import small_numbers
from monitoring.kleine_aantallen.small_numbers import Basis, Deling, Zicht, hidden, verberg
from monitoring.verborgen import GRENS, GROOT, KLEIN, STIL
from tests.monitoring.aanvaller import Aanvaller

DELINGEN = {
    "groep": ({"u1": (0,), "u2": (1,), "r1": (2,), "r2": (3,), "urgent": (0, 1), "regulier": (2, 3)}, {"regulier"}),
    "inkomen": ({"boven": (0,), "onder": (1,)}, {"onder"}),
}


def basis(groepen, boven=None, wijken=None, bladen=None) -> Basis:
    """Counts per area of four groups, and how many of them are above the limit."""
    groepen = np.array(groepen)
    totalen = groepen.sum(axis=1, keepdims=True)
    waarden = {"groep": groepen}
    if boven is not None:
        waarden["inkomen"] = np.c_[boven, totalen[:, 0] - boven]
    delingen = [Deling(totalen, {"totaal": (0,)}, frozenset({"totaal"}))]
    for naam, values in waarden.items():
        kolommen, derived = DELINGEN[naam]
        delingen.append(Deling(values, kolommen, frozenset(kolommen) - derived))
    names = [f"W{n}" for n in range(len(groepen))]
    return Basis(bladen or [""] * len(groepen), wijken or names, delingen)


def rijen_van(given: Basis) -> dict[str, list[int]]:
    """Area → its smallest areas."""
    found: dict[str, list[int]] = {}
    for place, (blad, wijk) in enumerate(zip(given.bladen, given.wijken, strict=True)):
        found.setdefault(wijk, []).append(place)
        if blad:
            found[blad] = [place]
    return found


def tellingen(given: Basis):
    """(area, column, sum of unknowns, value, printed) of everything that can be seen or worked out."""
    for gebied, places in rijen_van(given).items():
        for number, deling in enumerate(given.delingen):
            for kolom, leaves in deling.kolommen.items():
                som = {(place, number, leaf): 1 for place in places for leaf in leaves}
                yield gebied, kolom, som, int(deling.waarden[np.ix_(places, leaves)].sum()), kolom in deling.gedrukt


def stad(given: Basis) -> Aanvaller:
    """Who knows the city totals, and that every division adds up to the same totals."""
    lezer = Aanvaller()
    for number, deling in enumerate(given.delingen):
        for leaf in range(deling.waarden.shape[1]):
            places = range(len(given.bladen))
            lezer.weet({(place, number, leaf): 1 for place in places}, int(deling.waarden[:, leaf].sum()))
        for place in range(len(given.bladen)):
            parts = {(place, number, leaf): 1 for leaf in range(deling.waarden.shape[1])}
            lezer.weet({**parts, (place, 0, 0): -1} if number else {}, 0)
    return lezer


def lezer_van(given: Basis, zicht: Zicht) -> Aanvaller:
    """Who knows everything that is published."""
    lezer = stad(given)
    for gebied, kolom, som, waarde, gedrukt in tellingen(given):
        said = zicht.van(gebied, kolom)
        if said is None and gedrukt:
            lezer.weet(som, waarde)
        elif gedrukt:
            assert said.minstens <= waarde <= said.hoogstens
            lezer.hoort(som, said.minstens, said.hoogstens)
    return lezer


def geraden(given: Basis, zicht: Zicht) -> list[tuple[str, str]]:
    """The small counts that this reader finds, except those that the city totals alone give away."""
    lezer, city = lezer_van(given, zicht), stad(given)
    found = []
    for gebied, kolom, som, waarde, _ in tellingen(given):
        if waarde >= GRENS:
            continue
        guess = lezer.raadt(som)
        if (gebied, kolom) in zicht.bekend:
            assert city.raadt(som) == waarde, "called known, but the city totals do not give it away"
        elif guess is not None:
            found.append((gebied, kolom))
    return found


def naief(given: Basis) -> Zicht:
    """Hides what is small, and nothing else."""
    hidden = {(gebied, kolom): KLEIN for gebied, kolom, _, waarde, _ in tellingen(given) if waarde < GRENS}
    seen = {(gebied, kolom) for gebied, kolom, *_ in tellingen(given)} - set(hidden)
    return Zicht(hidden, frozenset(seen))


@st.composite
def towns(draw, most=12):
    """Up to six areas in up to three wijken, with buurten or without, and counts around the threshold."""
    areas = draw(st.integers(1, 6))
    row = st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 5, 6, 7, 9, most]), min_size=4, max_size=4)
    groups = draw(st.lists(row, min_size=areas, max_size=areas))
    above = [draw(st.integers(0, min(sum(each), 9))) for each in groups]
    if draw(st.booleans()):
        return basis(groups, above)
    wijken = sorted(draw(st.lists(st.sampled_from(["W1", "W2", "W3"]), min_size=areas, max_size=areas)))
    bladen = [f"B{n}" if draw(st.integers(0, 4)) else "" for n in range(areas)]
    seen: set[str] = set()  # at most one nameless rest per wijk
    for place, wijk in enumerate(wijken):
        bladen[place] = bladen[place] or ("" if wijk not in seen else f"B{place}")
        seen |= {wijk} if not bladen[place] else set()
    return basis(groups, above, wijken, bladen)


def test_what_hiding_costs_is_worked_out_without_rounding():
    """Whole numbers below 2^53 add up exactly in any order: a tie between exchanges falls the same way each time."""
    tafel = verberg(basis([[3, 0, 97, 0], [2, 0, 98, 0], [0, 0, 0, 0]], [1, 0, 0])).tafel
    for costs in (tafel._op, tafel._neer, tafel._wordt):
        assert (costs % 1 == 0).all()
        assert np.abs(costs).max() < 2**53
    assert (tafel.gewicht[0, tafel.kolommen.index("totaal")], tafel.gewicht[0, tafel.kolommen.index("u1")]) == (
        60_100, 10_003
    )  # fmt: skip


class TestAanval:
    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(towns())
    @example(basis([[5, 0, 0, 0], [9, 0, 0, 0], [12, 0, 0, 0]], [0, 0, 0]))  # 5 that cannot be less, among noughts
    @example(basis([[5, 0, 0, 0], [0, 9, 9, 9], [0, 9, 9, 9]], [0, 0, 0]))  # the city has five, all in one area
    @example(basis([[4, 4, 4, 4]] * 3, [4, 4, 4]))  # all at the most that is said of them
    @example(basis([[0, 0, 0, 0], [30, 30, 30, 30]], [0, 30]))  # an area without any
    def test_no_small_count_can_be_worked_out(self, town):
        assert geraden(town, verberg(town)) == []

    @pytest.mark.parametrize("seed", range(8))
    def test_no_small_count_of_a_real_city_can_be_worked_out(self, seed):
        rng = np.random.default_rng(seed)
        groups = rng.poisson(rng.choice([1, 4, 9, 20], size=(12, 1)), (12, 4))
        town = basis(groups, rng.binomial(groups.sum(axis=1), 0.1))
        assert geraden(town, verberg(town)) == []

    def test_reader_succeeds_where_only_small_counts_are_hidden(self):
        # 2 of 3 + 20 … is 25 − 23, and the city has 2 + 9 + 30 = 41 of u1
        town = basis([[2, 9, 9, 9], [9, 9, 9, 9], [30, 9, 9, 9]])
        lezer = lezer_van(town, naief(town))
        assert lezer.opgelost({(0, 1, 0): 1}) == 2
        assert lezer.raadt({(0, 1, 0): 1}) == 2
        assert geraden(town, naief(town)) == [("W0", "u1")]

    def test_reader_succeeds_with_ranges_where_equations_are_not_enough(self):
        # two are hidden: they are 5 together, one of them said to be at least 5
        town = basis([[0, 9, 9, 9], [5, 9, 9, 9], [30, 9, 9, 9]])
        zicht = naief(town)
        more = {("W1", "u1"): GROOT, ("W0", "u2"): GROOT, ("W1", "u2"): GROOT}
        told = Zicht({**zicht.verborgen, **more}, zicht.gezien - set(more))
        lezer = lezer_van(town, told)
        assert lezer.opgelost({(0, 1, 0): 1}) is None
        assert lezer.raadt({(0, 1, 0): 1}) == 0

    @settings(max_examples=30, deadline=None)
    @given(towns())
    def test_reader_of_naive_pages_finds_whatever_is_alone(self, town):
        """Of one small count alone, naive hiding tells all: the reader is no fool."""
        zicht = naief(town)
        alone = len(zicht.verborgen) == 1
        assert not alone or geraden(town, zicht) == list(zicht.verborgen)


class TestWissels:
    """The proof that is given with the page: another town, pointed out."""

    @settings(max_examples=80, deadline=None)
    @given(towns())
    def test_every_small_count_has_another_town_with_the_same_page(self, town):
        zicht = verberg(town)
        moved = set()
        for wissel in zicht.tafel.wissels:
            other = _na(town, wissel)
            for (gebied, kolom, _, was, printed), (*_, now, _) in zip(tellingen(town), tellingen(other), strict=True):
                said = zicht.van(gebied, kolom)
                if was != now:
                    moved.add((gebied, kolom))
                assert was == now or said is not None
                assert said is None or not printed or said.minstens <= now <= said.hoogstens
            assert all((deling.waarden >= 0).all() for deling in other.delingen)
            for before, after in zip(town.delingen, other.delingen, strict=True):
                assert (before.waarden.sum(axis=0) == after.waarden.sum(axis=0)).all()
                assert (after.waarden.sum(axis=1) == other.delingen[0].waarden[:, 0]).all()
        small = {(gebied, kolom) for gebied, kolom, _, waarde, _ in tellingen(town) if waarde < GRENS}
        assert small <= moved | zicht.bekend


def _na(town: Basis, wissel) -> Basis:
    """The town after an exchange."""
    changed, first = [], 0
    for deling in town.delingen:
        waarden = deling.waarden.copy()
        for area, part, change in wissel:
            if first <= part < first + waarden.shape[1]:
                waarden[area, part - first] += change
        first += waarden.shape[1]
        changed.append(Deling(waarden, deling.kolommen, deling.gedrukt))
    return Basis(town.bladen, town.wijken, changed)


class TestCorrecties:
    """Several pages about one half-year: the reader kept the old one, and knows what each count was corrected by."""

    @settings(max_examples=50, deadline=None)
    @given(towns(), st.data())
    def test_two_pages_together_give_no_more_than_each(self, town, data):
        later = _gecorrigeerd(town, data)
        first = verberg(town)
        second = verberg(later, [(town, first)])
        assert geraden(later, second) == []
        pairs = zip(tellingen(town), tellingen(later), strict=True)
        never = [was for was, now in pairs if first.van(*was[:2]) and min(was[3], now[3]) < GRENS]
        both = self.lezer_van_beide(town, later, first, second)
        without = self.lezer_van_beide(town, later, first, small_numbers.NIETS)
        found = [each[:2] for each in never if both.raadt(each[2]) is not None]
        assert found == [each[:2] for each in never if without.raadt(each[2]) is not None]

    def lezer_van_beide(self, town, later, first, second):
        """Knows by how much each count was corrected, so that the second page tells about the first."""
        lezer = lezer_van(town, first)
        for (gebied, kolom, som, was, printed), (*_, now, _) in zip(tellingen(town), tellingen(later), strict=True):
            said = second.van(gebied, kolom) if printed else STIL
            if said is None:
                lezer.weet(som, was)
            else:
                lezer.hoort(som, max(0, said.minstens - now + was), said.hoogstens - now + was)
        return lezer

    @settings(max_examples=40, deadline=None)
    @given(towns(), st.data())
    def test_what_was_hidden_stays_hidden(self, town, data):
        first = verberg(town)
        second = verberg(_gecorrigeerd(town, data), [(town, first)])
        assert set(first.verborgen) <= set(second.verborgen)

    def test_correction_that_makes_a_count_large_does_not_show_what_it_was(self):
        # 3 becomes 9 by a correction of 6: shown, it would give away 9 − 6
        first = basis([[3, 20, 20, 20], [20, 20, 20, 20], [20, 20, 20, 20]])
        later = basis([[9, 20, 20, 20], [20, 20, 20, 20], [20, 20, 20, 20]])
        assert verberg(later).van("W0", "u1") is None
        assert verberg(later, [(first, verberg(first))]).van("W0", "u1") == GROOT


def _gecorrigeerd(town: Basis, data) -> Basis:
    """One or two counts of the same areas became others."""
    groups = town.delingen[1].waarden.copy()
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(0, len(groups) - 1))
        groups[place, data.draw(st.integers(0, 3))] = data.draw(st.integers(0, 9))
    above = np.minimum(town.delingen[2].waarden[:, 0], groups.sum(axis=1))
    return basis(groups, above, list(town.wijken), list(town.bladen))


class TestNut:
    """Hiding everything is no art."""

    @settings(max_examples=30, deadline=None)
    @given(towns())
    def test_nothing_is_hidden_without_a_small_count(self, town):
        groups = town.delingen[1].waarden + GRENS
        large = basis(groups, groups[:, 0], list(town.wijken), list(town.bladen))
        assert verberg(large).verborgen == {}

    def test_one_small_count_hides_three_others_of_its_own_kind(self):
        groups = np.full((12, 4), 20)
        groups[3, 0] = 2
        hidden = verberg(basis(groups, np.full(12, 20))).verborgen
        # another urgent group in the same wijk, and the same two in another: subtotals and totals stay
        assert hidden[("W3", "u1")] == KLEIN
        assert sorted(kolom for _, kolom in hidden) == ["u1", "u1", "u2", "u2"]
        assert len({gebied for gebied, _ in hidden}) == 2

    def test_the_smallest_others_are_hidden(self):
        groups = np.full((4, 4), 20)
        groups[0, 0], groups[0, 1], groups[2, 0], groups[2, 1] = 2, 30, 8, 8
        hidden = verberg(basis(groups)).verborgen
        assert set(hidden) == {("W0", "u1"), ("W0", "u2"), ("W2", "u1"), ("W2", "u2")}

    def test_area_with_few_hides_one_total_besides(self):
        groups = np.full((12, 4), 20)
        groups[3] = [1, 0, 1, 1]
        hidden = verberg(basis(groups)).verborgen
        assert [gebied for gebied, kolom in hidden if kolom == "totaal" and gebied != "W3"] != []
        assert len([gebied for gebied, kolom in hidden if kolom == "totaal"]) == 2

    def test_few_of_two_that_make_a_whole_hides_both(self):
        # 18 of 20 above the limit: that 2 are not is as small
        groups = np.full((3, 4), 5)
        zicht = verberg(basis(groups, [18, 10, 10]))
        assert zicht.van("W0", "boven") is GROOT
        assert zicht.van("W0", "totaal") is None

    def test_buurt_is_hidden_with_another_of_its_wijk(self):
        groups = np.full((6, 4), 20)
        groups[0, 0] = 2
        wijken = ["W1", "W1", "W1", "W2", "W2", "W2"]
        hidden = verberg(basis(groups, wijken=wijken, bladen=[f"B{n}" for n in range(6)])).verborgen
        assert {gebied for gebied, _ in hidden} in ({"B0", "B1"}, {"B0", "B2"})  # both wijken stay as they are

    def test_city_without_a_group_is_known(self):
        town = basis([[0, 9, 9, 9], [0, 9, 9, 9]])
        zicht = verberg(town)
        assert zicht.bekend == {("W0", "u1"), ("W1", "u1")}
        assert set(zicht.verborgen) == zicht.bekend


@pytest.mark.parametrize(
    ("counts", "places"),
    [
        ([], set()),
        ([5, 5], set()),
        ([4], {0}),
        ([2, 9, 30], {0, 1}),  # one small: 41 − 9 − 30 would give it away, so the smallest other goes too
        ([30, 2, 9, 9], {1, 2}),  # of two that are equal the first
        ([2, 1, 9], {0, 1}),  # 3 can be 0 + 3, 1 + 2 …
        ([0, 0, 9], {0, 1, 2}),  # a rest of 0 is two noughts
        ([4, 4, 9], {0, 1, 2}),  # a rest of 8 is twice the most that is hidden
        ([0, 5, 9, 12], {0, 2}),  # 0 + 5 is the least that is possible, so the 5 is of no use
        ([0, 0, 0], {0, 1, 2}),
    ],
)
def test_hidden_takes_as_few_of_a_line_as_will_do(counts, places):
    assert hidden(counts) == places


@pytest.mark.parametrize(("areas", "wijken", "seconds"), [(33, 33, 0.5), (150, 33, 2.5)])
def test_hiding_is_fast_enough_for_a_city(areas, wijken, seconds):
    """Many times slower than measured on a quiet machine, so that a busy one does not fail it."""
    rng = np.random.default_rng(1)
    town = basis(rng.poisson(3, (areas, 4)), None, [f"W{n % wijken}" for n in range(areas)], [""] * wijken + [
        f"B{n}" for n in range(areas - wijken)
    ])  # fmt: skip
    begin = time.perf_counter()
    verberg(town)
    assert time.perf_counter() - begin < seconds


@pytest.mark.parametrize(("verborgen", "text"), [(KLEIN, "< 5"), (GROOT, "niet getoond"), (STIL, "niet getoond")])
def test_hidden_count_reads_as_its_text(verborgen, text):
    assert str(verborgen) == text


def test_what_is_not_in_the_table_is_not_shown():
    assert small_numbers.NIETS.van("WK030701", "totaal") == STIL
