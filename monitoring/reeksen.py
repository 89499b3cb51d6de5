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

from django.db.models import Max, Q, Sum

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import STANDEN
from monitoring.indicatoren.vormen import GEPLAND
from monitoring.models import Berekening, Doelstelling, IndicatorWaarde, Rekenstand
from monitoring.punten import Cel, Cellen, Half, Punt, met_verschillen, names, series

ELK = "elk"
CELVELDEN = ("indicator", "partij", "halfjaar", "onderdeel", "teller", "noemer")


class Reeksen:
    """Stored half-years of several indicators and scopes, loaded at once. See `load`.

    `leveringen` says which delivery of a party and half-year is in the figures.
    """

    def __init__(self, values: dict, parties: list[Partij], leveringen: dict[tuple[int, Halfjaar], int]):
        self._values = values
        self.leveringen = leveringen
        self._delivered = _delivered(leveringen)
        self.partijen = parties
        self.halfjaren = Halfjaar.range(EERSTE, max((key[2] for key in values), default=EERSTE - 1))
        self._punten: dict[tuple, list[Punt]] = {}

    def punten(self, code: str, partij: Partij | None = None, onderdeel: str = "") -> list[Punt]:
        """The series of an indicator, for all parties together or for one, from the first half-year on."""
        key = code, partij and partij.pk, onderdeel
        if key not in self._punten:
            self._punten[key] = self._reeks(code, partij, onderdeel)
        return list(self._punten[key])

    def _reeks(self, code: str, partij: Partij | None, onderdeel: str) -> list[Punt]:
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
        return Reeksen(values, self.partijen, {(partij.pk, half): 0} | self.leveringen)

    def tot(self, halfjaar: Halfjaar) -> Reeksen:
        """The same without later half-years."""
        values = {key: cells for key, cells in self._values.items() if key[2] <= halfjaar}
        return Reeksen(values, self.partijen, self.leveringen)

    def kent(self, code: str, partij: Partij | None) -> bool:
        """Whether there is anything of this figure, for one party or (of states: of any) for all together."""
        return any(key[0] == code and (partij is None or key[1] == partij.pk) for key in self._values)

    def met(self, values: dict) -> Reeksen:
        """Other values, such as those of a wijk, of the same parties and deliveries."""
        return Reeksen(values, self.partijen, self.leveringen)

    def stood_before(self, codes: Iterable[str]) -> Q:
        """The states of parties before a half-year of these figures that they did not deliver."""
        return _stood_before(codes, self.leveringen, self.partijen)

    def _missing(self, code: str, partij: Partij | None, half: Halfjaar) -> set[Partij]:
        van = INDICATOREN[code].van
        asked = [partij] if partij else self.partijen
        return {each for each in asked if each.soort in van and not self.is_counted(each, half)}

    def is_counted(self, partij: Partij, half: Halfjaar) -> bool:
        """Whether the delivery of this party is in the figures of this half-year."""
        return (partij.pk, half) in self.leveringen


def te_geven(code: str, punten: list[Punt]) -> list[Punt]:
    """A series as readers get it: a chance only where all figures are in.

    Without the allocations of one party everybody's chance would look smaller than it is.
    """
    if not INDICATOREN[code].is_kans:
        return punten
    return [Punt(punt.halfjaar, None, ontbreekt=punt.ontbreekt) if punt.ontbreekt else punt for punt in punten]


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
    counted = geteld(op)  # before the values: a party may be called missing a moment too long, never too short
    parties = list(Partij.objects.aanleverend())
    values = bekend(op).filter(wijk__isnull=True, indicator__in=list(INDICATOREN if codes is None else codes))
    if tot is not None:
        values = values.filter(halfjaar__lte=tot)
    if partij != ELK:
        scope = Q(partij__isnull=True) | _stood_before(codes, counted, parties)
        values = values.filter(scope | Q(partij=partij) if partij else scope)
    return Reeksen(_by_scope(values.values_list(*CELVELDEN)), parties, counted)


def _stood_before(codes: Iterable[str] | None, counted: dict, parties: list[Partij]) -> Q:
    """The states of parties before a half-year that they did not deliver, while others did."""
    states = [code for code in codes or INDICATOREN if INDICATOREN[code].periode in STANDEN]
    found, halves = Q(pk__in=[]), sorted({half for _, half in counted})
    for partij in parties if states else []:
        mine = [half for half in halves if (partij.pk, half) in counted]
        gaps = {mine[place - 1] for half in halves if half not in mine and (place := bisect_left(mine, half))}
        found |= Q(indicator__in=states, partij=partij, halfjaar__in=gaps) if gaps else Q(pk__in=[])
    return found


def bekend(op: datetime.datetime | None):
    """The stored figures of now, or those that were known at a moment."""
    return IndicatorWaarde.geschiedenis.bekend_op(op) if op else IndicatorWaarde.objects.all()


def geteld(op: datetime.datetime | None = None) -> dict[tuple[int, Halfjaar], int]:
    """Which delivery of a party and half-year is in the figures; an accepted one may be on its way there."""
    if op is None:
        stands = Rekenstand.objects.values_list("halfjaar", "leveringen")
    else:  # the last of each half-year that was made by then
        made = Berekening.objects.filter(op__lte=op).order_by("op")
        stands = dict(made.values_list("halfjaar", "leveringen")).items()
    return _per_party(stands)


def _per_party(stands) -> dict[tuple[int, Halfjaar], int]:
    return {(int(partij), half): pk for half, leveringen in stands for partij, pk in leveringen.items()}


def berekend_op(halfjaren: list[Halfjaar], op: datetime.datetime | None = None) -> datetime.datetime | None:
    """When a figure over these half-years last became what it is, now or at a moment."""
    made = Berekening.objects.filter(halfjaar__in=halfjaren)
    return (made.filter(op__lte=op) if op else made).aggregate(laatste=Max("op"))["laatste"]


def _delivered(counted: Iterable[tuple[int, Halfjaar]]) -> dict[int, list[Halfjaar]]:
    """The half-years that each party delivered, in order."""
    found: dict[int, list[Halfjaar]] = {}
    for party, half in sorted(counted):
        found.setdefault(party, []).append(half)
    return found


def _standing(code: str, cells: Cellen) -> Cellen:
    """What of these cells is a state. Of a look ahead the figure itself moves with its plans."""
    found = {naam: cell for naam, cell in cells.items() if INDICATOREN[code].blijft_staan(naam)}
    return found | {"": found[GEPLAND]} if GEPLAND in found else found


def _by_scope(values: Iterable[tuple]) -> dict[tuple, Cellen]:
    """From rows of CELVELDEN."""
    found: dict[tuple, Cellen] = {}
    for code, partij, half, onderdeel, teller, noemer in values:
        found.setdefault((code, partij, half), {})[onderdeel] = Cel(teller, noemer)
    return found


def versies(halfjaren: Iterable[Halfjaar]) -> dict[Halfjaar, int]:
    """Changes per half-year whenever any figure of it does."""
    return dict(Rekenstand.objects.filter(halfjaar__in=halfjaren).values_list("halfjaar", "versie"))


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
    """Each value that this figure had, oldest first: cumulated over earlier half-years as the indicator says.

    In three queries, however often it changed: the state at each moment is put together from what was loaded.
    """
    stored = IndicatorWaarde.geschiedenis.filter(indicator=code, wijk__isnull=True, halfjaar__lte=halfjaar)
    if partij or INDICATOREN[code].periode not in STANDEN:  # of states those of each party may stay
        stored = stored.filter(partij=partij)
    rows = list(stored.values_list("van", "tot", *CELVELDEN))
    made = list(Berekening.objects.filter(halfjaar__lte=halfjaar).order_by("op"))
    parties = list(Partij.objects.aanleverend())
    moments = {moment for van, tot, *_ in rows for moment in (van, tot) if moment} | {each.op for each in made}
    steps: list[Stap] = []
    for moment in sorted(moments):
        known = [cell for van, tot, *cell in rows if van <= moment and (tot is None or tot > moment)]
        punten = Reeksen(_by_scope(known), parties, _counted_at(moment, made)).punten(code, partij)
        punt = next((each for each in punten if each.halfjaar == halfjaar), Punt(halfjaar, None))
        punt = replace(punt, verschillen={}, vorige_stand=())  # another half-year changed, not this figure
        if not steps or steps[-1].punt != punt:
            steps.append(Stap(moment, punt, _new_at(moment, made)))
    return [step for step in steps if step.punt.waarde is not None or step is not steps[0]]


def _counted_at(moment: datetime.datetime, made: list[Berekening]) -> dict[tuple[int, Halfjaar], int]:
    """As `geteld`: from the last computation of each half-year by then; `made` stands in the order of time."""
    last = {each.halfjaar: each.leveringen for each in made if each.op <= moment}
    return _per_party(last.items())


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
