"""Series of figures as a reader needs them: loaded at once, with who is missing, and what stood before.

Half-years are stored as they were delivered (`IndicatorWaarde`); what they mean together is worked out in
`monitoring.punten`. A missing figure is None, never 0. A state (stock, plans) of a party that did not deliver a
half-year stays what it last was: without it the city would lose all its homes for a while. The figure is provisional
then, and the party is named.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, Sum

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij, Wijk
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import STANDEN
from monitoring.indicatoren.vormen import GEPLAND
from monitoring.models import Berekening, Doelstelling, IndicatorWaarde, Rekenstand
from monitoring.punten import Cel, Cellen, Half, Punt, met_verschillen, names, series

ELK = "elk"


class Reeksen:
    """Stored half-years of several indicators and scopes, loaded at once. See `load`."""

    def __init__(self, values: dict, parties: list[Partij], counted: set[tuple[int, Halfjaar]]):
        self._values = values
        self._counted = counted
        self._delivered = _per_party(counted)
        self.partijen = parties
        self.halfjaren = Halfjaar.range(EERSTE, max((key[2] for key in values), default=EERSTE - 1))

    def punten(self, code: str, partij: Partij | None = None, onderdeel: str = "") -> list[Punt]:
        """The series of an indicator, for all parties together or for one, from the first half-year on."""
        raw = self.halves(code, partij, self.halfjaren)
        while raw and not raw[-1][1]:
            raw.pop()
        points = series(INDICATOREN[code], raw, onderdeel)
        if INDICATOREN[code].periode not in STANDEN:
            return points
        stood = [replace(punt, vorige_stand=self._stood(code, partij, punt)) for punt in points]
        return met_verschillen(stood, self.vergelijkbaar(code))

    def _stood(self, code: str, partij: Partij | None, punt: Punt) -> tuple[str, ...]:
        """The parties of which an earlier state is in this figure."""
        if partij is not None or punt.waarde is None:
            return ()
        missing = self._missing(code, None, punt.halfjaar)
        return names({party for party in missing if self._last_before(party, punt.halfjaar)})

    def laatste(self, code: str, partij: Partij | None = None) -> Punt | None:
        """The newest figure there is, or None."""
        return next((punt for punt in reversed(self.punten(code, partij)) if punt.waarde is not None), None)

    def halves(self, code: str, partij: Partij | None, halfjaren: list[Halfjaar]) -> list[Half]:
        """What is stored of each half-year, with the parties that are not in it."""
        scope = partij.pk if partij else None
        return [
            (
                half,
                self.cellen(code, partij, half) if (code, scope, half) in self._values else {},
                self._missing(code, partij, half),
            )
            for half in halfjaren
        ]

    def cellen(self, code: str, partij: Partij | None, half: Halfjaar) -> Cellen:
        """What is stored of a half-year, and of all together also how it last stood at who did not deliver it."""
        cells = self._values.get((code, partij.pk if partij else None, half), {})
        if partij is not None or INDICATOREN[code].periode not in STANDEN:
            return cells
        cells = dict(cells)
        for party in self._missing(code, None, half):
            before = self._values.get((code, party.pk, self._last_before(party, half)), {})
            for naam, cell in _standing(code, before).items():
                cells[naam] = cells.get(naam, Cel()) + cell
        return cells

    def _last_before(self, partij: Partij, half: Halfjaar) -> Halfjaar | None:
        halves = self._delivered.get(partij.pk, [])
        place = bisect_left(halves, half)
        return halves[place - 1] if place else None

    def vergelijkbaar(self, code: str) -> set[Halfjaar]:
        """Half-years with figures, also older ones, of the same parties as the half-year before."""
        of = [partij for partij in self.partijen if partij.soort in INDICATOREN[code].van]
        known = {half: {p.pk for p in of if self._last_before(p, half + 1)} for half in self.halfjaren}
        return {half for half in self.halfjaren if known[half] == known.get(half - 1)}

    def anders(self, partij: Partij, half: Halfjaar, own: dict, moved: dict) -> Reeksen:
        """The same series with other figures of one party in one half-year, and all together moved by the difference.

        `own` and `moved` hold a Cel, or None for no figure, per (indicator, onderdeel).
        """
        values = {key: dict(cells) for key, cells in self._values.items()}
        for (code, part), cell in own.items():
            mine = values.setdefault((code, partij.pk, half), {})
            mine.pop(part, None)
            if cell is not None:
                mine[part] = cell
        for (code, part), cell in moved.items():
            together = values.setdefault((code, None, half), {})
            together[part] = together.get(part, Cel()) + cell
        return Reeksen(values, self.partijen, self._counted | {(partij.pk, half)})

    def met(self, values: dict) -> Reeksen:
        """Other values, such as those of a wijk, of the same parties and deliveries."""
        return Reeksen(values, self.partijen, self._counted)

    def stood_before(self, codes: Iterable[str]) -> Q:
        return _stood_before(codes, self._counted, self.partijen)

    def _missing(self, code: str, partij: Partij | None, half: Halfjaar) -> set[Partij]:
        van = INDICATOREN[code].van
        asked = [partij] if partij else self.partijen
        return {each for each in asked if each.soort in van and not self.is_counted(each, half)}

    def is_counted(self, partij: Partij, half: Halfjaar) -> bool:
        """Whether the delivery of this party is in the figures of this half-year."""
        return (partij.pk, half) in self._counted


def load(
    codes: Iterable[str] | None = None,
    *,
    partij: Partij | str | None = None,
    tot: Halfjaar | None = None,
    op: datetime.datetime | None = None,
) -> Reeksen:
    """Load series in three queries. `partij`: None is all together, a Partij that one too, 'elk' every one.

    With `op` the series are those that were known at that moment, with who was missing then.
    """
    counted = set(geteld(op))  # before the values: a party may be called missing a moment too long, never too short
    parties = list(Partij.objects.aanleverend())
    values = _bekend(op).filter(wijk__isnull=True)
    if codes is not None:
        values = values.filter(indicator__in=list(codes))
    if tot is not None:
        values = values.filter(halfjaar__lte=tot)
    if partij != ELK:
        scope = Q(partij__isnull=True) | _stood_before(codes, counted, parties)
        values = values.filter(scope | Q(partij=partij) if partij else scope)
    return Reeksen(_by_scope(values), parties, counted)


def _stood_before(codes: Iterable[str] | None, counted: set, parties: list[Partij]) -> Q:
    """The states of parties before a half-year that they did not deliver, while others did."""
    states = [code for code in codes or INDICATOREN if INDICATOREN[code].periode in STANDEN]
    found, halves = Q(pk__in=[]), sorted({half for _, half in counted})
    for partij in parties if states else []:
        mine = [half for half in halves if (partij.pk, half) in counted]
        gaps = {mine[place - 1] for half in halves if half not in mine and (place := bisect_left(mine, half))}
        found |= Q(indicator__in=states, partij=partij, halfjaar__in=gaps) if gaps else Q(pk__in=[])
    return found


def _bekend(op: datetime.datetime | None):
    """The stored figures of now, or those that were known at a moment."""
    return IndicatorWaarde.geschiedenis.bekend_op(op) if op else IndicatorWaarde.objects.all()


def geteld(op: datetime.datetime | None = None) -> dict[tuple[int, Halfjaar], int]:
    """Which delivery of a party and half-year is in the figures; an accepted one may be on its way there."""
    if op is None:
        stands = Rekenstand.objects.values_list("halfjaar", "leveringen")
    else:  # the last of each half-year that was made by then
        made = Berekening.objects.filter(op__lte=op).order_by("op")
        stands = dict(made.values_list("halfjaar", "leveringen")).items()
    return {(int(partij), half): pk for half, leveringen in stands for partij, pk in leveringen.items()}


def berekend_op(halfjaar: Halfjaar, op: datetime.datetime | None = None) -> datetime.datetime | None:
    """When the figures of a half-year were last computed anew, now or by a moment."""
    made = Berekening.objects.filter(halfjaar=halfjaar)
    last = (made.filter(op__lte=op) if op else made).last()
    return last.op if last else None


def _per_party(counted: set[tuple[int, Halfjaar]]) -> dict[int, list[Halfjaar]]:
    """The half-years that each party delivered, in order."""
    found: dict[int, list[Halfjaar]] = {}
    for party, half in sorted(counted):
        found.setdefault(party, []).append(half)
    return found


def _standing(code: str, cells: Cellen) -> Cellen:
    """What of these cells is a state. Of a look ahead the figure itself moves with its plans."""
    found = {naam: cell for naam, cell in cells.items() if INDICATOREN[code].blijft_staan(naam)}
    return found | {"": found[GEPLAND]} if GEPLAND in found else found


def _by_scope(values) -> dict[tuple, Cellen]:
    found: dict[tuple, Cellen] = {}
    rows = values.values_list("indicator", "partij", "halfjaar", "onderdeel", "teller", "noemer")
    for code, partij, half, onderdeel, teller, noemer in rows:
        found.setdefault((code, partij, half), {})[onderdeel] = Cel(teller, noemer)
    return found


def load_wijken(
    code: str, halfjaar: Halfjaar, partij: Partij | None = None, op: datetime.datetime | None = None
) -> list[tuple[Wijk, Punt]]:
    """The figure of an indicator up to a half-year, for each wijk that has one; editions of a wijk count together."""
    city = load([code], partij=partij, tot=halfjaar, op=op)
    halves = city.halves(code, partij, Halfjaar.range(EERSTE, halfjaar))
    comparable = city.vergelijkbaar(code) if INDICATOREN[code].periode in STANDEN else set()
    found = []
    for wijk, own in _per_wijk(code, halfjaar, partij, op, city):
        raw = [(half, _with_zeros(own.cellen(code, partij, half), cells), missing) for half, cells, missing in halves]
        found.append((wijk, met_verschillen(series(INDICATOREN[code], raw), comparable)[-1]))
    return [(wijk, punt) for wijk, punt in found if punt.waarde is not None]


def _per_wijk(code: str, halfjaar: Halfjaar, partij: Partij | None, op, city: Reeksen) -> list[tuple[Wijk, Reeksen]]:
    values = _bekend(op).filter(indicator=code, halfjaar__lte=halfjaar, wijk__isnull=False, buurt__isnull=True)
    scope = Q(partij=partij) if partij else Q(partij__isnull=True) | city.stood_before([code])
    per_code: dict[str, dict] = {}
    for wijk, party, half, onderdeel, *pair in values.filter(scope).values_list(
        "wijk__code", "partij", "halfjaar", "onderdeel", "teller", "noemer"
    ):
        per_code.setdefault(wijk, {}).setdefault((code, party, half), {})[onderdeel] = Cel(*pair)
    wijken = Wijk.objects.filter(code__in=per_code).defer("vorm").order_by("editie")
    newest = {wijk.code: wijk for wijk in wijken}
    ordered = sorted(newest.values(), key=lambda wijk: wijk.naam)
    return [(wijk, city.met(per_code[wijk.code])) for wijk in ordered]


def _with_zeros(cells: Cellen, city: Cellen) -> Cellen:
    """Where the city has figures, a wijk without rows has 0; where nobody delivered it has nothing either."""
    return {naam: cells.get(naam, Cel()) for naam in city}


def generation() -> int:
    """Changes whenever any figure does: the key under which pages keep what they made of the figures."""
    return Rekenstand.objects.aggregate(som=Sum("versie"))["som"] or 0


@dataclass(frozen=True)
class Stap:
    """What a figure became at a moment, and the deliveries that were counted then and not before."""

    op: datetime.datetime
    punt: Punt
    leveringen: tuple[int, ...] = ()


def geschiedenis(code: str, halfjaar: Halfjaar, partij: Partij | None = None) -> list[Stap]:
    """Each value that this figure had, oldest first: cumulated over earlier half-years as the indicator says."""
    rows = IndicatorWaarde.geschiedenis.filter(indicator=code, partij=partij, wijk__isnull=True, halfjaar__lte=halfjaar)
    moments = {moment for pair in rows.values_list("van", "tot") for moment in pair if moment}
    made = list(Berekening.objects.filter(halfjaar__lte=halfjaar).order_by("op"))
    steps: list[Stap] = []
    for moment in sorted(moments | {each.op for each in made}):
        punten = load([code], partij=partij, tot=halfjaar, op=moment).punten(code, partij)
        punt = next((each for each in punten if each.halfjaar == halfjaar), Punt(halfjaar, None))
        punt = replace(punt, verschillen={}, vorige_stand=())  # another half-year changed, not this figure
        if not steps or steps[-1].punt != punt:
            steps.append(Stap(moment, punt, _new_at(moment, made)))
    return [step for step in steps if step.punt.waarde is not None or step is not steps[0]]


def _new_at(moment: datetime.datetime, made: list[Berekening]) -> tuple[int, ...]:
    """The deliveries that a computation at this moment counted for the first time."""
    now = {pk for each in made if each.op == moment for pk in each.leveringen.values()}
    before = {pk for each in made if each.op < moment for pk in each.leveringen.values()}
    return tuple(sorted(now - before))


def doelen_met_eerdere(op: datetime.date | None = None) -> tuple[dict, dict]:
    """The goals in force, now or on a day, per indicator; and those that they replaced, in one query."""
    nu: dict[str, list[Doelstelling]] = {}
    eerdere: dict[str, list[Doelstelling]] = {}
    rows = Doelstelling.objects.select_related("vervangen_door")
    for doel in rows.filter(sinds__lte=op) if op else rows:
        after = doel.vervangen_door
        replaced = after is not None and (op is None or after.sinds <= op)
        (eerdere if replaced else nu).setdefault(doel.indicator, []).append(doel)
    return nu, eerdere


def doelen(op: datetime.date | None = None) -> dict[str, list[Doelstelling]]:
    """The goals in force, now or on a day, per indicator."""
    found: dict[str, list[Doelstelling]] = {}
    for doel in Doelstelling.objects.geldig(op):
        found.setdefault(doel.indicator, []).append(doel)
    return found
