"""Export = import: rows of every sheet, made from the table of columns, are written, read and checked back the same."""

from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from basis.halfjaar import LAATSTE, NULMETING, Halfjaar
from basis.models import Buurt, Partij, Wijk
from tests.factories.monitoring import maak_buurt
from tests.factories.voorraad import rijen_van
from voorraad import checks, sjabloon, workbook
from voorraad.checks.samenhang import NODIG_BIJ
from voorraad.columns import BLADEN, Soort
from voorraad.models import Codewaarde, Mutatie, Niveau

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)
MEEST = 2_000_000
# letters, digits, punctuation and signs; a text is kept without needless space
TEKENS = st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x1FAFF)
HALFJAREN = st.integers(0, LAATSTE - NULMETING).map(lambda halves: NULMETING + halves)


def tekst(veld, verplicht):
    texts = st.text(TEKENS, max_size=40).map(lambda text: " ".join(text.split()))
    return texts.filter(lambda text: len(text) <= veld.max_length and (text or not verplicht))


def waarde(blad, kolom):
    """Values that a row may hold in this column."""
    nothing = st.nothing() if kolom.verplicht else st.just("")
    if kolom.soort is Soort.CODE:
        codes = Codewaarde.objects.filter(lijst=kolom.lijst, actief=True).values_list("code", flat=True)
        return st.sampled_from(list(codes)) | nothing
    if kolom.soort is Soort.TEKST:
        return tekst(blad.model._meta.get_field(kolom.veld), kolom.verplicht)
    if kolom.soort is Soort.DECIMAAL:
        return st.none() | st.integers(0, 9990).map(lambda tenths: Decimal(tenths) / 10)
    if kolom.soort is Soort.HALFJAAR:
        return HALFJAREN if kolom.verplicht else st.none() | HALFJAREN
    plain = {
        Soort.GEBIED: st.sampled_from(gebieden()) | (st.nothing() if kolom.verplicht else st.just((None, None))),
        Soort.JA_NEE: st.booleans(),
        Soort.GETAL: st.integers(0, MEEST),
        Soort.GETAL_MET_TEKEN: st.integers(-MEEST, MEEST),
    }
    return plain[kolom.soort]


def gebieden():
    """Some wijken, and the buurten with their wijk."""
    wijken = [(wijk, None) for wijk in Wijk.objects.in_editie(2026).order_by("code")[:5]]
    return wijken + [(buurt.wijk, buurt) for buurt in Buurt.objects.select_related("wijk")]


def rij(blad):
    """Rows of a sheet that no check refuses."""
    values = st.fixed_dictionaries({kolom.veld: waarde(blad, kolom) for kolom in blad.kolommen})
    return values.filter(mag).map(lambda found: maak(blad, found))


def mag(values) -> bool:
    """What the checks ask of one row beyond its cells."""
    if values.get("soort") == "liberalisatie" and not values.get("naar_segment", "x"):
        return False
    if values.get("soort") == "liberalisatie" and values.get("naar_segment") == values["segment"]:
        return False
    if (realised := values.get("gerealiseerd_halfjaar")) and realised > H1:
        return False
    if any(values[veld] in (None, "", (None, None)) for veld, _ in NODIG_BIJ.get(values.get("gegeven"), ())):
        return False
    return values["aantal"] >= 0 or values["soort"] in ("splitsen", "correctie")


def maak(blad, values):
    rest = dict(values)
    wijk, buurt = rest.pop("gebied")
    return blad.model(wijk=wijk, buurt=buurt, **rest)


def inhoud(row, blad):
    """All that a row holds, to be compared: its areas and the value of every column."""
    fields = [kolom.veld for kolom in blad.kolommen if kolom.soort is not Soort.GEBIED]
    return (row.wijk, row.buurt, *(getattr(row, veld) for veld in fields))


def sleutel(blad):
    """What may occur once, as in the sheet; None where every row may stand twice."""
    if not blad.sleutel:
        return None
    names = [("wijk", "buurt") if veld == "gebied" else (veld,) for veld in blad.sleutel]
    return lambda row: tuple(getattr(row, name) for pair in names for name in pair)


def terug(blad, rows):
    """The outcome of reading what we write of these rows."""
    partij = Partij.objects.filter(soort=blad.partijsoorten[0]).order_by("code").first()
    data = sjabloon.template(partij, H1, {blad.model: rows})
    return checks.run(workbook.read(data), partij=partij, halfjaar=H1)


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
@settings(max_examples=10, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_rows_that_are_written_read_back_the_same(blad, data):
    if not Buurt.objects.exists():
        maak_buurt("BU03070102")
        maak_buurt("BU03071002")
    rows = data.draw(st.lists(rij(blad), min_size=1, max_size=12, unique_by=sleutel(blad)))
    outcome = terug(blad, rows)
    assert [gevonden for gevonden in outcome.bevindingen if gevonden.niveau == Niveau.FOUT] == []
    read = rijen_van(outcome, blad.model)
    assert [inhoud(row, blad) for row in read] == [inhoud(row, blad) for row in rows]
    # below the head, without gaps
    assert [row.rijnummer for row in read] == list(range(2, len(rows) + 2))


@settings(max_examples=15, deadline=None, derandomize=True, database=None)
@given(text=st.text(TEKENS, min_size=1, max_size=60).map(lambda text: " ".join(text.split())))
@example(text="_x0041_")
@example(text="=1+1")
@example(text="Totaal van twee panden")
@example(text="#REF!")
@example(text="<b>&amp;</b>")
@example(text="1.380")
@example(text="é" * 500)
def test_text_of_any_signs_reads_back_the_same(text):
    assume(text)
    blad = next(blad for blad in BLADEN if blad.model is Mutatie)
    wijk = Wijk.objects.get(code="WK030710")
    row = Mutatie(wijk=wijk, soort="sloop", segment="middenhuur", aantal=1, toelichting=text)
    outcome = terug(blad, [row])
    assert [read.toelichting for read in rijen_van(outcome, Mutatie)] == [text]
