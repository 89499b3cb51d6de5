"""The rows that a figure is made of: of which deliveries, how many, and as they stand in the file.

They come from the same querysets as the figure (`Indicator.bereken`), so that their sum is the figure. The number of
queries follows the kinds of row that an indicator counts, not how many rows, half-years or versions there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.core.paginator import Page, Paginator
from django.db.models import Count

from basis.getallen import getal
from basis.halfjaar import Halfjaar
from monitoring import reeksen
from monitoring.indicatoren.registry import Cijfers
from monitoring.indicatoren.vormen import Bron
from monitoring.paspoort.vraag import Vraag, Zijde
from monitoring.reeksen import Punt
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
    counted = _geteld(vraag)
    keys = {pk for zijde in vraag.zijden for each in _telt(vraag, zijde, counted) for pk in each}
    found = Levering.objects.filter(pk__in=keys, partij__soort__in=vraag.indicator.van)
    related = found.select_related("partij", "aangemaakt_door", "ingediend_door", "beoordeeld_door")
    return list(related.order_by("halfjaar", "partij__volgorde"))


def opgeteld(vraag: Vraag, counted: list[Levering], punt: Punt | None = None) -> tuple[list[dict], dict[int, int]]:
    """Of each side of the number the sum of each delivery, and how many rows each has. `punt` is the figure."""
    sums: dict[Zijde, dict[int, float]] = {zijde: {} for zijde in vraag.zijden}
    rows: dict[int, int] = {}
    for zijde, bron in _bronnen(vraag, punt, {levering.pk for levering in counted}):
        found = bron.rijen.order_by().values_list("levering").annotate(som=bron.optelling, rijen=Count("pk"))
        for levering, som, aantal in found:
            sums[zijde][levering] = sums[zijde].get(levering, 0) + (som or 0) * bron.teken
            rows[levering] = rows.get(levering, 0) + aantal
    return list(sums.values()), rows


def _geteld(vraag: Vraag) -> dict[tuple[int, Halfjaar], int]:
    """Which delivery of each party and half-year is known to this number."""
    counted = reeksen.geteld(vraag.op)
    if vraag.proef:
        counted[vraag.proef.partij_id, vraag.proef.halfjaar] = vraag.proef.pk
    return {key: pk for key, pk in counted.items() if vraag.partij is None or vraag.partij.pk == key[0]}


def _telt(vraag: Vraag, zijde: Zijde, counted: dict) -> tuple[set[int], set[int]]:
    """Of which deliveries a side counts what happened, and of which how it stands: the newest of each party."""
    halves = set(vraag.halfjaren_tot(zijde.tot))
    happened = {pk for (_, half), pk in counted.items() if half in halves}
    if not vraag.is_stand:
        return happened, happened
    newest = {
        partij: pk for (partij, half), pk in sorted(counted.items(), key=lambda item: item[0][1]) if half <= zijde.tot
    }
    return happened, set(newest.values())


def _bronnen(vraag: Vraag, punt: Punt | None, keys: set[int]) -> Iterator[tuple[Zijde, Bron]]:
    """Which rows of these deliveries count on each side of this number, and how."""
    counted = _geteld(vraag)
    shapes = list(_samen(vraag, punt, {key: pk for key, pk in counted.items() if pk in keys}))
    for zijde in vraag.zijden:
        happened, standing = _telt(vraag, zijde, counted)
        for bron in (bron for bron in shapes if bron.kant == zijde.kant):
            rijen = bron.rijen.filter(levering__in=standing if bron.is_stand else happened)
            parts = [replace(bron, rijen=rijen).voor(onderdeel) for onderdeel in zijde.onderdelen]
            yield from ((zijde, part) for part in parts if part is not None)


def _samen(vraag: Vraag, punt: Punt | None, counted: dict[tuple[int, Halfjaar], int]) -> Iterator[Bron]:
    """The rows of these deliveries, those of one kind together. What counts may depend on the half-year."""
    per_half: dict[Halfjaar, list[int]] = {}
    for (_, half), pk in counted.items():
        per_half.setdefault(half, []).append(pk)
    shapes = [vraag.indicator.bereken(Cijfers(keys, half.peildatum)).bronnen() for half, keys in per_half.items()]
    for alike in zip(*shapes, strict=True):
        rijen = reduce(or_, (bron.rijen for bron in alike))
        if vraag.wijk:
            rijen = rijen.filter(wijk__code=vraag.wijk.code)
        if vraag.indicator.is_kans:  # groups of which one side is unknown are not in it
            rijen = rijen.filter(**{f"{veld}__in": list(punt.delen) if punt else [] for veld in alike[0].velden})
        yield replace(alike[0], rijen=rijen)


def rijen(vraag: Vraag, levering: Levering, pagina: object, punt: Punt | None = None) -> tuple[list[str], Page]:
    """The rows of one delivery that make this figure: the heads of their columns, and one page of them."""
    bronnen = list(_bronnen(vraag, punt, {levering.pk}))
    counts = [bron.rijen.count() for _, bron in bronnen]
    page = Paginator(range(sum(counts)), PER_PAGINA).get_page(pagina)
    names = {(code.lijst, code.code): code.naam for code in Codewaarde.objects.all()}
    heads = list(dict.fromkeys(kolom.kop for _, bron in bronnen for kolom in BLAD[bron.rijen.model].kolommen))
    page.object_list = [_bronrij(*each, heads, names) for each in _page_of(bronnen, counts, page.object_list)]
    return heads, page


def _page_of(bronnen: list[tuple[Zijde, Bron]], counts: list[int], places: range) -> Iterator[tuple[Zijde, Bron, Rij]]:
    """The rows at these places of all kinds one after the other: a query for each kind that has rows there."""
    start = 0
    for (zijde, bron), count in zip(bronnen, counts, strict=True):
        first, last = max(places.start - start, 0), min(places.stop - start, count)
        if first < last:
            ordered = bron.rijen.select_related("wijk", "buurt").order_by("rijnummer", "pk")
            yield from ((zijde, bron, row) for row in ordered[first:last])
        start += count


def _bronrij(zijde: Zijde, bron: Bron, row: Rij, heads: list[str], names: dict) -> Bronrij:
    blad, cells = BLAD[type(row)], {}
    for kolom in blad.kolommen:
        value = cell_of(row, kolom)
        if kolom.soort is Soort.CODE:
            value = names.get((kolom.lijst, value), value)
        cells[kolom.kop] = "" if value is None else getal(value) if isinstance(value, int) else str(value)
    counts = zijde.telt or ("telt mee" if bron.teken > 0 else "gaat eraf")
    return Bronrij(blad.naam, row.rijnummer, [cells.get(head, "") for head in heads], counts)
