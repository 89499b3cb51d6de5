"""What the pages say: one and more, nothing known, exactly on the goal, below it, above it, and less than before."""

from decimal import Decimal

import pytest

from monitoring.zinnen import algemeen as zinnen

S = "\u00a0"  # the no-break space before %


@pytest.mark.parametrize(
    ("namen", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c"), ({"x": 1, "y": 2}, "x en y")],
)
def test_opsomming_joins_with_commas_and_en(namen, text):
    assert zinnen.opsomming(namen) == text


@pytest.mark.parametrize(("text", "made"), [("", ""), ("één", "Één"), ("DAEB-koop", "DAEB-koop"), ("het", "Het")])
def test_met_hoofdletter_leaves_the_rest_as_it_is(text, made):
    assert zinnen.met_hoofdletter(text) == made


@pytest.mark.parametrize(
    ("tekst", "eenheid", "zin"),
    [
        ("1", "woningen", "1 woning"), ("−1", "woningen", "−1 woning"), ("+1", "personen", "+1 persoon"),
        ("11", "woningen", "11 woningen"), ("1,0", "maanden", "1,0 maanden"), ("1", "procentpunt", "1 procentpunt"),
    ],
)  # fmt: skip
def test_one_of_something_is_singular(tekst, eenheid, zin):
    assert zinnen.met_eenheid(tekst, eenheid) == zin


class TestGroei:
    @pytest.mark.parametrize(
        ("netto", "sentence"),
        [
            (1, "Netto 1 sociale huurwoning erbij."),
            (1212, "Netto 1.212 sociale huurwoningen erbij."),
            (-1, "Netto 1 sociale huurwoning minder."),
            (-40, "Netto 40 sociale huurwoningen minder."),
            (0, "De voorraad sociale huur is netto even groot gebleven."),
            (None, "Er zijn nog geen vastgestelde cijfers over de groei van de sociale huur."),
        ],
    )
    def test_groei_says_one_more_less_the_same_and_nothing_known(self, netto, sentence):
        assert zinnen.groei(netto) == sentence

    @pytest.mark.parametrize(
        ("netto", "start"),
        [
            (212, "Netto 212 sociale huurwoningen erbij bij Portaal"),
            (-3, "Netto 3 sociale huurwoningen minder bij Portaal"),
            (0, "De voorraad sociale huur van Portaal is netto even groot gebleven"),
            (None, "Er zijn nog geen vastgestelde cijfers over de groei van de sociale huur van Portaal"),
        ],
    )
    def test_groei_names_the_corporation(self, netto, start):
        assert zinnen.groei(netto, van="Portaal") == f"{start}."

    @pytest.mark.parametrize(
        ("netto", "met_daeb", "middle"),
        [
            (212, 216, "Netto 212 sociale huurwoningen erbij, 216 met DAEB-koop"),
            (212, 212, "Netto 212 sociale huurwoningen erbij"),
            (-3, -2, "Netto 3 sociale huurwoningen minder, 2 met DAEB-koop"),
            (-3, 2, "Netto 3 sociale huurwoningen minder, +2 met DAEB-koop"),
            (-3, 0, "Netto 3 sociale huurwoningen minder, 0 met DAEB-koop"),
            (0, 4, "De voorraad sociale huur is netto even groot gebleven, +4 met DAEB-koop"),
            (2, -1, "Netto 2 sociale huurwoningen erbij, −1 met DAEB-koop"),
        ],
    )
    def test_groei_with_daeb_koop_cannot_be_read_as_its_opposite(self, netto, met_daeb, middle):
        assert zinnen.groei(netto, met_daeb) == f"{middle}."

    def test_groei_ends_with_the_goal(self):
        assert zinnen.groei(5, 5, Decimal("1380.0000"), 2030).endswith("erbij; het doel voor 2030 is 1.380.")
        assert zinnen.groei(None, None, 1380, 2030).endswith("sociale huur; het doel voor 2030 is 1.380.")

    def test_groei_without_a_year_names_no_year(self):
        assert zinnen.groei(5, doel=1380) == "Netto 5 sociale huurwoningen erbij; het doel is 1.380."


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({}, "Er zijn nog geen vastgestelde cijfers over de toewijzingen."),
        ({"urgent": 0.271}, f"27,1{S}% van het vrijkomende aanbod ging naar urgent woningzoekenden."),
        ({"vrij": 0.0}, f"0{S}% is vrij toegewezen."),
        ({"gehuisvest": 0, "gevraagd": 0}, "Er zijn nog geen vastgestelde cijfers over de toewijzingen."),
        ({"gehuisvest": 1, "gevraagd": 212}, "1 van de 212 statushouders kreeg een woning."),
        (
            {"urgent": 0.3, "vrij": 0.076, "gehuisvest": 187, "gevraagd": 212},
            f"30{S}% van het vrijkomende aanbod ging naar urgent woningzoekenden, 7,6{S}% is vrij toegewezen "
            "en 187 van de 212 statushouders kregen een woning.",
        ),
    ],
)
def test_toewijzing_says_what_is_known(known, sentence):
    assert zinnen.toewijzing(**known) == sentence


@pytest.mark.parametrize(
    ("erbij", "eraf", "sentence"),
    [
        (
            {"nieuwbouw": 360, "aankoop": 12, "splitsen": 0},
            {"verkoop": -60, "sloop": -50, "liberalisatie": -20},
            "Nieuwbouw droeg het meest bij: 360 woningen. Door verkoop, sloop en liberalisatie gingen er 130 af.",
        ),
        ({"aankoop": 1}, {"sloop": 0}, "Aankoop droeg het meest bij: 1 woning."),
        ({"nieuwbouw": 0}, {"verkoop": -1}, "Door verkoop ging er 1 af."),
        ({"nieuwbouw": 0, "splitsen": -3}, {"sloop": -2}, "Door sloop en splitsen gingen er 5 af."),  # 3 + 2
        ({"nieuwbouw": 0}, {"sloop": 0}, "Er kwamen geen sociale huurwoningen bij en er gingen er geen af."),
        ({}, {}, "Er kwamen geen sociale huurwoningen bij en er gingen er geen af."),
    ],
)
def test_opbouw_names_what_brought_most_and_all_that_went(erbij, eraf, sentence):
    assert zinnen.opbouw(erbij, eraf) == sentence


@pytest.mark.parametrize(
    ("aandeel", "doel", "sentence"),
    [
        (None, 0.3, "Er zijn nog geen vastgestelde cijfers over toewijzingen aan urgent woningzoekenden."),
        (0.0, None, f"0{S}% van het vrijkomende aanbod ging naar urgent woningzoekenden."),
        (
            0.271,
            Decimal("0.3000"),
            f"27,1{S}% van het vrijkomende aanbod ging naar urgent woningzoekenden; we werken toe naar circa 30{S}%.",
        ),
    ],
)
def test_urgent_works_towards_about_the_goal(aandeel, doel, sentence):
    assert zinnen.urgent(aandeel, doel) == sentence


def test_urgent_share_with_its_half_year_and_whose_figures_are_not_in_it():
    share = f"In de tweede helft van 2026 ging 28,1{S}% van het vrijkomende aanbod naar urgent woningzoekenden."
    assert zinnen.urgent(0.281, None, "tweede helft 2026") == share
    absent = ["Omnia Wonen", "Portaal"]
    assert zinnen.zonder(absent, "2026-2") == "in 2026-2 nog zonder Omnia Wonen en Portaal"
    assert zinnen.zonder(absent[1:]) == "nog niet met alle cijfers van Portaal"


@pytest.mark.parametrize(
    ("teller", "noemer", "room"),
    [
        (51, 1020, 102),  # 0,15 × 1.020 = 153 exactly, less 51
        (0, 7, 1),  # 1,05
        (3, 20, 0),  # 0,15 × 20 = 3
        (4, 20, -1),
        (5, 26, -2),  # 3,9 → 3, less 5
    ],
)
def test_ruimte_is_rounded_down_without_decimal_noise(teller, noemer, room):
    assert zinnen.ruimte(teller, noemer, Decimal("0.1500")) == room


class TestVrijeToewijzing:
    @pytest.mark.parametrize(
        ("teller", "sentence"),
        [
            (
                20,
                f"In 2026 is 10{S}% vrij toegewezen; onder het plafond van 15{S}% is ruimte voor nog 10 toewijzingen.",
            ),
            (
                29,
                f"In 2026 is 14,5{S}% vrij toegewezen; onder het plafond van 15{S}% is ruimte voor nog 1 toewijzing.",
            ),
            (30, f"In 2026 is 15{S}% vrij toegewezen; de ruimte onder het plafond van 15{S}% is precies gebruikt."),
            (31, f"In 2026 is 15,5{S}% vrij toegewezen; dat is 1 toewijzing boven het plafond van 15{S}%."),
            (40, f"In 2026 is 20{S}% vrij toegewezen; dat zijn 10 toewijzingen boven het plafond van 15{S}%."),
            (0, f"In 2026 is 0{S}% vrij toegewezen; onder het plafond van 15{S}% is ruimte voor nog 30 toewijzingen."),
        ],
    )
    def test_vrije_toewijzing_under_on_and_over_the_ceiling(self, teller, sentence):
        assert zinnen.vrije_toewijzing(teller, 200, Decimal("0.15"), "2026") == sentence  # ceiling: 0,15 × 200 = 30

    def test_vrije_toewijzing_without_ceiling_or_figures(self):
        assert zinnen.vrije_toewijzing(2, 10, None, "2026 tot en met juni") == (
            f"In 2026 tot en met juni is 20{S}% vrij toegewezen."
        )
        nothing = "Er zijn nog geen vastgestelde cijfers over vrije toewijzing."
        assert zinnen.vrije_toewijzing(None, None, None, "") == nothing
        assert zinnen.vrije_toewijzing(0, 0, Decimal("0.15"), "2026") == nothing


@pytest.mark.parametrize(
    ("gehuisvest", "opgave", "rest"),
    [
        (187, 212, "kregen 187 statushouders een woning; de opgave was 212. Er blijven er 25 over voor het volgende "
                   "halfjaar."),
        (211, 212, "kregen 211 statushouders een woning; de opgave was 212. Er blijft er 1 over voor het volgende "
                   "halfjaar."),
        (212, 212, "kregen 212 statushouders een woning; de opgave was 212. Precies de opgave."),
        (213, 212, "kregen 213 statushouders een woning; de opgave was 212. Dat is er 1 meer dan gevraagd."),
        (240, 212, "kregen 240 statushouders een woning; de opgave was 212. Dat zijn er 28 meer dan gevraagd."),
        (1, 1, "kreeg 1 statushouder een woning; de opgave was 1. Precies de opgave."),
        (0, 3, "kregen 0 statushouders een woning; de opgave was 3. Er blijven er 3 over voor het volgende halfjaar."),
        (10, -30, "kregen 10 statushouders een woning; er was geen opgave."),
        (0, 0, "kregen 0 statushouders een woning; er was geen opgave."),
    ],
)  # fmt: skip
def test_statushouders_below_on_above_and_ahead_of_the_task(gehuisvest, opgave, rest):
    assert zinnen.statushouders(gehuisvest, opgave, "eerste helft 2026") == f"In de eerste helft van 2026 {rest}"


@pytest.mark.parametrize(("gehuisvest", "opgave"), [(None, None), (3, None), (None, 3)])
def test_statushouders_of_which_half_is_unknown_says_nothing_is_known(gehuisvest, opgave):
    assert zinnen.statushouders(gehuisvest, opgave, "eerste helft 2026") == (
        "Er zijn nog geen vastgestelde cijfers over het huisvesten van statushouders."
    )


def test_samen_says_until_when_each_counts_where_that_differs():
    known = {"de Alliantie": 2, "Portaal": 1}
    differs = "Samen +3: de Alliantie +2 (t/m 2026-2) en Portaal +1 (t/m 2026-1)."
    assert zinnen.samen(3, known, {"de Alliantie": "2026-2", "Portaal": "2026-1"}) == differs
    assert zinnen.samen(3, known, dict.fromkeys(known, "2026-1")) == "Samen +3: de Alliantie +2 en Portaal +1."


@pytest.mark.parametrize(
    ("totaal", "per_naam", "sentence"),
    [
        (
            253,
            {"de Alliantie": 124, "Omnia Wonen": 84, "Portaal": 45},
            "Samen +253: de Alliantie +124, Omnia Wonen +84 en Portaal +45.",
        ),
        (-3, {"de Alliantie": 0, "Portaal": -3}, "Samen −3: de Alliantie 0 en Portaal −3."),
        (0, {"Portaal": 0}, "Samen 0: Portaal 0."),
        (None, {}, "Nog geen vastgestelde cijfers per corporatie."),
    ],
)
def test_samen_keeps_the_order_and_the_signs(totaal, per_naam, sentence):
    assert zinnen.samen(totaal, per_naam) == sentence


def test_voorlopig_and_nog_open_name_the_parties():
    assert zinnen.voorlopig(["Portaal"]) == (
        "Gestreept is voorlopig: de cijfers van Portaal zijn nog niet voor elk halfjaar vastgesteld."
    )
    assert zinnen.nog_open(["de Alliantie", "Portaal"]) == (
        "Dit is voorlopig: nog niet alle cijfers van de Alliantie en Portaal zijn vastgesteld."
    )


def test_nog_niets_names_party_and_half_year():
    assert zinnen.nog_niets("Portaal", "tweede helft 2026") == (
        "De cijfers van Portaal over de tweede helft van 2026 zijn nog niet vastgesteld."
    )


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((5, 20, 0), "Vijf thema’s, 20 acties; er is er nog geen afgerond."),
        ((5, 20, 20), "Vijf thema’s, 20 acties; 20 afgerond."),
        ((1, 1, 1), "Eén thema, 1 actie; 1 afgerond."),
        ((5, 0, 0), "Vijf thema’s; de acties volgen nog."),
        ((0, 0, 0), "Geen thema’s; de acties volgen nog."),
        ((7, 1200, 3), "7 thema’s, 1.200 acties; 3 afgerond."),
    ],
)
def test_themas_counts_in_words_up_to_six(counts, sentence):
    assert zinnen.themas(*counts) == sentence


@pytest.mark.parametrize(
    ("tellingen", "sentence"),
    [
        ({}, "Bij dit thema staan nog geen acties."),
        ({"a": 1}, "1 actie: 1 op schema."),
        ({"b": 2, "a": 3}, "5 acties: 3 op schema en 2 nog niet gestart."),
        ({"a": 0, "b": 2}, "2 acties: 2 nog niet gestart."),
    ],
)
def test_acties_stand_follows_the_order_of_the_statuses(tellingen, sentence):
    assert zinnen.acties_stand(tellingen, {"a": "op schema", "b": "nog niet gestart"}) == sentence


@pytest.mark.parametrize(
    ("aantal", "sentence"),
    [
        (0, "Er is nog geen succes opgeschreven. Dat kan bij elke actie."),
        (1, "Dit succes vierden we."),
        (2, "Dit hebben we samen bereikt."),
    ],
)
def test_gevierd_none_one_and_more(aantal, sentence):
    assert zinnen.gevierd(aantal) == sentence


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ((False, False), "Er zijn nog geen cijfers vastgesteld."),
        ((True, True), "Alle gevraagde cijfers zijn vastgesteld."),
        ((True, False), "Een deel van de cijfers komt nog."),
    ],
)
def test_bronnen_nothing_all_and_some(state, sentence):
    assert zinnen.bronnen(*state) == sentence


@pytest.mark.parametrize(
    ("soorten", "text"),
    [
        (["corporatie"], "de corporaties"),
        (["corporatie", "gemeente"], "de corporaties en de gemeente"),
        ([], "de lijst van prioriteitsbuurten"),
    ],
)
def test_bron_names_kinds_of_party(soorten, text):
    assert zinnen.bron(soorten) == text


def test_begin_with_and_without_goal():
    assert zinnen.begin("Netto groei", "+212 woningen", "het doel is 1.380 in 2030") == (
        "Netto groei: +212 woningen; het doel is 1.380 in 2030."
    )
    assert zinnen.begin("Netto groei", "geen gegevens") == "Netto groei: geen gegevens."


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((1, 0), "Huurdersorganisaties plaatsten 1 opmerking."),
        ((2, 1), "Huurdersorganisaties plaatsten 2 opmerkingen; 1 kreeg antwoord."),
        ((3, 2), "Huurdersorganisaties plaatsten 3 opmerkingen; 2 kregen antwoord."),
    ],
)
def test_huurders_counts_what_was_answered(counts, text):
    assert zinnen.huurders(*counts) == text


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((1, 0, 0), "1 keer gezien"),
        ((0, 2, 1), "2 vragen en 1 andere mening"),
        ((3, 1, 2), "3 keer gezien, 1 vraag en 2 andere meningen"),
    ],
)
def test_opmerkingen_names_the_kinds_that_there_are(counts, text):
    assert zinnen.opmerkingen(*counts) == text
