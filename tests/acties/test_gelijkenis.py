"""Which new text carries on which old one: by words, with the number as a hint."""

import pytest

from acties.gelijkenis import likeness, pair

LIJST = "We stellen een lijst vast van buurten met voorrang."  # stellen lijst vast buurten voorrang
ZELFDE = "De lijst met buurten stellen we opnieuw vast."  # lijst buurten stellen opnieuw vast


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        (LIJST, LIJST, 1),
        (LIJST, "Iets heel anders", 0),
        (LIJST, "", 0),
        # 5 and 5 words, of which lijst, buurten, stellen and vast are in both: 2 × 4 ÷ 10
        (LIJST, ZELFDE, 0.8),
    ],
)
def test_likeness_is_the_share_of_words_in_common(one, other, value):
    assert likeness(one, other) == pytest.approx(value)


def test_pair_follows_the_words_also_under_another_number():
    assert pair({3: ZELFDE, 4: "Warmte per wijk"}, {2: LIJST, 3: "Fiets repareren samen"}) == {3: 2}


def test_pair_with_the_same_number_needs_fewer_words():
    """lijst and vast of 5 and 9 words: 2 × 2 ÷ 14 = 0.29; with the same number 0.54."""
    new = "Een lijst van projecten ligt vast zodra iedereen akkoord gaat geven."
    assert pair({2: new}, {7: LIJST}) == {}
    assert pair({2: new}, {2: LIJST}) == {2: 2}


def test_pair_gives_an_old_text_to_the_likest_alone():
    assert pair({1: ZELFDE, 2: LIJST}, {9: LIJST}) == {2: 9}


def test_pair_does_not_follow_the_number_alone():
    """One word, samen, of 4 and 6: 2 × 1 ÷ 10 = 0.2, and the same number: just enough. Of 5 and 6 it is not."""
    old = "Samen sturen met slimme vaste nieuwe overleggen"
    assert pair({1: "Samen bankjes schilderen buiten"}, {1: old}) == {1: 1}
    assert pair({1: "Samen bankjes schilderen buiten morgen"}, {1: old}) == {}
