"""Small counts stay hidden: also for whoever knows the total and subtracts what is shown.

The reader in these tests tries every combination of numbers that fits what can be seen, one by one.
"""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring import small_numbers
from monitoring.small_numbers import GRENS, gezegd, hidden

COUNTS = st.lists(st.integers(0, 9), max_size=5)
PAIRS = st.lists(st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=5)


def possible(counts, most):
    """Place → the values it can have, for who sees the total, what is shown, '< 5' and 'niet getoond'."""
    places = sorted(hidden(counts, most))
    rest = sum(counts) - sum(count for place, count in enumerate(counts) if place not in places)
    choices = [
        [n for n in range(rest + 1) if gezegd(n) == gezegd(counts[place]) and n <= (most[place] if most else rest)]
        for place in places
    ]
    fitting = [values for values in itertools.product(*choices) if sum(values) == rest]
    return {place: {values[at] for values in fitting} for at, place in enumerate(places)}


@given(COUNTS)
def test_nothing_under_the_threshold_is_shown(counts):
    small = {place for place, count in enumerate(counts) if count < GRENS}
    assert small <= hidden(counts)


@given(COUNTS)
def test_nothing_is_hidden_without_a_small_count(counts):
    large = [count + GRENS for count in counts]
    assert hidden(large) == set()


@given(COUNTS)
def test_no_hidden_count_can_be_worked_out_from_the_total(counts):
    known = [place for place, values in possible(counts, None).items() if len(values) < 2]
    assert known == [] or len(hidden(counts)) == len(counts)


@given(PAIRS)
def test_no_small_count_can_be_worked_out_with_what_stands_beside_it(pairs):
    counts, most = [count for count, _ in pairs], [top for _, top in pairs]
    found = possible(counts, most)
    known = [place for place, values in found.items() if len(values) < 2 and counts[place] < GRENS]
    assert known == [] or len(found) == len(counts)


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
        ([4, 3, 9], {0, 1}),  # 7 is 4 + 3 or 3 + 4
        ([0, 5, 9, 12], {0, 1, 2}),  # 0 + 5 is the least that is possible: known at once
        ([0, 0, 0], {0, 1, 2}),
    ],
)
def test_hidden_takes_as_few_as_will_do(counts, places):
    assert hidden(counts) == places


@pytest.mark.parametrize(
    ("counts", "most", "places"),
    [
        ([4, 6, 20], [10, 30, 40], {0, 1}),
        ([4, 6, 20], [10, 6, 40], {0, 1, 2}),  # the second is at most 6, so the first at least 10 − 6 = 4
        ([2, 5, 20], [10, 5, 40], {0, 1, 2}),  # the second is 5 of 5, so the first 7 − 5 = 2
    ],
)
def test_hidden_knows_what_stands_beside_the_counts(counts, most, places):
    assert hidden(counts, most) == places


@pytest.mark.parametrize(("count", "text"), [(0, "< 5"), (4, "< 5"), (5, "niet getoond")])
def test_gezegd_never_says_the_count(count, text):
    assert gezegd(count) == text


def test_threshold_is_five():
    assert small_numbers.GRENS == 5
