"""The passport of a figure: its formula with the numbers filled in, and the rows it was made of.

The rows come from the same querysets as the figure (`Indicator.bereken`), so that their sum is the figure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from basis.getallen import getal
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Gebruiker, Partij, Wijk
from monitoring import namen, reeksen, small_numbers, zinnen
from monitoring.grafiek import deel_tekst, stand, waarde_tekst
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import STANDEN, Cijfers, Periode
from monitoring.indicatoren.vormen import NOEMER, TELLER, Bron
from monitoring.invulling import invulling
from monitoring.models import Doelstelling
from monitoring.reeksen import Punt, Stap
from voorraad.columns import BLADEN, Blad, Soort
from voorraad.models import Codewaarde, Levering
from voorraad.sjabloon import cell_of

PER_PAGINA = 50


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
    vraag: Vraag
    waarde: str
    punt: Punt | None
    invulling: str
    stand: str
    verborgen: bool
    doelen: list[Doelstelling]
    tellingen: list[Telling]
    berekend_op: datetime.datetime | None
    geschiedenis: list[tuple[Stap, str, list[Levering]]] = field(default_factory=list)


def paspoort(vraag: Vraag, user: Gebruiker) -> Paspoort:
    """Everything about one figure that this reader may see."""
    small = user.has_perm("monitoring.view_small_numbers", vraag.partij)
    punt = _punt(vraag)
    hidden = _is_hidden(vraag, punt, small)
    steps = [] if vraag.wijk or hidden else reeksen.geschiedenis(vraag.code, vraag.halfjaar, vraag.partij)
    new = Levering.objects.filter(pk__in={pk for step in steps for pk in step.leveringen}).select_related("partij")
    named = {each.pk: each for each in new if vraag.partij in (None, each.partij)}
    goals = reeksen.doelen(vraag.op and vraag.op.date()).get(vraag.code, []) if not (vraag.partij or vraag.wijk) else []
    return Paspoort(
        vraag,
        small_numbers.NIET_GETOOND if hidden else _waarde(vraag, punt),
        punt,
        "" if hidden or punt is None else invulling(vraag.indicator, punt, vraag.onderdeel),
        zinnen.met_hoofdletter(stand(punt)),
        hidden,
        goals,
        [] if hidden else list(_tellingen(vraag, punt, user, small)),
        _berekend_op(vraag),
        [(step, _waarde(vraag, step.punt), [named[pk] for pk in step.leveringen if pk in named]) for step in steps],
    )


def _punt(vraag: Vraag) -> Punt | None:
    if vraag.wijk:
        found = reeksen.load_wijken(vraag.code, vraag.halfjaar, vraag.partij, vraag.op)
        return next((punt for wijk, punt in found if wijk.code == vraag.wijk.code), None)
    series = reeksen.load([vraag.code], partij=vraag.partij, tot=vraag.halfjaar, op=vraag.op)
    return next((p for p in series.punten(vraag.code, vraag.partij) if p.halfjaar == vraag.halfjaar), None)


def naam(vraag: Vraag) -> str:
    """'Netto groei sociale huur, DAEB-koop': the figure, and the part of it that was asked for."""
    part = namen.load().van(vraag.indicator, vraag.onderdeel) if vraag.onderdeel else ""
    return ", ".join(filter(None, [vraag.indicator.naam, part]))


def _is_hidden(vraag: Vraag, punt: Punt | None, small: bool) -> bool:
    """Counts of people per wijk are for the municipality and who delivered; the table per wijk hides with more care."""
    return bool(vraag.wijk and punt and vraag.indicator.over_personen and not small)


def _waarde(vraag: Vraag, punt: Punt | None) -> str:
    if vraag.onderdeel and punt is not None and punt.waarde is not None:
        return deel_tekst(vraag.code, punt, vraag.onderdeel)
    if punt is not None and punt.taak is not None:
        return f"{getal(punt.gehuisvest)} van de {getal(punt.opgave)} {vraag.indicator.eenheid}"
    return waarde_tekst(vraag.code, punt)


def _halves(vraag: Vraag) -> list[Halfjaar]:
    """The half-years that add up to this figure."""
    match vraag.indicator.periode:
        case Periode.CUMULATIEF | Periode.DOORLOPEND | Periode.VOORUITBLIK:
            return Halfjaar.range(EERSTE, vraag.halfjaar)
        case Periode.KALENDERJAAR:
            return Halfjaar.range(Halfjaar(vraag.halfjaar.jaar, 1), vraag.halfjaar)
    return [vraag.halfjaar]


def _nieuwste(vraag: Vraag) -> set[int]:
    """Of each party its newest delivery up to this half-year: a state is counted from that one."""
    found: dict[int, tuple[Halfjaar, int]] = {}
    for (partij, half), pk in reeksen.geteld(vraag.op).items():
        if half <= vraag.halfjaar and found.get(partij, (EERSTE - 1, 0))[0] < half:
            found[partij] = half, pk
    return {pk for _, pk in found.values()}


def _leveringen(vraag: Vraag, newest: set[int]) -> QuerySet[Levering]:
    """The deliveries that are counted in this figure."""
    counted = reeksen.geteld(vraag.op)
    halves = set(_halves(vraag))
    keys = {
        pk
        for (partij, half), pk in counted.items()
        if (half in halves or pk in newest) and (vraag.partij is None or vraag.partij.pk == partij)
    }
    found = Levering.objects.filter(pk__in=keys, partij__soort__in=vraag.indicator.van)
    related = found.select_related("partij", "aangemaakt_door", "ingediend_door", "beoordeeld_door")
    return related.order_by("halfjaar", "partij__volgorde")


def _bronnen(vraag: Vraag, levering: Levering, punt: Punt | None, newest: set[int]) -> Iterator[Bron]:
    """Which rows of this delivery count, and how, for this part of the figure and this wijk."""
    halves, indicator = _halves(vraag), vraag.indicator
    is_state = indicator.periode in STANDEN
    for bron in indicator.bereken(Cijfers([levering.pk], levering.halfjaar.peildatum)).bronnen():
        found = bron.voor(vraag.onderdeel)
        counts = levering.pk in newest if is_state and bron.is_stand else levering.halfjaar in halves
        if found is None or not counts:
            continue
        rijen = found.rijen.filter(wijk__code=vraag.wijk.code) if vraag.wijk else found.rijen
        if indicator.is_kans and not vraag.onderdeel:  # groups of which one side is unknown are not in it
            [veld] = bron.velden
            rijen = rijen.filter(**{f"{veld}__in": list(punt.delen) if punt else []})
        yield replace(found, rijen=rijen)


def _newest(vraag: Vraag) -> set[int]:
    return _nieuwste(vraag) if vraag.indicator.periode in STANDEN else set()


def _tellingen(vraag: Vraag, punt: Punt | None, user: Gebruiker, small: bool) -> Iterator[Telling]:
    """Per delivery how many rows and their sums; small sums of people are hidden for who may not see them."""
    counted, newest = [], _newest(vraag)
    people = NOEMER if vraag.indicator.is_gemiddelde else TELLER
    for levering in _leveringen(vraag, newest):
        sums, rows = {TELLER: 0, NOEMER: 0}, {TELLER: 0, NOEMER: 0}
        for bron in _bronnen(vraag, levering, punt, newest):
            found = bron.rijen.order_by().aggregate(som=bron.optelling, rijen=Count("pk"))
            sums[bron.kant] += (found["som"] or 0) * bron.teken
            rows[bron.kant] += found["rijen"]
        if any(rows.values()) or levering.halfjaar in _halves(vraag):
            counted.append((levering, rows, sums))
    hide = vraag.indicator.over_personen and not small
    # no rows at all is no secret, and of chances the municipality counts nobody that got a home
    sides = [people] if vraag.indicator.is_kans else [TELLER, NOEMER]
    of_people = [place for place, (_, rows, _) in enumerate(counted) if any(rows[side] for side in sides)]
    found = small_numbers.hidden([counted[place][2][people] for place in of_people]) if hide else set()
    few = {of_people[place] for place in found}
    for place, (levering, rows, sums) in enumerate(counted):
        hidden = small_numbers.gezegd(sums[people]) if place in few else ""
        yield Telling(
            levering,
            getal(sum(rows.values())),
            hidden or _getal(sums[TELLER]),
            "" if not sums[NOEMER] else hidden if hidden and people == NOEMER else _getal(sums[NOEMER]),
            user.has_perm("voorraad.download_levering", levering),
        )


def _getal(value) -> str:
    """A count; a sum of months with its decimal."""
    return getal(value, 0 if value == int(value) else 1)


def _berekend_op(vraag: Vraag) -> datetime.datetime | None:
    return reeksen.berekend_op(vraag.halfjaar, vraag.op)


def rijen(vraag: Vraag, levering: Levering, pagina: object) -> tuple[list[str], Page]:
    """The rows of one delivery that make this figure: the heads of their columns, and one page of them."""
    sources = _bronnen(vraag, levering, _punt(vraag), _newest(vraag))
    parts = [(bron, BLAD[bron.rijen.model]) for bron in sources]
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
