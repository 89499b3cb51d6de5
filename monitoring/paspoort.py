"""The passport of a figure: its formula with the numbers filled in, and the rows it was made of.

What is asked is a `Vraag`; whatever shows a figure makes its address by the same `Maat`, so that a link leads to the
number that it stands on. What a reader may not see on a page, the passport does not show either.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from basis.getallen import getal, procent, verschil
from basis.models import Gebruiker
from monitoring import bronrijen, proefberekening, reeksen, small_numbers, zichtbaar
from monitoring.grafiek import Herkomst, maat_tekst, met_adressen, waarde_tekst
from monitoring.grafieken.algemeen import NAAM, volgorde
from monitoring.grafieken.toewijzing import OPGAVE, REST, opgavetabel
from monitoring.indicatoren.registry import Periode
from monitoring.indicatoren.vormen import NOEMER, TELLER
from monitoring.maat import GEHEEL, Maat, Wat
from monitoring.models import Doelstelling
from monitoring.prioriteiten import Gebiedsrij, gebiedsrijen
from monitoring.reeksen import Punt
from monitoring.small_numbers import STIL, Verborgen
from monitoring.tabellen import Tabel
from monitoring.vraag import Vraag
from voorraad.models import Levering

APART = ("daeb-koop", "correctie")  # kept beside the balance, not counted in it


@dataclass(frozen=True)
class Telling:
    """What one delivery brings: how many rows, and what they add up to under each head."""

    levering: Levering
    rijen: str
    sommen: list[tuple[str, str]]
    mag_zien: bool
    mag_inzien: bool


@dataclass(frozen=True)
class Historieregel:
    """What this number became at a moment, and the deliveries that were counted then for the first time."""

    op: datetime.datetime
    waarde: str
    leveringen: list[Levering]


@dataclass(frozen=True)
class Paspoort:
    """`getal` is the number as it stands in a table, `waarde` the same with its unit.

    `verborgen`: the number itself is hidden from this reader; `samen`: what each party has in it is.
    """

    vraag: Vraag
    getal: str
    waarde: str
    punt: Punt | None
    invulling: str
    verborgen: bool
    samen: bool
    doelen: list[Doelstelling]
    koppen: list[str]
    tellingen: list[Telling]
    berekend_op: datetime.datetime | None
    geschiedenis: list[Historieregel] = field(default_factory=list)
    doorloop: Tabel | None = None
    gebieden: list[Gebiedsrij] = field(default_factory=list)

    @property
    def lijst_veranderd(self) -> bool:
        """Whether the list of areas was changed after this figure was made of it."""
        if self.vraag.indicator.van or self.punt is None:
            return False
        ready = sum(area.telt for area in self.gebieden)
        whole = self.vraag.maat.wat is not Wat.TELLER
        return ready != self.punt.teller or (whole and len(self.gebieden) != self.punt.noemer)


class Lezing:
    """One reading of a figure by one reader: each thing that it takes from the database is taken once."""

    def __init__(self, vraag: Vraag, user: Gebruiker):
        self.vraag, self.user = vraag, user
        self.small = user.has_perm("monitoring.view_small_numbers", vraag.partij)

    @cached_property
    def reeks(self) -> list[Punt]:
        """The series up to this half-year, of all wijken together."""
        vraag = self.vraag
        partij = vraag.proef.partij if vraag.proef else vraag.partij
        series = reeksen.load([vraag.code], partij=partij, tot=vraag.halfjaar, op=vraag.op)
        if vraag.proef:
            series = proefberekening.as_if_accepted(series, vraag.proef)
        return [punt for punt in series.punten(vraag.code, vraag.partij) if punt.halfjaar <= vraag.halfjaar]

    @cached_property
    def punt(self) -> Punt | None:
        """The figure as this reader may see it: of a wijk never that of one party, where small counts are hidden."""
        vraag = self.vraag
        if self.samen and vraag.partij:
            part = {vraag.maat.onderdeel: STIL}
            return Punt(vraag.halfjaar, STIL, STIL, STIL, STIL, onderdelen=part, onderdelen_periode=part)
        if vraag.wijk:
            found = zichtbaar.per_gebied(
                vraag.code, vraag.halfjaar, mag_klein=self.small, partij=vraag.partij, op=vraag.op
            )
            return next((punt for wijk, punt in found if wijk.code == vraag.wijk.code), None)
        return next((punt for punt in self.reeks if punt.halfjaar == vraag.halfjaar), None)

    @property
    def samen(self) -> bool:
        """Whether this reader sees figures of this wijk of all corporations together only."""
        return bool(self.vraag.wijk) and zichtbaar.verbergt(self.vraag.code, self.small)

    @property
    def verborgen(self) -> bool:
        return self.punt is not None and isinstance(self.vraag.maat.van(self.punt), Verborgen)


def paspoort(vraag: Vraag, user: Gebruiker) -> Paspoort:
    """Everything about one figure that this reader may see."""
    lezing = Lezing(vraag, user)
    punt = lezing.punt
    whole = not (vraag.partij or vraag.wijk)
    return Paspoort(
        vraag,
        maat_tekst(vraag.code, punt, vraag.maat),
        _waarde(vraag, punt),
        punt,
        "" if lezing.verborgen or punt is None else _invulling(vraag, punt),
        lezing.verborgen,
        lezing.samen,
        reeksen.doelen(vraag.op and vraag.op.date()).get(vraag.code, []) if whole else [],
        _koppen(vraag),
        [] if lezing.samen else _tellingen(lezing),
        reeksen.berekend_op(vraag.halfjaren, vraag.op),
        [] if vraag.wijk or vraag.proef else _geschiedenis(vraag),
        _doorloop(lezing) if vraag.indicator.periode is Periode.DOORLOPEND and not vraag.wijk else None,
        [] if vraag.indicator.van else gebiedsrijen(vraag.indicator, vraag.halfjaar, vraag.maat.wat is Wat.TELLER),
    )


def _waarde(vraag: Vraag, punt: Punt | None) -> str:
    if vraag.maat == GEHEEL:
        return waarde_tekst(vraag.code, punt)
    return maat_tekst(vraag.code, punt, vraag.maat, met_eenheid=True)


def _invulling(vraag: Vraag, punt: Punt) -> str:
    """The formula with the numbers filled in; nothing where the number is made of rows of one kind."""
    maat = vraag.maat
    if maat.van(punt) is None and punt.taak is None:
        return ""
    if maat.wat is Wat.MET:
        part = f"{verschil(punt.onderdelen.get(maat.onderdeel, 0))} {NAAM.get(maat.onderdeel, maat.onderdeel)}"
        return f"{verschil(punt.waarde)} netto {part} = {verschil(maat.van(punt))}"
    if punt.taak is not None:
        return _invulling_taak(maat, punt)
    if maat.onderdeel or maat.wat not in (Wat.CIJFER, Wat.AANDEEL):
        return ""
    if vraag.indicator.is_deel:
        share = f" = {procent(punt.teller / punt.noemer)}" if punt.noemer else ""
        counted = vraag.indicator.is_aandeel or maat.wat is Wat.AANDEEL
        return f"{getal(punt.teller)} ÷ {getal(punt.noemer)}{share if counted else ''}"
    return _invulling_saldo(punt.onderdelen_periode if maat.periode else punt.onderdelen, maat.van(punt))


def _invulling_taak(maat: Maat, punt: Punt) -> str:
    carried = f" {'−' if punt.achterstand < 0 else '+'} {getal(abs(punt.achterstand))} uit eerdere halfjaren"
    if maat == GEHEEL:
        return f"{getal(punt.gehuisvest)} gehuisvest, van {getal(punt.taak)} taakstelling{carried}"
    if maat == OPGAVE:
        return f"{getal(punt.taak)} taakstelling{carried} = {getal(punt.opgave)}"
    if maat == REST:
        return f"{getal(punt.opgave)} opgave − {getal(punt.gehuisvest)} gehuisvest = {getal(REST.van(punt))}"
    if maat.wat is Wat.AANDEEL and punt.noemer:
        return f"{getal(punt.teller)} ÷ {getal(punt.noemer)} = {procent(punt.teller / punt.noemer)}"
    return ""


def _invulling_saldo(onderdelen: dict[str, float], total: float) -> str:
    counted = {naam: n for naam, n in onderdelen.items() if n and naam not in APART}
    parts = sorted(counted.items(), key=lambda part: volgorde(part[0]))
    if not parts:
        return ""
    words = " ".join(
        f"{'−' if aantal < 0 else '+'} {getal(abs(aantal))} {NAAM.get(naam, naam)}" for naam, aantal in parts
    )
    return f"{words.removeprefix('+ ')} = {verschil(total)}"


def _koppen(vraag: Vraag) -> list[str]:
    """The heads above the sums of each delivery."""
    if not vraag.indicator.is_deel:
        return ["opgeteld"]
    telt = dict(zip((TELLER, NOEMER), vraag.indicator.telt or ("teller", "noemer"), strict=True))
    if vraag.indicator.periode is Periode.DOORLOPEND:
        telt[NOEMER] = "taakstelling"  # what is carried over stands in no delivery
    return [telt[kant] for kant in vraag.kanten]


def _tellingen(lezing: Lezing) -> list[Telling]:
    """Per delivery how many rows and their sums; small sums of people are hidden for who may not see them."""
    vraag, user = lezing.vraag, lezing.user
    leveringen = bronrijen.leveringen(vraag)
    keys = [levering.pk for levering in leveringen]
    visible = set(Levering.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    sums, rows = bronrijen.opgeteld(vraag, leveringen)
    sides = vraag.kanten if vraag.indicator.is_deel else (TELLER,)
    texts = _sommen_in_woorden(lezing, [[sums[side].get(key, 0) for side in sides] for key in keys])
    return [
        Telling(
            levering,
            getal(rows.get(levering.pk, 0)),
            list(zip(_koppen(vraag), text, strict=True)),
            levering.pk in visible,
            user.has_perm("voorraad.download_levering", levering),
        )
        for levering, text in zip(leveringen, texts, strict=True)
    ]


def _sommen_in_woorden(lezing: Lezing, sommen: list[list[float]]) -> list[list[str]]:
    hide = zichtbaar.verbergt(lezing.vraag.code, lezing.small)
    few = small_numbers.hidden([first for first, *_ in sommen]) if hide else set()
    return [
        [small_numbers.gezegd(each[0]) if place in few else getal(each[0]), *map(getal, each[1:])]
        for place, each in enumerate(sommen)
    ]


def _geschiedenis(vraag: Vraag) -> list[Historieregel]:
    """Each value that this number had, without the moments at which only other numbers of the figure changed."""
    found, before = [], None
    for step in reeksen.geschiedenis(vraag.code, vraag.halfjaar, vraag.partij):
        now = (_waarde(vraag, step.punt), step.punt.ontbreekt)
        if now != before:
            found.append((step, now[0]))
        before = now
    keys = {pk for step, _ in found for pk in step.leveringen}
    new = Levering.objects.filter(
        pk__in=keys, halfjaar__in=vraag.halfjaren, partij__soort__in=vraag.indicator.van
    ).select_related("partij")
    named = {each.pk: each for each in new if vraag.partij in (None, each.partij)}
    return [
        Historieregel(step.op, waarde, [named[pk] for pk in step.leveringen if pk in named]) for step, waarde in found
    ]


def _doorloop(lezing: Lezing) -> Tabel | None:
    """How what was left of earlier half-years adds up to the task of this one."""
    vraag = lezing.vraag
    points = [punt for punt in lezing.reeks if punt.taak is not None]
    links = [None if vraag.proef else Herkomst(vraag.code, punt, vraag.partij) for punt in points]
    return met_adressen(opgavetabel(points), links, vraag.op and vraag.op.isoformat()) if points else None
