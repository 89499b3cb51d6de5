"""The table of sheets and columns hangs together: heads, fields, help and examples."""

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Partijsoort
from voorraad.cellen import Ligging, Naslag, lees, plat
from voorraad.columns import BLADEN, Soort, bladen_van
from voorraad.models import Codelijst, Rij

PER_BLAD = pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
KOLOMMEN = [pytest.param(blad, kolom, id=f"{blad.naam}-{kolom.kop}") for blad in BLADEN for kolom in blad.kolommen]
PER_KOLOM = pytest.mark.parametrize(("blad", "kolom"), KOLOMMEN)
VAN_DE_RIJ = {"id", "levering", "rijnummer", "wijk", "buurt"}
VELDSOORT = {
    Soort.CODE: "CharField",
    Soort.JA_NEE: "BooleanField",
    Soort.GETAL: "PositiveIntegerField",
    Soort.GETAL_MET_TEKEN: "IntegerField",
    Soort.DECIMAAL: "DecimalField",
    Soort.TEKST: "CharField",
    Soort.HALFJAAR: "HalfjaarField",
}


def test_sheets_are_those_of_the_agreed_workbook():
    assert [blad.naam for blad in bladen_van(Partijsoort.CORPORATIE)] == [
        "Voorraad",
        "Mutaties",
        "Projecten",
        "Toewijzingen",
    ]
    assert [blad.naam for blad in bladen_van(Partijsoort.GEMEENTE)] == ["Projecten", "Gemeente"]
    assert bladen_van(Partijsoort.OVERIG) == ()


def test_every_kind_of_row_has_one_sheet():
    assert {blad.model for blad in BLADEN} == set(Rij.__subclasses__())
    assert len(BLADEN) == len(Rij.__subclasses__())


@PER_BLAD
def test_sheet_covers_every_field_of_its_model(blad):
    stored = {veld.name for veld in blad.model._meta.get_fields()} - VAN_DE_RIJ
    assert {kolom.veld for kolom in blad.kolommen} - {"gebied"} == stored


@PER_BLAD
def test_sheet_heads_and_fields_occur_once(blad):
    heads = [plat(kolom.kop) for kolom in blad.kolommen]
    fields = [kolom.veld for kolom in blad.kolommen]
    assert len(set(heads)) == len(heads)
    assert len(set(fields)) == len(fields)


@PER_BLAD
def test_sheet_key_names_its_own_fields(blad):
    assert set(blad.sleutel) - {kolom.veld for kolom in blad.kolommen} == set()


@PER_BLAD
def test_sheet_name_fits_excel_and_is_explained(blad):
    assert 0 < len(blad.naam) <= 31
    assert blad.uitleg.endswith(".")


@PER_KOLOM
def test_column_has_a_help_text_that_fits_the_error_box(blad, kolom):
    assert kolom.hulp.endswith(".")
    assert len(kolom.hulp) <= 250


@PER_KOLOM
def test_column_field_is_of_the_kind_that_the_cell_holds(blad, kolom):
    if kolom.soort is Soort.GEBIED:
        assert (kolom.veld, kolom.kop) == ("gebied", "buurtcode")
    else:
        assert type(blad.model._meta.get_field(kolom.veld)).__name__ == VELDSOORT[kolom.soort]


@PER_KOLOM
def test_column_may_be_empty_only_where_the_model_can_hold_nothing(blad, kolom):
    if kolom.verplicht:
        return
    veld = blad.model._meta.get_field("wijk" if kolom.veld == "gebied" else kolom.veld)
    holds_nothing = veld.null or veld.blank or veld.has_default()
    assert holds_nothing


@PER_KOLOM
def test_column_has_a_code_list_when_it_holds_codes(blad, kolom):
    assert (kolom.lijst in Codelijst.__members__.values()) == (kolom.soort is Soort.CODE)


@pytest.mark.django_db
@PER_KOLOM
def test_column_example_is_what_the_column_asks_for(blad, kolom):
    if not kolom.voorbeeld:
        assert not kolom.verplicht
        return
    value = lees(kolom.voorbeeld, kolom, Naslag(Halfjaar(2026, 1)))
    veld = blad.model._meta.get_field("wijk" if kolom.veld == "gebied" else kolom.veld)
    if isinstance(value, Ligging):
        value = value.wijk_id
    assert veld.clean(value, None) is not None


def test_every_code_list_is_used_by_a_column():
    assert {kolom.lijst for blad in BLADEN for kolom in blad.kolommen if kolom.lijst} == set(Codelijst)
