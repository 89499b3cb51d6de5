"""Workbooks as people spoil them: what of it is still read, and where what is wrong is said to stand."""

import datetime

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Partij
from tests.factories.voorraad import goede_rij, maak_werkmap, rijen_van
from voorraad import checks, workbook
from voorraad.gevonden import Gevonden
from voorraad.models import Mutatie, Niveau, Project, Voorraadstand
from voorraad.tabellen import nearest

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)
LEEG = "een waarde; deze cel mag niet leeg zijn"
GEEN_GETAL = "een getal, zonder tekst erbij"
GEEN_WAARDE = "een waarde; de formule geeft er geen"
TE_GROOT = "een gewoon getal, kleiner dan 2.000.000"
GEEN_KOLOM = "geen kolom met deze kop"
SEGMENTEN = "sociale-huur, middenhuur, vrije-sector-huur, sociale-koop, betaalbare-koop, dure-koop"


def na_controle(data):
    """The outcome of a workbook for Omnia Wonen over 2026-1."""
    return checks.run(workbook.read(data), partij=Partij.objects.get(code="omnia-wonen"), halfjaar=H1)


def controleer(bederf, rijen=None, partij="omnia-wonen", **stempel):
    """The outcome of a workbook that was filled in and then spoilt."""
    data = maak_werkmap({"Voorraad": rijen or [goede_rij("Voorraad")]}, bederf, partij=partij, **stempel)
    return na_controle(data)


def fout(soort, verwacht, gevonden, rij, kolom, blad="Voorraad"):
    return Gevonden(Niveau.FOUT, soort, verwacht, gevonden, blad, rij, kolom)


def zet(ref, value, blad="Voorraad"):
    """Spoil one cell."""

    def spoil(book):
        book[blad][ref] = value

    return spoil


CELLEN = {
    "text for a number": ("G2", "twaalf", fout("geen-getal", GEEN_GETAL, "twaalf", 2, "aantal")),
    "formula error REF": ("G2", "#REF!", fout("formulefout", GEEN_WAARDE, "#REF!", 2, "aantal")),
    "formula error DIV/0": ("G2", "#DIV/0!", fout("formulefout", GEEN_WAARDE, "#DIV/0!", 2, "aantal")),
    "formula error in a code": ("B2", "#N/A", fout("formulefout", GEEN_WAARDE, "#N/A", 2, "segment")),
    "formula without a value": ("G2", "=6+6", fout("formulefout", GEEN_WAARDE, "formule zonder uitkomst", 2, "aantal")),
    "negative": ("G2", -12, fout("negatief", "een aantal van 0 of meer", "-12", 2, "aantal")),
    "fraction": (
        "G2",
        12.5,
        fout("geen-heel-getal", "een heel getal, zonder cijfers achter de komma", "12,5", 2, "aantal"),
    ),
    "date for a number": (
        "G2",
        datetime.date(2026, 6, 30),
        fout("geen-getal", GEEN_GETAL, "2026-06-30", 2, "aantal"),
    ),
    "time for a number": ("G2", datetime.time(12, 30), fout("geen-getal", GEEN_GETAL, "12:30:00", 2, "aantal")),
    "huge number": ("G2", 1e300, fout("geen-getal", TE_GROOT, "1e+300", 2, "aantal")),
    "tick box for a number": ("G2", True, fout("geen-getal", GEEN_GETAL, "WAAR", 2, "aantal")),
    "nothing": ("G2", None, fout("leeg", LEEG, "niets", 2, "aantal")),
    "only a space": ("G2", "\u00a0", fout("leeg", LEEG, "niets", 2, "aantal")),
    "unknown code": (
        "B2",
        "kasteel",
        fout("onbekende-code", f"een code uit de lijst: {SEGMENTEN}", "kasteel", 2, "segment"),
    ),
    "typing error": (
        "B2",
        "socaile huur",
        fout("onbekende-code", "een code uit de lijst; bedoelde u «sociale-huur»?", "socaile huur", 2, "segment"),
    ),
    "no area": (
        "A2",
        "Utrecht",
        fout(
            "onbekend-gebied",
            "een buurtcode (BU0307…) of wijkcode (WK0307…) van Amersfoort",
            "Utrecht",
            2,
            "buurtcode",
        ),
    ),
    "very long text": (
        "B2",
        "z" * 5000,
        fout("onbekende-code", f"een code uit de lijst: {SEGMENTEN}", "z" * 5000, 2, "segment"),
    ),
}


@pytest.mark.parametrize("name", CELLEN)
def test_spoilt_cell_is_one_finding_at_that_cell(name):
    ref, value, expected = CELLEN[name]
    outcome = controleer(zet(ref, value))
    assert outcome.bevindingen == [expected]
    assert outcome.tabellen == []


@pytest.mark.parametrize(("value", "aantal"), [("1.380", 1380), ("1 380", 1380), (12.0, 12), ("0", 0)])
def test_number_as_text_is_stored_as_the_number(value, aantal):
    outcome = controleer(zet("G2", value))
    assert outcome.bevindingen == []
    assert [rij.aantal for rij in rijen_van(outcome, Voorraadstand)] == [aantal]


def test_row_is_stored_with_its_values_area_and_number():
    [rij] = rijen_van(controleer(None), Voorraadstand)
    stored = (rij.rijnummer, rij.wijk.code, rij.buurt, rij.segment, rij.prijscategorie, rij.woningtype)
    assert stored == (2, "WK030710", None, "sociale-huur", "betaalbaar-laag", "appartement")
    assert (rij.energielabel, rij.geschikt, rij.aantal) == ("b", "nultreden", 12)


def test_optional_cells_left_empty_become_nothing():
    data = maak_werkmap({"Mutaties": [goede_rij("Mutaties")], "Projecten": [goede_rij("Projecten")]})
    outcome = na_controle(data)
    [mutatie], [project] = rijen_van(outcome, Mutatie), rijen_van(outcome, Project)
    assert (mutatie.naar_segment, mutatie.project, mutatie.toelichting) == ("", "", "")
    assert (mutatie.daeb_koop, mutatie.middeninkomen) == (False, False)
    assert (project.verwacht_halfjaar, project.gerealiseerd_halfjaar) == (Halfjaar(2027, 1), None)


def test_formula_without_a_value_is_no_silent_no():
    """An optional cell that holds a formula is not the same as an empty one."""
    data = maak_werkmap({"Mutaties": [goede_rij("Mutaties")]}, zet("F2", '=IF(1=1,"ja","nee")', "Mutaties"))
    outcome = na_controle(data)
    expected = fout("formulefout", GEEN_WAARDE, "formule zonder uitkomst", 2, "DAEB-koop", "Mutaties")
    assert outcome.bevindingen == [expected]


def test_text_that_is_too_long_for_its_column_is_refused():
    # the field toelichting holds 500 characters; the finding shows the first 200
    for length, expected in ((500, []), (501, ["een tekst van ten hoogste 500 tekens"])):
        data = maak_werkmap({"Mutaties": [goede_rij("Mutaties", toelichting="z" * length)]})
        outcome = na_controle(data)
        assert [gevonden.verwacht for gevonden in outcome.bevindingen] == expected


class TestSheets:
    def test_workbook_of_another_party_and_half_year_is_named_as_such(self):
        outcome = controleer(None, partij="portaal", halfjaar="2025-2")
        assert outcome.bevindingen == [
            fout("andere-partij", "het sjabloon van Omnia Wonen", "het sjabloon van portaal", None, "", "Uitleg"),
            fout("ander-halfjaar", "het sjabloon over 2026-1", "dat over 2025-2", None, "", "Uitleg"),
        ]

    def test_workbook_of_the_municipality_lacks_every_sheet_of_a_corporation(self):
        data = maak_werkmap({"Gemeente": [goede_rij("Gemeente")]}, partij="gemeente")
        outcome = na_controle(data)
        assert [(gevonden.soort, gevonden.blad) for gevonden in outcome.bevindingen] == [
            ("andere-partij", "Uitleg"),
            ("blad-ontbreekt", "Voorraad"),
            ("blad-ontbreekt", "Mutaties"),
            ("blad-ontbreekt", "Toewijzingen"),
            ("geen-rijen", "Projecten"),
            ("blad-onbekend", "Gemeente"),
        ]

    @pytest.mark.parametrize("sheet", ["Uitleg", "Codes"])
    def test_workbook_may_lack_what_the_template_only_explains(self, sheet):
        def spoil(book):
            del book[sheet]

        assert controleer(spoil).bevindingen == []

    def test_stamp_that_was_wiped_leaves_the_choice_at_the_upload(self):
        def spoil(book):
            for row in range(3, 7):
                book["Uitleg"].cell(row, 2).value = None
                book["Uitleg"].cell(row, 1).value = None

        assert controleer(spoil).bevindingen == []

    def test_sheet_that_lacks_is_a_finding_and_the_others_are_checked_all_the_same(self):
        def spoil(book):
            del book["Toewijzingen"]
            book["Voorraad"]["G2"] = "x"

        assert controleer(spoil).bevindingen == [
            fout("blad-ontbreekt", "een blad «Toewijzingen»", "geen blad met deze naam", None, "", "Toewijzingen"),
            fout("geen-getal", GEEN_GETAL, "x", 2, "aantal"),
        ]

    def test_sheet_that_was_emptied_lacks_every_column(self):
        def spoil(book):
            book["Voorraad"].delete_rows(1, 10)

        heads = [
            "buurtcode",
            "segment",
            "prijscategorie",
            "woningtype",
            "energielabel",
            "geschikt voor ouderen",
            "aantal",
        ]
        expected = [fout("kolom-ontbreekt", f"een kolom «{head}»", GEEN_KOLOM, None, head) for head in heads]
        no_rows = fout("geen-rijen", "minstens één ingevulde rij", "alleen koppen", None, "")
        assert controleer(spoil).bevindingen == [*expected, no_rows]

    def test_workbook_with_a_chart_and_sheets_of_its_own_is_read(self):
        def spoil(book):
            book.create_chartsheet("Grafiek", 0)
            book.create_sheet("Kladblok", 1)["C3"] = "#REF!"

        found = controleer(spoil).bevindingen
        assert [(each.soort, each.blad) for each in found] == [
            ("blad-onbekend", "Grafiek"),
            ("blad-onbekend", "Kladblok"),
        ]


class TestHeads:
    def test_head_that_was_renamed_is_named(self):
        verwacht = "een kolom «aantal»; bedoelde u met «Aantal woningen» misschien deze kolom?"
        assert controleer(zet("G1", "Aantal woningen")).bevindingen == [
            fout("kolom-ontbreekt", verwacht, "«Aantal woningen»", None, "aantal")
        ]

    def test_head_that_was_merged_over_another_makes_that_column_lack(self):
        def spoil(book):
            book["Voorraad"].merge_cells("A1:B1")

        assert controleer(spoil).bevindingen == [
            fout("kolom-ontbreekt", "een kolom «segment»", GEEN_KOLOM, None, "segment")
        ]

    def test_head_that_stands_twice_is_named_and_the_first_is_read(self):
        def spoil(book):
            book["Voorraad"]["H1"] = "AANTAL"
            book["Voorraad"]["H2"] = "x"

        verwacht = "eenmaal een kolom «aantal»; haal de kolom weg die niet telt"
        assert controleer(spoil).bevindingen == [
            fout("dubbele-kolom", verwacht, "nog een kolom «aantal», in kolom H", 1, "aantal")
        ]

    def test_columns_may_stand_in_any_order_beside_columns_of_their_own(self):
        def spoil(book):
            sheet = book["Voorraad"]
            heads, cells = ([cell.value for cell in row] for row in sheet.iter_rows(1, 2))
            for row, values in ((1, ["eigen nummer", *reversed(heads)]), (2, [7, *reversed(cells)])):
                for column, value in enumerate(values, 1):
                    sheet.cell(row, column).value = value

        outcome = controleer(spoil)
        assert [(each.soort, each.gevonden) for each in outcome.bevindingen] == [("kolom-onbekend", "eigen nummer")]
        [rij] = rijen_van(outcome, Voorraadstand)
        assert (rij.segment, rij.geschikt, rij.aantal) == ("sociale-huur", "nultreden", 12)

    def test_title_above_the_table_shifts_the_row_numbers(self):
        def spoil(book):
            sheet = book["Voorraad"]
            sheet.insert_rows(1, 2)
            sheet["A1"] = "Voorraad van Omnia Wonen"
            sheet.merge_cells("A1:G1")
            sheet["G4"] = "x"

        # two rows above: the head stands in row 3, the first row of figures in row 4
        wrong, _title = controleer(spoil).bevindingen
        assert wrong == fout("geen-getal", GEEN_GETAL, "x", 4, "aantal")


class TestRows:
    def test_empty_rows_in_between_keep_the_row_numbers(self):
        rijen = [goede_rij("Voorraad"), {}, {"segment": "  "}, goede_rij("Voorraad", energielabel="c")]
        assert [rij.rijnummer for rij in rijen_van(controleer(None, rijen), Voorraadstand)] == [2, 5]

    def test_double_row_names_the_row_it_doubles(self):
        rijen = [goede_rij("Voorraad", energielabel="a"), goede_rij("Voorraad"), {}, goede_rij("Voorraad", aantal=3)]
        verwacht = "elke combinatie eenmaal; rij 3 is dezelfde. Tel ze op in één rij."
        assert controleer(None, rijen).bevindingen == [fout("dubbele-rij", verwacht, "WK030710", 5, "buurtcode")]

    @pytest.mark.parametrize("word", ["Totaal", "TOTAAL", " totaal:", "Eindtotaal", "Subtotaal 2026", "Total"])
    def test_total_row_is_named_once_whatever_else_it_holds(self, word):
        rijen = [goede_rij("Voorraad"), {"buurtcode": word, "aantal": 12, "segment": "alles bij elkaar"}]
        verwacht = "alleen gewone rijen; haal de totaalregel weg"
        found = fout("totaalregel", verwacht, word, 3, "buurtcode")
        assert controleer(None, rijen).bevindingen == [found]

    def test_total_row_is_named_at_the_cell_that_says_so(self):
        rijen = [goede_rij("Voorraad"), {"buurtcode": "WK030710", "energielabel": "totaal", "aantal": 12}]
        verwacht = "alleen gewone rijen; haal de totaalregel weg"
        assert controleer(None, rijen).bevindingen == [fout("totaalregel", verwacht, "totaal", 3, "energielabel")]

    @pytest.mark.parametrize("cel", [{"projectcode": "TOTAAL-1"}, {"naam": "Totaalrenovatie Liendert"}])
    def test_full_row_whose_free_text_begins_with_total_is_a_row(self, cel):
        data = maak_werkmap({"Projecten": [goede_rij("Projecten", **cel)]})
        outcome = na_controle(data)
        assert outcome.bevindingen == []
        assert len(rijen_van(outcome, Project)) == 1

    def test_total_row_of_free_text_is_found_when_the_rest_is_empty(self):
        data = maak_werkmap({"Projecten": [goede_rij("Projecten"), {"naam": "Totaal", "aantal": 40}]})
        outcome = na_controle(data)
        verwacht = "alleen gewone rijen; haal de totaalregel weg"
        assert outcome.bevindingen == [fout("totaalregel", verwacht, "Totaal", 3, "naam", "Projecten")]


@pytest.mark.parametrize(
    ("name", "found"),
    [("aantal", "Aantal 2026"), ("segment", "Segmant"), ("woningtype", None), ("AAN TAL", "Aantal 2026")],
)
def test_nearest_is_the_name_that_was_probably_meant(name, found):
    assert nearest(name, ["Aantal 2026", "Segmant", "opmerking"]) == found
