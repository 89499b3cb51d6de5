"""The figures of areas as a reader may see them: the one way from stored figures to whatever shows a wijk or a buurt.

Counts of people are for the municipality and who delivered. Other readers get a `Verborgen` in the place of a count
that is hidden; what is computed from it (a share, a calendar year, an own area of several wijken) is hidden by
itself. For them holds:

- there are figures of all corporations together only, and of a half-year only once all of them are in it: what came
  with the last delivery would be that of one corporation;
- all areas are there, also those without any home allocated: of who is not listed it is known that it is 0;
- a corporation sees its own counts; what it could work out of the others by subtraction is hidden from it;
- the counts of one half-year are hidden together (`gebiedstabel`), and with what was shown before a correction; a
  count that adds up with them in an unknown way is not shown at all.

What is shown of the city, as a whole and per corporation, is not hidden: it is not per neighbourhood.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.core.cache import cache

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Buurt, Gebied, Gebruiker, Partij, Partijsoort, Rol, Wijk
from monitoring import gebiedsreeksen, reeksen
from monitoring.gebiedsreeksen import Bereik
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.vormen import NOEMER, TELLER
from monitoring.kleine_aantallen import gebiedstabel
from monitoring.kleine_aantallen.gebiedstabel import LEEG, Gezien
from monitoring.punten import Cel, Cellen, Punt, telt_vanaf
from monitoring.reeksen import Reeksen
from monitoring.verborgen import STIL, Verborgen

BEWAARTIJD = 3600  # seconds


@dataclass(frozen=True)
class Lezer:
    """Who reads: whether small counts may be seen, and the corporation that the reader works for.

    True where all may be seen, so that it stands wherever `mag_klein` is asked. As text it is part of the keys of what
    is kept: who sees the same, reads the same.
    """

    mag_klein: bool
    zelf: Partij | None = None

    @classmethod
    def van(cls, user: Gebruiker, partij: Partij | None) -> Lezer:
        """This user, for the figures of a party or of all together."""
        own = user.partij if user.is_authenticated and user.rol == Rol.CORPORATIE else None
        return cls(user.has_perm("monitoring.view_small_numbers", partij), own)

    def __bool__(self) -> bool:
        return self.mag_klein

    def __str__(self) -> str:
        if self.mag_klein:
            return "alles"
        return f"zonder-klein-{self.zelf.pk}" if self.zelf else "zonder-klein"

    __repr__ = __str__


def per_gebied(
    code: str,
    halfjaar: Halfjaar,
    *,
    mag_klein: Lezer | bool,
    partij: Partij | None = None,
    op: datetime.datetime | None = None,
    soort: type[Wijk] | type[Buurt] = Wijk,
    reeks: Reeksen | None = None,
) -> list[tuple[Wijk | Buurt, Punt]]:
    """The figure of each wijk (or buurt) in order of name, as this reader may see it.

    `mag_klein` is who reads (`Lezer.van`), or just whether small counts may be seen. If not, a count of people in a
    `Punt` may be a `Verborgen`, which reads as its text; and there is no figure of one corporation.
    Of a figure of homes that has counts of people among its parts, those parts are hidden. `reeks` is the city, for
    who has it already.
    """
    if not INDICATOREN[code].per_gebied:
        return []
    masker = _masker(code, mag_klein, Pagina.van(mag_klein, op))
    own = None if verbergt(code, mag_klein) else partij
    return gebiedsreeksen.load_gebieden(code, halfjaar, own, op, soort=soort, masker=masker, reeks=reeks)


def van_gebied(
    gebied: Gebied,
    code: str,
    halfjaar: Halfjaar,
    *,
    mag_klein: Lezer | bool,
    partij: Partij | None = None,
    op: datetime.datetime | None = None,
) -> Punt | None:
    """The figure of an area of our own: the sum of its wijken and buurten. Is one of them hidden, so is the sum."""
    if not INDICATOREN[code].per_gebied:
        return None
    found = reeksen.load([code], partij=partij, tot=halfjaar, op=op)
    return van_plek(gebied, found, {code: halfjaar}, mag_klein=mag_klein, partij=partij, op=op).punt(code)


@dataclass(frozen=True)
class Plekcijfers:
    """The figures of one area as a reader may see them, loaded at once. See `van_plek`."""

    tot: dict[str, Halfjaar]
    mag_klein: Lezer | bool
    partij: Partij | None
    pagina: Pagina
    _reeksen: gebiedsreeksen.Plekreeksen

    def punt(self, code: str) -> Punt | None:
        """The figure of the newest half-year that is asked for."""
        return self._reeksen.punt(code, self.tot[code], *self._gezien(code))

    def punten(self, code: str) -> list[Punt]:
        """The series up to that half-year."""
        return self._reeksen.punten(code, self.tot[code], *self._gezien(code))

    def _gezien(self, code: str) -> tuple[Partij | None, Masker | None]:
        own = None if verbergt(code, self.mag_klein) or not INDICATOREN[code].per_corporatie else self.partij
        return own, _masker(code, self.mag_klein, self.pagina)


def van_plek(
    plek: Wijk | Buurt | Gebied,
    reeks: Reeksen,
    tot: dict[str, Halfjaar],
    *,
    mag_klein: Lezer | bool,
    partij: Partij | None = None,
    op: datetime.datetime | None = None,
    verloop: Collection[str] = (),
) -> Plekcijfers:
    """The figures of an area, each up to a half-year; those of `verloop` with their whole series."""
    asked = {
        code: Bereik(EERSTE if code in verloop else telt_vanaf(INDICATOREN[code], half), half)
        for code, half in tot.items()
    }
    found = gebiedsreeksen.van_plek(plek, reeks, asked, partij=partij, op=op)
    pagina = Pagina.van(mag_klein, op)
    hidden = [code for code in tot if verbergt(code, mag_klein)]
    pagina.neem(half for code in hidden for half in Halfjaar.range(asked[code].eerste, tot[code]))
    return Plekcijfers(tot, mag_klein, partij, pagina, found)


def verbergt(code: str, mag_klein: Lezer | bool, onderdeel: str = "") -> bool:
    """Whether this figure of areas, or a part of it, may be hidden from this reader."""
    return INDICATOREN[code].van_mensen(onderdeel) and not mag_klein


def laatste(code: str, halfjaar: Halfjaar, mag_klein: Lezer | bool, reeks: Reeksen) -> Halfjaar | None:
    """The newest half-year, not after this one, of which this reader may see figures of areas."""
    halves = Halfjaar.range(EERSTE, halfjaar)
    return max((half for half in halves if toont(code, half, mag_klein, reeks)), default=None)


def toont(code: str, halfjaar: Halfjaar, mag_klein: Lezer | bool, reeks: Reeksen) -> bool:
    """Whether this reader may see figures of areas of this half-year."""
    corporaties = [partij for partij in reeks.partijen if partij.soort == Partijsoort.CORPORATIE]
    return not verbergt(code, mag_klein) or all(reeks.is_counted(each, halfjaar) for each in corporaties)


@dataclass
class Pagina:
    """What a reader without the right to small numbers may see of each half-year: asked for once, for many at once."""

    op: datetime.datetime | None
    zelf: Partij | None = None
    _gezien: dict[Halfjaar, Gezien] = field(default_factory=dict)

    @classmethod
    def van(cls, mag_klein: Lezer | bool, op: datetime.datetime | None) -> Pagina:
        return cls(op, mag_klein.zelf if isinstance(mag_klein, Lezer) else None)

    def neem(self, halfjaren: Iterable[Halfjaar]) -> None:
        """Have these at hand. What was worked out is kept until a figure of its half-year changes."""
        missing = set(halfjaren) - set(self._gezien)
        if not missing:
            return
        keys = {half: self._sleutel(half, versie) for half, versie in reeksen.versies(missing).items()}
        kept = cache.get_many(keys.values())
        made = gebiedstabel.gezien_van([half for half in missing if keys.get(half) not in kept], self.op, self.zelf)
        cache.set_many({keys[half]: seen for half, seen in made.items() if half in keys}, BEWAARTIJD)
        self._gezien |= made | {half: kept[key] for half, key in keys.items() if key in kept}

    def __getitem__(self, halfjaar: Halfjaar) -> Gezien:
        self.neem([halfjaar])
        return self._gezien[halfjaar]

    def _sleutel(self, halfjaar: Halfjaar, versie: int) -> str:
        return f"gebiedstabel-{halfjaar}-{self.op and self.op.timestamp()}-{self.zelf and self.zelf.pk}-{versie}"


@dataclass(frozen=True)
class Masker:
    """Puts a `Verborgen` in the place of every count of an indicator that is hidden."""

    code: str
    pagina: Pagina

    @property
    def noemt_alle(self) -> bool:
        """Whether all areas are listed, with or without figures; of a figure of homes only those that have any."""
        return INDICATOREN[self.code].over_personen

    def gebieden(self, soort: type[Wijk] | type[Buurt], halfjaar: Halfjaar) -> set[str]:
        """The areas that are listed because all are."""
        if not self.noemt_alle:
            return set()
        return set(soort.objects.in_editie(halfjaar.jaar).values_list("code", flat=True))

    def __call__(self, halfjaar: Halfjaar, gebied: str, cellen: Cellen) -> Cellen:
        """Of a figure of homes no count of people is known to add up with others: none of these is shown."""
        indicator = INDICATOREN[self.code]
        if indicator.over_personen:
            seen = self.pagina[halfjaar]
            return {naam: self._cel(seen, gebied, naam, cel) for naam, cel in cellen.items()}
        return {naam: Cel(STIL, STIL) if indicator.van_mensen(naam) else cel for naam, cel in cellen.items()}

    def _cel(self, seen: Gezien, gebied: str, naam: str, cel: Cel) -> Cel:
        teller = _shown(seen, gebied, (self.code, naam, TELLER), cel.teller)
        if INDICATOREN[self.code].is_gemiddelde and isinstance(teller, Verborgen):
            teller = STIL  # months together: what is said of a number of people does not hold for them
        return Cel(teller, _shown(seen, gebied, (self.code, naam, NOEMER), cel.noemer))


def _shown(seen: Gezien, gebied: str, sleutel: gebiedstabel.Sleutel, count: float):
    kolom = seen.kolom(sleutel)
    if kolom == LEEG:
        return count
    hidden = STIL if kolom is None else seen.zicht.van(gebied, kolom)
    return count if hidden is None else hidden


def _masker(code: str, mag_klein: Lezer | bool, pagina: Pagina) -> Masker | None:
    people = any(INDICATOREN[code].van_mensen(naam) for naam in INDICATOREN[code].onderdelen)
    return Masker(code, pagina) if people and not mag_klein else None
