"""The figures of areas as a reader may see them: the one way from stored figures to whatever shows a wijk or a buurt.

Counts of people are for the municipality and who delivered. Other readers get a `Verborgen` in the place of a count
that is hidden; what is computed from it (a share, a calendar year, an own area of several wijken) is hidden by
itself. For them holds:

- there are figures of all corporations together only, and of a half-year only once all of them are in it: what came
  with the last delivery would be that of one corporation;
- all areas are there, also those without any home allocated: of who is not listed it is known that it is 0;
- a corporation sees its own counts; what it could work out of the others by subtraction is hidden from it;
- the counts of one half-year are hidden together (`monitoring.gebiedstabel`), and with what was shown before a
  correction; a count that adds up with them in an unknown way is not shown at all.

What is shown of the city, as a whole and per corporation, is not hidden: it is not per neighbourhood.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.core.cache import cache

from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Buurt, Gebied, Gebruiker, Partij, Rol, Wijk
from monitoring import gebiedstabel, reeksen
from monitoring.gebiedstabel import LEEG, Gezien
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.vormen import NOEMER, TELLER
from monitoring.reeksen import Cel, Cellen, Punt
from monitoring.small_numbers import STIL, Verborgen

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
) -> list[tuple[Wijk | Buurt, Punt]]:
    """The figure of each wijk (or buurt) in order of name, as this reader may see it.

    `mag_klein` is who reads (`Lezer.van`), or just whether small counts may be seen. If not, a count of people in a
    `Punt` may be a `Verborgen`, which reads as its text; and there is no figure of one corporation.
    Of a figure of homes that has counts of people among its parts, those parts are hidden.
    """
    if not INDICATOREN[code].per_gebied:
        return []
    masker = _masker(code, mag_klein, op)
    own = None if verbergt(code, mag_klein) else partij
    return reeksen.load_gebieden(code, halfjaar, own, op, soort=soort, masker=masker)


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
    masker = _masker(code, mag_klein, op)
    own = None if verbergt(code, mag_klein) else partij
    return reeksen.load_gebied(gebied, code, halfjaar, own, op, masker=masker)


def verbergt(code: str, mag_klein: Lezer | bool, onderdeel: str = "") -> bool:
    """Whether this figure of areas, or a part of it, may be hidden from this reader."""
    return INDICATOREN[code].van_mensen(onderdeel) and not mag_klein


def laatste(
    code: str, halfjaar: Halfjaar, mag_klein: Lezer | bool, op: datetime.datetime | None = None
) -> Halfjaar | None:
    """The newest half-year, not after this one, of which this reader may see figures of areas."""
    if not verbergt(code, mag_klein):
        return halfjaar
    counted = set(reeksen.geteld(op))
    corporaties = Partij.objects.corporaties().values_list("pk", flat=True)
    whole = [half for half in Halfjaar.range(EERSTE, halfjaar) if counted >= {(pk, half) for pk in corporaties}]
    return max(whole, default=None)


@dataclass
class Masker:
    """Puts a `Verborgen` in the place of every count that is hidden; asks once per half-year which these are."""

    code: str
    op: datetime.datetime | None
    zelf: Partij | None = None
    _gezien: dict[Halfjaar, Gezien] = field(default_factory=dict)

    def gebieden(self, soort: type[Wijk] | type[Buurt], halfjaar: Halfjaar) -> set[str]:
        """The areas that are listed, with or without figures; of a figure of homes only those that have any."""
        if not INDICATOREN[self.code].over_personen:
            return set()
        return set(soort.objects.in_editie(halfjaar.jaar).values_list("code", flat=True))

    def __call__(self, halfjaar: Halfjaar, gebied: str, cellen: Cellen) -> Cellen:
        """Of a figure of homes no count of people is known to add up with others: none of these is shown."""
        indicator = INDICATOREN[self.code]
        if indicator.over_personen:
            return {naam: self._cel(halfjaar, gebied, naam, cel) for naam, cel in cellen.items()}
        return {naam: Cel(STIL, STIL) if indicator.van_mensen(naam) else cel for naam, cel in cellen.items()}

    def _cel(self, halfjaar: Halfjaar, gebied: str, naam: str, cel: Cel) -> Cel:
        teller = self._shown(halfjaar, gebied, (self.code, naam, TELLER), cel.teller)
        if INDICATOREN[self.code].is_gemiddelde and isinstance(teller, Verborgen):
            teller = STIL  # months together: what is said of a number of people does not hold for them
        return Cel(teller, self._shown(halfjaar, gebied, (self.code, naam, NOEMER), cel.noemer))

    def _shown(self, halfjaar: Halfjaar, gebied: str, sleutel: gebiedstabel.Sleutel, count: float):
        if halfjaar not in self._gezien:
            self._gezien[halfjaar] = _gezien(halfjaar, self.op, self.zelf)
        kolom = self._gezien[halfjaar].kolom(sleutel)
        if kolom == LEEG:
            return count
        hidden = STIL if kolom is None else self._gezien[halfjaar].zicht.van(gebied, kolom)
        return count if hidden is None else hidden


def _masker(code: str, mag_klein: Lezer | bool, op: datetime.datetime | None) -> Masker | None:
    people = any(INDICATOREN[code].van_mensen(naam) for naam in INDICATOREN[code].onderdelen)
    zelf = mag_klein.zelf if isinstance(mag_klein, Lezer) else None
    return Masker(code, op, zelf) if people and not mag_klein else None


def _gezien(halfjaar: Halfjaar, op: datetime.datetime | None, zelf: Partij | None) -> Gezien:
    """Kept until any figure changes."""
    key = f"gebiedstabel-{halfjaar}-{op and op.timestamp()}-{zelf and zelf.pk}-{reeksen.generation()}"
    return cache.get_or_set(key, lambda: gebiedstabel.gezien(halfjaar, op, zelf), BEWAARTIJD)
