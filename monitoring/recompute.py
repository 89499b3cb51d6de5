"""Recomputes the figures of one delivery (party × half-year), and with them those of all parties together.

The rows of a delivery are grouped once per queryset in the database; wijken and the city follow from that small frame.
The figures of all parties move by the difference between the old and the new figures of the one party, so the cost
does not follow the number of other parties. All of it happens in one transaction, under the lock of the half-year:
a reader sees everything old or everything new.
"""

from __future__ import annotations

import hashlib

import pandas as pd
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from acties.models import Prioriteitsgebied
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Cijfers
from monitoring.models import IndicatorWaarde, Rekenstand
from voorraad.models import Levering

SLEUTEL = ["indicator", "onderdeel", "wijk", "buurt"]
MATEN = ["teller", "noemer", "partijen"]
ZONDER = 0  # stands for 'no wijk' or 'no buurt' inside the frames


@transaction.atomic
def recompute(halfjaar: Halfjaar, partij: Partij) -> None:
    """Replace the figures of one party and half-year by those of its accepted delivery. Repeatable."""
    stand = _lock(halfjaar)
    levering = Levering.objects.vastgesteld().filter(halfjaar=halfjaar, partij=partij).first()
    new = _figures(levering, partij)
    old = _stored(IndicatorWaarde.objects.filter(halfjaar=halfjaar, partij=partij))
    _replace(halfjaar, partij, new)
    _move_totals(halfjaar, old, new)
    stand.leveringen.pop(str(partij.pk), None)
    if levering:
        stand.leveringen[str(partij.pk)] = levering.pk
    _done(stand)


@transaction.atomic
def recompute_state(halfjaar: Halfjaar) -> None:
    """Replace the figures that belong to no delivery, such as L1, as they stood on the reference date."""
    stand = _lock(halfjaar)
    codes = [code for code, indicator in INDICATOREN.items() if not indicator.van]
    cijfers = Cijfers(peildatum=halfjaar.peildatum)
    frame = pd.concat([_frame(INDICATOREN[code], cijfers) for code in codes])
    IndicatorWaarde.objects.filter(halfjaar=halfjaar, indicator__in=codes).delete()
    _insert(halfjaar, None, _rolled_up(frame))
    stand.stand = state_hash()
    _done(stand)


def recompute_all() -> None:
    """Everything anew, from nothing: after a change of a definition, and to check the incremental way."""
    with transaction.atomic():
        IndicatorWaarde.objects.all().delete()
        Rekenstand.objects.all().delete()
        for levering in Levering.objects.vastgesteld().select_related("partij"):
            recompute(levering.halfjaar, levering.partij)
        for halfjaar in half_years_so_far():
            recompute_state(halfjaar)


def half_years_so_far() -> list[Halfjaar]:
    """From the first half-year to the running one, and further when a later one was delivered."""
    today = Halfjaar.of(timezone.localdate())
    delivered = Levering.objects.vastgesteld().values_list("halfjaar", flat=True).order_by("-halfjaar").first()
    return Halfjaar.range(EERSTE, max(today, delivered or today, EERSTE))


def state_hash() -> str:
    """Changes when the list of priority neighbourhoods does."""
    rows = Prioriteitsgebied.objects.order_by("pk").values_list("pk", "sinds", "aanpak_sinds")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def _lock(halfjaar: Halfjaar) -> Rekenstand:
    Rekenstand.objects.get_or_create(halfjaar=halfjaar)
    return Rekenstand.objects.select_for_update().get(halfjaar=halfjaar)


def _done(stand: Rekenstand) -> None:
    stand.versie += 1
    stand.berekend_op = timezone.now()
    stand.save()


def _figures(levering: Levering | None, partij: Partij) -> pd.DataFrame:
    """The figures of one delivery, for the city, each wijk and each buurt."""
    if levering is None:
        return _rolled_up(_empty())
    cijfers = Cijfers([levering.pk], levering.halfjaar.peildatum)
    mine = [indicator for indicator in INDICATOREN.values() if partij.soort in indicator.van]
    return _rolled_up(pd.concat([_empty(), *(_frame(indicator, cijfers) for indicator in mine)]))


def _empty() -> pd.DataFrame:
    text, number = pd.Series(dtype="object"), pd.Series(dtype="float64")
    return pd.DataFrame(
        {"indicator": text, "onderdeel": text, "wijk": number, "buurt": number, "teller": number, "noemer": number}
    )


def _frame(indicator: Indicator, cijfers: Cijfers) -> pd.DataFrame:
    """One line per part and area, straight from GROUP BY; and one line of zero, so that a party without rows has 0."""
    lines = []
    for bron in indicator.bereken(cijfers).bronnen():
        areas = ("wijk", "buurt") if bron.per_gebied else ()
        lines.append((bron.onderdeel, None, None, 0.0, 0.0))
        grouped = bron.rijen.order_by().values(*areas).annotate(som=bron.optelling)
        for row in grouped if areas else [bron.rijen.aggregate(som=bron.optelling)]:
            value = float((row["som"] or 0) * bron.teken)
            pair = (value, 0.0) if bron.kant == "teller" else (0.0, value)
            lines.append((bron.onderdeel, row.get("wijk"), row.get("buurt"), *pair))
    frame = pd.DataFrame(lines, columns=["onderdeel", "wijk", "buurt", "teller", "noemer"])
    return frame.assign(indicator=indicator.code)


def _rolled_up(frame: pd.DataFrame) -> pd.DataFrame:
    """Buurten, wijken and the city, each a sum of the lines; indexed by SLEUTEL."""
    frame = frame.assign(wijk=frame["wijk"].fillna(ZONDER).astype(int), buurt=frame["buurt"].fillna(ZONDER).astype(int))
    levels = [frame[frame["buurt"] != ZONDER], frame[frame["wijk"] != ZONDER].assign(buurt=ZONDER)]
    levels.append(frame.assign(wijk=ZONDER, buurt=ZONDER))
    summed = pd.concat(levels).groupby(SLEUTEL)[["teller", "noemer"]].sum().round(1)
    return summed.assign(partijen=1)


def _stored(values) -> pd.DataFrame:
    rows = list(values.values_list("indicator", "onderdeel", "wijk", "buurt", *MATEN))
    frame = pd.DataFrame(rows, columns=SLEUTEL + MATEN)
    frame[["wijk", "buurt"]] = frame[["wijk", "buurt"]].fillna(ZONDER).astype(int)
    return frame.set_index(SLEUTEL)


def _replace(halfjaar: Halfjaar, partij: Partij, frame: pd.DataFrame) -> None:
    IndicatorWaarde.objects.filter(halfjaar=halfjaar, partij=partij).delete()
    _insert(halfjaar, partij, frame)


def _insert(halfjaar: Halfjaar, partij: Partij | None, frame: pd.DataFrame) -> None:
    IndicatorWaarde.objects.bulk_create(
        [
            IndicatorWaarde(
                halfjaar=halfjaar,
                partij=partij,
                indicator=code,
                onderdeel=onderdeel,
                wijk_id=wijk or None,
                buurt_id=buurt or None,
                teller=teller,
                noemer=noemer,
                partijen=partijen,
            )
            for (code, onderdeel, wijk, buurt), teller, noemer, partijen in frame.itertuples(name=None)
        ]
    )


def _move_totals(halfjaar: Halfjaar, old: pd.DataFrame, new: pd.DataFrame) -> None:
    """Move the figures of all parties together by what changed for one of them."""
    change = new.sub(old, fill_value=0)
    change = change[(change != 0).any(axis=1)]
    if change.empty:
        return
    wijken = {int(wijk) for wijk in change.index.get_level_values("wijk")}
    codes = set(change.index.get_level_values("indicator"))
    touched = IndicatorWaarde.objects.filter(
        Q(wijk__in=wijken) | Q(wijk__isnull=True), halfjaar=halfjaar, partij__isnull=True, indicator__in=codes
    )
    totals = _stored(touched).add(change, fill_value=0).round(1)
    touched.delete()
    _insert(halfjaar, None, totals[totals["partijen"] > 0].astype({"partijen": int}))
