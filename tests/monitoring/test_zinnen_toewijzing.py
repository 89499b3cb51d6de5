"""Findings about allocations: what is said follows from the figures, and nothing is said that cannot be."""

import pytest

from monitoring.zinnen import toewijzing as zinnen

S = "\u00a0"


@pytest.mark.parametrize(
    ("stad", "per_naam", "expected"),
    [
        (None, {}, "Er zijn nog geen vastgestelde cijfers over de ruimte voor vrije toewijzing."),
        (58, {}, "In 2026 is nog ruimte voor 58 vrije toewijzingen."),
        (1, {"Portaal": 1}, "In 2026 is nog ruimte voor 1 vrije toewijzing: bij Portaal 1."),
        (
            40,
            {"de Alliantie": 42, "Portaal": -2},
            "In 2026 is nog ruimte voor 40 vrije toewijzingen: bij de Alliantie 42 en bij Portaal 2 erboven.",
        ),
        (0, {}, "In 2026 is de ruimte voor vrije toewijzing precies gebruikt."),
        (-1, {}, "In 2026 is er 1 vrije toewijzing boven het plafond."),
        (-3, {}, "In 2026 zijn er 3 vrije toewijzingen boven het plafond."),
    ],
)
def test_room_is_said_for_the_city_and_each_corporation(stad, per_naam, expected):
    assert zinnen.ruimte_per_corporatie(stad, per_naam, "2026") == expected


@pytest.mark.parametrize(
    ("over", "expected"), [(None, "geen gegevens"), (1800, "nog 1.800"), (0, "plafond bereikt"), (-2, "2 erboven")]
)
def test_room_under_a_bar_is_short(over, expected):
    assert zinnen.ruimte_tekst(over) == expected


@pytest.mark.parametrize(
    ("teller", "noemer", "plafond", "expected"),
    [(5, 50, 0.15, 2), (0, 0, 0.15, None), (None, None, 0.15, None), (5, 50, None, None)],  # 0,15 × 50 = 7,5 → 7 − 5
)
def test_room_is_known_only_with_figures_and_a_ceiling(teller, noemer, plafond, expected):
    assert zinnen.over(teller, noemer, plafond) == expected


@pytest.mark.parametrize(
    ("grootste", "end"),
    [
        (["gezinnen"], f"; de meeste gingen naar gezinnen (26,3{S}%)."),
        (["jongeren", "gezinnen"], f"; de meeste gingen naar jongeren en naar gezinnen (elk 26,3{S}%)."),
        ([], "."),
    ],
)
def test_groups_name_the_largest_and_a_tie_names_both(grootste, end):
    start = "In de eerste helft van 2026 gingen 165 woningen naar urgente groepen en 470 naar reguliere"
    assert zinnen.groepen(165, 470, grootste, 0.263, "eerste helft 2026") == start + end


def test_one_home_goes_in_the_singular():
    assert zinnen.groepen(1, 0, [], None, "eerste helft 2026") == (
        "In de eerste helft van 2026 ging 1 woning naar urgente groepen en 0 naar reguliere."
    )


@pytest.mark.parametrize(
    ("aantal", "urgent", "expected"),
    [
        (None, None, "Er zijn nog geen vastgestelde cijfers over toegewezen nieuwbouw."),
        (0, None, "In dit halfjaar zijn geen nieuwbouwwoningen toegewezen."),
        (1, 1.0, f"Van de ene toegewezen nieuwbouwwoning ging 100{S}% naar urgente groepen; "),
        (172, 0.24, f"Van de 172 toegewezen nieuwbouwwoningen ging 24{S}% naar urgente groepen; "),
    ],
)
def test_new_build_is_compared_with_all(aantal, urgent, expected):
    end = f"van alle toegewezen woningen 28{S}%." if aantal else ""
    assert zinnen.nieuwbouw(aantal, urgent, 0.28) == expected + end


@pytest.mark.parametrize(
    ("eerder", "nu", "expected"),
    [
        (0.012, 0.01, "van 1,2 naar 1,0 op de honderd"),
        (0.0121, 0.0119, "bleef 1,2 op de honderd"),  # what is printed did not change
        (None, 0.01, "nog niet te vergelijken"),
        (0.012, None, "nog niet te vergelijken"),
    ],
)
def test_change_of_a_chance_is_said_in_words(eerder, nu, expected):
    assert zinnen.verandering(eerder, nu) == expected


def test_chances_stand_beside_the_urgent_share_by_which_way_they_went():
    kansen = {"statushouders": (0.2, 0.24), "jongeren": (0.012, 0.01), "gezinnen": (0.02, 0.02)}
    assert zinnen.kans(kansen, (0.26, 0.281)) == (
        f"Het aandeel urgent ging van 26{S}% naar 28,1{S}%. De kans op een woning daalde voor jongeren (van 1,2 naar "
        "1,0 op de honderd) en steeg voor statushouders (van 20,0 naar 24,0 op de honderd)."
    )


def test_chances_that_stay_are_said_to_stay():
    assert zinnen.kans({"jongeren": (0.012, 0.012)}, (0.26, 0.26)) == (
        f"Het aandeel urgent bleef 26{S}%. De kans op een woning bleef voor elke groep gelijk."
    )


def test_chances_of_one_half_year_name_the_least_and_the_most():
    assert zinnen.kans({"jongeren": (None, 0.012), "gezinnen": (None, 0.03), "overig": (None, None)}) == (
        "De kans op een woning was het kleinst voor jongeren (1,2 op de honderd) en het grootst voor gezinnen (3,0)."
    )
    assert zinnen.kans({"jongeren": (None, 0.012)}) == "De kans op een woning was voor jongeren 1,2 op de honderd."


@pytest.mark.parametrize("kansen", [{}, {"jongeren": (0.012, None)}])
def test_chances_without_a_figure_of_now_say_so(kansen):
    assert zinnen.kans(kansen) == zinnen.GEEN_KANS


def test_group_that_is_new_on_the_code_list_goes_by_its_name():
    assert (zinnen.mensen("gezin", "Gezin"), zinnen.mensen("student", "Student")) == ("gezinnen", "de groep ‘Student’")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((None, None, 6), "Er zijn nog geen vastgestelde cijfers over de wachttijd van uitstroom uit een instelling."),
        (
            (5.5, 8, 6),
            "Wie uit een instelling een woning kreeg, wachtte gemiddeld 5,5 maanden; dat is binnen de afgesproken "
            "6 maanden. Wie nog wacht, wacht gemiddeld al 8,0 maanden.",
        ),
        (
            (6.4, None, 6),
            "Wie uit een instelling een woning kreeg, wachtte gemiddeld 6,4 maanden; dat is meer dan de afgesproken "
            "6 maanden.",
        ),
        ((6.4, None, None), "Wie uit een instelling een woning kreeg, wachtte gemiddeld 6,4 maanden."),
        ((None, 8, 6), "Wie nog wacht, wacht gemiddeld al 8,0 maanden."),
    ],
)
def test_wait_has_who_still_waits_beside_it(figures, expected):
    assert zinnen.wachttijd(*figures) == expected
