"""Findings about homes for the elderly and about sustainability."""

import pytest

from monitoring.zinnen import themas as zinnen

S = "\u00a0"


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((None,), "Er zijn nog geen vastgestelde cijfers over woningen die geschikt zijn voor ouderen."),
        ((1234,), "1.234 woningen zijn geschikt voor ouderen."),
        ((1, -1), "1 woning is geschikt voor ouderen; dat is er 1 minder dan een halfjaar eerder."),
        ((1234, 12), "1.234 woningen zijn geschikt voor ouderen; dat zijn er 12 meer dan een halfjaar eerder."),
        ((1234, 0), "1.234 woningen zijn geschikt voor ouderen; dat zijn er evenveel als een halfjaar eerder."),
    ],
)
def test_homes_for_the_elderly_are_compared_with_the_half_year_before(figures, expected):
    assert zinnen.ouderen(*figures) == expected


@pytest.mark.parametrize(
    ("erbij", "eraf", "expected"),
    [
        (
            None,
            None,
            "Wat erbij kwam en wat eraf ging, staat hier zodra er cijfers over twee halfjaren na elkaar zijn.",
        ),
        (44, 17, "In de tweede helft van 2026 kwamen er 44 geschikte woningen bij en gingen er 17 af."),
        (1, 1, "In de tweede helft van 2026 kwam er 1 geschikte woning bij en ging er 1 af."),
        (0, 3, "In de tweede helft van 2026 kwamen er 0 geschikte woningen bij en gingen er 3 af."),
    ],
)
def test_what_came_and_what_went_are_said_apart(erbij, eraf, expected):
    assert zinnen.erbij_en_eraf(erbij, eraf, "tweede helft 2026") == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((None,), "Er zijn nog geen vastgestelde cijfers over energielabels."),
        ((0, 0.0), "Geen enkele woning heeft nog label E, F of G."),
        ((0, 0.0, -3), "Geen enkele woning heeft nog label E, F of G; dat zijn er 3 minder dan een halfjaar eerder."),
        (
            (812, 0.041, -120),
            f"812 woningen hebben label E, F of G (4,1{S}%); dat zijn er 120 minder dan een halfjaar eerder.",
        ),
        ((1, 0.5), f"1 woning heeft label E, F of G (50{S}%)."),
    ],
)
def test_labels_have_their_number_and_share(figures, expected):
    assert zinnen.labels(*figures) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((None, None, None), "Er zijn nog geen vastgestelde cijfers over hoe er nieuw is gebouwd."),
        ((0, None, None), "In de eerste helft van 2026 zijn geen nieuwbouwwoningen opgeleverd."),
        (
            (172, 0.22, 0.35),
            f"In de eerste helft van 2026 was van 172 opgeleverde woningen 22{S}% biobased en 35{S}% conceptueel "
            "gebouwd.",
        ),
    ],
)
def test_ways_of_building_are_shares_of_what_was_completed(figures, expected):
    assert zinnen.bouwwijze(*figures, "eerste helft 2026") == expected
