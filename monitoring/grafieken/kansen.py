"""The chance of each group (T5) beside the urgent share (T1): the tension that the agreements name."""

from __future__ import annotations

from django.utils.formats import date_format

from basis.halfjaar import Halfjaar
from monitoring.grafiek import Cijfers, Grafiek, Herkomst, grafiek, stand
from monitoring.grafieken.algemeen import GETAL, PROCENT
from monitoring.grafieken.groepen import kleuren, legenda, procent_tekst
from monitoring.indicatoren import INDICATOREN
from monitoring.maat import Maat, Wat
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import groepen as tekening_groepen
from monitoring.zinnen import toewijzing as zinnen
from monitoring.zinnen.algemeen import bron, met_hoofdletter


def kansen(cijfers: Cijfers) -> Grafiek:
    """T5 per group now and a half-year before, with the urgent share (T1) that moved in the same time."""
    punten = cijfers.reeksen.punten("T5")  # also where figures lack: that is said
    last, newer = nieuwste(punten)
    before = _ervoor(punten, last)
    urgent = {punt.halfjaar: punt for punt in cijfers.punten("T1")}
    parts = sorted({*(last.delen if last else ()), *(before.delen if before else ())}, key=_volgorde(cijfers))
    shares = tuple(
        urgent[punt.halfjaar].waarde if punt and punt.halfjaar in urgent else None for punt in (before, last)
    )
    same = _vergelijkbaar(before, last)
    rows = [[_groep(cijfers, part), *_kans(before, last, part, same)] for part in parts]
    waar = [_kansherkomst(before, last, part) for part in parts]
    if last:
        rows.append(["aandeel urgent (T1)", *shares, _verschuiving(*shares), None, None, stand(last)])
        waar.append([None, *(_urgentherkomst(urgent, punt) for punt in (before, last)), None, None, None, None])
    return grafiek(
        cijfers,
        "kansen",
        _kans_zin(cijfers, before, last, parts, same, shares),
        _kans_ondertitel(cijfers, last, newer),
        tabel(_kanskolommen(last), rows),
        _kanstekening(cijfers, before, last, parts, same) if parts else None,
        [last] if last else [],
        herkomst=waar,
        klik={"": [Herkomst("T5", last, maat=Maat(part)) for part in parts]},
        legenda=legenda([before, last] if before and same else []),
        uitleg=zinnen.KANS_UITLEG,
    )


def _kans_ondertitel(cijfers: Cijfers, last: Punt | None, newer: Punt | None) -> str:
    """Of the half-year that is drawn, which need not be the newest; and why it is not."""
    eenheid = "Toewijzingen op de honderd actief woningzoekenden van een groep, per halfjaar"
    peil = f" Peildatum {date_format(last.halfjaar.peildatum, 'j F Y')}." if last else ""
    open_ = zinnen.nog_zonder(newer.halfjaar.voluit, newer.ontbreekt) if newer else ""
    return f"{eenheid}, {cijfers.keuze.wie}.{peil} Bron: {bron(INDICATOREN['T5'].van)}.{open_}"


def nieuwste(punten: list[Punt]) -> tuple[Punt | None, Punt | None]:
    """The newest half-year of which all figures are in, and a newer one where they are not.

    Without the allocations of one corporation everybody's chance looks smaller than it is.
    """
    known = [punt for punt in punten if punt.waarde is not None]
    whole = [punt for punt in known if not punt.voorlopig]
    if not whole:
        return (known[-1] if known else None), None
    return whole[-1], known[-1] if known[-1] is not whole[-1] else None


def _ervoor(punten: list[Punt], last: Punt | None) -> Punt | None:
    """The half-year right before, where it has figures."""
    return next((p for p in punten if last and p.halfjaar == last.halfjaar - 1 and p.waarde is not None), None)


def _vergelijkbaar(before: Punt | None, last: Punt | None) -> bool:
    """A corporation whose allocations are in one of both would look like a change of everybody's chance."""
    return before is not None and last is not None and before.ontbreekt == last.ontbreekt


def _volgorde(cijfers: Cijfers):
    return lambda part: cijfers.namen.volgorde(INDICATOREN["T5"], part)


def _groep(cijfers: Cijfers, part: str) -> str:
    return met_hoofdletter(cijfers.namen.van(INDICATOREN["T5"], part))


def _kanskolommen(last: Punt | None) -> list[Kolom]:
    if last is None:
        return [Kolom("groep")]
    earlier, now = str(last.halfjaar - 1), str(last.halfjaar)
    return [
        Kolom("groep"),
        Kolom(f"kans {earlier}", PROCENT),
        Kolom(f"kans {now}", PROCENT),
        Kolom("verandering"),
        Kolom(f"toewijzingen {now}", GETAL),
        Kolom(f"actief woningzoekenden {now}", GETAL),
        Kolom("stand"),
    ]


def _kans(before: Punt | None, last: Punt, part: str, same: bool) -> list:
    earlier, now = before and before.deel(part), last.deel(part)
    cell = last.delen.get(part)
    words = zinnen.verandering(earlier if same else None, now)
    return [earlier, now, words, cell and cell.teller, cell and cell.noemer, stand(last)]


def _kansherkomst(before: Punt | None, last: Punt, part: str) -> list[Herkomst | None]:
    """Of each cell in the row of a group."""
    earlier = before and Herkomst("T5", before, maat=Maat(part))
    now, *counts = (Herkomst("T5", last, maat=Maat(part, wat=wat)) for wat in (Wat.CIJFER, Wat.TELLER, Wat.NOEMER))
    return [None, earlier, now, None, *counts, None]


def _urgentherkomst(urgent: dict[Halfjaar, Punt], punt: Punt | None) -> Herkomst | None:
    return Herkomst("T1", urgent[punt.halfjaar]) if punt and punt.halfjaar in urgent else None


def _verschuiving(earlier, now) -> str:
    if earlier is None or now is None:
        return zinnen.NIET_TE_VERGELIJKEN
    return f"van {procent_tekst(earlier)} naar {procent_tekst(now)}"


def _kans_zin(cijfers: Cijfers, before, last, parts: list[str], same: bool, shares) -> str:
    if last is None:
        return zinnen.GEEN_KANS
    pairs = {
        zinnen.mensen(part, _groep(cijfers, part)): (before.deel(part) if same else None, last.deel(part))
        for part in parts
    }
    return zinnen.kans(pairs, shares if same else (None, None))


def _kanstekening(cijfers: Cijfers, before, last: Punt, parts: list[str], same: bool) -> dict:
    now = [last.deel(part) for part in parts]
    earlier = [before.deel(part) for part in parts] if same else []
    words = [zinnen.op_de_honderd(value) for value in now]
    names = [_groep(cijfers, part) for part in parts]
    return tekening_groepen.per_groep(names, now, earlier, words, kleuren(cijfers, parts), last.voorlopig)
