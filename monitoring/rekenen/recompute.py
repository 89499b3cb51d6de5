"""Recomputes the figures of one delivery (party × half-year), and with them those of all parties together.

The database counts the rows of a delivery (`tellen`). The figures of all parties move by the difference
between the old and the new figures of the one party, so the cost does not follow the number of other parties. All of it
happens in one transaction, under the lock of the half-year: a reader sees everything old or everything new.

Figures rest on more than deliveries: on the definitions, on which groups are urgent, on the list of priority
neighbourhoods. When that `grondslag` changed, the whole half-year is computed anew, by the same counting, inside the
database (`monitoring.rekenen.halfjaarcijfers`).
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable

import pandas as pd
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from acties.models import Prioriteitsgebied
from basis import bulk
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.models import Berekening, IndicatorWaarde, Rekenstand
from monitoring.rekenen import halfjaarcijfers, tellen
from voorraad.models import Codewaarde, Levering

SLEUTEL = ["indicator", "onderdeel", "wijk", "buurt"]
MATEN = ["teller", "noemer", "partijen"]
ZONDER = 0  # stands for 'no wijk' or 'no buurt' inside the frames


@transaction.atomic
def recompute(halfjaar: Halfjaar, partij: Partij) -> None:
    """Replace the figures of one party and half-year by those of its accepted delivery. Repeatable."""
    stand = _lock(halfjaar)
    if stand.grondslag == grondslag():
        _replace_party(stand, partij)
    else:
        _replace_all(stand)
    _done(stand)


@transaction.atomic
def recompute_half_year(halfjaar: Halfjaar) -> None:
    """Replace all figures of a half-year, from nothing: those of each party, of all together, and of the actions."""
    stand = _lock(halfjaar)
    _replace_all(stand)
    _done(stand)


def recompute_all() -> None:
    """Every half-year anew, one after the other, so that readers and other recomputes never wait for all of it."""
    known = set(Rekenstand.objects.values_list("halfjaar", flat=True))
    for halfjaar in sorted(known.union(half_years_so_far())):
        recompute_half_year(halfjaar)


def half_years_so_far() -> list[Halfjaar]:
    """From the first half-year to the running one, and further when a later one was delivered."""
    today = Halfjaar.of(timezone.localdate())
    delivered = Levering.objects.vastgesteld().values_list("halfjaar", flat=True).order_by("-halfjaar").first()
    return Halfjaar.range(EERSTE, max(today, delivered or today, EERSTE))


def uncounted() -> list[tuple[int, Halfjaar, int]]:
    """Accepted deliveries that the figures do not know of yet: number, half-year and party."""
    counted = dict(Rekenstand.objects.values_list("halfjaar", "leveringen"))
    accepted = Levering.objects.vastgesteld().values_list("pk", "halfjaar", "partij")
    return [row for row in accepted if counted.get(row[1], {}).get(str(row[2])) != row[0]]


def outdated() -> bool:
    """Whether figures stand that rest on something else than they should by now."""
    return Rekenstand.objects.filter(versie__gt=0).exclude(grondslag=grondslag()).exists()


def grondslag() -> str:
    """Fingerprint of what figures rest on besides deliveries: what is counted, who is urgent, which list there was."""
    urgent = Codewaarde.objects.urgent().order_by("code").values_list("code", flat=True)
    areas = Prioriteitsgebied.objects.order_by("pk").values_list("pk", "sinds", "aanpak_sinds", "tot")
    counted_by = _counted_by(tuple(indicator for _, indicator in sorted(INDICATOREN.items())))
    return hashlib.sha256(repr((counted_by, list(urgent), list(areas))).encode()).hexdigest()


@functools.cache
def _counted_by(indicators: tuple[Indicator, ...]) -> list[tuple]:
    """Indicators as the queries that count them: another definition gives another text, another wording does not."""
    found = []
    for indicator in indicators:
        for bron in indicator.vorm.bronnen():
            found.append(
                (
                    indicator.code,
                    indicator.van,
                    bron.kant,
                    bron.onderdelen,
                    bron.per_gebied,
                    bron.teken,
                    str(bron.optelling),
                    str(bron.rijen.query),
                )
            )
    return found


def _lock(halfjaar: Halfjaar) -> Rekenstand:
    """The state of a half-year, locked; `berekend_op` becomes the moment from which what is computed now is known."""
    Rekenstand.objects.get_or_create(halfjaar=halfjaar)
    stand = Rekenstand.objects.select_for_update().get(halfjaar=halfjaar)
    stand.berekend_op, stand.veranderd = timezone.now(), False
    return stand


def _done(stand: Rekenstand) -> None:
    """Note what the figures rest on from now on, whenever one of them changed (`veranderd`) or a delivery did."""
    stand.versie += 1
    stand.save()
    last = Berekening.objects.filter(halfjaar=stand.halfjaar).last()
    if last is None or stand.veranderd or last.leveringen != stand.leveringen:
        Berekening.objects.create(halfjaar=stand.halfjaar, leveringen=stand.leveringen, op=stand.berekend_op)


def _replace_party(stand: Rekenstand, partij: Partij) -> None:
    levering = Levering.objects.vastgesteld().filter(halfjaar=stand.halfjaar, partij=partij).first()
    stored = IndicatorWaarde.objects.filter(halfjaar=stand.halfjaar, partij=partij)
    old, new = _stored(stored), figures(levering)
    _write(stand, partij, old, new)
    _move_totals(stand, old, new)
    stand.leveringen.pop(str(partij.pk), None)
    if levering:
        stand.leveringen[str(partij.pk)] = levering.pk


def _replace_all(stand: Rekenstand) -> None:
    accepted = dict(Levering.objects.vastgesteld().filter(halfjaar=stand.halfjaar).values_list("partij", "pk"))
    stand.grondslag = grondslag()
    stand.leveringen = {str(partij): levering for partij, levering in accepted.items()}
    stand.veranderd |= halfjaarcijfers.replace(stand.halfjaar, accepted.values(), stand.berekend_op)


def _move_totals(stand: Rekenstand, old: pd.DataFrame, new: pd.DataFrame) -> None:
    """Move the figures of all parties together by what changed for one of them."""
    change = new.sub(old[MATEN], fill_value=0)
    change = change[(change != 0).any(axis=1)]
    if change.empty:
        return
    wijken = {int(wijk) for wijk in change.index.get_level_values("wijk")}
    codes = set(change.index.get_level_values("indicator"))
    touched = IndicatorWaarde.objects.filter(
        Q(wijk__in=wijken) | Q(wijk__isnull=True), halfjaar=stand.halfjaar, partij__isnull=True, indicator__in=codes
    )
    before = _stored(touched)
    totals = before[MATEN].add(change, fill_value=0).round(1)
    _write(stand, None, before, totals[totals["partijen"] > 0])


def figures(levering: Levering | None) -> pd.DataFrame:
    """The figures of one delivery, accepted or not, for the city, each wijk and each buurt. Stores nothing."""
    rows = []
    if levering:
        steps = tellen.cijfers([levering.pk], levering.halfjaar)
        with connection.cursor() as cursor:
            cursor.execute(*tellen.met(steps, tellen.VAN_EEN))
            rows = cursor.fetchall()
    return _frame(rows, MATEN)


def _stored(values) -> pd.DataFrame:
    return _frame(list(values.values_list(*SLEUTEL, *MATEN, "pk")), [*MATEN, "pk"])


def _frame(rows: list[tuple], columns: list[str]) -> pd.DataFrame:
    """Figures indexed by SLEUTEL."""
    frame = pd.DataFrame(rows, columns=[*SLEUTEL, *columns])
    frame[["wijk", "buurt"]] = frame[["wijk", "buurt"]].fillna(ZONDER).astype(int)
    return frame.set_index(SLEUTEL)


def _write(stand: Rekenstand, partij: Partij | None, old: pd.DataFrame, new: pd.DataFrame) -> None:
    """Make of the stored figures `old` the figures `new`. What differs gets an end, and a new row beside it."""
    stored = {key: (pk, values) for key, *values, pk in old.itertuples(name=None)}
    ended, added = [], []
    for key, *values in new.itertuples(name=None):
        pk, before = stored.pop(key, (None, None))
        if values != before:
            added.append((key, *values))
            ended += [pk] if pk else []
    ended += [pk for pk, _ in stored.values()]
    stand.veranderd |= bool(ended or added)
    now = connection.ops.adapt_datetimefield_value(stand.berekend_op)
    bulk.update(IndicatorWaarde, ["tot"], [(now, int(pk)) for pk in ended])
    _insert(stand.halfjaar, partij, added, now)


def _insert(halfjaar: Halfjaar, partij: Partij | None, lines: Iterable[tuple], now) -> None:
    half, owner = str(halfjaar), partij and partij.pk
    bulk.insert(
        IndicatorWaarde,
        ["halfjaar", "partij", *SLEUTEL, *MATEN, "van"],
        [
            (half, owner, code, onderdeel, int(wijk) or None, int(buurt) or None, teller, noemer, int(partijen), now)
            for (code, onderdeel, wijk, buurt), teller, noemer, partijen in lines
        ],
    )
