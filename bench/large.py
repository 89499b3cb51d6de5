"""A delivery of 200,000 rows, read, checked and stored; CSV files of up to a million; and floors from the same run.

Targets for the workbook: at most 5 s on PostgreSQL, 8 s on SQLite, 350 MB in all, and a third of the usual way
(openpyxl and bulk_create) or better. For CSV: memory that does not grow with the file. On SQLite, or on PostgreSQL when
DATABASE_URL names a server. Every deed runs in a process of its own, whose peak of memory is counted with its reader's.
"""

from __future__ import annotations

import io
import os
import pickle
import random
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, product

from bench.filled import BUURTEN, database, levering_of, run_apart, timed

ROWS = {"Voorraad": 120_000, "Mutaties": 60_000, "Projecten": 1_000, "Toewijzingen": 19_000}
CSV_ROWS = (100_000, 1_000_000)
RUNS = 3


def main() -> None:
    run_apart("bench.large")


def _measure(data: str) -> None:
    with database(data) as connection:
        vendor = connection.vendor
        print(f"a workbook of {sum(ROWS.values())} rows over {BUURTEN} neighbourhoods; {vendor}, median of {RUNS}")
        print(f"{'':<44}{'seconds':>9}{'MB':>7}")
        _add_buurten()
        book, _, _ = _apart(connection, _workbook)
        ours = _line(connection, "read, checked and stored", lambda: _check(book, "groot.xlsx"))
        _line(connection, "floor: unzip", lambda: _unzip(book))
        _line(connection, "floor: the fast reader (calamine)", lambda: _calamine(book))
        _line(connection, "floor: insert the rows as they stand", _insert)
        usual = _line(connection, "usual way: openpyxl, bulk_create", lambda: _usual(book), runs=1)
        print(f"the usual way takes {usual / ours:.1f} × as long")
        for rows in CSV_ROWS:
            packed, _, _ = _apart(connection, lambda rows=rows: _csv(rows))
            _line(
                connection, f"CSV of {rows} rows, {len(packed) >> 20} MB zipped", partial(_check, packed, "csv.zip"), 1
            )


def _line(connection, name: str, deed: Callable, runs: int = RUNS) -> float:
    outcomes = sorted(_apart(connection, deed)[1:] for _ in range(runs))
    seconds, megabytes = outcomes[len(outcomes) // 2]
    print(f"{name:<44}{seconds:>9.2f}{megabytes:>7.0f}", flush=True)
    return seconds


def _apart(connection, deed: Callable) -> tuple[object, float, float]:
    """What a deed returns, its seconds, and the MB that its process and the children of that took at most."""
    _empty(connection)
    source, target = os.pipe()
    if not os.fork():
        os.close(source)
        result = []
        seconds = timed(lambda: result.append(deed())) / 1000
        peaks = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        with os.fdopen(target, "wb") as file:
            pickle.dump((result[0], seconds, sum(peaks)), file)
        os._exit(0)
    os.close(target)
    with os.fdopen(source, "rb") as file:
        outcome = pickle.load(file)
    os.wait()
    return outcome


def _empty(connection) -> None:
    """Without the delivery of the deed before, so that every deed finds the same tables."""
    from voorraad.models import Levering, Rij

    for model in [*Rij.__subclasses__(), Levering]:
        model.objects.all()._raw_delete(using="default")
    connection.close()


def _add_buurten() -> None:
    from basis.models import Buurt, Wijk

    wijken = list(Wijk.objects.filter(editie=2025))
    Buurt.objects.bulk_create(
        Buurt(code=f"BU{n:08}", editie=2025, naam=f"buurt {n}", wijk=wijken[n % len(wijken)]) for n in range(BUURTEN)
    )


def _cells(blad, rows: int) -> Iterator[list]:
    """Valid rows without a double, in the order of the columns: the same at every run."""
    draw = random.Random(blad.naam)
    buurten = [f"BU{n:08}" for n in range(BUURTEN)]
    for number, known in enumerate(islice(_kinds(blad.naam, buurten, draw), rows), 1):
        made = {"aantal": draw.randint(1, 90), "naam": f"Hof {number}", "toelichting": f"gemeld op dag {number % 365}"}
        made |= {"projectcode": f"P{number:05}", "initiatiefnemer": "corporatie", "eigenaar": "corporatie"}
        made |= {"planstatus": "1a", "hardheid": "hard", "verwacht_halfjaar": "2027-1", **known}
        yield [made.get(kolom.veld, "") for kolom in blad.kolommen]


def _kinds(naam: str, buurten: list[str], draw) -> Iterator[dict]:
    if naam == "Voorraad":
        prices = ["goedkoop", "betaalbaar-laag", "betaalbaar-hoog", "bereikbaar"]
        kinds = [("sociale-huur", price) for price in prices] + [("middenhuur", "middenhuur"), ("dure-koop", "koop")]
        types = ["eengezinswoning", "appartement", "studio-of-kamer", "overig"]
        labels = ["a4plus", "a3plus", "a2plus", "a1plus", *"abcdefg", "onbekend"]
        fit = ["nee", "nultreden", "geclusterd"]
        for buurt, kind, soort, label, geschikt in product(buurten, kinds, types, labels, fit):
            values = dict(zip(("segment", "prijscategorie"), kind, strict=True))
            yield {"gebied": buurt, "woningtype": soort, "energielabel": label, "geschikt": geschikt, **values}
    elif naam == "Toewijzingen":
        groepen = [
            "gezin",
            "jongere",
            "statushouder",
            "overig",
            "medisch-sociaal",
            "spoedzoeker",
            "overig-urgent",
            "uitstroom-instelling",
        ]
        prices, yes_no = ["goedkoop", "betaalbaar-laag", "betaalbaar-hoog", "bereikbaar"], ["ja", "nee"]
        for buurt, groep, boven, nieuw, prijs in product(buurten, groepen, yes_no, yes_no, prices):
            months = 5.5 if groep == "uitstroom-instelling" else ""
            values = {"boven_inkomensgrens": boven, "nieuwbouw": nieuw, "prijscategorie": prijs}
            yield {"gebied": buurt, "doelgroep": groep, "wachttijd_uitstroom": months, **values}
    else:
        while True:
            yield {"gebied": draw.choice(buurten), "soort": "nieuwbouw", "segment": "sociale-huur"}


def _bladen():
    from voorraad.columns import bladen_van

    return [(blad, ROWS[blad.naam]) for blad in bladen_van("corporatie")]


def _workbook() -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    for blad, rows in _bladen():
        sheet = book.add_worksheet(blad.naam)
        sheet.write_row(0, 0, [kolom.kop for kolom in blad.kolommen])
        for number, cells in enumerate(_cells(blad, rows), 1):
            sheet.write_row(number, 0, cells)
    book.close()
    return buffer.getvalue()


def _csv(rows: int) -> bytes:
    """A zip of four CSV files, of which Mutaties holds so many rows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for blad, _ in _bladen():
            with archive.open(f"{blad.naam}.csv", "w") as file:
                lines = [[kolom.kop for kolom in blad.kolommen]]
                lines += _cells(blad, 10) if blad.naam != "Mutaties" else _cells(blad, rows)
                for cells in lines:
                    file.write((";".join(map(str, cells)) + "\n").encode())
    return buffer.getvalue()


def _check(data: bytes, naam: str) -> None:
    from django.core.files.base import ContentFile

    from voorraad import controle
    from voorraad.models import Mutatie, Verwerking

    levering = _new_levering()
    levering.bestandsnaam = naam
    levering.bestand.save(naam, ContentFile(data))
    controle.check(levering.pk)
    levering.refresh_from_db()
    assert levering.verwerking == Verwerking.GECONTROLEERD
    found = list(levering.bevindingen.filter(niveau="fout").values_list("blad", "rij", "gevonden", "verwacht")[:5])
    assert not found, found
    assert Mutatie.objects.filter(levering=levering).count() >= 60_000


def _new_levering():
    from basis.halfjaar import EERSTE
    from basis.models import Partij
    from voorraad.models import Status, Verwerking

    levering = levering_of(Partij.objects.get(code="portaal"), EERSTE)
    levering.status, levering.verwerking = Status.CONCEPT, Verwerking.WACHT
    levering.save()
    return levering


def _insert() -> None:
    from django.db import transaction

    from basis import bulk
    from basis.models import Buurt
    from voorraad.models import Mutatie

    levering, [(wijk, buurt)] = _new_levering().pk, Buurt.objects.values_list("wijk", "pk")[:1]
    names = ["levering", "rijnummer", "wijk", "buurt", "soort", "segment", "naar_segment", "project"]
    names += ["daeb_koop", "middeninkomen", "aantal", "toelichting"]
    row = (wijk, buurt, "nieuwbouw", "sociale-huur", "", "", False, False, 12, "gemeld door de projectleider")
    with transaction.atomic():
        bulk.insert(Mutatie, names, ((levering, number, *row) for number in range(sum(ROWS.values()))))


def _unzip(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            archive.read(name)


def _calamine(data: bytes) -> None:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _usual(data: bytes) -> None:
    """What one would write first, but for the checks: openpyxl, an object per row, bulk_create."""
    import openpyxl

    from basis.models import Buurt
    from bench.upload import stored_row

    levering = _new_levering()
    areas = {code: (wijk, pk) for code, wijk, pk in Buurt.objects.values_list("code", "wijk", "pk")}
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for blad, _ in _bladen():
        rows = enumerate(book[blad.naam].iter_rows(min_row=2, values_only=True), 2)
        objects = [stored_row(levering, blad, number, cells, areas) for number, cells in rows]
        blad.model.objects.bulk_create(objects, batch_size=5000)


if __name__ == "__main__":
    _measure(sys.argv[1])
