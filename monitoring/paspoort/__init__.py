"""The passport of a figure: its formula with the numbers filled in, and the rows it was made of.

What is asked is a `Vraag`; whatever shows a figure makes its address by the same `Maat`, so that a link leads to the
number that it stands on. What a reader may not see on a page, the passport does not show either.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from basis.getallen import getal
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Gebruiker
from monitoring import reeksen
from monitoring.grafiek import Herkomst, maat_tekst, met_adressen, stand, telling, waarde_tekst
from monitoring.grafieken.toewijzing import opgavetabel
from monitoring.indicatoren.registry import Periode
from monitoring.indicatoren.vormen import NOEMER
from monitoring.kleine_aantallen import small_numbers, zichtbaar
from monitoring.maat import GEHEEL, Wat
from monitoring.models import Doelstelling
from monitoring.paspoort import bronrijen, proefberekening
from monitoring.paspoort.invulling import invulling
from monitoring.paspoort.prioriteiten import Gebiedsrij, gebiedsrijen
from monitoring.paspoort.vraag import Vraag
from monitoring.punten import met_nul
from monitoring.reeksen import Cel, Punt
from monitoring.tabellen import Tabel
from monitoring.verborgen import STIL, Verborgen
from monitoring.zinnen import algemeen as zinnen
from voorraad.models import Levering


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
    stand: str
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
        self.small = zichtbaar.Lezer.van(user, vraag.partij)

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
        vraag, part = self.vraag, self.vraag.maat.onderdeel
        if self.samen and vraag.partij:
            parts = {part: STIL}
            return Punt(vraag.halfjaar, STIL, STIL, STIL, STIL, parts, parts, {part: Cel(STIL, STIL)}, parts)
        if vraag.wijk:
            found = zichtbaar.per_gebied(
                vraag.code, vraag.halfjaar, mag_klein=self.small, partij=vraag.partij, op=vraag.op
            )
            punt = next((punt for wijk, punt in found if wijk.code == vraag.wijk.code), None)
        else:
            punt = next((punt for punt in self.reeks if punt.halfjaar == vraag.halfjaar), None)
        return punt and met_nul(vraag.indicator, punt, [part])

    @property
    def samen(self) -> bool:
        """Whether this reader sees figures of this wijk of all corporations together only."""
        return bool(self.vraag.wijk) and zichtbaar.verbergt(self.vraag.code, self.small, self.vraag.maat.onderdeel)

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
        "" if lezing.verborgen or punt is None else invulling(vraag.indicator, punt, vraag.maat),
        zinnen.met_hoofdletter(stand(punt)),
        lezing.verborgen,
        lezing.samen,
        reeksen.doelen(vraag.op and timezone.localtime(vraag.op).date()).get(vraag.code, []) if whole else [],
        [zijde.kop for zijde in vraag.zijden],
        [] if lezing.samen else _tellingen(lezing),
        reeksen.berekend_op(vraag.halfjaren, vraag.op),
        [] if vraag.wijk or vraag.proef or vraag.maat.wat is Wat.VERSCHIL else _geschiedenis(vraag),
        _doorloop(lezing) if vraag.indicator.periode is Periode.DOORLOPEND and not vraag.wijk else None,
        [] if vraag.indicator.van else gebiedsrijen(vraag.indicator, vraag.halfjaar, vraag.maat.wat is Wat.TELLER),
    )


def _waarde(vraag: Vraag, punt: Punt | None) -> str:
    if vraag.maat == GEHEEL:
        return waarde_tekst(vraag.code, punt)
    return maat_tekst(vraag.code, punt, vraag.maat, met_eenheid=True)


def _tellingen(lezing: Lezing) -> list[Telling]:
    """Per delivery how many rows and their sums; small sums of people are hidden for who may not see them."""
    vraag, user = lezing.vraag, lezing.user
    found = bronrijen.leveringen(vraag)
    sums, rows = bronrijen.opgeteld(vraag, found, lezing.punt)
    counted = [levering for levering in found if levering.pk in rows or levering.halfjaar in vraag.halfjaren]
    keys = [levering.pk for levering in counted]
    visible = set(Levering.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    texts = _sommen_in_woorden(lezing, sums, keys)
    return [
        Telling(
            levering,
            getal(rows.get(levering.pk, 0)),
            list(zip((zijde.kop for zijde in vraag.zijden), texts[levering.pk], strict=True)),
            levering.pk in visible,
            user.has_perm("voorraad.download_levering", levering),
        )
        for levering in counted
    ]


def _sommen_in_woorden(lezing: Lezing, sums: list[dict[int, float]], keys: list[int]) -> dict[int, list[str]]:
    """Per delivery each of its sums. With a small count of people goes what is said of these people: their mean."""
    indicator, sides = lezing.vraag.indicator, [zijde.kant for zijde in lezing.vraag.zijden]
    people = sides.index(NOEMER) if indicator.is_gemiddelde else 0
    few = _weinig(lezing, sums, sums[people], keys)
    return {
        key: [
            few[key] if key in few and (indicator.is_gemiddelde or place == people) else telling(each.get(key, 0))
            for place, each in enumerate(sums)
        ]
        for key in keys
    }


def _weinig(lezing: Lezing, sums: list[dict], people: dict[int, float], keys: list[int]) -> dict[int, Verborgen]:
    """What is said of the deliveries of which the count is hidden. Who has no rows hides nobody: that is no secret."""
    if not zichtbaar.verbergt(lezing.vraag.code, lezing.small):
        return {}
    # of chances the municipality counts those who seek, and nobody that got a home
    sides = [people] if lezing.vraag.indicator.is_kans else sums
    of_people = [key for key in keys if any(key in side for side in sides)]
    hidden = small_numbers.hidden([people.get(key, 0) for key in of_people])
    return {of_people[place]: small_numbers.gezegd(people.get(of_people[place], 0)) for place in hidden}


def _geschiedenis(vraag: Vraag) -> list[Historieregel]:
    """Each value that this number had, without the moments at which only other numbers of the figure changed."""
    found, before = [], None
    for step in reeksen.geschiedenis(vraag.code, vraag.halfjaar, vraag.partij):
        now = (_waarde(vraag, step.punt), step.punt.ontbreekt)
        if now != before:
            found.append((step, now[0]))
        before = now
    keys = {pk for step, _ in found for pk in step.leveringen}
    halves = Halfjaar.range(EERSTE, vraag.halfjaar) if vraag.is_stand else vraag.halfjaren
    new = Levering.objects.filter(pk__in=keys, halfjaar__in=halves, partij__soort__in=vraag.indicator.van)
    named = {each.pk: each for each in new.select_related("partij") if vraag.partij in (None, each.partij)}
    return [
        Historieregel(step.op, waarde, [named[pk] for pk in step.leveringen if pk in named]) for step, waarde in found
    ]


def _doorloop(lezing: Lezing) -> Tabel | None:
    """How what was left of earlier half-years adds up to the task of this one."""
    vraag = lezing.vraag
    points = [punt for punt in lezing.reeks if punt.taak is not None]
    links = [None if vraag.proef else Herkomst(vraag.code, punt, vraag.partij) for punt in points]
    return met_adressen(opgavetabel(points), links, vraag.op and vraag.op.isoformat()) if points else None
