"""The passport of a figure: its formula with the numbers filled in, and the rows it was made of.

The rows come from the same querysets as the figure (`Indicator.bereken`), so that their sum is the figure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Sum

from basis.getallen import getal, procent, verschil
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Gebruiker, Partij, Wijk
from monitoring import reeksen, small_numbers, zichtbaar
from monitoring.grafiek import waarde_tekst
from monitoring.grafieken.algemeen import NAAM, volgorde
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Cijfers, Periode
from monitoring.indicatoren.vormen import NOEMER, TELLER, Bron
from monitoring.models import Doelstelling
from monitoring.reeksen import Punt, Stap
from monitoring.small_numbers import STIL, Verborgen
from voorraad.columns import BLADEN, Blad, Soort
from voorraad.models import Codewaarde, Levering
from voorraad.sjabloon import cell_of

PER_PAGINA = 50
APART = ("daeb-koop", "correctie")  # kept beside the balance, not counted in it


@dataclass(frozen=True)
class Vraag:
    """Which figure: indicator, half-year, scope, and when it was known."""

    code: str
    halfjaar: Halfjaar
    partij: Partij | None = None
    wijk: Wijk | None = None
    onderdeel: str = ""
    op: datetime.datetime | None = None

    @property
    def indicator(self) -> Indicator:
        return INDICATOREN[self.code]

    @property
    def voor(self) -> str:
        """'de Alliantie, wijk Liendert' or 'alle partijen samen'."""
        parts = [self.partij.naam if self.partij else "alle partijen samen", self.wijk and f"wijk {self.wijk.naam}"]
        return ", ".join(filter(None, parts))


@dataclass(frozen=True)
class Telling:
    """What one delivery brings: how many rows, and their sum above and below the line."""

    levering: Levering
    rijen: str
    teller: str
    noemer: str
    mag_inzien: bool


@dataclass(frozen=True)
class Bronrij:
    """One row as it stands in the file, and how it counts."""

    blad: str
    rij: int
    cellen: list[str]
    telt: str


@dataclass(frozen=True)
class Paspoort:
    """`verborgen`: the figure itself is hidden from this reader; `samen`: what each party has in it is."""

    vraag: Vraag
    waarde: str
    punt: Punt | None
    invulling: str
    verborgen: bool
    samen: bool
    doelen: list[Doelstelling]
    tellingen: list[Telling]
    berekend_op: datetime.datetime | None
    geschiedenis: list[tuple[Stap, str, list[Levering]]] = field(default_factory=list)


def paspoort(vraag: Vraag, user: Gebruiker) -> Paspoort:
    """Everything about one figure that this reader may see."""
    small = user.has_perm("monitoring.view_small_numbers", vraag.partij)
    punt = _punt(vraag, small, zichtbaar.eigen(user))
    hidden = _is_hidden(vraag, punt)
    together = bool(vraag.wijk) and zichtbaar.verbergt(vraag.code, small)
    indicator = vraag.indicator
    steps = [] if vraag.wijk else reeksen.geschiedenis(vraag.code, vraag.halfjaar, vraag.partij)
    new = Levering.objects.filter(pk__in={pk for step in steps for pk in step.leveringen}).select_related("partij")
    named = {each.pk: each for each in new if vraag.partij in (None, each.partij)}
    goals = reeksen.doelen(vraag.op and vraag.op.date()).get(vraag.code, []) if not (vraag.partij or vraag.wijk) else []
    return Paspoort(
        vraag,
        _waarde(vraag, punt),
        punt,
        "" if hidden or punt is None else _invulling(vraag, punt),
        hidden,
        together,
        goals,
        [] if together else list(_tellingen(vraag, user, small)),
        _berekend_op(vraag),
        [
            (step, waarde_tekst(indicator.code, step.punt), [named[pk] for pk in step.leveringen if pk in named])
            for step in steps
        ],
    )


def _punt(vraag: Vraag, small: bool, zelf: Partij | None) -> Punt | None:
    """The figure as this reader may see it: of a wijk never that of one party, where small counts are hidden."""
    if vraag.wijk and vraag.partij and zichtbaar.verbergt(vraag.code, small):
        return Punt(vraag.halfjaar, STIL, STIL, STIL)
    if vraag.wijk:
        found = zichtbaar.per_gebied(
            vraag.code, vraag.halfjaar, mag_klein=small, partij=vraag.partij, op=vraag.op, zelf=zelf
        )
        return next((punt for wijk, punt in found if wijk.code == vraag.wijk.code), None)
    series = reeksen.load([vraag.code], partij=vraag.partij, tot=vraag.halfjaar, op=vraag.op)
    return next((p for p in series.punten(vraag.code, vraag.partij) if p.halfjaar == vraag.halfjaar), None)


def _gevraagd(vraag: Vraag, punt: Punt):
    """The part that was asked for, where the figure has parts."""
    return punt.onderdelen.get(vraag.onderdeel, 0) if vraag.onderdeel and punt.onderdelen else punt.waarde


def _is_hidden(vraag: Vraag, punt: Punt | None) -> bool:
    return punt is not None and isinstance(_gevraagd(vraag, punt), Verborgen)


def _waarde(vraag: Vraag, punt: Punt | None) -> str:
    if _is_hidden(vraag, punt):
        return str(_gevraagd(vraag, punt))
    if vraag.onderdeel and punt is not None and punt.waarde is not None:
        return f"{verschil(_gevraagd(vraag, punt))} {vraag.indicator.eenheid}"
    if punt is not None and punt.taak is not None:
        return f"{getal(punt.gehuisvest)} van de {getal(punt.opgave)} {vraag.indicator.eenheid}"
    return waarde_tekst(vraag.code, punt)


def _invulling(vraag: Vraag, punt: Punt) -> str:
    """The formula with the numbers filled in."""
    if punt.taak is not None:
        carried = f" {'−' if punt.achterstand < 0 else '+'} {getal(abs(punt.achterstand))} uit eerdere halfjaren"
        return f"{getal(punt.gehuisvest)} gehuisvest, van {getal(punt.taak)} taakstelling{carried}"
    if vraag.onderdeel or punt.waarde is None:
        return ""
    if vraag.indicator.is_deel:
        share = f" = {procent(punt.waarde)}" if vraag.indicator.is_aandeel else ""
        return f"{getal(punt.teller)} ÷ {getal(punt.noemer)}{share}"
    counted = {naam: n for naam, n in punt.onderdelen.items() if n and naam not in APART}
    parts = sorted(counted.items(), key=lambda part: volgorde(part[0]))
    if not parts:
        return ""
    words = " ".join(
        f"{'−' if aantal < 0 else '+'} {getal(abs(aantal))} {NAAM.get(naam, naam)}" for naam, aantal in parts
    )
    return f"{words.removeprefix('+ ')} = {verschil(punt.waarde)}"


def _halves(vraag: Vraag) -> list[Halfjaar]:
    """The half-years that add up to this figure."""
    match vraag.indicator.periode:
        case Periode.CUMULATIEF | Periode.DOORLOPEND:
            return Halfjaar.range(EERSTE, vraag.halfjaar)
        case Periode.KALENDERJAAR:
            return Halfjaar.range(Halfjaar(vraag.halfjaar.jaar, 1), vraag.halfjaar)
    return [vraag.halfjaar]


def _leveringen(vraag: Vraag) -> QuerySet[Levering]:
    """The deliveries that are counted in this figure."""
    counted = reeksen.geteld(vraag.op)
    halves = set(_halves(vraag))
    keys = [
        pk
        for (partij, half), pk in counted.items()
        if half in halves and (vraag.partij is None or vraag.partij.pk == partij)
    ]
    found = Levering.objects.filter(pk__in=keys, partij__soort__in=vraag.indicator.van)
    related = found.select_related("partij", "aangemaakt_door", "ingediend_door", "beoordeeld_door")
    return related.order_by("halfjaar", "partij__volgorde")


def _bronnen(vraag: Vraag, levering: Levering) -> Iterator[Bron]:
    """Which rows of this delivery count, and how, for this part of the figure and this wijk."""
    cijfers = Cijfers([levering.pk], levering.halfjaar.peildatum)
    for bron in vraag.indicator.bereken(cijfers).bronnen():
        if vraag.onderdeel in bron.onderdelen:
            rijen = bron.rijen.filter(wijk__code=vraag.wijk.code) if vraag.wijk else bron.rijen
            yield Bron(rijen, bron.kant, bron.onderdelen, bron.teken, bron.optelling, bron.per_gebied)


def _tellingen(vraag: Vraag, user: Gebruiker, small: bool) -> Iterator[Telling]:
    """Per delivery how many rows and their sums; small sums of people are hidden for who may not see them."""
    counted = []
    for levering in _leveringen(vraag):
        sums, rows = {TELLER: 0, NOEMER: 0}, 0
        for bron in _bronnen(vraag, levering):
            found = bron.rijen.order_by().aggregate(som=Sum("aantal"), rijen=Count("pk"))
            sums[bron.kant] += (found["som"] or 0) * bron.teken
            rows += found["rijen"]
        counted.append((levering, rows, sums))
    hide = vraag.indicator.over_personen and not small
    few = small_numbers.hidden([sums[TELLER] for _, _, sums in counted]) if hide else set()
    for place, (levering, rows, sums) in enumerate(counted):
        yield Telling(
            levering,
            getal(rows),
            small_numbers.gezegd(sums[TELLER]) if place in few else getal(sums[TELLER]),
            getal(sums[NOEMER]) if sums[NOEMER] else "",
            user.has_perm("voorraad.download_levering", levering),
        )


def _berekend_op(vraag: Vraag) -> datetime.datetime | None:
    return reeksen.berekend_op(vraag.halfjaar, vraag.op)


def rijen(vraag: Vraag, levering: Levering, pagina: object) -> tuple[list[str], Page]:
    """The rows of one delivery that make this figure: the heads of their columns, and one page of them."""
    parts = [(bron, BLAD[bron.rijen.model]) for bron in _bronnen(vraag, levering)]
    names = {(code.lijst, code.code): code.naam for code in Codewaarde.objects.all()}
    found = [
        (bron, blad, pk) for bron, blad in parts for pk in bron.rijen.order_by("rijnummer").values_list("pk", flat=True)
    ]
    page = Paginator(found, PER_PAGINA).get_page(pagina)
    heads = list(dict.fromkeys(kolom.kop for _, blad in parts for kolom in blad.kolommen))
    shown = [_bronrij(bron, blad, pk, heads, names) for bron, blad, pk in page.object_list]
    page.object_list = shown
    return heads, page


BLAD: dict[type, Blad] = {blad.model: blad for blad in BLADEN}


def _bronrij(bron: Bron, blad: Blad, pk: int, heads: list[str], names: dict) -> Bronrij:
    row = blad.model.objects.select_related("wijk", "buurt").get(pk=pk)
    cells = {}
    for kolom in blad.kolommen:
        value = cell_of(row, kolom)
        if kolom.soort is Soort.CODE:
            value = names.get((kolom.lijst, value), value)
        cells[kolom.kop] = "" if value is None else getal(value) if isinstance(value, int) else str(value)
    counts = "onder de streep" if bron.kant == NOEMER else "telt mee" if bron.teken > 0 else "gaat eraf"
    return Bronrij(blad.naam, row.rijnummer, [cells.get(head, "") for head in heads], counts)
