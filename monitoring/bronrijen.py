"""The rows that a figure is made of: of which deliveries, how many, and as they stand in the file.

They come from the same querysets as the figure (`Indicator.bereken`), so that their sum is the figure. The number of
queries follows the kinds of row that an indicator counts, not how many rows, half-years or versions there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import Count

from basis.getallen import getal
from monitoring import reeksen
from monitoring.indicatoren.registry import Cijfers
from monitoring.indicatoren.vormen import NOEMER, TELLER, Bron
from monitoring.vraag import Vraag
from voorraad.columns import BLADEN, Blad, Soort
from voorraad.models import Codewaarde, Levering, Rij
from voorraad.sjabloon import cell_of

PER_PAGINA = 50
BLAD: dict[type, Blad] = {blad.model: blad for blad in BLADEN}


@dataclass(frozen=True)
class Bronrij:
    """One row as it stands in the file, and how it counts."""

    blad: str
    rij: int
    cellen: list[str]
    telt: str


def leveringen(vraag: Vraag) -> list[Levering]:
    """The deliveries that are counted in this figure."""
    counted = reeksen.geteld(vraag.op)
    if vraag.proef:
        counted[vraag.proef.partij_id, vraag.proef.halfjaar] = vraag.proef.pk
    halves = set(vraag.halfjaren)
    keys = [
        pk
        for (partij, half), pk in counted.items()
        if half in halves and (vraag.partij is None or vraag.partij.pk == partij)
    ]
    found = Levering.objects.filter(pk__in=keys, partij__soort__in=vraag.indicator.van)
    related = found.select_related("partij", "aangemaakt_door", "ingediend_door", "beoordeeld_door")
    return list(related.order_by("halfjaar", "partij__volgorde"))


def _bronnen(vraag: Vraag, leveringen: Iterable[Levering]) -> Iterator[Bron]:
    """Which rows of these deliveries count, and how, for this number and this wijk."""
    cijfers = Cijfers([levering.pk for levering in leveringen], vraag.halfjaar.peildatum)
    for bron in vraag.indicator.bereken(cijfers).bronnen():
        if bron.kant in vraag.kanten and vraag.onderdelen.intersection(bron.onderdelen):
            yield replace(bron, rijen=bron.rijen.filter(wijk__code=vraag.wijk.code)) if vraag.wijk else bron


def opgeteld(vraag: Vraag, counted: list[Levering]) -> tuple[dict[str, dict[int, float]], dict[int, int]]:
    """Per side the sum of each delivery, and how many rows each has."""
    sums: dict[str, dict[int, float]] = {TELLER: {}, NOEMER: {}}
    rows: dict[int, int] = {}
    for bron in _bronnen(vraag, counted) if counted else ():
        found = bron.rijen.order_by().values_list("levering").annotate(som=bron.optelling, rijen=Count("pk"))
        for levering, som, aantal in found:
            sums[bron.kant][levering] = sums[bron.kant].get(levering, 0) + (som or 0) * bron.teken
            rows[levering] = rows.get(levering, 0) + aantal
    return sums, rows


def rijen(vraag: Vraag, levering: Levering, pagina: object) -> tuple[list[str], Page]:
    """The rows of one delivery that make this figure: the heads of their columns, and one page of them."""
    bronnen = list(_bronnen(vraag, [levering]))
    counts = [bron.rijen.count() for bron in bronnen]
    page = Paginator(range(sum(counts)), PER_PAGINA).get_page(pagina)
    names = {(code.lijst, code.code): code.naam for code in Codewaarde.objects.all()}
    heads = list(dict.fromkeys(kolom.kop for bron in bronnen for kolom in BLAD[bron.rijen.model].kolommen))
    page.object_list = [_bronrij(bron, row, heads, names) for bron, row in _page_of(bronnen, counts, page.object_list)]
    return heads, page


def _page_of(bronnen: list[Bron], counts: list[int], places: range) -> Iterator[tuple[Bron, Rij]]:
    """The rows at these places of all kinds one after the other: a query for each kind that has rows there."""
    start = 0
    for bron, count in zip(bronnen, counts, strict=True):
        first, last = max(places.start - start, 0), min(places.stop - start, count)
        if first < last:
            ordered = bron.rijen.select_related("wijk", "buurt").order_by("rijnummer", "pk")
            yield from ((bron, row) for row in ordered[first:last])
        start += count


def _bronrij(bron: Bron, row: Rij, heads: list[str], names: dict) -> Bronrij:
    blad, cells = BLAD[type(row)], {}
    for kolom in blad.kolommen:
        value = cell_of(row, kolom)
        if kolom.soort is Soort.CODE:
            value = names.get((kolom.lijst, value), value)
        cells[kolom.kop] = "" if value is None else getal(value) if isinstance(value, int) else str(value)
    counts = "onder de streep" if bron.kant == NOEMER else "telt mee" if bron.teken > 0 else "gaat eraf"
    return Bronrij(blad.naam, row.rijnummer, [cells.get(head, "") for head in heads], counts)
